"""Folders that programs of the person's copy to somebody's servers, by what those programs say; disks are in `disks.py`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from chibo_desktop.base import windows
from chibo_desktop.base.system import on_windows

ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Variables in which OneDrive says which folders it copies."""
DROPBOX = "info.json"
"""Where Dropbox says it: "Locate your Dropbox folder" (help.dropbox.com), one entry for each account."""
GOOGLE_KEY, GOOGLE_VALUE = r"Software\Google\DriveFS", "PerAccountPreferences"
"""Where Google Drive says, for each account, in which folder or under which letter it shows what lies on the servers."""
GOOGLE_VOLUME = "1983-1116"
"""The serial number of every drive that Google Drive shows; its name is another one for each language and account."""
LEFT_BY = {".tmp.driveupload": "Google Drive", ".tmp.drivedownload": "Google Drive", ".megaignore": "MEGA"}
"""What such a program puts at the top of a folder of the person's that it copies, where nothing else says so."""


def cloud_folders() -> Iterator[tuple[str, Path]]:
    """What each program is called, and a folder it copies; also of programs that are installed no more."""
    for folder in filter(None, map(os.environ.get, ONEDRIVE)):
        yield "OneDrive", Path(folder)
    for folder in _dropbox_folders():
        yield "Dropbox", Path(folder)
    if on_windows():
        for folder in _google_folders():
            yield "Google Drive", Path(folder)


def cloud_above(folder: Path) -> str:
    """The program that a whole folder's surroundings speak of, "" for none: its drive, Windows' list, a file it left.

    A file that was left does not count in the home folder and above: the program may be gone, and the place where
    the data usually lie must not be refused for ever.
    """
    if on_windows():
        there = next((place for place in (folder, *folder.parents) if _is_there(place)), folder)
        if windows.volume_mark(str(there)) == GOOGLE_VOLUME:
            return "Google Drive"
        provider = windows.cloud_provider(str(there))
        if provider:
            return provider
    home = Path.home()
    inner = (place for place in (folder, *folder.parents) if not home.is_relative_to(place))
    return next((name for place in inner for left, name in LEFT_BY.items() if _is_there(place / left)), "")


def _is_there(place: Path) -> bool:
    with suppress(
        OSError
    ):  # a folder that may not be entered, a name that is too long: said where it is written
        return place.exists()
    return False


def _dropbox_folders() -> Iterator[str]:
    homes = [Path(home, "Dropbox") for home in map(os.environ.get, ("APPDATA", "LOCALAPPDATA")) if home]
    for home in (*homes, Path.home() / ".dropbox"):
        with suppress(OSError, ValueError):
            yield from _texts((home / DROPBOX).read_text(encoding="utf-8"), "path", "root_path")


def _google_folders() -> Iterator[str]:
    """Not its letters: the letter may be another disk's today, and `GOOGLE_VOLUME` knows the drive."""
    said = _texts(windows.person_setting(GOOGLE_KEY, GOOGLE_VALUE), "mount_point_path")
    return (folder for folder in said if len(folder) > len("G:\\"))


def _texts(words: str, *names: str) -> Iterator[str]:
    """The texts of these names, however deep in some JSON; none when it is no JSON."""
    with suppress(ValueError, RecursionError):
        waiting = [json.loads(words)]
        while waiting:
            met = waiting.pop()
            if isinstance(met, dict):
                yield from (text for name in names if isinstance(text := met.get(name), str) and text)
                waiting += met.values()
            elif isinstance(met, list):
                waiting += met
