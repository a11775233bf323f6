"""Promises of one row of an old book: what follows from what was typed, and nothing typed is filled over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.actions.old_books import OldMeeting, RowProblem
from chibo_desktop.ui.editors.old_book_rows import (
    KEYS,
    OldRow,
    as_draft,
    from_draft,
    kind_key,
    pasted_rows,
    read_row,
    row_above,
)


def row(place: int, /, **cells: str) -> OldRow:
    made = OldRow(2024, place)
    for key, words in cells.items():
        made.put(key, words)
    return made


@pytest.mark.parametrize(
    ("typed", "day", "month"),
    [
        ("5", "05/03/2024", "03/2024"),
        ("5/4", "05/04/2024", "03/2024"),
        ("29.2", "29/02/2024", "03/2024"),
        ("2024-03-05", "05/03/2024", "03/2024"),
        ("31/4", "31/4/2024", "03/2024"),
    ],
)
def test_a_day_may_be_typed_short(typed: str, day: str, month: str) -> None:
    made = row(3, held_on=typed)
    made.settle(None)
    assert made.cells["period"] == month
    assert made.cells["held_on"] in (day, typed)


def test_what_is_as_above_is_filled_until_a_person_types_it() -> None:
    first = row(1, held_on="5", due="8", present="đ", chair="Vàng A Chứ", number="4", summary="Nghị quyết")
    first.settle(None)
    second = row(2, held_on="5", present="7", summary="Nghị quyết")
    second.settle(row_above([first, second], second))
    assert (second.cells["due"], second.cells["chair"], second.cells["number"]) == ("8", "Vàng A Chứ", "5")
    second.put("due", "9")
    second.put("excused", "2")
    second.settle(first)
    assert (second.cells["due"], second.cells["absent"]) == ("9", "0")


def test_a_number_is_not_filled_where_there_is_no_resolution() -> None:
    first = row(1, held_on="5", due="8", present="8", number="4", summary="Nghị quyết")
    second = row(2, held_on="5", present="8")
    second.settle(first)
    assert second.cells["number"] == ""


def test_a_committee_does_not_take_over_how_many_members_are_due() -> None:
    first, second = row(1, held_on="5", due="20", present="20"), row(13, kind="committee", held_on="3/1")
    assert row_above([first, second], second) is None


def test_a_row_nobody_typed_in_takes_nothing_over() -> None:
    first, second = row(1, held_on="5", due="8", present="8"), row(2)
    second.settle(first)
    assert (second.is_begun, second.cells["due"]) == (False, "")


@pytest.mark.parametrize(
    ("cells", "field", "said"),
    [
        ({"present": "8"}, "held_on", "Chưa ghi ngày sinh hoạt."),
        ({"held_on": "5/3/2023"}, "held_on", "không thuộc năm 2024"),
        ({"held_on": "5/3/2024", "due": "tám"}, "due", "chỉ nhận số nguyên"),
        ({"held_on": "5/3/2024", "due": "8", "present": "6"}, "excused", "Vắng 2 người"),
        ({"held_on": "5/3/2024", "due": "8", "present": "6", "excused": "1", "absent": "2"}, "due", "là 9"),
        ({"kind": "missed"}, "conclusion", "Ghi lý do"),
    ],
)
def test_what_cannot_be_is_said_in_words_with_its_cell(cells: dict[str, str], field: str, said: str) -> None:
    read = read_row(row(3, **cells))
    assert isinstance(read, RowProblem)
    assert read.field == field
    assert said in read.sentence


def test_everybody_came_without_a_number_leaves_the_number_to_the_list_of_that_day() -> None:
    read = read_row(row(3, held_on="5/3/2024", present="đủ"))
    assert isinstance(read, OldMeeting)
    assert (read.all_present, read.due, read.present) == (True, None, None)


def test_a_cell_of_several_lines_is_one_cell_and_kinds_are_known_by_their_words() -> None:
    assert pasted_rows('a\t"b\nc"\r\nd\t\r\n') == [["a", "b c"], ["d", ""]]
    words = ("Thường kỳ", "Chuyên đề", "SINH HOẠT THƯỜNG KỲ", "chi uy", "không sinh hoạt", "", "lạ")
    assert [kind_key(each) for each in words] == [
        "regular", "thematic", "regular", "committee", "missed", "regular", "regular"
    ]  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS), st.text(max_size=12)), st.integers(1, 15))
def test_a_row_comes_back_from_its_draft_as_it_was(cells: dict[str, str], number: int) -> None:
    made = row(number, **{key: " ".join(words.split()) for key, words in cells.items() if key != "kind"})
    assert from_draft(2024, number, as_draft(made)).cells == made.cells


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["", "5", "12", "đ", "x", "5/3"])))
def test_settling_twice_changes_nothing_more_and_never_what_was_typed(cells: dict[str, str]) -> None:
    above = row(1, held_on="5", due="8", present="7", excused="1", chair="Vàng A Chứ")
    above.settle(None)
    made = row(3, **{key: words for key, words in cells.items() if key != "kind"})
    made.settle(above)
    once = dict(made.cells)
    made.settle(above)
    assert made.cells == once
    for key in made.typed - {"held_on", "present"}:
        assert made.cells[key] == cells[key]


@pytest.mark.parametrize(
    ("held_on", "said"),
    [
        ("30", "Tháng 02/2026 không có ngày 30."),
        ("31/12/2027", "Ngày 31/12/2027 không thuộc năm 2026."),
        ("05/04", "Ngày 05/04/2026 không thuộc kỳ 02/2026."),
    ],
)
def test_a_day_that_is_none_of_the_row_s_month_is_asked_about_and_the_month_stays(
    held_on: str, said: str
) -> None:
    made = OldRow(2026, 2)
    made.put("held_on", held_on)
    made.settle(None)
    read = read_row(made)
    assert isinstance(read, RowProblem)
    assert (made.cells["period"], read.field) == ("02/2026", "held_on")
    assert said in read.sentence


def test_a_meeting_held_late_keeps_its_month_once_the_month_is_typed_over() -> None:
    late = row(3, held_on="5/4", period="03/2024")
    late.settle(None)
    read = read_row(late)
    assert isinstance(read, OldMeeting)
    assert (str(read.period), read.held_on) == ("2024-03", date(2024, 4, 5))


def test_what_is_said_of_a_count_names_its_column() -> None:
    read = read_row(row(3, held_on="5", due="10000", present="10000"))
    assert isinstance(read, RowProblem)
    assert read.sentence == "Ô “Phải dự”: 10000 quá lớn. Xem lại số này."
