"""A whole meeting by the command line: entered as one document, checked, finalised, and locked for `records put`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.calling import Door, Said

NAMES = ("Vàng A Chứ", "Giàng Thị Dua", "Lò Văn Hặc")
DOCUMENT: dict[str, Any] = {
    "meeting": {
        "period": "2024-10",
        "held_on": "2024-10-05",
        "started_at": "19:30",
        "ended_at": "21:15",
        "place": "Nhà văn hóa bản Suối Lanh",
        "chair": "Vàng A Chứ",
        "secretary": "Giàng Thị Dua",
        "conclusion": "Chi bộ thống nhất nhiệm vụ tháng 10.",
        "read_back": True,
    },
    "attendance": [{"member": "Lò Văn Hặc", "state": "excused", "reason": "ốm"}],
    "others": "present",
    "agenda": [{"title": "Nhiệm vụ tháng 10", "presenter": "Giàng Thị Dua", "conclusion": "Nhất trí."}],
    "ballots": [{"matter": "Thông qua nghị quyết tháng 10", "yes_count": 2}],
    "resolution": {"kind": "resolution", "direction": "Gieo trồng 9 ha rau vụ đông trước ngày 25/10."},
    "assignments": [{"title": "Nạo vét 600 m mương", "leader": "Vàng A Chứ", "due_on": "2024-10-15"}],
}


@pytest.fixture
def roster(cell: Door) -> None:
    """Three official members."""
    own = cell.done("keys", "show", "--json").json["organisation"]
    ids = cell.put("member", *({"cell_id": own, "full_name": name} for name in NAMES)).json["ids"]
    cell.put("standing", *({"member_id": each, "kind": "official"} for each in ids))


def put(cell: Door, tmp_path: Path, document: object) -> Said:
    file = tmp_path / "meeting.json"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return cell.call("meeting", "put", file, "--json")


@pytest.mark.usefixtures("roster")
def test_a_meeting_is_entered_checked_finalised_and_then_locked(cell: Door, tmp_path: Path) -> None:
    meeting = put(cell, tmp_path, DOCUMENT).json["id"]
    assert cell.done("meeting", "check", meeting, "--json").json["missing"] == []
    at = cell.done("meeting", "finalise", meeting, "--json").json["finalised_at"]
    assert cell.show("meeting", meeting)["finalised_at"] == at
    assert cell.call("meeting", "finalise", meeting).code == 1
    for kind, line in (
        ("meeting", {"id": meeting, "place": "Nơi khác"}),
        ("agenda_item", {"meeting_id": meeting, "position": 9, "title": "Việc thêm"}),
        ("ballot", {"meeting_id": meeting, "position": 9, "matter": "Thêm", "yes_count": 1}),
    ):
        said = cell.put(kind, line)
        assert said.code == 1
        assert "đã chốt" in said.err
    assert cell.show("meeting", meeting)["place"] == "Nhà văn hóa bản Suối Lanh"


@pytest.mark.usefixtures("roster")
def test_what_is_missing_is_said_and_nothing_is_finalised(cell: Door, tmp_path: Path) -> None:
    unfinished = {**DOCUMENT, "meeting": {"period": "2024-10", "held_on": "2024-10-05"}, "ballots": []}
    meeting = put(cell, tmp_path, unfinished).json["id"]
    checked = cell.call("meeting", "check", meeting, "--json")
    assert checked.code == 1
    assert "chair_id" in {each["field"] for each in checked.json["missing"]}
    said = cell.call("meeting", "finalise", meeting, "--json")
    assert (said.code, said.out) == (1, "")
    assert cell.show("meeting", meeting)["finalised_at"] is None


@pytest.mark.usefixtures("roster")
def test_a_document_with_one_impossible_figure_leaves_nothing(cell: Door, tmp_path: Path) -> None:
    said = put(cell, tmp_path, {**DOCUMENT, "ballots": [{"matter": "Thông qua", "yes_count": 3}]})
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("ballots[0]")
    for kind in ("meeting", "attendance", "agenda_item"):
        assert cell.done("records", "list", kind, "--json").json["records"] == []


@pytest.mark.parametrize(
    "document", [[], "x", {}, {"meeting": {}}, {"meeting": {"period": "2024-10"}, "votes": []}]
)
def test_what_is_no_meeting_is_refused(cell: Door, tmp_path: Path, document: object) -> None:
    assert put(cell, tmp_path, document).code == 1
    assert cell.done("records", "list", "meeting", "--json").json["records"] == []


@pytest.mark.parametrize("word", ["check", "finalise"])
def test_a_meeting_that_is_not_here_is_refused(cell: Door, word: str) -> None:
    said = cell.call("meeting", word, "k7m2q4xa-9", "--json")
    assert (said.code, said.out) == (1, "")
