"""Teams and duties written down by name, as an office dictates them: one line a person; who is new is written down with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.meetings import need_part
from chibo_desktop.actions.visit_teams import (
    NewMate,
    put_duty,
    put_official,
    put_reorganised,
    put_team,
    visit_book,
)
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import check_person_name, clean_line, fold
from chibo_desktop.lists.visit_teams import Team, teams
from chibo_desktop.store import Changes

CADENCES = {"hang thang": "monthly", "hang quy": "quarterly", "hang nam": "yearly"}
CADENCE_WORDS = {"monthly": "hằng tháng", "quarterly": "hằng quý", "yearly": "hằng năm"}
_LISTED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–•])\s*")


@dataclass(frozen=True)
class MateLine:
    """One line: "Hà Thị Xuân, Phó Bí thư Đảng ủy; hằng quý"."""

    full_name: str
    office: str
    cadence: str


def read_mates(typed: str) -> list[MateLine]:
    """The people of a team, one a line; the first leads it. Refusal names a line that holds no full name.

    After a comma comes the office, after a semicolon how often ("hằng tháng" where nothing is said). Numbers and
    dashes at the beginning are those of a list.
    """
    found = []
    for line in typed.splitlines():
        words = clean_line(_LISTED.sub("", line))
        if words:
            found.append(_read_line(words))
    names = [fold(each.full_name) for each in found]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise Refusal(f"“{found[place].full_name}” đứng hai dòng. Bỏ một dòng.", "mates")
    return found


def _read_line(words: str) -> MateLine:
    person, _, how_often = words.partition(";")
    name, _, office = person.partition(",")
    cadence = CADENCES.get(fold(clean_line(how_often)), "")
    if how_often and not cadence:
        raise Refusal(
            f"“{how_often.strip()}”: sau dấu chấm phẩy ghi hằng tháng, hằng quý hoặc hằng năm.", "mates"
        )
    try:
        full_name = check_person_name(name, "mates")
    except Refusal as refusal:
        raise Refusal(f"Dòng “{words}”: {refusal.sentence}", "mates") from refusal
    return MateLine(full_name, clean_line(office), cadence or "monthly")


def show_mates(team: Team, day: date) -> str:
    """The same lines back, for who belongs to the team on that day."""
    lines = []
    for mate in team.mates_on(day):
        office = f", {mate.office}" if mate.office else ""
        often = f"; {CADENCE_WORDS.get(mate.cadence, mate.cadence)}" if mate.cadence != "monthly" else ""
        lines.append(f"{mate.name}{office}{often}")
    return "\n".join(lines)


def found_team(
    desk: Desk, *, name: str, mates: str, from_on: date | None = None, territory: str = "", basis: str = ""
) -> tuple[Changes, str]:
    """Founds a team from its lines; gives its id. New people are written down as officials of this body."""
    lines = _need_mates(mates)
    with desk.writing(visit_book(desk)) as writer:
        people = _officials(desk, writer, lines)
        said = {"territory": territory, "basis": basis}
        team_id = put_team(writer, desk.organisation_id, name, people, from_on=from_on, **said)
    return writer.changes, team_id


def reorganise_by_names(desk: Desk, team_id: str, *, on: date | None, mates: str, basis: str = "") -> Changes:
    """From that day the team has the people of these lines (`put_reorganised`)."""
    if on is None:
        raise Refusal("Ghi ngày kiện toàn theo quyết định.", "on")
    lines = _need_mates(mates)
    need_part(desk, "visit_team", team_id)
    with desk.writing(visit_book(desk)) as writer:
        put_reorganised(desk, writer, team_id, on, _officials(desk, writer, lines), basis=basis)
    return writer.changes


def assign_by_name(
    desk: Desk,
    *,
    full_name: str,
    organisation_id: str,
    office: str = "",
    from_on: date | None = None,
    basis: str = "",
) -> tuple[Changes, str]:
    """Somebody named answers for an organisation from that day; gives the id of the duty."""
    line = MateLine(check_person_name(full_name, "full_name"), clean_line(office), "monthly")
    if not organisation_id:
        raise Refusal("Chọn chi bộ hoặc đảng bộ được phụ trách.", "organisation_id")
    with desk.writing(visit_book(desk)) as writer:
        official_id = _officials(desk, writer, [line])[0].official_id
        duty_id = put_duty(writer, official_id, organisation_id, from_on=from_on, basis=basis)
    return writer.changes, duty_id


def _need_mates(typed: str) -> list[MateLine]:
    lines = read_mates(typed)
    if not lines:
        raise Refusal("Ghi ít nhất một người, mỗi người một dòng; người đầu là tổ trưởng.", "mates")
    return lines


def _officials(desk: Desk, writer: GuardedWriter, lines: list[MateLine]) -> list[NewMate]:
    """Each line with its official: known by name in this body, or written down now."""
    known = teams(desk.store).officials_by_name
    found = []
    for place, line in enumerate(lines):
        same = [
            each
            for each in known.get(fold(line.full_name), ())
            if each.text("body_id") == desk.organisation_id
        ]
        same = [each for each in same if not line.office or each.text("office") in ("", line.office)] or same
        official_id = same[0].id if same else ""
        if not official_id:
            official_id = put_official(writer, desk.organisation_id, line.full_name, line.office)
        found.append(NewMate(official_id, leads=place == 0, cadence=line.cadence))
    return found
