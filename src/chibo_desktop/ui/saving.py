"""Asks where a file is to lie, and remembers its folder; writing it is not here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from chibo_desktop.base.file_names import safe_name
from chibo_desktop.base.settings import Settings


def usual_folder() -> str:
    """Where a person's papers lie: on Windows the Documents folder wherever it was moved to, OneDrive included."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())


def ask_file(
    parent: QWidget | None, settings: Settings, name: str, *, remembered: str, title: str, kind: str
) -> Path | None:
    """A file to write, with the ending of the proposed `name`; None when the person thought better of it.

    `remembered` is the setting that keeps the folder, `kind` what files of this ending are called.
    """
    name = safe_name(name)
    ending = Path(name).suffix
    start = Path(settings.get(remembered, usual_folder())) / name
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), f"{kind} (*{ending})")
    if not chosen:
        return None
    target = Path(chosen)
    if target.suffix.lower() != ending:
        target = target.with_name(f"{target.name}{ending}")
    settings.put(remembered, str(target.parent))
    return target
