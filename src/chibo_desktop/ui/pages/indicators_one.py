"""One indicator of one organisation: its number and how it is counted, its line, those below beside each other, the lists behind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import ClassVar

from PySide6.QtCore import Qt, Signal

from chibo_desktop.base.dates import last_day
from chibo_desktop.lists.indicator_trends import Trends
from chibo_desktop.lists.indicator_words import count_words, range_words
from chibo_desktop.lists.indicators import INDICATORS
from chibo_desktop.lists.indicators.figure import Figure, Ref, Row
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.pages.indicators_all import STEPS
from chibo_desktop.ui.pages.indicators_behind import (
    Line,
    Listed,
    gatherings_of,
    lists_of,
    shown_line,
    way_to,
)
from chibo_desktop.ui.pages.indicators_card import TOO_LITTLE, WAITING, Numbers
from chibo_desktop.ui.pages.indicators_counting import Counted
from chibo_desktop.ui.pages.indicators_drawn import SHAPES, bars_of, draw_line
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets import rows as row_lists
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chart import Chart
from chibo_desktop.ui.widgets.folding import Folding
from chibo_desktop.ui.widgets.share_bars import ShareBars
from chibo_desktop.ui.widgets.words import Prose, Words

AT_FIRST = 40
"""Lines of a list, and bars, before a person asks for more: a province has thousands."""
FORMULAS = {each.key: each.formula for each in INDICATORS}


class BehindCard(Card):
    """The lists behind a number, a part at a time; `opened(page, id)` a record."""

    opened = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__("Danh sách")
        self._session = session
        self._lists: tuple[Listed, ...] = ()
        self._day = date.min
        self._gatherings: Mapping[Ref, str] = {}
        self._shown = AT_FIRST
        self._which: Segments | None = None
        self._rows = row_lists.RowList(name="Danh sách")
        self._rows.opened.connect(self._on_opened)
        self._more = Button("Xem thêm", "link")
        self._more.clicked.connect(self._on_more)
        self.add(self._rows)
        self.add(self._more)

    def show_part(self, part: Figure | Row, title: str, day: date) -> None:
        """The lists of a figure or of a part of it; hidden where nothing lies behind."""
        self._lists, self._day, self._shown = lists_of(part), day, AT_FIRST
        self._gatherings = gatherings_of(self._session.store, part, day)
        self.set_title(title)
        self.setVisible(bool(self._lists))
        self._choose()
        self._show()

    def _choose(self) -> None:
        """The choice among several lists; none for one."""
        if self._which is not None:
            self.body.removeWidget(self._which)
            self._which.hide()
            self._which.deleteLater()
            self._which = None
        if len(self._lists) > 1:
            choices = [(one.key, f"{one.words} ({len(one.lines)})") for one in self._lists]
            self._which = Segments(choices, self._lists[0].key, "Danh sách")
            self._which.chosen.connect(self._on_list)
            self.body.insertWidget(0, self._which, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_list(self, _key: str) -> None:
        self._shown = AT_FIRST
        self._show()

    def _on_more(self) -> None:
        self._shown += AT_FIRST
        self._show()

    def _lines(self) -> tuple[Line, ...]:
        taken = self._which.taken() if self._which is not None else ""
        return next(
            (one.lines for one in self._lists if one.key == taken),
            self._lists[0].lines if self._lists else (),
        )

    def _show(self) -> None:
        lines, store = self._lines(), self._session.store
        shown = [shown_line(store, line, self._day, self._gatherings) for line in lines[: self._shown]]
        self._rows.set_rows(shown)
        self.set_note(str(len(lines)) if self._which is None and lines else "")
        left = len(lines) - self._shown
        self._more.say(f"Xem thêm {min(left, AT_FIRST)} trong {left} dòng còn lại")
        self._more.setVisible(left > 0)

    def _on_opened(self, key: str) -> None:
        kind, _, record_id = key.partition(" ")
        page, opens = way_to((kind, record_id) if record_id else None, self._session.desk.kind)
        if page:
            self.opened.emit(page, opens)


class OneIndicator(ScrolledPage):
    """`back_chosen` to all of them, `place_chosen(id)` the same of another, `step_chosen(step)`, `range_chosen(first, last)`."""

    TITLE: ClassVar[str] = "Chỉ tiêu"
    back_chosen = Signal()
    place_chosen = Signal(str)
    step_chosen = Signal(str)
    range_chosen = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._counted: Counted | None = None
        self._trends: Trends | None = None
        self._key, self._all_bars = "", False
        back = Button("Chỉ tiêu", "quiet", icon="back", key="Esc")
        back.clicked.connect(self.back_chosen)
        self.title.add_first(back)
        self._where = Words("", "emphasis")
        self._numbers = Numbers(opens=False)
        self._formula, self._notes = Prose("", width=240), Prose("", "muted", width=240)
        self._number_card = Card("Số của kỳ")
        for part in (self._numbers, self._formula, self._notes):
            self._number_card.add(part)
        self._number_card.body.addStretch(1)
        self._chart_card = self._make_chart()
        self._pair = Folding(self._number_card, self._chart_card, weights=(4, 6))
        self._parts = Card("Chi tiết")
        self._part_rows = row_lists.RowList(name="Chi tiết")
        self._part_rows.opened.connect(self._on_part)
        self._parts.add(self._part_rows)
        self._bars_card = self._make_bars()
        self._behind = BehindCard(session)
        self._behind.opened.connect(self._on_opened)
        for widget in (self._where, self._pair, self._parts, self._bars_card, self._behind):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _make_chart(self) -> Card:
        card = Card("Qua các kỳ")
        self._steps = Segments(STEPS, "quarter", "Biểu đồ theo")
        self._steps.chosen.connect(self.step_chosen)
        card.add_to_head(self._steps)
        self._chart = Chart(name="Qua các kỳ")
        self._chart.point_chosen.connect(self._on_point)
        self._no_line = Prose("", "muted", width=240)
        card.add(self._chart)
        card.add(self._no_line)
        card.body.addStretch(1)
        return card

    def _make_bars(self) -> Card:
        card = Card("Các nơi trực thuộc")
        self._bars = ShareBars("Các nơi trực thuộc")
        self._bars.opened.connect(self.place_chosen)
        self._more_bars = Button("Xem hết", "link")
        self._more_bars.clicked.connect(self._on_more_bars)
        card.add(self._bars)
        card.add(self._more_bars)
        return card

    def refresh(self) -> None:
        """What is shown comes through `show_counted`."""

    def take_step(self, step: str) -> None:
        """Divides the line otherwise, sending nothing."""
        self._steps.take(step)

    def show_indicator(self, key: str) -> None:
        """Which indicator is shown from now on; nothing happens until figures are there."""
        self._key, self._all_bars = key, False

    def key(self) -> str:
        """The indicator shown."""
        return self._key

    def show_counted(self, counted: Counted) -> bool:
        """The figure of a report; False where the indicator does not apply to that organisation."""
        figure = counted.report.own.figures.get(self._key)
        if figure is None:
            return False
        self._counted = counted
        words = range_words(counted.report.first, counted.report.last)
        self.title.set_title(figure.title)
        self._where.say(f"{counted.report.own.name} · {words}")
        self._numbers.show_figure(figure)
        self._formula.say(f"<b>Cách tính:</b> {escape(FORMULAS[figure.key])}")
        self._notes.say(escape(" ".join(figure.notes)))
        self._notes.setVisible(bool(figure.notes))
        self._show_parts(figure)
        self._show_bars(counted, figure)
        self._behind.show_part(figure, "Danh sách", self._last_day())
        return True

    def _last_day(self) -> date:
        return last_day(self._counted.report.last) if self._counted else date.min

    def show_trends(self, trends: Trends | None) -> None:
        """The line, or that it is being counted, or that there is too little of it."""
        figure = self._figure()
        self._trends = trends
        is_drawn = trends is not None and figure is not None and draw_line(self._chart, trends, figure)
        self._chart.setVisible(is_drawn)
        self._no_line.say(WAITING if trends is None else TOO_LITTLE)
        self._no_line.setVisible(not is_drawn)

    def _figure(self) -> Figure | None:
        return self._counted.report.own.figures.get(self._key) if self._counted else None

    def _show_parts(self, figure: Figure) -> None:
        """Parts that are no single record: quarters, groups, teams; each opens its list."""
        rows = [row for row in figure.rows if row.ref is None]
        self._part_rows.set_rows([_part_row(row) for row in rows])
        self._parts.setVisible(bool(rows))

    def _on_part(self, key: str) -> None:
        figure = self._figure()
        part = next((row for row in figure.rows if row.key == key), None) if figure else None
        if part is not None and lists_of(part):
            self._behind.show_part(part, part.title, self._last_day())
            self.bring_into_view(self._behind)

    def _show_bars(self, counted: Counted, figure: Figure) -> None:
        bars, target = bars_of(counted.report.below, figure.key)
        self._bars_card.setVisible(bool(bars))
        self._bars_card.set_note(f"{len(bars)} nơi, thấp nhất trước" if bars else "")
        self._bars.set_bars(bars if self._all_bars else bars[:AT_FIRST], target)
        self._more_bars.say(f"Xem hết {len(bars)} nơi")
        self._more_bars.setVisible(len(bars) > AT_FIRST and not self._all_bars)

    def _on_more_bars(self) -> None:
        self._all_bars = True
        figure = self._figure()
        if self._counted is not None and figure is not None:
            self._show_bars(self._counted, figure)

    def _on_point(self, place: int) -> None:
        if self._trends is not None:
            span = self._trends.spans[place]
            self.range_chosen.emit(span.first, span.last)

    def _on_opened(self, page: str, record_id: str) -> None:
        if page == "indicators":
            self.place_chosen.emit(record_id)
        else:
            self.go_to.emit(page, record_id)

    def fold(self) -> None:
        if hasattr(self, "_pair"):
            self._pair.fold(roomy=self.is_roomy())

    def take_focus(self) -> None:
        self._steps.setFocus()


def _part_row(row: Row) -> row_lists.Row:
    kind: glyphs.Kind | None = None if row.met is None else SHAPES[row.met]
    share = f" = {row.percent_shown}" if row.denominator is not None else ""
    return row_lists.Row(
        row.key, row.title, row.note, kind, f"{count_words(row)}{share}", quiet=row.met is True
    )
