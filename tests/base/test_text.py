"""Promises about Vietnamese text: cleaning, folding, the order of names, figures."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base import text
from chibo_desktop.base.errors import Refusal

VIETNAMESE = st.text(alphabet=text.VIETNAMESE_LETTERS + "abcdefghijklmnopqrstuvwxyz '-.", max_size=40)


@given(st.text())
def test_folding_gives_one_character_for_one_character(written: str) -> None:
    assert len(text.fold(written)) == len(text.nfc(written))


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_ascii_and_folds_to_itself(written: str) -> None:
    folded = text.fold(written)
    assert folded.isascii()
    assert text.fold(folded) == folded


@given(VIETNAMESE)
def test_text_typed_decomposed_folds_and_cleans_as_the_composed_one(written: str) -> None:
    decomposed = unicodedata.normalize("NFD", written)
    assert text.fold(decomposed) == text.fold(written)
    assert text.clean_line(decomposed) == text.clean_line(written)
    assert text.name_key(decomposed) == text.name_key(written)


@given(VIETNAMESE, VIETNAMESE)
def test_an_offset_found_in_folded_text_holds_in_the_text(before: str, sought: str) -> None:
    written = before + sought
    offset = text.fold(written).find(text.fold(sought))
    assert text.fold(written[offset : offset + len(sought)]) == text.fold(sought)


def test_folding_drops_every_mark_of_vietnamese() -> None:
    assert text.fold("Giàng Thị Dua, Đỗ ĐỨC Ðường Hữu") == "giang thi dua, do duc duong huu"


@given(st.text())
def test_a_cleaned_line_is_one_line_and_stays_as_it_is(written: str) -> None:
    cleaned = text.clean_line(written)
    assert text.clean_line(cleaned) == cleaned
    assert "\n" not in cleaned
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()


def test_a_cleaned_line_loses_what_cannot_be_seen() -> None:
    assert text.clean_line("\ufeff Vàng\u200b\u00a0A\t\n\u202eChứ\u0007 ") == "Vàng A Chứ"


@given(st.text(alphabet="aớ \n\r\t\u2028\u200b\u00a0"))
def test_cleaned_prose_keeps_line_breaks_and_at_most_one_blank_line(written: str) -> None:
    cleaned = text.clean_prose(written)
    assert text.clean_prose(cleaned) == cleaned
    assert "\n\n\n" not in cleaned
    assert all(line == line.strip() for line in cleaned.split("\n"))


def test_cleaned_prose_reads_the_line_breaks_of_every_system() -> None:
    assert text.clean_prose(" Một  \r\nHai\rBa\n\n\n\nBốn\n") == "Một\nHai\nBa\n\nBốn"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Bùi Hữu Anh", "Bùi Đức Ánh"),
        ("Vàng Thị Anh", "Vàng Thị Ân"),
        ("Vàng Thị Ánh", "Vàng Thị Ăn"),
        ("Vàng Thị Ăn", "Vàng Thị Ân"),
        ("Lò Văn Dung", "Lò Văn Đoàn"),
        ("Vàng A Chứ", "Lò Văn Hặc"),
        ("Lò Văn Hặc", "Vàng A Hặc"),
        ("Đinh A Páo", "Giàng A Páo"),
        ("Lò Ma", "Lò Mà"),
        ("Lò Mà", "Lò Mả"),
        ("Lò Mả", "Lò Mã"),
        ("Lò Mã", "Lò Má"),
        ("Lò Má", "Lò Mạ"),
        ("Lò Mạ", "Lò Mai"),
        ("Lò Sơ", "Lò Su"),
        ("Lò Su", "Lò Sư"),
    ],
)
def test_names_stand_in_the_order_people_expect(earlier: str, later: str) -> None:
    assert sorted([later, earlier], key=text.name_key) == [earlier, later]


def test_the_order_of_names_sees_neither_case_nor_the_place_of_the_tone() -> None:
    assert text.name_key("LÒ VĂN HOÀ") == text.name_key("Lò Văn Hòa")
    assert text.name_key("H'Mai Ksor") == text.name_key("HMai Ksor")


@given(st.lists(st.text(), max_size=6))
def test_any_texts_can_be_put_in_the_order_of_names(names: list[str]) -> None:
    ordered = sorted(text.name_key(name) for name in names)
    assert ordered == sorted(text.name_key(name) for name in reversed(names))


def test_initials_are_folded_first_letters() -> None:
    assert text.initials("  Đỗ Ánh  Hồng ") == "dah"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Vàng  A Chứ ", "Vàng A Chứ"),
        ("H\u2019Len Ksor", "H'Len Ksor"),
        ("Y-Bhăm Niê", "Y-Bhăm Niê"),
        ("Lò V. Hặc", "Lò V. Hặc"),
        ("Y Kse\u0302\u0306", "Y Ksê\u0306"),
    ],
)
def test_a_name_is_kept_as_people_write_it(typed: str, kept: str) -> None:
    assert text.check_person_name(typed, "full_name") == kept


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("  \u200b", "Chưa có họ và tên"),
        ("Chứ", "Gõ đủ họ và tên"),
        ("Chứ .", "Gõ đủ họ và tên"),
        ("Lò " * 28, "80 ký tự"),
        ("Vàng A Chứ 2", "chữ số “2”"),
        ("Vàng A Chứ 🙂", "ký hiệu “🙂”"),
        ("Vàng A Chứ (con)", "ký hiệu “(”"),
        ("V\u0430ng A Chu", "“\u0430” của bảng chữ cái khác"),
    ],
)
def test_what_is_no_full_name_is_refused_beside_its_field(typed: str, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        text.check_person_name(typed, "full_name")
    assert part in refused.value.sentence
    assert refused.value.field == "full_name"


def test_a_name_of_eighty_characters_is_accepted() -> None:
    name = "Vàng " + "a" * 75
    assert text.check_person_name(name) == name


def test_a_name_in_a_sentence_is_never_parted() -> None:
    assert text.no_break("Vàng A Chứ") == "Vàng\u00a0A\u00a0Chứ"


def test_there_are_134_vietnamese_letters_each_one_character() -> None:
    assert len(text.VIETNAMESE_LETTERS) == len(set(text.VIETNAMESE_LETTERS)) == 134
    assert text.nfc(text.VIETNAMESE_LETTERS) == text.VIETNAMESE_LETTERS


@pytest.mark.parametrize(("number", "written"), [(0, "00"), (5, "05"), (9, "09"), (12, "12"), (105, "105")])
def test_counts_below_ten_have_two_digits(number: int, written: str) -> None:
    assert text.count(number) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (8, 9, "88,9"),
        (20, 22, "90,9"),
        (11, 12, "91,7"),
        (9, 9, "100,0"),
        (0, 3, "0,0"),
        (1, 16, "6,3"),
        (1, 2000, "0,1"),
        (1, 2001, "0,0"),
    ],
)
def test_percentages_have_one_decimal_rounded_half_up(part: int, whole: int, written: str) -> None:
    assert text.percent(part, whole) == f"{written}\u00a0%"


def test_a_percentage_in_a_cleaned_sentence_keeps_its_sign_on_the_line() -> None:
    said = text.clean_line(f"Có mặt 8 trên 9, đạt {text.percent(8, 9)}.")
    assert "88,9 %" in said
    assert text.keep_percent(said) == "Có mặt 8 trên 9, đạt 88,9\u00a0%."


def test_a_percentage_of_nothing_is_a_dash() -> None:
    assert text.percent(0, 0) == "–"


def test_negative_counts_are_faults_of_the_program() -> None:
    with pytest.raises(ValueError, match="negative"):
        text.count(-1)
    with pytest.raises(ValueError, match="counts"):
        text.percent(-1, 2)
