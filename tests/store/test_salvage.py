"""That what a damaged file still holds is read page by page, proved by its own hash, and nothing else is believed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.store import DATABASE, open_store
from chibo_desktop.store.backup import make_backup
from chibo_desktop.store.backup_file import unpack
from chibo_desktop.store.backup_shelf import newest, shelf_of
from chibo_desktop.store.drafts import read_draft, write_draft
from chibo_desktop.store.invitations import end_invitation, find_invitation, put_invitation
from chibo_desktop.store.parts import drop_parts, erase_traces
from chibo_desktop.store.rebuild import check_journal, compare
from chibo_desktop.store.salvage import Found, Salvaged, read_damaged, salvage

LONG = "Chi bộ thống nhất giao từng nhóm hộ nạo vét mương, giữ sạch nguồn nước. " * 100


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A backup of nine members; after it twelve more, a long text and a draft, all still in the log."""
    made = make_desk(tmp_path / "cell", clock)
    make_members(made)
    make_backup(made.store, made.key, "asked")
    for _ in range(12):
        add_member(made, full_name="Lò Văn Hặc")
    with made.writing() as writer:
        writer.put("proposal", writer.new_id(), cell_id=made.organisation_id, content=LONG)
    write_draft(made.store, ("member", "new", "full_name"), "đang gõ dở", base="", user=made.user)
    yield made
    made.close()


def copy(desk: Desk, folder: Path) -> Path:
    """The files as they lie on the disk now."""
    folder.mkdir()
    for name in (DATABASE, f"{DATABASE}-wal"):
        shutil.copy(desk.folder / name, folder / name)
    return folder


def checkpointed(desk: Desk, folder: Path) -> Path:
    desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return copy(desk, folder)


def overwrite(path: Path, start: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(data)


def everything(desk: Desk) -> tuple[set[str], set[str]]:
    entries = {row["hash"] for row in desk.store.rows("SELECT hash FROM journal")}
    parts = {row["digest"] for row in desk.store.rows("SELECT digest FROM private_part WHERE body NOT NULL")}
    return entries, parts


def read(found: Found) -> tuple[set[str], set[str]]:
    return set(found.entries), set(found.parts)


def restored_with(desk: Desk, damaged: Path, folder: Path) -> Salvaged:
    """The backup with what the damaged copy gave; the outcome must be a whole book."""
    last = newest(shelf_of(desk.folder))
    assert last is not None
    folder.mkdir()
    unpack(last.path, folder)
    store = open_store(folder, desk.key, clock=desk.store.clock)
    gained = salvage(store, damaged, desk.key)
    assert compare(store.connection) == []
    assert list(check_journal(store.connection)) == []
    assert store.value("SELECT count(*) FROM member") == 9 + min(12, gained.entries)
    store.close()
    return gained


def test_all_is_read_from_a_sound_file_and_from_one_whose_log_holds_it_all(
    desk: Desk, tmp_path: Path
) -> None:
    assert read(read_damaged(copy(desk, tmp_path / "a"), desk.key)) == everything(desk)
    assert read(read_damaged(checkpointed(desk, tmp_path / "b"), desk.key)) == everything(desk)


def test_a_garbled_beginning_costs_nothing(desk: Desk, tmp_path: Path) -> None:
    damaged = checkpointed(desk, tmp_path / "damaged")
    overwrite(damaged / DATABASE, 0, b"\xff" * 4096)
    gained = restored_with(desk, damaged, tmp_path / "new")
    assert (gained.entries, gained.waiting, gained.drafts) == (13, 0, 1)


def test_the_log_alone_gives_what_was_written_since_it_began(desk: Desk, tmp_path: Path) -> None:
    damaged = copy(desk, tmp_path / "damaged")
    (damaged / DATABASE).unlink()
    assert restored_with(desk, damaged, tmp_path / "new").entries == 13


def test_typed_text_and_what_stands_beside_the_journal_come_along(desk: Desk, tmp_path: Path) -> None:
    damaged = checkpointed(desk, tmp_path / "damaged")
    with desk.store.transaction():
        desk.store.connection.execute("INSERT INTO bundle_in VALUES ('h', 't', 'o', 'd', 'm', 'read', 'n')")
    damaged = checkpointed(desk, tmp_path / "later")
    gained = restored_with(desk, damaged, tmp_path / "new")
    store = open_store(tmp_path / "new", desk.key, clock=desk.store.clock)
    draft = read_draft(store, "member", "new", "full_name")
    assert draft is not None
    assert draft.text == "đang gõ dở"
    assert gained.rows >= 1
    assert store.value("SELECT note FROM bundle_in") == "n"
    store.close()


def test_torn_pages_cost_only_what_stood_on_them(desk: Desk, tmp_path: Path) -> None:
    damaged = checkpointed(desk, tmp_path / "damaged")
    whole = everything(desk)
    pages = (damaged / DATABASE).stat().st_size // 4096
    dice = random.Random(5)
    lost = 0
    for round_number in range(4):
        target = tmp_path / f"torn{round_number}"
        shutil.copytree(damaged, target)
        for page in dice.sample(range(pages), pages // 3):
            overwrite(target / DATABASE, page * 4096 + dice.randrange(7) * 512, bytes(512))
        entries, parts = read(read_damaged(target, desk.key))
        assert entries <= whole[0]
        assert parts <= whole[1]
        lost += len(whole[0] - entries)
        restored_with(desk, target, tmp_path / f"new{round_number}")
    assert lost > 0


def test_garbage_and_a_wrong_key_give_nothing(desk: Desk, tmp_path: Path) -> None:
    damaged = checkpointed(desk, tmp_path / "damaged")
    assert read(read_damaged(damaged, bytes(32))) == (set(), set())
    (damaged / DATABASE).write_bytes(random.Random(1).randbytes(200_000))
    assert read(read_damaged(damaged, desk.key)) == (set(), set())


def test_a_part_dropped_on_purpose_does_not_come_back(desk: Desk, tmp_path: Path) -> None:
    member = str(desk.store.value("SELECT id FROM member ORDER BY id DESC"))
    with desk.store.transaction():
        drop_parts(desk.store.connection, "member", member, by="bt", at="2026-10-05T19:30:00+07:00")
    erase_traces(desk.store.connection)
    damaged = copy(desk, tmp_path / "damaged")
    overwrite(damaged / DATABASE, 0, bytes(4096))
    assert read(read_damaged(damaged, desk.key)) == everything(desk)


def test_an_invitation_taken_back_after_the_backup_is_not_open_again(
    tmp_path: Path, clock: FixedClock
) -> None:
    made = make_desk(tmp_path / "commune", clock)
    with made.store.transaction():
        put_invitation(made.store, number="0" * 16, org=None, name="Chi bộ bản Nà Hừ", word=b"w" * 32)
    make_backup(made.store, made.key, "asked")
    with made.store.transaction():
        end_invitation(made.store, "0" * 16, "withdrawn")
    damaged = checkpointed(made, tmp_path / "damaged")
    last = newest(shelf_of(made.folder))
    made.close()
    assert last is not None
    (tmp_path / "new").mkdir()
    unpack(last.path, tmp_path / "new")
    store = open_store(tmp_path / "new", made.key, clock=clock)
    salvage(store, damaged, made.key)
    held = find_invitation(store, "0" * 16)
    store.close()
    assert held is not None
    assert (held.state, held.word) == ("withdrawn", b"")
