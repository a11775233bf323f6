"""The clocks of a meeting: invitation and materials before it, posting after it, in time or how late; by the rule of its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.dates import show_day, show_time
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.deadlines import days_words, materials_due_at, posting_due
from chibo_desktop.ui import look
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.widgets.message import Shape
from chibo_desktop.ui.widgets.words import Prose

Line = tuple[Kind, str]
_BEFORE = (("invited_on", "Giấy mời gửi"), ("posted_before_on", "Tài liệu đăng"))


def clock_lines(sheet: MeetingSheet, today: date) -> list[Line]:
    """One line for each day written, and what is still to be done until when; [] where no rule sets a limit."""
    if not sheet.kind.counts_as("attendance"):
        return []
    return [*_before(sheet.meeting), *_after(sheet, today)]


def _before(meeting: Facts) -> Iterator[Line]:
    start = meeting.moment("started_at")
    if start is None:
        yield "todo", "Ghi ngày và giờ bắt đầu để tính hạn gửi giấy mời, phát tài liệu."
        return
    due = materials_due_at(start)
    if due is None:
        return
    for name, words in _BEFORE:
        if (day := meeting.day(name)) is not None:
            yield _done(f"{words} {show_day(day)}", day, due.date(), _until(due))
    if not all(meeting.day(name) for name, _ in _BEFORE):
        yield "todo", f"Giấy mời, tài liệu phải đến đảng viên chậm nhất {_until(due)}."


def _after(sheet: MeetingSheet, today: date) -> Iterator[Line]:
    held = sheet.meeting.day("held_on")
    limit = posting_due(held) if held is not None else None
    if limit is None:
        return
    posted = sheet.meeting.day("posted_after_on")
    if posted is not None:
        words = f"Biên bản, nghị quyết đăng {show_day(posted)}"
        yield _done(words, posted, limit.due_on, show_day(limit.due_on))
    elif today > limit.due_on:
        yield (
            "late",
            f"Biên bản, nghị quyết chưa ghi ngày đăng, {days_words(limit.due_on, today)}. {limit.sentence}",
        )
    else:
        yield "todo", f"Biên bản, nghị quyết: {limit.sentence[:1].lower()}{limit.sentence[1:]}"


def _done(words: str, day: date, due: date, until: str) -> Line:
    late = (day - due).days
    return (
        ("late", f"{words}, chậm {late} ngày so với hạn {until}.")
        if late > 0
        else ("done", f"{words}, đúng hạn.")
    )


def _until(due: datetime) -> str:
    return f"{show_time(due)} ngày {show_day(due.date())}"


class _Line(QWidget):
    """A shape that says how it stands, and the words; bold only where it is late."""

    def __init__(self) -> None:
        super().__init__()
        self._shape, self._words = Shape("todo"), Prose()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        look.follow(self.fit)

    def show_line(self, kind: Kind, words: str) -> None:
        self._shape.show_kind(kind)
        self._words.say(f"<b>{words}</b>" if kind == "late" else words)

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(8))


class Clocks(QWidget):
    """The lines under each other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._lines: list[_Line] = []
        look.follow(self.fit)

    def show_lines(self, lines: list[Line]) -> None:
        """As many as there are; the others hide."""
        while len(self._lines) < len(lines):
            self._lines.append(_Line())
            self._column.addWidget(self._lines[-1])
        for line, (kind, words) in zip(self._lines, lines, strict=False):
            line.show_line(kind, words)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(lines))
        self.setVisible(bool(lines))

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
