"""Removes an installed program the ways people do: silently the books stay, and they go only when it was asked for twice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from chibo_installer.installed import Installed
from chibo_installer.said import need

NEXT, YES, NO = 1, 6, 7
"""Numbers of buttons: of NSIS's pages, and of Windows' questions."""
MARK = "Xóa luôn cả sổ"
PRESS = """
import ctypes, sys, time
from ctypes import wintypes
user, wanted, until = ctypes.WinDLL("user32"), sys.argv[1], time.monotonic() + 60
EACH = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
user.EnumWindows.argtypes = (EACH, wintypes.LPARAM)
user.EnumChildWindows.argtypes = (wintypes.HWND, EACH, wintypes.LPARAM)
user.GetDlgCtrlID.argtypes = user.IsWindowEnabled.argtypes = user.IsWindowVisible.argtypes = (wintypes.HWND,)
user.GetWindowTextW.argtypes = user.GetClassNameW.argtypes = (wintypes.HWND, wintypes.LPWSTR, ctypes.c_int)
user.PostMessageW.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)

def read(asked, window):
    held = ctypes.create_unicode_buffer(200)
    asked(window, held, 200)
    return held.value.replace("&", "")

def buttons():
    tops, found = [], []
    user.EnumWindows(EACH(lambda window, _: tops.append(window) or True), 0)
    for top in tops:
        user.EnumChildWindows(top, EACH(lambda window, _: found.append(window) or True), 0)
    return [window for window in found if read(user.GetClassNameW, window) == "Button"
            and user.IsWindowVisible(window) and user.IsWindowEnabled(window)]

def is_wanted(window):
    if wanted.isdigit():
        return user.GetDlgCtrlID(window) == int(wanted)
    return read(user.GetWindowTextW, window).startswith(wanted)

while not (found := list(filter(is_wanted, buttons()))):
    if time.monotonic() > until:
        sys.exit(1)
    time.sleep(0.2)
user.PostMessageW(found[0], 0x00F5, 0, 0)  # BM_CLICK
time.sleep(1)
"""
"""Presses a button that is on the screen, named by its number or its first words, within a minute."""


def prove_removal(installed: Installed, before: set[Path]) -> Iterator[str]:
    """A sentence for each way of removing; `before` are the files that were there before the program came."""
    yield _remove_silently(installed, before)
    need(installed.bed.ends_with(installed.setup, "/S") == 0, "gỡ rồi không cài lại được")
    yield _remove_with_books(installed)


def _remove_silently(installed: Installed, before: set[Path]) -> str:
    need(installed.book.is_file(), "sổ không nằm ở chỗ bộ gỡ hỏi có xóa không")
    code = installed.bed.ends_with(installed.folder / "uninstall.exe", "/S")
    need(code == 0 and _is_gone(installed.folder), f"gỡ lặng lẽ kết thúc với mã {code}, thư mục còn đó")
    ours = (installed.data, installed.mark, installed.frozen().home)
    left = [
        file for file in installed.files() - before if not any(file.is_relative_to(each) for each in ours)
    ]
    need(installed.book.is_file(), "gỡ chương trình làm mất sổ")
    need(not left, f"gỡ xong còn sót: {left[:5]}")
    need(not installed.known(), f"gỡ xong Windows còn nhớ: {installed.known()}")
    return "gỡ lặng lẽ: chỉ còn sổ"


def _remove_with_books(installed: Installed) -> str:
    """Marked, asked once more, refused: everything stays. Marked and confirmed: program and books go, and nothing beside them."""
    others = installed.frozen().home
    kept, beside = installed.files(), {file for file in installed.files() if file.is_relative_to(others)}
    need(installed.bed.ends_with(installed.folder / "uninstall.exe") == 0, "bộ gỡ không mở")
    for button in (MARK, NEXT, NO):
        _press(installed, button)
    need(kept <= installed.files(), "trả lời “không” mà vẫn có tệp bị xóa")
    for button in (NEXT, YES):
        _press(installed, button)
    need(_is_gone(installed.data) and _is_gone(installed.mark), "đã chọn xóa cả sổ mà sổ còn đó")
    need(_is_gone(installed.folder) and not installed.known(), "gỡ cả sổ mà chương trình còn đó")
    need(beside and beside <= installed.files(), "xóa cả sổ đụng đến thư mục khác")
    return "gỡ cả sổ: chỉ khi đánh dấu rồi trả lời “có”; thư mục khác còn nguyên"


def _press(installed: Installed, button: int | str) -> None:
    installed.bed.said_by(installed.bed.python, "-c", PRESS, button)


def _is_gone(place: Path) -> bool:
    """Within a minute."""
    until = time.monotonic() + 60
    while place.exists() and time.monotonic() < until:
        time.sleep(0.5)
    return not place.exists()
