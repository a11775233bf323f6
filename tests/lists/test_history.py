"""The history of a record: who, when, on which machine, from what to what; two versions word by word."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.desks import NAMES
from actions.twins import exchange, make_twin
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_meeting, record_attendance
from chibo_desktop.actions.members import change_member
from chibo_desktop.actions.scoring import give_points
from chibo_desktop.actions.undo import take_value, undo
from chibo_desktop.actions.users import name_user
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.differences import differences
from chibo_desktop.lists.history import (
    before_key,
    compare,
    recent_history,
    record_history,
    state_at,
    whole_history,
)
from chibo_desktop.lists.rows import find

WORDS = st.text(alphabet="ăâêôơưđ ỉẫ\nxyz.,", max_size=40)


def test_a_change_says_who_which_day_which_machine_and_from_what_to_what(
    desk: Desk, meeting: str, members: list[str], evening: FixedClock
) -> None:
    evening.set(evening.now() + timedelta(days=1))
    change_meeting(desk, meeting, place="Trường học", chair_id=members[1])
    row, first = record_history(desk.store, "meeting", meeting)
    assert (row.user, row.machine, row.at.date()) == ("bt", "máy này", date(2026, 10, 6))
    assert [(each.label, each.before, each.after) for each in row.changes] == [
        ("Địa điểm", "Nhà văn hóa bản", "Trường học"),
        ("Chủ trì", NAMES[0], NAMES[1]),
    ]
    assert first.is_first
    assert not row.is_first


def test_whose_full_name_is_known_at_this_desk_is_called_by_it_and_another_laptops_user_is_not(
    desk: Desk, meeting: str, tmp_path: Path, evening: FixedClock
) -> None:
    twin = make_twin(desk, tmp_path / "twin")
    change_meeting(twin, meeting, place="Trường học")
    name_user(desk, "bt", "Vàng A Chứ")
    evening.set(evening.now() + timedelta(minutes=1))
    change_meeting(desk, meeting, conclusion="Làm đường nước")
    exchange(desk, twin)
    users = [row.user for row in record_history(desk.store, "meeting", meeting)]
    assert users == ["Vàng A Chứ", "bt", "Vàng A Chứ"]
    twin.close()


def test_a_value_not_held_here_is_said_not_to_be_sent_to_this_level(desk: Desk, members: list[str]) -> None:
    from chibo_desktop.store.parts import drop_parts

    change_member(desk, members[0], phone="0900 000 678")
    with desk.store.transaction():
        drop_parts(desk.store.connection, "member", members[0], by="bt", at="2026-10-05T22:00:00+07:00")
    newest = record_history(desk.store, "member", members[0])[0]
    assert [(each.label, each.after) for each in newest.changes] == [
        ("Số điện thoại", "không gửi lên cấp này")
    ]


def test_the_history_of_a_meeting_holds_its_parts(desk: Desk, meeting: str, members: list[str]) -> None:
    record_attendance(desk, meeting, members[2], "excused", "ốm")
    rows = whole_history(desk.store, "meeting", meeting)
    (mark,) = [row for row in rows if row.kind == "attendance"]
    assert mark.subject == "Điểm danh: Lò Văn Hặc"
    assert ("Tình trạng", "", "Vắng có lý do") in [
        (each.label, each.before, each.after) for each in mark.changes
    ]


def test_what_another_laptop_wrote_at_the_same_time_is_no_change_of_ours(
    desk: Desk, meeting: str, tmp_path: Path
) -> None:
    twin = make_twin(desk, tmp_path / "twin")
    change_meeting(desk, meeting, place="Nhà trưởng bản")
    change_meeting(twin, meeting, place="Trường học")
    exchange(desk, twin)
    befores = [row.changes[0].before for row in record_history(twin.store, "meeting", meeting)[:2]]
    assert befores == ["Nhà văn hóa bản", "Nhà văn hóa bản"]
    twin.close()


def test_two_versions_stand_side_by_side_with_the_words_that_differ(desk: Desk, meeting: str) -> None:
    change_meeting(desk, meeting, conclusion="Làm 420 m đường nước, xong trước 30/11")
    change_meeting(desk, meeting, conclusion="Làm 420 m đường nước, xong trước 15/12")
    rows = record_history(desk.store, "meeting", meeting)
    compared = compare(desk.store, "meeting", meeting, before_key(rows, rows[0].key), rows[0].key)
    (changed,) = [each for each in compared if each.is_changed]
    assert [piece.text for piece in changed.left if piece.is_changed] == ["30/11"]
    assert [piece.text for piece in changed.right if piece.is_changed] == ["15/12"]
    assert "Địa điểm" in [each.label for each in compared]


def test_a_value_taken_again_is_written_as_a_new_entry(desk: Desk, meeting: str) -> None:
    change_meeting(desk, meeting, place="Trường học")
    newest, oldest = record_history(desk.store, "meeting", meeting)
    take_value(desk, "meeting", meeting, "place", oldest.key)
    rows = record_history(desk.store, "meeting", meeting)
    assert len(rows) == 3
    assert [(each.before, each.after) for each in rows[0].changes] == [("Trường học", "Nhà văn hóa bản")]
    assert newest.key == rows[1].key


def test_a_value_of_a_finalised_meeting_is_not_taken_again(desk: Desk, finalised: str) -> None:
    oldest = record_history(desk.store, "meeting", finalised)[-1]
    with pytest.raises(Refusal, match="đã chốt"):
        take_value(desk, "meeting", finalised, "read_back", oldest.key)
    with pytest.raises(Refusal, match="không hoàn tác"):
        take_value(desk, "meeting", finalised, "finalised_at", oldest.key)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=WORDS, second=WORDS)
def test_undo_then_history_shows_three_entries_and_the_state_of_before(
    desk: Desk, meeting: str, first: str, second: str
) -> None:
    change_meeting(desk, meeting, conclusion=f"{first}.")
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    done = change_meeting(desk, meeting, conclusion=f"{second}:")
    assert undo(desk, done).entry is not None
    rows = record_history(desk.store, "meeting", meeting)
    third, second_row, first_row = rows[:3]
    assert state_at(desk.store, "meeting", meeting, third.key) == state_at(
        desk.store, "meeting", meeting, first_row.key
    )
    after = find(desk.store, "meeting", meeting)
    assert after is not None
    assert after.values == found.values
    assert [each.name for each in second_row.changes] == ["conclusion"]
    assert (third.changes[0].before, third.changes[0].after) == (
        second_row.changes[0].after,
        second_row.changes[0].before,
    )


@settings(max_examples=200, deadline=None)
@given(left=WORDS, right=WORDS)
def test_the_pieces_of_a_comparison_put_together_are_the_texts(left: str, right: str) -> None:
    lefts, rights = differences(left, right)
    assert "".join(piece.text for piece in lefts) == left
    assert "".join(piece.text for piece in rights) == right
    same = [[piece.text for piece in pieces if not piece.is_changed] for pieces in (lefts, rights)]
    assert same[0] == same[1]


def test_what_was_written_lately_tells_a_finalisation_by_its_meeting(desk: Desk, finalised: str) -> None:
    newest = recent_history(desk.store)[0]
    assert (newest.kind, newest.id) == ("meeting", finalised)
    assert newest.subject.startswith("Sinh hoạt thường kỳ tháng 10 năm 2026")
    assert "Chốt lúc" in [each.label for each in newest.changes]


def test_each_line_of_a_score_is_called_by_its_number(desk: Desk, meeting: str) -> None:
    give_points(desk, meeting, "3.1", 4)
    give_points(desk, meeting, "4.2", 20)
    said = " | ".join(row.subject for row in recent_history(desk.store)[:2])
    assert "Điểm từng tiêu chí: mục 4.2" in said
