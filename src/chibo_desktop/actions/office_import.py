"""Many bundle files at once: found on a stick, copied in, read in batches, those nobody can read set aside; no screen."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import ReadResult, note_refused, take_opened
from chibo_desktop.actions.joining import asking_of
from chibo_desktop.actions.let_reopen import fulfil_wish
from chibo_desktop.actions.office_survey import OTHER_COPY, OnStep
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import BUNDLE, reason_in_words
from chibo_desktop.lists.month_below import Sent, who_sent
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.set_aside import Lack, list_lacks
from chibo_desktop.store import Changes
from chibo_desktop.store.arrivals import (
    Arrival,
    forget,
    keep_to_read,
    list_aside,
    list_to_read,
    put_aside,
    take_back,
)

if TYPE_CHECKING:
    from chibo_desktop.exchange.bundle import Reader
    from chibo_desktop.exchange.opening import Tried

MOST_LOOKED_AT = 50_000
"""Files of one stick or folder looked at; a whole disk dropped by mistake does not keep anybody waiting."""

BATCH_SECONDS = 0.08
"""How long one transaction lasts at least: whoever types meanwhile waits for it."""


@dataclass(frozen=True)
class Found:
    """The bundle files in some places. `others` counts files of other sorts, which stay where they are."""

    paths: tuple[Path, ...]
    others: int = 0
    trouble: str = ""
    """Why a folder could not be looked through to its end."""


@dataclass(frozen=True)
class Copied:
    """What lies in the data folder now, to be read. `refused` are files that were not even copied, with the reason."""

    arrivals: tuple[Arrival, ...]
    origins: tuple[tuple[Path, Arrival], ...]
    refused: tuple[tuple[Path, str], ...] = ()
    trouble: str = ""
    """Why copying ended before the last file: a stick pulled, usually."""

    @property
    def twice(self) -> int:
        """How many files were the same bytes as another."""
        return len(self.origins) - len(self.arrivals)


@dataclass(frozen=True)
class News:
    """What the files of one body brought: `months` of meetings that are new or changed."""

    org: str
    name: str
    files: int
    months: tuple[str, ...]
    proposals: int


@dataclass(frozen=True)
class Outcome:
    """What became of many files. `left` are those a person's Stop, or a disk, left to be read."""

    results: tuple[tuple[Arrival, ReadResult], ...]
    left: tuple[Arrival, ...]
    news: tuple[News, ...] = ()
    lacks: tuple[Lack, ...] = ()
    sent: Sent | None = None
    """Who has sent the newest month among the files, and who has not; None when they hold no meeting."""
    trouble: str = ""
    changes: Changes = field(default_factory=Changes)
    granted: str = ""
    """What to tell of the body above that may from now on open the book again; "" but right after joining."""

    def count(self, result: str) -> int:
        """How many files were read, known or refused."""
        return sum(1 for _, each in self.results if each.result == result)


def find_bundles(places: Sequence[Path], *, any_name: bool = False) -> Found:
    """The bundle files among files and in folders to any depth; links are not followed.

    With `any_name` a file named by the person counts whatever it is called, also when it is not there.
    """
    paths: list[Path] = []
    others, troubles = 0, []

    def on_error(error: OSError) -> None:
        troubles.append(
            f"Không xem hết được thư mục “{Path(error.filename or '').name}”: {reason_in_words(error)}"
        )

    for place in places:
        if place.is_dir():
            found, rest = _walk(place, on_error)
            paths, others = paths + found, others + rest
        elif any_name or _is_bundle(place.name):
            paths.append(place)
        else:
            others += 1
    return Found(tuple(dict.fromkeys(paths)), others, troubles[0] if troubles else "")


def _walk(top: Path, on_error: Callable[[OSError], None]) -> tuple[list[Path], int]:
    found: list[Path] = []
    looked = 0
    for folder, below, names in os.walk(top, onerror=on_error):
        below.sort()
        looked += len(names)
        found += [Path(folder, name) for name in sorted(names) if _is_bundle(name)]
        if looked > MOST_LOOKED_AT:
            break
    return found, looked - len(found)


def _is_bundle(name: str) -> bool:
    # what macOS leaves beside every file on a stick is called "._…"
    return name.lower().endswith(BUNDLE) and not name.startswith("._")


def copy_in(desk: Desk, paths: Sequence[Path], on_step: OnStep | None = None) -> Copied:
    """Copies files into the data folder before anything is opened, so that the stick may be pulled.

    Ends early, telling why, when the stick does not answer any more; what was copied can be read.
    Trouble when our own disk refuses.
    """
    from chibo_desktop.exchange.files import read_file

    origins: list[tuple[Path, Arrival]] = []
    refused: list[tuple[Path, str]] = []
    trouble = ""
    held = {one.mark: one for one in list_to_read(desk.folder)}
    there = {path for path in paths if path.exists()}
    for done, path in enumerate(paths):
        if on_step is not None and not on_step(done, len(paths)):
            break
        try:
            data = read_file(path)
        except Refusal as refusal:
            if path in there and not path.exists():
                trouble = _pulled(path, done, len(paths), "không còn thấy ổ hoặc thư mục ấy.")
                break
            refused.append((path, refusal.sentence))
            continue
        except Trouble as problem:
            trouble = _pulled(path, done, len(paths), problem.sentence)
            break
        arrival = keep_to_read(desk.folder, path.name, data, held)
        held[arrival.mark] = arrival
        origins.append((path, arrival))
    arrivals = tuple(dict.fromkeys(arrival for _, arrival in origins))
    return Copied(arrivals, tuple(origins), tuple(refused), trouble)


