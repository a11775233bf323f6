"""Opening many bundle files on all cores, in other processes; what is opened is taken in elsewhere, one after another."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.exchange.bundle import Opened, Reader, open_bundle
from chibo_desktop.exchange.files import read_file
from chibo_desktop.lists.set_aside import Met, months_of
from chibo_desktop.seal import digest
from chibo_desktop.seal.box import SealingKey

MANY_BYTES = 2 * 1024 * 1024
MANY_FILES = 100
"""Below both, other processes would take longer to start than the files to open."""


@dataclass(frozen=True)
class Tried:
    """One file: opened, or why not. `opened` holds entries and parts only when they were asked for."""

    path: Path
    sha256: str
    opened: Opened | None
    sentence: str = ""
    is_disk: bool = False
    """That a disk failed, not the file."""
    met: tuple[Met, ...] = ()
    entries: int = 0
    receipts: int = 0


@dataclass(frozen=True)
class _Plain:
    """A reader as it travels to another process of this program, and to nobody else."""

    org: str
    keys: tuple[str, ...]
    """SECRET."""
    trusted: Collection[str]
    sample: bool
    revoked: Collection[str]

    def reader(self) -> Reader:
        keys = [SealingKey.from_text(text) for text in self.keys]
        return Reader(self.org, keys, self.trusted, self.sample, self.revoked)


def open_files(
    paths: Sequence[Path], reader: Reader, *, whole: bool, cores: int | None = None
) -> Generator[Tried, None, None]:
    """Each file in its order, opened and checked as `bundle.open_bundle` does; a bad one stops none of the others.

    `whole` False leaves entries and parts out and says in `met` and the counts what they are about. Many files
    are opened in as many processes as there are cores (`cores` says otherwise), a few ahead of the one given;
    where no process can be started they are opened here.
    """
    plain = _Plain(
        reader.org,
        tuple(key.text for key in reader.keys),
        frozenset(reader.trusted),
        reader.sample,
        frozenset(reader.revoked),
    )
    count = cores if cores is not None else _cores(paths)
    left = deque(paths)
    if count > 1:
        for tried in _opened_beside(tuple(paths), plain, count, whole):
            left.popleft()
            yield tried
    for path in left:
        yield try_file(path, reader, whole=whole)


def try_file(path: Path, reader: Reader, *, whole: bool = True) -> Tried:
    """One file, here."""
    try:
        data = read_file(path)
    except (Refusal, Trouble) as problem:
        return Tried(path, "", None, problem.sentence, isinstance(problem, Trouble))
    sha256 = digest.sha256(data).hex()
    try:
        opened = open_bundle(data, reader)
        contents = opened.contents
        met = () if whole else tuple(met for entry in contents.entries for met in months_of(entry))
    except Refusal as refusal:
        return Tried(path, sha256, None, refusal.sentence)
    if whole:
        return Tried(path, sha256, opened, entries=len(contents.entries))
    light = replace(opened, contents=replace(contents, entries=(), parts=()))
    said = len(contents.receipts) + len(opened.manifest.have)
    return Tried(path, sha256, light, "", False, met, len(contents.entries), said)


def _cores(paths: Sequence[Path]) -> int:
    if len(paths) < MANY_FILES and sum(map(_size, paths)) < MANY_BYTES:
        return 1
    return min(os.cpu_count() or 1, 8)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _opened_beside(paths: Sequence[Path], plain: _Plain, cores: int, whole: bool) -> Iterator[Tried]:
    """Ends early, having given the first files in order, when processes cannot be started or die."""
    try:
        # spawned, never forked: a fork would copy the window's threads and locks
        with ProcessPoolExecutor(cores, get_context("spawn"), _begin, (plain, whole)) as pool:
            try:
                yield from _in_order(paths, lambda path: pool.submit(_try_here, path), cores)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
    except (BrokenProcessPool, OSError):
        return


def _in_order(paths: Sequence[Path], begin: Callable[[Path], Future[Tried]], cores: int) -> Iterator[Tried]:
    """A few ahead only: an opened bundle may be large."""
    running: deque[Future[Tried]] = deque()
    for path in paths:
        running.append(begin(path))
        if len(running) > 3 * cores:
            yield running.popleft().result()
    while running:
        yield running.popleft().result()


_READER: list[tuple[Reader, bool]] = []
"""In a process of the pool: who opens there."""


def _begin(plain: _Plain, whole: bool) -> None:
    _READER[:] = [(plain.reader(), whole)]


def _try_here(path: Path) -> Tried:
    reader, whole = _READER[0]
    return try_file(path, reader, whole=whole)
