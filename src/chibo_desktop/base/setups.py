"""Installers of this program as files: what their names say, and which of a folder is newest; none is opened here."""

from __future__ import annotations

import re
from pathlib import Path

from chibo_desktop import __version__
from chibo_desktop.base.system import on_windows

SYSTEMS = {".exe": "windows", ".deb": "debian"}
_SETUP = re.compile(
    r"chibo-desktop[-_]((?:0|[1-9]\d{0,4})(?:\.(?:0|[1-9]\d{0,4})){2})(?:[-_][A-Za-z0-9-]+)?\.(?:exe|deb)",
    re.ASCII,
)


def this_system() -> str:
    """`windows`, or `debian` for every other."""
    return "windows" if on_windows() else "debian"


def version_order(version: str) -> tuple[int, ...]:
    """For comparing: "0.10.0" comes after "0.9.0"."""
    return tuple(map(int, version.split(".")))


def is_setup(path: Path) -> bool:
    """Whether the file is named like an installer of this program; it is not opened."""
    return named_version(path) is not None


def find_setups(folder: Path) -> list[Path]:
    """The installers lying in a folder itself for a machine like this one, newest version first; [] when it is gone."""
    try:
        found = [path for path in folder.iterdir() if is_setup(path) and path.is_file()]
    except OSError:
        return []
    fitting = [path for path in found if SYSTEMS[path.suffix.lower()] == this_system()]
    return sorted(fitting, key=lambda path: version_order(named_version(path) or "0.0.0"), reverse=True)


def newer_setup(folder: Path) -> Path | None:
    """The newest installer in a folder when it is newer than this program; None when there is none."""
    newest = next(iter(find_setups(folder)), None)
    return newest if newest is not None and is_newer(newest) else None


def is_newer(setup: Path) -> bool:
    """Whether an installer is, by its name alone, of a newer version than this program."""
    return version_order(named_version(setup) or "0.0.0") > version_order(__version__)


def named_version(path: Path) -> str | None:
    """The version in the name of an installer; None for any other file."""
    found = _SETUP.fullmatch(path.name)
    return found[1] if found else None
