"""A new version of the program brought by stick: looked at, the book backed up, its installer started; and the way back.

An update never touches the book itself. The installer keeps the one it replaces (`PREVIOUS`), so that the version
before can be put back; what the newer version wrote stays in the journal and is shown again after the next update.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chibo_desktop import __version__
from chibo_desktop.actions.backups import back_up
from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.disks import shown
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.log import log
from chibo_desktop.base.paths import default_data_dir, free_space, reason_in_words
from chibo_desktop.base.setups import find_setups, is_newer, named_version
from chibo_desktop.base.starting import own_folder, start_apart
from chibo_desktop.exchange.release import Release, Say, beside, read_release
from chibo_desktop.seal.digest import file_sha256
from chibo_desktop.store.backup_file import copy_flushed

ARRIVED = "updates"
"""Below the person's own folder, wherever the book lies: others may write where a book lies, as on a shared disk D."""
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
    """Checks the installer, backs the book up, copies the installer onto this machine and checks the copy. Takes seconds.

    `key` as of `read_release`, whose refusals these are; Refusal also when it is no newer than this program.
    After this the stick may be pulled out.
    """
    release = read_release(setup, key, say)
    if not release.is_newer:
        raise Refusal(f"Máy đang dùng bản bằng hoặc mới hơn bản {release.version}, không cần cài.")
    return _prepared(desk, release, key, (), say)


def previous_setup() -> Path | None:
    """The installer of the version before this one, when it was kept; None otherwise, and where nothing is installed.

    After going back the newer version lies there, after installing anew the same: neither is a version before.
    """
    folder = own_folder()
    kept = next(iter(find_setups(folder / PREVIOUS)), None) if folder else None
    return None if kept is None or is_newer(kept) or named_version(kept) == __version__ else kept


def prepare_return(desk: Desk, key: str | None, say: Say = lambda *_: None) -> Ready:
    """Makes ready to put the version before back. Refusal when its installer was not kept or was changed since."""
    setup = previous_setup()
    if setup is None:
        raise Refusal("Máy này không giữ bộ cài của bản trước. Hãy lấy bộ cài của bản ấy từ cấp trên.")
    return _prepared(desk, read_release(setup, key, say), key, (BACK,), say)


def how_to_install(ready: Ready) -> str:
    """What a person types where an installer is no program; "" where `start_setup` starts it."""
    if ready.release.system == "windows":
        return ""
    down = "--allow-downgrades " if BACK in ready.words else ""
    return f'sudo apt install {down}"{ready.release.setup}"'


def start_setup(ready: Ready, start: Start = start_apart) -> None:
    """Starts the installer, which waits until this program is closed: close it next.

    Refusal when it is not what was checked any more, or something lies beside it; Trouble when it does not start.
    """
    _compare(ready.release)
    log("update").info("setup %s started", ready.release.version)
    start(ready.release.setup, ready.words)


def clear_arrived() -> None:
    """Removes the copy of the installer this program came with: it has done its work and takes some 40 MB."""
    for folder in _arrived():
        if any(named_version(setup) == __version__ for setup in find_setups(folder)):
            shutil.rmtree(folder, ignore_errors=True)


def _prepared(desk: Desk, release: Release, key: str | None, words: tuple[str, ...], say: Say) -> Ready:
    back_up(desk, WHY, say)  # before, for it takes seconds: what was checked is started at once
    copy = _copied(release, say)
    checked = read_release(copy, key, say)
    if checked.sha256 != release.sha256:
        raise Trouble("Bộ cài chép vào máy đọc lại không giống. Hãy làm lại; nếu vẫn vậy, đổi USB khác.")
    return Ready(checked, words)


def _copied(release: Release, say: Say) -> Path:
    """With its signed line, which the installer keeps for the way back, in a folder whose name nobody knew before."""
    home = default_data_dir() / ARRIVED
    if free_space(home) < release.size:
        raise Trouble("Không chép được bộ cài vào máy: ổ đĩa gần đầy. Xóa bớt tệp không cần rồi làm lại.")
    folder = home / os.urandom(4).hex()
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not _is_ours(home):
            raise Refusal(
                f"“{shown(home)}” dẫn sang thư mục khác nên không dùng được. Xóa lối tắt ấy rồi làm lại."
            )
        folder.mkdir(mode=0o700)
        _copy_both(release.setup, folder, say)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise Trouble(f"Không chép được bộ cài vào máy: {reason_in_words(error)}") from error
        raise
    for old in _arrived():  # only now: the installer that was chosen may lie in one of them
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    return folder / release.setup.name


def _copy_both(setup: Path, folder: Path, say: Say) -> None:
    if beside(setup).is_file():
        copy_flushed(beside(setup), folder / beside(setup).name)
    copy_flushed(setup, folder / setup.name, say)


def _arrived() -> list[Path]:
    """The folders with copies of installers; [] where there are none, or what is there is not ours."""
    home = default_data_dir() / ARRIVED
    with suppress(OSError):
        return list(home.iterdir()) if _is_ours(home) else []
    return []


def _is_ours(home: Path) -> bool:
    """Not a link or a junction to files of the person's."""
    return home.resolve() == home.parent.resolve() / home.name


def _compare(release: Release) -> None:
    """Time passed since it was checked, and Windows takes a library that lies beside a program for the program's own."""
    setup = release.setup
    try:
        there = {path.name for path in setup.parent.iterdir()}
        is_same = there <= {setup.name, beside(setup).name} and file_sha256(setup) == release.sha256
    except OSError as error:
        raise Trouble(f"Không đọc được bộ cài: {reason_in_words(error)}") from error
    if not is_same:
        raise Refusal("Bộ cài trong máy đã bị đổi sau khi kiểm. Không cài; hãy làm lại từ đầu.")
