"""The register of proposals as paper and workbook have it, a line each: every column but who raised it, which is never there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.proposal_memory import issues
from chibo_desktop.lists.proposals import ProposalRow, every_proposal
from chibo_desktop.store import Store


@dataclass(frozen=True)
class RegisterLine:
    """One proposal. `handed` and `answered` are "số … ngày …" of their papers; `times` is how often its matter was raised in all."""

    number: int | None
    raised_on: date | None
    cell: str
    source: str
    content: str
    field: str
    place: str
    matter: str
    competence: str
    handed: str
    agency: str
    due_on: date | None
    is_overdue: bool
    state: str
    answered: str
    outcome: str
    announced_on: date | None
    times: int


def register_lines(store: Store, rows: Iterable[ProposalRow]) -> list[RegisterLine]:
    """These proposals, in their order."""
    wanted, times = list(rows), Counter(issues(store, every_proposal(store)))
    return [_line(row, times[issue]) for row, issue in zip(wanted, issues(store, wanted), strict=True)]


def _line(row: ProposalRow, times: int) -> RegisterLine:
    handed = next((step for step in reversed(row.steps) if step.sort == "handed_up"), None)
    answered, outcome = _answer(row)
    return RegisterLine(
        number=row.number,
        raised_on=row.raised_on,
        cell=row.cell_name,
        source=row.source_label,
        content=row.content,
        field=row.field,
        place=row.place,
        matter=row.facts.shown("party_matter"),
        competence=row.competence_label,
        handed=paper_words(handed.paper_number, handed.sent_on) if handed else "",
        agency=next((step.agency for step in reversed(row.steps) if step.sort == "assigned"), ""),
        due_on=row.due.due_on if row.due else None,
        is_overdue=row.is_overdue,
        state=row.state_label,
        answered=answered,
        outcome=outcome,
        announced_on=row.announced_on,
        times=times,
    )


def _answer(row: ProposalRow) -> tuple[str, str]:
    """The paper and the outcome of the newest answer, else of that a body below is known to have given."""
    if row.answers:
        answer = row.answers[-1]
        return paper_words(answer.paper_number, answer.answered_on), answer.outcome_label
    told = next((step for step in reversed(row.steps) if step.sort == "answered"), None)
    return (paper_words(told.paper_number, told.taken_on), told.facts.shown("outcome")) if told else ("", "")


def paper_words(number: str, day: date | None) -> str:
    """As in "số 45-CV/ĐU ngày 14/8/2026"; what is not known is left out."""
    words = f"số {number}" if number else ""
    return f"{words} ngày {show_day(day)}".strip() if day else words
