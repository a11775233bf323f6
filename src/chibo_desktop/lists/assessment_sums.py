"""What the assessments of some months come to: how much is filled, yes and no, grades, by team and commune, remarks; and the words of a notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.text import count
from chibo_desktop.lists.assessments import (
    GRADED,
    PARTS,
    SAID,
    AssessmentRow,
    assessments,
    label_of,
    lines_of,
    request_lines,
)
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_teams import natural
from chibo_desktop.records.scoring import GRADES
from chibo_desktop.store import Store

REMARKS_MOST = 30
"""How many remarks a notice takes over by itself; the paper that goes up has them all."""


@dataclass(frozen=True)
class PartSum:
    """In how many assessments a part says something."""

    name: str
    label: str
    filled: int


@dataclass(frozen=True)
class YesNo:
    """How often a question was answered with yes and with no."""

    name: str
    label: str
    yes: int
    no: int

    @property
    def said(self) -> int:
        return self.yes + self.no


@dataclass(frozen=True)
class GradeSum:
    """How often a line got each grade, by `GRADES`; nothing where nobody graded it."""

    name: str
    label: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Group:
    """The assessments of one team or of the cells of one commune."""

    key: str
    name: str
    rows: tuple[AssessmentRow, ...]

    @property
    def cells(self) -> int:
        """Distinct cells among them."""
        return len({row.organisation_id for row in self.rows})

    def answered(self, name: str) -> YesNo:
        """How often a question of `SAID` was answered."""
        given = Counter(row.facts.text(name) for row in self.rows)
        return YesNo(name, label_of(name), given["yes"], given["no"])


@dataclass(frozen=True)
class Wanting:
    """A cell in whose meetings a visitor found something wanting: what, each once. Who has to be put right: attention."""

    organisation_id: str
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Remark:
    """What was said of one cell's meeting."""

    row: AssessmentRow
    words: str


@dataclass(frozen=True)
class Sums:
    """Everything of the months `first` to `last` ("2026-10")."""

    first: str
    last: str
    every: Group
    parts: tuple[PartSum, ...]
    said: tuple[YesNo, ...]
    grades: tuple[GradeSum, ...]
    by_team: tuple[Group, ...]
    by_commune: tuple[Group, ...]
    wanting: tuple[Wanting, ...]
    remarks: tuple[Remark, ...]
    requests: int
    entered: int
    """Lines of what cells ask for, and how many of them stand in the register of proposals."""

    @property
    def rows(self) -> tuple[AssessmentRow, ...]:
        return self.every.rows


def sum_up(store: Store, organisation_id: str, first: str, last: str) -> Sums:
    """Sums the assessments of a body's cells in these months."""
    rows = tuple(assessments(store, organisation_id, first, last))
    asked = [line for row in rows for line in request_lines(store, row.facts)]
    every = Group("", "Cộng", rows)
    return Sums(
        first=first,
        last=last,
        every=every,
        parts=tuple(
            PartSum(name, label_of(name), sum(bool(row.facts.text(name)) for row in rows)) for name in PARTS
        ),
        said=tuple(every.answered(name) for name in SAID),
        grades=tuple(found for name in GRADED if (found := _graded(name, rows)).counts),
        by_team=_by_team(rows),
        by_commune=_by_commune(store, rows),
        wanting=_wanting(rows),
        remarks=remarks_of(rows),
        requests=len(asked),
        entered=sum(bool(line.proposal_id) for line in asked),
    )


def _graded(name: str, rows: Iterable[AssessmentRow]) -> GradeSum:
    given = Counter(row.facts.text(name) for row in rows)
    return GradeSum(name, label_of(name), {grade: given[grade] for grade, _ in GRADES if given[grade]})


def _by_team(rows: Iterable[AssessmentRow]) -> tuple[Group, ...]:
    names = {row.team_id: row.team_name or "Không theo tổ" for row in rows}
    return _grouped(((row.team_id, row) for row in rows), names)


def _by_commune(store: Store, rows: Iterable[AssessmentRow]) -> tuple[Group, ...]:
    """By the body directly above the cell in the month of the meeting."""
    known = organisations(store)
    found = []
    for row in rows:
        day = row.day or date(int(row.month[:4]), int(row.month[5:7]), 1)
        above = known.above(row.organisation_id, day)
        found.append((above[0] if above else "", row, day))
    names = {body: known.name(body, day) if body else "" for body, _, day in found}
    return _grouped(((body, row) for body, row, _ in found), names)


def _grouped(pairs: Iterable[tuple[str, AssessmentRow]], names: Mapping[str, str]) -> tuple[Group, ...]:
    found: dict[str, list[AssessmentRow]] = {}
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    groups = [Group(key, names[key], tuple(rows)) for key, rows in found.items()]
    return tuple(sorted(groups, key=lambda group: (not group.key, natural(group.name))))


def _wanting(rows: Iterable[AssessmentRow]) -> tuple[Wanting, ...]:
    found: dict[str, list[AssessmentRow]] = {}
    for row in rows:
        if row.against:
            found.setdefault(row.organisation_id, []).append(row)
    listed = [
        Wanting(
            cell,
            each[-1].organisation_name,
            tuple(dict.fromkeys(reason for row in each for reason in row.against)),
        )
        for cell, each in found.items()
    ]
    return tuple(sorted(listed, key=lambda one: one.name.casefold()))


def remarks_of(rows: Iterable[AssessmentRow]) -> tuple[Remark, ...]:
    """The lines of the visitors' remarks, each with the meeting it is of."""
    return tuple(Remark(row, line) for row in rows for line in lines_of(row.facts.text("remarks")))


def months_words(first: str, last: str) -> str:
    """As in "tháng 10/2026", "từ tháng 7/2026 đến tháng 12/2026"."""
    begin, end = (f"tháng {int(month[5:7])}/{month[:4]}" for month in (first, last))
    return begin if first == last else f"từ {begin} đến {end}"


def lesson_words(sums: Sums) -> str:
    """A notice to all cells to be worked on: the figures, then the remarks, no cell named."""
    said = [
        f"{each.label}: {count(each.yes)} trên {count(each.said)} phiếu có ghi."
        for each in sums.said
        if each.said
    ]
    sheets, cells = count(len(sums.rows)), count(sums.every.cells)
    when = months_words(sums.first, sums.last)
    head = f"Qua {sheets} phiếu đánh giá sinh hoạt của {cells} chi bộ, {when}, thông báo để các chi bộ rút kinh nghiệm:"
    foot = "Các chi bộ liên hệ, khắc phục hạn chế từ kỳ sinh hoạt tới."
    return "\n".join([head, *said, *_listed(remark.words for remark in sums.remarks), foot])


def lesson_words_of(row: AssessmentRow) -> str:
    """A notice to the one cell that was visited: what was found wanting, and the remarks."""
    wanting = [f"Còn hạn chế: {'; '.join(row.against)}."] if row.against else []
    when = months_words(row.month, row.month)
    head = f"Qua dự sinh hoạt {when} của {row.organisation_name}, thông báo để chi bộ rút kinh nghiệm:"
    foot = "Chi bộ khắc phục hạn chế từ kỳ sinh hoạt tới."
    return "\n".join([head, *wanting, *_listed(lines_of(row.facts.text("remarks"))), foot])


def _listed(remarks: Iterable[str]) -> Sequence[str]:
    once = list(dict.fromkeys(remarks))[:REMARKS_MOST]
    return ["Nhận xét:", *(f"- {words}" for words in once)] if once else []
