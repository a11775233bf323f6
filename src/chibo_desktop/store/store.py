"""The open store of one desk: reading records, and transactions that write entries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chibo_desktop.base.clock import Clock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import DATABASE, KEYS
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import make_record, missing
from chibo_desktop.store import meta, times
from chibo_desktop.store.changes import Incomplete
from chibo_desktop.store.database import Connection, Row, connect, said_to_a_person, transaction
from chibo_desktop.store.merge import find_heads, write_from
from chibo_desktop.store.rebuild import project_everything
from chibo_desktop.store.rows import shown_values
from chibo_desktop.store.schema import is_current, make_tables
from chibo_desktop.store.writer import Writer


class Store:
    """One open database. Not shared between threads: a worker opens its own."""

    def __init__(self, folder: Path, connection: Connection, clock: Clock):
        self.folder, self.connection, self.clock = folder, connection, clock
        self.sample = meta.get(connection, "sample") == "yes"

    @property
    def device(self) -> str:
        """The code this desk writes under now; read anew, as another window may have taken a new one."""
        return meta.get(self.connection, "device")

    @property
    def former_devices(self) -> tuple[str, ...]:
        """The codes this desk wrote under before, in the order of time."""
        return tuple(meta.get(self.connection, "former devices").split())

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Every row of a query, addressed by column name."""
        return list(self.connection.execute(sql, tuple(params)).fetchall())

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        """The first row of a query, or None."""
        row: Row | None = self.connection.execute(sql, tuple(params)).fetchone()
        return row

    def value(self, sql: str, params: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, params)
        return row[0] if row else None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction for everything in the block; nested blocks join it."""
        with transaction(self.connection):
            yield

    @contextmanager
    def writing(self, book: str, user: str) -> Iterator[Writer]:
        """Everything put in the block becomes one entry in `book`, committed when the block ends without error."""
        with transaction(self.connection):
            writer = Writer(self.connection, self.device, book, user)
            yield writer
            writer.finish(lambda: times.next_time(self.connection, self.clock.now()))

    def values(self, kind: str, record_id: str) -> dict[str, Any] | None:
        """The values now shown, declared and unknown fields alike; None when there is no such record."""
        spec = find_spec(kind)
        row = self.row(f'SELECT * FROM "{spec.key}" WHERE id = ?', (record_id,))
        return shown_values(spec, row) if row else None

    def record(self, kind: str, record_id: str) -> Any:
        """The record, an `Incomplete` one when mandatory facts are missing here, or None."""
        spec, values = find_spec(kind), self.values(kind, record_id)
        if values is None:
            return None
        absent, problems = self.rows(
            f'SELECT _absent, _problems FROM "{spec.key}" WHERE id = ?', (record_id,)
        )[0]
        lacking = missing(spec, values)
        if lacking or problems != "[]":
            return Incomplete(kind, record_id, values, lacking, tuple(json.loads(absent)))
        return make_record(spec, record_id, values)

    def head(self, kind: str, record_id: str) -> str:
        """`device:number` of the newest write to the record that is shown; empty when there is none."""
        row = self.row("SELECT * FROM head WHERE kind = ? AND id = ?", (kind, record_id))
        if row is None:
            return ""
        places = [[row["d"], row["n"], row["ms"], row["tick"]], *json.loads(row["over"]).values()]
        newest = find_heads(self.connection, row["b"], [write_from(place) for place in places])[0]
        return f"{newest.device}:{newest.number}"

    def last_write(self, kind: str, record_id: str) -> tuple[str, int]:
        """Device and time (ms) of the latest of the writes the record shows; ("", 0) where there is none."""
        row = self.row("SELECT d, ms, over FROM head WHERE kind = ? AND id = ?", (kind, record_id))
        if row is None:
            return "", 0
        places = [(row["ms"], row["d"]), *((each[2], each[0]) for each in json.loads(row["over"]).values())]
        ms, device = max(places)
        return device, ms

    def field_head(self, kind: str, record_id: str, field: str) -> str:
        """`device:number` of the write whose value the field shows, or of the record's first write."""
        row = self.row("SELECT * FROM head WHERE kind = ? AND id = ?", (kind, record_id))
        if row is None:
            return ""
        device, number = json.loads(row["over"]).get(field, [row["d"], row["n"]])[:2]
        return f"{device}:{number}"

    def stamp(self) -> tuple[int, int]:
        """Differs from an earlier stamp when anybody wrote since, here or in another program."""
        return int(self.value("PRAGMA data_version")), int(self.connection.total_changes)

    def close(self) -> None:
        """Closes the file; the last one to close folds the write-ahead log into it."""
        self.connection.close()


def create_store(folder: Path, key: bytes, *, device: str, sample: bool, clock: Clock) -> Store:
    """Makes the database of a new desk; `sample` holds for ever. Trouble when the disk refuses."""
    connection = connect(folder / DATABASE, key)
    with transaction(connection):
        make_tables(connection)
        meta.put(connection, "device", device)
        meta.put(connection, "sample", "yes" if sample else "no")
        meta.put(connection, "made", clock.now().isoformat(timespec="seconds"))
    return Store(folder, connection, clock)


def open_store(folder: Path, key: bytes, *, clock: Clock) -> Store:
    """Opens a desk's database; a file of an older program is brought up to date first (may take seconds)."""
    connection = connect(folder / DATABASE, key)
    try:
        with said_to_a_person():
            if not is_current(connection):
                _back_up_first(folder, key, connection, clock)
                with transaction(connection):
                    make_tables(connection)
                    project_everything(connection)
            return Store(folder, connection, clock)
    except BaseException:
        connection.close()
        raise


def _back_up_first(folder: Path, key: bytes, connection: Connection, clock: Clock) -> None:
    """A checked backup of a book as an older program left it, before its tables change.

    A full disk does not keep a person from the book: what follows adds columns in one transaction.
    """
    from chibo_desktop.base.log import log
    from chibo_desktop.store.backup import make_backup

    if not (folder / KEYS).exists():
        return
    try:
        make_backup(Store(folder, connection, clock), key, "upgrade")
    except (Refusal, Trouble):
        log("backup").info("no backup could be made before the tables were brought up to date")
