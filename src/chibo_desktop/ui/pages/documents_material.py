"""One material of the page "Văn bản": its words, the confirmation that it was read, and at its sender who has read and used it."""

from __future__ import annotations

from html import escape

from chibo_desktop.actions.materials import (
    change_material,
    confirm_reading,
    put_away_material,
    take_agenda,
)
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.dates import month_of, show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.materials import MaterialRow, material_row, to_read
from chibo_desktop.lists.materials_sent import Coverage, Reader, coverage
from chibo_desktop.lists.materials_used import agenda_lines, meetings_using
from chibo_desktop.records.directive import CONTENT_MOST
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.kept import keep
from chibo_desktop.ui.editors.material_form import TITLE_MOST
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.pages.documents_copies import CopiesCard
from chibo_desktop.ui.pages.documents_heading import Heading
from chibo_desktop.ui.pages.documents_list import MATERIAL, PAGE
from chibo_desktop.ui.pages.parted import BackView
from chibo_desktop.ui.session import LAST_STEP, Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField, LineField, ProseField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

THEMATIC = "thematic"


class MaterialView(BackView):
    """Enter confirms the reading; once more goes to the next unread one."""

    TITLE = PAGE

    def __init__(self, session: Session, material_id: str) -> None:
        super().__init__(session, PAGE)
        self._id = material_id
        mark_record(self, MATERIAL, material_id)
        self._primary = self.title.set_primary(" ", "check")
        self.title.primary_chosen.connect(self._on_primary)
        self._name = Heading(HistoryButton(session, lambda: (MATERIAL, material_id)))
        self._said = Message()
        self._words = Card("Nội dung")
        self._agenda = Card("Dùng cho buổi chuyên đề")
        self._readers = Card("Ai đã đọc")
        self._uses = Card("Đã dùng tại các buổi")
        self._copies = CopiesCard(session, material_id)
        self._pair = Folding(
            Column(self._words, self._agenda, self._copies), Column(self._readers, self._uses), weights=(7, 5)
        )
        for part in (self._name, self._said, self._pair):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._row = material_row(session.store, self._own(), material_id)
        if self._row is not None:
            self._build(self._row)
        self.refresh()

    def _own(self) -> str:
        return self.session.desk.organisation_id

    def _build(self, row: MaterialRow) -> None:
        """What is made once for a material; the figures come with `refresh`."""
        if row.body_id == self._own():
            self._build_own()
        else:
            self._text = Prose("", width=300)
            self._words.add(self._text)
        self._use_rows = RowList(name="Các buổi đã dùng", wraps=True)
        self._use_rows.opened.connect(lambda key: self.go_to.emit("meetings", key))
        self._uses.add(self._use_rows)
        self._uses.body.addStretch(1)
        if self._is_model(row):
            self._build_agenda()

    def _build_own(self) -> None:
        session, place = self.session, ("material", self._id)
        title = LineField("Tên", max_len=TITLE_MOST)
        issue, day = LineField("Kỳ, số", max_len=60), DayField("Ngày gửi")
        content = ProseField("Nội dung", lines=4, most=16, max_len=CONTENT_MOST)
        for field, name in ((title, "title"), (issue, "issue"), (day, "issued_on"), (content, "content")):
            keep(session, field, (*place, name), change_material)
        for part in (title, Abreast(issue, day, least=440), content):
            self._words.add(part)
        away = Button("Thu hồi", "quiet", icon="put-away")
        away.clicked.connect(self._on_away)
        foot = Flow()
        if self._row is not None and self._row.sort == "lesson":
            self._add_print(foot)
        foot.put(away)
        self._words.add(foot)
        self._reader_rows = RowList(name="Các nơi nhận", wraps=True)
        self._readers.add(self._reader_rows)
        self._readers.body.addStretch(1)

    def _add_print(self, foot: Flow) -> None:
        """The notice as an official paper; only its words make it one, so it is offered where they stand."""
        printer, day = ReportPrinter(self.session), self.session.now().date()
        button = Button("In thông báo", icon="print")
        button.clicked.connect(
            lambda: printer.print_report("thong-bao-rut-kinh-nghiem", day, day, record_id=self._id)
        )
        foot.put(button)
        self._words.add(printer)

    def _is_model(self, row: MaterialRow) -> bool:
        return row.sort == "guidance" and self.session.desk.kind == "cell" and bool(agenda_lines(row.content))

    def _build_agenda(self) -> None:
        self._agenda.add(
            Prose(
                "Tiến trình trong hướng dẫn trở thành chương trình của buổi; sửa thêm bớt được ở bước Chuẩn bị.",
                "muted",
            )
        )
        begin = Button("Thêm buổi chuyên đề theo hướng dẫn này", icon="plus")
        begin.clicked.connect(self._on_begin)
        foot = Flow()
        foot.put(begin)
        self._agenda.add(foot)

    def refresh(self) -> None:
        row = material_row(self.session.store, self._own(), self._id) if self._id else None
        self._row = row
        if row is None:
            return
        is_own = row.body_id == self._own()
        self._show_primary(row, is_own=is_own)
        self.title.set_title(row.sort_label)
        self._name.say(row.title, _facts_line(row, is_own=is_own))
        if not is_own:
            self._text.say(escape(row.content).replace("\n", "<br>") or "Không ghi nội dung.")
        else:
            self._show_sent(coverage(self.session.store, row.id, today=self.session.now().date()))
        self._show_uses()
        self._agenda.setVisible(self._is_model(row))
        self._readers.setVisible(is_own)
        self._copies.setVisible(is_own)
        self._pair.fold(roomy=self.is_roomy() and is_own)

    def _show_primary(self, row: MaterialRow, *, is_own: bool) -> None:
        waiting = to_read(self.session.store, self._own())
        if row.is_waiting and not is_own:
            self.title.set_primary("Đã đọc", "check")
        elif waiting and not is_own:
            self.title.set_primary("Đọc cái tiếp theo", "forward")
        else:
            self.title.set_primary("")

    def _show_sent(self, cover: Coverage) -> None:
        self._readers.set_note(f"{cover.read}/{cover.due} nơi đã đọc · {cover.used} nơi đã dùng")
        self._reader_rows.set_rows([_reader_row(reader) for reader in cover.readers])
        self._copies.refresh()

    def _show_uses(self) -> None:
        used = meetings_using(self.session.store, self._id)
        self._use_rows.set_rows([Row(meeting, title, cell) for meeting, cell, title in used])
        self._uses.set_note(f"{len(used)} buổi" if used else "")
        self._uses.setVisible(bool(used))

    def _on_primary(self) -> None:
        row = self._row
        if row is None:
            return
        waiting = [each for each in to_read(self.session.store, self._own()) if each.id != row.id]
        if not row.is_waiting:
            if waiting:
                self.wanted.emit(MATERIAL, waiting[0].id)
            return
        try:
            self.session.do(confirm_reading, row.id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.refresh()
        self.take_focus()

    def _on_away(self) -> None:
        try:
            self.session.do(put_away_material, self._id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.back_chosen.emit()

    def _on_begin(self) -> None:
        """A thematic meeting of this month with the guidance's agenda; its sheet opens on the preparation."""
        month = month_of(self.session.now().date())
        try:
            _, meeting_id = self.session.do(add_meeting, period=month, kind=THEMATIC, usual=True)
            self.session.do(take_agenda, meeting_id, self._id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.session.settings.put(LAST_STEP, f"{meeting_id}/prepare")
        self.go_to.emit("meetings", meeting_id)

    def fold(self) -> None:
        """Two columns at the sender's where they fit."""
        if (row := getattr(self, "_row", None)) is not None:
            self._pair.fold(roomy=self.is_roomy() and row.body_id == self._own())

    def leave(self) -> bool:
        """Keeps what is typed as drafts."""
        self._copies.leave()
        return True

    def take_focus(self) -> None:
        """On the red button while there is one, else on the way back."""
        (self._primary if self._primary.isVisibleTo(self) else self._back).setFocus()


def _reader_row(reader: Reader) -> Row:
    """Read, only received, or not even that; with the meetings that used it."""
    used = f"đã dùng tại {reader.uses} buổi" if reader.uses else ""
    if reader.is_read:
        words = _read_words(is_read=True, day=show_day(reader.read_on) if reader.read_on else "")
        return Row(reader.organisation_id, reader.name, used, "tick", words, quiet=True)
    came = f"đã nhận gói ngày {show_day(reader.received_on)}" if reader.received_on else "chưa báo nhận gói"
    second = ", ".join(part for part in (came, used) if part)
    return Row(reader.organisation_id, reader.name, second, "todo", "Chưa đọc")


def _facts_line(row: MaterialRow, *, is_own: bool) -> str:
    issued = f"gửi ngày {show_day(row.issued_on)}" if row.issued_on else ""
    parts = [row.issue, "" if is_own else row.body_name, issued]
    if not is_own and row.is_read:
        parts.append(_read_words(is_read=True, day=show_day(row.read_on) if row.read_on else "").lower())
    return " · ".join(part for part in parts if part)


def _read_words(is_read: bool, day: str) -> str:
    return f"Đã đọc {day}".strip() if is_read else "Chưa đọc"
