"""Every kind of meeting is described in the data, and only with what the program knows."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.records.field import spec_of
from chibo_desktop.records.meeting import DECISIONS, KINDS, Meeting
from chibo_desktop.records.person_case import MATTERS
from chibo_desktop.records.resolution import Resolution
from chibo_desktop.rules import guidance
from chibo_desktop.rules.kinds import committee_least, kind_of

DAY = date(2026, 10, 5)
STEPS = {
    "prepare",
    "roll_call",
    "last_month",
    "content",
    "cases",
    "elections",
    "votes",
    "decisions",
    "proposals",
    "score",
    "read_back",
    "finalise",
    "send",
}


def test_every_kind_of_meeting_is_described_and_no_other() -> None:
    assert set(guidance.in_force("kinds", DAY).values) == {name for name, _ in KINDS}


@pytest.mark.parametrize("name", [name for name, _ in KINDS])
def test_a_kind_names_only_what_there_is(name: str) -> None:
    kind = kind_of(name, DAY)
    fields = {field.name for field in spec_of(Meeting).fields}
    papers = spec_of(Resolution).field("kind")
    assert papers is not None
    assert set(kind.steps) <= STEPS
    assert kind.steps[0] == "prepare"
    assert kind.steps[-3:] == ("read_back", "finalise", "send")
    assert set(kind.needs) <= set(kind.asks) <= fields
    assert set(kind.closes_with) <= {key for key, _ in papers.choices}
    assert kind.matter in {"", *(key for key, _ in MATTERS)}
    assert kind.roll in ("members", "committee", "open")
    assert kind.agenda
    assert kind.least_minutes == "none" or kind.least_minutes in guidance.in_force("meeting", DAY).values


def test_a_vote_on_each_kind_of_decision_has_a_threshold() -> None:
    assert {key for key, _ in DECISIONS} <= set(guidance.in_force("voting", DAY).values["decisions"])


def counting(figure: str) -> set[str]:
    return {name for name, _ in KINDS if kind_of(name, DAY).counts_as(figure)}


def test_every_figure_a_kind_counts_in_is_one_that_is_read() -> None:
    assert {figure for name, _ in KINDS for figure in kind_of(name, DAY).counts} == {
        "attendance",
        "regular",
        "thematic",
    }


def test_a_combined_meeting_is_both_the_months_and_thematic() -> None:
    assert counting("thematic") == {"thematic", "combined"}
    assert counting("regular") == {"regular", "combined"}
    assert kind_of("regular", DAY).series == kind_of("combined", DAY).series == "month"


def test_a_community_evening_is_outside_the_figures_of_attendance() -> None:
    assert counting("attendance") == {"regular", "thematic", "combined"}
    assert kind_of("community", DAY).roll == "open"


def test_a_kind_of_a_newer_program_is_taken_down_like_a_regular_meeting_and_counts_nowhere() -> None:
    kind = kind_of("moonlit", DAY)
    assert kind.steps == kind_of("regular", DAY).steps
    assert (kind.counts, kind.series, kind.scored) == (frozenset(), "", False)


def test_a_cell_of_nine_official_members_has_a_committee_and_one_of_eight_has_none() -> None:
    assert committee_least(date(2026, 10, 5)) == 9
