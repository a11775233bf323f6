"""The assessments visitors wrote of cells' meetings, and what one begins with; what they come to is assessment_sums.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import month_of
from chibo_desktop.base.text import clean_line, fold
from chibo_desktop.lists.materials_used import materials_words
from chibo_desktop.lists.meetings import title_of
from chibo_desktop.lists.roster import kind_at
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_teams import Team, teams
from chibo_desktop.lists.visits import MadeVisit, all_visits_made
from chibo_desktop.records import find_spec
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

PARTS = ("premises", "facilities", "materials", "conduct", "requests", "remarks")
"""The six parts, in the order of the paper (practice.md M15)."""
GRADED = ("routine", "form", "chairing", "democracy", "criticism", "awareness")
"""The lines that are graded where the body switched them on (practice.md B20)."""
SAID = ("feasible", "materials_effective")
"""What is answered with yes or no."""


@dataclass(frozen=True)
class AssessmentRow:
    """One assessment. `month` is "2026-10"; `team_id` and the names are "" where nobody is named."""

    id: str
    body_id: str
    organisation_id: str
    organisation_name: str
    month: str
    day: date | None
    meeting_id: str
    official_name: str
    team_id: str
    team_name: str
    facts: Facts

    @property
    def filled(self) -> int:
        """How many of the six parts say something."""
        return sum(bool(self.facts.text(part)) for part in PARTS)

    @property
    def against(self) -> tuple[str, ...]:
        """What the visitor found wanting: a resolution that is not feasible, materials without effect, lines graded poor."""
        found = [words for name, words in WANTING.items() if self.facts.text(name) == "no"]
        poor = [label_of(name) for name in GRADED if self.facts.text(name) == "poor"]
        return (*found, *(f"{label[:1].lower()}{label[1:]}: kém" for label in poor))


WANTING = {
    "feasible": "nghị quyết chưa khả thi",
    "materials_effective": "tài liệu chưa được dùng có hiệu quả",
}


@dataclass(frozen=True)
class RequestLine:
    """One line of what the cell asks for, and the proposal in the register it became; "" while it is none."""

    words: str
    proposal_id: str


@dataclass(frozen=True)
class Beginning:
    """What a new assessment begins with; "" and None for what is not known yet."""

    organisation_id: str = ""
    month: str = ""
    meeting_id: str = ""
    visit_id: str = ""
    official_id: str = ""
    day: date | None = None
    premises: str = ""
    materials: str = ""
    title: str = ""
    """The meeting in words, as the lists of meetings name it."""


def label_of(name: str) -> str:
    """What a field of the assessment is called."""
    spec = find_spec("assessment").field(name)
    return spec.label if spec else name


def assessments(store: Store, organisation_id: str, first: str, last: str) -> list[AssessmentRow]:
    """Those of meetings from one month to another, of the body's cells as they stood then, by month and cell.

    At a body above also those that bodies between wrote.
    """
    held = organisations(store)
    ids = together(store, "organisation", organisation_id)
    found = [
        row
        for facts in select(store, "assessment", "substr(period, 1, 7) BETWEEN ? AND ?", (first, last))
        if facts.text("body_id") in ids
        or organisation_id in held.above(facts.text("organisation_id"), _first_day(facts))
        for row in (_row(store, facts),)
    ]
    return sorted(found, key=lambda row: (row.month, row.organisation_name.casefold(), row.id))


def _first_day(facts: Facts) -> date:
    month = facts.text("period")[:7]
    try:
        return facts.day("assessed_on") or date.fromisoformat(f"{month}-01")
    except ValueError:
        return date.min


def assessment_row(store: Store, assessment_id: str) -> AssessmentRow | None:
    """One of them, put away or not; None when it is not held."""
    facts = find(store, "assessment", assessment_id)
    return _row(store, facts) if facts else None


def _row(store: Store, facts: Facts) -> AssessmentRow:
    people, names = teams(store), organisations(store)
    day, official = facts.day("assessed_on"), facts.text("official_id")
    on = day or _first_day(facts)
    cell = names.same(facts.text("organisation_id"))
    team_id = _team(store, facts, official, on)
    team = people.teams.get(team_id)
    return AssessmentRow(
        id=facts.id,
        body_id=names.same(facts.text("body_id")),
        organisation_id=cell,
        organisation_name=names.name(cell, on),
        month=facts.text("period")[:7],
        day=day,
        meeting_id=facts.text("meeting_id"),
        official_name=people.name_of(official),
        team_id=team_id,
        team_name=team.name if team else "",
        facts=facts,
    )


def _team(store: Store, facts: Facts, official: str, on: date) -> str:
    """The visit's team, else the one its official belonged to that day."""
    visit = find(store, "visit", facts.text("visit_id")) if facts.text("visit_id") else None
    if visit is not None and visit.text("team_id"):
        return visit.text("team_id")
    team = team_on(store, official, on)
    return team.id if team else ""


