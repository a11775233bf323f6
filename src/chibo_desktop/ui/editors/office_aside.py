"""The files nobody could read: since when, why, what to do; tried again or let go by one button each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.office_import import forget_aside
from chibo_desktop.base.errors import Trouble
from chibo_desktop.lists.set_aside import SetAside, list_set_aside
from chibo_desktop.ui.editors.office_words import cut
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

TITLE = "Để riêng: không đọc được"


class AsideCard(Card):
    """Hidden while nothing lies aside. `again_asked` when a person wants all of it tried once more."""

    again_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(TITLE)
        self._session = session
        self._hint = Prose(
            "Các tệp này không vào sổ và không cản gói khác. Vì sao và nên làm gì, xem ở từng tệp; "
            "bản chép ở đây tự xóa sau 90 ngày.",
            "muted",
        )
        self._rows = RowList(name=TITLE)
        self._message = Message()
        self._again = Button("Thử đọc lại", icon="exchange")
        self._again.clicked.connect(self.again_asked)
        self._forget = Button("Bỏ khỏi danh sách", "quiet")
        self._forget.clicked.connect(self._on_forget)
        foot = QHBoxLayout()
        foot.addWidget(self._again)
        foot.addWidget(self._forget)
        foot.addStretch(1)
        for part in (self._hint, self._rows, self._message):
            self.add(part)
        self.add_layout(foot)
        self.hide()

    def refresh(self) -> None:
        """Reads the list again."""
        found = list_set_aside(self._session.store)
        self.set_note(f"{len(found)} tệp" if found else "")
        self._rows.set_rows(cut([_row(each) for each in found]))
        self._message.say("absent", "")
        self.setVisible(bool(found))

    def _on_forget(self) -> None:
        try:
            forget_aside(self._session.desk)
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)
            return
        self.refresh()


def _row(each: SetAside) -> Row:
    when = f"{each.at:%d/%m/%Y} · " if each.at else ""
    return Row(each.arrival.mark, each.arrival.name, f"{when}{each.sentence}", "absent", "Để riêng")
