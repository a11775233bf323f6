"""The visits that were made, as the minutes tell them: figures that open their lists, who has not gone; one visit is visits_one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape

from chibo_desktop.actions.visits import note_reports
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_compliance import Compliance, compliance, report_due, wants_report
from chibo_desktop.lists.visit_reports import LEVEL_NAMES, VisitCount, VisitReport, level_of, visit_report
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.lists.visits import MadeVisit
from chibo_desktop.papers.visit_values import occasion_of, who_came
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.visits_range import RangePicker
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.beside import Beside
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import DayField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.folded_chips import FoldedChips
from chibo_desktop.ui.widgets.folded_tools import FoldedTools
from chibo_desktop.ui.widgets.long_list import LongList
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose

LISTS = (
    ("events", "Lượt dự chi bộ"),
    ("cells", "Chi bộ đã dự"),
    ("grassroots", "Chi bộ cơ sở"),
    ("committee", "Họp cấp ủy"),
    ("thematic", "Chuyên đề"),
    ("teams", "Theo tổ"),
    ("people", "Người đi dự"),
    ("not_gone", "Chưa đi"),
    ("unreported", "Chưa báo cáo"),
    ("difficult", "Vùng khó khăn"),
)
"""What the chips count and the list below them shows."""


def _at_cells(visit: MadeVisit) -> bool:
    return visit.purpose != "committee"


PICKED: dict[str, Callable[[MadeVisit], bool]] = {
    "grassroots": lambda visit: visit.is_grassroots and visit.purpose != "committee",
    "committee": lambda visit: visit.purpose == "committee",
    "thematic": lambda visit: visit.is_thematic and visit.purpose != "committee",
}
"""Which visits a chip opens; any other opens those to cells' meetings."""


