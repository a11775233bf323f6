"""One indicator as a card: its number, what of what, verdict and target, and its line over two years."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.text import no_break
from chibo_desktop.lists.indicator_trends import Trends
from chibo_desktop.lists.indicator_words import count_words, target_words, value_words, verdict_words
from chibo_desktop.lists.indicators.figure import Figure
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.indicators_drawn import SHAPES, draw_line
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chart import Chart
from chibo_desktop.ui.widgets.figure import Figure as KeyFigure
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.words import Prose

WAITING, TOO_LITTLE = "Đang tính các kỳ trước …", "Chưa đủ hai kỳ có số để vẽ."


class Numbers(QWidget):
    """The number, what of what, the verdict and the target; `chosen` where the number opens something."""

    chosen = Signal()

    def __init__(self, *, opens: bool = True) -> None:
        super().__init__()
        self._figure = KeyFigure("", "", width=110, opens=opens)
        self._figure.chosen.connect(self.chosen)
        self._verdict = Pill("missing", "")
        self._target = Prose("", "muted", width=200)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._figure)
        self._column.addWidget(self._verdict, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._target)
        self._column.addStretch(1)
        look.follow(self.fit)

    def show_figure(self, figure: Figure) -> None:
        is_share = figure.denominator is not None
        self._figure.say(value_words(figure), escape(_kept_together(figure) if is_share else figure.unit))
        self._figure.setAccessibleName(f"{figure.title}: {value_words(figure)}, {count_words(figure)}")
        verdict = verdict_words(figure.met, figure.target, figure.denominator)
        self._verdict.say("missing" if figure.met is None else SHAPES[figure.met], verdict)
        self._verdict.setVisible(bool(verdict))
        rule = figure.target.rule if figure.target else ""
        words = " · ".join(part for part in (target_words(figure), rule) if part)
        self._target.say(escape(words or "Không có mức giao"))

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))


def _kept_together(figure: Figure) -> str:
    """What of what with its unit, broken between the two at most."""
    words = count_words(figure).removesuffix(f" {figure.unit}")
    return " ".join(no_break(part) for part in (words, figure.unit) if part)


class IndicatorCard(Card):
    """`opened(key)` when a person wants all of it."""

    opened = Signal(str)

    def __init__(self, figure: Figure, parent: QWidget) -> None:
        super().__init__(figure.title, parent=parent)
        self._key = figure.key
        self._numbers = Numbers()
        self._numbers.chosen.connect(lambda: self.opened.emit(self._key))
        self._chart = Chart(name=f"{figure.title} qua các kỳ", is_small=True)
        self._chart.point_chosen.connect(lambda _place: self.opened.emit(self._key))
        self._waiting = Prose(WAITING, "muted", width=180)
        self._chart.hide()
        self._notes = Prose("", "muted", width=200)
        row = QHBoxLayout()
        row.addWidget(self._numbers, 1)
        row.addWidget(self._chart, 1)
        row.addWidget(self._waiting, 1)
        self.add_layout(row)
        self.add(self._notes)
        self.body.addStretch(1)
        self.show_figure(figure)

    def show_figure(self, figure: Figure) -> None:
        """The numbers; the line stays that of before until another comes."""
        self._figure = figure
        self._numbers.show_figure(figure)
        self._notes.say(escape(" ".join(figure.notes)))
        self._notes.setVisible(bool(figure.notes))

    def show_trends(self, trends: Trends | None) -> None:
        """The line, or none while it is being counted or where there is too little of it."""
        is_drawn = trends is not None and draw_line(self._chart, trends, self._figure)
        self._waiting.say(WAITING if trends is None else TOO_LITTLE)
        self._waiting.setVisible(not is_drawn)
        self._chart.setVisible(is_drawn)


AT_ONCE = 4
"""Cards built without a pause: about 6 ms each."""


class CardGrid(QWidget):
    """The cards beside each other in two columns or under each other; `opened(key)` of any of them."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._cards: dict[str, IndicatorCard] = {}
        self._figures: tuple[Figure, ...] = ()
        self._trends: Trends | None = None
        self._shown: tuple[str, ...] = ()
        self._columns = 2
        look.follow(self.fit)

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """A card for each, in this order; one that was there stays, new ones come a few at a time."""
        self._figures = figures
        for figure in figures:
            if figure.key in self._cards:
                self._cards[figure.key].show_figure(figure)
        self._build()

    def _build(self) -> None:
        """Some cards that are missing; the others once the window has answered keys and clicks."""
        missing = [figure for figure in self._figures if figure.key not in self._cards]
        for figure in missing[:AT_ONCE]:
            card = self._cards[figure.key] = IndicatorCard(figure, self)
            card.opened.connect(self.opened)
            card.show_trends(self._trends)
        shown = tuple(figure.key for figure in self._figures if figure.key in self._cards)
        if shown != self._shown:
            self._shown = shown
            self._place()
        if missing[AT_ONCE:]:
            QTimer.singleShot(0, self, self._build)

    def show_trends(self, trends: Trends | None) -> None:
        """The lines of all cards, also of those still to come."""
        self._trends = trends
        for key in self._shown:
            self._cards[key].show_trends(trends)

    def fold(self, *, roomy: bool) -> None:
        columns = 2 if roomy else 1
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        for key, card in self._cards.items():
            self._grid.removeWidget(card)
            card.setVisible(key in self._shown)
        for place, key in enumerate(self._shown):
            self._grid.addWidget(self._cards[key], place // self._columns, place % self._columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)

    def fit(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(look.GAP))
