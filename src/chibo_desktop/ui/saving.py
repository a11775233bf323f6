"""Asks where a file is to lie, and remembers its folder; writing it is not here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from chibo_desktop.base.settings import Settings


def ask_file(
    parent: QWidget | None, settings: Settings, name: str, *, remembered: str, title: str, kind: str
) -> Path | None:
    """A file to write, with the ending of the proposed `name`; None when the person thought better of it.

    `remembered` is the setting that keeps the folder, `kind` what files of this ending are called.
    """
    ending = Path(name).suffix
    start = Path(settings.get(remembered, str(Path.home()))) / name
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), f"{kind} (*{ending})")
    if not chosen:
        return None
    target = Path(chosen)
    if target.suffix.lower() != ending:
        target = target.with_name(f"{target.name}{ending}")
    settings.put(remembered, str(target.parent))
    return target
