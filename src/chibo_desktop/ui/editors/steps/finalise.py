"""Step "Chốt và in": what is missing, each a link; then the lock, the papers, and where they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from chibo_desktop.actions.finalise import finalise, refuse_unfinalise, unfinalise
from chibo_desktop.actions.papers import MINUTES, PDF, RESOLUTION, ROLL, WORD, presumed_rules
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import STEPS, MeetingSheet
from chibo_desktop.lists.missing import Missing, advice_at
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.paper_work import print_paper, save_papers
from chibo_desktop.ui.editors.steps.addenda_card import AddendaCard
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
        self._is_final = False
        self._message = Message()
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
        self._where = Card("Biên bản đang ở đâu")
        self._strip = Strip(name="Biên bản đang ở đâu")
        self._where.add(self._strip)
        self._lay_out()

    def _make_state(self) -> None:
        self._print_resolution = Button("In nghị quyết", icon="print")
        self._print_resolution.clicked.connect(
            lambda: print_paper(self.session, self, RESOLUTION, self.meeting_id)
        )
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
        for row, buttons in (
            (prints, (self._print_resolution, self._print_roll)),
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
        self._where.setVisible(self._is_final)
        self._addenda.show_sheet(sheet)

    def _show_state(self, sheet: MeetingSheet) -> None:
        for button in (self._print_roll, self._save, self._save_word, self._open_again, self._why):
            button.setVisible(self._is_final)
        self._print_resolution.setVisible(self._is_final and sheet.resolution is not None)
        if self._is_final:
            self._show_final(sheet)
            return
        self.titles.set_primary("Chốt biên bản", "lock")
        if self._missing:
            self._pill.say("todo", "Chưa chốt được")
            self._sentence.say(f"Còn thiếu {len(self._missing)} điều. Bấm vào từng điều để đến đúng chỗ ghi.")
        else:
            self._pill.say("done", "Đủ để chốt")
            self._sentence.say("Chốt xong biên bản được khóa và đánh số; sau đó chỉ thêm biên bản bổ sung.")

    def _show_final(self, sheet: MeetingSheet) -> None:
        at = sheet.meeting.moment("finalised_at")
        self.titles.set_primary("In biên bản", "print")
        self._pill.say("done", f"Đã chốt lúc {at:%H:%M} ngày {show_day(at.date())}" if at else "Đã chốt")
        self._sentence.say(f"{_numbers(sheet)} Biên bản đã khóa, chỉ xem và in.".strip())
        try:
            refuse_unfinalise(self.session.desk, self.meeting_id)
        except Refusal as refusal:
            self._open_again.setEnabled(False)
            self._why.say(refusal.sentence)
        else:
            self._open_again.setEnabled(True)
            self._why.say("Mở chốt được đến khi văn bản được in, lưu hoặc gửi đi.")

    def _point_at(self, missing: Missing) -> None:
        self.pointed_at.emit(missing.step, missing.id, missing.field)

    def go_on(self) -> None:
        """Finalises; once finalised, prints."""
        if self._is_final:
            print_paper(self.session, self, MINUTES, self.meeting_id)
            return
        try:
            self.session.do(finalise, self.meeting_id)
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
        first = self._lacking_rows if self._missing else self._save if self._is_final else None
        button = first.findChild(QWidget) if isinstance(first, RowList) else first
        (button or self).setFocus()


def _rows(found: Sequence[Missing], kind: str, words: str) -> list[Row]:
    return [
        Row(str(place), each.sentence, f"đến bước {_STEPS[each.step]}", kind, words, quiet=True)  # type: ignore[arg-type]
        for place, each in enumerate(found)
    ]


def _numbers(sheet: MeetingSheet) -> str:
    """The numbers that were given: "Biên bản số 11; nghị quyết số 7."."""
    said = []
    if sheet.meeting.count("minutes_number") is not None:
        said.append(f"biên bản số {sheet.meeting.count('minutes_number')}")
    if sheet.resolution is not None and sheet.resolution.count("number") is not None:
        said.append(f"{sheet.resolution.shown('kind').lower()} số {sheet.resolution.count('number')}")
    line = ", ".join(said)
    return f"{line[:1].upper()}{line[1:]}." if line else ""
