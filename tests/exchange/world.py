"""Invented bodies with real keys, and bundles between them, for the tests of the container; no database."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.exchange.bundle import Addressee, Bundle, Reader, Sender, write_bundle
from chibo_desktop.exchange.lines import Contents
from chibo_desktop.exchange.manifest import Run
from chibo_desktop.seal import digest
from chibo_desktop.seal.box import SealingKey
from chibo_desktop.seal.identity import (
    Certificate,
    SignedLine,
    make_body_certificate,
    make_device_certificate,
    signed_head,
)
from chibo_desktop.seal.sign import SigningKey

MADE = datetime(2026, 10, 6, 8, 0, tzinfo=VIETNAM)
UPPER, COMMUNE, CELL = "uuuuuuuu-1", "cccccccc-1", "aaaaaaaa-1"
NAMES = {UPPER: "Đảng bộ Nậm Sơn", COMMUNE: "Đảng bộ xã Mường Sáy", CELL: "Chi bộ bản Suối Lanh"}
KINDS = {UPPER: "upper", COMMUNE: "commune", CELL: "cell"}


@dataclass
class Body:
    """A body with its keys, its chain of body certificates and one device."""

    org: str
    parent: Body | None = None
    sample: bool = False
    sign: SigningKey = field(default_factory=SigningKey.new)
    seal: SealingKey = field(default_factory=SealingKey.new)
    device_key: SigningKey = field(default_factory=SigningKey.new)

    @property
    def device(self) -> str:
        return self.org[:8]

    @property
    def bodies(self) -> list[str]:
        signer, above = (self.parent.sign, self.parent.org) if self.parent else (self.sign, None)
        own = make_body_certificate(
            signer,
            org=self.org,
            name=NAMES[self.org],
            kind=KINDS[self.org],
            sign=self.sign.public,
            seal=self.seal.recipient,
            parent=above,
            at=MADE,
            sample=self.sample,
        )
        return [own.text, *(self.parent.bodies if self.parent else [])]

    def certificate(self, signer: SigningKey | None = None) -> Certificate:
        return make_device_certificate(
            signer or self.sign,
            org=self.org,
            device=self.device,
            key=self.device_key.public,
            books=[self.org, f"all:{self.org}", "down:*"],
            at=MADE,
            sample=self.sample,
        )

    @property
    def chain(self) -> tuple[str, ...]:
        return (self.certificate().text, *self.bodies)

    @property
    def sender(self) -> Sender:
        return Sender(self.org, self.device, self.device_key, self.chain, self.seal.recipient, self.sample)

    @property
    def reader(self) -> Reader:
        above = [self.parent.sign.public] if self.parent else []
        return Reader(self.org, [self.seal], [self.sign.public, *above], self.sample)

    @property
    def addressee(self) -> Addressee:
        return Addressee(self.org, self.seal.recipient)


def make_bodies(*, sample: bool = False) -> tuple[Body, Body, Body]:
    """Upper body, commune, cell."""
    upper = Body(UPPER, None, sample)
    commune = Body(COMMUNE, upper, sample)
    return upper, commune, Body(CELL, commune, sample)


def make_entry(device: str, book: str, number: int, before: bytes, **fields: Any) -> bytes:
    """An entry's bytes, written as the store writes them."""
    change = ["meeting", f"{device}-{number}", {"place": f"Nhà văn hóa bản Suối Lanh {number}", **fields}]
    value = {
        "d": device,
        "b": book,
        "n": number,
        "p": digest.hex16(before) if before else "",
        "t": [1791000000000 + number, 0],
        "u": "bt",
        "s": 1,
        "c": [change],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def make_run(body: Body, count: int) -> tuple[Run, SignedLine, tuple[bytes, ...]]:
    """The first `count` entries of a body's device in its own book, with their signed head."""
    entries: list[bytes] = []
    for number in range(1, count + 1):
        entries.append(make_entry(body.device, body.org, number, entries[-1] if entries else b""))
    head = digest.sha256(entries[-1]).hex()
    line = signed_head(body.device_key, body.device, body.org, count, head)
    return Run(body.device, body.org, 1, count, head), line, tuple(entries)


def make_part(body: Body) -> dict[str, Any]:
    """A private part of the first entry of a body's device in its own book, as a bundle carries it."""
    value = {"r": "parent", "s": "A" * 22 + "==", "v": '{"reason":"ốm"}'}
    return {"d": body.device, "b": body.org, "n": 1, "i": 0, **value}


def make_contents(body: Body, count: int = 3) -> tuple[Run, Contents]:
    """A run with its head and the certificates that speak for it."""
    run, head, entries = make_run(body, count)
    return run, Contents(certificates=body.chain, heads=(head,), entries=entries)


def make_bundle(sender: Body, to: Body, count: int = 3, **more: Any) -> Bundle:
    """A bundle of `count` entries of the sender's own book."""
    run, contents = make_contents(sender, count)
    return write_bundle(sender.sender, to.addressee, contents, carried=[run], have=[], made=MADE, **more)
