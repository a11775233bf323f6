"""What this machine remembers about its backups: the second place, when it was copied and tried, what went wrong last."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from chibo_desktop.base.disks import place_of
from chibo_desktop.base.paths import write_whole

FILE_NAME = "notes.json"


@dataclass(frozen=True)
class Notes:
    """Moments are ISO texts, "" while there was none."""

    place: str = ""
    """The folder a person chose for copies; "" while none was chosen."""
    spot: str = ""
    """The same by the mark of its disk (`base/disks.py`): a stick's letter changes. "" where it has no mark."""
    copied: str = ""
    """Name of the backup that was last copied there and read back."""
    copied_at: str = ""
    tried_at: str = ""
    """When a backup was last opened for a trial, or restored."""
    trouble: str = ""
    """The sentence of the last attempt, when it failed; "" after one that succeeded."""
    trouble_at: str = ""
    suspect: str = ""
    """Since when the book is known to have a bad page; it is looked over at the next opening."""


def place_now(notes: Notes) -> Path | None:
    """Where the folder for copies is today; None while none was chosen."""
    return place_of(notes.spot, Path(notes.place)) if notes.place else None


def read_notes(shelf: Path) -> Notes:
    """The notes among the backups; empty ones when the file is missing or broken."""
    try:
        said = json.loads((shelf / FILE_NAME).read_bytes())
        known = {name: value for name, value in said.items() if name in asdict(Notes())}
        return Notes(**{name: value for name, value in known.items() if isinstance(value, str)})
    except (OSError, ValueError, AttributeError, RecursionError):
        return Notes()


def write_notes(shelf: Path, **changed: str | datetime) -> Notes:
    """Changes some of the notes. Trouble when the disk refuses."""
    words = {
        name: value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
        for name, value in changed.items()
    }
    notes = replace(read_notes(shelf), **words)
    write_whole(shelf / FILE_NAME, json.dumps(asdict(notes), ensure_ascii=False, indent=1).encode())
    return notes
