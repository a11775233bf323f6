"""What is pasted from Word, Zalo and Excel becomes plain paragraphs, and nothing of the words is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base.pasted import read_pasted


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("Một.\r\nHai.", "Một.\nHai."),
        ("Một.\vHai.\u2029Ba.", "Một.\nHai.\nBa."),
        ("\u00b7\tLàm đường\n\uf0b7\tTrồng quế\no\tNuôi dê", "- Làm đường\n- Trồng quế\n- Nuôi dê"),
        ("•Làm đường\n– Trồng quế\n* Nuôi dê", "- Làm đường\n- Trồng quế\n- Nuôi dê"),
        (
            "1.\tLàm đường\n2.1\tKè suối\n2) Trồng quế\n2.1. Nuôi dê\na) Vay vốn",
            "- Làm đường\n- Kè suối\n- Trồng quế\n- Nuôi dê\n- Vay vốn",
        ),
        ("đ) Việc khác\niv. Kết luận", "- Việc khác\n- Kết luận"),
        ("TT\tHọ tên\tViệc\n1\tVàng A Chứ\t\tLàm đường", "TT; Họ tên; Việc\n1; Vàng A Chứ; Làm đường"),
        ("Đường\u00a0vào\u200b bản\u00ad Suối\ufffc Lanh", "Đường vào bản Suối Lanh"),
        (unicodedata.normalize("NFD", "Nghị quyết"), "Nghị quyết"),
        ("Đoạn một.\n\n\n\nĐoạn hai.", "Đoạn một.\n\nĐoạn hai."),
    ],
)
def test_lists_tables_and_fonts_become_plain_lines(pasted: str, read: str) -> None:
    assert read_pasted(pasted) == read


@pytest.mark.parametrize(
    "words",
    [
        "2026. năm của chi bộ",
        "15/10 họp dân",
        "05/10/2026 họp dân",
        "420 m đường",
        "Vàng A. Chứ nói",
        "-5 độ C đêm qua",
        "A. Tủa phát biểu",
        "2.5 ha lúa đã cấy",
        "1/ 6 là ngày thiếu nhi",
    ],
)
def test_what_only_looks_like_a_number_of_a_list_stays(words: str) -> None:
    assert read_pasted(words) == words


def test_words_pasted_into_a_sentence_go_on_with_it() -> None:
    assert read_pasted(" - và 1. năm nữa ", begins_line=False) == " - và 1. năm nữa "
    assert read_pasted("hết.\n1. Việc mới", begins_line=False) == "hết.\n- Việc mới"


@given(st.lists(st.text("aăđêôơư ,.", min_size=1, max_size=30), max_size=6))
def test_no_letter_is_lost_and_a_second_reading_changes_nothing(lines: list[str]) -> None:
    read = read_pasted("\n".join(lines))
    assert sum(map(str.isalpha, read)) == sum(line.count(c) for line in lines for c in "aăđêôơư") - _marks(
        lines
    )
    assert read_pasted(read) == read


def _marks(lines: list[str]) -> int:
    """Letters that stood as the mark of an item: "a. …"."""
    return sum(1 for line in lines if line.lstrip()[:1] in ("a", "đ") and line.lstrip()[1:3] == ". ")
