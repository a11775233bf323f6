"""Meetings of other kinds by the command line: begun, put off, missed, copied from an old book."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.calling import Door

NAMES = ("Vàng A Chứ", "Giàng Thị Dua", "Lò Văn Hặc")


@pytest.fixture
def roster(cell: Door) -> None:
    """Three official members."""
    own = cell.done("keys", "show", "--json").json["organisation"]
    ids = cell.put("member", *({"cell_id": own, "full_name": name} for name in NAMES)).json["ids"]
    cell.put("standing", *({"member_id": each, "kind": "official"} for each in ids))


def test_a_meeting_of_a_kind_is_begun_put_off_and_put_back(cell: Door) -> None:
    made = cell.done("meeting", "add", "--kind", "extraordinary", "--held-on", "12/10/2024", "--json").json[
        "id"
    ]
    assert [cell.show("meeting", made)[name] for name in ("kind", "period")] == ["extraordinary", "2024-10"]
    refused = cell.call("meeting", "postpone", made, "--to", "20/10/2024")
    assert (refused.code, "Ghi lý do" in refused.err) == (1, True)
    cell.done("meeting", "postpone", made, "--to", "20/10/2024", "--because", "mưa lũ")
    assert cell.show("meeting", made)["held_on"] == "2024-10-20"
    cell.done("meeting", "postpone", made, "--undo")
    assert [cell.show("meeting", made)[name] for name in ("held_on", "postponed_from")] == [
        "2024-10-12",
        None,
    ]
    assert cell.call("meeting", "add").code == 1
    assert cell.call("meeting", "add", "--kind", "picnic").code == 2


def test_a_month_is_missed_finalised_and_seen(cell: Door) -> None:
    missed = cell.done("meeting", "miss", "2024-09", "--because", "đường sạt lở", "--json").json["id"]
    cell.done("meeting", "miss", "2024-09", "--undo")
    assert cell.call("meeting", "miss", "2024-09", "--undo").code == 1
    cell.done("meeting", "miss", "2024-09", "--because", "đường sạt lở")
    cell.done("meeting", "finalise", missed)
    assert cell.show("meeting", missed)["missed"] is True


@pytest.mark.usefixtures("roster")
def test_rows_of_an_old_book_that_cannot_be_are_named_and_the_others_written(
    cell: Door, tmp_path: Path
) -> None:
    file = tmp_path / "old.json"
    good = {"held_on": "05/03/2024", "due": 3, "present": 3, "chair": "Vàng A Chứ", "number": 3}
    file.write_text(json.dumps({"meetings": [good, {"held_on": "05/04/2024", "due": 3}]}), encoding="utf-8")
    said = cell.call("meeting", "old", file, "--json")
    assert said.code == 4
    assert [(each["row"], each["field"]) for each in said.json["problems"]] == [(2, "present")]
    assert "Dòng 2: " in said.err
    [made] = said.json["ids"]
    assert cell.show("meeting", made)["from_old_book"] is True
    again = cell.call("meeting", "old", file, "--json")
    assert (again.code, again.json["ids"]) == (1, [])


@pytest.mark.usefixtures("roster")
def test_a_meeting_that_considers_a_person_is_entered_as_one_document(cell: Door, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    document = {
        "meeting": {
            "kind": "admission",
            "held_on": "2025-10-05",
            "started_at": "19:30",
            "ended_at": "20:15",
            "place": "Nhà văn hóa bản Suối Lanh",
            "chair": "Vàng A Chứ",
            "secretary": "Giàng Thị Dua",
            "read_back": True,
        },
        "others": "present",
        "person_cases": [
            {
                "full_name": "Hờ Thị Mỷ",
                "strengths": "Hăng hái.",
                "ballots": [
                    {"method": "hand", "yes_count": 1, "no_count": 2},
                    {"method": "hand", "yes_count": 3},
                ],
            }
        ],
        "finalise": True,
    }
    file.write_text(json.dumps(document), encoding="utf-8")
    made = cell.done("meeting", "put", file, "--json").json["id"]
    assert cell.show("meeting", made)["period"] == "2025-10"
    found = cell.done("records", "list", "ballot", "--json").json["records"]
    assert [(each["round"], each["decision"], each["threshold"]) for each in found] == [
        (1, "admission", "two_thirds"),
        (2, "admission", "two_thirds"),
    ]
