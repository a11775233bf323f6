"""Papers of a meeting to the printer or into a file, noted in the log when they really went; what stands on them is not here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from chibo_desktop.actions.papers import PDF, make_set, note_printed, records_of, save_paper
from chibo_desktop.base.disks import folder_name
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import Changes
from chibo_desktop.ui.printing import LAST_FOLDER, print_pdf
from chibo_desktop.ui.saving import usual_folder
from chibo_desktop.ui.session import Session


def print_paper(session: Session, parent: QWidget, code: str, record_id: str) -> bool:
    """Makes the paper and gives it to the printer the person chooses; False when it did not go."""
    try:
        records = records_of(session.desk, code, record_id)
        paper = make_set(session.desk, code, records)
        if not print_pdf(paper.data, paper.title, parent):
            return False
        for each in records:
            note_printed(session.desk, code, each)
    except (Refusal, Trouble) as problem:
        session.said.emit(problem.sentence)
        return False
    session.succeeded.emit(f"Đã gửi ra máy in: {paper.title}.")
    session.changed.emit(Changes())
    return True


def save_papers(
    session: Session, parent: QWidget, codes: Sequence[str], record_id: str, *, ending: str = PDF
) -> list[Path]:
    """Asks for a folder and writes the papers into it as PDF or Word; [] when the person thought better of it or it failed.

    The files lie open to whoever can read that folder, which the sentence names.
    """
    kept = session.settings.get(LAST_FOLDER, usual_folder())
    chosen = QFileDialog.getExistingDirectory(parent, "Chọn thư mục để lưu", kept)
    if not chosen:
        return []
    try:
        files = [
            save_paper(session.desk, code, each, Path(chosen), ending=ending)
            for code in codes
            for each in records_of(session.desk, code, record_id)
        ]
    except (Refusal, Trouble) as problem:
        session.said.emit(problem.sentence)
        return []
    session.settings.put(LAST_FOLDER, chosen)
    count = f"{len(files)} tệp" if files[1:] else files[0].name
    place = files[0] if len(files) == 1 else Path(chosen)
    session.saved.emit(f"Đã lưu {count} vào thư mục “{folder_name(Path(chosen))}”.", place)
    session.changed.emit(Changes())
    return files
