"""What tells this machine and user from any other: a mark beside the settings of the user, and the system's own id."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.paths import write_whole
from chibo_desktop.base.system import machine_id

MARK = "machine"
"""Random, made once, and never in the data folder: a copy of that folder does not carry it along."""


def machine_words() -> str:
    """The mark and the system's id as one text, for hashing; the same at every start, "" where neither can be had.

    Makes the mark at the first call. Not a secret, but nothing to show: whoever keeps it keeps its hash.
    """
    words = [_mark(mark_file()), machine_id()]
    return "\n".join(words) if any(words) else ""


def mark_file() -> Path:
    """Where the mark lies: the folder of this user's settings, outside every data folder."""
    import platformdirs

    # roaming: on Windows the other folder of settings is where the data lie unless told otherwise
    return Path(platformdirs.user_config_dir("chibo_desktop", appauthor=False, roaming=True)) / MARK


def _mark(file: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        held = file.read_text(encoding="ascii").strip()
        if held:
            return held
    made = secrets.token_hex(16)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, f"{made}\n".encode())
    except (OSError, Trouble):
        return ""  # no place for it: the system's id alone has to do
    return made
