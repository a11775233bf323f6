"""Persons a meeting considers: who and for what, the votes on each, the paper about them; lists/cases.py reads them."""

from __future__ import annotations

from collections.abc import Mapping

from chibo_desktop.actions.ballots import ballot_values, base_at, changed_values
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.meetings import change_part, need_meeting, need_part
from chibo_desktop.actions.members import add_standing
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import check_person_name
from chibo_desktop.lists.cases import CaseRow, cases_at, is_rating_vote, rating_method
from chibo_desktop.lists.put_away import put_away_with
from chibo_desktop.lists.roster import kind_at, meeting_day, people_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.records.person_case import MATTERS
from chibo_desktop.rules.cases import decision_of, measures_for
from chibo_desktop.store import Changes

WORDS = dict(MATTERS)


def add_case(
    desk: Desk,
    /,
    meeting_id: str,
    *,
    matter: str | None = None,
    member_id: str | None = None,
    full_name: str = "",
    **fields: object,
) -> tuple[Changes, str]:
    """Begins to consider somebody: a member of the list, or for admission a name. `matter` None: that of the meeting.

    Refusal when the same person is considered for the same matter already.
    """
    meeting = need_meeting(desk, meeting_id)
    with desk.writing(meeting.book) as writer:
        case_id = _put_case(
            desk,
            writer,
            meeting,
            {"matter": matter, "member_id": member_id, "full_name": full_name, **fields},
        )
    return writer.changes, case_id


def _put_case(desk: Desk, writer: GuardedWriter, meeting: Facts, given: Mapping[str, object]) -> str:
    matter = given.get("matter") or kind_at(meeting).matter
    if not matter:
        raise Refusal("Chọn việc xét trước: kết nạp, công nhận chính thức, miễn sinh hoạt…", "matter")
    values = {name: value for name, value in _cleaned(given).items() if value not in (None, "")}
    found = children(desk.store, "person_case", "meeting_id", meeting.id)
    position = max((each.count("position") or 0 for each in found), default=0) + 1
    case_id = writer.new_id()
    parent = {"meeting_id": meeting.id, "position": position}
    writer.put("person_case", case_id, **{**parent, **values, "matter": matter})
    return case_id


def _cleaned(fields: Mapping[str, object]) -> dict[str, object]:
    name = fields.get("full_name")
    return (
        {**fields, "full_name": check_person_name(name, "full_name")}
        if isinstance(name, str) and name
        else {**fields}
    )


def change_case(desk: Desk, /, case_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "person_case", case_id, **_cleaned(fields))


def put_away_case(desk: Desk, case_id: str) -> Changes:
    """Takes the person off the sheet, with the votes and the paper about them."""
    case = need_part(desk, "person_case", case_id)
    with desk.writing(case.book) as writer:
        for kind in ("ballot", "resolution"):
            for part in children(desk.store, kind, "case_id", case_id):
                writer.put(kind, part.id, put_away=True)
        writer.put("person_case", case_id, put_away=True)
    return writer.changes


def bring_back_case(desk: Desk, case_id: str) -> Changes:
    """Brings a person put away back, with the votes and the paper about them that were put away with that person.

    A vote taken off the sheet before stays off it.
    """
    case = need_part(desk, "person_case", case_id)
    parts = [
        part for kind in ("ballot", "resolution") for part in put_away_with(desk.store, case, kind, "case_id")
    ]
    with desk.writing(case.book) as writer:
        writer.put("person_case", case_id, put_away=False)
        for part in parts:
            writer.put(part.kind, part.id, put_away=False)
    return writer.changes


def begin_vote(desk: Desk, case_id: str) -> tuple[Changes, tuple[str, ...]]:
    """Makes the next vote on a person ready for its numbers: one, or for discipline one for each form there is for them.

    Refusal when the last vote has no result yet, has carried, or was the last one allowed.
    """
    row = need_case(desk, case_id)
    if not row.next_round:
        raise Refusal("Không biểu quyết thêm được về người này tại buổi này.", "case_id")
    meeting = need_meeting(desk, row.facts.text("meeting_id"))
    measures = _measures_of(desk, meeting, row.facts) if row.matter == "discipline" else ("",)
    position = _next_position(desk, meeting)
    with desk.writing(meeting.book) as writer:
        made = tuple(
            _put_ballot(writer, meeting, row.facts, measure, round=row.next_round, position=position + place)
            for place, measure in enumerate(measures)
        )
    return writer.changes, made


