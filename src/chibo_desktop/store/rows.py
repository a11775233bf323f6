"""The row a record has in its table: written from the values that are shown, and read back as values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chibo_desktop.records import FieldSpec, RecordSpec
from chibo_desktop.records.validate import find_problems
from chibo_desktop.store.database import Connection, Row
from chibo_desktop.store.entry import compact
from chibo_desktop.store.schema import fits_column


@dataclass(frozen=True)
class Shown:
    """The values of a record, and its private fields whose values are not held here."""

    values: Mapping[str, Any]
    absent: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """Every field that has a value somewhere."""
        return (*self.values, *self.absent)


def write_row(connection: Connection, spec: RecordSpec, record_id: str, book: str, shown: Shown) -> None:
    """Replaces the record's row. A value its column cannot hold stands with the unknown ones, marked by `!`."""
    values = shown.values
    declared = {field.name: field for field in spec.fields}
    unknown = {name: value for name, value in values.items() if name not in declared}
    misfits = {
        name: value for name, value in values.items() if name in declared and not _fits(declared[name], value)
    }
    columns = {
        "id": record_id,
        **{name: values.get(name) if name not in misfits else None for name in declared},
    }
    columns |= {
        "_book": book,
        "_unknown": sorted_json(unknown | {f"!{name}": value for name, value in misfits.items()}),
        "_absent": compact(sorted(shown.absent)),
        "_problems": compact(_problems(spec, values, misfits)),
    }
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    connection.execute(
        f'INSERT OR REPLACE INTO "{spec.key}" ({names}) VALUES ({marks})', tuple(columns.values())
    )


def _problems(spec: RecordSpec, values: Mapping[str, Any], misfits: Mapping[str, Any]) -> list[str]:
    """What breaks a limit; of a value that is not even of its field's kind no more is asked."""
    labels = [field.label for field in spec.fields if field.name in misfits]
    found = find_problems(spec, {name: value for name, value in values.items() if name not in misfits})
    return [*found, *(f"Mục “{label}”: máy khác đã ghi một giá trị không đúng kiểu." for label in labels)]


def _fits(field: FieldSpec, value: object) -> bool:
    return value is None or fits_column(field, value)


def shown_values(spec: RecordSpec, row: Row) -> dict[str, Any]:
    """The values of a projected row, flags as booleans, unknown fields and misfits under their own names."""
    values: dict[str, Any] = {}
    # a row looks for each name from its first column on; sqlite_utils gives dictionaries
    found = row if isinstance(row, dict) else dict(zip(row.keys(), row, strict=True))
    for field in spec.fields:
        value = found[field.name]
        if value is not None:
            values[field.name] = bool(value) if field.kind == "flag" else value
    if found["_unknown"] != "{}":
        values |= {name.removeprefix("!"): value for name, value in json.loads(found["_unknown"]).items()}
    return values


def sorted_json(value: Mapping[str, Any]) -> str:
    """Compact JSON with its keys in order, so that equal content is equal text."""
    return compact(dict(sorted(value.items())))
