"""Whole runs: the entries of a bundle are exactly those its manifest names, chained, each under a signed head."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, cast

from chibo_desktop.exchange import refusals
from chibo_desktop.exchange.lines import Contents
from chibo_desktop.exchange.manifest import Run
from chibo_desktop.seal import digest, shapes
from chibo_desktop.seal.identity import SignedLine

Place = tuple[str, str, int]
"""(device, book, number): where an entry stands. A branch gives one place two entries."""


def check_runs(stated: Sequence[Run], contents: Contents) -> None:
    """BundleRefused when an entry is missing, doubled, foreign, unchained, or a head is not what was stated.

    Who signed the heads is judged later (`authority`), when the certificates held are at hand.
    """
    entries = _by_hash(contents.entries)
    heads = {_head_of(line) for line in contents.heads}
    for run in stated:
        _take_run(run, entries)
        if (run.device, run.book, run.last, run.head) not in heads:
            raise refusals.bad_contents("head")
    if entries:
        raise refusals.bad_contents("entries of no run")
    if len(heads) != len(stated) or len(heads) != len(contents.heads):
        raise refusals.bad_contents("heads of no run")


def entry_place(value: dict[str, Any]) -> Place:
    """(device, book, number) of a parsed entry; BundleRefused when it does not have them in the right form."""
    place = (value.get("d"), value.get("b"), value.get("n"))
    if not (shapes.is_device(place[0]) and shapes.is_book(place[1]) and shapes.is_number(place[2])):
        raise refusals.bad_contents("entry place")
    return cast("Place", place)


def _by_hash(entries: Iterable[bytes]) -> dict[str, tuple[Place, Any, str]]:
    """First 32 hex digits of an entry's hash, as its successor names it → its place, its own `p`, its hash."""
    found: dict[str, tuple[Place, Any, str]] = {}
    for entry in entries:
        value = json.loads(entry)
        whole = digest.sha256(entry).hex()
        if whole[:32] in found:
            raise refusals.bad_contents("entry twice")
        found[whole[:32]] = (entry_place(value), value.get("p"), whole)
    return found


def _take_run(run: Run, entries: dict[str, tuple[Place, Any, str]]) -> None:
    """Walk a run back from its head and take its entries out."""
    link: Any = run.head[:32]
    for number in range(run.last, run.first - 1, -1):
        # An unhashable `p` of a hostile entry must not get as far as the look-up.
        found = entries.pop(link, None) if isinstance(link, str) else None
        if found is None or found[0] != (run.device, run.book, number):
            raise refusals.bad_contents("run")
        if number == run.last and found[2] != run.head:
            raise refusals.bad_contents("run head")
        link = found[1]
    fits = link == "" if run.first == 1 else isinstance(link, str) and len(link) == 32
    if not fits:
        raise refusals.bad_contents("start of run")


def _head_of(line: SignedLine) -> tuple[str, str, int, str]:
    body = line.body
    if body["type"] != "head":
        raise refusals.bad_contents("head type")
    return body["device"], body["book"], body["n"], body["sha256"]
