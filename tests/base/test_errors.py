"""Promises about the two errors a person is shown."""

from __future__ import annotations

from chibo_desktop.base.errors import Refusal, Trouble


def test_a_refusal_carries_its_sentence_and_its_field() -> None:
    refusal = Refusal("Gõ đủ họ và tên.", "full_name")
    assert (refusal.sentence, refusal.field, refusal.exit_code) == ("Gõ đủ họ và tên.", "full_name", 1)
    assert Refusal("Gõ lại.").field is None


def test_trouble_is_told_apart_from_a_refusal() -> None:
    trouble = Trouble("Cắm lại USB.")
    assert (trouble.sentence, trouble.exit_code) == ("Cắm lại USB.", 3)
    assert not isinstance(trouble, Refusal)
