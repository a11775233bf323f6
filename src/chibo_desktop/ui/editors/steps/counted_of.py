"""Above the cards of votes, persons considered and elections: of how many they are counted, by name, and who is unmarked."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal

from chibo_desktop.base.text import no_break
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.rules.vote_base import VoteBase
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose


class CountedOf(Card):
    """`left_for(step)`: the person wants to mark the roll first."""

    left_for = Signal(str)

    def __init__(self) -> None:
        super().__init__(kind="tinted")
        self._base, self._more, self._unmarked = Prose(width=240), Prose(width=240), Message()
        self._unmarked.link_chosen.connect(self.left_for)
        for widget in (self._base, self._more, self._unmarked):
            self.add(widget)

    def show_base(self, sheet: MeetingSheet, more: str) -> None:
        """The base as the roll call stands now; `more` is what follows from it, plain words."""
        self._base.say(_base_words(sheet.vote_base))
        self._more.say(escape(more, quote=False))
        left = 0 if sheet.is_finalised else sheet.attendance.unmarked
        link = "Số phiếu được đối chiếu với điểm danh: <a href='roll_call'>điểm danh trước</a>."
        self._unmarked.say(
            "late", f"Còn {left} đảng viên chưa điểm danh." if left else "", link if left else ""
        )


def _base_words(base: VoteBase) -> str:
    """The sentence of the rule with its number in bold and names that do not break; HTML."""
    words = base.sentence()
    for ground in base.deducted:
        for name in ground.names:
            words = words.replace(name, no_break(name))
    return escape(words, quote=False).replace(f"Tính trên {base.base} ", f"Tính trên <b>{base.base}</b> ", 1)