def _measures_of(desk: Desk, meeting: Facts, case: Facts) -> tuple[str, ...]:
    people = people_at(desk.store, meeting.id)
    found = next((each for each in people if each.member_id == case.text("member_id")), None)
    return measures_for(found.standing.membership if found else None, meeting_day(meeting))


def _next_position(desk: Desk, meeting: Facts) -> int:
    found = children(desk.store, "ballot", "meeting_id", meeting.id)
    return max((each.count("position") or 0 for each in found), default=0) + 1


def _put_ballot(writer: GuardedWriter, meeting: Facts, case: Facts, measure: str, **fields: object) -> str:
    """One vote on a person. Its matter names nobody: it may be read where the person's name is not."""
    decision = decision_of(case.text("matter"), measure)
    given = {"measure": measure} if measure else {}
    values = ballot_values(meeting, {"decision": decision, "case_id": case.id, **given, **fields})
    known = {name: value for name, value in values.items() if value is not None}
    ballot_id = writer.new_id()
    writer.put("ballot", ballot_id, meeting_id=meeting.id, matter=WORDS[case.text("matter")], **known)
    return ballot_id


def change_vote(desk: Desk, /, case_id: str, **fields: object) -> Changes:
    """Writes what is common to all votes of the last round on a person: method, papers, hour, reading of the base."""
    row = need_case(desk, case_id)
    last = [each.facts for each in row.ballots if each.facts.count("round") == _last_round(row)]
    with desk.writing(row.facts.book) as writer:
        for ballot in last:
            writer.put("ballot", ballot.id, **changed_values(desk, ballot, fields))
    return writer.changes


def _last_round(row: CaseRow) -> int | None:
    return row.ballots[-1].facts.count("round") if row.ballots else None


def rate_member(desk: Desk, /, meeting_id: str, member_id: str, **fields: object) -> Changes:
    """Writes one line of the yearly rating: `self_rating` and `rating` of the person, `yes_count` and `no_count` of the vote.

    Person and vote are begun when first needed; one entry.
    """
    meeting = need_meeting(desk, meeting_id)
    on_person = {name: value for name, value in fields.items() if name in ("self_rating", "rating")}
    on_vote = {name: value for name, value in fields.items() if name not in on_person}
    known = _rated(desk, meeting_id, member_id)
    with desk.writing(meeting.book) as writer:
        if known is None:
            case_id = _put_case(
                desk, writer, meeting, {"matter": "rating", "member_id": member_id, **on_person}
            )
        else:
            case_id = known.id
            writer.put("person_case", case_id, **on_person)
        if on_vote:
            _put_rating_vote(desk, writer, meeting, case_id, on_vote)
    return writer.changes


def _rated(desk: Desk, meeting_id: str, member_id: str) -> Facts | None:
    found = children(desk.store, "person_case", "meeting_id", meeting_id)
    return next(
        (each for each in found if (each.text("member_id"), each.text("matter")) == (member_id, "rating")),
        None,
    )


def _put_rating_vote(
    desk: Desk, writer: GuardedWriter, meeting: Facts, case_id: str, counts: Mapping[str, object]
) -> None:
    case, held = writer.find("person_case", case_id), children(desk.store, "ballot", "case_id", case_id)
    base = base_at(desk, meeting.id)
    kept = {"base_count": base.base, "rule": base.rule}
    if held:
        writer.put("ballot", held[-1].id, **counts, **kept)
    elif case is not None:
        # one method for the whole list; none is written before somebody chose it
        method = rating_method(children(desk.store, "ballot", "meeting_id", meeting.id)) or None
        values = {"method": method, "position": _next_position(desk, meeting), **counts, **kept}
        _put_ballot(writer, meeting, case, "", **values)


