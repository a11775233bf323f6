"""The one-time word of an invitation: typed in any dress, proved over what both sides hold, worthless for anything else."""

from __future__ import annotations

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.seal.word import (
    is_proved,
    new_invitation_number,
    new_word,
    prove_word,
    read_word,
    six_digits,
    stretch_word,
)
from chibo_desktop.seal.wrap import Cost

CHEAP = Cost(t=1, m=64, p=1)
NUMBER = "5f9c0a77b1d2e844"
SAID = "chibo joining 1\nkhóa của hai bên"


def test_a_word_is_read_in_whatever_dress_it_was_typed() -> None:
    assert new_word() != new_word()
    assert read_word(new_word())
    for typed in ("7K2M-9XQA", "7k2m9xqa", " 7K2M 9XQA ", "7k2m–9xqa", "7K2M.9XQA"):
        assert read_word(typed) == "7K2M9XQA"
    assert read_word("OIL0-1234") == "01101234"


@pytest.mark.parametrize("typed", ["", "7K2M-9XQ", "7K2M-9XQAB", "7K2M-9XQU", "bảy ca hai"])
def test_a_slip_is_told_and_not_taken_for_another_word(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_word(typed)
    assert refused.value.field == "word"


def test_a_proof_holds_for_its_word_its_invitation_and_what_was_said_only() -> None:
    mine = stretch_word("7K2M-9XQA", NUMBER, CHEAP)
    proof = prove_word(mine, SAID)
    assert is_proved(stretch_word("7k2m9xqa", NUMBER, CHEAP), SAID, proof)
    assert not is_proved(mine, SAID + " khác", proof)
    assert not is_proved(stretch_word("7K2M-9XQB", NUMBER, CHEAP), SAID, proof)
    assert not is_proved(stretch_word("7K2M-9XQA", new_invitation_number(), CHEAP), SAID, proof)
    assert "7K2M" not in proof


def test_the_bytes_of_a_proof_and_of_the_number_are_fixed_for_ever() -> None:
    assert stretch_word("7K2M-9XQA", NUMBER).hex() == (
        "46da4b5f1cfcb4fb615aebd5fa9ab5a6c13393fbd2370b84f75e574c0b7cb5a3"
    )
    assert prove_word(bytes(32), SAID) == "29180571a9569c5f6575733ea9f27586e17c8ad83ac24f1abc1b5c56de962066"
    assert six_digits(SAID) == "164640"
