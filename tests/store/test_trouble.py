"""What a person is told when the store cannot be opened or written, and that nothing has changed then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import DATABASE, create_store, open_store
from chibo_desktop.store.database import Damaged
from chibo_desktop.store.rebuild import check_journal, compare
from replicas import KEY, START

BOOK = "aaaaaaaa-1"
NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The closed store of a desk with one ballot."""
    path = tmp_path / "desk"
    path.mkdir()
    store = create_store(path, KEY, device="aaaaaaaa", sample=True, clock=FixedClock(START))
    with store.writing(BOOK, "bt") as writer:
        writer.put("ballot", "aaaaaaaa-1", yes_count=1)
    store.close()
    return path


def content(folder: Path) -> dict[str, bytes]:
    """Every file of the folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.stat().st_size}


def is_one_sentence(error: Refusal | Trouble) -> bool:
    """Vietnamese, with an end, and no word of SQL."""
    words = error.sentence.lower()
    return error.sentence.endswith(".") and not any(
        word in words for word in ("sql", "traceback", "error", "pragma")
    )


@pytest.mark.parametrize("damage", ["wrong key", "wrong bytes", "cut short"])
def test_a_wrong_key_or_a_damaged_file_is_said_and_nothing_changes(folder: Path, damage: str) -> None:
    path, key = folder / DATABASE, KEY
    if damage == "wrong key":
        key = bytes(32)
    elif damage == "wrong bytes":
        path.write_bytes(b"\xff" * 8192 + path.read_bytes()[8192:])
    else:
        path.write_bytes(path.read_bytes()[:700])
    before = content(folder)
    with pytest.raises(Damaged, match="Tệp sổ bị hỏng") as told:
        open_store(folder, key, clock=FixedClock(START))
    assert is_one_sentence(told.value)
    assert content(folder) == before


def test_the_store_of_a_newer_program_is_left_as_it_is(folder: Path) -> None:
    store = open_store(folder, KEY, clock=FixedClock(START))
    store.connection.execute("UPDATE meta SET value = '999' WHERE name = 'layout'")
    store.connection.execute("PRAGMA user_version = 12")
    store.close()
    before = content(folder)
    with pytest.raises(Refusal, match="bản chương trình mới hơn") as told:
        open_store(folder, KEY, clock=FixedClock(START))
    assert is_one_sentence(told.value)
    assert content(folder) == before


def in_a_process(folder: Path, steps: str) -> str:
    """What a process of its own prints: a write to the store under the given circumstances."""
    program = f"""
import os, resource, sys
from pathlib import Path
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import open_store
from replicas import KEY, START
from chibo_desktop.base.clock import FixedClock
folder = Path(sys.argv[1])
try:
    {steps}
    print("written")
except (Refusal, Trouble) as told:
    print(type(told).__name__, told.sentence)
"""
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


WRITE = """with store.writing("aaaaaaaa-1", "bt") as writer:
        writer.put("ballot", "aaaaaaaa-1", yes_count=2)"""


def test_a_folder_that_is_read_only_is_said_and_nothing_changes(folder: Path) -> None:
    before = content(folder)
    if os.getuid() == 0:
        for path in (folder, *folder.parents):
            if path.stat().st_uid == 0 and path.is_relative_to(folder.parent.parent):
                path.chmod(path.stat().st_mode | 0o055)
        steps = f"os.setuid({NOBODY})\n    "
    else:
        steps = ""
    (folder / DATABASE).chmod(0o444)
    folder.chmod(0o555)
    try:
        said = in_a_process(
            folder, f"{steps}store = open_store(folder, KEY, clock=FixedClock(START))\n    {WRITE}"
        )
    finally:
        folder.chmod(0o755)
    assert said.startswith("Trouble")
    assert "chỉ cho đọc" in said or "quyền đọc, ghi" in said
    assert content(folder) == before


def test_a_full_disk_is_said_and_what_was_written_before_is_still_there(folder: Path) -> None:
    fill = """store = open_store(folder, KEY, clock=FixedClock(START))
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
    with store.writing("aaaaaaaa-1", "bt") as writer:
        writer.put("ballot", "aaaaaaaa-1", yes_count=2)
        for _ in range(9):
            writer.put("proposal", writer.new_id(), content="nội dung " * 800)"""
    said = in_a_process(folder, fill)
    assert said.startswith("Trouble")
    assert "đã đầy" in said
    assert "disk" not in said
    store = open_store(folder, KEY, clock=FixedClock(START))
    assert store.values("ballot", "aaaaaaaa-1") == {"yes_count": 1}
    assert store.value("SELECT count(*) FROM proposal") == 0
    assert compare(store.connection) == []
    assert list(check_journal(store.connection)) == []
    store.close()


def test_a_disk_without_room_for_one_page_more_is_said_to_be_full(folder: Path) -> None:
    store = open_store(folder, KEY, clock=FixedClock(START))
    store.connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(Trouble, match="đã đầy") as told, store.writing(BOOK, "bt") as writer:
        writer.put("proposal", writer.new_id(), content="nội dung " * 800)
    assert is_one_sentence(told.value)
    assert store.value("SELECT count(*) FROM proposal") == 0
    store.close()


def test_a_store_another_program_is_writing_to_is_said_and_can_be_written_later(folder: Path) -> None:
    first = open_store(folder, KEY, clock=FixedClock(START))
    second = open_store(folder, KEY, clock=FixedClock(START))
    second.connection.execute("PRAGMA busy_timeout = 10")
    with first.transaction(), pytest.raises(Trouble, match="chương trình khác") as told, second.transaction():
        pass
    assert is_one_sentence(told.value)
    stamp = second.stamp()
    with first.writing(BOOK, "bt") as writer:
        writer.put("ballot", "aaaaaaaa-1", yes_count=4)
    assert second.stamp() != stamp
    assert second.values("ballot", "aaaaaaaa-1") == {"yes_count": 4}
    first.close()
    second.close()
