"""Words are split so that marks, case and punctuation do not matter, and raw Telex and VNI keys are read as syllables."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base.text import fold, nfc
from chibo_desktop.base.typed import folded_words, readings, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Giàng Thị Dua", ["giang", "thi", "dua"]),
        ("ĐƯỜNG", ["duong"]),
        ("03-NQ/CB", ["03", "nq", "cb"]),
        ("hòa, hoà; (thúy)", ["hoa", "hoa", "thuy"]),
        ("Y Kê̆ Ê Ban", ["y", "ke", "e", "ban"]),
        ("", []),
    ],
)
def test_a_text_is_split_into_its_folded_words(text: str, words: list[str]) -> None:
    assert folded_words(text) == words
    assert folded_words(unicodedata.normalize("NFD", text)) == words


@given(st.text())
def test_a_word_stands_where_it_is_said_to_stand(text: str) -> None:
    whole = nfc(text)
    for word in split_words(text):
        assert folded_words(whole[word.start : word.end]) == [word.letters]


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("giangf", "giang"),
        ("thij", "thi"),
        ("Ddieemr", "diem"),
        ("dduwowngf", "duong"),
        ("dangd", "dang"),
        ("nguwowif", "nguoi"),
        ("tw", "tu"),
        ("khoor", "kho"),
        ("vieetj", "viet"),
        ("vietej", "viet"),
        ("sangs", "sang"),
        ("xuaan", "xuan"),
        ("gia2ng", "giang"),
        ("thi5", "thi"),
        ("d9ie63m", "diem"),
        ("die63m", "diem"),
        ("nghi5", "nghi"),
    ],
)
def test_keys_of_telex_and_vni_are_read_as_the_syllable(keys: str, meant: str) -> None:
    assert readings(fold(keys)) == (fold(keys), meant)


@pytest.mark.parametrize("word", ["giang", "thi", "sung", "xa", "nq", "2026", "t10", "ra"])
def test_a_word_that_is_whole_or_no_syllable_means_itself_alone(word: str) -> None:
    assert readings(word) == (word,)
