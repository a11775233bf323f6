"""What becomes of an installed program when its setup cannot do its work: the program open, the power gone, the disk full."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator

from chibo_installer.installed import Installed
from chibo_installer.said import need
from chibo_installer.wine import loader

OPEN, NOT_DONE = 3, 2
"""How the setup ends when the program is still open, or when it could not write."""
FULL_AT = 60_000_000
"""Bytes after which a file grows no more: the setup unpacks twice as much into one."""
STALE = "cu.pyd"


def prove_mishaps(installed: Installed) -> Iterator[str]:
    """A sentence for each mishap the installed program survived; BuildError at the first it did not."""
    yield _waits_for_an_open_program(installed)
    yield _gives_the_old_program_back(installed)
    yield _leaves_nothing_stale(installed)
    yield _survives_a_power_cut(installed)


def _waits_for_an_open_program(installed: Installed) -> str:
    """The setup of a running program ends with its own code, and nothing of the program has moved."""
    folder = installed.frozen().home / "đang mở"
    running = installed.bed.start(installed.window, "--data-dir", installed.bed.path(folder))
    try:
        time.sleep(10)
        need(running.poll() is None, "cửa sổ không mở")
        code = installed.bed.ends_with(installed.setup, "/S")
    finally:
        installed.bed.stop()
        running.wait(60)
    need(code == OPEN, f"bộ cài chạy khi chương trình đang mở: mã {code}")
    need(installed.window.is_file() and not installed.old.exists(), "bản đang mở bị đụng đến")
    return "chương trình đang mở: bộ cài đợi rồi thôi, không đụng gì"


def _gives_the_old_program_back(installed: Installed) -> str:
    """The disk is full in the middle of unpacking: the program that was there is there again, to the file."""
    stale, before = installed.folder / "_internal" / STALE, installed.files()
    stale.touch()  # a mark of the old folder
    code, has_moved = _installed_onto_a_full_disk(installed)
    need(has_moved, "bộ cài chưa chép gì đã thôi: không thử được đĩa đầy")
    need(code == NOT_DONE, f"đĩa đầy khi cài: mã {code}")
    need(stale.is_file() and not installed.old.exists(), "đĩa đầy khi cài: bản cũ không về")
    need(installed.files() == before | {stale}, "đĩa đầy khi cài: bản cũ về không đủ")
    return "đĩa đầy giữa lúc cài: bản cũ về nguyên chỗ"


def _installed_onto_a_full_disk(installed: Installed) -> tuple[int, bool]:
    """How the setup ended, and whether the old folder had been laid aside by then."""
    installed.bed.stop()  # what serves Wine must not be born under the limit
    holder, has_moved = installed.bed.start("cmd.exe", "/c", "pause"), False
    running = subprocess.Popen(
        [loader(), str(installed.setup), "/S"],
        cwd=installed.bed.home,
        env={**os.environ, **installed.bed.variables()},
        preexec_fn=_let_no_file_grow,  # noqa: PLW1509 - no thread runs here
    )
    while running.poll() is None:
        has_moved = has_moved or installed.old.exists()
        time.sleep(0.02)
    installed.bed.stop()
    holder.wait(60)
    return running.returncode, has_moved


def _let_no_file_grow() -> None:
    import resource  # not on Windows, where this module is read, too

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_AT, FULL_AT))


def _leaves_nothing_stale(installed: Installed) -> str:
    stale = installed.folder / "_internal" / STALE
    stale.touch()
    code = installed.bed.ends_with(installed.setup, "/S")
    need(code == 0 and not stale.exists() and not installed.old.exists(), "cài đè để lại tệp cũ")
    return "cài đè: không sót tệp của bản trước"


def _survives_a_power_cut(installed: Installed) -> str:
    """The power went while the new folder was being filled: the old one stands beside it, whole."""
    installed.folder.rename(installed.old)
    installed.folder.mkdir()
    shutil.copy(installed.old / installed.window.name, installed.window)
    shutil.copytree(installed.old / "installer", installed.old / "previous", dirs_exist_ok=True)
    code = installed.bed.ends_with(installed.setup, "/S")
    kept = (installed.folder / "previous" / installed.setup.name).is_file()
    need(code == 0 and kept and not installed.old.exists(), "mất điện khi cài: bản cũ và đường về không còn")
    shutil.rmtree(installed.folder / "previous")
    return "mất điện giữa lúc cài: cài lại là đủ, đường về còn nguyên"