def choose_rating_method(desk: Desk, meeting_id: str, method: str) -> Changes:
    """Writes on every vote of the yearly rating how it was taken; where none is begun yet, on one begun for the first person.

    Nothing is written before anybody is rated.
    """
    meeting = need_meeting(desk, meeting_id)
    votes = [
        each for each in children(desk.store, "ballot", "meeting_id", meeting_id) if is_rating_vote(each)
    ]
    rated = [
        each
        for each in children(desk.store, "person_case", "meeting_id", meeting_id)
        if each.text("matter") == "rating"
    ]
    with desk.writing(meeting.book) as writer:
        for vote in votes:
            writer.put("ballot", vote.id, method=method)
        if rated and not votes:
            _put_rating_vote(desk, writer, meeting, rated[0].id, {"method": method})
    return writer.changes


def grant_exemption(desk: Desk, case_id: str) -> Changes:
    """Writes the period of exemption the cell decided into the list, from the day the case names.

    Refusal unless the vote carried, the cell itself decides and the meeting is finalised; only the person asks for it.
    A day another finalised meeting stands after is refused too: then the period is written in the list by hand.
    """
    row = need_case(desk, case_id)
    if row.matter != "exemption" or not row.is_decided_here:
        raise Refusal(
            "Chỉ ghi diện miễn sinh hoạt khi chi bộ đã biểu quyết đồng ý vì tuổi cao, sức yếu.", "ground"
        )
    start = row.facts.day("from_on")
    if start is None:
        raise Refusal("Ghi “Miễn từ ngày” trước, rồi mới ghi diện miễn sinh hoạt.", "from_on")
    meeting = need_meeting(desk, row.facts.text("meeting_id"))
    if meeting.moment("finalised_at") is None:
        raise Refusal("Chốt buổi họp này trước, rồi mới ghi diện miễn sinh hoạt vào danh sách.", "from_on")
    paper = row.resolution.count("number") if row.resolution else None
    basis = (
        f"Nghị quyết số {paper:02d}-NQ/CB" if paper else f"Nghị quyết chi bộ ngày {meeting.shown('held_on')}"
    )
    member, until = row.facts.text("member_id"), row.facts.day("until_on")
    try:
        return add_standing(desk, member, "exempt", start, until, basis=basis)[0]
    except Refusal as refusal:
        said = f"{refusal.sentence} Biên bản đã chốt giữ nguyên ngày này; ghi diện miễn ở trang Đảng viên."
        raise Refusal(said, "from_on") from refusal


def draft_case_resolution(desk: Desk, case_id: str) -> tuple[Changes, str]:
    """Begins the resolution about a person, also when the vote failed; gives its id.

    Nothing is copied into it: until somebody writes words of their own, the paper says what the facts say
    (`case_paper`), so a vote put right later is put right there too. Refusal before there is a result.
    """
    row = need_case(desk, case_id)
    if row.carried is None:
        raise Refusal("Ghi kết quả biểu quyết trước, rồi mới dự thảo nghị quyết.", "case_id")
    if row.resolution is not None:
        return Changes(), row.resolution.id
    case = row.facts
    with desk.writing(case.book) as writer:
        paper_id = writer.new_id()
        writer.put("resolution", paper_id, meeting_id=case.text("meeting_id"), case_id=case_id)
    return writer.changes, paper_id


def change_case_paper(desk: Desk, /, paper_id: str, **fields: object) -> Changes:
    """Writes only the fields given of the resolution about a person."""
    return change_part(desk, "resolution", paper_id, **fields)


def need_case(desk: Desk, case_id: str) -> CaseRow:
    """The person considered, with the votes; Refusal when there is none of that id."""
    case = find(desk.store, "person_case", case_id)
    rows = cases_at(desk.store, case.text("meeting_id")) if case else ()
    found = next((row for row in rows if row.facts.id == case_id), None)
    if found is None:
        raise Refusal(f"Không có trường hợp mang mã “{case_id}”. Hãy chọn lại trên trang.", "id")
    return found
