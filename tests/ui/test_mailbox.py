"""The mailbox in the window: chosen and tried in place, sent and fetched beside the work, all through a folder and without a socket."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.carrying import choose_mailbox, mailbox_of
from chibo_desktop.actions.fetching import fetch
from chibo_desktop.actions.sending import send
from chibo_desktop.exchange.place import Place
from chibo_desktop.ui import carrying
from exchange.province import Province, make_province, write_meeting
from ui.hands import error_of, open_window, press, words_on, write


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path) as made:
        yield made


@pytest.fixture
def post(tmp_path: Path) -> Path:
    folder = tmp_path / "hom-thu-xa"
    folder.mkdir()
    return folder


def test_a_folder_is_chosen_tried_and_kept_and_given_up_again(
    qtbot: QtBot, province: Province, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, frame = open_window(province.cell, "settings")
    qtbot.addWidget(window)
    assert "không mở đường mạng nào" in words_on(frame)
    press(frame, "Gửi và nhận qua: Thư mục chung")
    press(frame, "Dùng hòm thư này")
    assert "Hãy chọn thư mục" in error_of(frame, "Thư mục của hòm thư")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(post))
    press(frame, "Chọn thư mục …")
    press(frame, "Thử kết nối")
    qtbot.waitUntil(lambda: "Dùng được: đã gửi, đọc lại và xóa" in words_on(frame), timeout=15_000)
    assert mailbox_of(province.cell) is None
    press(frame, "Dùng hòm thư này")
    assert "Từ nay gửi và nhận qua “hom-thu-xa”" in words_on(frame)
    assert mailbox_of(province.cell) == Place("folder", str(post))
    press(frame, "Gửi và nhận qua: Không dùng")
    press(frame, "Thôi dùng hòm thư")
    assert mailbox_of(province.cell) is None
    window.close()


def test_what_is_wrong_with_an_address_stands_at_its_field_and_a_kept_password_need_not_be_typed_again(
    qtbot: QtBot, province: Province
) -> None:
    kept = Place("webdav", "https://thu.vi-du/chibo", "xa", "lòng hồ thu")
    choose_mailbox(province.cell, kept)
    window, frame = open_window(province.cell, "settings")
    qtbot.addWidget(window)
    assert "lòng hồ thu" not in words_on(frame)
    assert "để trống là giữ nguyên" in words_on(frame)
    write(frame, "Địa chỉ hòm thư", "thu.vi-du")
    press(frame, "Thử kết nối")
    assert "gõ đủ" in error_of(frame, "Địa chỉ hòm thư")
    write(frame, "Địa chỉ hòm thư", "https://thu.vi-du/chibo")
    press(frame, "Proxy: Không qua")
    press(frame, "Dùng hòm thư này")
    assert mailbox_of(province.cell) == Place("webdav", kept.address, "xa", kept.password, proxy="none")
    window.close()


def test_the_red_button_sends_what_waits_and_the_page_says_where_it_is(
    qtbot: QtBot, province: Province, post: Path
) -> None:
    cell, commune = province.cell, province.commune
    for desk in (cell, commune):
        choose_mailbox(desk, Place("folder", str(post)))
    write_meeting(cell, "2026-10")
    window, frame = open_window(cell, "exchange")
    qtbot.addWidget(window)
    shutil.move(post, post.with_name("rut-ra"))
    press(frame, "Gửi và nhận ngay")
    qtbot.waitUntil(lambda: "Không thấy thư mục “hom-thu-xa”" in words_on(frame), timeout=15_000)
    assert "Chờ gửi" in names_on(frame)
    assert "Tự thử lại lúc 19:31" in words_on(frame)

    shutil.move(post.with_name("rut-ra"), post)
    press(frame, "Gửi và nhận ngay")
    qtbot.waitUntil(lambda: "đã gửi 1 gói" in words_on(frame), timeout=15_000)
    assert "Ở hòm thư" in names_on(frame)

    fetch(commune)
    send(commune)
    press(frame, "Gửi và nhận ngay")
    qtbot.waitUntil(lambda: "đã nhận 1 gói" in words_on(frame), timeout=15_000)
    assert "Đã nhận" in names_on(frame)
    window.close()


def test_when_the_way_is_there_again_what_waits_goes_by_itself(
    qtbot: QtBot, province: Province, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same doubling waits, a thousand times shorter."""
    monkeypatch.setattr(carrying, "SHORTEST", timedelta(milliseconds=60))
    monkeypatch.setattr(carrying, "LONGEST", timedelta(milliseconds=400))
    choose_mailbox(province.cell, Place("folder", str(post)))
    write_meeting(province.cell, "2026-10")
    shutil.move(post, post.with_name("rut-ra"))
    window, frame = open_window(province.cell, "exchange")
    qtbot.addWidget(window)
    tries: list[timedelta] = []
    mailbox = carrying.Carrying.of(frame.session)

    def note() -> None:
        if mailbox.next_at is not None and not mailbox.is_busy:
            tries.append(mailbox.next_at - province.clock.now())

    mailbox.told.connect(note)
    press(frame, "Gửi và nhận ngay")
    qtbot.waitUntil(lambda: len(tries) >= 5, timeout=20_000)
    assert [each // timedelta(milliseconds=1) for each in tries[:5]] == [60, 120, 240, 400, 400]
    shutil.move(post.with_name("rut-ra"), post)
    qtbot.waitUntil(lambda: "đã gửi 1 gói" in words_on(frame), timeout=20_000)
    assert tries[-1] == carrying.QUIET
    window.close()


def test_what_a_person_did_not_send_stays_here_however_often_the_mailbox_is_looked_into(
    qtbot: QtBot, province: Province, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "SOON_MS", 10)
    choose_mailbox(province.cell, Place("folder", str(post)))
    write_meeting(province.cell, "2026-10")
    window, frame = open_window(province.cell, "exchange")
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: "không có gói mới" in words_on(frame), timeout=20_000)
    assert list(post.iterdir()) == []
    window.close()


def names_on(frame: object) -> str:
    """The accessible names of every row shown: what the rows paint, and a screen reader says."""
    from PySide6.QtWidgets import QPushButton, QWidget

    assert isinstance(frame, QWidget)
    return " | ".join(each.accessibleName() for each in frame.findChildren(QPushButton) if each.isVisible())


def test_without_a_mailbox_the_page_is_as_before_and_nothing_runs(qtbot: QtBot, province: Province) -> None:
    window, frame = open_window(province.cell, "exchange")
    qtbot.addWidget(window)
    assert "Hòm thư chung" not in words_on(frame)
    assert "Gửi lên cấp trên" in names_on(frame)
    window.close()
    assert not (province.cell.folder / "outbox").exists()
