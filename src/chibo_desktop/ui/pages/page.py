"""What every page is: its title, which records it shows, and how it refreshes; which pages there are stands in PAGES."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chibo_desktop.store import Changes
from chibo_desktop.ui.session import Session


class Page(QWidget):
    """A page reads one list and calls actions. It is built when first shown, and refreshed when its records change."""

    TITLE: ClassVar[str]
    SHOWS: ClassVar[tuple[str, ...]] = ()
    """Kinds of record; a change to one of them refreshes the page. Empty: every change does."""

    go_to = Signal(str, str)
    """Asks the window for another page by its module name, with a record id or ""."""
    covering = Signal(bool)
    """True: the page takes the place of the page list too (the meeting sheet with its thread); False: no more."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def refresh(self) -> None:
        """Reads the list again and shows it; quick, on the window's thread."""
        raise NotImplementedError

    def open(self, record_id: str) -> None:
        """Shows one record of the page, when another page asks for it."""

    def place(self) -> str:
        """What `open` takes to show again what is shown now, where that is no record; "" else."""
        return ""

    def may_leave(self) -> bool:
        """Whether everything typed is written or kept as a draft; called before another page comes."""
        return True

    def concerns(self, changes: Changes) -> bool:
        """Whether these changes are of records this page shows. An empty `Changes` concerns every page."""
        return not changes or not self.SHOWS or changes.touches(*self.SHOWS)
