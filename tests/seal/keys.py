"""Invented bodies, devices and certificates for the tests of seal/; it asserts nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.seal.box import SealingKey
from chibo_desktop.seal.encoding import write_line
from chibo_desktop.seal.identity import Certificate, make_body_certificate, make_device_certificate
from chibo_desktop.seal.sign import SigningKey

AT = datetime(2026, 10, 5, 19, 30, tzinfo=VIETNAM)
VERIFY = [
    "openssl",
    "pkeyutl",
    "-verify",
    "-rawin",
    "-pubin",
    "-inkey",
    "public.pem",
    "-sigfile",
    "signature",
]


@dataclass
class Body:
    """One organisation with both its keys."""

    org: str
    name: str
    kind: str
    sign: SigningKey = field(default_factory=SigningKey.new)
    seal: SealingKey = field(default_factory=SealingKey.new)

    def certificate(self, above: Body | None, *, sample: bool = False) -> Certificate:
        return make_body_certificate(
            (above or self).sign,
            org=self.org,
            name=self.name,
            kind=self.kind,
            sign=self.sign.public,
            seal=self.seal.recipient,
            parent=above.org if above else None,
            at=AT,
            sample=sample,
        )

    def device(self, key: SigningKey, *, sample: bool = False) -> Certificate:
        return make_device_certificate(
            self.sign,
            org=self.org,
            device="suoi2lan",
            key=key.public,
            books=[self.org, f"all:{self.org}"],
            at=AT,
            sample=sample,
        )


@dataclass
class Family:
    """Province, commune and cell, and the cell's laptop."""

    province: Body = field(default_factory=lambda: Body("namson22-1", "Tỉnh ủy Nậm Sơn", "province"))
    commune: Body = field(default_factory=lambda: Body("muongsay-1", "Đảng ủy xã Mường Sáy", "commune"))
    cell: Body = field(default_factory=lambda: Body("suoi2lan-1", "Chi bộ bản Suối Lanh", "cell"))
    laptop: SigningKey = field(default_factory=SigningKey.new)

    def chain(self) -> tuple[Certificate, ...]:
        return (
            self.cell.device(self.laptop),
            self.cell.certificate(self.commune),
            self.commune.certificate(self.province),
            self.province.certificate(None),
        )


def every_changed_bit(data: bytes) -> Iterator[bytes]:
    """Yield the data once for each of its bits, with that bit changed."""
    for place in range(len(data)):
        for bit in range(8):
            yield data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]


def as_text(data: bytes) -> str:
    """Bytes that need no longer be UTF-8, as a reader that is not strict would hand them on."""
    return data.decode("utf-8", "surrogateescape")


def signed(key: SigningKey, line: str) -> str:
    return f"{line}\n{key.sign(line.encode())}"


def changed(certificate: Certificate, signer: SigningKey, /, **changes: Any) -> str:
    """The certificate saying something else, well signed by `signer`."""
    return signed(signer, write_line({**certificate.body, **changes}))
