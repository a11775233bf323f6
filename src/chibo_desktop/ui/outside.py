"""Opens a saved file in the program the person uses for its sort: the system's choice, on Windows as by a double click."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from chibo_desktop.base.disks import folder_name, shown
from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.system import without_own_libraries


def open_outside(place: Path) -> None:
    """The file in its program, a folder in the file manager. Trouble where it is gone or no program is known for it."""
    is_there = False
    with suppress(OSError):  # a stick or a share that is just gone
        is_there = place.exists()
    if not is_there:
        raise Trouble(f"Không còn “{folder_name(place)}” ở chỗ đã lưu. Cắm lại USB, hoặc lưu lại.")
    with without_own_libraries():
        is_opened = QDesktopServices.openUrl(QUrl.fromLocalFile(shown(place)))
    if not is_opened:
        raise Trouble(
            f"Máy này chưa có chương trình mở “{folder_name(place)}”. Mở thư mục đã lưu rồi chọn chương trình."
        )