class MadeTab(Part):
    """A range of a year; each chip is a figure of the range and opens what is behind it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._report: VisitReport | None = None
        self._people: list[Compliance] = []
        self._unreported: list[MadeVisit] = []
        self._ranges = RangePicker(session.now().date())
        self._ranges.activated.connect(lambda _place: self.refresh())
        self._level = DropDown()
        self._level.setAccessibleName("Cấp của người dự")
        self._level.addItem("Mọi cấp", "")
        for key, words in LEVEL_NAMES.items():
            self._level.addItem(words, key)
        own, today = session.desk.organisation_id, session.now().date()
        self._level.setCurrentIndex(max(self._level.findData(level_of(session.store, own, today)), 0))
        self._level.activated.connect(lambda _place: self.refresh())
        book = Button("In sổ dự", icon="print")
        book.clicked.connect(lambda: self._print("so-du-sinh-hoat"))
        note = Button("Ghi lượt không có biên bản", "quiet", icon="plus")
        note.clicked.connect(lambda: self.wanted.emit("new made", ""))
        head = FoldedTools((self._ranges, self._level), (book, note))
        self._chips = FoldedChips(
            [Chip(key, words, 0) for key, words in LISTS], name="Số liệu, bấm để xem danh sách"
        )
        self._chips.chosen.connect(lambda _key: self._show_list())
        self._line = Prose("", width=320)
        self._reporting = self._reporting_card()
        self._list = LongList(wraps=True)
        self._list.opened.connect(self._on_opened)
        self._empty = EmptyState(
            "Lượt dự lấy từ danh sách đại biểu trong biên bản đã chốt của các chi bộ.", icon="visits"
        )
        for widget in (head, self._chips, self._line, self._reporting, self._list, self._empty):
            self.column.addWidget(widget)

    def _reporting_card(self) -> Card:
        """One day for all visits that are listed."""
        card = Card("Đã gửi báo cáo của các lượt dưới đây")
        self._reported_on = DayField("Ngày gửi")
        self._report_all = Button("Ghi ngày gửi", icon="check")
        self._report_all.clicked.connect(self._on_reported)
        line = Flow()
        line.put(self._reported_on)
        line.put(Beside(self._report_all))
        card.add(line)
        return card

    def refresh(self) -> None:
        own, (first, last) = self.session.desk.organisation_id, self._ranges.days()
        level = str(self._level.currentData() or "")
        report = visit_report(self.session.store, own, first, last, level=level)
        self._report, self._people = report, compliance(self.session.store, own, first, last)
        self._unreported = (
            self._without_report(report) if wants_report(self.session.store, own, last.year) else []
        )
        total = report.total
        counts = {
            "events": total.events,
            "cells": total.cells,
            "grassroots": total.grassroots_cells,
            "committee": total.committee,
            "thematic": total.thematic,
            "teams": len(report.by_team) + len(report.other_teams),
            "people": len(self._people),
            "not_gone": sum(1 for one in self._people if one.has_not_gone),
            "unreported": len(self._unreported),
            "difficult": len(report.difficult),
        }
        always = ("events", self._chips.taken())
        self._chips.show_only(
            [Chip(key, words, counts[key]) for key, words in LISTS if counts[key] or key in always]
        )
        has_any = bool(total.visits or self._people)
        self._empty.setVisible(not has_any)
        self._chips.setVisible(has_any)
        self.primary = ("In báo cáo", "print") if has_any else ("", "")
        self._show_list()
        self.retitled.emit()

    def _without_report(self, report: VisitReport) -> list[MadeVisit]:
        """Own visits of which nobody noted when the report was sent."""
        own = self.session.desk.organisation_id
        return [
            visit
            for visit in report.total.visits
            if visit.body_id == own and _reported_on(self.session, visit) is None
        ]

    def _say_line(self, report: VisitReport) -> None:
        total = report.total
        sums = f"{total.grassroots_cells} chi bộ cơ sở + {total.other_cells} chi bộ trực thuộc"
        said = [f"{total.events} lượt tại {total.cells} chi bộ = {sums}"]
        for most, fewest in report.most_and_fewest if self._chips.taken() in ("cells", "teams") else ():
            said.append(f"nhiều nhất theo {most.sentence}, ít nhất theo {fewest.sentence}")
        self._line.say(escape(". ".join(words[:1].upper() + words[1:] for words in said)) + ".")
        self._line.setVisible(bool(total.visits))

    def _show_list(self) -> None:
        """What the chip taken counts; it is the title of the list, which is not said twice."""
        key = self._chips.taken()
        rows = self._listed(self._report, key) if self._report is not None else []
        self._list.show_rows("", rows)
        self._list.set_note("")
        self._list.setAccessibleName(dict(LISTS)[key])
        if self._report is not None:
            self._say_line(self._report)
        self._reporting.setVisible(key == "unreported" and bool(rows))

    def _listed(self, report: VisitReport, key: str) -> list[Row]:
        if key == "cells":
            return self._by_cell(report.total)
        if key == "teams":
            return [
                _count_row(each)
                for each in (*report.by_team, *report.other_teams, report.teamless)
                if each.key or each.visits
            ]
        if key in ("people", "not_gone"):
            return [_person_row(one) for one in self._people if key == "people" or one.has_not_gone]
        if key == "unreported":
            return [made_row(self.session, visit, wants_day=True) for visit in self._unreported]
        if key == "difficult":
            return [
                Row("", name, "", None if times else "diamond", f"{times} lượt")
                for name, times in report.difficult
            ]
        fits = PICKED.get(key, _at_cells)
        waiting = {visit.id for visit in self._unreported}
        return [
            made_row(self.session, visit, wants_day=visit.id in waiting)
            for visit in report.total.visits
            if fits(visit)
        ]

    def _by_cell(self, total: VisitCount) -> list[Row]:
        names = organisations(self.session.store)
        times: dict[str, list[MadeVisit]] = {}
        for visit in total.at_cells:
            times.setdefault(visit.organisation_id, []).append(visit)
        rows = [
            Row(
                visits[-1].id,
                names.name(cell, visits[-1].day),
                f"gần nhất {show_day(visits[-1].day)}",
                None,
                f"{len(visits)} lượt",
            )
            for cell, visits in times.items()
        ]
        return sorted(rows, key=lambda row: row.title.casefold())

    def _on_opened(self, key: str) -> None:
        if key and self._chips.taken() not in ("teams", "people", "not_gone", "difficult"):
            self.wanted.emit("made", key)
        elif key and self._chips.taken() == "teams":
            self.wanted.emit("team", key)

    def _on_reported(self) -> None:
        try:
            day = self._reported_on.day()
            if day is None:
                raise Refusal("Ghi ngày đã gửi báo cáo.")
            self.session.do(note_reports, [visit.id for visit in self._unreported], day)
        except (Refusal, Trouble) as problem:
            self._reported_on.show_error(problem.sentence)
            return
        self._reported_on.set_day(None)
        self.refresh()

    def press(self) -> None:
        """The report of the range as a paper."""
        self._print("bao-cao-du-sinh-hoat")

    def _print(self, code: str) -> None:
        """Of the range and the level that are shown."""
        self.print_report(code, *self._ranges.days(), level=str(self._level.currentData() or ""))


def made_row(session: Session, visit: MadeVisit, *, wants_day: bool) -> Row:
    """Where, who, on which day, and of one's own when the report was sent; `wants_day` where that is still to be noted."""
    names, team = organisations(session.store), teams(session.store).teams.get(visit.team_id)
    who = who_came(visit, team, names.name(visit.body_id, visit.day) if visit.body_id else "")
    second = f"{show_day(visit.day)} · {occasion_of(visit)} · {who}"
    title = names.name(visit.organisation_id, visit.day)
    if wants_day:
        is_late = session.now().date() > report_due(visit.day)
        return Row(visit.id, title, second, "diamond" if is_late else "todo", "chưa ghi ngày báo cáo")
    if visit.body_id != session.desk.organisation_id:
        return Row(visit.id, title, second, "tick", LEVEL_NAMES.get(visit.level, "Đã dự"), quiet=True)
    reported = _reported_on(session, visit)
    words = f"báo cáo {show_day(reported)}" if reported else "đã dự"
    return Row(visit.id, title, second, "tick", words, quiet=True)


def _reported_on(session: Session, visit: MadeVisit) -> date | None:
    for visit_id in visit.visit_ids:
        facts = find(session.store, "visit", visit_id)
        if facts is not None and facts.day("reported_on"):
            return facts.day("reported_on")
    return None


def _count_row(count: VisitCount) -> Row:
    second = f"{count.events} lượt · {count.committee} họp cấp ủy · {count.thematic} chuyên đề"
    return Row(count.key, count.name, second, None if count.cells else "diamond", f"{count.cells} chi bộ")


def _person_row(one: Compliance) -> Row:
    parts = [one.office, *one.teams, f"kế hoạch {len(one.planned)}", f"đã dự {len(one.made)}"]
    parts += [f"vắng có lý do {one.excused}"] if one.excused else []
    parts += [f"quá hạn {one.overdue}"] if one.overdue else []
    parts += [f"báo cáo muộn {one.late}"] if one.late else []
    parts += [f"chưa báo cáo {one.unreported}"] if one.unreported else []
    parts += [f"còn thiếu {one.lacking} trong {one.visits_each} lượt của năm"] if one.lacking else []
    words = "Chưa đi" if one.has_not_gone else f"{len(one.made)} lượt"
    return Row(
        "",
        one.name,
        " · ".join(part for part in parts if part),
        "diamond" if one.has_not_gone else "tick",
        words,
        quiet=not one.has_not_gone,
    )
