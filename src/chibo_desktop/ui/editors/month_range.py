"""Choosing a range of whole months: a month, a quarter, six months, a year, step by step, or any by typing; what it is for is not here."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.base.dates import month_after, month_before, month_of, read_partial
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.indicator_words import range_words
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.words import Words

ANY = "any"
KINDS = (
    ("month", "Tháng", 1),
    ("quarter", "Quý", 3),
    ("half", "6 tháng", 6),
    ("year", "Năm", 12),
    (ANY, "Khoảng khác", 0),
)
LENGTHS = {key: months for key, _words, months in KINDS}
HOW = "tháng/năm"


def last_whole(length: int, today: date) -> tuple[str, str]:
    """The last span of so many months (from the beginning of a year) that is over; of a year the one that runs."""
    running = month_of(today)
    if length == 12:
        return f"{today.year}-01", f"{today.year}-12"
    end = month_before(running)
    while int(end[5:]) % length:
        end = month_before(end)
    return _begin(end, length), end


def _begin(end: str, length: int) -> str:
    begin = end
    for _ in range(length - 1):
        begin = month_before(begin)
    return begin


class MonthRange(QWidget):
    """`chosen` when another range was taken; `first()` and `last()` are months ("2026-07")."""

    chosen = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._first, self._last = last_whole(3, today)
        self._kinds = DropDown()
        self._kinds.setAccessibleName("Kỳ tính")
        for key, words, _months in KINDS:
            self._kinds.addItem(words, key)
        self._kinds.setCurrentIndex(1)
        self._kinds.activated.connect(lambda _place: self._on_kind())
        self._back = Button("", "quiet", icon="back", name="Kỳ trước")
        self._back.clicked.connect(lambda: self._step(-1))
        self._words = Words("", "strong")
        self._on = Button("", "quiet", icon="forward", name="Kỳ sau")
        self._on.clicked.connect(lambda: self._step(1))
        self._flow = Flow()
        for part in (self._kinds, self._back, self._words, self._on):
            self._flow.put(part)
        self._typed = Flow()
        self._from, self._until = LineField("Từ tháng", hint=HOW), LineField("Đến tháng", hint=HOW)
        for field in (self._from, self._until):
            field.left.connect(lambda _value: self._on_typed())
            self._typed.put(field)
        self._typed.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        column.addWidget(self._typed)
        self._show()

    def first(self) -> str:
        """The first month of the range."""
        return self._first

    def last(self) -> str:
        """The last month of the range."""
        return self._last

    def take(self, first: str, last: str) -> None:
        """Shows a range as if it had been chosen, as the kind it is; sends nothing."""
        self._first, self._last = first, last
        self._kinds.setCurrentIndex(self._kinds.findData(_kind_of(first, last)))
        self._show()

    def _kind(self) -> str:
        return str(self._kinds.currentData())

    def _on_kind(self) -> None:
        kind = self._kind()
        if kind != ANY:
            self._first, self._last = last_whole(LENGTHS[kind], self._today)
        self._show()
        if kind == ANY:
            self._from.setFocus()
        else:
            self.chosen.emit()

    def _step(self, way: int) -> None:
        for _ in range(LENGTHS[self._kind()]):
            turn = month_after if way > 0 else month_before
            self._first, self._last = turn(self._first), turn(self._last)
        self._show()
        self.chosen.emit()

    def _on_typed(self) -> None:
        """Both months, or beneath the field what is to be typed."""
        months = [self._read(field) for field in (self._from, self._until)]
        if months[0] is None or months[1] is None:
            return
        if months[1] < months[0]:
            self._until.show_error("Tháng này trước tháng đầu kỳ. Gõ tháng sau.")
            return
        if (months[0], months[1]) != (self._first, self._last):
            self._first, self._last = months[0], months[1]
            self._show()
            self.chosen.emit()

    def _read(self, field: LineField) -> str | None:
        field.clear_error()
        try:
            month = read_partial(field.value())
        except Refusal as refusal:
            field.show_error(refusal.sentence)
            return None
        if month.month is None or month.day is not None:
            field.show_error("Gõ tháng và năm, ví dụ 9/2026.")
            return None
        return str(month)

    def _show(self) -> None:
        is_any = self._kind() == ANY
        words = range_words(self._first, self._last)
        self._words.say(words[:1].upper() + words[1:])
        for part in (self._back, self._on):
            part.setVisible(not is_any)
        self._typed.setVisible(is_any)
        for field, month in ((self._from, self._first), (self._until, self._last)):
            field.set_value(f"{int(month[5:])}/{month[:4]}")
        self._flow.place()


def _kind_of(first: str, last: str) -> str:
    """Which kind a range is: as long as one and beginning where one begins."""
    for key, _words, length in KINDS:
        begins = length and (int(first[5:]) - 1) % length == 0
        if begins and _begin(last, length) == first:
            return key
    return ANY
