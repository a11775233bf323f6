"""The signed line at the head of a bundle: who sends what to whom, how long it is, how far the sender has read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chibo_desktop.exchange import refusals
from chibo_desktop.seal import shapes
from chibo_desktop.seal.encoding import NotStrictError, read_line, write_line
from chibo_desktop.seal.identity import NewerFormat, SignedLine

VERSION = 1
MAX_BYTES = 1024 * 1024
"""A manifest names each run and each receipt in some 450 bytes: room for two thousand."""

MAX_LENGTH = 64 * 1024 * 1024
"""Bytes of contents, before and after compression (DATA.md §4)."""


@dataclass(frozen=True)
class Run:
    """Whole entries `first`..`last` of one device in one book; `head` is SHA-256 of entry `last`, in hex."""

    device: str
    book: str
    first: int
    last: int
    head: str


@dataclass(frozen=True)
class Manifest:
    """What a bundle says of itself. `id` is random; `sender`, `to` are organisations; `made` is ISO with +07:00."""

    id: str
    sender: str
    device: str
    to: str
    cert: tuple[str, ...]
    runs: tuple[Run, ...]
    have: tuple[SignedLine, ...]
    schema: int
    dictionary: int
    length: int
    zlen: int
    sha256: str
    made: str
    program: str
    sample: bool


def manifest_line(manifest: Manifest) -> str:
    """The line as it is signed, without its line end."""
    return write_line(
        {
            "v": VERSION,
            "id": manifest.id,
            "from": manifest.sender,
            "device": manifest.device,
            "to": manifest.to,
            "cert": list(manifest.cert),
            "runs": [vars(run) for run in manifest.runs],
            "have": [[line.text, line.signature] for line in manifest.have],
            "schema": manifest.schema,
            "dict": manifest.dictionary,
            "len": manifest.length,
            "zlen": manifest.zlen,
            "sha256": manifest.sha256,
            "made": manifest.made,
            "program": manifest.program,
            "sample": manifest.sample,
        }
    )


def read_manifest(line: bytes) -> Manifest:
    """Check the form of the line, nothing else. BundleRefused for any other form, NewerFormat for a higher `v`."""
    try:
        value = read_line(line.decode("utf-8"), MAX_BYTES)
    except (UnicodeDecodeError, NotStrictError) as error:
        raise refusals.bad_manifest("manifest") from error
    _check_fields(value)
    return Manifest(
        id=value["id"],
        sender=value["from"],
        device=value["device"],
        to=value["to"],
        cert=tuple(value["cert"]),
        runs=tuple(Run(**run) for run in value["runs"]),
        have=tuple(SignedLine(text, signature) for text, signature in value["have"]),
        schema=value["schema"],
        dictionary=value["dict"],
        length=value["len"],
        zlen=value["zlen"],
        sha256=value["sha256"],
        made=value["made"],
        program=value["program"],
        sample=value["sample"],
    )


def _check_fields(value: dict[str, Any]) -> None:
    version = value.get("v")
    if shapes.is_number(version) and version != VERSION:
        raise NewerFormat
    if version != VERSION or set(value) != {"v", *_FIELDS}:
        raise refusals.bad_manifest("fields")
    for name, is_right in _FIELDS.items():
        if not is_right(value[name]):
            raise refusals.bad_manifest(f"field {name}")


def _list_of(is_right: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(is_right(one) for one in value)


def _like(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_signed(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_text(one) for one in value)


def _is_dictionary(value: Any) -> bool:
    return shapes.is_count(value) and value < 2**32


_RUN: dict[str, Callable[[Any], bool]] = {
    "device": shapes.is_device,
    "book": shapes.is_book,
    "first": shapes.is_number,
    "last": shapes.is_number,
    "head": shapes.is_sha256,
}


def _is_run(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == set(_RUN)
        and all(is_right(value[name]) for name, is_right in _RUN.items())
        and value["first"] <= value["last"]
    )


def _are_runs(value: Any) -> bool:
    if not _list_of(_is_run)(value):
        return False
    order = [(run["device"], run["book"], run["last"], run["head"]) for run in value]
    return order == sorted(set(order))


_FIELDS: dict[str, Callable[[Any], bool]] = {
    "id": _like("[0-9a-f]{32}"),
    "from": shapes.is_org,
    "device": shapes.is_device,
    "to": shapes.is_org,
    "cert": _list_of(_is_text),
    "runs": _are_runs,
    "have": _list_of(_is_signed),
    "schema": shapes.is_number,
    "dict": _is_dictionary,
    "len": shapes.is_count,
    "zlen": shapes.is_number,
    "sha256": shapes.is_sha256,
    "made": shapes.is_moment,
    "program": _like("[0-9A-Za-z.+-]{1,40}"),
    "sample": shapes.is_flag,
}
