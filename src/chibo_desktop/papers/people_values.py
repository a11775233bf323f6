"""Who issues a paper, who led and who came, as values for forms; read from the lists, without a sentence of its own."""

from __future__ import annotations

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.roster import kept_offices, office_at, office_words
from chibo_desktop.lists.rows import NOT_SENT, Facts, children, find, of_cell
from chibo_desktop.papers.facts import Absentee, AttendanceFacts, Issuer, Officer, Sitting
from chibo_desktop.papers.occasion import (
    congress_values,
    iso_day,
    iso_moment,
    occasion_month,
    occasion_of,
    organ_of,
    tone_of,
    was_marked,
)
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


def issuer_of(store: Store, organisation_id: str) -> Issuer:
    """The same of an organisation by its id."""
    return issuer_values(store, find(store, "organisation", organisation_id))


def signing_of(store: Store, organisation_id: str) -> str:
    """A body above signs for its standing committee (documents.md §1.8), a cell as it is set up."""
    body = find(store, "organisation", organisation_id)
    is_cell = body is not None and body.text("kind") == "cell"
    return issuer_values(store, body)["signing"] if is_cell else "T/M BAN THƯỜNG VỤ"


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


def named(name: str) -> str:
    """A name as it stands in a sentence; where it is not held, that in brackets."""
    return f"({NOT_SENT})" if name == NOT_SENT else name


def officer_values(store: Store, meeting: Facts, member_id: str, tone: str) -> Officer:
    """Somebody who led or wrote, with the office held at the meeting; where the name is not held, the office alone."""
    member = find(store, "member", member_id) if member_id else None
    if member is None:
        return Officer(name="", office="")
    held = office_at(member, _kept(store, meeting))
    office, name = CELL_OFFICES.get(held, office_words(held)), member.text("full_name")
    return Officer(name=name, office=in_tone(office, tone) or ("" if name else MEMBER))


def signer_values(store: Store, meeting: Facts) -> Officer:
    """Who signs `T/M`: the chair when secretary or deputy at the meeting, else the secretary of the cell then."""
    kept = _kept(store, meeting)
    # whoever held an office kept signs still, though put away since
    members = of_cell(store, "member", meeting.text("cell_id"), away=bool(kept))
    chair = find(store, "member", meeting.text("chair_id")) if meeting.text("chair_id") else None
    found = [(each, office_at(each, kept)) for each in ([chair] if chair else []) + members]
    signing = [pair for pair in found[:1] if chair and pair[1] in CELL_OFFICES]
    signing += [pair for office in CELL_OFFICES for pair in found if pair[1] == office]
    if not signing:
        return Officer(name="", office="Bí thư")
    return Officer(name=signing[0][0].text("full_name"), office=office_words(signing[0][1]))


def _kept(store: Store, meeting: Facts) -> dict[str, str]:
    return kept_offices(meeting, children(store, "attendance", "meeting_id", meeting.id))


def sitting_values(store: Store, sheet: MeetingSheet) -> Sitting:
    """The meeting as every paper of it names it, empty texts for what is not known."""
    meeting, tone = sheet.meeting, tone_of(sheet.cell)
    return Sitting(
        issuer=issuer_values(store, sheet.cell),
        congress=congress_values(sheet),
        organ=organ_of(sheet),
        occasion=occasion_of(sheet),
        month=occasion_month(sheet),
        held_on=iso_day(meeting, "held_on"),
        started_at=iso_moment(meeting, "started_at"),
        ended_at=iso_moment(meeting, "ended_at"),
        venue=meeting.text("place"),
        theme=meeting.text("theme"),
        attendance=attendance_values(sheet),
        chair=officer_values(store, meeting, meeting.text("chair_id"), tone),
        secretary=officer_values(store, meeting, meeting.text("secretary_id"), tone),
    )


def attendance_values(sheet: MeetingSheet) -> AttendanceFacts:
    """The counts of the roll call, and the names where they are held."""
    counted = sheet.attendance
    is_marked = counted.unmarked < counted.due or (not counted.due and was_marked(sheet))
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


def attender_values(sheet: MeetingSheet) -> list[Officer]:
    """Who came where the list of members is not the roll; [] where it is, for then only those absent are named."""
    return [] if sheet.kind.roll == "members" else _came(sheet, called=True)


def guest_values(sheet: MeetingSheet) -> list[Officer]:
    """Those invited, and after them the members who came to a meeting of the committee without being called to it."""
    guests = [Officer(name=g.text("full_name"), office=g.text("office")) for g in sheet.guests]
    return [*guests, *_came(sheet, called=False)]


def _came(sheet: MeetingSheet, *, called: bool) -> list[Officer]:
    rows = [row for row in (*sheet.roll, *sheet.others) if row.person.came]
    return [
        Officer(name=row.member.name, office=row.member.office_label)
        for row in rows
        if row.person.is_called is called
    ]


def _is_suspended(person: Person) -> bool:
    return person.standing.is_listed and person.standing.not_due_because == "suspended"
