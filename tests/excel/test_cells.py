"""Whatever stands in a cell gives a value that can be written, or a sentence; never an exception and never a guess."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.text import VIETNAMESE_LETTERS
from chibo_desktop.excel.cells import read_card, read_day, read_phone, words_of
from chibo_desktop.excel.encodings import font_of, from_tcvn3, from_vni, mend
from chibo_desktop.excel.names import proper_name, without_note
from chibo_desktop.excel.sheets import Value
from excel.old_fonts import as_tcvn3, as_vni

FEWER = settings(max_examples=40)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
SIGNS = st.sampled_from(["/", "-", ".", " / ", ". "])
WORDS = st.text(st.sampled_from(VIETNAMESE_LETTERS + "abcx 0123456789/.-(),'E+…ngàythángnăm"), max_size=24)
VALUES: st.SearchStrategy[Value] = st.one_of(
    WORDS, st.floats(allow_nan=False, allow_infinity=False), st.booleans(), DAYS, st.datetimes(), st.times(), st.timedeltas()
)  # fmt: skip
NAMES = (
    "Vàng A Chứ",
    "Giàng Thị Dua",
    "Lò Văn Hặc",
    "Pờ Go Hừ",
    "H'Mông Thị Dua",
    "Ksor H'Lan",
    "Y-Blim Niê",
)


@FEWER
@given(DAYS, SIGNS, st.booleans())
def test_a_day_typed_in_any_usual_way_is_that_day(day: date, sign: str, padded: bool) -> None:
    parts = (f"{day.day:02d}", f"{day.month:02d}") if padded else (str(day.day), str(day.month))
    assert read_day(sign.join((*parts, str(day.year))), partial=False).value == day.isoformat()


@FEWER
@given(DAYS)
def test_a_real_day_a_day_with_a_clock_and_a_day_in_words_are_the_same(day: date) -> None:
    spelled = f"ngày {day.day} tháng {day.month} năm {day.year}"
    for value in (day, datetime.combine(day, time(10, 30)), f"{day.isoformat()} 00:00:00", spelled):
        assert read_day(value, partial=True).value == day.isoformat()


@FEWER
@given(st.dates(date(1928, 1, 1), date(2099, 12, 31)))
def test_the_figure_excel_keeps_for_a_day_is_that_day_and_said(day: date) -> None:
    got = read_day(float((day - date(1899, 12, 30)).days), partial=False)
    assert got.value == day.isoformat()
    assert "Excel" in got.note


@FEWER
@given(VALUES, st.booleans())
def test_no_cell_is_too_strange_for_a_day(value: Value, partial: bool) -> None:
    got = read_day(value, partial=partial)
    assert not (got.value and got.problem)
    if got.value:
        assert PartialDate.from_iso(got.value).day is not None or partial


@FEWER
@given(DAYS, st.sampled_from(["/", "-", "."]))
def test_a_year_of_two_figures_is_never_guessed(day: date, sign: str) -> None:
    got = read_day(f"{day.day}{sign}{day.month}{sign}{day.year % 100:02d}", partial=True)
    assert not got.value
    assert "Gõ đủ bốn chữ số" in got.problem


@FEWER
@given(VALUES)
def test_no_cell_is_too_strange_for_a_card_or_a_telephone(value: Value) -> None:
    for got in (read_card(value), read_phone(value)):
        assert not (got.value and got.problem)


@FEWER
@given(st.integers(1, 10**20))
def test_a_figure_is_a_card_number_only_when_no_digit_can_be_lost(number: int) -> None:
    got = read_card(float(number))
    assert bool(got.value) == (len(str(number)) in (8, 12) and not str(number).endswith("000000"))


@FEWER
@given(st.from_regex(r"[0-9]{8}|0[0-9]{11}", fullmatch=True).filter(lambda digits: set(digits) != {"0"}))
def test_a_card_typed_as_words_keeps_every_digit(digits: str) -> None:
    spaced = f"{digits[:2]} {digits[2:]}"
    assert (read_card(digits).value, read_card(spaced).value) == (digits, digits)


@pytest.mark.parametrize("value", [time(10, 30), timedelta(days=3), True])
def test_what_is_neither_day_nor_card_is_said(value: Value) -> None:
    assert read_card(value).problem or value is True
    assert not read_card(value).value or value is True


@FEWER
@given(st.sampled_from(NAMES))
def test_capitals_small_letters_and_decomposed_letters_give_the_same_name(name: str) -> None:
    for written in (name.upper(), name.lower(), unicodedata.normalize("NFD", name.upper())):
        assert proper_name(words_of(written)) == name


@FEWER
@given(st.text(st.sampled_from(VIETNAMESE_LETTERS + "aăbcdđeghiklmnoprstuvxy '-"), min_size=1, max_size=30))
def test_setting_a_name_right_changes_capitals_only_and_once(name: str) -> None:
    cleaned = words_of(name)
    once = proper_name(cleaned)
    assert proper_name(once) == once
    assert once.lower() == cleaned.lower()


@pytest.mark.parametrize("name", ["Vàng A chứ", "Lò văn Hặc", "Giàng Thị DUA"])
def test_a_name_of_mixed_letters_is_left_as_it_is(name: str) -> None:
    assert proper_name(name) == name


@FEWER
@given(st.sampled_from(NAMES), st.sampled_from(["(Bí thư)", "[mới về]", "- phó bản", "*"]))
def test_a_note_behind_a_name_comes_off_and_is_told(name: str, note: str) -> None:
    assert without_note(f"{name} {note}") == (name, note)


SYLLABLES = (
    "Nguyễn",
    "Giàng",
    "Thị",
    "Hữu",
    "Ước",
    "Kiểm",
    "Hặc",
    "Chứ",
    "Quỳnh",
    "Đức",
    "Phượng",
    "Thuỵ",
    "Ưởng",
    "Mỹ",
)


@FEWER
@given(st.lists(st.sampled_from(SYLLABLES), min_size=6, max_size=12, unique=True))
def test_old_fonts_are_told_apart_and_undone(words: list[str]) -> None:
    text = " ".join(words)
    for broken, font, change in ((as_tcvn3(text), "tcvn3", from_tcvn3), (as_vni(text), "vni", from_vni)):
        assert change(broken).lower() == text.lower()
        assert font_of(broken.split()) == font
        assert mend(broken, font, all_of_it=False).lower() == text.lower()


@FEWER
@given(st.lists(st.sampled_from([*SYLLABLES, *" ".join(NAMES).split(), "½", "n°1", "A®"]), max_size=20))
def test_sound_words_are_never_taken_for_an_old_font(words: list[str]) -> None:
    assert font_of([*words, "Đảng", "viên", "chính", "thức", "Giàng", "Thị"] * 3) == ""
