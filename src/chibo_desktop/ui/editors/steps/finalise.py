"""Step "Chốt và in": what is missing, each a link; then the lock, the papers, and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from chibo_desktop.actions.finalise import finalise, refuse_unfinalise, unfinalise
from chibo_desktop.actions.offered_papers import offered_papers
from chibo_desktop.actions.papers import MINUTES, PDF, RESOLUTION, ROLL, WORD, presumed_rules
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.advice import advice_at
from chibo_desktop.lists.exemptions import exemptions_at
from chibo_desktop.lists.meeting_sheet import STEPS, MeetingSheet
from chibo_desktop.lists.missing import Missing
from chibo_desktop.lists.new_offices import new_offices
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.paper_work import print_paper, save_papers
from chibo_desktop.ui.editors.steps.addenda_card import AddendaCard
from chibo_desktop.ui.editors.steps.locked import (
    decided_words,
    lock_words,
    what_locking_does,
    where_words,
    without_paper,
)
from chibo_desktop.ui.editors.steps.step import ScrolledStep
from chibo_desktop.ui.points import strip_points
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.strip import Strip
from chibo_desktop.ui.widgets.words import Prose

_STEPS = dict(STEPS)


class FinaliseStep(ScrolledStep):
    KEY: ClassVar[str] = "finalise"
    HAS_PAPER: ClassVar[bool] = False

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._missing: tuple[Missing, ...] = ()
        self._advice: tuple[Missing, ...] = ()
        self._is_final, self._prints = False, True
        self._message = Message()
        self._onward = self.titles.set_primary("Chốt biên bản", "lock")
        self._state = Card()
        self._pill = Pill("todo", "Chưa chốt")
        self._sentence = Prose()
        self._make_state()
        self._lacking = Card("Còn thiếu")
        self._lacking_rows = RowList(name="Còn thiếu")
        self._lacking_rows.opened.connect(lambda key: self._point_at(self._missing[int(key)]))
        self._lacking.add(self._lacking_rows)
        self._advised = Card("Nên xem lại", "không bắt buộc")
        self._advised_rows = RowList(name="Nên xem lại")
        self._advised_rows.opened.connect(lambda key: self._point_at(self._advice[int(key)]))
        self._advised.add(self._advised_rows)
        self._addenda = AddendaCard(session, meeting_id)
        self._where = Card()
        self._strip = Strip(name="Đã đến đâu")
        self._where.add(self._strip)
        self._lay_out()

    def _make_state(self) -> None:
        self._print_resolution = Button("In nghị quyết", icon="print")
        self._print_resolution.clicked.connect(
            lambda: print_paper(self.session, self, RESOLUTION, self.meeting_id)
        )
        self._to_send = Button("Tiếp: Gửi lên", icon="send")
        self._to_send.clicked.connect(lambda: self.left_for.emit("send"))
        self._print_roll = Button("In danh sách điểm danh", icon="print")
        self._print_roll.clicked.connect(lambda: print_paper(self.session, self, ROLL, self.meeting_id))
        self._save = Button("Lưu PDF", icon="folder")
        self._save.clicked.connect(lambda: self._on_save(PDF))
        self._save_word = Button("Lưu Word", icon="file")
        self._save_word.clicked.connect(lambda: self._on_save(WORD))
        self._open_again = Button("Mở chốt", icon="undo")
        self._open_again.clicked.connect(self._on_open_again)
        self._why = Prose("", "muted")
        self._state.add(self._pill)
        self._state.add(self._sentence)
        self._buttons = QHBoxLayout(), QHBoxLayout()
        prints, files = self._buttons
        self._offices = Button("Ghi chức vụ mới vào danh sách", icon="forward")
        self._offices.clicked.connect(lambda: self.left_for.emit("elections"))
        self._exempt = Button("Ghi diện miễn sinh hoạt vào danh sách", icon="forward")
        self._exempt.clicked.connect(lambda: self.left_for.emit("cases"))
        to_roster = self._offices, self._exempt
        for row, buttons in (
            (prints, (self._to_send, self._print_resolution, self._print_roll, *to_roster)),
            (files, (self._save, self._save_word, self._open_again)),
        ):
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self._state.add_layout(row)
        self._state.add(self._why)
        self._rests_on = Message()
        self._state.add(self._rests_on)
        self._state.add(self._message)

    def _lay_out(self) -> None:
        for card in (self._state, self._lacking, self._advised, self._addenda, self._where):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self, sheet: MeetingSheet) -> None:
        self._is_final = sheet.is_finalised
        self._missing = () if self._is_final else sheet.missing
        self._advice = () if self._is_final else tuple(advice_at(self.session.store, self.meeting_id))
        self._lacking_rows.set_rows(_rows(self._missing, "todo", "Còn thiếu"))
        self._advised_rows.set_rows(_rows(self._advice, "warning", "Nên xem"))
        self._lacking.set_note(f"{len(self._missing)} điều" if self._missing else "")
        self._lacking.setVisible(bool(self._missing))
        self._advised.setVisible(bool(self._advice))
        self._message.say("absent", "")
        self._rests_on.say("warning", " ".join(presumed_rules(self.session.desk, self.meeting_id)))
        self._show_state(sheet)
        self._strip.set_points(strip_points(meeting_strip(self.session.store, self.meeting_id)))
        self._where.set_title(where_words(sheet))
        self._where.setVisible(self._is_final)
        self._addenda.show_sheet(sheet)

    def _show_state(self, sheet: MeetingSheet) -> None:
        codes = [each.code for each in offered_papers(self.session.store, self.meeting_id)]
        has_papers = bool(codes)
        for button in (self._open_again, self._why):
            button.setVisible(self._is_final)
        for button in (self._to_send, self._print_roll, self._save, self._save_word):
            button.setVisible(self._is_final and has_papers)
        self._prints = has_papers
        self._print_resolution.setVisible(self._is_final and RESOLUTION in codes)
        self._print_resolution.say(_to_print(sheet, codes.count(RESOLUTION)))
        offices = self._is_final and sheet.kind.congress
        self._offices.setVisible(offices and new_offices(self.session.store, sheet.meeting).is_offered)
        exempt = exemptions_at(self.session.store, sheet)
        self._exempt.setVisible(any(not each.is_written for each in exempt))
        if self._is_final:
            self._show_final(sheet)
            return
        self._onward = self.titles.set_primary(lock_words(sheet), "lock")
        if self._missing:
            self._pill.say("todo", "Chưa chốt được")
            self._sentence.say(f"Còn thiếu {len(self._missing)} điều. Bấm vào từng điều để đến đúng chỗ ghi.")
        else:
            self._pill.say("done", "Đủ để chốt")
            self._sentence.say(what_locking_does(sheet, codes))

    def _show_final(self, sheet: MeetingSheet) -> None:
        at = sheet.meeting.moment("finalised_at")
        said = f"Đã chốt lúc {at:%H:%M} ngày {show_day(at.date())}" if at else "Đã chốt"
        if self._prints:
            self._onward = self._to_send
            self.titles.set_primary("In biên bản", "print")
            self._sentence.say(f"{_numbers(sheet)} Biên bản đã khóa, chỉ xem và in.".strip())
        else:
            self._onward = self.titles.set_primary("Tiếp: Gửi lên", "send")
            self._sentence.say(f"{_numbers(sheet)} {without_paper(sheet)}".strip())
        self._pill.say("done", f"{said} · ghi từ sổ cũ" if sheet.meeting.flag("from_old_book") else said)
        try:
            refuse_unfinalise(self.session.desk, self.meeting_id)
        except Refusal as refusal:
            self._open_again.setEnabled(False)
            self._why.say(refusal.sentence)
        else:
            self._open_again.setEnabled(True)
            given = "văn bản được in, lưu hoặc gửi đi" if self._prints else "gửi lên"
            self._why.say(f"Mở chốt được đến khi {given}.")

    def _point_at(self, missing: Missing) -> None:
        self.pointed_at.emit(missing.step, missing.id, missing.field)

    def go_on(self) -> None:
        """Finalises; once finalised, prints, or goes on where there is nothing to print."""
        if self._is_final and self._prints:
            print_paper(self.session, self, MINUTES, self.meeting_id)
            return
        if self._is_final:
            super().go_on()
            return
        try:
            self.session.do(finalise, self.meeting_id)
            self._onward.setFocus()
        except Refusal as refusal:
            said = (
                refusal.sentence
                if not self._missing
                else f"Chưa chốt được, còn thiếu {len(self._missing)} điều dưới đây."
            )
            self._message.say("absent", said)
            self._lacking_rows.setFocus()
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)

    def _on_save(self, ending: str) -> None:
        codes = [MINUTES, RESOLUTION] if self._print_resolution.isVisibleTo(self) else [MINUTES]
        save_papers(self.session, self, codes, self.meeting_id, ending=ending)

    def _on_open_again(self) -> None:
        try:
            self.session.do(unfinalise, self.meeting_id)
            self.take_focus()  # the button that had it is gone
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        super()._on_focus(old, new)
        QTimer.singleShot(0, self, self._show_focus)  # a card just unfolded has no place yet

    def _show_focus(self) -> None:
        held = QApplication.focusWidget()
        if held is not None and self.inside.isAncestorOf(held):
            self._area.ensureWidgetVisible(held, 0, look.px(48))

    def fit_step(self) -> None:
        super().fit_step()
        if hasattr(self, "_buttons"):
            for row in self._buttons:
                row.setSpacing(look.px(12))

    def take_focus(self) -> None:
        """On what is missing, else on what comes next: the lock, and once it is closed the sending."""
        if self._missing:
            (self._lacking_rows.findChild(QWidget) or self).setFocus()
        else:
            self._onward.setFocus()


def _rows(found: Sequence[Missing], kind: str, words: str) -> list[Row]:
    return [
        Row(str(place), each.sentence, f"đến bước {_STEPS[each.step]}", kind, words, quiet=True)  # type: ignore[arg-type]
        for place, each in enumerate(found)
    ]


def _to_print(sheet: MeetingSheet, count: int) -> str:
    """The button that prints everything the meeting decided, the papers on persons too."""
    words = decided_words(sheet).lower()
    return f"In {count} {words}" if count > 1 else f"In {words}"


def _numbers(sheet: MeetingSheet) -> str:
    """The numbers that were given: "Biên bản số 11; nghị quyết số 7."."""
    said = []
    if sheet.meeting.count("minutes_number") is not None:
        said.append(f"biên bản số {sheet.meeting.count('minutes_number')}")
    papers = (sheet.resolution, *(row.resolution for row in sheet.cases))
    said += [
        f"{paper.shown('kind').lower()} số {paper.count('number')}"
        for paper in papers
        if paper is not None and paper.count("number") is not None
    ]
    line = ", ".join(said)
    return f"{line[:1].upper()}{line[1:]}." if line else ""
