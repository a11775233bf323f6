"""An update by stick: nothing is started that was not checked on this machine, and the book is backed up first."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Sequence
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
    clear_arrived,
    how_to_install,
    prepare_return,
    prepare_update,
    previous_setup,
    start_setup,
)
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import default_data_dir
from chibo_desktop.base.starting import start_apart
from chibo_desktop.exchange.release import Release, beside, write_release
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
    ((program, words),) = started
    assert (program.name, words) == (setup.name, ())
    assert program.read_bytes() == bytes_there
    assert beside(program).is_file()  # the way back from the version after it is checked, too


def test_the_copy_lies_in_a_folder_of_its_own_where_only_this_person_writes(desk: Desk, stick: Path) -> None:
    copy = prepare_update(desk, make_setup(stick), None).release.setup
    assert copy.parent.parent == default_data_dir() / ARRIVED
    assert not copy.is_relative_to(desk.folder)
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    again = prepare_update(desk, make_setup(stick), None).release.setup
    assert again.parent != copy.parent  # a name nobody could know


def test_the_way_back_from_a_version_the_program_installed_is_checked_under_the_key(
    desk: Desk, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = make_setup(stick, "0.0.1")
    write_release(setup, KEY, AT)
    program = install(tmp_path, monkeypatch)
    for held in (setup, beside(setup)):  # as the installer does with what it was started beside
        shutil.copy(held, program.parent / PREVIOUS)
    arrived = prepare_return(desk, KEY.public).release.setup
    for held in (arrived, beside(arrived)):
        shutil.copy(held, program.parent / PREVIOUS)
    assert prepare_return(desk, KEY.public).release.is_checked


def change_bytes(setup: Path) -> None:
    setup.write_bytes(b"another program")


def lay_a_library_beside(setup: Path) -> None:
    setup.with_name("version.dll").touch()


@pytest.mark.parametrize("change", [change_bytes, lay_a_library_beside])
def test_what_was_changed_after_the_check_is_not_started(
    desk: Desk, stick: Path, change: Callable[[Path], None]
) -> None:
    setup = make_setup(stick)
    write_release(setup, KEY, AT)
    ready = prepare_update(desk, setup, KEY.public)
    change(ready.release.setup)
    started: list[Path] = []
    with pytest.raises(Refusal, match="đã bị đổi sau khi kiểm"):
        start_setup(ready, lambda program, _: started.append(program))
    shutil.rmtree(ready.release.setup.parent)
    with pytest.raises(Trouble, match="Không đọc được bộ cài"):
        start_setup(ready, lambda program, _: started.append(program))
    assert started == []


def test_the_book_is_backed_up_before_an_update(desk: Desk, stick: Path) -> None:
    order: list[tuple[int, int]] = []
    setup = make_setup(stick)
    prepare_update(
        desk, setup, None, lambda *_: order.append((len(find_backups(desk.folder)), len(arrived())))
    )
    assert set(order) == {(0, 0), (1, 1)}  # nothing lies about, checked, while the book is backed up
    assert [good.header.why for good in find_backups(desk.folder)] == ["upgrade"]


def test_what_is_forged_is_not_copied_and_nothing_is_backed_up(desk: Desk, stick: Path) -> None:
    setup = make_setup(stick)
    write_release(setup, OTHER, AT)
    with pytest.raises(Refusal, match="nơi phát hành"):
        prepare_update(desk, setup, KEY.public)
    assert not (default_data_dir() / ARRIVED).exists()
    assert not find_backups(desk.folder)


def test_the_same_and_an_older_version_are_not_installed(desk: Desk, stick: Path) -> None:
    for version in (__version__, "0.0.1"):
        with pytest.raises(Refusal, match="không cần cài"):
            prepare_update(desk, make_setup(stick, version), None)


def arrived() -> list[str]:
    """Names of the installers there are copies of on this machine."""
    return sorted(path.name for path in (default_data_dir() / ARRIVED).glob("*/*"))


def test_only_the_installer_of_today_is_kept(desk: Desk, stick: Path) -> None:
    (default_data_dir() / ARRIVED / "a folder somebody made" / "below").mkdir(parents=True)
    for version in ("7.0.0", "7.1.0", "7.1.0"):
        prepare_update(desk, make_setup(stick, version), None)
    assert arrived() == [make_setup(stick, "7.1.0").name]


def test_a_copy_may_be_chosen_again(desk: Desk, stick: Path) -> None:
    setup = make_setup(stick)
    write_release(setup, KEY, AT)
    copy = prepare_update(desk, setup, KEY.public).release.setup
    assert prepare_update(desk, copy, KEY.public).release.is_checked
    assert arrived() == [setup.name, beside(setup).name]


def test_what_updates_leads_to_elsewhere_is_left_alone(desk: Desk, stick: Path, tmp_path: Path) -> None:
    own = tmp_path / "ảnh"
    (own / "2026").mkdir(parents=True)
    default_data_dir().mkdir(parents=True)
    (default_data_dir() / ARRIVED).symlink_to(own)
    with pytest.raises(Refusal, match="dẫn sang thư mục khác"):
        prepare_update(desk, make_setup(stick), None)
    clear_arrived()
    assert [path.name for path in own.iterdir()] == ["2026"]


def test_stopping_half_way_leaves_no_half_installer(desk: Desk, stick: Path) -> None:
    class StoppedError(Exception):
        """As when the person presses the button."""

    def say(*_: int) -> None:
        if arrived():
            raise StoppedError

    with pytest.raises(StoppedError):
        prepare_update(desk, make_setup(stick), None, say)
    assert list((default_data_dir() / ARRIVED).iterdir()) == []


def test_a_copy_is_cleared_away_once_its_version_runs(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = prepare_update(desk, make_setup(stick), None).release.setup
    clear_arrived()
    assert copy.is_file()
    copy.rename(make_setup(copy.parent, __version__))
    clear_arrived()
    assert not copy.parent.exists()


def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As if this were the program an installer has put there."""
    program = tmp_path / "Chương trình" / "chibo-desktop"
    (program.parent / PREVIOUS).mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return program


