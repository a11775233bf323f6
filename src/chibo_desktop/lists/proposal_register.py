"""The register of proposals: narrowed as a page asks, counted by level with a control sum, lượt and distinct issues apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.text import fold
from chibo_desktop.lists.proposal_groups import GROUPS
from chibo_desktop.lists.proposal_home import home_of_cell, line_over
from chibo_desktop.lists.proposal_memory import issues
from chibo_desktop.lists.proposals import ProposalRow, every_proposal, is_for
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.store import Store
from chibo_desktop.store.known import known, reading

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
    ("joined", "Gộp cùng việc"),
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
            "Xem lại thẩm quyền của các kiến nghị."
        )


def shown_of(store: Store, rows: Iterable[ProposalRow], key: str, organisation_id: str) -> list[ProposalRow]:
    """The proposals of one of `SHOWN`."""
    tests: Mapping[str, Callable[[ProposalRow], bool]] = {
        "mine": lambda row: is_to_do(store, row, organisation_id),
        "overdue": lambda row: row.is_overdue,
        "waiting": lambda row: row.is_waiting,
        "answered": lambda row: row.is_answered and not row.is_announced,
        "closed": lambda row: row.is_announced,
        "reopened": lambda row: row.is_reopened,
        "joined": lambda row: row.is_joined and not row.is_answered,
    }
    test = tests.get(key)
    with reading(store):
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
    """Those in which every word typed stands, with or without marks: in what is asked, where, the field, the cell, the
    number of a paper. "số 7", or "7" alone, gives the seventh of a register first, then a paper of that number, a "tổ số 7".
    """
    every, sought = list(rows), fold(words).split()
    said = re.fullmatch(r"(so )?0*([0-9]{1,9})", " ".join(sought))
    if said is None:
        return [row for row in every if all(word in _searched(row) for word in sought)]
    number = said[2]
    phrase, paper = re.compile(rf"\bso 0*{number}\b" if said[1] else number), re.compile(rf"0*{number}\b")
    first = [row for row in every if row.number == int(number)]
    rest = [row for row in every if row.number != int(number)]
    return first + [
        row for row in rest if phrase.search(_searched(row)) or any(map(paper.match, _papers(row)))
    ]


def _papers(row: ProposalRow) -> list[str]:
    return [step.paper_number for step in row.steps] + [answer.paper_number for answer in row.answers]


def _searched(row: ProposalRow) -> str:
    agencies = [step.agency for step in row.steps]
    return fold(" ".join((row.content, row.cell_name, row.field, row.place, *_papers(row), *agencies)))


def count(store: Store, rows: Sequence[ProposalRow]) -> Counts:
    """The counts of these proposals, each as it stands today."""
    groups = [row.group for row in rows]
    return Counts(
        raised=len(rows),
        distinct=len(set(issues(store, rows))),
        levels=tuple(_level(store, key, words, at_level(rows, key)) for key, words in COUNTED),
        grassroots=groups.count(GROUPS[0]),
        above=groups.count(GROUPS[1]),
        unclassified=groups.count(""),
    )


def _level(store: Store, key: str, words: str, rows: Sequence[ProposalRow]) -> LevelCount:
    return LevelCount(
        key,
        words,
        len(rows),
        len(set(issues(store, rows))),
        sum(row.is_answered for row in rows),
        sum(row.is_announced for row in rows),
        sum(row.is_overdue for row in rows),
    )


def raised_between(
    rows: Iterable[ProposalRow], first: date | None = None, last: date | None = None
) -> list[ProposalRow]:
    """Those raised from `first` to `last`, both days among them; None leaves that end open."""
    from_on, until_on = first or date.min, last or date.max
    return [row for row in rows if from_on <= row.counted_on <= until_on]


def of_body(
    store: Store, organisation_id: str, first: date | None = None, last: date | None = None
) -> list[ProposalRow]:
    """The proposals of the cells below a body, or of a cell, that were raised in a range; newest first.

    Where its cell stood that day, or nearest to it (`proposal_home.line_over`).
    """
    key = ("proposals by body", first, last, store.clock.now().date())
    return list(known(store, key, lambda: _dealt_out(store, first, last)).get(organisation_id, ()))


def _dealt_out(store: Store, first: date | None, last: date | None) -> Mapping[str, list[ProposalRow]]:
    found: defaultdict[str, list[ProposalRow]] = defaultdict(list)
    for row in raised_between(every_proposal(store), first, last):
        for organisation in line_over(store, row.cell_id, row.counted_on):
            found[organisation].append(row)
    return found
