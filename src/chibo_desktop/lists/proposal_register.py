"""The register of proposals: narrowed as a page asks, counted by level with a control sum, lượt and distinct issues apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.text import fold
from chibo_desktop.lists.proposal_home import home_of_cell, line_over
from chibo_desktop.lists.proposals import ANSWERED, ProposalRow, every_proposal, is_for
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.rules import guidance
from chibo_desktop.store import Store
from chibo_desktop.store.known import reading

NOT_SAID = "none"
"""The level of a proposal nobody has classified yet."""
COUNTED = (*COMPETENCES, (NOT_SAID, "Chưa phân loại"))
"""What is counted apart: every level there ever was, and none."""
SHOWN: tuple[tuple[str, str], ...] = (
    ("mine", "Cần làm"),
    ("all", "Tất cả"),
    ("overdue", "Quá hạn"),
    ("waiting", "Chưa trả lời"),
    ("answered", "Đã trả lời"),
    ("closed", "Đã đóng"),
    ("reopened", "Mở lại"),
)
"""What a page can show, in the order of its chips."""


@dataclass(frozen=True)
class LevelCount:
    """How many proposals a level has to settle."""

    key: str
    words: str
    raised: int
    distinct: int
    answered: int
    announced: int
    overdue: int


@dataclass(frozen=True)
class Counts:
    """Proposals counted: lượt, distinct issues, and both groups of practice.md IND-9 by the day each was raised."""

    raised: int
    distinct: int
    levels: tuple[LevelCount, ...]
    grassroots: int
    above: int
    unclassified: int

    @property
    def problem(self) -> str:
        """A sentence where the levels or the groups do not add up to the whole; "" when they do."""
        levels, groups = (
            sum(each.raised for each in self.levels),
            self.grassroots + self.above + self.unclassified,
        )
        if levels == groups == self.raised:
            return ""
        return (
            f"Tổng kiểm tra không khớp: {self.raised} lượt, các cấp cộng lại {levels}, hai nhóm cộng lại {groups}. "
            "Báo người giữ chương trình."
        )


def shown_of(store: Store, rows: Iterable[ProposalRow], key: str, organisation_id: str) -> list[ProposalRow]:
    """The proposals of one of `SHOWN`."""
    tests: Mapping[str, Callable[[ProposalRow], bool]] = {
        "mine": lambda row: is_to_do(store, row, organisation_id),
        "overdue": lambda row: row.is_overdue,
        "waiting": lambda row: row.is_waiting,
        "answered": lambda row: row.state in ANSWERED and row.state != "closed",
        "closed": lambda row: row.state == "closed",
        "reopened": lambda row: row.is_reopened,
    }
    test = tests.get(key)
    return [row for row in rows if test is None or test(row)]


def is_to_do(store: Store, row: ProposalRow, organisation_id: str) -> bool:
    """Whether an organisation has to act: to answer, classify or hand on, or at the cell to read an answer out."""
    if row.unread and home_of_cell(store, row.cell_id) == organisation_id:
        return True
    return row.is_waiting and is_for(store, row, organisation_id)


def at_level(rows: Iterable[ProposalRow], level: str) -> list[ProposalRow]:
    """Those a level has to settle; `NOT_SAID` for those nobody classified, "" for all."""
    wanted = "" if level == NOT_SAID else level
    return [row for row in rows if not level or row.competence == wanted]


def with_words(rows: Iterable[ProposalRow], words: str) -> list[ProposalRow]:
    """Those in which every word typed stands, with or without marks: in what is asked, where, the field, the cell, or
    the number of a paper.
    """
    sought = fold(words).split()
    return [row for row in rows if not sought or all(word in _searched(row) for word in sought)]


def _searched(row: ProposalRow) -> str:
    papers = [step.paper_number for step in row.steps] + [answer.paper_number for answer in row.answers]
    agencies = [step.agency for step in row.steps]
    return fold(" ".join((row.content, row.cell_name, row.field, row.place, *papers, *agencies)))


def count(rows: Sequence[ProposalRow], every: Sequence[ProposalRow] = ()) -> Counts:
    """The counts of these proposals; `every` are those among which a repeated one finds the one it repeats."""
    first = first_of(every or rows)
    groups = [_group(row) for row in rows]
    levels = tuple(_level(key, words, at_level(rows, key), first) for key, words in COUNTED)
    return Counts(
        raised=len(rows),
        distinct=len({first[row.id] for row in rows}),
        levels=levels,
        grassroots=groups.count("grassroots"),
        above=groups.count("above"),
        unclassified=groups.count(""),
    )


def _level(key: str, words: str, rows: Sequence[ProposalRow], first: Mapping[str, str]) -> LevelCount:
    return LevelCount(
        key,
        words,
        len(rows),
        len({first[row.id] for row in rows}),
        sum(row.state in ANSWERED for row in rows),
        sum(row.state == "closed" for row in rows),
        sum(row.is_overdue for row in rows),
    )


def first_of(rows: Iterable[ProposalRow]) -> Mapping[str, str]:
    """Per proposal the first one that raised its matter: what it repeats or was joined to, through any number of steps."""
    before = {row.id: row.joined_id or row.facts.text("repeats_id") for row in rows}
    found = {}
    for one in before:
        seen = [one]
        while (following := before.get(seen[-1], "")) and following not in seen:
            seen.append(following)
        found[one] = seen[-1]
    return found


def _group(row: ProposalRow) -> str:
    """The group of its level as data has it for the day it was raised (indicators.toml); "" while it has none."""
    if not row.competence:
        return ""
    values = guidance.in_force("indicators", row.raised_on or row.written.on).values
    return next((name for name in ("grassroots", "above") if row.competence in values[name]), "?")


def group_words(first: date, last: date) -> tuple[str, str]:
    """What both groups hold, of the proposals raised in a range: who is cơ sở and who cấp trên changed on 01/7/2025."""
    held = {tuple(guidance.in_force("indicators", day).values["grassroots"]) for day in (first, last)}
    if held == {("cell",)}:
        return "Thuộc chi bộ", "Thuộc cấp trên (xã, tỉnh, Trung ương)"
    if len(held) == 1:
        return "Thuộc cơ sở (chi bộ, xã)", "Thuộc cấp trên (huyện, tỉnh, Trung ương)"
    return (
        "Thuộc cơ sở (chi bộ; xã nếu nêu trước 7/2025)",
        "Thuộc cấp trên (kể cả xã nếu nêu từ 7/2025)",
    )


def of_body(
    store: Store, organisation_id: str, first: date | None = None, last: date | None = None
) -> list[ProposalRow]:
    """The proposals of the cells below a body, or of a cell, that were raised in a range; newest first.

    Where its cell stood that day, or nearest to it (`proposal_home.line_over`).
    """

    def is_counted(row: ProposalRow) -> bool:
        day = row.raised_on or row.written.on
        if (first and day < first) or (last and day > last):
            return False
        return organisation_id in line_over(store, row.cell_id, day)

    with reading(store):
        return [row for row in every_proposal(store) if is_counted(row)]
