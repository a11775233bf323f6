"""Chains of certificates: whom they prove to be speaking, and every broken link refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chibo_desktop.seal.box import SealingKey
from chibo_desktop.seal.identity import (
    Certificate,
    Forged,
    NewerFormat,
    Untrusted,
    chain_text,
    check_chain,
    make_body_certificate,
    make_device_certificate,
    read_chain,
)
from chibo_desktop.seal.sign import SigningKey
from seal.keys import AT, Body, Family, as_text, changed, every_changed_bit

FAMILY = Family()
CHAIN = FAMILY.chain()
ROOT = [FAMILY.province.sign.public]


def test_a_chain_proves_whose_device_it_is() -> None:
    holder = check_chain(read_chain(chain_text(CHAIN)), ROOT)
    assert (holder.org, holder.name, holder.kind) == ("suoi2lan-1", "Chi bộ bản Suối Lanh", "cell")
    assert (holder.device, holder.device_key) == ("suoi2lan", FAMILY.laptop.public)
    assert holder.path == ("suoi2lan-1", "muongsay-1", "namson22-1")
    assert holder.keys == tuple(body.sign.public for body in (FAMILY.cell, FAMILY.commune, FAMILY.province))
    assert holder.vouched == set(holder.path)
    assert holder.seal == FAMILY.cell.seal.recipient
    assert holder.books == ("all:suoi2lan-1", "suoi2lan-1")
    assert holder.sample is False


def test_a_body_shows_itself_with_a_chain_without_device() -> None:
    holder = check_chain(CHAIN[1:], ROOT)
    assert (holder.org, holder.device, holder.device_key, holder.books) == ("suoi2lan-1", None, None, ())


def test_a_lone_cell_is_its_own_root() -> None:
    chain = (FAMILY.cell.device(FAMILY.laptop), FAMILY.cell.certificate(None))
    holder = check_chain(chain, [FAMILY.cell.sign.public])
    assert holder.path == ("suoi2lan-1",)
    assert holder.vouched == {"suoi2lan-1"}


@pytest.mark.parametrize(
    ("trusted", "vouched"),
    [
        ("province", {"suoi2lan-1", "muongsay-1", "namson22-1"}),
        ("commune", {"suoi2lan-1"}),
        ("cell", set()),
    ],
)
def test_only_what_a_trusted_key_signed_is_vouched_for(trusted: str, vouched: set[str]) -> None:
    key: SigningKey = getattr(FAMILY, trusted).sign
    assert check_chain(CHAIN, [key.public]).vouched == vouched


def test_an_invented_body_above_a_trusted_key_is_not_vouched_for() -> None:
    thief = Body("namson22-1", "Tỉnh ủy Nậm Sơn", "province")
    false_commune = make_body_certificate(
        thief.sign,
        org="muongsay-1",
        name="Đảng ủy xã Mường Sáy",
        kind="commune",
        sign=FAMILY.commune.sign.public,
        seal=SealingKey.new().recipient,
        parent="namson22-1",
        at=AT,
    )
    holder = check_chain(
        (CHAIN[0], CHAIN[1], false_commune, thief.certificate(None)), [FAMILY.commune.sign.public]
    )
    assert holder.vouched == {"suoi2lan-1"}


@pytest.mark.parametrize("trusted", [[], [SigningKey.new().public], [FAMILY.laptop.public]])
def test_a_chain_under_no_trusted_body_key_is_untrusted(trusted: list[str]) -> None:
    with pytest.raises(Untrusted):
        check_chain(CHAIN, trusted)


@pytest.mark.parametrize("place", range(4))
def test_every_changed_bit_of_every_certificate_is_refused(place: int) -> None:
    for other in every_changed_bit(CHAIN[place].text.encode()):
        with pytest.raises((Forged, NewerFormat)):
            check_chain((*CHAIN[:place], Certificate(as_text(other)), *CHAIN[place + 1 :]), ROOT)


def forged_chains() -> dict[str, Callable[[], tuple[Certificate, ...]]]:
    device, cell, commune, province = CHAIN
    family, thief = FAMILY, Body("suoi2lan-1", "Chi bộ bản Suối Lanh", "cell")
    other = Body("nahu2222-1", "Chi bộ bản Nà Hừ", "cell")
    loop = make_loop()
    return {
        "empty": tuple,
        "no root": lambda: (device, cell, commune),
        "only a device": lambda: (device,),
        "a level left out": lambda: (device, cell, province),
        "turned round": lambda: (province, commune, cell, device),
        "twice the same": lambda: (device, cell, commune, province, province),
        "device twice": lambda: (device, device, cell, commune, province),
        "device of a stranger": lambda: (thief.device(family.laptop), cell, commune, province),
        "device under another cell": lambda: (device, other.certificate(family.commune), commune, province),
        "cell signed by a stranger": lambda: (
            device,
            Certificate(changed(cell, thief.sign)),
            commune,
            province,
        ),
        "cell that names another signer": lambda: (
            device,
            Certificate(changed(cell, family.commune.sign, by=family.province.sign.public)),
            commune,
            province,
        ),
        "cell of another commune": lambda: (
            device,
            Certificate(changed(cell, family.commune.sign, parent="muonglo2-1")),
            commune,
            province,
        ),
        "device of another organisation": lambda: (
            Certificate(changed(device, family.cell.sign, org="nahu2222-1")),
            cell,
            commune,
            province,
        ),
        "sample under real": lambda: (
            family.cell.device(family.laptop, sample=True),
            cell,
            commune,
            province,
        ),
        "real under sample": lambda: (device, cell, commune, family.province.certificate(None, sample=True)),
        "device with a body's key": lambda: (
            family.cell.device(family.province.sign),
            cell,
            commune,
            province,
        ),
        "more than 8": lambda: loop,
        "an organisation twice": lambda: loop[-3:],
    }


def make_loop() -> tuple[Certificate, ...]:
    """Two organisations above each other by turns, each time with a new key, up to a root."""
    bodies = [Body(f"muongsay-{1 + number % 2}", "Đảng ủy xã Mường Sáy", "commune") for number in range(9)]
    above: list[Body | None] = [*bodies[1:], None]
    return tuple(body.certificate(parent) for body, parent in zip(bodies, above, strict=True))


@pytest.mark.parametrize("name", sorted(forged_chains()))
def test_a_chain_that_does_not_hold_together_is_forged(name: str) -> None:
    chain = forged_chains()[name]()
    bodies = [certificate.body for certificate in chain]
    trusted = [*ROOT, *(body["sign"] for body in bodies if body["type"] == "body")]
    with pytest.raises(Forged):
        check_chain(chain, trusted)


def test_a_list_of_certificates_is_1_to_8_long() -> None:
    for texts in ([], [CHAIN[0].text] * 9):
        with pytest.raises(Forged):
            read_chain(texts)


def test_a_device_writes_only_the_books_it_was_given() -> None:
    desk = make_device_certificate(
        FAMILY.commune.sign,
        org="muongsay-1",
        device="muongsay",
        key=FAMILY.laptop.public,
        books=["muongsay-1", "all:muongsay-1", "down:*", "nahu2222-1"],
        at=AT,
    )
    commune, cell = check_chain((desk, *CHAIN[2:]), ROOT), check_chain(CHAIN, ROOT)
    books = [
        "muongsay-1",
        "all:muongsay-1",
        "down:suoi2lan-1",
        "nahu2222-1",
        "suoi2lan-1",
        "down:*",
        "all:suoi2lan-1",
    ]
    assert [book for book in books if commune.may_write(book)] == books[:4]
    assert [book for book in books if cell.may_write(book)] == ["suoi2lan-1", "all:suoi2lan-1"]
