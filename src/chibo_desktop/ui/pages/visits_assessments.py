"""The sheets visitors filled in: figures of a range that open their lists, blank sheets, the summary and the notices sent down."""

from __future__ import annotations

from html import escape

from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.base.dates import last_day, month_of, show_day
from chibo_desktop.lists.assessment_sums import Group, Sums, sum_up
from chibo_desktop.lists.assessments import PARTS, AssessmentRow, not_assessed, request_lines
from chibo_desktop.lists.materials_sent import SentRow, sent
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.lists.visits import MadeVisit
from chibo_desktop.ui.editors.assessment_form import is_graded, months_back
from chibo_desktop.ui.editors.entry_form import EACH
from chibo_desktop.ui.editors.visit_goers import places_below
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.visits_range import RangePicker
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.long_list import LongList
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose

LISTS = (
    ("sheets", "Phiếu"),
    ("missing", "Đã dự, chưa có phiếu"),
    ("wanting", "Còn hạn chế"),
    ("remarks", "Nhận xét"),
    ("requests", "Kiến nghị"),
    ("teams", "Theo tổ"),
    ("communes", "Theo đảng bộ"),
    ("parts", "Sáu phần"),
    ("lessons", "Thông báo đã gửi"),
)
"""What the chips count and the list below them shows."""
EVERY_CELL = ("", "Để trống, ghi tay")


