"""Who issues a paper, who led and who came, as values for forms; read from the lists, without a sentence of its own."""

from __future__ import annotations

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.papers.facts import Absentee, AttendanceFacts, Issuer, Officer
from chibo_desktop.papers.render import in_tone
from chibo_desktop.rules.attendance import Person
from chibo_desktop.store import Store

CELL_OFFICES = {"secretary": "Bí thư Chi bộ", "deputy_secretary": "Phó Bí thư Chi bộ"}
MEMBER = "đảng viên chi bộ"
"""Stands for an office where neither a name is held nor an office known."""


def issuer_values(store: Store, cell: Facts | None) -> Issuer:
    """The organisation at the head of a paper; empty texts for what it has not stated."""
    if cell is None:
        return Issuer(superior="", name="Chi bộ", place="", signing="T/M CHI BỘ", recipients=[])
    return Issuer(
        superior=_superior(store, cell),
        name=cell.text("name") or "Chi bộ",
        place=cell.text("place_name"),
        signing=in_tone(cell.shown("signing"), tone_of(cell)),
        recipients=[line.strip() for line in cell.text("recipients").splitlines() if line.strip()],
    )


def tone_of(cell: Facts | None) -> str:
    """How the organisation places its marks: "new" for ủy, hòa, "old" for uỷ, hoà."""
    return cell.text("tone_style") if cell else "new"


def _superior(store: Store, cell: Facts) -> str:
    """The body above; its first words are those the organisation prints on line 1 (documents.md §1.4)."""
    parent = find(store, "organisation", cell.text("parent_id")) if cell.text("parent_id") else None
    name = cell.text("parent_name") or (parent.text("name") if parent else "")
    if cell.text("header_word") == "dang_uy" and name.startswith("Đảng bộ "):
        name = in_tone("Đảng ủy ", tone_of(cell)) + name.removeprefix("Đảng bộ ")
    return name


def name_of(store: Store, member_id: str) -> str:
    """A member's full name; "" when nobody is chosen or the name is not held at this level."""
    member = find(store, "member", member_id) if member_id else None
    return member.text("full_name") if member else ""


def officer_values(store: Store, member_id: str, tone: str) -> Officer:
    """Somebody who led or wrote, with the office held in the cell; where the name is not held, the office alone."""
    member = find(store, "member", member_id) if member_id else None
    if member is None:
        return Officer(name="", office="")
    office = CELL_OFFICES.get(member.text("office"), member.shown("office"))
    name = member.text("full_name")
    return Officer(name=name, office=in_tone(office, tone) or ("" if name else MEMBER))


def signer_values(store: Store, meeting: Facts, cell_members: list[Facts]) -> Officer:
    """Who signs `T/M`: the chair when secretary or deputy, else the secretary of the cell."""
    chair = find(store, "member", meeting.text("chair_id")) if meeting.text("chair_id") else None
    offices = ("secretary", "deputy_secretary")
    candidates = [chair] if chair and chair.text("office") in offices else []
    candidates += [each for office in offices for each in cell_members if each.text("office") == office]
    if not candidates:
        return Officer(name="", office="Bí thư")
    return Officer(name=candidates[0].text("full_name"), office=candidates[0].shown("office"))


def attendance_values(sheet: MeetingSheet) -> AttendanceFacts:
    """The counts of the roll call, and the names where they are held."""
    counted = sheet.attendance
    is_marked = counted.unmarked < counted.due
    excused = [Absentee(name=each.name, reason=each.reason) for each in counted.excused_names]
    return AttendanceFacts(
        total=counted.total,
        official=counted.official,
        probationary=counted.probationary,
        exempt=list(counted.exempt_names),
        away=list(counted.away_names),
        suspended=[p.name for p in sheet.people if _is_suspended(p)],
        visiting=[p.name for p in sheet.people if p.standing.membership == "visiting"],
        due=counted.due,
        present=counted.present if is_marked else None,
        present_official=counted.present_official if is_marked else None,
        present_probationary=counted.present_probationary if is_marked else None,
        excused=excused,
        absent=list(counted.absent_names),
        unmarked=counted.unmarked,
        outside_present=[*counted.extra_exempt, *counted.extra_away],
        visiting_present=list(counted.extra_visiting),
    )


def _is_suspended(person: Person) -> bool:
    return person.standing.is_listed and person.standing.not_due_because == "suspended"
