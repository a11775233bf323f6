"""The values of the register of proposals, the report by competence and the paper of an answer; layout stands in forms/.

Who raised a proposal is never among them: on paper it is the cell, a member or the people.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TypedDict

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_groups import group_words
from chibo_desktop.lists.proposal_home import home_of_cell
from chibo_desktop.lists.proposal_lines import RegisterLine, register_lines
from chibo_desktop.lists.proposal_memory import issues
from chibo_desktop.lists.proposal_register import LevelCount, count, of_body
from chibo_desktop.lists.proposals import ProposalRow, find_proposal
from chibo_desktop.lists.rows import find
from chibo_desktop.papers.facts import Issuer
from chibo_desktop.papers.occasion import iso_of
from chibo_desktop.papers.people_values import issuer_of, signing_of
from chibo_desktop.papers.scope import Scope
from chibo_desktop.store import Store


class Entry(TypedDict):
    """One line of the register; `handed` and `answered` are "number ngày day" of their papers, days are ISO or "".

    `times` is how often the matter was raised in all.
    """

    number: int | None
    raised_on: str
    cell: str
    source: str
    content: str
    field: str
    place: str
    competence: str
    handed: str
    agency: str
    due_on: str
    answered: str
    outcome: str
    announced_on: str
    times: int


class Register(TypedDict):
    """The proposals raised from `first` to `last` (ISO days), oldest first; `signing` stands over the signature."""

    issuer: Issuer
    issued_on: str
    signing: str
    first: str
    last: str
    rows: list[Entry]
    distinct: int


class LevelLine(TypedDict):
    name: str
    raised: int
    distinct: int
    answered: int
    announced: int
    overdue: int


class Overdue(TypedDict):
    content: str
    cell: str
    due_on: str


class RoundLine(TypedDict):
    number: int
    raised: int


class ProposalReport(TypedDict):
    """Counts of a range, `grassroots_words` and `above_words` who is in both groups; `problem` is a sentence when the control sum does not hold."""

    issuer: Issuer
    issued_on: str
    signing: str
    first: str
    last: str
    total: LevelLine
    levels: list[LevelLine]
    grassroots: int
    grassroots_words: str
    above: int
    above_words: str
    unclassified: int
    reopened: int
    rounds: list[RoundLine]
    overdue: list[Overdue]
    problem: str


class AnswerPaper(TypedDict):
    """One answer to a cell; days are ISO or ""."""

    issuer: Issuer
    signing: str
    number: str
    answered_on: str
    cell: str
    asked: str
    raised_on: str
    source: str
    outcome: str
    content: str
    task: str
    task_due_on: str


def register_values(store: Store, scope: Scope) -> Register:
    """The register of a body, or of a cell."""
    rows = of_body(store, scope.organisation_id, scope.first, scope.last)[::-1]
    return Register(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        signing=signing_of(store, scope.organisation_id),
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
        rows=[_entry(line) for line in register_lines(store, rows)],
        distinct=len(set(issues(store, rows))),
    )


def _entry(line: RegisterLine) -> Entry:
    return Entry(
        number=line.number,
        raised_on=iso_of(line.raised_on),
        cell=line.cell,
        source=line.source,
        content=line.content,
        field=line.field,
        place=line.place,
        competence=line.competence,
        handed=line.handed,
        agency=line.agency,
        due_on=iso_of(line.due_on),
        answered=line.answered,
        outcome=line.outcome,
        announced_on=iso_of(line.announced_on),
        times=line.times,
    )


def proposal_report_values(store: Store, scope: Scope) -> ProposalReport:
    """Lượt and distinct issues by level, what is overdue, and the rounds in which they were raised."""
    rows = of_body(store, scope.organisation_id, scope.first, scope.last)
    counts = count(store, rows)
    own, above = (f"{each[:1].lower()}{each[1:]}" for each in group_words(scope.first, scope.last, rows))
    lines = [_level_line(each) for each in counts.levels if each.raised]
    late = sorted(
        (row for row in rows if row.is_overdue), key=lambda row: row.due.due_on if row.due else date.max
    )
    return ProposalReport(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        signing=signing_of(store, scope.organisation_id),
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
        total=LevelLine(
            name="Cộng",
            raised=counts.raised,
            distinct=counts.distinct,
            answered=sum(line["answered"] for line in lines),
            announced=sum(line["announced"] for line in lines),
            overdue=len(late),
        ),
        levels=lines,
        grassroots=counts.grassroots,
        grassroots_words=own,
        above=counts.above,
        above_words=above,
        unclassified=counts.unclassified,
        reopened=sum(row.is_reopened for row in rows),
        rounds=_rounds(store, rows),
        overdue=[
            Overdue(
                content=row.content, cell=row.cell_name, due_on=iso_of(row.due.due_on if row.due else None)
            )
            for row in late
        ],
        problem=counts.problem,
    )


def _level_line(of: LevelCount) -> LevelLine:
    return LevelLine(
        name=of.words,
        raised=of.raised,
        distinct=of.distinct,
        answered=of.answered,
        announced=of.announced,
        overdue=of.overdue,
    )


def _rounds(store: Store, rows: list[ProposalRow]) -> list[RoundLine]:
    """How many were raised in each numbered round, in order; [] where none names its round."""
    named = Counter(row.facts.text("round_id") for row in rows if row.facts.text("round_id"))
    found = {each: find(store, "round", each) for each in named}
    numbers = [(facts.count("number") or 0, named[each]) for each, facts in found.items() if facts]
    return [RoundLine(number=number, raised=raised) for number, raised in sorted(numbers)]


def answer_values(store: Store, scope: Scope) -> AnswerPaper:
    """The answer `scope.record_id` names, as its body issues it. Refusal for one that is not held."""
    answer = find(store, "answer", scope.record_id)
    row = find_proposal(store, answer.text("proposal_id")) if answer else None
    if answer is None or row is None:
        raise Refusal("Không có trả lời mang mã này. Chọn lại kiến nghị trên trang Kiến nghị.")
    body = answer.text("body_id") or scope.organisation_id
    home = find(store, "organisation", home_of_cell(store, row.cell_id))
    return AnswerPaper(
        issuer=issuer_of(store, body),
        signing=signing_of(store, body),
        number=answer.text("paper_number"),
        answered_on=iso_of(answer.day("answered_on")),
        cell=home.text("name") if home else row.cell_name,
        asked=row.content,
        raised_on=iso_of(row.raised_on),
        source=row.source_label,
        outcome=answer.shown("outcome"),
        content=answer.text("content"),
        task=answer.text("task"),
        task_due_on=iso_of(answer.day("task_due_on")),
    )
