"""The line over the roll: who came so far in one sentence, and whether that is enough; the roll itself is in roll_call.py."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.words import Words


class RunningLine(QWidget):
    """What is `put` into it stands at its end."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QHBoxLayout(self)
        self._words = Words("", "emphasis_strong")
        self._arrow = Words("→", "emphasis")
        self._verdict = Pill("todo", "")
        for widget in (self._words, self._arrow, self._verdict):
            self._box.addWidget(widget)
        self._box.addStretch(1)

    def put(self, widget: QWidget) -> None:
        self._box.addWidget(widget)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """The verdict stands once everybody due is marked, where attendance counts at all."""
        counted = sheet.attendance
        sentence, _, verdict = sheet.running_line.partition(" → ")
        left = counted.unmarked
        if left and left < counted.due:
            sentence = sentence.replace(f" · chưa điểm danh {left}", "")
        self._words.say(sentence)
        kind: glyphs.Kind = "done" if counted.met(sheet.target) else "below"
        self._verdict.say(kind, verdict)
        self._verdict.setVisible(left < counted.due and sheet.kind.counts_as("attendance"))

    def fit_words(self) -> None:
        """The sentence keeps its size where it fits into the line, else it steps down, then the arrow goes."""
        beside = [item.widget() for place in range(self._box.count()) if (item := self._box.itemAt(place))]
        others = [each for each in beside if each is not None and each not in (self._words, self._arrow)]
        taken = sum(each.sizeHint().width() + look.px(12) for each in others if not each.isHidden())
        room, words = self.width() - taken - look.px(48), self._words.text()
        self._words.take(
            "emphasis_strong" if lettering.width_of(words, "emphasis_strong") <= room else "strong"
        )
        fits = lettering.width_of(words, "strong") <= room
        self._arrow.setVisible(fits and not self._verdict.isHidden())

    def fit(self) -> None:
        """Margins and gaps at this zoom."""
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(12))
