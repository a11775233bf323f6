"""Bundles made by hand at real desks, well signed and saying what they may not; it asserts only that they are refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import read_bundle
from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange.bundle import Sender, write_bundle
from chibo_desktop.exchange.lines import Contents
from chibo_desktop.exchange.manifest import Run
from chibo_desktop.exchange.outgoing import find_addressee, find_sender
from chibo_desktop.seal import digest
from chibo_desktop.seal.identity import (
    SignedLine,
    chain_text,
    make_device_certificate,
    signed_head,
)
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.store.certificates import chain_of_device
from chibo_desktop.store.secrets import body_key, device_key
from exchange.province import Province, state
from exchange.world import make_entry


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
