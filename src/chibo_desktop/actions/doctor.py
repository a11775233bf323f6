"""Looking a desk over: its file, journal, private parts, signed heads and tables; names what is wrong, mends nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.conflicts import conflict_count
from chibo_desktop.records import SPECS
from chibo_desktop.store import integrity
from chibo_desktop.store.integrity import Orphan
from chibo_desktop.store.rebuild import Difference, check_journal, compare

if TYPE_CHECKING:
    from chibo_desktop.store.database import Connection

DERIVED_TITLES = {
    "head": "bản ghi mới nhất",
    "conflict": "chỗ ghi khác nhau",
    "seen": "mục đã thấy",
    "touched": "bản ghi của mục nhật ký",
    "chain": "cuối chuỗi nhật ký",
    "search": "từ ngữ để tìm",
}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `part`: file, journal, parts, heads or tables; `place` names the row, "" the file."""

    part: str
    place: str
    sentence: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What was looked at and found. `orphans` are no fault: their target is not here, or not yet.

    `counts` are rows of tables, but for conflicts: of those only what a person has to choose between.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    orphans: tuple[Orphan, ...] = ()
    rebuilt: bool = False

    @property
    def is_sound(self) -> bool:
        return not self.findings


def examine(desk: Desk, rebuild: bool = False) -> Report:
    """Looks everything over; may take seconds. With `rebuild` every table is projected again from the journal,
    compared row by row, and left as it was. Nothing is written.
    """
    connection = desk.store.connection
    damage = [Finding("file", "", f"Tệp sổ bị hỏng: {words}.") for words in integrity.check_file(connection)]
    if damage:
        return Report(tuple(damage))
    with desk.store.transaction():
        findings = (*_journal(connection), *_tables(connection, in_full=rebuild))
        return Report(
            findings,
            integrity.count_rows(connection) | {"conflict": conflict_count(desk.store)},
            tuple(integrity.find_orphans(connection)),
            rebuilt=rebuild,
        )


def _journal(connection: Connection) -> Iterator[Finding]:
    for part, found in (
        ("journal", check_journal(connection)),
        ("parts", integrity.check_named_parts(connection)),
        ("heads", integrity.check_heads(connection)),
    ):
        for each in found:
            place = f"{each.book} {each.device}:{each.number}"
            yield Finding(part, place, f"Sổ {each.book}, mục {each.device}:{each.number}: {each.sentence}.")


def _tables(connection: Connection, *, in_full: bool) -> Iterator[Finding]:
    found = integrity.check_rows(connection)
    if in_full:
        try:
            found = compare(connection)
        except Refusal:
            yield Finding("tables", "", "Không dựng lại được các bảng, vì nhật ký có mục không đọc được.")
    for each in found:
        yield Finding("tables", f"{each.table} {each.key}", _said_of_row(each), each.columns)


def _said_of_row(difference: Difference) -> str:
    spec = SPECS.get(difference.table)
    title = spec.title if spec else DERIVED_TITLES.get(difference.table, difference.table)
    if not difference.columns:
        return f"{title} {difference.key}: dòng này thừa hoặc thiếu so với nhật ký."
    labels = [_label(difference.table, name) for name in difference.columns]
    return f"{title} {difference.key}: khác nhật ký ở mục {', '.join(labels)}."


def _label(table: str, column: str) -> str:
    field_spec = SPECS[table].field(column) if table in SPECS else None
    return f"“{field_spec.label}”" if field_spec else column