def test_the_version_before_is_put_back_by_the_installer_that_was_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert previous_setup() is None
    with pytest.raises(Refusal, match="không giữ bộ cài"):
        prepare_return(desk, None)
    program = install(tmp_path, monkeypatch)
    kept = make_setup(program.parent / PREVIOUS, "0.0.1")
    assert previous_setup() == kept
    ready = prepare_return(desk, None)
    assert ready.words == (BACK,)
    assert ready.release.version == "0.0.1"
    assert [good.header.why for good in find_backups(desk.folder)] == ["upgrade"]
    kept.unlink()
    for version in ("7.0.0", __version__):  # as after going back, and after installing anew
        kept = make_setup(program.parent / PREVIOUS, version)
        assert previous_setup() is None
        kept.unlink()


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
    setup.write_text(
        '#!/bin/sh\nhere=$PWD; cd "${0%/*}"; cut -d " " -f6 /proc/$$/stat > said; (echo "$here"; echo "$PYINSTALLER_RESET_ENVIRONMENT"; echo "$1") >> said\n'
    )
    with pytest.raises(Trouble, match=f"Không chạy được “cài”. Mở thư mục “{tmp_path}”"):
        start_apart(setup)
    setup.chmod(setup.stat().st_mode | stat.S_IXUSR)
    start_apart(setup, ("/BACK",))
    until = time.monotonic() + 10
    while not ((tmp_path / "said").exists() and "/BACK" in (tmp_path / "said").read_text()):
        assert time.monotonic() < until
    session, folder, is_own, _ = (tmp_path / "said").read_text().split()
    assert int(session) != os.getsid(0)
    # a program holds the folder it was started in; and what it starts in turn is no part of ours
    assert (folder, is_own) == (str(Path.home()), "1")
