"""Pictures of many bundles in the window, 1366×768, 100 % and 150 %: python tests/pictures_office.py OUTDIR [word]."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions.exchange import read_bundle
from chibo_desktop.base.clock import FixedClock
from exchange.province import PASSWORD, copy_desk, make_province, write_meeting, write_proposal
from pictures import NOW, Sample, make_pictures
from ui.hands import button, open_window, press, words_on

CELLS = tuple(f"Chi bộ {place}" for place in (
    "bản Suối Lanh", "bản Nà Hừ", "bản Huổi Tao", "bản Pá Mùa", "Trường Tiểu học", "Trạm Y tế", "bản Nậm Vì"
))  # fmt: skip
MONTHS = ("2026-08", "2026-09", "2026-10")


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """From the drag over the window to what could not be read."""
    yield "office-drag", lambda: _dragged(sample)
    yield "office-survey", lambda: _looked(sample)
    yield "office-reading", lambda: _reading(sample)
    yield "office-stopped", lambda: _stopped(sample)
    yield "office-read", lambda: _read(sample)
    yield "office-aside", lambda: _aside(sample)


@cache
def _office(folder: Path) -> tuple[Path, Path]:
    """A commune that has read nothing, and a stick: one cell's September is missing, one sent nothing in October."""
    place = folder / "office"
    place.mkdir()
    stick = place / "usb"
    stick.mkdir()
    with make_province(place, *CELLS) as province:
        copy_desk(province.commune, place / "fresh").close()
        for month in MONTHS:
            for number, cell in enumerate(province.cells):
                if (number, month) == (6, "2026-10"):
                    continue
                meeting = write_meeting(cell, month)
                with cell.store.writing(cell.organisation_id, cell.user) as writer:
                    writer.put("meeting", meeting, finalised_at=cell.store.clock.now())
                write_proposal(cell, f"Sửa mương {month}")
                bundle = province.make(cell, province.commune)
                read_bundle(province.commune, bundle)
                province.send(province.commune, cell)
                if (number, month) != (2, "2026-09"):
                    shutil.copy(bundle, stick)
    (stick / "bien-ban thang 10 (1).cbb").write_bytes(bundle.read_bytes()[:-20])
    (stick / "cong-van-21.docx").write_bytes(b"x")
    return place / "fresh", stick


def _window(sample: Sample) -> tuple[QWidget, Path]:
    fresh, stick = _office(sample.folder)
    folder = sample.folder / f"trial-{len(list(sample.folder.iterdir()))}"
    shutil.copytree(fresh, folder)
    return open_window(open_desk(folder, PASSWORD, clock=FixedClock(NOW)), "exchange")[0], stick


def _dragged(sample: Sample) -> QWidget:
    window, stick = _window(sample)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(stick))])
    enter = QDragEnterEvent(
        QPoint(700, 400),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(window.windowHandle(), enter)
    return window


def _looked(sample: Sample) -> QWidget:
    window, stick = _window(sample)
    window.frame.receive([stick])  # type: ignore[attr-defined]
    _wait(window, "Đọc 19 gói vào sổ")
    return window


def _reading(sample: Sample) -> QWidget:
    window = _looked(sample)
    press(window, "Đọc 19 gói vào sổ")
    while "còn chừng" not in words_on(window) and "sắp xong" not in words_on(window):
        QTest.qWait(5)
    return window


def _stopped(sample: Sample) -> QWidget:
    window = _reading(sample)
    press(window, "Dừng")
    _wait(window, "Bỏ các gói chưa đọc")
    return window


def _read(sample: Sample) -> QWidget:
    window = _looked(sample)
    press(window, "Đọc 19 gói vào sổ")
    _wait(window, "Đóng")
    return window


def _aside(sample: Sample) -> QWidget:
    window = _read(sample)
    press(window, "Đóng")
    button(window, "Thử đọc lại").setFocus()
    return window


def _wait(window: QWidget, name: str) -> None:
    while f"{name} |" not in f"{words_on(window)} |":
        QTest.qWait(10)


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
