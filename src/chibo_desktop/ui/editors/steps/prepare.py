"""Step "Chuẩn bị": what kind of meeting, when and where, who chairs and writes, the agenda, materials and their clocks."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.actions.papers import BLANK_ROLL, INVITATION, WORD
from chibo_desktop.base.dates import read_partial, show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.guests import announced_visits
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.ui import look
from chibo_desktop.ui.coming_visits import NAME, coming_rows
from chibo_desktop.ui.editors.agenda import AgendaEditor
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.kept import fill_pickers, keep, words_of
from chibo_desktop.ui.editors.paper_work import print_paper, save_papers
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.prepare_clocks import Clocks, clock_lines
from chibo_desktop.ui.editors.steps.prepare_committee import CommitteeBefore
from chibo_desktop.ui.editors.steps.prepare_draft import DraftPaper
from chibo_desktop.ui.editors.steps.prepare_kind import KindChoice, KindFields
from chibo_desktop.ui.editors.steps.prepare_materials import MaterialsUsed
from chibo_desktop.ui.editors.steps.prepare_put_off import PutOff
from chibo_desktop.ui.editors.steps.step_page import StepPage
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import DayField, LineField, ProseField
from chibo_desktop.ui.widgets.rows import RowList
from chibo_desktop.ui.widgets.words import Prose, Words

_DAYS = (
    ("invited_on", "Gửi giấy mời"),
    ("posted_before_on", "Đăng tài liệu"),
    ("posted_after_on", "Đăng biên bản"),
)
ORDER = ("held_on", "started_at", "place", "chair_id", "secretary_id")
USUAL = "Ô đã điền sẵn là theo lệ thường của chi bộ. Khác thì gõ lại."


class PrepareStep(StepPage):
    KEY: ClassVar[str] = "prepare"

    def build(self) -> None:
        self._fields: dict[str, TypedField] = {}
        self._is_missed = False
        self._when = Card()
        self._build_kind()
        self._build_time_and_place()
        self._agenda = AgendaEditor(self.session, self.meeting_id)
        self._agenda.preparers_wanted.connect(self._on_preparers)
        self._committee = CommitteeBefore(self.session)
        self._committee.meeting_wanted.connect(lambda key: self.left_for_page.emit("meetings", key))
        self._build_papers()
        self._put_off = PutOff(self.session, self.meeting_id)
        for card in (self._when, self._agenda, self._committee, self._papers, self._put_off):
            card.body.setSpacing(look.px(12))
            self.body.addWidget(card)

    def _build_kind(self) -> None:
        self._name = Words("", "emphasis_strong")
        self._name.setWordWrap(True)
        self._kind = KindChoice(self.session, self.meeting_id)
        self._own = KindFields(self.session, self.meeting_id)
        kind = Abreast(self._kind, self._period(), least=440, shares=(5, 3))
        for part in (self._name, kind, self._kind.about, self._kind.said, self._own):
            self._when.add(part)

    def _build_time_and_place(self) -> None:
        """What a month without its meeting is not asked for."""
        self._at = QWidget()
        column = QVBoxLayout(self._at)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        hours = Abreast(  # a sentence under one of them needs room beside the paper too
            self._keep("started_at", LineField("Bắt đầu lúc", placeholder="19:30")),
            self._keep("ended_at", LineField("Kết thúc lúc", placeholder="21:30")),
            least=230,
        )
        day = self._keep("held_on", DayField("Ngày sinh hoạt"))
        self._pickers = [MemberPicker("Chủ trì"), MemberPicker("Thư ký ghi biên bản")]
        chair, secretary = self._pickers
        self._usual = Prose("", "muted")
        self._coming = RowList(name=NAME)
        self._coming.opened.connect(lambda _key: self.left_for_page.emit("visits", ""))
        for part in (
            Abreast(day, hours, least=440, shares=(5, 6)),
            self._coming,
            self._keep("place", LineField("Địa điểm", max_len=160)),
            Abreast(self._keep("chair_id", chair), self._keep("secretary_id", secretary), least=440),
            self._usual,
        ):
            column.addWidget(part)
        self._when.add(self._at)

    def _build_papers(self) -> None:
        self._papers = Card("Tài liệu, giấy mời, dự thảo")
        self._used = MaterialsUsed(self.session, self.meeting_id)
        self._papers.add(self._used)
        self._papers.add(self._keep("materials", ProseField("Tài liệu đã ghi trước đây", lines=2)))
        invited, before, after = (self._keep(name, DayField(label)) for name, label in _DAYS)
        self._papers.add(Abreast(Abreast(invited, before, least=300), after, least=640, shares=(2, 1)))
        self._clocks = Clocks()
        self._papers.add(self._clocks)
        self._add_printing(self._papers)
        self._draft = DraftPaper(self.session, self.meeting_id)
        self._draft.step_wanted.connect(self.left_for)
        self._papers.add(self._draft)

    def _keep(self, name: str, field: TypedField) -> TypedField:
        keep(self.session, field, ("meeting", self.meeting_id, name), change_meeting)
        self._fields[name] = field
        return field

    def _add_printing(self, papers: Card) -> None:
        """What is given out before the meeting: the invitation, and a roll for a night without power."""
        invitation = Button("In giấy mời", icon="print")
        roll = Button("In phiếu điểm danh để ghi tay", icon="print")
        word = Button("Lưu giấy mời (Word)", icon="file")
        for button, code in ((invitation, INVITATION), (roll, BLANK_ROLL)):
            button.clicked.connect(lambda _=False, code=code: self._print(code))
        word.clicked.connect(self._save_invitation)
        for buttons in ((invitation, word), (roll,)):
            row = QHBoxLayout()
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            papers.add_layout(row)

    def _print(self, code: str) -> None:
        self.may_leave()
        print_paper(self.session, self, code, self.meeting_id)

    def _save_invitation(self) -> None:
        self.may_leave()
        save_papers(self.session, self, [INVITATION], self.meeting_id, ending=WORD)

    def _period(self) -> LineField:
        """The month is typed as people write it; a day is no month."""
        field = LineField("Kỳ sinh hoạt", placeholder="11/2026")
        place = ("meeting", self.meeting_id, "period")

        def save(typed: str) -> object:
            month = read_partial(typed, "period")
            if month.month is None or month.day is not None:
                raise Refusal("Gõ tháng và năm, ví dụ 11/2026.", "period")
            return self.session.do(change_meeting, self.meeting_id, period=month)

        def read() -> str:
            return words_of(self.session.store, place)

        Keeper(self.session, field, place, save, read(), read=read)
        self._fields["period"] = field
        return field

    def _on_preparers(self) -> None:
        sheet = meeting_sheet(self.session.store, self.meeting_id)
        if sheet is not None:
            self._agenda.refresh(sheet)
            self.order_tabs()

    def subtitle(self, sheet: MeetingSheet) -> str:
        """Put off from when, or copied from an old book."""
        before = sheet.meeting.day("postponed_from")
        said = [f"hoãn từ ngày {show_day(before)}"] if before and not sheet.meeting.flag("missed") else []
        return ", ".join([*said, *(["ghi từ sổ cũ"] if sheet.meeting.flag("from_old_book") else [])])

    def show_sheet(self, sheet: MeetingSheet) -> None:
        self._name.say(sheet.title)
        self._when.setAccessibleName(sheet.title)
        self._kind.show_sheet(sheet)
        self._own.show_kind(sheet.kind)
        fill_pickers(self._pickers, sheet)
        self._agenda.refresh(sheet)
        self._committee.show_sheet(sheet)
        self._used.show_sheet(sheet)
        old = self._fields["materials"]  # from before uses were noted: never asked for anew
        old.setVisible(bool(old.value()) or old.hasFocus())
        self._clocks.show_lines(clock_lines(sheet, self.session.now().date()))
        self._draft.show_sheet(sheet)
        self._put_off.show_sheet(sheet)
        is_begun = sheet.is_finalised or sheet.attendance.came or sheet.meeting.day("held_on") is None
        self._usual.say("" if is_begun else USUAL)
        self._usual.setVisible(not is_begun)
        self._show_coming(sheet)
        self._is_missed = sheet.meeting.flag("missed")
        self._kind.about.setVisible(not self._is_missed)
        for part in (self._at, self._agenda, self._papers):
            part.setVisible(not self._is_missed)
        if self._is_missed:
            self._own.hide()
            self._committee.hide()

    def _show_coming(self, sheet: MeetingSheet) -> None:
        """Who announced to come that month, until the minutes say who came."""
        cell, month = sheet.meeting.text("cell_id"), sheet.meeting.text("period")
        announced = [] if sheet.is_finalised else announced_visits(self.session.store, cell, month)
        of_month = [visit for visit in announced if visit.month == month]
        self._coming.set_rows(coming_rows(of_month, sheet.meeting.day("held_on")))
        self._coming.setVisible(bool(of_month))

    def take_focus(self) -> None:
        if self._is_missed:
            self._put_off.take_focus()
            return
        needed = [*self._own.empty_fields(), *(self._fields[name] for name in ORDER)]
        empty = next((field for field in needed if not field.value()), self._fields["held_on"])
        empty.setFocus()
