"""A new version of the program brought by stick: looked at, the book backed up, its installer started; and the way back.

An update never touches the book itself. The installer keeps the one it replaces (`PREVIOUS`), so that the version
before can be put back; what the newer version wrote stays in the journal and is shown again after the next update.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chibo_desktop.actions.backups import back_up
from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.log import log
from chibo_desktop.base.paths import reason_in_words, write_whole
from chibo_desktop.base.setups import find_setups
from chibo_desktop.base.starting import own_folder, start_apart
from chibo_desktop.exchange.release import Release, Say, read_release

ARRIVED = "updates"
"""Where in the data folder the one installer lies that is started: a stick may be pulled out meanwhile."""
PREVIOUS = "previous"
"""Beside the program: the installer of the version before, put there by the installer of this one."""
WHY = "upgrade"
BACK = "/BACK"
"""Tells an installer that an older version may take the place of a newer one."""

Start = Callable[[Path, Sequence[str]], None]


@dataclass(frozen=True)
class Ready:
    """An installer that may be started: a checked copy on this machine, the book backed up."""

    release: Release
    words: tuple[str, ...] = ()
    """What it is called with."""


def prepare_update(desk: Desk, setup: Path, key: str | None, say: Say = lambda *_: None) -> Ready:
    """Checks the installer, copies it onto this machine, checks the copy and backs the book up. Takes seconds.

    `key` as of `read_release`, whose refusals these are; Refusal also when it is no newer than this program.
    After this the stick may be pulled out.
    """
    release = read_release(setup, key, say)
    if not release.is_newer:
        raise Refusal(f"Máy đang dùng bản bằng hoặc mới hơn bản {release.version}, không cần cài.")
    return _prepared(desk, release, (), say)


def previous_setup() -> Path | None:
    """The installer of the version before this one, when it was kept; None otherwise, and where nothing is installed."""
    folder = own_folder()
    return next(iter(find_setups(folder / PREVIOUS)), None) if folder else None


def prepare_return(desk: Desk, key: str | None, say: Say = lambda *_: None) -> Ready:
    """Makes ready to put the version before back. Refusal when its installer was not kept or was changed since."""
    setup = previous_setup()
    if setup is None:
        raise Refusal("Máy này không giữ bộ cài của bản trước. Hãy lấy bộ cài của bản ấy từ cấp trên.")
    return _prepared(desk, read_release(setup, key, say), (BACK,), say)


def how_to_install(ready: Ready) -> str:
    """What a person types where an installer is no program; "" where `start_setup` starts it."""
    if ready.release.system == "windows":
        return ""
    down = "--allow-downgrades " if BACK in ready.words else ""
    return f'sudo apt install {down}"{ready.release.setup}"'


def start_setup(ready: Ready, start: Start = start_apart) -> None:
    """Starts the installer, which waits until this program is closed: close it next. Trouble when it does not start."""
    log("update").info("setup %s started", ready.release.version)
    start(ready.release.setup, ready.words)


def _prepared(desk: Desk, release: Release, words: tuple[str, ...], say: Say) -> Ready:
    copy = _copied(desk, release)
    checked = read_release(copy, None, say)
    if checked.sha256 != release.sha256:
        raise Trouble("Bộ cài chép vào máy đọc lại không giống. Hãy làm lại; nếu vẫn vậy, đổi USB khác.")
    back_up(desk, WHY, say)
    return Ready(Release(**{**vars(release), "setup": copy}), words)


def _copied(desk: Desk, release: Release) -> Path:
    """Alone in its folder: the installer of another day is let go of."""
    folder = desk.folder_for(ARRIVED)
    copy = folder / release.setup.name
    try:
        for old in folder.iterdir():
            if old != copy:
                old.unlink()
        data = release.setup.read_bytes()
    except OSError as error:
        raise Trouble(f"Không chép được bộ cài vào máy: {reason_in_words(error)}") from error
    write_whole(copy, data)
    return copy
