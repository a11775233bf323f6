"""A whole bundle: sealing one for its receiver, opening one in the order that trusts nothing early; no database.

The file, documented for other readers in docs/BUNDLE.md:
age( `chibo-bundle 1` LF · manifest LF · base64 Ed25519 over both lines LF · one zstd frame of NDJSON ).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from chibo_desktop import __version__
from chibo_desktop.exchange import frame, refusals, runs
from chibo_desktop.exchange.lines import Contents, read_contents, write_contents
from chibo_desktop.exchange.manifest import (
    MAX_BYTES,
    MAX_LENGTH,
    Manifest,
    Run,
    manifest_line,
    read_manifest,
)
from chibo_desktop.records import SCHEMA
from chibo_desktop.seal import digest, shapes
from chibo_desktop.seal.box import SealingKey, open_box, seal
from chibo_desktop.seal.identity import ChainHolder, SignedLine, check_chain, read_chain
from chibo_desktop.seal.refusals import Forged, NewerFormat
from chibo_desktop.seal.sign import SigningKey, verify

HEADER = b"chibo-bundle 1\n"
_NEWER = re.compile(rb"chibo-bundle ([2-9]|[1-9][0-9]{1,3})\n")
MAX_FILE = MAX_LENGTH + MAX_BYTES + 64 * 1024
"""Bytes of a sealed file: contents, head and what age adds (16 bytes for each 64 KiB)."""

SUFFIX = ".cbb"


@dataclass(frozen=True)
class Sender:
    """Who makes a bundle. `chain` is the device's, as texts; `recipient` the sealing key of its own body."""

    org: str
    device: str
    key: SigningKey
    chain: tuple[str, ...]
    recipient: str
    sample: bool


@dataclass(frozen=True)
class Addressee:
    """For whom a bundle is made: a body and its sealing key (`age1…`)."""

    org: str
    recipient: str


@dataclass(frozen=True)
class Reader:
    """Who opens a bundle. `keys` are the body's sealing keys, past ones too; `trusted`, `revoked` public keys."""

    org: str
    keys: Sequence[SealingKey]
    trusted: Collection[str]
    sample: bool
    revoked: Collection[str] = ()


@dataclass(frozen=True)
class Bundle:
    """A sealed bundle and the name its file has."""

    name: str
    data: bytes
    manifest: Manifest


@dataclass(frozen=True)
class Opened:
    """A bundle that has passed every check; `holder` is the device that made it, and its body."""

    manifest: Manifest
    holder: ChainHolder
    contents: Contents


def write_bundle(
    sender: Sender,
    to: Addressee,
    contents: Contents,
    *,
    carried: Sequence[Run],
    have: Sequence[SignedLine],
    made: datetime,
    dictionary: int = 0,
    dictionaries: Path | None = None,
) -> Bundle:
    """Seal `contents` for the body it goes to (and for the sender, who may look into what it sent).

    Refusal when the contents are longer than MAX_LENGTH or the receiver's key is not known.
    """
    lines = write_contents(contents)
    if len(lines) > MAX_LENGTH:
        raise refusals.too_large()
    packed = frame.compress(lines, dictionary, dictionaries)
    manifest = Manifest(
        id=digest.new_salt().hex(),
        sender=sender.org,
        device=sender.device,
        to=to.org,
        cert=sender.chain,
        runs=tuple(sorted(carried, key=lambda run: (run.device, run.book, run.last, run.head))),
        have=tuple(have),
        schema=SCHEMA,
        dictionary=dictionary,
        length=len(lines),
        zlen=len(packed),
        sha256=digest.sha256(packed).hex(),
        made=shapes.moment_text(made),
        program=__version__,
        sample=sender.sample,
    )
    data = seal(sign_head(sender.key, manifest) + packed, [to.recipient, sender.recipient])
    return Bundle(bundle_name(manifest, data), data, manifest)


