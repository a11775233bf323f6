"""Whole runs: the entries of a bundle are exactly those its manifest names, chained, each under a signed head."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from chibo_desktop.exchange import refusals
from chibo_desktop.exchange.lines import Contents
from chibo_desktop.exchange.manifest import Run
from chibo_desktop.seal import digest, shapes
from chibo_desktop.seal.identity import SignedLine

Chain = tuple[str, str]
"""(device, book): what entries are numbered in."""


def check_runs(stated: Sequence[Run], contents: Contents) -> None:
    """BundleRefused when an entry is missing, doubled, foreign, unchained, or a head is not what was stated.

    Who signed the heads is judged later (`authority`), when the certificates held are at hand.
    """
    entries = _by_number(contents.entries)
    heads = {_head_of(line) for line in contents.heads}
    for run in stated:
        _check_run(run, entries)
        if (run.device, run.book, run.last, run.head) not in heads:
            raise refusals.bad_contents("head")
    if entries:
        raise refusals.bad_contents("entries of no run")
    if len(heads) != len(stated):
        raise refusals.bad_contents("heads of no run")


def entry_place(entry: bytes) -> tuple[str, str, int]:
    """(device, book, number) of an entry; BundleRefused when it does not have them in the right form."""
    value = json.loads(entry)
    place = (value.get("d"), value.get("b"), value.get("n"))
    if not (shapes.is_device(place[0]) and shapes.is_book(place[1]) and shapes.is_number(place[2])):
        raise refusals.bad_contents("entry place")
    return place[0], place[1], place[2]


def _by_number(entries: Iterable[bytes]) -> dict[tuple[str, str, int], bytes]:
    found: dict[tuple[str, str, int], bytes] = {}
    for entry in entries:
        place = entry_place(entry)
        if place in found:
            raise refusals.bad_contents("entry twice")
        found[place] = entry
    return found


def _check_run(run: Run, entries: dict[tuple[str, str, int], bytes]) -> None:
    before: bytes | None = None
    for number in range(run.first, run.last + 1):
        entry = entries.pop((run.device, run.book, number), None)
        if entry is None:
            raise refusals.bad_contents("entry missing")
        _check_link(number, before, _previous(entry))
        before = entry
    if before is None or digest.sha256(before).hex() != run.head:
        raise refusals.bad_contents("run head")


def _check_link(number: int, before: bytes | None, previous: Any) -> None:
    if number == 1:
        fits = previous == ""
    elif before is None:
        fits = isinstance(previous, str) and len(previous) == 32
    else:
        fits = previous == digest.hex16(before)
    if not fits:
        raise refusals.bad_contents("entry chain")


def _previous(entry: bytes) -> Any:
    return json.loads(entry).get("p")


def _head_of(line: SignedLine) -> tuple[str, str, int, str]:
    body = line.body
    if body["type"] != "head":
        raise refusals.bad_contents("head type")
    return body["device"], body["book"], body["n"], body["sha256"]
