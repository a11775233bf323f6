"""Officials, teams with their dated members, and who answers for which organisation; the visits are in visits.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.meetings import change_part, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import check_person_name, clean_line
from chibo_desktop.lists.visit_teams import Mate, teams
from chibo_desktop.store import Changes


@dataclass(frozen=True)
class NewMate:
    """Somebody who is to belong to a team. `cadence`: monthly, quarterly or yearly."""

    official_id: str
    leads: bool = False
    cadence: str = "monthly"


def visit_book(desk: Desk) -> str:
    """The book in which a desk keeps its teams and visits: its own, which those above it read too. Refusal at a cell's.

    Those below are told of a visit by its notice.
    """
    if desk.kind == "cell":
        raise Refusal("Tổ dự và kế hoạch dự sinh hoạt do cấp ủy cấp trên lập. Ở chi bộ chỉ xem.")
    return desk.organisation_id


def put_official(writer: GuardedWriter, body_id: str, full_name: str, office: str) -> str:
    """Writes down somebody of a body who attends cells' meetings or answers for cells; gives the id."""
    official_id = writer.new_id()
    name = check_person_name(full_name, "full_name")
    writer.put("official", official_id, body_id=body_id, full_name=name, office=office)
    return official_id


def change_official(desk: Desk, /, official_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    if isinstance(fields.get("full_name"), str):
        fields["full_name"] = check_person_name(str(fields["full_name"]), "full_name")
    return change_part(desk, "official", official_id, **fields)


def put_team(
    writer: GuardedWriter,
    body_id: str,
    name: str,
    mates: Sequence[NewMate],
    *,
    from_on: date | None,
    **fields: object,
) -> str:
    """Founds a team with its members, all from the same day; gives its id."""
    team_id = writer.new_id()
    dated = {"from_on": from_on} if from_on else {}
    writer.put("visit_team", team_id, body_id=body_id, name=name, **dated, **fields)
    for mate in mates:
        _join(writer, team_id, mate, from_on)
    return team_id


def change_team(desk: Desk, /, team_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "visit_team", team_id, **fields)


def put_reorganised(
    desk: Desk, writer: GuardedWriter, team_id: str, on: date, mates: Sequence[NewMate], *, basis: str
) -> None:
    """From that day the team has these members, by the decision named.

    Who is no longer among them leaves with the day before, who is new begins with the day; who leads or goes
    otherwise than before does both. Nothing changes for the others. Refusal where it leaves everything as it is.
    """
    now = {mate.official_id: mate for mate in _mates_on(desk, team_id, on)}
    wanted = {mate.official_id: mate for mate in mates}
    kept = {one for one, mate in now.items() if one in wanted and _is_same(mate, wanted[one])}
    if kept == now.keys() == wanted.keys():
        raise Refusal("Tổ vẫn như cũ. Thêm, bớt người hoặc đổi tổ trưởng rồi ghi lại.", "mates")
    if basis:
        writer.put("visit_team", team_id, basis=basis)
    for one, mate in now.items():
        if one not in kept:
            _leave(writer, mate, on)
    for one, new in wanted.items():
        if one not in kept:
            _join(writer, team_id, new, on)


def end_team(desk: Desk, team_id: str, on: date) -> Changes:
    """The team and whoever is still in it work to the end of that day."""
    team = need_part(desk, "visit_team", team_id)
    with desk.writing(team.book) as writer:
        for mate in _mates_on(desk, team_id, on):
            if mate.until_on is None or mate.until_on > on:
                writer.put("team_member", mate.id, until_on=on)
        writer.put("visit_team", team_id, until_on=on)
    return writer.changes


def _mates_on(desk: Desk, team_id: str, day: date) -> Sequence[Mate]:
    team = teams(desk.store).teams.get(team_id)
    return [mate for mate in team.mates if mate.belongs(day)] if team else []


def _is_same(mate: Mate, new: NewMate) -> bool:
    return (mate.leads, mate.cadence) == (new.leads, new.cadence)


def _leave(writer: GuardedWriter, mate: Mate, on: date) -> None:
    """Whoever began on that very day was never in the team."""
    if mate.from_on == on:
        writer.put("team_member", mate.id, put_away=True)
    else:
        writer.put("team_member", mate.id, until_on=on - timedelta(days=1))


def _join(writer: GuardedWriter, team_id: str, mate: NewMate, on: date | None) -> None:
    dated = {"from_on": on} if on else {}
    writer.put(
        "team_member",
        writer.new_id(),
        team_id=team_id,
        official_id=mate.official_id,
        leads=mate.leads,
        cadence=mate.cadence,
        **dated,
    )


def put_duty(
    writer: GuardedWriter, official_id: str, organisation_id: str, *, from_on: date | None, basis: str
) -> str:
    """The official answers for the organisation from that day on; gives the id."""
    duty_id = writer.new_id()
    dated = {"from_on": from_on} if from_on else {}
    named = {"official_id": official_id, "organisation_id": organisation_id}
    writer.put("visit_duty", duty_id, basis=basis, **named, **dated)
    return duty_id


def end_duty(desk: Desk, duty_id: str, on: date) -> Changes:
    """The duty ends with that day."""
    return change_part(desk, "visit_duty", duty_id, until_on=on)


def change_duty(desk: Desk, /, duty_id: str, *, office: str | None = None, **fields: object) -> Changes:
    """Corrects what was written down of a duty, only the fields given; `office` is that of the official. One action."""
    duty = need_part(desk, "visit_duty", duty_id)
    with desk.writing(visit_book(desk)) as writer:
        writer.put("visit_duty", duty_id, **fields)
        if office is not None:
            writer.put("official", duty.text("official_id"), office=clean_line(office))
    return writer.changes


def put_away_duty(desk: Desk, duty_id: str) -> Changes:
    """Takes back a duty that was written down by mistake: it never was."""
    return change_part(desk, "visit_duty", duty_id, put_away=True)
