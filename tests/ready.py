"""Folders of desks made once a process and copied for every test that asks for the same; what is in them stands with those who ask."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from chibo_desktop.base.machine import mark_file

Given = TypeVar("Given")

_MARK = secrets.token_hex(16)
_made: dict[Hashable, tuple[Path, Any]] = {}
_asked: Counter[Hashable] = Counter()


def take(folder: Path, make: Callable[[Path], Given], *words: Hashable) -> Given:
    """Puts into `folder` what `make` makes in a folder, every desk closed; gives what `make` gave.

    `words` name all that it depends on. Who asks twice in one test gets two, each with ids and keys of its own;
    a test is known by its home. `make` takes nothing here itself: the count would differ from test to test.
    """
    asked = (os.environ.get("HOME"), words)
    _asked[asked] += 1
    if not _on_our_machine():
        return make(folder)
    key = (words, _asked[asked])
    if key not in _made:
        place = _shelf() / str(len(_made))
        place.mkdir()
        _made[key] = place, make(place)
    place, given = _made[key]
    if any((folder / each.name).exists() for each in place.iterdir()):
        return make(folder)  # which may be what the test is about
    shutil.copytree(place, folder, dirs_exist_ok=True)
    return given  # type: ignore[no-any-return]


def _on_our_machine() -> bool:
    """Each test's home would be another machine, where a book goes on under a new device: a mark makes them one."""
    mark = mark_file()
    if not mark.exists():
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(f"{_MARK}\n", encoding="ascii")
    return mark.read_text(encoding="ascii").strip() == _MARK


@cache
def _shelf() -> Path:
    place = Path(tempfile.mkdtemp(prefix="chibo-ready-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place
