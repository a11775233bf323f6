"""Papers leave the program: to the printer through the system's dialog, or as PDF into a folder the person chose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from chibo_desktop.actions.papers import make_paper, note_printed, save_paper
from chibo_desktop.ui import printing
from chibo_desktop.ui.session import Session


def print_paper(session: Session, code: str, record_id: str, parent: QWidget) -> bool:
    """Makes the paper, asks for a printer and notes that it was printed; False when the person thought better of it.

    Refusal and Trouble as the actions raise them.
    """
    paper = make_paper(session.desk, code, record_id)
    if not printing.print_pdf(paper.data, paper.title, parent):
        return False
    note_printed(session.desk, code, record_id)
    return True


def save_into_folder(session: Session, code: str, record_id: str, parent: QWidget) -> Path | None:
    """Asks for a folder and writes the PDF there under its own name; None when the person thought better of it."""
    last = session.settings.get(printing.LAST_FOLDER, str(Path.home()))
    chosen = QFileDialog.getExistingDirectory(parent, "Chọn thư mục để lưu tệp PDF", last)
    if not chosen:
        return None
    target = save_paper(session.desk, code, record_id, Path(chosen))
    session.settings.put(printing.LAST_FOLDER, chosen)
    return target
