"""Bundles as a person handles them: make one for a body, look into one, read one or many; carriers are elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.joining import Asking, asking_of, take_approval, widen_books
from chibo_desktop.actions.let_reopen import fulfil_wish
from chibo_desktop.actions.visits_told import tell_anew
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.seal import digest
from chibo_desktop.store import Changes
from chibo_desktop.store.access import note_access
from chibo_desktop.store.database import part_of_transaction
from chibo_desktop.store.ledger import note_bundle_in, note_bundle_out

if TYPE_CHECKING:
    from chibo_desktop.exchange.bundle import Opened
    from chibo_desktop.exchange.incoming import TakenIn
    from chibo_desktop.exchange.manifest import Manifest, Run


@dataclass(frozen=True)
class Made:
    """A bundle that lies, flushed and read back, in `path`. `left`: more waits, make another after this is read."""

    path: Path
    to_org: str
    to_name: str
    entries: int
    parts: int
    receipts: int
    runs: tuple[tuple[str, str, int, int], ...]
    """Book, device, first, last."""
    size: int
    left: bool


@dataclass(frozen=True)
class Look:
    """What a bundle says of itself, its signature and every hash checked; nothing was taken in."""

    path: Path
    from_org: str
    from_name: str
    device: str
    to_org: str
    made: str
    program: str
    sample: bool
    entries: int
    runs: tuple[tuple[str, str, int, int], ...]
    parts: int
    parts_left_out: int
    """Private parts the entries name and the bundle does not carry."""
    receipts: int
    size: int


@dataclass(frozen=True)
class ReadResult:
    """What became of one file. `taken` is None when it was refused; `sentence` says it in words."""

    path: Path
    result: Literal["read", "known", "refused"]
    sentence: str
    from_org: str = ""
    from_name: str = ""
    taken: TakenIn | None = None
    granted: str = ""
    """Of `sentence`, what tells that the body just joined may open this book again; else ""."""

    @property
    def changes(self) -> Changes:
        """What screens have to show anew."""
        return self.taken.changes if self.taken else Changes()


_NOT_TRIED = "Chưa đọc tới tệp này. Hãy đọc lại sau khi cắm lại USB hoặc dọn ổ đĩa."


class _OnlyLookingError(Exception):
    """Ends the transaction of a dry run so that nothing of it stays."""


def make_bundle(desk: Desk, to_org: str, place: Path, *, anew: bool = False) -> Made:
    """Seals for a body what it has not confirmed, into a folder (under the bundle's own name) or a file.

    Before that whoever is to be visited is told what changed of it (`actions.visits_told`). `anew`: everything it may
    read, whatever it confirmed. Comes back once the file was flushed and read back: the stick may be pulled. Logged.
    Refusal when the body cannot be addressed, Trouble when the disk refuses.
    """
    from chibo_desktop.exchange.bundle import write_bundle
    from chibo_desktop.exchange.files import write_file
    from chibo_desktop.exchange.frame import newest_dictionary
    from chibo_desktop.exchange.outgoing import find_addressee, find_sender, gather

    tell_anew(desk)
    with (store := desk.store).transaction():
        load = gather(store, to_org, anew=anew)
    bundle = write_bundle(
        find_sender(store, to_org),
        find_addressee(store, to_org),
        load.contents,
        carried=load.runs,
        have=load.have,
        made=store.clock.now(),
        dictionary=newest_dictionary(),
    )
    path = write_file(place, bundle)
    runs = _runs(bundle.manifest.runs)
    with store.transaction():
        note_bundle_out(store, bundle_hash=_hash(bundle.data), to_org=to_org, name=bundle.name, runs=runs)
        note_access(store, "exported", "organisation", to_org, user=desk.user, note=bundle.name)
    return Made(
        path=path,
        to_org=to_org,
        to_name=body_name(store, to_org),
        entries=len(load.contents.entries),
        parts=len(load.contents.parts),
        receipts=len(load.contents.receipts) + len(load.have),
        runs=runs,
        size=len(bundle.data),
        left=load.left,
    )


def count_waiting(desk: Desk, to_org: str) -> int:
    """How many entries a body has not confirmed; Refusal when it cannot be addressed."""
    from chibo_desktop.exchange import outgoing

    outgoing.find_addressee(desk.store, to_org)
    return outgoing.count_waiting(desk.store, to_org)


def look_bundle(desk: Desk, path: Path) -> Look:
    """Opens and checks a bundle made here or for this body, and takes nothing in. Refusal for any other file."""
    from chibo_desktop.exchange.bundle import look_into
    from chibo_desktop.exchange.files import read_file
    from chibo_desktop.exchange.incoming import find_reader

    data = read_file(path)
    opened = look_into(data, find_reader(desk.store))
    said, contents = opened.manifest, opened.contents
    return Look(
        path=path,
        from_org=said.sender,
        from_name=opened.holder.name,
        device=said.device,
        to_org=said.to,
        made=said.made,
        program=said.program,
        sample=said.sample,
        entries=len(contents.entries),
        runs=_runs(said.runs),
        parts=len(contents.parts),
        parts_left_out=_count_named(contents.entries) - len(contents.parts),
        receipts=len(contents.receipts) + len(said.have),
        size=len(data),
    )


def read_bundle(desk: Desk, path: Path, dry_run: bool = False) -> ReadResult:
    """Takes a bundle in, whole or not at all, and keeps a copy of the file for 90 days.

    A dry run says what would happen and changes nothing. Refusal, noted among the bundles that came, when
    anything in the file is wrong; the same file may be tried for ever. Trouble when a disk refuses.
    """
    from chibo_desktop.exchange.bundle import open_bundle
    from chibo_desktop.exchange.files import read_file
    from chibo_desktop.exchange.incoming import find_reader

    data, asking = read_file(path), asking_of(desk.store)
    try:
        opened = open_bundle(data, find_reader(desk.store, asking.keys if asking else ()))
        taken, copied = (
            (_try_in(desk, opened, asking), "") if dry_run else _take_in(desk, opened, data, asking)
        )
    except Refusal as refusal:
        if not dry_run:
            note_refused(desk, _hash(data), refusal.sentence)
        raise
    told = _told(path, opened, taken, copied, dry_run=dry_run, joins=asking is not None)
    granted = "" if dry_run else fulfil_wish(desk)
    return replace(told, sentence=f"{told.sentence} {granted}".rstrip(), granted=granted)


def take_opened(desk: Desk, path: Path, opened: Opened) -> ReadResult:
    """Takes in a bundle opened already, inside the caller's transaction of several.

    One that is refused leaves nothing and undoes nothing of the others; noting that is the caller's.
    """
    from chibo_desktop.exchange.files import read_file
    from chibo_desktop.exchange.incoming import refuse_revoked

    asking = asking_of(desk.store)
    try:
        with part_of_transaction(desk.store.connection):
            refuse_revoked(desk.store, opened)
            taken, copied = _take_in(desk, opened, read_file(path), asking, flushed=False)
    except Refusal as refusal:
        return ReadResult(path, "refused", refusal.sentence)
    return _told(path, opened, taken, copied, dry_run=False, joins=asking is not None)


def note_refused(desk: Desk, sha256: str, sentence: str) -> None:
    """Remembers among the bundles that came a file of that hash that was refused, and why."""
    with desk.store.transaction():
        note_bundle_in(desk.store, bundle_hash=sha256, result="refused", note=sentence, said={})


def _told(
    path: Path, opened: Opened, taken: TakenIn, copied: str, *, dry_run: bool, joins: bool
) -> ReadResult:
    sender = opened.holder.name
    joined = f"{'Nếu đọc, từ' if dry_run else 'Từ'} nay sổ này nối với {sender}." if joins else ""
    return ReadResult(
        path=path,
        result="read" if taken.is_new else "known",
        sentence=" ".join(filter(None, (joined, _sentence(sender, taken, dry_run), copied))),
        from_org=opened.manifest.sender,
        from_name=sender,
        taken=taken,
    )


def read_bundles(
    desk: Desk,
    paths: Sequence[Path],
    dry_run: bool = False,
    on_step: Callable[[int, int], bool] | None = None,
) -> list[ReadResult]:
    """Reads one file after the other, each in its own transaction; a refused one stops none of the others.

    `on_step(done, of)` is called before each file; the reading ends there when it gives False. When a disk or
    stick fails, what was read before is still told, with the files not reached; Trouble only when it was the first.
    """
    results: list[ReadResult] = []
    for done, path in enumerate(paths):
        if on_step is not None and not on_step(done, len(paths)):
            break
        try:
            results.append(read_bundle(desk, path, dry_run))
        except Refusal as refusal:
            results.append(ReadResult(path, "refused", refusal.sentence))
        except Trouble as trouble:
            if not results:
                raise
            results.append(ReadResult(path, "refused", trouble.sentence))
            results += [ReadResult(rest, "refused", _NOT_TRIED) for rest in paths[done + 1 :]]
            break
    return results


def _take_in(
    desk: Desk, opened: Opened, data: bytes, asking: Asking | None, *, flushed: bool = True
) -> tuple[TakenIn, str]:
    """What was taken in, and what to say when it told this book of a copy of itself."""
    from chibo_desktop.actions.new_device import answer_copy, note_own
    from chibo_desktop.exchange.bundle import bundle_name
    from chibo_desktop.exchange.files import archive

    store, said = desk.store, opened.manifest
    with store.transaction():
        before = note_own(store, {run.device for run in said.runs})
        taken = _take(desk, opened, asking)
        copied = answer_copy(store, before)
        note_bundle_in(
            store,
            bundle_hash=_hash(data),
            result="read" if taken.is_new else "known",
            note=_counts(taken),
            said=_said(said),
        )
        # Inside the transaction: a disk too full for the copy leaves the book as it was.
        archive(desk.folder, bundle_name(said, data), data, store.clock.now(), flushed=flushed)
    desk.read_standing()
    if copied is None:
        return taken, ""
    return replace(taken, changes=taken.changes + copied.changes), copied.sentence


def _take(desk: Desk, opened: Opened, asking: Asking | None) -> TakenIn:
    """What every bundle brings; that of the body which invited us brings our certificate first."""
    from chibo_desktop.exchange.incoming import take_in

    accepted = take_approval(desk, opened, asking) if asking else Changes()
    taken = take_in(desk.store, opened)
    widen_books(desk)
    return replace(taken, changes=accepted + taken.changes)


def _try_in(desk: Desk, opened: Opened, asking: Asking | None) -> TakenIn:
    taken: TakenIn | None = None
    try:
        with desk.store.transaction():
            taken = _take(desk, opened, asking)
            raise _OnlyLookingError
    except _OnlyLookingError:
        pass
    if taken is None:
        raise AssertionError("a dry run that took nothing in must have been refused")
    return taken


def _said(manifest: Manifest) -> dict[str, str]:
    return {"from": manifest.sender, "device": manifest.device, "made": manifest.made}


def _runs(runs: Sequence[Run]) -> tuple[tuple[str, str, int, int], ...]:
    return tuple((run.book, run.device, run.first, run.last) for run in runs)


def _hash(data: bytes) -> str:
    return digest.sha256(data).hex()


def _count_named(entries: Sequence[bytes]) -> int:
    changes = [change for entry in entries for change in json.loads(entry)["c"]]
    return sum(len(change[3]) for change in changes if len(change) > 3)


def _counts(taken: TakenIn) -> str:
    return f"new {taken.new} known {taken.known} waiting {taken.waiting} branch {taken.branched} parts {taken.parts}"


def _sentence(sender: str, taken: TakenIn, dry_run: bool) -> str:
    if not taken.is_new:
        return f"Gói của {sender} không có gì mới: mọi thứ trong gói đã có ở đây."
    words = [f"{taken.new} lần ghi mới"]
    if taken.known:
        words.append(f"{taken.known} lần ghi đã có")
    if taken.waiting:
        words.append(f"{taken.waiting} lần ghi còn chờ phần trước nó")
    if taken.branched:
        words.append(f"{taken.branched} lần ghi trùng số")
    if taken.conflicts:
        words.append(f"{taken.conflicts} chỗ ghi khác nhau")
    if taken.receipts:
        words.append(f"{taken.receipts} biên nhận")
    opening = "Nếu đọc, gói của" if dry_run else "Đã đọc gói của"
    return f"{opening} {sender}: {', '.join(words)}."
