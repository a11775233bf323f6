"""Receiving through the mailbox: only what is not known is downloaded, checked against its name, and read as from a stick."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_desktop.actions.carrying import OnWait, box_of, needed_mailbox, opened
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import ReadResult, read_bundles
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import reason_in_words, write_whole
from chibo_desktop.lists.exchange import body_name, own_organisation
from chibo_desktop.store import Changes
from chibo_desktop.store.alone import alone
from chibo_desktop.store.ledger import BundleIn, list_bundles_in

if TYPE_CHECKING:
    from chibo_desktop.exchange.pieces import Part
    from chibo_desktop.exchange.waiting import Waited

ARRIVING = "arriving"
"""Where pieces lie in the data folder until their bundle is whole and was read."""

KEPT = timedelta(days=7)
"""How long what was read stays in the mailbox, so that a book put back from last week's backup finds it there."""

AGAIN_AFTER = timedelta(days=1)
"""When a refused bundle is tried again by itself: the program may have been renewed, a certificate have come."""

LOCK = "arriving.lock"
BUSY = "Đang nhận ở một cửa sổ khác của sổ này. Hãy đợi xong rồi nhận lại."
MOST = 2000
"""Files of one box looked at in one go; more are left for the next."""

OnStep = Callable[[int, int], object]


@dataclass(frozen=True)
class Fetched:
    """What one fetching did. `incomplete` are sentences about bundles of which pieces are missing."""

    results: tuple[ReadResult, ...] = ()
    incomplete: tuple[str, ...] = ()
    removed: int = 0
    changes: Changes = field(default_factory=Changes)


def fetch(
    desk: Desk,
    *,
    dry_run: bool = False,
    anew: bool = False,
    on_step: OnStep | None = None,
    on_wait: OnWait | None = None,
) -> Fetched:
    """Takes in every new bundle of this body's own box, and clears away what was read a week ago.

    A refused bundle stays in the mailbox and is tried again after a day, or at once when `anew`. A dry run
    downloads and says what would happen. Refusal without a mailbox, or when a person must mend something;
    Trouble when line, server or disk fails: what was downloaded whole is not downloaded again.
    """
    from chibo_desktop.exchange.pieces import by_bundle

    place, box = needed_mailbox(desk), box_of(own_organisation(desk.store))
    with alone(desk.folder / LOCK, BUSY), opened(place, on_wait) as carrier:
        there = by_bundle(carrier.names(box)[:MOST])
        known = _known(desk)
        wanted = {key: parts for key, parts in there.items() if _is_wanted(desk, known, parts[0], anew)}
        paths, incomplete = _download(desk, carrier, box, wanted, on_step)
        results = read_bundles(desk, paths, dry_run)
        if dry_run:
            return Fetched(tuple(results), tuple(incomplete))
        _drop(paths)
        removed = _clear(desk, carrier, box, there.values())
        _forget_pieces(desk, there.values())
    changes = sum((result.changes for result in results), Changes())
    return Fetched(tuple(results), tuple(incomplete), removed, changes)


def _known(desk: Desk) -> dict[str, BundleIn]:
    """The last thing that became of each bundle ever tried here, by the eight digits of its name."""
    return {came.hash[:8]: came for came in reversed(list_bundles_in(desk.store))}


def _is_wanted(desk: Desk, known: dict[str, BundleIn], part: Part, anew: bool) -> bool:
    came = known.get(part.hash8)
    if came is None:
        return True
    if came.result != "refused":
        return came.from_org != part.from_org  # eight digits may meet by chance
    return anew or desk.store.clock.now() - came.at >= AGAIN_AFTER


def _download(
    desk: Desk,
    carrier: Waited,
    box: str,
    wanted: dict[tuple[str, int], list[Part]],
    on_step: OnStep | None,
) -> tuple[list[Path], list[str]]:
    """Every piece that does not lie here yet; gives the bundles that are whole now, and what the others lack."""
    folder = desk.folder_for(ARRIVING)
    whole: list[Path] = []
    incomplete: list[str] = []
    total, done = sum(map(len, wanted.values())), 0
    for (bundle, of), parts in wanted.items():
        held: dict[int, tuple[Part, bytes]] = {}
        for part in sorted(parts, key=lambda part: not (folder / part.name).is_file()):
            done += 1
            if part.number not in held:  # of a piece that was sent twice the one that lies here will do
                data = _get(carrier, box, folder, part)
                if data is not None:
                    held[part.number] = part, data
            if on_step is not None:
                on_step(done, total)
        path = _join(folder, bundle, dict(held.values()))
        if path is not None:
            whole.append(path)
        else:
            incomplete.append(_lacking(desk, bundle, of, held))
    return whole, incomplete


def _get(carrier: Waited, box: str, folder: Path, part: Part) -> bytes | None:
    """The bytes the name stands for; None while the sender is still writing them, or was cut off."""
    kept = folder / part.name
    try:
        if kept.is_file():
            data = kept.read_bytes()
            if part.fits(data):
                return data
    except OSError as error:
        raise Trouble(f"Không đọc được gói đang nhận: {reason_in_words(error)}") from error
    try:
        data = carrier.get(box, part.name)
    except Refusal:  # gone meanwhile, or not ours to read: it stops none of the others
        return None
    if not part.fits(data):
        return None
    write_whole(kept, data)
    return data


def _join(folder: Path, bundle: str, held: dict[Part, bytes]) -> Path | None:
    from chibo_desktop.exchange.pieces import join

    data = join(held)
    if data is None:
        return None
    path = folder / bundle
    if len(held) > 1:
        write_whole(path, data)
    return path


def _lacking(desk: Desk, bundle: str, of: int, held: Iterable[int]) -> str:
    from chibo_desktop.exchange.pieces import missing

    sender = body_name(desk.store, bundle.split("_", maxsplit=1)[0])
    words = missing(of, held) if of > 1 else "chưa tới đủ"
    return f"Gói của {sender}: {words}, bên gửi đang gửi tiếp."


def _clear(desk: Desk, carrier: Waited, box: str, there: Iterable[list[Part]]) -> int:
    """Removes from our own box what was read a week ago; what was refused stays for whoever must look at it."""
    known, now, removed = _known(desk), desk.store.clock.now(), 0
    for parts in there:
        came = known.get(parts[0].hash8)
        if came is None or came.result == "refused" or now - came.at < KEPT:
            continue
        for part in parts:
            try:
                carrier.remove(box, part.name)
            except Refusal:
                return removed  # whoever runs the mailbox clears it, we may not
            removed += 1
    return removed


def _forget_pieces(desk: Desk, there: Iterable[list[Part]]) -> None:
    """Lets go of pieces whose bundle was read, or lies in the mailbox no more."""
    known = _known(desk)
    wanted = {part.name for parts in there for part in parts if parts[0].hash8 not in known}
    _drop(path for path in desk.folder_for(ARRIVING).iterdir() if path.name not in wanted)


def _drop(paths: Iterable[Path]) -> None:
    try:
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble(f"Không xóa được gói đã nhận: {reason_in_words(error)}") from error
