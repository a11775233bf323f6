"""An update by stick: nothing is started that was not checked on this machine, and the book is backed up first."""

from __future__ import annotations

import stat
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from chibo_desktop import __version__
from chibo_desktop.actions.backups import find_backups
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.updating import (
    ARRIVED,
    BACK,
    PREVIOUS,
    Ready,
    how_to_install,
    prepare_return,
    prepare_update,
    previous_setup,
    start_setup,
)
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.starting import start_apart
from chibo_desktop.exchange.release import Release, write_release
from exchange.test_release import AT, KEY, OTHER, make_setup


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "USB của xã"
    made.mkdir()
    return made


def test_a_checked_copy_is_started_and_the_stick_may_be_pulled_out(desk: Desk, stick: Path) -> None:
    setup = make_setup(stick)
    write_release(setup, KEY, AT)
    bytes_there = setup.read_bytes()
    ready = prepare_update(desk, setup, KEY.public)
    setup.unlink()
    started: list[tuple[Path, Sequence[str]]] = []
    start_setup(ready, lambda program, words: started.append((program, words)))
    assert started == [(desk.folder / ARRIVED / setup.name, ())]
    assert started[0][0].read_bytes() == bytes_there


def test_the_book_is_backed_up_before_an_update(desk: Desk, stick: Path) -> None:
    setup = make_setup(stick)
    prepare_update(desk, setup, None)
    assert [good.header.why for good in find_backups(desk.folder)] == ["upgrade"]


def test_what_is_forged_is_not_copied_and_nothing_is_backed_up(desk: Desk, stick: Path) -> None:
    setup = make_setup(stick)
    write_release(setup, OTHER, AT)
    with pytest.raises(Refusal, match="nơi phát hành"):
        prepare_update(desk, setup, KEY.public)
    assert not (desk.folder / ARRIVED).exists()
    assert not find_backups(desk.folder)


def test_the_same_and_an_older_version_are_not_installed(desk: Desk, stick: Path) -> None:
    for version in (__version__, "0.0.1"):
        with pytest.raises(Refusal, match="không cần cài"):
            prepare_update(desk, make_setup(stick, version), None)


def test_only_the_installer_of_today_is_kept_in_the_data_folder(desk: Desk, stick: Path) -> None:
    for version in ("7.0.0", "7.1.0", "7.1.0"):
        prepare_update(desk, make_setup(stick, version), None)
    assert [path.name for path in (desk.folder / ARRIVED).iterdir()] == [make_setup(stick, "7.1.0").name]


def test_the_version_before_is_put_back_by_the_installer_that_was_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert previous_setup() is None
    with pytest.raises(Refusal, match="không giữ bộ cài"):
        prepare_return(desk, None)
    program = tmp_path / "Chương trình" / "chibo-desktop"
    (program.parent / PREVIOUS).mkdir(parents=True)
    kept = make_setup(program.parent / PREVIOUS, "0.0.1")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert previous_setup() == kept
    ready = prepare_return(desk, None)
    assert ready.words == (BACK,)
    assert ready.release.version == "0.0.1"
    assert [good.header.why for good in find_backups(desk.folder)] == ["upgrade"]


def test_where_installers_are_no_programs_the_command_is_told(tmp_path: Path) -> None:
    release = Release(tmp_path / "x.deb", "7.0.0", "debian", 1, "", None, is_checked=False)
    assert how_to_install(Ready(release)) == f'sudo apt install "{tmp_path / "x.deb"}"'
    assert "--allow-downgrades" in how_to_install(Ready(release, (BACK,)))
    windows = Release(tmp_path / "x.exe", "7.0.0", "windows", 1, "", None, is_checked=False)
    assert how_to_install(Ready(windows)) == ""


def test_a_started_installer_lives_on_its_own_and_one_that_does_not_start_is_said(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("a script is no program on Windows")
    setup = tmp_path / "cài"
    setup.write_text('#!/bin/sh\nps -o sid= -p $$ > said; echo "$1" >> said\n')
    with pytest.raises(Trouble, match="Không chạy được “cài”"):
        start_apart(setup)
    setup.chmod(setup.stat().st_mode | stat.S_IXUSR)
    start_apart(setup, ("/BACK",))
    until = time.monotonic() + 10
    while not ((tmp_path / "said").exists() and "/BACK" in (tmp_path / "said").read_text()):
        assert time.monotonic() < until
    import os

    assert int((tmp_path / "said").read_text().split()[0]) != os.getsid(0)
