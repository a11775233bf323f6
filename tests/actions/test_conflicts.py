"""What two laptops wrote differently: both values are kept and told, one choice ends it on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.twins import exchange, make_twin
from chibo_desktop.actions.conflicts import keep_machine, settle, settle_otherwise
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.doctor import examine
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.undo import take_value, undo
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.conflicts import conflict_count, conflict_rows, conflict_sheet, conflict_sheets
from chibo_desktop.lists.rows import find
from exchange.province import make_province, write_meeting


@pytest.fixture
def twin(desk: Desk, meeting: str, tmp_path: Path) -> Iterator[Desk]:
    """The same cell's second laptop, with the meeting on both."""
    made = make_twin(desk, tmp_path / "twin")
    yield made
    made.close()


@pytest.fixture
def apart(desk: Desk, twin: Desk, meeting: str) -> tuple[Desk, Desk]:
    """Both wrote the place without the other's bundle; now each holds both."""
    change_meeting(desk, meeting, place="Nhà trưởng bản")
    change_meeting(twin, meeting, place="Trường học")
    exchange(desk, twin)
    return desk, twin


def place(desk: Desk, meeting: str) -> str:
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    return found.text("place")


def test_both_values_are_told_with_who_and_which_machine_on_either_laptop(apart: tuple[Desk, Desk]) -> None:
    for desk in apart:
        (row,) = conflict_rows(desk.store)
        assert row.label == "Địa điểm"
        assert {side.words for side in row.sides} == {"Nhà trưởng bản", "Trường học"}
        assert {side.user for side in row.sides} == {"bt"}
        assert sum(side.machine == "máy này" for side in row.sides) == 1
        assert sum(side.machine.startswith("máy của Chi bộ bản Suối Lanh") for side in row.sides) == 1


@pytest.mark.parametrize("number", [0, 1])
def test_keeping_either_value_ends_it_on_both_laptops(
    apart: tuple[Desk, Desk], meeting: str, number: int
) -> None:
    desk, twin = apart
    (row,) = conflict_rows(desk.store)
    settle(desk, [(row.key, row.sides[number].head)])
    exchange(desk, twin)
    for each in apart:
        assert conflict_count(each.store) == 0
        assert place(each, meeting) == row.sides[number].words


def test_a_third_value_ends_it_too(apart: tuple[Desk, Desk], meeting: str) -> None:
    desk, twin = apart
    (row,) = conflict_rows(twin.store)
    settle_otherwise(twin, row.key, "Nhà văn hóa bản Suối Lanh")
    exchange(desk, twin)
    assert conflict_count(desk.store) == conflict_count(twin.store) == 0
    assert place(desk, meeting) == place(twin, meeting) == "Nhà văn hóa bản Suối Lanh"


def test_a_third_value_that_is_one_of_the_two_keeps_that_one(apart: tuple[Desk, Desk], meeting: str) -> None:
    desk, _ = apart
    (row,) = conflict_rows(desk.store)
    for side in row.sides:
        assert side.words in ("Nhà trưởng bản", "Trường học")
    settle_otherwise(desk, row.key, row.sides[0].words)
    assert conflict_count(desk.store) == 0


def test_settling_is_not_undone_and_the_reason_is_said(apart: tuple[Desk, Desk]) -> None:
    desk, _ = apart
    (row,) = conflict_rows(desk.store)
    done = settle(desk, [(row.key, row.sides[1].head)])
    with pytest.raises(Refusal, match="Đã chọn giữa hai bản ghi khác nhau"):
        undo(desk, done)


