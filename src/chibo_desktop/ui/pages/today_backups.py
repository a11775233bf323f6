"""The one line on "Hôm nay" about backups: a failed one, a copy that is due, a trial that is due; else nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from chibo_desktop.lists.backups import backup_facts, reminder
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.message import Message

SHAPES: dict[str, glyphs.Kind] = {"trouble": "warning", "copy": "todo", "try": "todo"}
LINKS = {
    "trouble": "Xem ở Thiết đặt",
    "copy": "Chép ở Thiết đặt, chừng một phút",
    "try": "Thử ở Thiết đặt",
}


class BackupLine(Message):
    """Says nothing at a sample desk, nor while typing for a cell: the book is the body's own."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def refresh(self) -> None:
        desk = self._session.desk
        if desk.store.sample or desk.typed_by:
            return
        kind, sentence = reminder(backup_facts(desk.folder), self._session.now())
        more = f'<a href="settings">{LINKS[kind]}</a>' if kind else ""
        self.say(SHAPES.get(kind, "todo"), sentence, more)
