"""The small panel of one cell-month: its state, where its minutes are, who came, its points; opening them and reminding."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.actions.materials import remind
from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.board import visits_in
from chibo_desktop.lists.board_calls import reminded_on, reminder_title, reminder_words, secretaries
from chibo_desktop.lists.board_shapes import HELD, CellMonth, Line
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.records import find_spec
from chibo_desktop.ui.pages.meetings_board_part import SHAPES
from chibo_desktop.ui.points import strip_points
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.board import Board
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.popover import Popover
from chibo_desktop.ui.widgets.strip import Strip
from chibo_desktop.ui.widgets.words import Prose

ACROSS = 420
"""Logical pixels of the words in the panel."""


class CellPanel(Popover):
    """Lives in `page`; `on_open(meeting)` opens minutes, `on_sheet(meeting)` a visitor's sheet; either closes it."""

    def __init__(
        self,
        page: QWidget,
        session: Session,
        on_open: Callable[[str], None],
        on_sheet: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self._session, self._on_open, self._on_sheet = session, on_open, on_sheet
        self._month: CellMonth | None = None
        self._said = Message()
        self._buttons = QHBoxLayout()
        self._remind = Button("Nhắc chi bộ")
        self._remind.clicked.connect(self._on_remind)

    def show_month(self, line: Line, month: CellMonth, board: Board) -> None:
        """Opens beside the ringed cell of a board."""
        self._month = month
        today = self._session.now().date()
        self.set_title(f"{line.name}, {show_month(month.month)}")
        words = month.words(today)
        self.add(Pill(SHAPES[month.state], words[:1].upper() + words[1:]))
        if month.meeting_id and month.state in HELD and not month.is_old:
            points = strip_points(meeting_strip(self._session.store, month.meeting_id))
            strip = Strip(points, name="Biên bản đang ở đâu")
            self.add(strip)
        for sentence in self._facts(month):
            self.add(Prose(escape(sentence), "muted", width=ACROSS))
        self._add_buttons(line)
        self.add(self._said)
        self.point_at(board, board.cell_rect())

    def _facts(self, month: CellMonth) -> list[str]:
        """What else there is to know, one sentence each."""
        said = []
        if month.theme:
            field = find_spec("meeting").field("theme_kind")
            said.append(f"Có sinh hoạt chuyên đề: {(field.label_of(month.theme) if field else '').lower()}.")
        names = [
            name
            for visit in visits_in(self._session.store, month.cell_id, month.month)
            for name in visit.names
        ]
        if names:
            said.append(f"Cấp trên dự: {', '.join(dict.fromkeys(names))}.")
        elif month.is_visited:
            said.append("Có cấp trên dự.")
        if month.score is not None:
            said.append(f"Tự chấm {month.score.line}.")
        if month.state not in HELD:
            who = secretaries(self._session.store).get(month.cell_id)
            called = ", ".join(part for part in (who.name, who.phone) if part) if who else ""
            said += [f"Bí thư {called}."] if called else []
        day = reminded_on(self._session.store, month.cell_id, month.month)
        return [*said, f"Đã nhắc ngày {show_day(day)}."] if day else said

    def _add_buttons(self, line: Line) -> None:
        month = self._month
        if month is None:
            return
        if month.meeting_id and month.state != "none":
            read = Button("Mở biên bản" if month.state in HELD else "Mở buổi này")
            read.clicked.connect(self._on_read)
            self._buttons.addWidget(read)
        if month.meeting_id and month.state in HELD:
            sheet = Button("Phiếu đánh giá")
            sheet.clicked.connect(self._on_sheet_asked)
            self._buttons.addWidget(sheet)
        if line.is_here and month.state in ("late", "not_yet", "partial"):
            self._buttons.addWidget(self._remind)
        self._buttons.addStretch(1)
        self.body.addLayout(self._buttons)

    def _on_read(self) -> None:
        if self._month is not None:
            self.hide()
            self._on_open(self._month.meeting_id)

    def _on_sheet_asked(self) -> None:
        if self._month is not None:
            self.hide()
            self._on_sheet(self._month.meeting_id)

    def _on_remind(self) -> None:
        month = self._month
        if month is None:
            return
        try:
            self._session.do(
                remind,
                month.cell_id,
                title=reminder_title(month.month),
                content=reminder_words(month, self._session.now().date()),
            )
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
        else:
            self._remind.setEnabled(False)
            self._said.say("done", "Đã ghi lời nhắc. Lời nhắc đi cùng gói gửi xuống tới đây; Ctrl+Z để bỏ.")
        self.adjustSize()
