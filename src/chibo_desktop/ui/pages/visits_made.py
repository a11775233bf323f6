"""The visits that were made, as the minutes tell them: figures that open their lists, who has not gone; one visit is visits_one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_compliance import Compliance, compliance, report_due
from chibo_desktop.lists.visit_reports import LEVEL_NAMES, VisitCount, VisitReport, level_of, visit_report
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.lists.visits import MadeVisit
from chibo_desktop.papers.visit_values import occasion_of, who_came
from chibo_desktop.ui.pages.visits_range import RangePicker
from chibo_desktop.ui.pages.visits_tab import VisitsTab
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row, RowList
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
    ("difficult", "Vùng khó khăn"),
)
"""What the chips count and the list below them shows."""


def _at_cells(visit: MadeVisit) -> bool:
    return visit.purpose != "committee"


AT_FIRST = 60
"""Lines of a list before a person asks for all of them: a province has hundreds."""
PICKED: dict[str, Callable[[MadeVisit], bool]] = {
    "grassroots": lambda visit: visit.is_grassroots and visit.purpose != "committee",
    "committee": lambda visit: visit.purpose == "committee",
    "thematic": lambda visit: visit.is_thematic and visit.purpose != "committee",
}
"""Which visits a chip opens; any other opens those to cells' meetings."""


class MadeTab(VisitsTab):
    """A range of a year; each chip is a figure of the range and opens what is behind it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._report: VisitReport | None = None
        self._people: list[Compliance] = []
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
        head = Flow()
        for part in (self._ranges, self._level, book, note):
            head.put(part)
        self._chips = Chips(
            [Chip(key, words, 0) for key, words in LISTS], name="Số liệu, bấm để xem danh sách"
        )
        self._chips.chosen.connect(lambda _key: self._show_list())
        self._line = Prose("", width=320)
        self._card = Card()
        self._rows = RowList(name="Danh sách")
        self._rows.opened.connect(self._on_opened)
        self._card.add(self._rows)
        self._more = Button("Xem hết", "link")
        self._more.clicked.connect(lambda: self._show_list(everything=True))
        self._card.add(self._more)
        self._empty = EmptyState(
            "Lượt dự lấy từ danh sách đại biểu trong biên bản đã chốt của các chi bộ.", icon="visits"
        )
        for widget in (head, self._chips, self._line, self._card, self._empty):
            self.column.addWidget(widget)

    def refresh(self) -> None:
        own, (first, last) = self.session.desk.organisation_id, self._ranges.days()
        level = str(self._level.currentData() or "")
        report = visit_report(self.session.store, own, first, last, level=level)
        self._report, self._people = report, compliance(self.session.store, own, first, last)
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
            "difficult": len(report.difficult),
        }
        self._chips.set_chips([Chip(key, words, counts[key]) for key, words in LISTS])
        has_any = bool(total.visits or self._people)
        self._empty.setVisible(not has_any)
        self._chips.setVisible(has_any)
        self.primary = ("In báo cáo", "print") if has_any else ("", "")
        self._say_line(report)
        self._show_list()
        self.retitled.emit()

    def _say_line(self, report: VisitReport) -> None:
        total = report.total
        sums = f"{total.grassroots_cells} chi bộ cơ sở + {total.other_cells} chi bộ trực thuộc"
        said = [f"{total.events} lượt tại {total.cells} chi bộ = {sums}"]
        for most, fewest in report.most_and_fewest:
            said.append(f"nhiều nhất theo {most.sentence}, ít nhất theo {fewest.sentence}")
        self._line.say(escape(". ".join(words[:1].upper() + words[1:] for words in said)) + ".")
        self._line.setVisible(bool(total.visits))

    def _show_list(self, *, everything: bool = False) -> None:
        key = self._chips.taken()
        rows = self._listed(self._report, key) if self._report is not None else []
        self._rows.set_rows(rows if everything else rows[:AT_FIRST])
        self._more.say(f"Xem hết {len(rows)} dòng")
        self._more.setVisible(len(rows) > AT_FIRST and not everything)
        self._card.set_title(dict(LISTS)[key])
        self._card.set_note(f"{len(rows)}")
        self._card.setVisible(bool(rows))

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
        if key == "difficult":
            return [
                Row("", name, "", None if times else "diamond", f"{times} lượt")
                for name, times in report.difficult
            ]
        fits = PICKED.get(key, _at_cells)
        return [made_row(self.session, visit) for visit in report.total.visits if fits(visit)]

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

    def press(self) -> None:
        """The report of the range as a paper."""
        self._print("bao-cao-du-sinh-hoat")

    def _print(self, code: str) -> None:
        """Of the range and the level that are shown."""
        self.print_report(code, *self._ranges.days(), level=str(self._level.currentData() or ""))


def made_row(session: Session, visit: MadeVisit) -> Row:
    """Where, who, on which day, and whether its report is sent."""
    names, team = organisations(session.store), teams(session.store).teams.get(visit.team_id)
    who = who_came(visit, team, names.name(visit.body_id, visit.day) if visit.body_id else "")
    second = f"{show_day(visit.day)} · {occasion_of(visit)} · {who}"
    title = names.name(visit.organisation_id, visit.day)
    if visit.body_id != session.desk.organisation_id:
        return Row(visit.id, title, second, "tick", LEVEL_NAMES.get(visit.level, "Đã dự"), quiet=True)
    reported = _reported_on(session, visit)
    if reported is not None:
        return Row(visit.id, title, second, "tick", f"báo cáo {show_day(reported)}", quiet=True)
    is_late = session.now().date() > report_due(visit.day)
    return Row(visit.id, title, second, "diamond" if is_late else "todo", "chưa ghi ngày báo cáo")


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
    words = "Chưa đi" if one.has_not_gone else f"{len(one.made)} lượt"
    return Row(
        "",
        one.name,
        " · ".join(part for part in parts if part),
        "diamond" if one.has_not_gone else "tick",
        words,
        quiet=not one.has_not_gone,
    )
