"""Pictures of the mailbox in "Gửi – nhận" and "Thiết đặt", 100 % and 150 %: python tests/pictures_mailbox.py OUTDIR [word]."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QScrollArea

from chibo_desktop.actions.carrying import choose_mailbox
from chibo_desktop.actions.fetching import fetch
from chibo_desktop.actions.sending import send
from chibo_desktop.base.settings import Settings
from chibo_desktop.exchange.place import Place
from chibo_desktop.ui import look
from chibo_desktop.ui.carrying import Carrying
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import make_application
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from exchange.province import Province, make_province, write_meeting
from ui.hands import press, write


def scenes(province: Province, post: Path) -> Iterator[tuple[str, Callable[[Frame], object]]]:
    """Each picture's name and what is done in the open window, one after the other."""
    yield "settings-none", lambda frame: _settings(frame, "Không dùng")
    yield "settings-folder", lambda frame: _settings(frame, "Thư mục chung")
    yield "settings-web", lambda frame: _settings(frame, "Địa chỉ mạng")
    yield "settings-proxy", _proxy
    yield "settings-wrong", _wrong
    yield "settings-tried", lambda frame: _tried(frame, post)
    yield "exchange-new", lambda frame: _exchange(frame, province, post)
    yield "exchange-lying", _go
    yield "exchange-waiting", lambda frame: _away(frame, province, post)
    yield "exchange-received", lambda frame: _received(frame, province, post)


def _settings(frame: Frame, kind: str) -> None:
    frame.show_page("settings")
    press(frame, f"Gửi và nhận qua: {kind}")
    _down(frame)


def _proxy(frame: Frame) -> None:
    press(frame, "Proxy: Gõ địa chỉ")
    _down(frame)


def _wrong(frame: Frame) -> None:
    press(frame, "Proxy: Theo máy này")
    write(frame, "Địa chỉ hòm thư", "http://thu.muong-say.vi-du/chibo")
    write(frame, "Tài khoản hòm thư", "ban-suoi-lanh")
    write(frame, "Mật khẩu hòm thư", "lòng hồ thu")
    press(frame, "Thử kết nối")
    _down(frame)


def _tried(frame: Frame, post: Path) -> None:
    press(frame, "Gửi và nhận qua: Thư mục chung")
    write(frame, "Thư mục của hòm thư", str(post))
    press(frame, "Thử kết nối")
    _settle(60)
    _down(frame)


def _exchange(frame: Frame, province: Province, post: Path) -> None:
    choose_mailbox(province.cell, Place("folder", str(post)))
    frame.show_page("exchange")


def _go(frame: Frame) -> None:
    press(frame, "Gửi và nhận ngay")
    _wait(frame)


def _away(frame: Frame, province: Province, post: Path) -> None:
    write_meeting(province.cell, "2026-11")
    province.wait()
    shutil.move(post, post.with_name("rut-ra"))
    press(frame, "Gửi và nhận ngay")
    _wait(frame)


def _received(frame: Frame, province: Province, post: Path) -> None:
    shutil.move(post.with_name("rut-ra"), post)
    press(frame, "Gửi và nhận ngay")
    _wait(frame)
    fetch(province.commune)
    province.wait()
    send(province.commune)
    press(frame, "Gửi và nhận ngay")
    _wait(frame)


def _wait(frame: Frame) -> None:
    carrying = Carrying.of(frame.session)
    while carrying.is_busy:
        QApplication.processEvents()
    _settle(10)


def _down(frame: Frame) -> None:
    _settle(8)
    for area in frame.findChildren(QScrollArea):
        if area.isVisible():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _settle(rounds: int = 8) -> None:
    import time

    for _ in range(rounds):
        QApplication.processEvents()
        time.sleep(0.01)


def main(folder: Path, wanted: str) -> None:
    make_application([])
    ring = FocusRing.install(QApplication.instance())  # type: ignore[arg-type]
    folder.mkdir(parents=True, exist_ok=True)
    for zoom in (100, 150):
        look.set_zoom(zoom)
        look.apply()
        with tempfile.TemporaryDirectory() as place, make_province(Path(place)) as province:
            _take(province, Path(place) / "hom-thu-xa", folder, f"{zoom}", wanted)
    ring.deleteLater()


def _take(province: Province, post: Path, folder: Path, ending: str, wanted: str) -> None:
    post.mkdir()
    choose_mailbox(province.commune, Place("folder", str(post)))
    write_meeting(province.cell, "2026-10")
    cell = province.cell
    window = MainWindow(cell.folder, Settings(cell.folder.parent), clock=province.clock)
    window.show_desk(cell)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    assert window.frame is not None
    for name, act in scenes(province, post):
        act(window.frame)
        _settle()
        if wanted in name:
            window.grab().save(str(folder / f"{name}-{ending}.png"))
            print(folder / f"{name}-{ending}.png")
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
