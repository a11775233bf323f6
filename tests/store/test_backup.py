"""That a backup exists only once it was read back, that it is the book as of one moment, and which ones are kept."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import KEYS
from chibo_desktop.store import DATABASE, open_store
from chibo_desktop.store.backup import check_backup, make_backup
from chibo_desktop.store.backup_file import Header, read_header, read_keys, unpack
from chibo_desktop.store.backup_shelf import copy_checked, kept, list_shelf, newest, shelf_of
from chibo_desktop.store.drafts import write_draft
from chibo_desktop.store.parts import drop_parts
from store.rewritten import rewritten

START = datetime(2026, 10, 5, 19, 50, tzinfo=VIETNAM)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = make_desk(tmp_path / "cell", clock)
    make_members(made, 3)
    yield made
    made.close()


def backed_up(desk: Desk) -> Path:
    made = make_backup(desk.store, desk.key, "asked")
    assert made is not None
    return made


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_backup_holds_the_book_and_its_keys_and_says_when_it_was_made(desk: Desk, tmp_path: Path) -> None:
    made = backed_up(desk)
    header, _ = read_header(made)
    assert (header.made_at, header.number, header.why) == (START, 1, "asked")
    assert header.entries == desk.store.value("SELECT count(*) FROM journal")
    assert header.numbers == {desk.organisation_id: header.entries}
    assert read_keys(made) == (desk.folder / KEYS).read_bytes()
    (tmp_path / "out").mkdir()
    unpack(made, tmp_path / "out")
    with_names = open_store(tmp_path / "out", desk.key, clock=desk.store.clock)
    assert with_names.value("SELECT full_name FROM member ORDER BY id") == "Vàng A Chứ"
    with_names.close()


def test_no_name_of_anybody_stands_in_a_backup_in_the_clear(desk: Desk) -> None:
    data = backed_up(desk).read_bytes()
    for marker in ("Vàng A Chứ", "Suối Lanh"):
        assert marker.encode() not in data
        assert marker.encode("ascii", "backslashreplace") not in data


def test_nothing_is_made_while_nothing_changed(desk: Desk) -> None:
    backed_up(desk)
    assert make_backup(desk.store, desk.key, "daily") is None
    assert len(list_shelf(shelf_of(desk.folder))) == 1


def test_an_entry_typed_text_a_dropped_part_and_other_keys_are_each_a_change(desk: Desk) -> None:
    backed_up(desk)
    _, member = add_member(desk, full_name="Mùa Thị Chư")
    backed_up(desk)
    write_draft(desk.store, ("member", member, "full_name"), "Mùa Thị", base="", user=desk.user)
    backed_up(desk)
    with desk.store.transaction():
        drop_parts(desk.store.connection, "member", member, by="bt", at="2026-10-05T19:50:00+07:00")
    backed_up(desk)
    (desk.folder / KEYS).write_bytes((desk.folder / KEYS).read_bytes() + b"\n")
    backed_up(desk)


def test_a_backup_made_while_others_write_is_the_book_of_one_moment(desk: Desk) -> None:
    stop, written = threading.Event(), []

    def write_on() -> None:
        store = open_store(desk.folder, desk.key, clock=desk.store.clock)
        while not stop.is_set():
            with store.writing(desk.organisation_id, "bt") as writer:
                writer.put("member", writer.new_id(), cell_id=desk.organisation_id, full_name="Lò Văn Hặc")
            written.append(1)
        store.close()

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        while not written:
            pass
        before = len(written)
        made = backed_up(desk)
    finally:
        stop.set()
        writer.join()
    header, facts = check_backup(made, desk.key, shelf_of(desk.folder))
    assert facts.members == header.entries - 1 >= before
    assert desk.store.value("SELECT count(*) FROM member") >= facts.members


@pytest.mark.parametrize("place", [0, 20, 400, -1, -3000])
def test_a_byte_changed_anywhere_is_noticed(desk: Desk, place: int) -> None:
    made = backed_up(desk)
    data = bytearray(made.read_bytes())
    data[place] ^= 1
    made.write_bytes(bytes(data))
    with pytest.raises(Refusal):
        check_backup(made, desk.key, shelf_of(desk.folder))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999])
def test_a_backup_cut_short_counts_as_none_and_is_never_let_go(desk: Desk, share: float) -> None:
    made = backed_up(desk)
    data = made.read_bytes()
    made.write_bytes(data[: int(len(data) * share)])
    assert [one.header for one in list_shelf(made.parent)] == [None]
    assert backed_up(desk) != made
    assert made.exists()


def test_a_check_leaves_nothing_behind(desk: Desk) -> None:
    made = backed_up(desk)
    before = names(made.parent)
    check_backup(made, desk.key, made.parent)
    with pytest.raises(Trouble):
        check_backup(made, bytes(32), made.parent)
    assert names(made.parent) == before


def test_what_another_program_sweeps_at_the_same_time_stops_no_backup(desk: Desk) -> None:
    shelf_of(desk.folder).mkdir()
    (shelf_of(desk.folder) / ".work-0123abcd").symlink_to("gone")  # there when listed, not when looked at
    assert backed_up(desk).is_file()


def test_a_backup_that_is_stopped_leaves_the_ones_before_and_no_half_file(desk: Desk) -> None:
    first = backed_up(desk)
    add_member(desk, full_name="Mùa Thị Chư")

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_backup(desk.store, desk.key, "daily", stop)
    assert [path for path in first.parent.iterdir() if path.suffix == ".cbk"] == [first]
    assert not [name for name in names(first.parent) if name.startswith(".") and name.endswith(".part")]
    backed_up(desk)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", "../../kept"),
        ("number", "3"),
        ("keys", -5),
        ("database", None),
        ("org", "../org"),
        ("numbers", [1]),
        ("made", "2026-10-05T19:50:00"),
    ],
)
def test_a_header_with_values_of_another_sort_counts_as_no_backup(
    desk: Desk, tmp_path: Path, name: str, value: object
) -> None:
    made = backed_up(desk)
    strange = rewritten(made, tmp_path / made.name, **{name: value})
    with pytest.raises(Refusal, match="hỏng"):
        read_header(strange)
    assert [each.header for each in list_shelf(tmp_path)] == [None]


def header_of(number: int, made: datetime) -> Header:
    return Header(
        org="aaaaaaaa-1", device="aaaaaaaa", number=number, made=made.isoformat(), why="daily", program="0", sample=False,
        state="", entries=0, numbers={}, keys=0, database=0, sha256="",
    )  # fmt: skip


def test_of_two_years_of_days_seven_days_eight_weeks_and_twelve_months_are_kept() -> None:
    days = [header_of(number, START + timedelta(days=number)) for number in range(730)]
    stays = kept(list(reversed(days)))
    moments = sorted(days[number].made_at.date() for number in stays)
    assert moments[-7:] == [(START + timedelta(days=number)).date() for number in range(723, 730)]
    assert len({day.isocalendar()[:2] for day in moments}) >= 8
    assert len({(day.year, day.month) for day in moments}) == 12
    assert len(moments) <= 7 + 8 + 12


def test_of_one_day_only_the_newest_is_kept() -> None:
    assert kept([header_of(3, START), header_of(2, START), header_of(1, START)]) == {3}


def test_a_clock_that_fell_back_years_never_costs_the_newest_backup() -> None:
    days = [header_of(number, START + timedelta(days=number)) for number in range(40)]
    fallen = header_of(40, START - timedelta(days=4000))
    assert 40 in kept([fallen, *reversed(days)])
    assert 39 in kept([fallen, *reversed(days)])


def test_only_after_a_new_backup_was_checked_an_old_one_is_let_go(desk: Desk, clock: FixedClock) -> None:
    made = []
    for day in range(14):
        clock.set(START + timedelta(days=day))
        add_member(desk, full_name="Lò Văn Hặc")
        made.append(backed_up(desk))
    there = [path for path in made if path.exists()]
    assert there[-7:] == made[-7:]
    assert len(there) < 14
    last = newest(shelf_of(desk.folder))
    assert last is not None
    assert last.path == made[-1]


def test_a_copy_elsewhere_is_read_back_and_a_place_that_is_gone_is_said(desk: Desk, tmp_path: Path) -> None:
    made, stick = backed_up(desk), tmp_path / "stick"
    with pytest.raises(Trouble, match="USB"):
        copy_checked(made, stick)
    stick.mkdir()
    copied = copy_checked(made, stick)
    assert copied.read_bytes() == made.read_bytes()
    copied.write_bytes(b"chibo-backup 1\n")
    assert copy_checked(made, stick).read_bytes() == made.read_bytes()
    assert names(stick) == {made.name}


def test_a_book_of_an_older_program_is_backed_up_before_its_tables_change(desk: Desk) -> None:
    desk.store.connection.execute("PRAGMA user_version = 12")
    store = open_store(desk.folder, desk.key, clock=desk.store.clock)
    store.close()
    made = newest(shelf_of(desk.folder))
    assert made is not None
    assert made.header.why == "upgrade"
    assert check_backup(made.path, desk.key, shelf_of(desk.folder))[1].members == 3


def test_a_full_disk_is_said_and_leaves_the_ones_before(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backed_up(desk)
    add_member(desk, full_name="Mùa Thị Chư")
    usage = replace_free(monkeypatch, 1000)
    with pytest.raises(Trouble, match="gần đầy"):
        make_backup(desk.store, desk.key, "daily")
    assert usage
    assert made.exists()
    assert (desk.folder / DATABASE).exists()


def replace_free(monkeypatch: pytest.MonkeyPatch, free: int) -> list[object]:
    """The disk of this machine says that so many bytes are free; gives the questions asked."""
    import shutil

    asked: list[object] = []
    real = shutil.disk_usage

    def usage(path: str) -> object:
        asked.append(path)
        return real(path)._replace(free=free)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    return asked


CRAMPED = """
import resource, sys
from pathlib import Path
from actions.desks import PASSWORD
from chibo_desktop.actions.desk import open_desk
from chibo_desktop.base.errors import Trouble
from chibo_desktop.store.backup import make_backup
desk = open_desk(Path(sys.argv[1]), PASSWORD)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    make_backup(desk.store, desk.key, "daily")
except Trouble as told:
    print(told.sentence)
