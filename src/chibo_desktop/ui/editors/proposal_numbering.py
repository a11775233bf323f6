"""Numbers for proposals that have none: how many there are, which number each will get, and one press that gives them."""

from __future__ import annotations

from PySide6.QtCore import Signal

from chibo_desktop.actions.proposal_numbers import number_proposals, to_number
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.proposal_numbers import ToNumber
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose, shortened

HOW = (
    "Đánh số tiếp theo số lớn nhất của từng sổ, theo thứ tự ngày nêu; số đã có giữ nguyên, không đánh lại theo năm. "
    "Kiến nghị nêu từ nay tự có số khi chốt buổi."
)
LONGEST = 160
"""Letters of what is asked for in a row."""
MOST = 20
"""Shown of the preview: the first of them; what follows goes on by one."""


class ProposalNumbering(Card):
    """Hidden while every proposal of the books written here has its number. `opened` with the id of one of them."""

    opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: list[ToNumber] = []
        self._how, self._said = Prose(HOW, "muted"), Message()
        self._rows, self._rest = RowList(name="Số sẽ đánh", wraps=True), Prose("", "muted")
        self._rows.opened.connect(self.opened)
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
        for part in (self._how, self._rows, self._rest, self._said, foot):
            self.add(part)
        self._unfold(is_open=False)

    def refresh(self) -> None:
        self._found = to_number(self._session.desk)
        self.setVisible(bool(self._found))
        if not self._found:
            return
        count = len(self._found)
        self.set_title(f"{count} kiến nghị trong sổ của máy này chưa có số")
        self._write.say(f"Đánh số {count} kiến nghị")
        self._rows.set_rows([_line(each) for each in self._found[:MOST]])
        self._rest.say(f"và {count - MOST} kiến nghị nữa, số tiếp theo." if count > MOST else "")
        self._rest.setVisible(self._rows.isVisibleTo(self) and count > MOST)

    def _unfold(self, *, is_open: bool) -> None:
        for part in (self._how, self._rows, self._rest, self._write, self._leave):
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
            self._session.do(number_proposals)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._unfold(is_open=False)


def _line(each: ToNumber) -> Row:
    raised = f"nêu {show_day(each.raised_on)}" if each.raised_on else "chưa ghi ngày nêu"
    return Row(
        each.proposal_id,
        f"Số {each.number:02d} · {shortened(each.content, LONGEST)}",
        f"{each.cell_name} · {raised}",
    )
