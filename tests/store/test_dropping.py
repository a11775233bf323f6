"""That a dropped private part is gone from every page, free pages and write-ahead log included: read by decrypting each page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from chibo_desktop.base.paths import KEYS
from chibo_desktop.store import DATABASE, open_store
from chibo_desktop.store.backup import make_backup
from chibo_desktop.store.backup_file import unpack
from chibo_desktop.store.drafts import write_draft
from chibo_desktop.store.history import history
from chibo_desktop.store.parts import drop_parts, erase_traces
from chibo_desktop.store.rebuild import check_journal, compare
from replicas import KEY, Office, Replica, put

BOOK = "aaaaaaaa-1"
MARKER = "Giàng Thị Dấu Riêng"
PAGE, RESERVE, SALT, FRAME_HEAD, WAL_HEAD = 4096, 80, 16, 24, 32


def clear_pages(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every page of the file and every frame of the log in the clear: AES-256-CBC, IV and HMAC in the last 80 bytes."""
    main = (folder / DATABASE).read_bytes()
    for start in range(0, len(main), PAGE):
        yield f"page {start // PAGE + 1}", _clear(main[start : start + PAGE], SALT if start == 0 else 0)
    log = folder / f"{DATABASE}-wal"
    frames = log.read_bytes()[WAL_HEAD:] if log.exists() else b""
    for start in range(0, len(frames) - FRAME_HEAD - PAGE + 1, FRAME_HEAD + PAGE):
        number = int.from_bytes(frames[start : start + 4], "big")
        page = frames[start + FRAME_HEAD : start + FRAME_HEAD + PAGE]
        yield f"log frame of page {number}", _clear(page, SALT if number == 1 else 0)


def _clear(page: bytes, skipped: int) -> bytes:
    vector = page[PAGE - RESERVE : PAGE - RESERVE + 16]
    decryptor = Cipher(algorithms.AES(KEY), modes.CBC(vector)).decryptor()
    return decryptor.update(page[skipped : PAGE - RESERVE]) + decryptor.finalize()


def places_of(marker: str, folder: Path) -> list[str]:
    """Where the marker stands, in the two ways our tables write text: as it is, and escaped in JSON."""
    spellings = (marker.encode(), marker.encode("ascii", "backslashreplace"), marker.encode("utf-16-le"))
    return [place for place, page in clear_pages(folder) if any(one in page for one in spellings)]


@pytest.fixture
def levels(tmp_path: Path) -> Iterator[tuple[Replica, Replica, Replica]]:
    """Cell, commune and upper body; all three hold the entries and the private parts."""
    office = Office(tmp_path)
    three = office.new("aaaaaaaa"), office.new("bbbbbbbb"), office.new("cccccccc")
    cell = three[0]
    cell.write(BOOK, put("member", "aaaaaaaa-1", full_name=MARKER, office="secretary"))
    cell.write(BOOK, put("member", "aaaaaaaa-1", full_name=f"{MARKER} (cũ)", phone="1"))
    cell.write(BOOK, put("member", "aaaaaaaa-1", full_name=f"{MARKER} (mới)"))
    for other in three[1:]:
        other.take(cell.held.entries.values(), cell.held.parts.values())
        other.write(BOOK, put("member", "aaaaaaaa-2", full_name="Lò Văn Hặc"))
    yield three
    office.close(three)


def erase(replica: Replica) -> int:
    """What dropping is, from the first statement to the last page."""
    with replica.store.transaction():
        dropped = drop_parts(
            replica.store.connection, "member", "aaaaaaaa-1", by="bt", at="2026-10-05T19:30:00+07:00"
        )
    erase_traces(replica.store.connection)
    return dropped


def test_pages_are_read_in_the_clear_or_this_file_proves_nothing(levels: tuple[Replica, ...]) -> None:
    for replica in levels:
        assert next(page for _, page in clear_pages(replica.store.folder))[:4] != b""
        clear = b"".join(page for _, page in clear_pages(replica.store.folder))
        assert b"CREATE TABLE" in clear
        assert any("log" in place for place in places_of(MARKER, replica.store.folder))
        replica.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found = places_of(MARKER, replica.store.folder)
        assert found
        assert all(place.startswith("page") for place in found)


