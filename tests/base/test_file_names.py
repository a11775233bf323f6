"""Promises about names of files: what every disk takes, whatever a person or another machine called it."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base.file_names import LONGEST, plain_words, safe_name, why_not
from chibo_desktop.papers.pack import file_name

DEVICES = ("con", "PRN", "aux", "Nul", "COM1", "com¹", "LPT9", "CONIN$", "clock$")
WORDS = st.text() | st.sampled_from(DEVICES) | st.text(alphabet="ăÊđ ự.\u0323 a<:\\/\x07\u00a0🙂")


@given(WORDS, st.sampled_from(["", ".pdf", ".cbb", ". ", ".tệp dài" * 40]), st.sampled_from([40, 100, 255]))
def test_any_words_become_a_name_every_disk_takes(words: str, ending: str, most: int) -> None:
    name = safe_name(words + ending, most)
    assert why_not(name) == ""
    assert unicodedata.is_normalized("NFC", name)
    assert len(name.encode()) <= most
    assert safe_name(name, most) == name


@given(WORDS, WORDS, WORDS)
def test_papers_get_names_that_are_plain_and_short_enough(month: str, cell: str, title: str) -> None:
    name = file_name(month, cell, title)
    assert why_not(name) == ""
    assert name.isascii()
    assert name == name.lower()  # two names never differ by case alone


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("ending", ["", ".pdf", ".tar.gz", " .txt"])
def test_the_names_of_devices_are_refused_with_any_ending(device: str, ending: str) -> None:
    assert "Windows giữ tên" in why_not(device + ending)
    assert why_not(f"{device}x{ending}") == ""


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("biên bản 19:30.pdf", "dấu :"),
        ("sổ?.xlsx", "dấu ?"),
        ("a\tb", "ký tự ẩn"),
        ("tháng 10.", "kết thúc"),
        ("tháng 10 ", "kết thúc"),
        ("", "Chưa có tên"),
        ("..", "Chưa có tên"),
        ("ự" * 86, "quá dài"),
        ("Biên bản chi bộ bản Suối Lanh, tháng 10.pdf", ""),
        ("." + "a" * (LONGEST - 1), ""),
    ],
)
def test_what_is_wrong_with_a_name_is_said(name: str, part: str) -> None:
    assert part in why_not(name)
    assert bool(part) == bool(why_not(name))


def test_marks_and_the_ending_are_kept() -> None:
    assert safe_name("Gói của bản Nà Hừ: tháng 10?.cbb") == "Gói của bản Nà Hừ tháng 10.cbb"
    assert safe_name("ự" * 400 + ".cbb", most=100).endswith("ự.cbb")
    assert safe_name("NUL.cbb") == "_NUL.cbb"


def test_names_that_differ_by_composition_alone_are_one() -> None:
    composed = "Mường Sáy.cbb"
    assert safe_name(unicodedata.normalize("NFD", composed)) == composed
    assert plain_words(unicodedata.normalize("NFD", composed)) == plain_words(composed)


@given(WORDS)
def test_a_safe_name_stays_in_its_folder(words: str) -> None:
    name = safe_name(words)
    assert PureWindowsPath("E:\\gói", name).parent == PureWindowsPath("E:\\gói")
    assert Path("/gói", name).parent == Path("/gói")
