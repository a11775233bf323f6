"""A whole meeting as one document: the printed example goes in, and a slip anywhere lets nothing in."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meeting_document import put_meeting
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.meetings import list_meetings

PAGE = Path(__file__).parents[2] / "docs" / "meeting-document.md"


def example() -> dict[str, Any]:
    """The example of the documentation."""
    found = re.search(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    document: dict[str, Any] = json.loads(found[1])
    return document


def test_the_example_of_the_documentation_becomes_a_finalised_meeting(desk: Desk, members: list[str]) -> None:
    sheet = meeting_sheet(desk.store, put_meeting(desk, example()))
    assert sheet is not None
    assert sheet.is_finalised
    assert sheet.running_line.startswith("Phải dự 9 · có mặt 8 · vắng có lý do 1")
    assert (sheet.chair, sheet.secretary) == ("Vàng A Chứ", "Giàng Thị Dua")
    assert [row.opinions[0].speaker for row in sheet.agenda] == ["Pờ Go Hừ"]
    assert sheet.ballots[0].facts.count("base_count") == 9
    assert sheet.resolution is not None
    assert sheet.resolution.count("number") == 1
    assert sheet.given[0].leader_name == "Quàng Văn Kiêm"
    assert sheet.proposals[0].raised_on == date(2026, 10, 5)


def changed(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """The example with one value replaced."""
    document = copy.deepcopy(example())
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("lạ",), 1, "lạ"),
        (("meeting", "held_on"), "31/02/2026", "meeting.held_on"),
        (("meeting", "held_on"), "5/10/26", "meeting.held_on"),
        (("meeting", "started_at"), "25:00", "meeting.started_at"),
        (("meeting", "chair"), "Không Có Ai", "meeting.chair"),
        (("meeting", "finalised_at"), "2026-10-05T22:00+07:00", "meeting.finalised_at"),
        (("meeting", "period"), None, "meeting.period"),
        (("meeting", "kind"), "moonlit", "meeting.kind"),
        (("meeting", "chair_id"), "Giàng Thị Dua", "meeting.chair_id"),
        (("meeting", "secretary"), 7, "meeting.secretary"),
        (("attendance", 0, "member"), "Lò Văn", "attendance[0].member"),
        (("attendance", 1, "member"), "Lò Văn Hặc", "attendance[1].member"),
        (("attendance", 0, "state"), "ốm", "attendance[0].state"),
        (("attendance", 0, "office"), "secretary", "attendance[0].office"),
        (("attendance",), {}, "attendance"),
        (("others",), "absent", "others"),
        (("counts", "present"), 7, "counts.due"),
        (("counts",), {"due": 10, "present": 9, "excused": 1, "absent": 0}, "counts.due"),
        (("counts",), {"total": -9}, "counts.total"),
        (("counts",), {"người": 9}, "counts.người"),
        (("ballots", 0, "yes_count"), 8, "ballots[0].no_count"),
        (("ballots", 0, "yes_count"), 7.5, "ballots[0].yes_count"),
        (("ballots", 0, "yes_count"), -1, "ballots[0].yes_count"),
        (("ballots", 0, "base_count"), 12, "ballots[0].base_count"),
        (("guests", 0, "full_name"), "Xuân 😀", "guests[0].full_name"),
        (("guests", 0, "full_name"), 7, "guests[0].full_name"),
        (("proposals", 0, "content"), 7, "proposals[0].content"),
        (("agenda", 0, "presenter_id"), "Pờ Go Hừ", "agenda[0].presenter_id"),
        (("finalise",), "có", "finalise"),
        (("agenda", 0, "opinions", 0, "member"), "Lạ Thị Mặt", "agenda[0].opinions[0].member"),
        (("assignments", 0, "due_on"), "2026-10-01", "assignments[0].due_on"),
        (("reports",), [{"assignment": "Việc lạ", "state": "done"}], "reports[0].assignment"),
        (("meeting", "read_back"), False, "read_back"),
    ],
)
def test_a_slip_names_its_place_and_lets_nothing_in(
    desk: Desk, members: list[str], path: tuple[str | int, ...], value: object, field: str
) -> None:
    before = desk.store.value("SELECT count(*) FROM journal")
    with pytest.raises(Refusal) as refused:
        put_meeting(desk, changed(path, value))
    assert refused.value.field == field
    assert desk.store.value("SELECT count(*) FROM journal") == before
    assert list_meetings(desk.store) == []


def test_the_same_document_twice_is_refused(desk: Desk, members: list[str]) -> None:
    put_meeting(desk, example())
    with pytest.raises(Refusal) as refused:
        put_meeting(desk, example())
    assert refused.value.field == "meeting.period"


def test_the_kind_of_the_meeting_may_be_written_out(desk: Desk, members: list[str]) -> None:
    put_meeting(desk, changed(("meeting", "kind"), "regular"))
    (row,) = list_meetings(desk.store)
    assert row.title == "Sinh hoạt thường kỳ tháng 10 năm 2026"


def congress(*rounds: dict[str, Any]) -> dict[str, Any]:
    """A congress of nine, everybody present, with its elections."""
    return {
        "meeting": {
            "kind": "congress",
            "held_on": "2026-10-05",
            "started_at": "07:30",
            "ended_at": "11:00",
            "chair": "Vàng A Chứ",
            "secretary": "Giàng Thị Dua",
            "term_words": "2026 – 2031",
            "read_back": True,
        },
        "others": "present",
        "elections": list(rounds),
        "finalise": True,
    }


PAPERS = {"issued_count": 9, "collected_count": 9, "valid_count": 9, "invalid_count": 0}


def test_a_congress_goes_in_with_its_elections_round_by_round(desk: Desk, members: list[str]) -> None:
    listed = [{"member": "Lò Văn Hặc", "chosen_count": 4}, {"full_name": "Hà Thị Xuân", "chosen_count": 4}]
    again = [{"member": "Lò Văn Hặc", "chosen_count": 6}, {"full_name": "Hà Thị Xuân", "chosen_count": 3}]
    office = {"office": "secretary", "seats": 1, **PAPERS}
    document = congress(
        {**office, "nominees": listed, "base_count": 9}, {**office, "round": 2, "nominees": again}
    )
    sheet = meeting_sheet(desk.store, put_meeting(desk, document))
    assert sheet is not None
    assert sheet.is_finalised
    assert [(row.failed, [each.name for each in row.elected]) for row in sheet.elections] == [
        (True, []),
        (False, ["Lò Văn Hặc"]),
    ]


def test_an_election_that_cannot_be_names_its_place_and_lets_nothing_in(
    desk: Desk, members: list[str]
) -> None:
    listed = [{"member": "Lò Văn Hặc", "chosen_count": 10}]
    with pytest.raises(Refusal) as refused:
        put_meeting(desk, congress({"office": "secretary", "seats": 1, **PAPERS, "nominees": listed}))
    assert refused.value.field == "elections[0].nominees[0].chosen_count"
    assert list_meetings(desk.store, desk.organisation_id) == []