"""


@pytest.mark.parametrize("room", [-100_000, 100])
def test_a_disk_that_takes_no_more_in_the_middle_leaves_no_half_file(desk: Desk, room: int) -> None:
    made = backed_up(desk)
    add_member(desk, full_name="Mùa Thị Chư")
    before = names(made.parent)
    limit = read_header(made)[0].database + room
    done = subprocess.run(
        [sys.executable, "-c", CRAMPED, str(desk.folder), str(limit)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith(".")
    assert names(made.parent) == before
    check_backup(made, desk.key, made.parent)


def test_a_header_of_other_numbers_is_no_header(desk: Desk) -> None:
    made = backed_up(desk)
    header, start = read_header(made)
    data = made.read_bytes()
    line = data[15:start].replace(b'"entries":4', b'"entries":5')
    made.write_bytes(data[:15] + line + data[start:])
    assert replace(header, entries=5) != header
    with pytest.raises(Refusal, match="hỏng"):
        read_header(made)


def test_a_backup_of_a_newer_program_is_said_to_be_one(desk: Desk) -> None:
    made = backed_up(desk)
    made.write_bytes(made.read_bytes().replace(b"chibo-backup 1", b"chibo-backup 2", 1))
    with pytest.raises(Refusal, match="mới hơn"):
        read_header(made)
