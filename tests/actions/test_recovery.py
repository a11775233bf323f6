"""That a book opens again by itself whatever happened to its files, says so in one sentence, and loses what nobody holds only."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from actions.desks import PASSWORD, make_backed_up, make_desk
from chibo_desktop.actions.backups import back_up, copy_out, find_backups
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.recovery import DamagedBook, Recovered, make_ready, open_checked, recover
from chibo_desktop.actions.setup import change_password
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.log import start_log, stop_log
from chibo_desktop.seal.wrap import WrongPassword
from chibo_desktop.store import DATABASE
from chibo_desktop.store.backup_notes import write_notes
from chibo_desktop.store.rebuild import check_journal, compare

MARKER = "Mùa Thị Dấu Riêng"
KEYS = "keys.json"


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """The closed book of a cell: nine members in yesterday's backup, one more written today."""
    return make_backed_up(tmp_path / "cell", clock, MARKER)


def garble(folder: Path, start: int, length: int) -> None:
    with (folder / DATABASE).open("r+b") as file:
        file.seek(start)
        file.write(b"\xff" * length)


def cut(folder: Path) -> None:
    data = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(data[: len(data) // 2])


def mended(folder: Path, clock: FixedClock) -> tuple[Recovered, Desk]:
    """Opens, is told of damage, mends, opens."""
    with pytest.raises(DamagedBook) as told:
        open_checked(folder, PASSWORD, clock=clock)
    recovered = recover(told.value, clock=clock)
    return recovered, open_checked(folder, PASSWORD, clock=clock)


def names(desk: Desk) -> list[str]:
    return [row["full_name"] for row in desk.store.rows("SELECT full_name FROM member ORDER BY id")]


def is_whole(desk: Desk) -> bool:
    return not compare(desk.store.connection) and not list(check_journal(desk.store.connection))


@pytest.mark.parametrize(
    ("harm", "all_back"),
    [
        (lambda folder: garble(folder, 0, 4096), True),
        (lambda folder: garble(folder, 5 * 4096 + 100, 200), True),
        (cut, False),
        (lambda folder: (folder / DATABASE).write_bytes(b""), False),
        (lambda folder: (folder / DATABASE).unlink(), False),
    ],
    ids=["beginning", "page", "half", "empty", "gone"],
)
def test_a_damaged_book_opens_again_and_its_files_are_kept(
    folder: Path, clock: FixedClock, harm: Callable[[Path], None], all_back: bool
) -> None:
    harm(folder)
    damaged = (folder / DATABASE).read_bytes() if (folder / DATABASE).exists() else None
    recovered, desk = mended(folder, clock)
    assert recovered.sentence.endswith("bản sao lưu 19:30 ngày 05/10/2026.")
    assert len(names(desk)) >= 9
    assert is_whole(desk)
    if all_back:
        assert MARKER in names(desk)
        assert any("đọc thêm được 1 lần ghi" in sentence for sentence in recovered.more)
    kept = recovered.restored.aside / DATABASE
    assert (kept.read_bytes() if kept.exists() else None) == damaged
    assert len(find_backups(folder)) == 1
    desk.close()


def test_the_mended_book_goes_on_under_a_new_device_code(folder: Path, clock: FixedClock) -> None:
    garble(folder, 0, 4096)
    _, desk = mended(folder, clock)
    assert len(desk.store.former_devices) == 1
    assert desk.store.device not in desk.store.former_devices
    changes, _ = add_member(desk, full_name="Lò Văn Hặc")
    assert changes
    desk.close()
    open_checked(folder, PASSWORD, clock=clock).close()


def test_a_log_that_was_thrown_away_is_noticed_once_a_backup_knows_more(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = make_desk(tmp_path / "cell", clock)
    desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(tmp_path / "cell" / DATABASE, tmp_path / "before")
    add_member(desk, full_name=MARKER)
    back_up(desk)
    desk.close()
    shutil.copy(tmp_path / "before", tmp_path / "cell" / DATABASE)
    recovered, opened = mended(tmp_path / "cell", clock)
    assert recovered.damage == "behind"
    assert names(opened) == [MARKER]
    opened.close()


def test_lost_keys_come_back_from_the_newest_backup(folder: Path, clock: FixedClock) -> None:
    (folder / KEYS).unlink()
    assert "đã lấy lại từ bản sao lưu ngày 05/10/2026" in make_ready(folder)
    desk = open_checked(folder, PASSWORD, clock=clock)
    assert MARKER in names(desk)
    assert desk.store.former_devices == ()
    desk.close()


def test_damaged_keys_are_kept_beside_and_those_of_the_backup_open_with_the_password_of_their_day(
    folder: Path, clock: FixedClock
) -> None:
    desk = open_checked(folder, PASSWORD, clock=clock)
    change_password(desk, PASSWORD, "mật khẩu mới của tôi")
    desk.close()
    (folder / KEYS).write_bytes(b"rotten")
    assert "mật khẩu của ngày ấy" in make_ready(folder)
    assert [path.read_bytes() for path in folder.glob("kept/*/keys.json")] == [b"rotten"]
    with pytest.raises(WrongPassword):
        open_checked(folder, "mật khẩu mới của tôi", clock=clock)
    open_checked(folder, PASSWORD, clock=clock).close()


@pytest.mark.parametrize("is_first", [True, False])
def test_keys_are_never_those_of_another_book_on_the_same_stick(
    folder: Path, clock: FixedClock, tmp_path: Path, is_first: bool
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk = open_checked(folder, PASSWORD, clock=clock)
    own = copy_out(desk, stick)
    desk.close()
    other = make_desk(tmp_path / "other", clock, name="Chi bộ bản Nà Hừ")
    clock.set(clock.now() + timedelta(days=-40 if is_first else 1))
    copy_out(other, stick)
    other.close()
    for path in (folder / "backups").glob("*.cbk"):
        path.unlink()
    keys = (folder / KEYS).read_bytes()
    (folder / KEYS).unlink()
    kept = own.rename(tmp_path / own.name)
    with pytest.raises(Trouble):
        make_ready(folder)
    assert not (folder / KEYS).exists()
    kept.rename(own)
    assert "Mở được sổ: bt" in make_ready(folder)
    assert (folder / KEYS).read_bytes() == keys


def test_a_copy_is_known_by_its_database_where_nothing_else_was_noted(
    folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for path in (folder / "backups").glob("*.cbk"):
        path.rename(stick / path.name)
    write_notes(folder / "backups", place=str(stick), copied="")
    keys = (folder / KEYS).read_bytes()
    (folder / KEYS).unlink()
    assert make_ready(folder)
    assert (folder / KEYS).read_bytes() == keys


def test_book_and_keys_both_gone_come_back(folder: Path, clock: FixedClock) -> None:
    (folder / KEYS).unlink()
    (folder / DATABASE).unlink()
    assert make_ready(folder)
    _, desk = mended(folder, clock)
    assert len(names(desk)) == 9
    desk.close()


def test_a_bad_backup_is_passed_over_for_an_older_good_one(folder: Path, clock: FixedClock) -> None:
    desk = open_checked(folder, PASSWORD, clock=clock)
    newer = back_up(desk)
    desk.close()
    assert newer is not None
    data = bytearray(newer.read_bytes())
    data[-5000] ^= 1
    newer.write_bytes(bytes(data))
    (folder / DATABASE).unlink()
    recovered, opened = mended(folder, clock)
    assert "05/10/2026" in recovered.sentence
    assert newer.read_bytes() == bytes(data)
    opened.close()


def test_without_any_backup_the_damaged_file_alone_gives_the_book(folder: Path, clock: FixedClock) -> None:
    shutil.rmtree(folder / "backups")
    pages = (folder / DATABASE).stat().st_size // 4096
    spoiled = None
    for page in range(pages - 1, 1, -1):
        garble(folder, page * 4096 + 50, 100)
        try:
            open_checked(folder, PASSWORD, clock=clock).close()
        except DamagedBook as told:
            spoiled = told
            break
    assert spoiled is not None
    recovered = recover(spoiled, clock=clock)
    assert "không có bản sao lưu" in recovered.sentence
    desk = open_checked(folder, PASSWORD, clock=clock)
    assert len(names(desk)) >= 9
    assert is_whole(desk)
    desk.close()


def test_where_nothing_helps_it_is_said_and_nothing_changes(folder: Path, clock: FixedClock) -> None:
    shutil.rmtree(folder / "backups")
    garble(folder, 0, 4096)
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(DamagedBook) as told:
        open_checked(folder, PASSWORD, clock=clock)
    with pytest.raises(Trouble, match="Đừng xóa gì"):
        recover(told.value, clock=clock)
    assert (folder / DATABASE).read_bytes() == before
    assert not (folder / "restoring").exists()


def test_a_wrong_password_is_no_damage(folder: Path, clock: FixedClock) -> None:
    with pytest.raises(WrongPassword):
        open_checked(folder, "sai rồi sai rồi", clock=clock)
    garble(folder, 0, 4096)
    with pytest.raises(WrongPassword):
        open_checked(folder, "sai rồi sai rồi", clock=clock)


def test_a_sound_book_opens_without_a_word(folder: Path, clock: FixedClock) -> None:
    assert make_ready(folder) == ""
    open_checked(folder, PASSWORD, clock=clock).close()
    assert make_ready(folder / "nothing") == ""


def test_nothing_private_lands_in_the_log_while_a_book_is_mended(folder: Path, clock: FixedClock) -> None:
    start_log(folder / "logs")
    logging.getLogger("chibo_desktop").setLevel(logging.DEBUG)
    try:
        garble(folder, 0, 4096)
        mended(folder, clock)[1].close()
    finally:
        stop_log()
    said = "".join(path.read_text(encoding="utf-8") for path in (folder / "logs").iterdir())
    assert "recovered" in said
    assert MARKER not in said
    assert "Vàng" not in said
