"""Many bundle files looked over before anything is written: what each is, who sent what, what is missing; reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import read_bundle
from chibo_desktop.actions.joining import asking_of
from chibo_desktop.actions.let_reopen import wishes_reopening
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.set_aside import Chain, Lack, Met, list_lacks
from chibo_desktop.store.arrivals import Arrival
from chibo_desktop.store.ledger import list_bundles_in
from chibo_desktop.store.outgo import chain_tips

if TYPE_CHECKING:
    from chibo_desktop.exchange.bundle import Opened
    from chibo_desktop.exchange.opening import Tried

OnStep = Callable[[int, int], bool]
"""Called with (done, of how many) before each file; False stops there."""

OTHER_COPY = "Bản chép trong máy không còn nguyên. Hãy chọn lại tệp gốc."


@dataclass(frozen=True)
class Seen:
    """One file. `new` counts entries nobody brought before, `state` "known" one that was read here already."""

    arrival: Arrival
    state: Literal["new", "known", "refused"]
    sentence: str = ""
    from_org: str = ""
    from_name: str = ""
    made: str = ""
    new: int = 0
    runs: tuple[tuple[str, str, int, int], ...] = ()
    """Book, device, first, last."""
    met: tuple[Met, ...] = ()


@dataclass(frozen=True)
class SenderSeen:
    """What the files of one body would bring. `months` of meetings ("2026-09"); `lacks` what is missing before it fits."""

    org: str
    name: str
    files: int
    known: int
    entries: int
    months: tuple[str, ...]
    lacks: tuple[Lack, ...]


@dataclass(frozen=True)
class Survey:
    """All files of one look, in the order in which they were made."""

    files: tuple[Seen, ...]
    senders: tuple[SenderSeen, ...]
    joins: str = ""
    """The body this book will stand under once its answer among the files is read; "" usually."""
    lets_in: bool = False
    """That body may then also open the book when its password is lost, as was chosen."""

    @property
    def good(self) -> tuple[Seen, ...]:
        return tuple(seen for seen in self.files if seen.state != "refused")

    @property
    def refused(self) -> tuple[Seen, ...]:
        return tuple(seen for seen in self.files if seen.state == "refused")


class _OnlyLookingError(Exception):
    """Ends a transaction so that nothing of it stays."""


def look_over(desk: Desk, arrivals: Sequence[Arrival], on_step: OnStep | None = None) -> Survey:
    """Opens and checks every file and says what reading all of them would bring; nothing is changed.

    The same questions are asked as when reading, but for what contradicts entries held (branches, conflicts).
    """
    from chibo_desktop.exchange.incoming import find_reader
    from chibo_desktop.exchange.opening import open_files

    asking = asking_of(desk.store)
    reader = find_reader(desk.store, asking.keys if asking else ())
    read = {came.hash for came in list_bundles_in(desk.store) if came.result != "refused"}
    files: list[Seen] = []
    opening = open_files([one.path for one in arrivals], reader, whole=False)
    for arrival, tried in zip(arrivals, opening, strict=True):
        if on_step is not None and not on_step(len(files), len(arrivals)):
            break
        files.append(_seen(desk, arrival, tried, is_known=tried.sha256 in read, asks=asking is not None))
    ordered = sorted(files, key=lambda seen: (seen.state == "refused", seen.made, seen.arrival.name))
    counted = tuple(_counted(desk, ordered))
    good = [seen for seen in counted if seen.state != "refused"]
    joins = good[0].from_name if asking and good else ""
    lets_in = bool(joins) and wishes_reopening(desk.store)
    return Survey(counted, _by_sender(desk, good), joins, lets_in)


def _seen(desk: Desk, arrival: Arrival, tried: Tried, *, is_known: bool, asks: bool) -> Seen:
    if not arrival.is_whole(tried.sha256):
        return Seen(arrival, "refused", tried.sentence if tried.is_disk else OTHER_COPY)
    if tried.opened is None:
        return Seen(arrival, "refused", tried.sentence)
    try:
        if asks:  # the one answer that is waited for brings our own certificate: tried whole
            read_bundle(desk, arrival.path, dry_run=True)
        else:
            _check_standing(desk, tried.opened)
    except Refusal as refusal:
        return Seen(arrival, "refused", refusal.sentence)
    said = tried.opened.manifest
    return Seen(
        arrival,
        "known" if is_known else "new",
        "",
        said.sender,
        _name(desk, said.sender, tried.opened),
        said.made,
        tried.entries,
        tuple((run.book, run.device, run.first, run.last) for run in said.runs),
        tried.met,
    )


def _name(desk: Desk, org: str, opened: Opened) -> str:
    known = body_name(desk.store, org)
    return opened.holder.name if known == org else known


def _check_standing(desk: Desk, opened: Opened) -> None:
    from chibo_desktop.exchange.incoming import check_standing

    try:
        with desk.store.transaction():
            check_standing(desk.store, opened)
            raise _OnlyLookingError
    except _OnlyLookingError:
        pass


def _counted(desk: Desk, files: Sequence[Seen]) -> Iterator[Seen]:
    """Each with the entries that neither the book nor a file before it holds."""
    tips = {(tip.book, tip.device): tip.number for tip in chain_tips(desk.store)}
    brought: defaultdict[Chain, set[int]] = defaultdict(set)
    for seen in files:
        new = 0
        for book, device, first, last in seen.runs:
            start = max(first, tips.get((book, device), 0) + 1)
            fresh = set(range(start, last + 1)) - brought[book, device]
            brought[book, device] |= fresh
            new += len(fresh)
        yield replace(seen, new=0 if seen.state == "known" else new)


def _by_sender(desk: Desk, good: Sequence[Seen]) -> tuple[SenderSeen, ...]:
    """By name; a chain with a hole belongs to whoever brings it."""
    runs = [run for seen in good for run in seen.runs]
    lacks = list_lacks(desk.store, runs, [met for seen in good for met in seen.met])
    by_org: defaultdict[str, list[Seen]] = defaultdict(list)
    for seen in good:
        by_org[seen.from_org].append(seen)
    found = []
    for org, mine in by_org.items():
        chains = {run[:2] for seen in mine for run in seen.runs}
        found.append(
            SenderSeen(
                org,
                mine[0].from_name,
                len(mine),
                sum(1 for seen in mine if seen.state == "known"),
                sum(seen.new for seen in mine),
                tuple(sorted({met[3] for seen in mine if seen.new for met in seen.met if len(met[3]) == 7})),
                tuple(lack for lack in lacks if (lack.book, lack.device) in chains),
            )
        )
    return tuple(sorted(found, key=lambda sender: (sender.name.casefold(), sender.org)))
