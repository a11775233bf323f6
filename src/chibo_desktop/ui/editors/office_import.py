"""Many bundle files on the page: copied in, looked over, read after one yes with Stop, what is new afterwards; files only come in here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.office_import import (
    Copied,
    Found,
    Outcome,
    copy_in,
    find_bundles,
    read_arrivals,
    read_aside_again,
)
from chibo_desktop.actions.office_survey import OnStep, Survey, look_over
from chibo_desktop.store.arrivals import Arrival, forget, list_to_read
from chibo_desktop.ui.editors import office_words as words
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, StopAskedError
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import RowList
from chibo_desktop.ui.widgets.words import Prose

TITLE = "Các gói vừa chọn"
BUSY = "Đang đọc các gói trước. Đợi xong, hoặc bấm Dừng, rồi mở hay thả tiếp."


@dataclass(frozen=True)
class _Looked:
    found: Found
    copied: Copied
    survey: Survey


class OfficeImport(Card):
    """Hidden while there is nothing to say. `read` once files were read or set aside.

    `news_chosen` carries the id of a body whose meetings a person wants to see.
    """

    read = Signal(bool)
    """Carries whether every page was told what changed, this one too."""

    begun = Signal()
    """Something is done here now: the page shows the card."""

    news_chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(TITLE)
        self._session = session
        self._to_read: tuple[Arrival, ...] = ()
        self._next: tuple[Path, ...] = ()
        self._phase, self._shown_phase = "", ""
        self._is_news = self._is_stopping = self._is_looking = False
        self._summary = Prose()
        self._rows = RowList(name=TITLE)
        self._rows.opened.connect(self._on_row)
        self._work = LongWork(session)
        self._work.stop_asked.connect(self._on_stop)
        self._work.refused.connect(lambda sentence: self._close_with("absent", sentence))
        self._work.stopped.connect(lambda: self._close_with("half", "Đã dừng, chưa đọc gói nào."))
        self._work.ended.connect(self._on_ended)
        self._message = Message()
        self._take = Button("", icon="check")
        self._take.clicked.connect(self.take_in)
        self._leave = Button("Thôi, chưa đọc", "quiet")
        self._leave.clicked.connect(self.leave)
        foot = QHBoxLayout()
        foot.addWidget(self._take)
        foot.addWidget(self._leave)
        foot.addStretch(1)
        for part in (self._summary, self._message, self._work):
            self.add(part)
        self.add_layout(foot)  # above the rows: the yes is seen without scrolling at any zoom
        self.add(self._rows)
        self._show_nothing()
        self.hide()

    @property
    def is_busy(self) -> bool:
        return self._work.is_busy

    def refresh(self) -> None:
        """Offers what an earlier reading left, while nothing else is shown."""
        if self.is_busy or not self.isHidden():
            return
        left = list_to_read(self._session.desk.folder)
        if left:
            self._message.say("half", f"Còn {len(left)} gói đã chép vào máy mà chưa đọc.")
            self._offer(left)

    def receive(self, places: Sequence[Path]) -> None:
        """Copies in every bundle among files and folders, and says what all of them would bring.

        What comes while earlier files are still looked over, as when each file of several starts the program, is
        looked over with them next.
        """
        if self.is_busy and self._is_looking:
            self._next = (*self._next, *places)
            return
        if self.is_busy:
            self._session.said.emit(BUSY)
            return
        self._is_looking = True

        def job(desk: Desk, say: Say) -> _Looked:
            return self._copy_and_look(desk, list(places), say)

        self._run(job, self._on_looked, "Đang chép các gói vào máy")

    def take_in(self) -> None:
        """Reads what was looked over, in the order in which it was made, or what an earlier reading left."""
        arrivals = self._to_read
        if arrivals and not self.is_busy:
            self._read(lambda desk, on_step: read_arrivals(desk, arrivals, on_step))

    def read_aside_again(self) -> None:
        """Tries what was set aside once more."""
        if not self.is_busy:
            self._read(read_aside_again)

    def leave(self) -> None:
        """Lets go of the copies that were not read, or of what is said here."""
        forget(self._to_read)
        self._show_nothing()
        self.hide()

    def _copy_and_look(self, desk: Desk, places: Sequence[Path], say: Say) -> _Looked:
        before = set(list_to_read(desk.folder))
        try:
            found = find_bundles(places)
            copied = copy_in(desk, found.paths, _going_on(say))
            arrivals = list_to_read(desk.folder)
            self._phase = "Đang xem trong các gói có gì"
            return _Looked(found, copied, look_over(desk, arrivals, _going_on(say)))
        except StopAskedError:
            forget(one for one in list_to_read(desk.folder) if one not in before)
            raise

    def _read(self, reading: Callable[[Desk, OnStep], Outcome]) -> None:
        def job(desk: Desk, say: Say) -> Outcome:
            def on_step(done: int, of: int) -> bool:
                try:
                    say(done, of)
                except StopAskedError:
                    return False  # what was done stays, and its news is told
                return True

            return reading(desk, on_step)

        self._is_looking = False
        # each file would make every page read anew: they hear it once, at the end
        self._session.rest()
        self._run(job, self._on_read, "Đang đọc vào sổ")

    def _run(self, job: Callable[[Desk, Say], Any], then: Callable[[Any], None], phase: str) -> None:
        self._phase = self._shown_phase = phase
        self._is_stopping = False
        self._message.say("absent", "")
        self.show()
        self._work.run(phase, job, then, on_step=self._on_advanced)
        self._work.setFocus()  # before the button that has it goes: the page must not jump to another card
        self._show_nothing()
        self.begun.emit()

    def _on_advanced(self, done: int, total: int) -> None:
        if done == 0 or self._phase != self._shown_phase:
            self._shown_phase = self._phase
            self._work.start(self._phase, total)
        self._work.advance(done)

    def _on_looked(self, looked: _Looked) -> None:
        said = words.copied_sentence(looked.found, looked.copied)
        if not looked.survey.files:
            self._close_with(
                "absent", "Không có gói nào ở đó. Chọn tệp .cbb, hoặc thư mục có tệp .cbb.", said
            )
            return
        self._summary.say(words.survey_sentence(looked.survey, looked.copied.twice))
        self._summary.show()
        self._show_rows(words.sender_rows(looked.survey))
        if said:
            self._message.say("warning" if looked.copied.trouble or looked.found.trouble else "dot", said)
        self._ask(words.take_words(looked.survey), [seen.arrival for seen in looked.survey.files])
        self._leave_by("Thôi, chưa đọc")
        self._take.setFocus()

    def _on_read(self, outcome: Outcome) -> None:
        kind, sentence = words.outcome_sentence(outcome)
        self._close_with(kind, sentence, words.after_sentences(outcome))
        self._is_news = True
        self._show_rows(words.news_rows(outcome))
        if outcome.trouble:
            self._summary.say(outcome.trouble)
            self._summary.show()
        if outcome.left:
            self._offer(outcome.left)
        self.read.emit(bool(outcome.changes))

    def _offer(self, left: Sequence[Arrival]) -> None:
        """What was copied and not read can be read now, or let go."""
        self.show()
        self._ask(f"Đọc tiếp {len(left)} gói", left)
        if self._leave.hasFocus():
            self._take.setFocus()
        self._leave_by("Bỏ các gói chưa đọc")

    def _ask(self, said: str, arrivals: Sequence[Arrival]) -> None:
        self._to_read = tuple(arrivals)
        self._take.say(said)
        self._take.show()

    def _close_with(self, kind: Kind, sentence: str, more: str = "") -> None:
        self._message.say(kind, sentence, more)
        self._leave_by("Đóng")
        # a person who pressed Stop goes on here; the pressed button can no longer hold the focus
        if self._is_stopping or self._work.isAncestorOf(QApplication.focusWidget() or self):
            self._leave.setFocus()

    def _leave_by(self, said: str) -> None:
        self._leave.say(said)
        self._leave.show()

    def _show_rows(self, rows: Sequence[Any]) -> None:
        self._rows.set_rows(rows)
        self._rows.setVisible(bool(rows))

    def _show_nothing(self) -> None:
        self._is_news, self._to_read = False, ()
        self._message.say("absent", "")
        for part in (self._summary, self._rows, self._take, self._leave):
            part.hide()

    def _on_row(self, key: str) -> None:
        if self._is_news and key:
            self.news_chosen.emit(key)

    def _on_stop(self) -> None:
        self._is_stopping = True
        self._next = ()

    def _on_ended(self) -> None:
        self._session.wake()
        if self._next:
            places, self._next = self._next, ()
            self.receive(places)


def _going_on(say: Say) -> OnStep:
    """Stopping at any moment is raised, not answered: nothing was read yet."""

    def on_step(done: int, of: int) -> bool:
        say(done, of)
        return True

    return on_step