def test_a_part_dropped_at_two_of_three_levels_stands_in_no_page_of_theirs(
    levels: tuple[Replica, ...],
) -> None:
    cell, commune, upper = levels
    for replica in (commune, upper):
        write_draft(
            replica.store, ("member", "aaaaaaaa-1", "full_name"), f"{MARKER} nháp", base="", user="bt"
        )
        assert places_of(MARKER, replica.store.folder)
        assert erase(replica) == 3
        assert places_of(MARKER, replica.store.folder) == []
        assert list(check_journal(replica.store.connection)) == []
        assert compare(replica.store.connection) == []
        assert replica.store.values("member", "aaaaaaaa-1") == {"office": "secretary"}
        assert all(
            "full_name" not in version.values for version in history(replica.store, "member", "aaaaaaaa-1")
        )
        assert replica.store.values("member", "aaaaaaaa-2") == {"full_name": "Lò Văn Hặc"}
    assert places_of(MARKER, cell.store.folder)
    assert cell.store.values("member", "aaaaaaaa-1") == {
        "full_name": f"{MARKER} (mới)", "phone": "1", "office": "secretary",
    }  # fmt: skip


def test_a_dropped_part_stays_dropped_when_it_is_sent_again(levels: tuple[Replica, ...]) -> None:
    cell, commune, _ = levels
    erase(commune)
    commune.take(cell.held.entries.values(), cell.held.parts.values())
    assert places_of(MARKER, commune.store.folder) == []
    assert list(check_journal(commune.store.connection)) == []


def test_a_value_that_stood_in_a_conflict_is_dropped_too(levels: tuple[Replica, ...]) -> None:
    cell, commune, upper = levels
    cell.write(BOOK, put("member", "aaaaaaaa-1", full_name=f"{MARKER} một"))
    commune.write(BOOK, put("member", "aaaaaaaa-1", full_name=f"{MARKER} hai"))
    for source in (cell, commune):
        upper.take(source.held.entries.values(), source.held.parts.values())
    assert upper.store.value("SELECT count(*) FROM conflict WHERE id = 'aaaaaaaa-1'") == 1
    erase(upper)
    assert places_of(MARKER, upper.store.folder) == []


def test_a_part_of_an_entry_that_waits_or_stands_beside_is_dropped_too(tmp_path: Path) -> None:
    office = Office(tmp_path)
    first, other = office.new("aaaaaaaa"), office.new("bbbbbbbb")
    first.write(BOOK, put("member", "aaaaaaaa-1", office="secretary"))
    copy = office.copy_of(first)
    for replica, name in ((first, "một"), (copy, "hai")):
        replica.write(BOOK, put("member", "aaaaaaaa-1", full_name=f"{MARKER} {name}"))
    first.write(BOOK, put("member", "aaaaaaaa-1", office=None))
    first.write(BOOK, put("member", "aaaaaaaa-1", full_name=f"{MARKER} ba"))
    for source in (first, copy):
        kept = [data for data in source.held.entries.values() if b'"n":3' not in data]
        other.take(kept, [part for part in source.held.parts.values() if part.n != 3])
    assert other.store.value("SELECT count(*) FROM waiting") == 1
    assert other.store.value("SELECT count(*) FROM branch") == 1
    assert erase(other) == 3
    assert places_of(MARKER, other.store.folder) == []
    assert list(check_journal(other.store.connection)) == []
    office.close((first, copy, other))


def test_a_backup_made_before_the_drop_holds_it_and_one_made_after_holds_nothing_of_it(
    levels: tuple[Replica, ...], tmp_path: Path
) -> None:
    _, commune, _ = levels
    (commune.store.folder / KEYS).write_bytes(b"wrapped keys")
    before, after = tmp_path / "before", tmp_path / "after"
    for place in (before, after):
        place.mkdir()
        made = make_backup(commune.store, KEY, "asked")
        assert made is not None
        unpack(made, place)
        erase(commune)
    assert places_of(MARKER, before)
    assert places_of(MARKER, after) == []
    store = open_store(after, KEY, clock=commune.clock)
    assert store.values("member", "aaaaaaaa-1") == {"office": "secretary"}
    assert compare(store.connection) == []
    store.close()
