"""One whole meeting as one JSON document from another program: read strictly, entered through the ordinary actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from chibo_desktop.actions import ballots, cases, decisions, elections, finalise, meetings, proposals
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.document_reader import Reader, as_list, as_object
from chibo_desktop.actions.score_document import put_score
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.assignments import due_at
from chibo_desktop.lists.roster import attendance_of, people_at
from chibo_desktop.lists.rows import find
from chibo_desktop.rules.attendance import LABELS, check_adds_up
from chibo_desktop.rules.cases import decision_of
from chibo_desktop.rules.kinds import kind_of


def put_meeting(desk: Desk, document: Mapping[str, Any]) -> str:
    """Enters the meeting of a document (docs/meeting-document.md) and gives its id; all or nothing.

    Refusal names the place in the document, as in "attendance[3]", and what is wrong there.
    """
    given = as_object(dict(document), "")
    for key in given:
        if key not in KEYS:
            raise Refusal(f"Tài liệu có mục lạ “{key}”. Các mục có: {', '.join(KEYS)}.", key)
    if "meeting" not in given:
        raise Refusal("Tài liệu thiếu mục “meeting”. Xem mẫu trong docs/meeting-document.md.", "meeting")
    if given.get("finalise") not in (None, True, False):
        raise Refusal("Mục “finalise” chỉ nhận true hoặc false.", "finalise")
    with desk.store.transaction():
        meeting_id = _add_meeting(desk, as_object(given["meeting"], "meeting"), has_agenda="agenda" in given)
        reader = Reader(desk, meeting_id)
        _put_attendance(desk, reader, given)
        if given.get("counts") is not None:
            with at_place("counts"):
                _check_counts(desk, meeting_id, as_object(given["counts"], "counts"))
        for key, put in _PARTS.items():
            for place, item in enumerate(as_list(given.get(key), key)):
                with at_place(f"{key}[{place}]"):
                    put(desk, reader, as_object(item, f"{key}[{place}]"))
        _put_outcome(desk, reader, given)
        if given.get("finalise") is True:
            finalise.finalise(desk, meeting_id)
    return meeting_id


def _put_outcome(desk: Desk, reader: Reader, given: Mapping[str, Any]) -> None:
    """The paper that closes the meeting, then the score, whose proposals are made from everything before."""
    if given.get("resolution") is not None:
        with at_place("resolution"):
            fields = reader.fields("resolution", as_object(given["resolution"], "resolution"))
            decisions.change_resolution(desk, reader.meeting_id, **fields)
    if given.get("score") is not None:
        with at_place("score"):
            put_score(desk, reader.meeting_id, as_object(given["score"], "score"))


@contextmanager
def at_place(place: str) -> Iterator[None]:
    """A Refusal from inside says where in the document it arose."""
    try:
        yield
    except Refusal as refusal:
        field = f"{place}.{refusal.field}" if refusal.field else place
        raise Refusal(f"{place}: {refusal.sentence}", field) from None


def _add_meeting(desk: Desk, given: dict[str, Any], *, has_agenda: bool) -> str:
    with at_place("meeting"):
        cell = given.pop("cell_id", desk.organisation_id)
        if not isinstance(cell, str):
            raise Refusal("mã chi bộ phải là chữ.", "cell_id")
        people: dict[str, Any] = {name: given.pop(name) for name in ("chair", "secretary") if name in given}
        fields = Reader(desk, "").fields("meeting", given)
        kind = kind_of(str(fields.get("kind") or "regular"), fields.get("held_on"))
        if "period" not in fields and (kind.of_month or "held_on" not in fields):
            raise Refusal("thiếu mục “period”, ví dụ 2026-10.", "period")
        _, meeting_id = meetings.add_meeting(desk, cell_id=cell, agenda=not has_agenda, **fields)
        named = Reader(desk, meeting_id).fields("meeting", people)
        if named:
            meetings.change_meeting(desk, meeting_id, **named)
    return meeting_id


def _put_attendance(desk: Desk, reader: Reader, given: Mapping[str, Any]) -> None:
    seen: set[str] = set()
    for place, item in enumerate(as_list(given.get("attendance"), "attendance")):
        with at_place(f"attendance[{place}]"):
            fields = reader.fields("attendance", as_object(item, ""))
            member = str(fields.pop("member_id", ""))
            if not member or "state" not in fields:
                raise Refusal("cần có “member” và “state”.", "member" if not member else "state")
            if member in seen:
                raise Refusal("đồng chí này đã ghi ở trên.", "member")
            if "office" in fields:
                raise Refusal("chức vụ lúc họp do chương trình ghi khi chốt. Bỏ mục “office”.", "office")
            seen.add(member)
            meetings.record_attendance(desk, reader.meeting_id, member, **fields)
    others = given.get("others")
    if others is None:
        return
    if others != "present":
        raise Refusal("“others” chỉ nhận “present”: mọi người còn lại đều có mặt.", "others")
    meetings.record_all_present(desk, reader.meeting_id)


def _check_counts(desk: Desk, meeting_id: str, told: dict[str, Any]) -> None:
    """Counts the other program made must add up, and be those of the roll call."""
    meeting = meetings.need_meeting(desk, meeting_id)
    counted = attendance_of(meeting, people_at(desk.store, meeting_id)).counts()
    for name, number in told.items():
        if name not in counted:
            raise Refusal(f"mục lạ “{name}”. Các mục có: {', '.join(counted)}.", name)
        if isinstance(number, bool) or not isinstance(number, int):
            raise Refusal(f"mục “{name}” phải là số nguyên.", name)
    check_adds_up(told)
    for name, number in told.items():
        if number != counted[name]:
            raise Refusal(
                f"“{LABELS[name]}” ghi {number}, nhưng theo điểm danh là {counted[name]}. Xem lại hai nơi.",
                name,
            )


def _put_item(desk: Desk, reader: Reader, item: dict[str, Any]) -> None:
    said = as_list(item.pop("opinions", None), "opinions")
    fields = reader.fields("agenda_item", item, need=("title",))
    _, item_id = meetings.add_agenda_item(desk, reader.meeting_id, **fields)
    for place, opinion in enumerate(said):
        with at_place(f"opinions[{place}]"):
            words = reader.fields("opinion", as_object(opinion, ""), need=("body",))
            meetings.add_opinion(desk, reader.meeting_id, agenda_item_id=item_id, **words)


def _put_opinion(desk: Desk, reader: Reader, item: dict[str, Any]) -> None:
    meetings.add_opinion(desk, reader.meeting_id, **reader.fields("opinion", item, need=("body",)))


def _put_guest(desk: Desk, reader: Reader, item: dict[str, Any]) -> None:
    meetings.add_guest(desk, reader.meeting_id, **reader.fields("guest", item, need=("full_name",)))


def _put_case(desk: Desk, reader: Reader, item: dict[str, Any]) -> None:
    """A person considered, with the votes on that person in the order they were taken."""
    voted = as_list(item.pop("ballots", None), "ballots")
    fields = reader.fields("person_case", item)
    _, case_id = cases.add_case(desk, reader.meeting_id, **fields)
    matter = cases.need_case(desk, case_id).matter
    for place, ballot in enumerate(voted):
        with at_place(f"ballots[{place}]"):
            given = as_object(ballot, "")
            decision = decision_of(matter, str(given.get("measure") or ""))
            number = 1 if given.get("measure") else place + 1
            usual = {"matter": cases.WORDS[matter], "decision": decision, "round": number}
            _put_ballot(desk, reader, {**usual, **given}, case_id=case_id)


def _put_ballot(desk: Desk, reader: Reader, item: dict[str, Any], **about: str) -> None:
    fields = {**reader.fields("ballot", item, need=("matter", "yes_count")), **about}
    told = fields.pop("base_count", None)
    base = ballots.base_at(desk, reader.meeting_id, fields).base
    if told is not None and told != base:
        raise Refusal(f"mẫu số ghi {told}, nhưng theo điểm danh là {base}. Xem lại điểm danh.", "base_count")
    ballots.add_ballot(desk, reader.meeting_id, **fields)


def _put_election(desk: Desk, reader: Reader, item: dict[str, Any]) -> None:
    """One round with its list, in the order they were held."""
    listed = as_list(item.pop("nominees", None), "nominees")
    fields = reader.fields("election", item, need=("office", "seats"))
    told = fields.pop("base_count", None)
    _, election_id = elections.add_election(desk, reader.meeting_id, **fields)
    base = elections.need_election(desk, election_id).base
    if told is not None and told != base:
        raise Refusal(f"mẫu số ghi {told}, nhưng theo điểm danh là {base}. Xem lại điểm danh.", "base_count")
    for place, nominee in enumerate(listed):
        with at_place(f"nominees[{place}]"):
            given = reader.fields("nominee", as_object(nominee, ""), need=("chosen_count",))
            elections.add_nominee(desk, election_id, **given)


def _put_assignment(desk: Desk, reader: Reader, item: dict[str, Any]) -> None:
    decisions.add_assignment(desk, reader.meeting_id, **reader.fields("assignment", item, need=("title",)))


def _put_report(desk: Desk, reader: Reader, item: dict[str, Any]) -> None:
    named = item.pop("assignment", item.pop("assignment_id", None))
    if not isinstance(named, str):
        raise Refusal("cần có “assignment”: mã hoặc tên nhiệm vụ.", "assignment")
    fields = reader.fields("assignment_report", item, need=("state",))
    assignment_id = _find_assignment(desk, reader.meeting_id, named)
    decisions.report_assignment(desk, assignment_id, reader.meeting_id, **fields)


def _find_assignment(desk: Desk, meeting_id: str, named: str) -> str:
    if find(desk.store, "assignment", named):
        return named
    meeting = meetings.need_meeting(desk, meeting_id)
    same = [task.id for task in due_at(desk.store, meeting) if task.title == " ".join(named.split())]
    if len(same) != 1:
        said = "không có" if not same else f"có {len(same)}"
        raise Refusal(f"{said} nhiệm vụ kỳ trước tên “{named}”. Ghi đúng tên hoặc mã nhiệm vụ.", "assignment")
    return same[0]


def _put_proposal(desk: Desk, reader: Reader, item: dict[str, Any]) -> None:
    fields = reader.fields("proposal", item, need=("content",))
    proposals.add_proposal(desk, reader.meeting_id, **fields)


_PARTS: Mapping[str, Callable[[Desk, Reader, dict[str, Any]], None]] = {
    "agenda": _put_item,
    "opinions": _put_opinion,
    "guests": _put_guest,
    "person_cases": _put_case,
    "ballots": _put_ballot,
    "elections": _put_election,
    "reports": _put_report,
    "assignments": _put_assignment,
    "proposals": _put_proposal,
}
"""The lists of a document by their key, in the order they are entered."""

KEYS = ("meeting", "attendance", "others", "counts", *_PARTS, "resolution", "score", "finalise")