def _pulled(path: Path, done: int, total: int, reason: str) -> str:
    return (
        f"Mới chép được {done} trên {total} tệp thì dừng ở “{path.name}”: {reason} "
        "Cắm lại USB rồi thả lại; các tệp đã chép vẫn đọc được."
    )


def read_arrivals(desk: Desk, arrivals: Sequence[Arrival], on_step: OnStep | None = None) -> Outcome:
    """Reads copies into the book, several in one transaction; each is taken whole or not at all.

    What was read is archived and its copy goes; what nobody can read is noted and set aside. Stopped by `on_step`
    between two files, or by a disk, the rest stays to be read another time. Trouble when the first file meets it.
    """
    reading = _Reading(desk, arrivals, on_step)
    trouble = ""
    try:
        while reading.read_batch():
            pass
    except Trouble as problem:
        if not reading.results:
            raise
        trouble = problem.sentence
    reading.end()
    return replace(_outcome(desk, reading, trouble), granted=fulfil_wish(desk))


class _Reading:
    """One going through of many files; `results` are those committed."""

    def __init__(self, desk: Desk, arrivals: Sequence[Arrival], on_step: OnStep | None) -> None:
        self._desk, self._on_step = desk, on_step
        self._arrivals = list(dict.fromkeys(arrivals))
        self.results: dict[Arrival, ReadResult] = {}
        self._refused: dict[Arrival, tuple[Tried, str]] = {}
        self._files = self._opened()

    def read_batch(self) -> bool:
        """One transaction; False when there is nothing left to do."""
        first = next(self._files, None)
        if first is None:
            return False
        read: dict[Arrival, ReadResult] = {}
        refused: dict[Arrival, tuple[Tried, str]] = {}
        with self._desk.store.transaction():
            began = time.monotonic()
            for arrival, tried in chain([first], self._files):
                result = self._take(arrival, tried)
                if result.result == "refused":
                    refused[arrival] = tried, result.sentence
                else:
                    read[arrival] = result
                if time.monotonic() - began > BATCH_SECONDS:
                    break
        self.results |= read
        self._refused |= refused
        forget(read)
        return True

    def end(self) -> None:
        """Notes what nobody could read and sets it aside."""
        self._files.close()
        desk = self._desk
        for arrival, (tried, sentence) in self._refused.items():
            self.results[arrival] = ReadResult(arrival.path, "refused", sentence)
            if not arrival.is_whole(tried.sha256):
                forget([arrival])
                continue
            note_refused(desk, tried.sha256, sentence)
            put_aside(desk.folder, arrival, desk.store.clock.now())

    @property
    def left(self) -> tuple[Arrival, ...]:
        return tuple(one for one in self._arrivals if one not in self.results)

    def _opened(self) -> Generator[tuple[Arrival, Tried], None, None]:
        from chibo_desktop.exchange.opening import open_files

        paths = [one.path for one in self._arrivals]
        opening = open_files(paths, _reader(self._desk), whole=True)
        for done, (arrival, tried) in enumerate(zip(self._arrivals, opening, strict=True)):
            if self._on_step is not None and not self._on_step(done, len(self._arrivals)):
                return
            if tried.is_disk:
                raise Trouble(tried.sentence)
            yield arrival, tried

    def _take(self, arrival: Arrival, tried: Tried) -> ReadResult:
        if not arrival.is_whole(tried.sha256):
            return ReadResult(arrival.path, "refused", OTHER_COPY)
        if tried.opened is None:
            return ReadResult(arrival.path, "refused", tried.sentence)
        return take_opened(self._desk, arrival.path, tried.opened)


def _reader(desk: Desk) -> Reader:
    from chibo_desktop.exchange.incoming import find_reader

    asking = asking_of(desk.store)
    return find_reader(desk.store, asking.keys if asking else ())


def _outcome(desk: Desk, reading: _Reading, trouble: str) -> Outcome:
    results = tuple(reading.results.items())
    items = chain.from_iterable(result.changes.items for _, result in results)
    news = _news(desk, [result for _, result in results])
    months = sorted({month for one in news for month in one.months})
    sent = who_sent(desk.store, desk.organisation_id, months[-1]) if months and desk.kind != "cell" else None
    return Outcome(
        results,
        reading.left,
        news,
        tuple(list_lacks(desk.store)),
        sent,
        trouble,
        Changes(tuple(dict.fromkeys(items))),
    )


def _news(desk: Desk, results: Iterable[ReadResult]) -> tuple[News, ...]:
    by_org: defaultdict[str, list[ReadResult]] = defaultdict(list)
    for result in results:
        if result.result != "refused":
            by_org[result.from_org].append(result)
    found = []
    for org, mine in by_org.items():
        touched = {
            kind: {id_ for one in mine for id_ in one.changes.ids(kind)} for kind in ("meeting", "proposal")
        }
        periods = {_month(desk, meeting) for meeting in touched["meeting"]} - {""}
        found.append(
            News(org, mine[0].from_name, len(mine), tuple(sorted(periods)), len(touched["proposal"]))
        )
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.org)))


def _month(desk: Desk, meeting_id: str) -> str:
    meeting = find(desk.store, "meeting", meeting_id)
    period = meeting.text("period") if meeting else ""
    return period if len(period) == 7 else ""


def read_aside_again(desk: Desk, on_step: OnStep | None = None) -> Outcome:
    """Tries every file set aside once more; what still cannot be read goes back there."""
    return read_arrivals(desk, take_back(desk.folder), on_step)


def forget_aside(desk: Desk) -> int:
    """Deletes the copies set aside and says how many; the ledger still knows that they came."""
    gone = list_aside(desk.folder)
    forget(gone)
    return len(gone)
