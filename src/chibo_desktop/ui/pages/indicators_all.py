"""Every indicator of one organisation over one range: whose, of when, a card each, those typed by hand apart."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal

from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.indicator_trends import Step, Trends
from chibo_desktop.lists.indicator_words import hand_count, hand_period, hand_title
from chibo_desktop.lists.indicators.figure import HandRow
from chibo_desktop.ui.editors.month_range import MonthRange
from chibo_desktop.ui.pages.indicators_card import CardGrid
from chibo_desktop.ui.pages.indicators_counting import Counted
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose, Words

STEPS: tuple[tuple[Step, str], ...] = (("month", "Tháng"), ("quarter", "Quý"), ("year", "Năm"))
EMPTY_CELL = "Chỉ tiêu được tính từ các buổi sinh hoạt đã chốt. Kỳ này chưa có buổi nào."
EMPTY_ABOVE = "Chỉ tiêu được tính từ các buổi sinh hoạt mà bên dưới đã gửi lên. Kỳ này chưa có buổi nào."


class PlaceLine(Flow):
    """The way from the desk's own organisation to the one shown, and those directly below it; `chosen(id)`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._above: list[str] = []
        self._links: list[Button] = []
        self._here = Words("", "emphasis_strong")
        self._below = DropDown()
        self._below.setAccessibleName("Xem của nơi trực thuộc")
        self._below.activated.connect(self._on_below)
        self.put(self._here)
        self.put(self._below)

    def show_place(self, counted: Counted) -> None:
        """The way to the organisation the figures are of."""
        self._above = [one for one, _name in counted.path[:-1]]
        while len(self._links) < len(self._above):
            self._add_link(len(self._links))
        for place, link in enumerate(self._links):
            link.setVisible(place < len(self._above))
            if place < len(self._above):
                link.say(counted.path[place][1])
        self._here.say(counted.path[-1][1])
        self._below.clear()
        self._below.addItem("Xem của nơi trực thuộc …", "")
        for each in counted.report.below:
            self._below.addItem(each.name, each.organisation_id)
        self._below.setVisible(bool(counted.report.below))
        self.place()

    def below(self) -> tuple[str, ...]:
        """The organisations directly below the one shown."""
        return tuple(str(self._below.itemData(place)) for place in range(1, self._below.count()))

    def _add_link(self, place: int) -> None:
        link = Button("", "quiet", icon="back")
        link.clicked.connect(lambda: self.chosen.emit(self._above[place]))
        self._links.append(link)
        self.put(link, before=self._here)

    def _on_below(self, place: int) -> None:
        if place > 0:
            self.chosen.emit(str(self._below.itemData(place)))


class AllIndicators(ScrolledPage):
    """`place_chosen(id)` another organisation, `asked` another range or step, `opened(key)` one indicator."""

    TITLE: ClassVar[str] = "Chỉ tiêu"
    place_chosen = Signal(str)
    asked = Signal()
    opened = Signal(str)
    ways_chosen = Signal()
    book_chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._is_cell = session.desk.kind == "cell"
        self._add_tools()
        self.place_line = PlaceLine()
        self.place_line.chosen.connect(self.place_chosen)
        self.months = MonthRange(session.now().date())
        self.months.chosen.connect(self.asked)
        self._steps = Segments(STEPS, "quarter", "Biểu đồ theo")
        self._steps.chosen.connect(lambda _key: self.asked.emit())
        self.said = Message()
        self._running = Prose("", "muted", width=320)
        self._grid = CardGrid()
        self._grid.opened.connect(self.opened)
        self._hand = Card("Số liệu nhập tay", "do nơi khác đếm, không cộng vào số của chương trình")
        self._hand_rows = RowList(name="Số liệu nhập tay")
        self._hand_rows.opened.connect(lambda _key: self._open_hand())
        self._hand.add(self._hand_rows)
        self._empty = self._make_empty()
        head = Flow(gap=16)
        for part in (self.months, Words("Biểu đồ theo", tone="muted"), self._steps):
            head.put(part)
        for widget in (
            self.place_line,
            head,
            self.said,
            self._running,
            self._grid,
            self._hand,
            self._empty,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        for each in (self.place_line, self._hand, self._empty, self._running):
            each.hide()

    def _add_tools(self) -> None:
        for words, icon, signal in (
            ("Cách tính", "help", self.ways_chosen),
            ("Ghi ra Excel", "file", self.book_chosen),
        ):
            button = Button(words, icon=icon)
            button.clicked.connect(signal)
            self.title.add(button)

    def _make_empty(self) -> EmptyState:
        words, page = (
            (EMPTY_CELL, ("Mở trang Sinh hoạt", "meetings"))
            if self._is_cell
            else (EMPTY_ABOVE, ("Mở trang Gửi – nhận", "exchange"))
        )
        empty = EmptyState(words, page[0], icon="indicators")
        empty.begun.connect(lambda: self.go_to.emit(page[1], ""))
        return empty

    def refresh(self) -> None:
        """What is shown comes through `show_counted`."""

    def step(self) -> Step:
        """How the lines are divided."""
        taken = self._steps.taken()
        return next(key for key, _words in STEPS if key == taken)

    def take_step(self, step: str) -> None:
        """Divides the lines otherwise, sending nothing."""
        self._steps.take(step)

    def show_counted(self, counted: Counted) -> None:
        """The figures; the lines come later through `show_trends`."""
        self.place_line.show_place(counted)
        self.place_line.setVisible(not self._is_cell)
        self._empty.setVisible(counted.is_empty)
        self._grid.setVisible(not counted.is_empty)
        self._grid.show_figures(counted.report.figures)
        self._grid.show_trends(None)
        running = month_of(self.session.now().date())
        is_over = counted.report.last < running
        self._running.say("" if is_over else "Kỳ này chưa hết: các số còn thay đổi.")
        self._running.setVisible(not is_over and not counted.is_empty)
        self._hand_rows.set_rows([_hand_row(row) for row in counted.report.by_hand])
        self._hand.setVisible(bool(counted.report.by_hand))
        self.title.set_primary("" if counted.is_empty else "In báo cáo", "print")

    def show_trends(self, trends: Trends) -> None:
        self._grid.show_trends(trends)

    def _open_hand(self) -> None:
        if not self._is_cell:
            self.go_to.emit("settings", "below")

    def fold(self) -> None:
        if hasattr(self, "_grid"):
            self._grid.fold(roomy=self.is_roomy())

    def take_focus(self) -> None:
        self._steps.setFocus()


def _hand_row(row: HandRow) -> Row:
    second = f"{hand_period(row)} · nguồn: {row.source}"
    return Row(row.id, hand_title(row), second, "optional", f"{hand_count(row)} · nhập tay", quiet=True)