def test_undo_never_chooses_between_two_values(desk: Desk, twin: Desk, meeting: str) -> None:
    mine = change_meeting(twin, meeting, place="Trường học")
    change_meeting(desk, meeting, place="Nhà trưởng bản")
    later = change_meeting(desk, meeting, place="Nhà bí thư")
    exchange(desk, twin)
    for who, changes in ((desk, later), (twin, mine)):
        with pytest.raises(Refusal):
            undo(who, changes)
        assert conflict_count(who.store) == 1
    (row,) = conflict_rows(desk.store)
    with pytest.raises(Refusal, match="hai bản ghi khác nhau"):
        take_value(desk, "meeting", meeting, "place", row.sides[0].head)


def test_what_is_settled_already_is_refused(apart: tuple[Desk, Desk]) -> None:
    desk, _ = apart
    (row,) = conflict_rows(desk.store)
    settle(desk, [(row.key, row.sides[0].head)])
    with pytest.raises(Refusal, match="không còn ghi khác nhau"):
        settle(desk, [(row.key, row.sides[0].head)])


def test_the_differences_of_one_meeting_stand_on_one_sheet_and_one_machine_is_kept_whole(
    desk: Desk, twin: Desk, meeting: str, members: list[str]
) -> None:
    record_attendance(desk, meeting, members[2], "present")
    change_meeting(desk, meeting, place="Nhà trưởng bản", conclusion="Làm 420 m đường nước")
    record_attendance(twin, meeting, members[2], "absent")
    change_meeting(twin, meeting, place="Trường học")
    exchange(desk, twin)
    (sheet,) = conflict_sheets(desk.store)
    assert sheet.title == "Sinh hoạt thường kỳ tháng 10 năm 2026"
    assert sorted(row.label for row in sheet.rows) == ["Tình trạng", "Địa điểm"]
    assert {row.subject for row in sheet.rows} == {sheet.title, "Điểm danh: Lò Văn Hặc"}
    whole = conflict_sheet(desk.store, sheet.kind, sheet.id)
    assert whole is not None
    assert ("Kỳ sinh hoạt", "10/2026") in whole.same
    done = settle(desk, keep_machine(sheet.rows, "máy này"))
    assert len(done.items) == 2
    exchange(desk, twin)
    assert conflict_count(twin.store) == 0
    assert place(twin, meeting) == "Nhà trưởng bản"


def test_in_finalised_minutes_only_what_stood_there_may_be_kept(desk: Desk, twin: Desk, meeting: str) -> None:
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True, place="Nhà trưởng bản")
    finalise(desk, meeting)
    change_meeting(twin, meeting, place="Trường học")
    exchange(desk, twin)
    (row,) = conflict_rows(twin.store)
    stood = next(side for side in row.sides if side.words == "Nhà trưởng bản")
    late = next(side for side in row.sides if side.words == "Trường học")
    with pytest.raises(Refusal, match="không đứng trong biên bản"):
        settle(twin, [(row.key, late.head)])
    with pytest.raises(Refusal, match="đã chốt"):
        settle_otherwise(twin, row.key, "Nhà bí thư")
    settle(twin, [(row.key, stood.head)])
    exchange(desk, twin)
    assert place(desk, meeting) == place(twin, meeting) == "Nhà trưởng bản"


def test_a_bundle_the_list_and_doctor_count_the_same_conflicts(tmp_path: Path) -> None:
    with make_province(tmp_path) as province:
        cell, commune = province.cell, province.commune
        meeting = write_meeting(cell, "2026-10")
        second = make_twin(cell, tmp_path / "second")
        found = []
        for at_one, at_other in (("Nhà trưởng bản", "Nhà trưởng bản"), ("Trường học", "Trạm y tế")):
            change_meeting(cell, meeting, place=at_one)
            change_meeting(second, meeting, place=at_other)
            taken = [province.send(each, commune).taken for each in (cell, second)]
            told = sum(each.conflicts for each in taken if each is not None)
            found.append((told, conflict_count(commune.store), examine(commune).counts["conflict"]))
            assert commune.store.value("SELECT COUNT(*) FROM conflict") == 1
        second.close()

    assert found == [(0, 0, 0), (1, 1, 1)]
