"""The one way of writing signed JSON and base64: what is taken and what is refused."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.seal.encoding import (
    MAX_NUMBER,
    NotStrictError,
    from_base64,
    read_line,
    to_base64,
    write_line,
)

TEXTS = st.text(st.characters(codec="utf-8"))
VALUES: Any = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_NUMBER, MAX_NUMBER) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_what_was_written_reads_back_the_same(value: dict[str, Any]) -> None:
    text = write_line(value)
    assert read_line(text, 10_000_000) == value
    assert "\n" not in text
    assert json.loads(text) == value


REFUSED_LINES = [
    '{"a":1,"a":1}',
    '{"a":1,"a":2}',
    '{"a":{"b":1,"b":1}}',
    '{"a":NaN}',
    '{"a":Infinity}',
    '{"a":-Infinity}',
    '{"a":1.0}',
    '{"a":1e3}',
    '{"a":-0}',
    '{"a":9007199254740992}',
    '{"a":' + "9" * 4000 + "}",
    '{"a": 1}',
    ' {"a":1}',
    '{"a":1}\n',
    '{"a":1}\r',
    '\ufeff{"a":1}',
    '{"b":1,"a":1}',
    '{"a":"\\u0061"}',
    '{"a":"\\/"}',
    '{"a":"\\ud800"}',
    '{"a":"\ud800"}',
    '{"a":"\t"}',
    '{"a":1}{"a":1}',
    '{"a":1',
    '["a"]',
    "null",
    "",
    "[" * 100_000,
    '{"a":' + "[" * 9 + "]" * 9 + "}",
]


@pytest.mark.parametrize("text", REFUSED_LINES, ids=range(len(REFUSED_LINES)))
def test_any_other_spelling_of_a_line_is_refused(text: str) -> None:
    with pytest.raises(NotStrictError):
        read_line(text, 1_000_000)


def test_a_line_over_its_limit_in_bytes_is_refused() -> None:
    text = write_line({"a": "ệ" * 10})
    assert read_line(text, len(text.encode("utf-8")))
    with pytest.raises(NotStrictError):
        read_line(text, len(text.encode("utf-8")) - 1)


@pytest.mark.parametrize("value", [{"a": 0.5}, {"a": b"x"}, {1: "a"}, {"a": 2**53}, {"a": "\ud800"}, ["a"]])
def test_what_a_line_cannot_hold_is_not_written(value: Any) -> None:
    with pytest.raises(NotStrictError):
        write_line(value)


@given(st.binary())
def test_bytes_have_exactly_one_spelling(data: bytes) -> None:
    text = to_base64(data)
    assert from_base64(text, len(data)) == data == base64.b64decode(text)


@pytest.mark.parametrize(
    "text", ["QQ", "QQ=", "QR==", "QUI", "QUJ=", "QQ==\n", " QQ==", "QQ===", "Q-==", "ệQ==", "QQ==QQ=="]
)
def test_any_other_spelling_of_base64_is_refused(text: str) -> None:
    with pytest.raises(NotStrictError):
        from_base64(text)


def test_base64_of_another_length_is_refused() -> None:
    with pytest.raises(NotStrictError):
        from_base64(to_base64(bytes(31)), 32)
