"""The invitation and the request: every cut and every changed byte is refused in a sentence, and nothing is guessed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange.joining import (
    Request,
    bound,
    check_number,
    read_invitation,
    read_request,
    write_invitation,
    write_request,
)
from chibo_desktop.seal.box import SealingKey, seal
from chibo_desktop.seal.identity import Certificate, read_chain
from exchange.world import MADE, make_bodies

NUMBER = "5f9c0a77b1d2e844"
UPPER, COMMUNE, CELL = make_bodies()
CHAIN = read_chain(COMMUNE.bodies)
INVITATION = write_invitation(COMMUNE.sign, CHAIN, number=NUMBER, org=None, at=MADE)
LONE = make_bodies()[0]
REQUEST = Request(NUMBER, None, "5f" * 32, Certificate(LONE.bodies[0]), LONE.certificate())
SEALED = write_request(LONE.sign, REQUEST, recipient=COMMUNE.seal.recipient, at=MADE)


def test_an_invitation_says_who_invites_and_nothing_secret() -> None:
    read = read_invitation(INVITATION)
    assert (read.number, read.org, read.above["org"]) == (NUMBER, None, COMMUNE.org)
    assert read.chain == CHAIN
    for windows in (INVITATION.replace("\n", "\r\n"), "\ufeff" + INVITATION, INVITATION + "\n"):
        assert read_invitation(windows).chain == CHAIN


def test_a_request_is_read_by_its_addressee_only() -> None:
    assert read_request(SEALED, [SealingKey.new(), COMMUNE.seal]) == REQUEST
    with pytest.raises(Refusal) as refused:
        read_request(SEALED, [UPPER.seal])
    assert "gửi cho nơi khác" in refused.value.sentence


def test_every_cut_and_every_changed_letter_of_an_invitation_is_refused() -> None:
    for place in range(0, len(INVITATION) - 1, 3):
        with pytest.raises(Refusal):
            read_invitation(INVITATION[:place])
    for place in range(len(INVITATION) - 1):
        other = "x" if INVITATION[place] != "x" else "y"
        with pytest.raises(Refusal):
            read_invitation(f"{INVITATION[:place]}{other}{INVITATION[place + 1 :]}")


def test_every_cut_and_every_changed_byte_of_a_request_is_refused() -> None:
    for place in range(0, len(SEALED), 5):
        with pytest.raises(Refusal):
            read_request(SEALED[:place], [COMMUNE.seal])
        with pytest.raises(Refusal):
            read_request(SEALED[:place] + bytes([SEALED[place] ^ 1]) + SEALED[place + 1 :], [COMMUNE.seal])


@pytest.mark.parametrize(
    "inside",
    [
        b"",
        b"chibo-join 2\na\nb\nc\nd\n",
        b"chibo-join 1\n",
        b"chibo-join 1\n\xff\n\n\n\n",
        b"chibo-join 1\n" + b"[" * 60_000,
        b"chibo-join 1\n{}\n\n{}\n\n{}\n\n",
    ],
)
def test_a_request_sealed_for_us_that_holds_something_else_is_refused(inside: bytes) -> None:
    with pytest.raises(Refusal):
        read_request(seal(inside, [COMMUNE.seal.recipient]), [COMMUNE.seal])


def test_a_request_signed_by_another_key_than_its_bodys_is_refused() -> None:
    other = make_bodies()[0]
    false = Request(NUMBER, None, "5f" * 32, Certificate(LONE.bodies[0]), other.certificate())
    for signer, request in ((other.sign, REQUEST), (LONE.sign, false)):
        with pytest.raises(Refusal):
            read_request(
                write_request(signer, request, recipient=COMMUNE.seal.recipient, at=MADE), [COMMUNE.seal]
            )


def test_an_invitation_with_a_certificate_of_somebody_else_is_refused() -> None:
    for chain in (read_chain(UPPER.bodies), read_chain(COMMUNE.chain), read_chain(COMMUNE.bodies[:1])):
        text = write_invitation(COMMUNE.sign, chain, number=NUMBER, org=None, at=MADE + timedelta(days=1))
        with pytest.raises(Refusal):
            read_invitation(text)


def test_the_check_number_hangs_on_every_key_and_on_the_invitation() -> None:
    above, below = CHAIN[0].body, Certificate(LONE.bodies[0]).body
    numbers = {check_number(bound(NUMBER, None, above, below))}
    for changed in (
        bound("0" * 16, None, above, below),
        bound(NUMBER, CELL.org, above, below),
        bound(NUMBER, None, below, above),
        bound(NUMBER, None, {**above, "seal": below["seal"]}, below),
        bound(NUMBER, None, above, {**below, "sign": above["sign"]}),
    ):
        numbers.add(check_number(changed))
    assert len(numbers) == 6