def sign_head(key: SigningKey, manifest: Manifest) -> bytes:
    """The three lines before the frame."""
    signed = HEADER + manifest_line(manifest).encode("utf-8") + b"\n"
    return signed + key.sign(signed).encode("ascii") + b"\n"


def bundle_name(manifest: Manifest, data: bytes) -> str:
    """`<from>_<to>_<device>_<yyyymmdd>_<hash8>.cbb`: letters, digits and hyphens only, good on FAT."""
    day = manifest.made[:10].replace("-", "")
    whole = digest.short_hash(data)
    return f"{manifest.sender}_{manifest.to}_{manifest.device}_{day}_{whole}{SUFFIX}"


def open_bundle(data: bytes, reader: Reader, *, dictionaries: Path | None = None) -> Opened:
    """Open and check a bundle addressed to the reader.

    Refusal for anything wrong; nothing is decompressed before the signature, addressee and limits hold.
    """
    manifest, holder, packed = open_head(data, reader)
    if manifest.sender == reader.org and manifest.to != reader.org:
        raise refusals.our_own()
    if manifest.to != reader.org:
        raise refusals.readdressed()
    return _open_contents(manifest, holder, packed, dictionaries)


def look_into(data: bytes, reader: Reader, *, dictionaries: Path | None = None) -> Opened:
    """The same for a bundle this body made or receives; taking it in is not promised."""
    manifest, holder, packed = open_head(data, reader)
    return _open_contents(manifest, holder, packed, dictionaries)


def open_head(data: bytes, reader: Reader) -> tuple[Manifest, ChainHolder, bytes]:
    """Unseal, and check everything that can be checked without decompressing but the addressee."""
    if len(data) > MAX_FILE:
        raise refusals.too_large()
    signed, manifest_bytes, signature, packed = _split(open_box(data, reader.keys))
    manifest = read_manifest(manifest_bytes)
    # Before any question of trust: a sample is never taken for real, whoever signed it.
    if manifest.sample != reader.sample:
        raise refusals.wrong_sort(manifest.sample)
    holder = check_chain(read_chain(manifest.cert), reader.trusted)
    if (holder.org, holder.device, holder.sample) != (manifest.sender, manifest.device, manifest.sample):
        raise Forged("chain of another")
    if holder.device_key is None or not verify(holder.device_key, signature, signed):
        raise Forged("bundle signature")
    if not {holder.device_key, *holder.keys}.isdisjoint(reader.revoked):
        raise refusals.revoked(holder.name)
    return manifest, holder, packed


def _split(opened: bytes) -> tuple[bytes, bytes, str, bytes]:
    if not opened.startswith(HEADER):
        if _NEWER.match(opened):
            raise NewerFormat
        raise refusals.not_a_bundle("header")
    manifest_end = opened.find(b"\n", len(HEADER), len(HEADER) + MAX_BYTES + 1)
    signature_end = opened.find(b"\n", manifest_end + 1, manifest_end + 1 + 128)
    if manifest_end < 0 or signature_end < 0:
        raise refusals.not_a_bundle("lines")
    signature = opened[manifest_end + 1 : signature_end].decode("ascii", errors="replace")
    manifest = opened[len(HEADER) : manifest_end]
    return opened[: manifest_end + 1], manifest, signature, opened[signature_end + 1 :]


def _open_contents(
    manifest: Manifest, holder: ChainHolder, packed: bytes, dictionaries: Path | None
) -> Opened:
    if manifest.length > MAX_LENGTH or manifest.zlen > MAX_LENGTH:
        raise refusals.too_large()
    if len(packed) != manifest.zlen or digest.sha256(packed).hex() != manifest.sha256:
        raise refusals.not_as_signed("hash")
    frame.check_frame(packed, manifest.length, manifest.dictionary)
    lines = frame.decompress(packed, manifest.length, manifest.dictionary, dictionaries)
    contents = read_contents(lines)
    runs.check_runs(manifest.runs, contents)
    return Opened(manifest, holder, contents)
