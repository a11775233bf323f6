"""The values of the resolution that chooses candidates and gives each a helper; layout stands in forms/."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import name_key
from chibo_desktop.lists.candidates import CandidateRow, candidates_of
from chibo_desktop.papers.facts import Issuer
from chibo_desktop.papers.people_values import issuer_of, signing_of
from chibo_desktop.papers.scope import Scope
from chibo_desktop.store import Store


class Chosen(TypedDict):
    """One line; `born` is the year alone, `helper` who helped on that day."""

    name: str
    born: str
    home: str
    source: str
    helper: str


class ChosenList(TypedDict):
    """Those a cell chose on the last day of the scope; `number` as the step has it."""

    issuer: Issuer
    issued_on: str
    signing: str
    number: str
    rows: list[Chosen]


def chosen_values(store: Store, scope: Scope) -> ChosenList:
    """Refusal when nobody was chosen that day."""
    every = candidates_of(store, scope.organisation_id, scope.issued_on)
    rows = [row for row in every if row.day_of("selected") == scope.last]
    if not rows:
        raise Refusal("Ngày ấy không có quần chúng nào được chọn. Ghi bước chọn trước, rồi mới in.")
    papers = {line.paper for row in rows for line in row.steps if line.step == "selected"} - {""}
    return ChosenList(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.last.isoformat(),
        signing=signing_of(store, scope.organisation_id),
        number=papers.pop() if len(papers) == 1 else "",
        rows=[_chosen(row, scope.last) for row in sorted(rows, key=lambda row: name_key(row.shown))],
    )


def _chosen(row: CandidateRow, day: date) -> Chosen:
    born = row.facts.partial("birth_date")
    helper = next((each for each in row.helpers if each.is_running(day)), None)
    return Chosen(
        name=row.shown,
        born=str(born.year) if born else "",
        home=row.facts.text("home"),
        source=row.source,
        helper=helper.name if helper else "",
    )
