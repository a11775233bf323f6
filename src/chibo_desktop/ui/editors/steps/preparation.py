"""Step "Chuẩn bị": when, where and who leads, the agenda, materials and the dates around the meeting."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import (
    add_agenda_item,
    change_agenda_item,
    change_meeting,
    put_away_agenda_item,
)
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import AgendaRow, MeetingSheet
from chibo_desktop.rules.deadlines import hours_words, materials_due_at, posting_due
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.steps.kept import EnterKey, fill_pickers, keep
from chibo_desktop.ui.editors.steps.step import ScrolledStep, sync
from chibo_desktop.ui.pages.today_cell import moment_words
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField, LineField, ProseField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.name_picker import NamePicker
from chibo_desktop.ui.widgets.words import Prose


class AgendaLine(QWidget):
    """One item's title, and the button that takes it off; `gone(id)` asks for that."""

    gone = Signal(str)

    def __init__(self, session: Session, item_id: str) -> None:
        super().__init__()
        self._title = LineField("Nội dung", max_len=300)
        keep(session, self._title, ("agenda_item", item_id, "title"), change_agenda_item)
        self._away = Button("", "quiet", icon="put-away", name="Bỏ nội dung")
        self._away.clicked.connect(lambda: self.gone.emit(item_id))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title, 1)
        self._row.addWidget(self._away)
        self.setFocusProxy(self._title)
        look.follow(self.fit)

    def show_number(self, number: int) -> None:
        """Its place in the agenda is part of the label."""
        self._title.set_label(f"Nội dung {number}")
        self._away.setAccessibleName(f"Bỏ nội dung {number}")
        self._away.setToolTip("Bỏ nội dung này khỏi chương trình")

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(4))
        self._away.setContentsMargins(0, look.px(28), 0, 0)


class PreparationStep(ScrolledStep):
    KEY: ClassVar[str] = "prepare"

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._lines: dict[str, QWidget] = {}
        self._make_when()
        self._make_agenda()
        self._make_materials()
        self.body.addStretch(1)

    def _keep(self, field: LineField | ProseField, name: str) -> None:
        keep(self.session, field, ("meeting", self.meeting_id, name), change_meeting)

    def _make_when(self) -> None:
        self._day = DayField("Ngày sinh hoạt")
        self._start = LineField("Bắt đầu lúc", placeholder="19:30")
        self._end = LineField("Kết thúc lúc", placeholder="ghi khi xong")
        self._place = LineField("Địa điểm", max_len=160)
        self._chair = NamePicker("Chủ trì", listed_only=True)
        self._secretary = NamePicker("Thư ký ghi biên bản", listed_only=True)
        for field, name in (
            (self._day, "held_on"),
            (self._start, "started_at"),
            (self._end, "ended_at"),
            (self._place, "place"),
            (self._chair, "chair_id"),
            (self._secretary, "secretary_id"),
        ):
            self._keep(field, name)
        card = Card("Ngày giờ, người chủ trì")
        card.add_layout(_beside(self._day, self._start, self._end))
        card.add(self._place)
        card.add_layout(_beside(self._chair, self._secretary))
        self.body.addWidget(card)

    def _make_agenda(self) -> None:
        self._agenda = Card("Chương trình")
        self._items = QVBoxLayout()
        self._agenda.add_layout(self._items)
        self._new = LineField("Thêm nội dung", placeholder="gõ rồi Enter", max_len=300)
        FreshDraft(self.session, self._new, ("agenda_item", f"{self.meeting_id}/new", "title"))
        self._draft = self._new.findChild(FreshDraft)
        EnterKey(self._new, self._add_item)
        self._agenda.add(self._new)
        self._said = Message()
        self._agenda.add(self._said)
        self.body.addWidget(self._agenda)

    def _make_materials(self) -> None:
        card = Card("Tài liệu và đăng tải")
        self._clock = Prose("", "muted", width=420)
        self._materials = ProseField("Tài liệu sinh hoạt", lines=2)
        self._invited = DayField("Ngày gửi giấy mời")
        self._before = DayField("Đã đăng Sổ tay trước 01 ngày")
        self._after = DayField("Đã đăng trong 02 ngày")
        for field, name in (
            (self._materials, "materials"),
            (self._invited, "invited_on"),
            (self._before, "posted_before_on"),
            (self._after, "posted_after_on"),
        ):
            self._keep(field, name)
        card.add(self._clock)
        card.add(self._materials)
        card.add_layout(_beside(self._invited, self._before))
        card.add_layout(_beside(self._after, QWidget()))
        self.body.addWidget(card)
        self._posting = card

    def refresh(self, sheet: MeetingSheet) -> None:
        fill_pickers((self._chair, self._secretary), sheet)
        self._show_agenda(sheet.agenda)
        self.refresh_fields()
        start = sheet.meeting.moment("started_at")
        due = materials_due_at(start) if start else None
        if due is None:
            self._clock.say("Ghi ngày và giờ bắt đầu để tính hạn phát tài liệu (trước buổi ít nhất 1 ngày).")
        else:
            left = hours_words(due, self.session.now())
            self._clock.say(escape(f"Hạn phát tài liệu: {moment_words(due)} ({_left(left)})."))
        held = sheet.meeting.day("held_on")
        posting = posting_due(held) if held else None
        self._after.set_hint("" if posting is None or self._after.value() else f"hạn {posting.due_on:%d/%m/%Y}")

    def lock(self, *, locked: bool) -> None:
        """The two days of posting come after the minutes were signed and stay open."""
        for field in (self._day, self._start, self._end, self._place, self._chair, self._secretary):
            field.setEnabled(not locked)
        for field in (self._materials, self._invited):
            field.setEnabled(not locked)
        self._agenda.setEnabled(not locked)

    def subtitle(self, sheet: MeetingSheet) -> str:
        return f"kỳ {sheet.meeting.shown('period')}"

    def take_focus(self) -> None:
        empty = (f for f in (self._day, self._start, self._place, self._chair, self._secretary) if not f.value())
        next(empty, self._day).setFocus()

    def _show_agenda(self, agenda: tuple[AgendaRow, ...]) -> None:
        sync(self._items, self._lines, [row.facts.id for row in agenda])
        for number, row in enumerate(agenda, 1):
            if row.facts.id not in self._lines:
                line = AgendaLine(self.session, row.facts.id)
                line.gone.connect(self._take_off)
                self._lines[row.facts.id] = line
                self._items.addWidget(line)
            shown = self._lines[row.facts.id]
            if isinstance(shown, AgendaLine):
                shown.show_number(number)

    def _add_item(self) -> None:
        title = self._new.value()
        if not title:
            self._materials.setFocus()
            return
        try:
            self.session.do(add_agenda_item, self.meeting_id, title=title)
        except (Refusal, Trouble) as problem:
            self._new.show_error(problem.sentence)
            return
        self._new.set_value("")
        if isinstance(self._draft, FreshDraft):
            self._draft.clear()

    def _take_off(self, item_id: str) -> None:
        try:
            self.session.do(put_away_agenda_item, item_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)


def _beside(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.px(16))
    for field in fields:
        row.addWidget(field, 1)
    return row


def _left(words: str) -> str:
    return words if words.startswith("đã") else f"còn {words}"
