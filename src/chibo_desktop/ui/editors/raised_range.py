"""In which time the proposals were raised that a page shows, counts and prints: all, one year, or from day to day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField

ALL, DAYS = "all", "days"
Span = tuple[date | None, date | None]


class RaisedRange(QWidget):
    """`changed` with another range. The two days are asked for only where the range is not a year."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._choice = ChoiceField("Nêu trong", [(ALL, "Cả sổ"), (DAYS, "Từ ngày đến ngày …")], ALL)
        self._first = DayField("Nêu từ ngày", date(today.year, 1, 1))
        self._last = DayField("Đến hết ngày", today)
        self._span: Span = (None, None)
        self._years: list[int] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Abreast(self._choice, self._first, self._last, least=480))
        self._choice.left.connect(self._on_chosen)
        for field in (self._first, self._last):
            field.left.connect(self._on_chosen)
            field.hide()

    def offer_years(self, years: Iterable[int]) -> None:
        """The years in which anything was raised, the newest first."""
        named = sorted(set(years), reverse=True)
        if named != self._years:
            self._years = named
            years_of = [(str(year), f"Năm {year}") for year in named]
            self._choice.set_choices([(ALL, "Cả sổ"), *years_of, (DAYS, "Từ ngày đến ngày …")])

    def _on_chosen(self, _value: str = "") -> None:
        taken = self._choice.value()
        for field in (self._first, self._last):
            field.setVisible(taken == DAYS)
        if taken == DAYS:
            span = self._days()
            if span is None:
                return
            self._span = span
        else:
            year = int(taken) if taken.isdecimal() else 0
            self._span = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
        self.changed.emit()

    def _days(self) -> Span | None:
        """Both days; None where one cannot be read, or they are the wrong way round, which their field says."""
        days: list[date | None] = []
        for field in (self._first, self._last):
            field.clear_error()
            try:
                days.append(field.day())
            except Refusal as refusal:
                field.show_error(refusal.sentence)
                return None
        first, last = days
        if first and last and last < first:
            self._last.show_error("Ngày cuối phải từ ngày đầu trở đi.")
            return None
        return first, last

    def span(self) -> Span:
        """Both days of the last range that could be read; None where an end is open."""
        return self._span

    def is_narrowed(self) -> bool:
        """Whether a person took less than the whole register."""
        return self._choice.value() != ALL

    def words(self) -> str:
        """As in "nêu từ 01/01/2026 đến 31/12/2026"; "cả sổ"."""
        first, last = self._span
        ends = (f"từ {show_day(first)}" if first else "", f"đến {show_day(last)}" if last else "")
        return f"nêu {' '.join(filter(None, ends))}" if first or last else "cả sổ"
