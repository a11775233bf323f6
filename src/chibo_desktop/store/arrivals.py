"""Bundle files copied into the data folder: those still to be read, those set aside; what became of them is in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.file_names import safe_name
from chibo_desktop.base.paths import reason_in_words
from chibo_desktop.base.system import move_into_place
from chibo_desktop.seal import digest

TO_READ = "to-read"
ASIDE = "aside"
KEPT = timedelta(days=90)
"""How long a file nobody could read is kept, as long as one that was read."""

_DIGITS = 32
_NAME_BYTES = 100
"""A copy is called by 32 digits of its hash, then by the name it came under, cut to what every disk can hold."""


@dataclass(frozen=True)
class Arrival:
    """A copy of a file a person gave us. `mark` is the first 32 digits of its SHA-256, `name` what it was called."""

    path: Path
    mark: str
    name: str

    def is_whole(self, sha256: str) -> bool:
        """Whether the copy is what was copied: a power cut may have left less."""
        return sha256.startswith(self.mark)


def keep_to_read(folder: Path, name: str, data: bytes, held: Mapping[str, Arrival]) -> Arrival:
    """Copies a file in, unless its bytes lie there: `held` are the copies there are, by mark. Trouble when the disk refuses."""
    mark = digest.sha256(data).hex()[:_DIGITS]
    place = folder / TO_READ
    short = safe_name(name, most=_NAME_BYTES)
    target = place / f"{mark}_{short}"
    try:
        if mark in held and held[mark].path.stat().st_size == len(data):
            return held[mark]
        place.mkdir(exist_ok=True)
        # not flushed: the original is still where it was, and its hash tells a copy that is not whole
        part = target.with_name(f"{mark}.part")
        part.write_bytes(data)
        move_into_place(part, target, flushed=False)
    except OSError as error:
        raise Trouble(f"Không chép được tệp vào máy: {reason_in_words(error)}") from error
    return Arrival(target, mark, short)


def list_to_read(folder: Path) -> list[Arrival]:
    """What was copied and not read yet, by name: a reading that was stopped goes on from here."""
    return _named(folder / TO_READ)


def list_aside(folder: Path) -> list[Arrival]:
    """What could not be read, by name."""
    return _named(folder / ASIDE)


def put_aside(folder: Path, arrival: Arrival, now: datetime) -> None:
    """Takes a copy away from those to be read; lets go of what has lain aside for 90 days."""
    place = folder / ASIDE
    try:
        place.mkdir(exist_ok=True)
        move_into_place(arrival.path, place / arrival.path.name, flushed=False)
        for old in place.iterdir():
            if old.stat().st_mtime < (now - KEPT).timestamp():
                old.unlink()
    except OSError as error:
        raise Trouble(f"Không để riêng được tệp “{arrival.name}”: {reason_in_words(error)}") from error


def take_back(folder: Path) -> list[Arrival]:
    """Puts everything set aside among what is to be read, to be tried again; gives those files."""
    place = folder / TO_READ
    try:
        place.mkdir(exist_ok=True)
        back = [replace(one, path=place / one.path.name) for one in list_aside(folder)]
        for one in back:
            move_into_place(folder / ASIDE / one.path.name, one.path, flushed=False)
        return back
    except OSError as error:
        raise Trouble(f"Không lấy lại được tệp đã để riêng: {reason_in_words(error)}") from error


def forget(arrivals: Iterable[Arrival]) -> None:
    """Deletes copies; the files they were copied from stay where they are."""
    try:
        for one in arrivals:
            one.path.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble(f"Không xóa được bản chép của tệp: {reason_in_words(error)}") from error


def _named(place: Path) -> list[Arrival]:
    parts = [(path, *path.name.partition("_")) for path in place.glob("*_*")]
    found = [Arrival(path, mark, name) for path, mark, _, name in parts if len(mark) == _DIGITS]
    return sorted(found, key=lambda one: (one.name, one.mark))
