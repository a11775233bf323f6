"""Files that could not be read and lie aside, and bundles that are missing although later ones came; it changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from chibo_desktop.lists.exchange import body_name
from chibo_desktop.store import Store
from chibo_desktop.store.arrivals import Arrival, list_aside
from chibo_desktop.store.entry import read_entry
from chibo_desktop.store.ledger import list_bundles_in
from chibo_desktop.store.outgo import chain_tips

Chain = tuple[str, str]
"""Book and device."""
Run = tuple[str, str, int, int]
"""Book, device, first, last."""
Met = tuple[str, str, int, str]
"""Book, device, number of an entry, and the month ("2026-09") of the meeting it wrote to."""


@dataclass(frozen=True)
class SetAside:
    """A file nobody could read: since when, and the sentence that says why and what to do."""

    arrival: Arrival
    at: datetime | None
    sentence: str


def list_set_aside(store: Store) -> list[SetAside]:
    """Every file set aside, the last tried first."""
    told = {came.hash[:32]: came for came in reversed(list_bundles_in(store)) if came.result == "refused"}
    found = []
    for one in list_aside(store.folder):
        came = told.get(one.mark)
        found.append(
            SetAside(one, came.at if came else None, came.note if came else "Chưa thử đọc ở sổ này.")
        )
    return sorted(found, key=lambda each: (each.at is None, -(each.at.timestamp() if each.at else 0)))


@dataclass(frozen=True)
class Lack:
    """Entries of a chain that must exist, as later ones are here. `words` say which bundle it is: "gói tháng 9"."""

    book: str
    device: str
    name: str
    """The body whose book it is."""
    first: int
    last: int
    words: str


def list_lacks(store: Store, runs: Iterable[Run] = (), met: Iterable[Met] = ()) -> list[Lack]:
    """What is missing in every chain, by the name of the body.

    `runs` and `met` are what files not read yet would bring, as if they had been read.
    """
    held: defaultdict[Chain, list[tuple[int, int]]] = defaultdict(list)
    for tip in chain_tips(store):
        held[tip.book, tip.device].append((1, tip.number))
    for book, device, first, last in runs:
        held[book, device].append((first, last))
    months = list(met)
    for row in store.rows("SELECT b, d, n, body FROM waiting ORDER BY b, d, n"):
        held[row["b"], row["d"]].append((row["n"], row["n"]))
        months += months_of(row["body"])
    holes = ((chain, hole) for chain, pieces in held.items() for hole in _holes(pieces))
    found = [_lack(store, chain, hole, months) for chain, hole in holes]
    return sorted(found, key=lambda lack: (lack.name, lack.book, lack.device, lack.first))


def _holes(pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    reached = 0
    for first, last in sorted(pieces):
        if first > reached + 1:
            yield reached + 1, first - 1
        reached = max(reached, last)


def _lack(store: Store, chain: Chain, hole: tuple[int, int], met: Sequence[Met]) -> Lack:
    book, device = chain
    mine = [(number, month) for b, d, number, month in met if (b, d) == chain and len(month) == 7]
    after = min((month for number, month in mine if number > hole[1]), default="")
    known = [month for number, month in mine if number < hole[0]]
    known += [row["period"] for row in store.rows("SELECT period FROM meeting WHERE _book = ?", (book,))]
    before = max((month for month in known if month and len(month) == 7 and month < after), default="")
    return Lack(book, device, body_name(store, book), *hole, lack_words(before, after))


def lack_words(before: str, after: str) -> str:
    """Which bundle is missing between two months ("2026-08"), either of which may be unknown ("")."""
    between = _between(before, after) if before and after else []
    if between:
        return f"gói {month_words(between)}"
    return f"gói trước gói {month_words([after])}" if after else "gói trước đó"


def _between(before: str, after: str) -> list[str]:
    year, month = int(before[:4]), int(before[5:7])
    found: list[str] = []
    while len(found) < 24:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if f"{year:04}-{month:02}" >= after:
            return found
        found.append(f"{year:04}-{month:02}")
    return []


def month_words(months: Iterable[str]) -> str:
    """As in "tháng 9, 10/2026" and "tháng 12/2025, tháng 1–3/2026"; "" for none."""
    years: defaultdict[str, list[int]] = defaultdict(list)
    for month in sorted({month for month in months if len(month) == 7}):
        years[month[:4]].append(int(month[5:7]))
    return ", ".join(f"tháng {_numbers(numbers)}/{year}" for year, numbers in years.items())


def _numbers(numbers: Sequence[int]) -> str:
    starts = [numbers[0], *(later for sooner, later in pairwise(numbers) if later != sooner + 1)]
    ends = [*(sooner for sooner, later in pairwise(numbers) if later != sooner + 1), numbers[-1]]
    spans = zip(starts, ends, strict=True)
    return ", ".join(
        f"{first}" if first == last else f"{first}, {last}" if last == first + 1 else f"{first}–{last}"
        for first, last in spans
    )


def months_of(body: bytes) -> list[Met]:
    """The months of the meetings an entry writes to, as far as it says them."""
    if b'"meeting"' not in body:  # most entries are about something else, and need not be parsed
        return []
    entry = read_entry(body)
    return [
        (*entry.key, str(change.fields.get("period") or ""))
        for change in entry.changes
        if change.kind == "meeting"
    ]