class AssessmentsTab(Part):
    """A range of a year; the red button enters a sheet."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.primary = ("Vào phiếu", "plus")
        self._sums: Sums | None = None
        self._ranges = RangePicker(session.now().date())
        self._ranges.activated.connect(lambda _place: self.refresh())
        summary = Button("In tổng hợp", icon="print")
        summary.clicked.connect(lambda: self.print_report("tong-hop-phieu", *self._ranges.days()))
        lesson = Button("Soạn thông báo rút kinh nghiệm", icon="send")
        lesson.clicked.connect(lambda: self.wanted.emit("lesson", "|".join(self._ranges.months())))
        self._going = (summary, lesson)
        head = Flow()
        for part in (self._ranges, *self._going):
            head.put(part)
        self._chips = Chips(
            [Chip(key, words, 0) for key, words in LISTS], name="Số liệu, bấm để xem danh sách"
        )
        self._chips.chosen.connect(lambda _key: self._show_list())
        self._line = Prose("", width=320)
        self._list = LongList(wraps=True)
        self._list.opened.connect(self._on_opened)
        self._empty = EmptyState(
            "Người dự ghi phiếu sáu phần sau mỗi buổi. Vào phiếu ở đây, từ lượt đã dự, hoặc từ buổi sinh hoạt.",
            icon="visits",
        )
        for widget in (head, self._chips, self._line, self._list, self._empty, self._blank_card()):
            self.column.addWidget(widget)

    def _blank_card(self) -> Card:
        """Blank sheets for those who go without a laptop, and whether lines are graded."""
        card = Card("In phiếu trắng", "để ghi tay tại buổi")
        self._cell = ChoiceField("Chi bộ", (EVERY_CELL, *places_below(self.session)), "")
        today = self.session.now().date()
        self._month = ChoiceField("Kỳ sinh hoạt", months_back(self.session), month_of(today))
        card.add(Abreast(self._cell, self._month, least=EACH * 2))
        self._graded = CheckBox("Phiếu có xếp mức từng mặt (sáu dòng: tốt, khá, trung bình, kém)")
        self._graded.clicked.connect(self._on_graded)
        card.add(self._graded)
        foot = Flow()
        button = Button("In phiếu trắng", icon="print")
        button.clicked.connect(self._on_blank)
        foot.put(button)
        card.add(foot)
        return card

    def refresh(self) -> None:
        own, (first, last) = self.session.desk.organisation_id, self._ranges.months()
        store = self.session.store
        sums = self._sums = sum_up(store, own, first, last)
        self._missing = not_assessed(store, own, first, last)
        today = self.session.now().date()
        self._lessons = [row for row in sent(store, own, today=today) if row.material.sort == "lesson"]
        if not sums.rows and self._missing and self._chips.taken() == "sheets":
            self._chips.take("missing")  # what there is to do, while nothing is done
        self._chips.show_only([chip for chip in self._counted(sums) if chip.count or chip.key == "sheets"])
        has_any = bool(sums.rows or self._missing or self._lessons)
        self._empty.setVisible(not has_any)
        for part in (self._chips, *self._going):
            part.setVisible(has_any)
        self._graded.setChecked(is_graded(self.session))
        self._say_line(sums)
        self._show_list()
        self.retitled.emit()

    def _counted(self, sums: Sums) -> list[Chip]:
        counts = {
            "sheets": len(sums.rows),
            "missing": len(self._missing),
            "wanting": len(sums.wanting),
            "remarks": len(sums.remarks),
            "requests": sums.requests,
            "teams": len(sums.by_team),
            "communes": len(sums.by_commune) if len(sums.by_commune) > 1 else 0,
            "parts": len(PARTS) if sums.rows else 0,
            "lessons": len(self._lessons),
        }
        return [Chip(key, words, counts[key]) for key, words in LISTS]

    def _say_line(self, sums: Sums) -> None:
        said = [f"{len(sums.rows)} phiếu của {sums.every.cells} chi bộ"]
        said += [f"{each.label.lower()}: {each.yes} có, {each.no} chưa" for each in sums.said if each.said]
        self._line.say(escape("; ".join(said)) + ".")
        self._line.setVisible(bool(sums.rows))

    def _show_list(self) -> None:
        key = self._chips.taken()
        rows = self._listed(self._sums, key) if self._sums is not None else []
        self._list.show_rows(dict(LISTS)[key], rows)

    def _listed(self, sums: Sums, key: str) -> list[Row]:
        if key == "missing":
            return [self._missing_row(made) for made in self._missing]
        if key == "wanting":
            newest = {row.organisation_id: row.id for row in sums.rows if row.against}
            return [
                Row(newest[each.organisation_id], each.name, "; ".join(each.reasons)) for each in sums.wanting
            ]
        if key == "remarks":
            return [Row(each.row.id, _where(each.row), each.words) for each in sums.remarks]
        if key == "requests":
            return [row for sheet in sums.rows for row in self._request_rows(sheet)]
        if key in ("teams", "communes"):
            return [_group_row(each) for each in (sums.by_team if key == "teams" else sums.by_commune)]
        if key == "parts":
            every = len(sums.rows)
            return [
                Row("", part.label, "", None, f"{part.filled}/{every} phiếu có ghi") for part in sums.parts
            ]
        if key == "lessons":
            return [_lesson_row(each) for each in self._lessons]
        return [_sheet_row(row) for row in sums.rows]

    def _missing_row(self, made: MadeVisit) -> Row:
        name = organisations(self.session.store).name(made.organisation_id, made.day)
        second = " · ".join(part for part in (show_day(made.day), ", ".join(made.names)) if part)
        return Row(made.id, name, second, "todo", "Vào phiếu")

    def _request_rows(self, row: AssessmentRow) -> list[Row]:
        return [
            Row(row.id, _where(row), line.words, "tick", "Đã vào sổ", quiet=True)
            if line.proposal_id
            else Row(row.id, _where(row), line.words, "todo", "Chưa vào sổ")
            for line in request_lines(self.session.store, row.facts)
        ]

    def _on_opened(self, key: str) -> None:
        taken = self._chips.taken()
        if taken == "missing":
            self.wanted.emit("new assessment", key)
        elif taken == "lessons":
            self.go_to.emit("documents", key)
        elif taken == "teams" and key:
            self.wanted.emit("team", key)
        elif taken not in ("teams", "communes", "parts"):
            self.wanted.emit("assessment", key)

    def press(self) -> None:
        """The form of a sheet whose cell and month are still to be chosen."""
        self.wanted.emit("new assessment", "")

    def _on_graded(self) -> None:
        self.session.do(change_organisation, assessment_graded=self._graded.isChecked())

    def _on_blank(self) -> None:
        month, cell = self._month.value(), self._cell.value()
        last = last_day(month)
        self.print_report(
            "phieu-danh-gia", last.replace(day=1), last, record_id=self._planned(cell, month) or cell
        )

    def _planned(self, cell: str, month: str) -> str:
        """The visit planned there, so that who goes stands on the sheet; "" for none, or more than one."""
        own = self.session.desk.organisation_id
        found = [
            visit.id
            for visit in planned_visits(self.session.store, month, month, body_id=own)
            if visit.organisation_id == cell and visit.state != "excused"
        ]
        return found[0] if len(found) == 1 else ""


def _where(row: AssessmentRow) -> str:
    return f"{row.organisation_name}, tháng {row.month[5:7]}/{row.month[:4]}"


def _sheet_row(row: AssessmentRow) -> Row:
    """Of which cell and month, by whom; what was found wanting is said with a shape and a word."""
    month = f"tháng {row.month[5:7]}/{row.month[:4]}"
    loose = "" if row.meeting_id else "chưa gắn với buổi nào"
    who = row.official_name or row.team_name
    parts = (month, who, f"{row.filled}/{len(PARTS)} phần", "; ".join(row.against), loose)
    second = " · ".join(part for part in parts if part)
    if row.against:
        return Row(row.id, row.organisation_name, second, "diamond", "Còn hạn chế")
    return Row(row.id, row.organisation_name, second, "tick", "Đã ghi", quiet=True)


def _group_row(group: Group) -> Row:
    said = [group.answered(name) for name in ("feasible", "materials_effective")]
    second = " · ".join(f"{each.label.lower()}: {each.yes} có, {each.no} chưa" for each in said if each.said)
    return Row(group.key, group.name, second, None, f"{len(group.rows)} phiếu, {group.cells} chi bộ")


def _lesson_row(row: SentRow) -> Row:
    """A notice with how far it was read; the page "Văn bản" tells by whom."""
    issued = show_day(row.material.issued_on) if row.material.issued_on else ""
    second = " · ".join(part for part in (row.material.issue, issued, row.whom or "toàn đảng bộ") if part)
    is_done = row.read == row.due
    return Row(
        row.material.id,
        row.material.title,
        second,
        "tick" if is_done else "todo",
        f"{row.read}/{row.due} nơi đã đọc",
        quiet=is_done,
    )
