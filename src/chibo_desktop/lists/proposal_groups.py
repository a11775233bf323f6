"""Which of the two groups of practice.md IND-9 a proposal is counted in, and whom both hold; counting is in proposal_register.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from chibo_desktop.lists.proposal_deadline import is_grassroots
from chibo_desktop.lists.proposal_home import line_over
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules import guidance
from chibo_desktop.store import Store

if TYPE_CHECKING:
    from chibo_desktop.lists.proposal_rows import ProposalRow

GROUPS = ("grassroots", "above")


def group_of(store: Store, cell_id: str, competence: str, day: date) -> str:
    """The group of a competence for a proposal of that cell raised on that day; "" while nobody classified it.

    A commune set up as a grassroots organisation (chi bộ, đảng bộ cơ sở) is one here as it is for the deadline; of any
    other the dated data of the day say it (indicators.toml). "?" for a competence that is in neither.
    """
    if not competence:
        return ""
    if competence == "commune":
        held = organisations(store)
        communes = (body for body in line_over(store, cell_id, day) if held.kind(body) == competence)
        if any(is_grassroots(store, body) for body in communes):
            return GROUPS[0]
    return group_by_data(competence, day)


def group_by_data(competence: str, day: date) -> str:
    """What the dated data alone say."""
    values = guidance.in_force("indicators", day).values
    return next((group for group in GROUPS if competence in values[group]), "?")


def group_words(first: date, last: date, rows: Sequence[ProposalRow] = ()) -> tuple[str, str]:
    """Whom both groups hold, of these proposals raised from `first` to `last`.

    Who is cơ sở and who cấp trên changed on 01/7/2025; a commune set up as cơ sở stays it.
    """
    held = {tuple(guidance.in_force("indicators", day).values[GROUPS[0]]) for day in (first, last)}
    groups = {row.group for row in rows if row.competence == "commune" and _is_set_up(row)}
    if groups:
        others = {row.group for row in rows if row.competence == "commune"} - groups
        if others:
            return "Thuộc cơ sở (chi bộ; xã là đảng bộ cơ sở)", "Thuộc cấp trên (kể cả các xã khác)"
        return "Thuộc cơ sở (chi bộ, xã)", "Thuộc cấp trên (tỉnh, Trung ương)"
    if held == {("cell",)}:
        return "Thuộc chi bộ", "Thuộc cấp trên (xã, tỉnh, Trung ương)"
    if len(held) == 1:
        return "Thuộc cơ sở (chi bộ, xã)", "Thuộc cấp trên (huyện, tỉnh, Trung ương)"
    return (
        "Thuộc cơ sở (chi bộ; xã nếu nêu trước 7/2025)",
        "Thuộc cấp trên (kể cả xã nếu nêu từ 7/2025)",
    )


def _is_set_up(row: ProposalRow) -> bool:
    """Whether its group follows from how the commune is set up, against the data of its day."""
    return row.group != group_by_data(row.competence, row.counted_on)
