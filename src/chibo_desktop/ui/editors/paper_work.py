"""Papers of a meeting to the printer or into a file, noted in the log when they really went; what stands on them is not here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from chibo_desktop.actions.papers import make_paper, note_printed, save_paper
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import Changes
from chibo_desktop.ui.printing import LAST_FOLDER, print_pdf
from chibo_desktop.ui.session import Session


def print_paper(session: Session, parent: QWidget, code: str, meeting_id: str) -> bool:
    """Makes the paper and gives it to the printer the person chooses; False when it did not go."""
    try:
        paper = make_paper(session.desk, code, meeting_id)
        if not print_pdf(paper.data, paper.title, parent):
            return False
        note_printed(session.desk, code, meeting_id)
    except (Refusal, Trouble) as problem:
        session.said.emit(problem.sentence)
        return False
    session.said.emit(f"Đã gửi ra máy in: {paper.title}.")
    session.changed.emit(Changes())
    return True


def save_papers(session: Session, parent: QWidget, codes: list[str], meeting_id: str) -> list[Path]:
    """Asks for a folder and writes the papers into it; [] when the person thought better of it or it failed."""
    kept = session.settings.get(LAST_FOLDER, str(Path.home()))
    chosen = QFileDialog.getExistingDirectory(parent, "Chọn thư mục để lưu", kept)
    if not chosen:
        return []
    try:
        files = [save_paper(session.desk, code, meeting_id, Path(chosen)) for code in codes]
    except (Refusal, Trouble) as problem:
        session.said.emit(problem.sentence)
        return []
    session.settings.put(LAST_FOLDER, chosen)
    session.said.emit(f"Đã lưu {', '.join(each.name for each in files)}.")
    session.changed.emit(Changes())
    return files
