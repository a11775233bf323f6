"""The two numbers an evening is counted on, who is deducted from each by name, and by which rule; one quiet line."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from chibo_desktop.base.text import no_break
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.line_button import LineButton
from chibo_desktop.ui.widgets.popover import Popover
from chibo_desktop.ui.widgets.words import Prose

KEY = "F3"
GROUNDS = (
    ("exempt", "miễn công tác và sinh hoạt"),
    ("away", "sinh hoạt tạm thời nơi khác"),
    ("suspended", "đình chỉ sinh hoạt"),
)


class Denominators(LineButton):
    """F3 anywhere in the step, or a click, opens the names beside the line; Esc closes them and sends `closed`."""

    closed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(icon="help")
        self._is_short, self._numbers = False, (0, 0)
        self._popover = Popover(page, "Tính trên bao nhiêu người")
        self._came, self._voting = Prose("", width=360), Prose("", width=360)
        for words in (self._came, self._voting):
            self._popover.add(words)
        self._popover.closed.connect(self.closed)
        self.clicked.connect(self.open)
        opening = QShortcut(QKeySequence(KEY), page)
        opening.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        opening.activated.connect(self.open)

    def shorten(self, *, short: bool) -> None:
        """Where it stands beside other things only the key is said."""
        self._is_short = short
        self.take_room(wide=not short)
        self._say()

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Both numbers in the line, the sentences behind it."""
        base = sheet.vote_base
        self._numbers = (sheet.attendance.due, base.base)
        self._say()
        self._came.say(f"<b>Tỷ lệ dự.</b> {_kept(attendance_words(sheet))} {_by(sheet.target.rule)}")
        said = f"{base.sentence()} {base.aside()}"
        self._voting.say(f"<b>Biểu quyết.</b> {_kept(said)} {_by(base.rule)}")

    def _say(self) -> None:
        due, base = self._numbers
        whole = f"{KEY} xem trừ những ai: tỷ lệ dự tính trên {due}, biểu quyết trên {base}"
        self.show_words(KEY if self._is_short else whole, whole)

    def open(self) -> None:
        """The sentences, pointed at the line; at its place where the line is not shown."""
        self._popover.point_at(self, QRect(0, 0, look.px(32), self.height()))

    def fit(self) -> None:
        super().fit()
        self.setFixedHeight(look.px(32))


def attendance_words(sheet: MeetingSheet) -> str:
    """As in "Tính trên 18 đảng viên phải dự: 20 trong danh sách trừ 2 miễn công tác và sinh hoạt (A, B)."."""
    counted = sheet.attendance
    taken = []
    for ground, words in GROUNDS:
        names = [
            each.name
            for each in sheet.people
            if each.standing.is_listed and each.standing.not_due_because == ground
        ]
        if names:
            listed = f" ({', '.join(no_break(name) for name in names)})" if all(names) else ""
            taken.append(f"{len(names)} {words}{listed}")
    if not taken:
        return f"Tính trên {counted.due} đảng viên phải dự, không trừ ai."
    return (
        f"Tính trên {counted.due} đảng viên phải dự: {counted.total} trong danh sách trừ {'; '.join(taken)}."
    )


def _kept(words: str) -> str:
    return escape(words, quote=False)


def _by(rule: str) -> str:
    """The rule that was applied, in its own words."""
    return f"Theo {escape(rule, quote=False)}." if rule else ""
