"""Sending through the mailbox: what is new is sealed and queued, what is queued is carried, across any number of breaks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_desktop.actions.carrying import OnWait, box_of, needed_mailbox, opened
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import Made, count_waiting, look_bundle, make_bundle
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.exchange import body_name, exchange_facts, own_organisation
from chibo_desktop.seal import digest
from chibo_desktop.store import Store, meta
from chibo_desktop.store.alone import alone
from chibo_desktop.store.ledger import list_bundles_out, note_bundle_out
from chibo_desktop.store.outbox import (
    Posted,
    forget,
    list_posted,
    note_carried,
    note_failed,
    note_sent,
    post,
    withdraw,
)

if TYPE_CHECKING:
    from chibo_desktop.exchange.waiting import Waited
    from chibo_desktop.store.outgo import Tip

OUTBOX = "outbox"
"""Where sealed bundles lie in the data folder until they were carried."""

LOCK = "outbox.lock"
BUSY = "Đang gửi ở một cửa sổ khác của sổ này. Hãy đợi xong rồi gửi lại."
OnStep = Callable[[int, int], object]
"""Called with (bytes carried, of how many) after each piece."""


@dataclass(frozen=True)
class News:
    """A body that has something to get: entries not confirmed, or receipts and revocations alone (0 entries)."""

    org: str
    name: str
    entries: int


@dataclass(frozen=True)
class Sent:
    """What one sending did: bundles made now, bundles that reached the mailbox now, bodies refused and why."""

    made: tuple[Made, ...]
    carried: tuple[Posted, ...]
    refused: tuple[tuple[str, str], ...]


def list_news(desk: Desk, to: Sequence[str] = (), *, again: bool = False) -> list[News]:
    """For whom a bundle would be made now: all neighbours, or those of `to`. Nothing is written.

    A body is passed over while it was given everything already and has only not confirmed it; `again` gives it
    once more. Refusal when one of `to` cannot be addressed.
    """
    store = desk.store
    orgs = to or [each.id for each in exchange_facts(store, own_organisation(store)).neighbours]
    found = []
    for org in orgs:
        try:
            entries = count_waiting(desk, org)
        except Refusal:
            if to:
                raise
            continue  # a neighbour whose key was taken out of force keeps nobody else waiting
        if again or _fingerprint(store, org) not in (_kept_print(store, org), _NOTHING):
            found.append(News(org, body_name(store, org), entries))
    return found


def send(
    desk: Desk,
    to: Sequence[str] = (),
    *,
    again: bool = False,
    on_step: OnStep | None = None,
    on_wait: OnWait | None = None,
) -> Sent:
    """Seals what is new for the neighbours (or those of `to`), and carries everything that waits to the mailbox.

    Refusal without a mailbox, or when a person must mend the address or the account; Trouble when line, server
    or disk fails: what was sealed waits, what was carried of it is not carried again.
    """
    needed_mailbox(desk)
    made, refused = queue(desk, to, again=again)
    return Sent(tuple(made), tuple(carry(desk, on_step, on_wait)), tuple(refused))


def queue(
    desk: Desk, to: Sequence[str] = (), *, again: bool = False
) -> tuple[list[Made], list[tuple[str, str]]]:
    """Seals a bundle for each body that has something to get and lays it into the outbox; opens no connection.

    A bundle that waits unsent for the same body is withdrawn: the newer holds all of it.
    """
    folder = desk.folder_for(OUTBOX)
    made: list[Made] = []
    refused: list[tuple[str, str]] = []
    with alone(desk.folder / LOCK, BUSY):
        _adopt(desk, folder)
        for news in list_news(desk, to, again=again):
            try:
                made.append(_queue_one(desk, folder, news.org))
            except Refusal as refusal:
                refused.append((news.org, refusal.sentence))
    return made, refused


def carry(desk: Desk, on_step: OnStep | None = None, on_wait: OnWait | None = None) -> list[Posted]:
    """Carries every bundle that waits, oldest first, piece by piece; gives those that are there now.

    Opens no connection when nothing waits. Errors as of `send`; each is kept with the bundle it stopped. One
    bundle refused stops none of the others; its Refusal is raised when nothing else got there.
    """
    place, folder = needed_mailbox(desk), desk.folder_for(OUTBOX)
    with alone(desk.folder / LOCK, BUSY):
        _adopt(desk, folder)
        _tidy(desk.store, folder)
        waiting = list_posted(desk.store, waiting=True)
        if not waiting:
            return []
        progress = _Progress(waiting, on_step)
        refusal: Refusal | None = None
        with opened(place, on_wait) as carrier:
            for each in waiting:
                try:
                    _carry_one(desk, carrier, folder, each, progress)
                except Refusal as refused:  # that receiver's folder, perhaps: the others still get theirs
                    refusal = refused
    tried = {one.hash for one in waiting}
    carried = [each for each in list_posted(desk.store) if each.hash in tried and each.carried_at]
    if refusal is not None and not carried:
        raise refusal
    return carried


class _Progress:
    def __init__(self, waiting: Sequence[Posted], on_step: OnStep | None) -> None:
        self._done, self._of, self._on_step = 0, sum(each.size for each in waiting), on_step

    def add(self, size: int) -> None:
        self._done += size
        if self._on_step is not None:
            self._on_step(self._done, self._of)


def _carry_one(desk: Desk, carrier: Waited, folder: Path, each: Posted, progress: _Progress) -> None:
    try:
        _carry_pieces(desk.store, carrier, folder / each.name, each, progress)
    except (Refusal, Trouble) as problem:
        note_failed(desk.store, each.hash, problem.sentence)
        raise
    with desk.store.transaction():
        note_carried(desk.store, each.hash)
    (folder / each.name).unlink(missing_ok=True)


def _carry_pieces(store: Store, carrier: Waited, path: Path, each: Posted, progress: _Progress) -> None:
    from chibo_desktop.exchange import pieces

    data, box = _read(path), box_of(each.to_org)
    attempt = digest.new_salt().hex()[:4]
    parts = pieces.cut(each.name, data, attempt) if carrier.cuts else [(pieces.whole(each.name), data)]
    # The count is of the pieces this carrier makes: a mailbox of another kind begins anew.
    begun = each.sent if each.pieces == len(parts) else 0
    for place, (part, piece) in enumerate(parts, 1):
        if place > begun:
            carrier.put(box, part.name, piece, in_place=part.of > 1)
            if part.of > 1:
                note_sent(store, each.hash, place)
        progress.add(len(piece))


def _queue_one(desk: Desk, folder: Path, org: str) -> Made:
    before = [each for each in list_posted(desk.store, waiting=True) if each.to_org == org and not each.sent]
    made = make_bundle(desk, org, folder)
    with desk.store.transaction():
        _post(desk.store, made.path, org)
        # What did not fit waits in the older one too, perhaps: it is only let go of when the newer holds all.
        for older in () if made.left else before:
            withdraw(desk.store, older.hash)
        _keep_print(desk.store, org, "" if made.left else _fingerprint(desk.store, org))
    _tidy(desk.store, folder)
    return made


def _post(store: Store, path: Path, org: str) -> None:
    from chibo_desktop.exchange import pieces

    data = _read(path)
    count = len(pieces.cut(path.name, data))
    post(store, bundle_hash=_hash(data), name=path.name, to_org=org, size=len(data), pieces=count)


def _adopt(desk: Desk, folder: Path) -> None:
    """Takes up a bundle that was sealed just before the program was killed; none is made twice, none is lost.

    What a waiting bundle held whose file is gone (an older book was put back) is sealed anew with the next.
    """
    store = desk.store
    there = {path.name for path in folder.glob("*.cbb")}
    posted = {each.name for each in list_posted(store)}
    for each in list_posted(store, waiting=True):
        if each.name not in there:
            with store.transaction():
                forget(store, each.hash)
                _keep_print(store, each.to_org, "")
    for name in sorted(there - posted):
        try:
            _adopt_one(desk, folder / name)
        except Refusal:
            (folder / name).unlink()  # not ours, or of a book that was put back: it can be made again


def _adopt_one(desk: Desk, path: Path) -> None:
    look, data, store = look_bundle(desk, path), _read(path), desk.store
    with store.transaction():
        if all(out.hash != _hash(data) for out in list_bundles_out(store, look.to_org)):
            note_bundle_out(
                store, bundle_hash=_hash(data), to_org=look.to_org, name=path.name, runs=look.runs
            )
        _post(store, path, look.to_org)
        if _holds_all(store, look.to_org, look.runs):
            _keep_print(store, look.to_org, _fingerprint(store, look.to_org))


def _tidy(store: Store, folder: Path) -> None:
    """Removes the files of bundles that were carried or withdrawn."""
    waiting = {each.name for each in list_posted(store, waiting=True)}
    for path in folder.glob("*.cbb"):
        if path.name not in waiting:
            path.unlink()


def _holds_all(store: Store, org: str, runs: Iterable[tuple[str, str, int, int]]) -> bool:
    from chibo_desktop.exchange.receipts import confirmed

    carried = {(book, device): last for book, device, _, last in runs}
    return all(
        tip.number <= max(carried.get((tip.book, tip.device), 0), confirmed(store, org, tip))
        for tip in _tips(store, org)
    )


def _fingerprint(store: Store, org: str) -> str:
    """Of everything a body may get: as long as it stays the same, there is nothing new to send."""
    from chibo_desktop.exchange.limits import limits_for
    from chibo_desktop.exchange.readers import Tree
    from chibo_desktop.exchange.receipts import receipts_to_forward

    tree, own = Tree(store), own_organisation(store)
    chains = [[tip.book, tip.device, tip.number] for tip in _tips(store, org)]
    receipts = [each.line.text for each in receipts_to_forward(store, tree, org, own)]
    limits = [line.text for line in limits_for(store, tree, org)]
    return _print_of(chains, receipts, limits)


def _print_of(*parts: Iterable[object]) -> str:
    return digest.hex16(json.dumps([sorted(part, key=str) for part in parts]).encode())


_NOTHING = _print_of([], [], [])


def _tips(store: Store, org: str) -> list[Tip]:
    from chibo_desktop.exchange.readers import Tree
    from chibo_desktop.store.outgo import chain_tips

    tree = Tree(store)
    return [tip for tip in chain_tips(store) if tree.may_read(org, tip.book, tip.device)]


def _kept_print(store: Store, org: str) -> str:
    return meta.get(store.connection, f"posted {org}")


def _keep_print(store: Store, org: str, kept: str) -> None:
    meta.put(store.connection, f"posted {org}", kept)


def _read(path: Path) -> bytes:
    from chibo_desktop.exchange.files import read_file

    return read_file(path)


def _hash(data: bytes) -> str:
    return digest.sha256(data).hex()
