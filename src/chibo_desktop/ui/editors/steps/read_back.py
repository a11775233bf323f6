"""Step "Đọc lại": the hour of the end, the minutes as prose in large type to be read aloud, and the cell's consent."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.actions.papers import MINUTES
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kept import EnterKey, keep
from chibo_desktop.ui.editors.paper_words import Spoken
from chibo_desktop.ui.editors.paper_worker import Read, Wish, WordsWorker
from chibo_desktop.ui.editors.steps.locked import locked_sentence
from chibo_desktop.ui.editors.steps.step import Step
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Words

LARGE = 22
"""Logical pixels of the words to be read aloud; lines are 32 high."""
AGREED = "Đã đọc lại, chi bộ nhất trí"


class _Reading(QScrollArea):
    """The words; Space, Page Down and the arrows scroll them, Enter at their end sends `read`."""

    read = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName("Biên bản để đọc")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        self.column = QVBoxLayout(inside)
        self.column.addStretch(1)
        self.setWidget(inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._is_at_end():
                self.read.emit()
        else:
            super().keyPressEvent(event)

    def _is_at_end(self) -> bool:
        """By the words themselves: words just put in are not laid out yet, and the bar would say they are all seen."""
        seen = self.verticalScrollBar().value() + self.viewport().height()
        return seen >= self.column.heightForWidth(self.viewport().width())


class ReadBackStep(Step):
    KEY: ClassVar[str] = "read_back"
    HAS_PAPER: ClassVar[bool] = False

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._papers: list[Spoken] = []
        self._lines: list[Words] = []
        self._is_agreed = self._is_final = self._has_end = False
        self._state = Message()
        self._undo = Button("Chưa nhất trí, sửa lại", "quiet", icon="undo")
        self._undo.clicked.connect(lambda: self._write(agreed=False))
        self._end = LineField("Kết thúc lúc", placeholder="21:15 hoặc 2115")
        keep(session, self._end, ("meeting", meeting_id, "ended_at"), change_meeting)
        EnterKey(self._end, self._on_end)
        head = QHBoxLayout()
        head.addWidget(self._state, 1)
        head.addWidget(self._undo)
        self._reading = _Reading()
        self._reading.read.connect(self._on_read)
        self._worker = WordsWorker(session, self)
        self._worker.built.connect(self._on_words)
        self._worker.refused.connect(lambda _wish, sentence: self._state.say("absent", sentence))
        card = Card()
        card.add(self._reading, 1)
        self.column.addLayout(head)
        self.column.addWidget(self._end, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(card, 1)
        look.follow(self.fit_words)

    def refresh(self, sheet: MeetingSheet) -> None:
        self._is_agreed, self._is_final = sheet.meeting.flag("read_back"), sheet.is_finalised
        self.refresh_fields()
        self._has_end = sheet.meeting.moment("ended_at") is not None
        self._show_end()
        self._undo.setVisible(self._is_agreed and not self._is_final)
        self.titles.set_primary("Tiếp: Chốt và in" if self._is_agreed else AGREED)
        said = locked_sentence(sheet) or (f"{AGREED}." if self._is_agreed else "")
        self._state.say("done", said)
        self._worker.ask(Wish(MINUTES, self.meeting_id))

    def rest(self) -> None:
        self._worker.rest()

    def _on_words(self, read: Read) -> None:
        if read.words != self._papers:
            self._show_words(read.words)

    def subtitle(self, sheet: MeetingSheet) -> str:
        return "" if self._is_agreed or self._is_final else "phím cách: đọc tiếp · đến hết: Enter"

    def _show_end(self) -> None:
        """Asked here where it is not written yet; it goes once another field has the keyboard."""
        is_held = bool(self._end.error()) or self._end.focusProxy() is QApplication.focusWidget()
        self._end.setVisible(not self._is_final and (not self._has_end or is_held))

    def _on_end(self) -> None:
        if not self._end.error():
            self._reading.setFocus()
            self._show_end()

    def _show_words(self, papers: list[Spoken]) -> None:
        """Only what changed is set again: the words of an evening take a tenth of a second to lay out."""
        at = self._reading.verticalScrollBar().value()
        column = self._reading.column
        for line in self._lines[len(papers) :]:
            column.removeWidget(line)
            line.hide()
            line.deleteLater()
        del self._lines[len(papers) :]
        before, self._papers = self._papers, papers
        for place, paper in enumerate(papers):
            if place == len(self._lines):
                self._lines.append(Words())
                self._lines[place].setTextFormat(Qt.TextFormat.RichText)
                self._lines[place].setWordWrap(True)
                column.insertWidget(place, self._lines[place])
                self._lines[
                    place
                ].show()  # at once: hidden words take no room, and the end would seem to be reached
            if before[place : place + 1] != [paper]:
                _set(self._lines[place], paper)
        self._reading.verticalScrollBar().setValue(at)

    def fit_words(self) -> None:
        if not hasattr(self, "_reading"):
            return
        self._end.setFixedWidth(look.px(240))
        for line, paper in zip(self._lines, self._papers, strict=True):
            _set(line, paper)
        self._reading.column.setSpacing(look.px(10))
        side = look.px(16)
        self._reading.column.setContentsMargins(side, 0, side, side)

    def _on_read(self) -> None:
        """Enter at the end of the words, once there are any."""
        if self._papers:
            self.go_on()

    def go_on(self) -> None:
        """Writes the consent, then the next step; once it is written, only the next step."""
        if not self.may_leave():
            self._end.setFocus()
            return
        if self._is_agreed or self._is_final or self._write(agreed=True):
            super().go_on()

    def _write(self, *, agreed: bool) -> bool:
        try:
            self.session.do(change_meeting, self.meeting_id, read_back=agreed)
        except (Refusal, Trouble) as problem:
            self._state.say("absent", problem.sentence)
            return False
        return True

    def take_focus(self) -> None:
        """On the hour of the end while it is asked, else on the words."""
        (self._end if self._end.isVisibleTo(self) else self._reading).setFocus()


def _set(line: Words, paper: Spoken) -> None:
    """One paragraph in its type."""
    strong = paper.manner in ("title", "heading")
    words = f"<b>{paper.html}</b>" if strong else paper.html
    family, size = look.paper_font(10).family(), look.px(LARGE)
    line.setFont(look.paper_font(size))
    line.setText(f"<p style=\"font-family:'{family}'; font-size:{size}px; line-height:118%\">{words}</p>")
    centred = paper.manner in ("title", "centre")
    line.setAlignment(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
