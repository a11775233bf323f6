"""Elections of a congress: rounds, lists, papers counted, and what was elected written into the roster; reading them is in lists/."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.hours import with_hour
from chibo_desktop.actions.meetings import change_part, need_meeting, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import check_person_name
from chibo_desktop.lists.elections import ElectionRow, base_of_election, elections_at, next_office
from chibo_desktop.lists.new_offices import new_offices
from chibo_desktop.lists.put_away import put_away_with
from chibo_desktop.lists.roster import meeting_day, people_at
from chibo_desktop.lists.rows import Facts, children
from chibo_desktop.rules.elections import rules_applied, usual_seats
from chibo_desktop.store import Changes


def add_election(
    desk: Desk, /, meeting_id: str, *, office: str | None = None, seats: int | None = None, **fields: object
) -> tuple[Changes, str]:
    """Begins an election after those held before; `office` None is the one whose turn it is.

    The number of seats of an office there is one of need not be given. `taken_at` may be a time of day. Refusal when
    the round of that office was begun already.
    """
    meeting = need_meeting(desk, meeting_id)
    chosen = office or next_office(desk.store, meeting)
    if not chosen:
        raise Refusal("Mọi chức vụ đã có cuộc bầu. Chọn “Bầu tiếp” ở cuộc bầu còn thiếu người.", "office")
    values = with_hour(meeting, {"seats": seats or usual_seats(chosen, meeting_day(meeting)), **fields})
    position = _last(children(desk.store, "election", "meeting_id", meeting_id)) + 1
    with desk.writing(meeting.book) as writer:
        election_id = writer.new_id()
        given = {"position": position, **{name: value for name, value in values.items() if value is not None}}
        writer.put("election", election_id, meeting_id=meeting_id, office=chosen, **given)
    return writer.changes, election_id


def change_election(desk: Desk, /, election_id: str, **fields: object) -> Changes:
    """Writes only the fields given; an office there is one of brings its one seat."""
    election = need_part(desk, "election", election_id)
    meeting = need_meeting(desk, election.text("meeting_id"))
    values = with_hour(meeting, fields)
    seats = usual_seats(str(values["office"]), meeting_day(meeting)) if "office" in values else None
    with desk.writing(election.book) as writer:
        writer.put("election", election_id, **({"seats": seats} if seats else {}), **values)
    return writer.changes


def put_away_election(desk: Desk, election_id: str) -> Changes:
    """Takes a round off the sheet with its list. Refusal while a later round of it stands there."""
    election = need_part(desk, "election", election_id)
    number = election.count("round") or 1
    for other in children(desk.store, "election", "meeting_id", election.text("meeting_id")):
        is_later = (other.count("round") or 1) > number
        if is_later and other.text("office") == election.text("office"):
            raise Refusal("Lần bầu sau dựa vào lần này. Bỏ lần bầu sau trước.", "round")
    with desk.writing(election.book) as writer:
        for nominee in children(desk.store, "nominee", "election_id", election_id):
            writer.put("nominee", nominee.id, put_away=True)
        writer.put("election", election_id, put_away=True)
    return writer.changes


def bring_back_election(desk: Desk, election_id: str) -> Changes:
    """Brings a round put away back with the list that was put away with it; a name taken off it before stays off."""
    election = need_part(desk, "election", election_id)
    names = put_away_with(desk.store, election, "nominee", "election_id")
    with desk.writing(election.book) as writer:
        writer.put("election", election_id, put_away=False)
        for nominee in names:
            writer.put("nominee", nominee.id, put_away=False)
    return writer.changes


def begin_round(desk: Desk, election_id: str) -> tuple[Changes, str]:
    """Begins the next round for the seats left: among those tied at the last seat, else among all not elected.

    Gives its id. Refusal when no seat was left, the round was begun already, or the body above appoints.
    """
    row = need_election(desk, election_id)
    if not row.next_round:
        raise Refusal("Cuộc bầu này không bầu tiếp được.", "round")
    standing = row.for_next_round
    meeting = need_meeting(desk, row.facts.text("meeting_id"))
    position = _last(children(desk.store, "election", "meeting_id", meeting.id)) + 1
    with desk.writing(meeting.book) as writer:
        round_id = writer.new_id()
        values = {
            "office": row.office,
            "round": row.next_round,
            "seats": row.seats_left,
            "position": position,
        }
        tellers = {"tellers": row.facts.text("tellers")} if row.facts.text("tellers") else {}
        writer.put("election", round_id, meeting_id=meeting.id, **values, **tellers)
        for place, each in enumerate(standing, 1):
            _put_nominee(writer, meeting.id, round_id, {"position": place, **_who(each.facts)})
    return writer.changes, round_id


def _who(nominee: Facts) -> dict[str, object]:
    name = "member_id" if nominee.text("member_id") else "full_name"
    return {name: nominee.text(name)}


def add_nominee(
    desk: Desk, /, election_id: str, *, member_id: str | None = None, full_name: str = "", **fields: object
) -> tuple[Changes, str]:
    """Puts a member, or a typed name, at the end of the list of an election."""
    election = need_part(desk, "election", election_id)
    if not member_id and not full_name.strip():
        raise Refusal("Gõ tên người trong danh sách bầu.", "full_name")
    who = {"member_id": member_id} if member_id else {"full_name": check_person_name(full_name, "full_name")}
    position = _last(children(desk.store, "nominee", "election_id", election_id)) + 1
    with desk.writing(election.book) as writer:
        values = {"position": position, **who, **fields}
        nominee_id = _put_nominee(writer, election.text("meeting_id"), election_id, values)
    return writer.changes, nominee_id


def _put_nominee(
    writer: GuardedWriter, meeting_id: str, election_id: str, values: Mapping[str, object]
) -> str:
    nominee_id = writer.new_id()
    parents = {"meeting_id": meeting_id, "election_id": election_id}
    writer.put("nominee", nominee_id, **parents, **values)
    return nominee_id


def change_nominee(desk: Desk, /, nominee_id: str, **fields: object) -> Changes:
    """Writes only the fields given; papers are checked against the valid ones and the seats."""
    return change_part(desk, "nominee", nominee_id, **fields)


def put_away_nominee(desk: Desk, nominee_id: str) -> Changes:
    """Takes a name off the list."""
    return change_part(desk, "nominee", nominee_id, put_away=True)


def keep_elections(desk: Desk, writer: GuardedWriter, meeting: Facts) -> None:
    """Keeps with every election the base and the rules it was counted by; a part of finalising."""
    people = people_at(desk.store, meeting.id)
    for election in children(desk.store, "election", "meeting_id", meeting.id):
        base = base_of_election(meeting, election, people)
        rule = rules_applied(base.rule, meeting_day(meeting))
        writer.put("election", election.id, base_count=base.base, rule=rule)


def write_offices(
    desk: Desk, meeting_id: str, *, term_from: date | None, term_until: date | None = None
) -> Changes:
    """Writes what the congress elected into the roster: new offices, old ones cleared, and the new term; one entry.

    Only a person asks for it, after finalising. `term_from` is usually the day after the congress. Refusal before
    finalising, when nobody was elected to an office of the cell, or when the term's days cannot be.
    """
    meeting = need_meeting(desk, meeting_id)
    found = new_offices(desk.store, meeting)
    if not found.is_offered:
        raise Refusal("Chỉ ghi chức vụ mới sau khi đại hội có bầu cử đã chốt, và chỉ một lần.", "meeting_id")
    held = meeting_day(meeting)
    if term_from is None or term_from < held:
        raise Refusal("Ghi ngày bắt đầu nhiệm kỳ mới, không trước ngày đại hội.", "term_from")
    cell = meeting.text("cell_id")
    with desk.writing(cell) as writer:
        for change in found.changes:
            writer.put("member", change.member_id, office=change.after or None)
        writer.put("organisation", cell, term_from=term_from, term_until=term_until)
    return writer.changes


def need_election(desk: Desk, election_id: str) -> ElectionRow:
    """One round with its count; Refusal when there is none of that id."""
    election = need_part(desk, "election", election_id)
    rows = elections_at(desk.store, election.text("meeting_id"))
    found = next((row for row in rows if row.facts.id == election_id), None)
    if found is None:
        raise Refusal("Cuộc bầu này đã bỏ. Hãy chọn lại trên trang.", "id")
    return found


def _last(found: list[Facts]) -> int:
    return max((each.count("position") or 0 for each in found), default=0)
