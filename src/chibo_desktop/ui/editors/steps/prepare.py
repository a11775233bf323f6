"""Step "Chuẩn bị": when and where, who chairs and writes, the agenda, materials and the two days they were posted."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.actions.papers import BLANK_ROLL, INVITATION, WORD
from chibo_desktop.base.dates import read_partial, show_day, show_time
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.rules.deadlines import materials_due_at
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.agenda import AgendaEditor
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.paper_work import print_paper, save_papers
from chibo_desktop.ui.editors.steps.abreast import Abreast
from chibo_desktop.ui.editors.steps.kept import fill_pickers, keep, words_of
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.step_page import StepPage
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField, LineField, ProseField
from chibo_desktop.ui.widgets.words import Prose

_DAYS = (
    ("invited_on", "Gửi giấy mời"),
    ("posted_before_on", "Đăng tài liệu"),
    ("posted_after_on", "Đăng biên bản"),
)


class PrepareStep(StepPage):
    KEY: ClassVar[str] = "prepare"

    def build(self) -> None:
        self._fields: dict[str, LineField | ProseField] = {}
        self._when = Card()
        self._when.add(
            Abreast(  # two and two beside the paper: a sentence under one of four would not have room
                Abreast(self._period(), self._keep("held_on", DayField("Ngày sinh hoạt")), least=300),
                Abreast(
                    self._keep("started_at", LineField("Bắt đầu lúc", placeholder="19:30")),
                    self._keep("ended_at", LineField("Kết thúc lúc", placeholder="21:30")),
                    least=300,
                ),
                least=640,
            )
        )
        self._when.add(self._keep("place", LineField("Địa điểm", max_len=160)))
        self._pickers = [MemberPicker("Chủ trì"), MemberPicker("Thư ký ghi biên bản")]
        chair, secretary = self._pickers
        self._when.add(
            Abreast(self._keep("chair_id", chair), self._keep("secretary_id", secretary), least=440)
        )
        self._agenda = AgendaEditor(self.session, self.meeting_id)
        papers = Card("Tài liệu, giấy mời")
        papers.add(self._keep("materials", ProseField("Tài liệu sinh hoạt", lines=2)))
        papers.add(Abreast(*(self._keep(name, DayField(label)) for name, label in _DAYS), least=420))
        papers.add(
            Prose(
                "Đăng lên Sổ tay đảng viên điện tử: tài liệu trước 01 ngày, biên bản trong 02 ngày.", "muted"
            )
        )
        self._clock = Prose("", "muted")
        papers.add(self._clock)
        self._add_printing(papers)
        for card in (self._when, self._agenda, papers):
            card.body.setSpacing(look.px(12))
            self.body.addWidget(card)

    def _keep(self, name: str, field: LineField | ProseField) -> LineField | ProseField:
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

    def show_sheet(self, sheet: MeetingSheet) -> None:
        self._when.set_title(sheet.title)
        fill_pickers(self._pickers, sheet)
        self._agenda.refresh(sheet)
        start = sheet.meeting.moment("started_at")
        due = materials_due_at(start) if start is not None else None
        if due is None and start is not None:
            self._clock.say("")
        elif due is None:
            self._clock.say("Ghi ngày và giờ bắt đầu để tính hạn phát tài liệu (trước ít nhất 1 ngày).")
        else:
            self._clock.say(
                f"Tài liệu phải đến đảng viên chậm nhất {show_time(due)} ngày {show_day(due.date())}."
            )

    def take_focus(self) -> None:
        order = ("held_on", "started_at", "place", "chair_id", "secretary_id")
        empty = next((name for name in order if not self._fields[name].value()), "held_on")
        self._fields[empty].setFocus()
