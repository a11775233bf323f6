"""The values of the register of commendations; layout stands in forms/."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.lists.commendations import CommendationRow, register, total_words
from chibo_desktop.papers.facts import Issuer
from chibo_desktop.papers.occasion import iso_of
from chibo_desktop.papers.people_values import issuer_of, signing_of
from chibo_desktop.papers.scope import Scope
from chibo_desktop.store import Store


class Commended(TypedDict):
    """One line; `where` is the cell of a member."""

    whom: str
    where: str
    level: str
    form: str
    paper: str
    decided_on: str
    reason: str


class CommendationBook(TypedDict):
    """The register of a body: what was decided in the range, or has no day, of one level where `level` is not ""."""

    issuer: Issuer
    issued_on: str
    signing: str
    first: str
    last: str
    level: str
    rows: list[Commended]
    totals: str


def commendation_values(store: Store, scope: Scope) -> CommendationBook:
    """Of the body's own register, the earliest first."""
    rows = [row for row in register(store, scope.organisation_id)[::-1] if _is_asked(row, scope)]
    return CommendationBook(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        signing=signing_of(store, scope.organisation_id),
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
        level=rows[0].level_label if scope.level and rows else "",
        rows=[_commended(row) for row in rows],
        totals=total_words(rows),
    )


def _is_asked(row: CommendationRow, scope: Scope) -> bool:
    is_within = row.decided_on is None or scope.first <= row.decided_on <= scope.last
    return is_within and scope.level in ("", row.level)


def _commended(row: CommendationRow) -> Commended:
    return Commended(
        whom=row.whom,
        where=row.where,
        level=row.level_label,
        form=row.form,
        paper=row.paper,
        decided_on=iso_of(row.decided_on),
        reason=row.reason,
    )
