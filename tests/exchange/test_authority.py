"""What a device with good keys still may not say: others' books, others' heads, others' names."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange.bundle import Sender, write_bundle
from chibo_desktop.exchange.lines import Contents
from chibo_desktop.exchange.manifest import Run
from chibo_desktop.exchange.outgoing import find_addressee, find_sender, gather
from chibo_desktop.exchange.refusals import BundleRefused
from chibo_desktop.seal import digest
from chibo_desktop.seal.identity import (
    SignedLine,
    chain_text,
    make_body_certificate,
    make_device_certificate,
    make_signed,
    signed_head,
)
from chibo_desktop.seal.refusals import Forged
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.store.certificates import chain_of_body, chain_of_device, own_chain
from chibo_desktop.store.intake import take_revocation
from chibo_desktop.store.secrets import body_key, device_key
from exchange.province import Province, is_clean, make_province, state, write_meeting
from exchange.world import make_entry


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as made:
        for cell in made.cells:
            write_meeting(cell, "2026-10")
            made.send(cell, made.commune)
        yield made


def carry(
    province: Province, sender: Sender, maker: Desk, to: Desk, contents: Contents, **said: object
) -> Path:
    """A bundle made by hand: signed by `sender`, holding what it likes."""
    runs: list[Run] = said.get("carried", [])  # type: ignore[assignment]
    have: list[SignedLine] = said.get("have", [])  # type: ignore[assignment]
    bundle = write_bundle(
        sender,
        find_addressee(maker.store, to.organisation_id),
        contents,
        carried=runs,
        have=have,
        made=province.clock.now(),
    )
    path = province.folder / bundle.name
    path.write_bytes(bundle.data)
    return path


def forge_run(writer: Desk, book: str, key: SigningKey | None = None) -> tuple[Run, Contents]:
    """One entry in a book of the forger's choice, with a head signed by `key` (None: its own)."""
    device = writer.store.device
    entry = make_entry(device, book, 1, b"", place="giả")
    whole = digest.sha256(entry).hex()
    head = signed_head(key or device_key(writer.store), device, book, 1, whole)
    chain = chain_of_device(writer.store, device)
    assert chain is not None
    contents = Contents(certificates=tuple(chain_text(chain)), heads=(head,), entries=(entry,))
    return Run(device, book, 1, 1, whole), contents


def refused(desk: Desk, path: Path) -> Refusal:
    """Why a bundle is refused; nothing of it may stay."""
    before = state(desk)
    rows = desk.store.rows("SELECT * FROM certificate ORDER BY digest")
    with pytest.raises(Refusal) as caught:
        read_bundle(desk, path)
    assert state(desk) == before
    assert [tuple(row) for row in desk.store.rows("SELECT * FROM certificate ORDER BY digest")] == [
        tuple(row) for row in rows
    ]
    return caught.value


def with_books(desk: Desk, books: list[str]) -> Sender:
    """The desk's device, with a new certificate by its own body that names these books."""
    made = make_device_certificate(
        body_key(desk.store),
        org=desk.organisation_id,
        device=desk.store.device,
        key=device_key(desk.store).public,
        books=books,
        at=desk.store.clock.now(),
    )
    sender = find_sender(desk.store)
    return dataclasses.replace(sender, chain=(made.text, *sender.chain[1:]))


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


def revoke(by: Desk, of: Desk, last: list[list[object]]) -> SignedLine:
    """The body above, or the body itself, takes a device out of force."""
    return make_signed(
        body_key(by.store),
        {
            "type": "revocation",
            "org": of.organisation_id,
            "device": of.store.device,
            "key": device_key(of.store).public,
            "last": last,
            "by": body_key(by.store).public,
            "at": "2026-10-07T08:00:00+07:00",
        },
    )


def test_a_revoked_device_can_send_nothing_and_the_revocation_climbs(province: Province) -> None:
    cell, commune, upper = province.cell, province.commune, province.upper
    meeting = write_meeting(cell, "2026-11")
    province.send(cell, commune)
    province.send(commune, upper)
    assert upper.store.values("meeting", meeting)
    keep = [[cell.store.device, cell.organisation_id, 2]]
    with commune.store.transaction():
        take_revocation(commune.store, revoke(commune, cell, keep))

    path = make_bundle(cell, commune.organisation_id, province.folder).path
    assert isinstance(refused(commune, path), BundleRefused)
    province.send(commune, upper)

    for desk in (commune, upper):
        shown = desk.store.values("meeting", meeting)
        assert shown is None or shown.get("place") is None
        assert is_clean(desk)


def test_a_cell_cannot_revoke_the_device_of_another(province: Province) -> None:
    first, second = province.cells
    line = revoke(first, second, [])
    path = carry(province, find_sender(first.store), first, province.commune, Contents(revocations=(line,)))

    assert isinstance(refused(province.commune, path), Forged)


def test_a_body_above_types_for_a_cell_that_has_no_key_yet(province: Province) -> None:
    commune, upper = province.commune, province.upper
    book = f"{commune.store.device}-77"
    sender = with_books(commune, sorted([commune.organisation_id, book, "down:*"]))
    run, contents = forge_run(commune, book)
    contents = dataclasses.replace(contents, certificates=sender.chain)

    path = carry(province, sender, commune, upper, contents, carried=[run])

    result = read_bundle(upper, path)
    assert result.taken is not None
    assert result.taken.new == 1


def test_an_upper_device_does_not_write_a_cells_own_book(province: Province) -> None:
    cell, upper, commune = province.cell, province.upper, province.commune
    sender = with_books(upper, sorted([upper.organisation_id, cell.organisation_id]))
    run, contents = forge_run(upper, cell.organisation_id)
    contents = dataclasses.replace(contents, certificates=sender.chain)

    path = carry(province, sender, upper, commune, contents, carried=[run])

    assert isinstance(refused(commune, path), BundleRefused)


def test_the_chain_in_a_bundle_is_the_senders_newest(province: Province) -> None:
    assert find_sender(province.cell.store).chain == tuple(chain_text(own_chain(province.cell.store)))
