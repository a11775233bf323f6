"""`records search`: what the search field finds, as JSON and as lines."""

from __future__ import annotations

import pytest

from cli.calling import Door


@pytest.fixture
def book(cell: Door) -> Door:
    """A cell with two members."""
    own = cell.done("keys", "show", "--json").json["organisation"]
    for name in ("Vàng A Chứ", "Giàng Thị Dua"):
        cell.add("member", cell_id=own, full_name=name)
    return cell


def test_a_person_is_found_without_marks(book: Door) -> None:
    found = book.done("records", "search", "giang", "thi", "--json").json
    assert found["words"] == "giang thi"
    (group,) = found["groups"]
    assert (group["label"], group["has_more"]) == ("Đảng viên, đại biểu", False)
    (hit,) = group["hits"]
    assert (hit["type"], hit["title"], hit["meeting"]) == ("member", "Giàng Thị Dua", None)
    assert book.show("member", hit["id"])["full_name"] == "Giàng Thị Dua"


def test_lines_for_people_name_group_type_and_title(book: Door) -> None:
    said = book.done("records", "search", "chu").out
    assert "Đảng viên, đại biểu" in said
    assert "Vàng A Chứ" in said


def test_nothing_found_says_where_was_looked_and_is_no_error(book: Door) -> None:
    said = book.done("records", "search", "xyzq").out
    assert "Không tìm thấy “xyzq”" in said
    assert "nội dung biên bản" in said
    assert book.done("records", "search", "xyzq", "--json").json["groups"] == []


def test_no_more_than_asked_for_are_shown(book: Door) -> None:
    own = book.done("keys", "show", "--json").json["organisation"]
    for number in range(3):
        book.add("member", cell_id=own, full_name=f"Hờ A Lềnh {'ABC'[number]}")
    (group,) = book.done("records", "search", "le", "--json", "--limit", "2").json["groups"]
    assert (len(group["hits"]), group["has_more"]) == (2, True)


@pytest.mark.parametrize("typed", ["", "  ", "“”", "a"])
def test_too_few_letters_are_refused_and_said_so(book: Door, typed: str) -> None:
    said = book.call("records", "search", typed)
    assert (said.code, said.out) == (1, "")
    assert "Chưa đủ chữ để tìm" in said.err
