"""What a device with good keys still may not say: others' books, others' heads, others' names."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange.lines import Contents
from chibo_desktop.exchange.manifest import Run
from chibo_desktop.exchange.outgoing import find_sender, gather
from chibo_desktop.exchange.refusals import BundleRefused
from chibo_desktop.seal import digest
from chibo_desktop.seal.identity import (
    chain_text,
    make_body_certificate,
    make_device_certificate,
    make_signed,
    signed_head,
)
from chibo_desktop.seal.refusals import Forged
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.store.certificates import chain_of_body, own_chain
from chibo_desktop.store.secrets import body_key, device_key
from exchange.false_bundles import carry, forge_run, refused, with_books
from exchange.province import Province, make_province_that_sent, write_meeting
from exchange.world import make_entry


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province_that_sent(tmp_path) as made:
        yield made


@pytest.mark.parametrize("sort", ["", "down:", "all:"])
def test_a_cell_cannot_write_the_book_of_another(province: Province, sort: str) -> None:
    first, second = province.cells
    run, contents = forge_run(first, f"{sort}{second.organisation_id}")

    path = carry(province, find_sender(first.store), first, province.commune, contents, carried=[run])

    assert isinstance(refused(province.commune, path), BundleRefused)


@pytest.mark.parametrize("sort", ["", "down:", "all:"])
def test_a_body_cannot_grant_its_device_the_book_of_another(province: Province, sort: str) -> None:
    first, second = province.cells
    run, contents = forge_run(first, f"{sort}{second.organisation_id}")
    granted = "down:*" if sort == "down:" else f"{sort}{second.organisation_id}"
    sender = with_books(first, sorted({first.organisation_id, granted}))
    contents = dataclasses.replace(contents, certificates=sender.chain)

    path = carry(province, sender, first, province.commune, contents, carried=[run])

    assert isinstance(refused(province.commune, path), BundleRefused)


def test_a_cell_cannot_write_to_its_superiors_receivers(province: Province) -> None:
    cell = province.cell
    book = f"all:{province.commune.organisation_id}"
    run, contents = forge_run(cell, book)
    sender = with_books(cell, sorted([cell.organisation_id, book]))

    path = carry(
        province,
        sender,
        cell,
        province.commune,
        dataclasses.replace(contents, certificates=sender.chain),
        carried=[run],
    )

    assert isinstance(refused(province.commune, path), BundleRefused)


def test_a_device_cannot_write_a_book_of_its_body_that_its_certificate_does_not_name(
    province: Province,
) -> None:
    commune, cell = province.commune, province.cell
    run, contents = forge_run(commune, f"all:{commune.organisation_id}")
    sender = with_books(commune, [commune.organisation_id])
    contents = dataclasses.replace(contents, certificates=())

    path = carry(province, sender, commune, cell, contents, carried=[run])

    assert isinstance(refused(cell, path), BundleRefused)


def test_a_head_signed_by_another_key_is_refused(province: Province) -> None:
    cell, commune = province.cell, province.commune
    device = province.cells[1].store.device
    run, contents = forge_run(cell, cell.organisation_id, SigningKey.new())
    path = carry(province, find_sender(cell.store), cell, commune, contents, carried=[run])
    assert isinstance(refused(commune, path), Forged)

    # an entry in the other cell's name, under the forger's own signature
    book = province.cells[1].organisation_id
    entry = make_entry(device, book, 9, b"x")
    whole = digest.sha256(entry).hex()
    head = signed_head(device_key(cell.store), device, book, 9, whole)
    contents = Contents(heads=(head,), entries=(entry,))
    path = carry(
        province, find_sender(cell.store), cell, commune, contents, carried=[Run(device, book, 9, 9, whole)]
    )
    assert isinstance(refused(commune, path), Forged)


def test_a_second_owner_of_a_device_code_is_refused(province: Province) -> None:
    first, second = province.cells
    stolen = make_device_certificate(
        body_key(first.store),
        org=first.organisation_id,
        device=second.store.device,
        key=device_key(first.store).public,
        books=[first.organisation_id],
        at=province.clock.now(),
    )
    path = carry(
        province, find_sender(first.store), first, province.commune, Contents(certificates=(stolen.text,))
    )

    assert isinstance(refused(province.commune, path), BundleRefused)


def test_an_organisation_cannot_be_taken_over_by_another_parent(province: Province, tmp_path: Path) -> None:
    first, second = province.cells
    own = chain_of_body(province.commune.store, second.organisation_id)
    assert own is not None
    taken = make_body_certificate(
        body_key(first.store),
        org=second.organisation_id,
        name=own[0].body["name"],
        kind="cell",
        sign=SigningKey.new().public,
        seal=own[0].body["seal"],
        parent=first.organisation_id,
        at=province.clock.now(),
    )
    path = carry(
        province, find_sender(first.store), first, province.commune, Contents(certificates=(taken.text,))
    )

    assert isinstance(refused(province.commune, path), BundleRefused)


def test_a_key_that_is_anothers_is_not_certified_a_second_time(province: Province) -> None:
    """Revoking what one certified oneself must not reach a neighbour, whose next bundle is read as before."""
    first, second = province.cells
    commune = province.commune
    own = chain_of_body(commune.store, second.organisation_id)
    assert own is not None
    body = make_body_certificate(
        body_key(first.store),
        org="bbbbbbbb-7",
        name="Tổ đảng",
        kind="cell",
        sign=own[0].body["sign"],
        seal=own[0].body["seal"],
        parent=first.organisation_id,
        at=province.clock.now(),
    )
    device = make_device_certificate(
        body_key(first.store),
        org=first.organisation_id,
        device="bbbbbbbb",
        key=device_key(second.store).public,
        books=[first.organisation_id],
        at=province.clock.now(),
    )
    for stolen in (body, device):
        province.wait()
        contents = Contents(certificates=(stolen.text,))
        path = carry(province, find_sender(first.store), first, commune, contents)
        assert isinstance(refused(commune, path), BundleRefused)
    write_meeting(second, "2026-11")
    assert province.send(second, commune).result == "read"


def test_a_cell_certifies_nobody_below_itself(province: Province) -> None:
    first, commune = province.cell, province.commune
    own = chain_of_body(commune.store, first.organisation_id)
    assert own is not None
    below = make_body_certificate(
        body_key(first.store),
        org="bbbbbbbb-7",
        name="Tổ đảng",
        kind="cell",
        sign=SigningKey.new().public,
        seal=own[0].body["seal"],
        parent=first.organisation_id,
        at=province.clock.now(),
    )
    path = carry(province, find_sender(first.store), first, commune, Contents(certificates=(below.text,)))
    assert isinstance(refused(commune, path), BundleRefused)


def test_a_receipt_in_anothers_name_is_refused(province: Province) -> None:
    first, second = province.cells
    commune = province.commune
    said = {
        "type": "receipt",
        "body": second.organisation_id,
        "device": second.store.device,
        "of-device": commune.store.device,
        "book": f"down:{second.organisation_id}",
        "n": 1,
        "sha256": "0" * 64,
        "at": "2026-10-06T08:00:00+07:00",
    }
    line = make_signed(device_key(first.store), said)
    sender = find_sender(first.store)

    forwarded = carry(province, sender, first, commune, Contents(receipts=(line,)))
    assert isinstance(refused(commune, forwarded), Forged)
    province.wait()
    own = carry(province, sender, first, commune, Contents(), have=[line])
    assert isinstance(refused(commune, own), Forged)


def test_a_cell_does_not_take_what_was_meant_for_its_sibling(province: Province) -> None:
    first, second = province.cells
    commune = province.commune
    with commune.store.transaction():
        load = gather(commune.store, province.upper.organisation_id)
    runs = [run for run in load.runs if run.book == second.organisation_id]
    entries = tuple(entry for entry in load.contents.entries if second.organisation_id.encode() in entry)
    heads = tuple(line for line in load.contents.heads if line.body["book"] == second.organisation_id)
    contents = Contents(certificates=load.contents.certificates, heads=heads, entries=entries)

    path = carry(province, find_sender(commune.store), commune, first, contents, carried=runs)

    assert isinstance(refused(first, path), Refusal)


def test_an_upper_device_does_not_write_a_cells_own_book(province: Province) -> None:
    cell, upper, commune = province.cell, province.upper, province.commune
    sender = with_books(upper, sorted([upper.organisation_id, cell.organisation_id]))
    run, contents = forge_run(upper, cell.organisation_id)
    contents = dataclasses.replace(contents, certificates=sender.chain)

    path = carry(province, sender, upper, commune, contents, carried=[run])

    assert isinstance(refused(commune, path), BundleRefused)


def test_the_chain_in_a_bundle_is_the_senders_newest(province: Province) -> None:
    assert find_sender(province.cell.store).chain == tuple(chain_text(own_chain(province.cell.store)))
