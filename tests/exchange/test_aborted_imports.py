"""That five hundred imports broken off in the middle leave the database as large as it was, and the book as it was."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite

from chibo_desktop.actions.exchange import read_bundle
from chibo_desktop.base.errors import Trouble
from chibo_desktop.store import DATABASE
from exchange.province import Province, is_clean, make_province, state, write_meeting

ABORTED = 500
GROWTH = 0.05


class Stopping:
    """SQLite asks it every ten steps and breaks off when it has been asked `after` times, wherever it is then."""

    def __init__(self, province: Province) -> None:
        self.asked, self.after = 0, 0
        province.commune.store.connection.set_progress_handler(self._ask, 10)

    def _ask(self) -> int:
        self.asked += 1
        return int(self.asked > self.after)


@pytest.mark.long
def test_five_hundred_aborted_imports_grow_the_file_by_less_than_five_percent(
    tmp_path: Path,
) -> None:
    with make_province(tmp_path) as province:
        for month in range(1, 10):
            write_meeting(province.cell, f"2026-{month:02}", opinion="Đồng ý với dự thảo. " * 20)
        province.send(province.cell, province.commune)
        write_meeting(province.cell, "2026-10", opinion="Đồng ý với dự thảo. " * 20)
        bundle = province.make(province.cell, province.commune)
        before, size = state(province.commune), size_of(province)
        stop = Stopping(province)
        stop.after = 10**9
        read_bundle(province.commune, bundle, dry_run=True)
        asked, dice = stop.asked, random.Random(11)
        for _ in range(ABORTED):
            stop.asked, stop.after = 0, dice.randrange(asked // 10, asked)
            with pytest.raises((Trouble, sqlite.DatabaseError)):
                read_bundle(province.commune, bundle)
        stop.after = 10**9
        assert state(province.commune) == before
        assert size_of(province) <= size * (1 + GROWTH)
        assert read_bundle(province.commune, bundle).result == "read"
        assert is_clean(province.commune)


def size_of(province: Province) -> int:
    """Bytes of the commune's file with its log taken in, and of everything else it keeps."""
    province.commune.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database = (province.commune.folder / DATABASE).stat().st_size
    return database + sum(path.stat().st_size for path in province.commune.folder.glob("bundles/*"))
