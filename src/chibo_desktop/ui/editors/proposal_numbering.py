"""Numbers for proposals that have none: how many there are, which number each will get, and one press that gives them."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.proposal_numbers import number_proposals, part_numbers, to_number, to_part
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.proposal_numbers import ToNumber
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose, Words, shortened

HOW = (
    "Đánh số tiếp theo số lớn nhất của từng sổ, theo thứ tự ngày nêu; số đã có giữ nguyên, không đánh lại theo năm. "
    "Kiến nghị nêu từ nay tự có số khi chốt buổi."
)
LONGEST = 160
"""Letters of what is asked for in a row."""
MOST_AGAIN = 5
"""Numbers named in the title."""
MOST = 20
"""Shown of the preview: the first registers; the others go on in the same way."""


HOW_TWICE = (
    "Hai máy đã cùng đánh số một sổ. Kiến nghị ghi trước giữ số; kiến nghị ghi sau lấy số tiếp theo số lớn nhất của sổ, ghi "
    "lại số mới vào sổ giấy. Từ nay chỉ đánh số ở một máy."
)


class ProposalNumbering(Card):
    """Hidden while every proposal of the books written here has a number of its own; what two bear comes first. `opened` with the id of one of them."""

    opened = Signal(str)
    written = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: list[ToNumber] = []
        self._shown: list[ToNumber] = []
        self._is_twice = False
        self._how, self._said = Prose(HOW, "muted"), Message()
        self._listed, self._rest = QWidget(), Prose("", "muted")
        self._books = QVBoxLayout(self._listed)
        self._show = Button("Xem số sẽ đánh", "quiet", icon="down")
        self._show.clicked.connect(self._on_show)
        self._write = Button("Đánh số", icon="check")
        self._write.clicked.connect(self._on_write)
        self._leave = Button("Thôi", "quiet")
        self._leave.clicked.connect(self._on_leave)
        foot = Flow()
        for button in (self._show, self._write, self._leave):
            foot.put(button)
        self._foot = foot
        for part in (self._how, self._listed, self._rest, self._said, foot):
            self.add(part)
        self._unfold(is_open=False)
        look.follow(self.fit_books)

    def refresh(self) -> None:
        twice = to_part(self._session.desk)
        self._found, self._is_twice = twice or to_number(self._session.desk), bool(twice)
        self.setVisible(bool(self._found))
        if not self._found:
            return
        count = len(self._found)
        again = sorted({f"{each.was:02d}" for each in twice if each.was is not None})
        self.set_title(
            f"Số {', '.join(again[:MOST_AGAIN])}{' …' if len(again) > MOST_AGAIN else ''} có hai kiến nghị"
            if twice
            else f"{count} kiến nghị trong sổ của máy này chưa có số"
        )
        self._how.say(HOW_TWICE if twice else HOW)
        self._write.say(f"Đánh số {'lại ' if twice else ''}{count} kiến nghị{' ghi sau' if twice else ''}")
        self._show_books()
        self._rest.say(f"và {count - MOST} kiến nghị nữa, số tiếp theo của từng sổ." if count > MOST else "")
        self._rest.setVisible(not self._listed.isHidden() and count > MOST)

    def _show_books(self) -> None:
        """The register of each cell under its name: every one has its own numbers."""
        shown = sorted(self._found, key=lambda each: each.cell_name)[:MOST]
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._books)
        for cell, group in groupby(shown, key=lambda each: each.cell_name):
            self._books.addWidget(Words(f"Sổ của {cell}", "strong"))
            rows = RowList([_line(each) for each in group], name=f"Số sẽ đánh, sổ của {cell}", wraps=True)
            rows.opened.connect(self.opened)
            self._books.addWidget(rows)

    def _unfold(self, *, is_open: bool) -> None:
        for part in (self._how, self._listed, self._rest, self._write, self._leave):
            part.setVisible(is_open)
        self._show.setVisible(not is_open)
        self._foot.place()

    def _on_show(self) -> None:
        self._unfold(is_open=True)
        self.refresh()
        self._write.setFocus()

    def _on_leave(self) -> None:
        self._unfold(is_open=False)
        self._show.setFocus()

    def _on_write(self) -> None:
        try:
            self._session.do(part_numbers if self._is_twice else number_proposals)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._unfold(is_open=False)
        self.written.emit()

    def fit_books(self) -> None:
        self._books.setContentsMargins(0, 0, 0, 0)
        self._books.setSpacing(look.px(8))


def _line(each: ToNumber) -> Row:
    raised = f"nêu {show_day(each.raised_on)}" if each.raised_on else "chưa ghi ngày nêu"
    raised += f" · nay mang số {each.was:02d}" if each.was is not None else ""
    return Row(
        each.proposal_id,
        f"Số {each.number:02d} · {shortened(each.content, LONGEST)}",
        raised,
    )
