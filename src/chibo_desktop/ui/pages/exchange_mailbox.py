"""The card "Hòm thư chung" of the page "Gửi – nhận": what waits, what lies there, what was received; choosing it is in "Thiết đặt"."""

from __future__ import annotations

from chibo_desktop.actions.carrying import mailbox_of
from chibo_desktop.lists.outbox import OutRow, outbox_rows
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.carrying import Carrying
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.progress import Progress
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

ROWS_SHOWN = 5
STATES: dict[str, tuple[glyphs.Kind, str]] = {
    "waiting": ("todo", "Chờ gửi"),
    "lying": ("half", "Ở hòm thư"),
    "received": ("done", "Đã nhận"),
}


class MailboxCard(Card):
    """Hidden while no mailbox was chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__("Hòm thư chung")
        self._session = session
        self._carrying = Carrying.of(session)
        self._rows = RowList(name="Các gói qua hòm thư chung")
        self._none = Prose(
            "Chưa có gói nào. Bấm “Gửi và nhận ngay” để gửi những gì nơi nhận chưa có.", "muted", width=320
        )
        self._progress = Progress()
        self._progress.stop_asked.connect(self._carrying.stop)
        self._progress.hide()
        self._message = Message()
        for part in (self._rows, self._none, self._progress, self._message):
            self.add(part)
        self.body.addStretch(1)
        self._carrying.told.connect(self.refresh)

    @property
    def is_used(self) -> bool:
        """Whether a mailbox was chosen."""
        return self._carrying.has_mailbox()

    def go(self) -> None:
        """Sends and fetches now; while it is at it, once more after that."""
        self._carrying.go()

    def refresh(self) -> None:
        """Reads anew where every bundle is."""
        place = mailbox_of(self._session.desk)
        if place is None:
            return
        self.set_note(place.shown)
        rows = outbox_rows(self._session.store)[:ROWS_SHOWN]
        self._rows.set_rows([_row(each) for each in rows])
        self._rows.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._show_work()

    def _show_work(self) -> None:
        is_busy = self._carrying.is_busy
        if is_busy and self._progress.isHidden():
            self._progress.start("Đang gửi và nhận", 0)
        self._progress.setVisible(is_busy)
        sentence = "" if is_busy else self._carrying.sentence
        self._message.say(self._carrying.kind, sentence, self._when() if sentence else "")

    def _when(self) -> str:
        """When it tries again by itself."""
        at = self._carrying.next_at
        if at is None:
            return ""
        what = "Tự thử lại" if self._carrying.kind == "absent" else "Tự xem lại hòm thư"
        return f"{what} lúc {at:%H:%M}."


def _row(each: OutRow) -> Row:
    kind, words = STATES[each.state]
    opening = {"waiting": "làm lúc", "lying": "ở hòm thư từ", "received": "báo đã nhận lúc"}[each.state]
    second = f"{opening} {each.since:%H:%M %d/%m/%Y}" + (f" · {each.note}" if each.note else "")
    return Row(each.hash, each.to_name, second, kind, words, quiet=each.state == "received")