def team_on(store: Store, official_id: str, day: date) -> Team | None:
    """The team an official belonged to on a day."""
    for team in teams(store).teams.values() if official_id else ():
        if any(mate.official_id == official_id for mate in team.mates_on(day)):
            return team
    return None


def assessments_of(store: Store, meeting_id: str, *visit_ids: str) -> list[AssessmentRow]:
    """What was written of one meeting, or of these visits."""
    where = f"(meeting_id = ? AND meeting_id <> ''){''.join(' OR visit_id = ?' for _ in visit_ids)}"
    return [_row(store, facts) for facts in select(store, "assessment", where, (meeting_id, *visit_ids))]


def not_assessed(store: Store, body_id: str, first: str, last: str) -> list[MadeVisit]:
    """The visits the body's people made at cells in these months of which they wrote nothing."""
    rows = [row for row in assessments(store, body_id, first, last) if row.body_id == body_id]
    meetings = {row.meeting_id for row in rows if row.meeting_id}
    visits = {row.facts.text("visit_id") for row in rows}
    loose = {(row.organisation_id, row.month) for row in rows if not row.meeting_id}
    return [
        made
        for made in all_visits_made(store)
        if first <= made.month <= last
        and made.body_id == body_id
        and made.purpose == "cell"
        and made.meeting_id not in meetings
        and (made.organisation_id, made.month) not in loose
        and not visits & set(made.visit_ids)
    ]


def begin_with(store: Store, body_id: str, key: str) -> Beginning:
    """From a visit that was made (`MadeVisit.id`), a meeting or a planned visit; of anything else nothing is known."""
    made = next((each for each in all_visits_made(store) if key == each.id), None) or next(
        (
            each
            for each in all_visits_made(store)
            if key in (each.meeting_id, *each.visit_ids) and each.body_id == body_id
        ),
        None,
    )
    if made is not None:
        return _of_visit(store, made)
    meeting = find(store, "meeting", key) if key else None
    if meeting is not None:
        return _of_meeting(store, meeting)
    visit = find(store, "visit", key) if key else None
    if visit is None:
        return Beginning()
    return Beginning(
        organisation_id=organisations(store).same(visit.text("organisation_id")),
        month=visit.text("month")[:7],
        visit_id=visit.id,
        official_id=visit.text("official_id"),
    )


def _of_visit(store: Store, made: MadeVisit) -> Beginning:
    meeting = find(store, "meeting", made.meeting_id) if made.meeting_id else None
    told = _of_meeting(store, meeting) if meeting else Beginning()
    return Beginning(
        organisation_id=made.organisation_id,
        month=made.month,
        meeting_id=told.meeting_id,
        visit_id=made.visit_id,
        official_id=made.official_ids[0] if made.official_ids else "",
        day=made.day,
        premises=told.premises,
        materials=told.materials,
        title=told.title,
    )


def _of_meeting(store: Store, meeting: Facts) -> Beginning:
    held = meeting.day("held_on")
    return Beginning(
        organisation_id=organisations(store).same(meeting.text("cell_id")),
        month=meeting.text("period")[:7] or (month_of(held) if held else ""),
        meeting_id=meeting.id,
        day=held,
        premises=meeting.text("place"),
        materials=materials_words(store, meeting),
        title=title_of(meeting),
    )


def meetings_to_assess(store: Store, cell_id: str, month: str) -> list[Facts]:
    """The finalised meetings of its members a cell held in a month, the earliest first."""
    ids = together(store, "organisation", cell_id)
    found = select(
        store,
        "meeting",
        f"{among('cell_id', ids)} AND substr(period, 1, 7) = ? AND finalised_at IS NOT NULL",
        (*ids, month),
    )
    held = [each for each in found if not each.flag("missed") and kind_at(each).roll == "members"]
    return sorted(held, key=lambda each: (each.day("held_on") or date.max, each.id))


def request_lines(store: Store, assessment: Facts) -> list[RequestLine]:
    """What the cell asks for, one a line, each with the proposal it became."""
    became = known(store, "requests entered", lambda: _entered(store)).get(assessment.id, {})
    return [RequestLine(line, became.get(fold(line), "")) for line in lines_of(assessment.text("requests"))]


def _entered(store: Store) -> Mapping[str, Mapping[str, str]]:
    """Per assessment the proposals it brought into the register, by their folded words."""
    found: dict[str, dict[str, str]] = {}
    for each in select(store, "proposal", "assessment_id IS NOT NULL"):
        found.setdefault(each.text("assessment_id"), {})[fold(clean_line(each.text("content")))] = each.id
    return found


def lines_of(prose: str) -> Sequence[str]:
    """The lines of a prose text, each once, without its bullet."""
    found = [clean_line(line.strip().removeprefix("-").removeprefix("+")) for line in prose.splitlines()]
    return tuple(dict.fromkeys(line for line in found if line))
