"""One assessment: its parts kept as they are typed, what the cell asks for put into the register, its paper and a notice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from chibo_desktop.actions.assessments import change_assessment, enter_request, put_away_assessment
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.assessments import (
    GRADED,
    PARTS,
    SAID,
    AssessmentRow,
    assessment_row,
    label_of,
    meetings_to_assess,
    request_lines,
)
from chibo_desktop.lists.meetings import title_of
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records import find_spec
from chibo_desktop.ui.editors.assessment_form import is_graded, sheet_fields, sheet_rows
from chibo_desktop.ui.editors.entry_form import EACH
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.keeping import Keepers
from chibo_desktop.ui.editors.kept import choose, keep
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.editors.visit_goers import officials
from chibo_desktop.ui.pages.parted import BackView
from chibo_desktop.ui.pages.visits_words import BACK
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.field import Field, TypedField
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.folding import Column
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose


class AssessmentView(BackView):
    """What another body wrote can only be read. `wanted(what, id)` asks for the notice to the cell."""

    TITLE = "Phiếu đánh giá"

    def __init__(self, session: Session, assessment_id: str) -> None:
        super().__init__(session, BACK)
        self._id, self._keepers = assessment_id, Keepers()
        self.title.add(HistoryButton(session, lambda: ("assessment", assessment_id)))
        self.title.primary_chosen.connect(self._on_print)
        mark_record(self, "assessment", assessment_id)
        self._printer, self._said = ReportPrinter(session), Message()
        self._facts = Prose("", "muted", width=320)
        self._links = Flow()
        for part in (self._printer, self._said, self._facts, self._links):
            self.body.addWidget(part)
        self._requests = Card("Kiến nghị ghi trong phiếu")
        self._request_rows = RowList(name="Kiến nghị ghi trong phiếu", wraps=True)
        row = self._row()
        if row is not None:
            self._build(row)
        self.body.addStretch(1)
        self.refresh()

    def _row(self) -> AssessmentRow | None:
        row = assessment_row(self.session.store, self._id)
        return None if row is None or row.facts.is_put_away else row

    def _is_own(self, row: AssessmentRow) -> bool:
        return row.body_id == self.session.desk.organisation_id

    def _build(self, row: AssessmentRow) -> None:
        card = Card("Sáu phần")
        self.body.addWidget(card)
        if self._is_own(row):
            self._add_fields(card, row)
        else:
            self._add_words(card, row)
        source = find_spec("proposal").field("source")
        self._source = ChoiceField("Nguồn của kiến nghị", source.choices if source else (), "cell")
        if self._is_own(row):
            self._requests.add(self._source)
        self._request_rows.opened.connect(self._on_request)
        self._requests.add(self._request_rows)
        self.body.addWidget(self._requests)
        if self._is_own(row):
            self._add_foot()

    def _add_fields(self, card: Card, row: AssessmentRow) -> None:
        graded = is_graded(self.session) or any(row.facts.text(name) for name in GRADED)
        fields: dict[str, Field] = {
            "assessed_on": DayField("Ngày đánh giá"),
            "official_id": ChoiceField("Người đánh giá", officials(self.session), ""),
            **sheet_fields(graded=graded),
        }
        for name, field in fields.items():
            place = ("assessment", self._id, name)
            if isinstance(field, TypedField):
                self._keepers.add(keep(self.session, field, place, change_assessment))
            elif isinstance(field, ChoiceField):
                choose(self.session, field, place, change_assessment, said=self._said)
        rows = [
            [fields[name] for name in names]
            for names in (("assessed_on", "official_id"), *sheet_rows(graded=graded))
        ]
        card.add(Column(*(row[0] if len(row) == 1 else Abreast(*row, least=EACH * len(row)) for row in rows)))

    def _add_words(self, card: Card, row: AssessmentRow) -> None:
        for name in PARTS:
            words = escape(row.facts.text(name)).replace("\n", "<br>") or "Không ghi."
            card.add(Prose(f"<b>{label_of(name)}</b><br>{words}", width=320))
        said = [
            f"{label_of(name)}: {row.facts.shown(name)}" for name in (*SAID, *GRADED) if row.facts.text(name)
        ]
        if said:
            card.add(Prose("<br>".join(escape(each) for each in said), width=320))

    def _add_foot(self) -> None:
        foot = Flow()
        lesson = Button("Soạn thông báo riêng cho chi bộ", icon="send")
        lesson.clicked.connect(lambda: self.wanted.emit("lesson", self._id))
        away = Button("Bỏ phiếu này", "quiet", icon="put-away")
        away.clicked.connect(self._on_away)
        for part in (lesson, away):
            foot.put(part)
        self.body.addWidget(foot)

    def refresh(self) -> None:
        row = self._row()
        if row is None:
            self.title.set_title("Phiếu đánh giá")
            self._facts.say("Phiếu này không còn ở đây.")
            return
        self.title.set_title(row.organisation_name, f"tháng {row.month[5:7]}/{row.month[:4]}")
        self.title.set_primary("In phiếu", "print")
        self._show_facts(row)
        self._show_requests(row)

    def _show_facts(self, row: AssessmentRow) -> None:
        names, on = organisations(self.session.store), row.day or self.session.now().date()
        meeting = find(self.session.store, "meeting", row.meeting_id) if row.meeting_id else None
        who = (
            f"{row.official_name} ({row.team_name})"
            if row.team_name and row.official_name
            else row.official_name
        )
        parts = [
            title_of(meeting) if meeting else "chưa gắn với buổi nào",
            show_day(row.day) if row.day else "",
            who or row.team_name,
            "" if self._is_own(row) else names.name(row.body_id, on),
        ]
        self._facts.say(escape(" · ".join(part for part in parts if part)))
        self._links.hide()
        self._links.deleteLater()
        self._links = Flow()
        self.body.insertWidget(3, self._links)
        for words, icon, do in self._offers(row):
            button = Button(words, "quiet", icon=icon)
            button.clicked.connect(lambda _=False, do=do: do())
            self._links.put(button)
        self._links.setVisible(bool(self._offers(row)))

    def _offers(self, row: AssessmentRow) -> list[tuple[str, str, Callable[[], object]]]:
        """The way to the meeting; where none is named, the meetings it may be of."""
        if row.meeting_id:
            return [("Xem buổi sinh hoạt", "meetings", lambda: self.go_to.emit("meetings", row.meeting_id))]
        found = (
            meetings_to_assess(self.session.store, row.organisation_id, row.month)
            if self._is_own(row)
            else []
        )
        return [(f"Gắn với {title_of(each)}", "check", partial(self._join, each.id)) for each in found]

    def _join(self, meeting_id: str) -> None:
        self._do(lambda: self.session.do(change_assessment, self._id, meeting_id=meeting_id))

    def _show_requests(self, row: AssessmentRow) -> None:
        lines = request_lines(self.session.store, row.facts)
        offered = "Ghi vào sổ kiến nghị" if self._is_own(row) else "Chưa vào sổ"
        self._request_rows.set_rows(
            [
                Row(str(place), line.words, "Đã có trong sổ, bấm để mở", "tick", "Đã vào sổ", quiet=True)
                if line.proposal_id
                else Row(str(place), line.words, "", "todo", offered)
                for place, line in enumerate(lines)
            ]
        )
        self._requests.set_note(f"{sum(bool(line.proposal_id) for line in lines)}/{len(lines)} đã vào sổ")
        self._requests.setVisible(bool(lines))

    def _on_request(self, key: str) -> None:
        """What is in the register opens there, anything else is put into it."""
        row = self._row() if self._keepers.leave() else None
        lines = request_lines(self.session.store, row.facts) if row else []
        if row is None or int(key) >= len(lines):
            return
        line = lines[int(key)]
        if line.proposal_id:
            self.go_to.emit("proposals", line.proposal_id)
        elif self._is_own(row):
            source = self._source.value()
            self._do(lambda: self.session.do(enter_request, self._id, line.words, source=source))

    def _do(self, act: Callable[[], object]) -> bool:
        """An action; a refusal is said above."""
        self._said.say("absent", "")
        try:
            act()
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return False
        self.refresh()
        return True

    def _on_print(self) -> None:
        if self._keepers.leave():
            day = self.session.now().date()
            self._printer.print_report("phieu-danh-gia", day, day, record_id=self._id)

    def _on_away(self) -> None:
        if self._do(lambda: self.session.do(put_away_assessment, self._id)):
            self.back_chosen.emit()

    def leave(self) -> bool:
        return self._keepers.leave()
