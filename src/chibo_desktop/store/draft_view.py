"""Records as they would read were every text being typed already written: for one connection, for a moment, unwritten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chibo_desktop.records import SPECS, RecordSpec
from chibo_desktop.store.drafts import Draft, list_drafts
from chibo_desktop.store.known import forget
from chibo_desktop.store.schema import SIDE_COLUMNS
from chibo_desktop.store.store import Store

TYPED = ("text", "prose")
UNBORN = "new"
LAST = 9_999
"""The position of a record that is only being typed: after everything that is written."""


@contextmanager
def drafts_shown(store: Store) -> Iterator[None]:
    """Inside the block this connection reads drafts of lines and prose as values, and records being begun as records.

    Temporary views stand before the tables: nothing is written, nobody else is kept waiting or sees anything.
    """
    drafts = [draft for draft in list_drafts(store) if draft.text.strip() and draft.kind in SPECS]
    kinds = sorted({draft.kind for draft in drafts})
    views = [_view(store, SPECS[kind], [each for each in drafts if each.kind == kind]) for kind in kinds]
    forget(store)
    try:
        for statement in views:
            store.connection.execute(statement)
        yield
    finally:
        forget(store)
        for kind in kinds:
            store.connection.execute(f'DROP VIEW IF EXISTS temp."{kind}"')


def _view(store: Store, spec: RecordSpec, drafts: list[Draft]) -> str:
    begun = {draft.id: _unborn(store, spec, draft.id, drafts) for draft in drafts if _is_unborn(draft)}
    rows = [_row(spec, values) for values in begun.values() if values]
    written = {draft.field for draft in drafts if not _is_unborn(draft)}
    columns = ", ".join(
        _overlaid(spec, name) if name in written and _is_typed(spec, name) else f'"{name}"'
        for name in _columns(spec)
    )
    return " UNION ALL ".join(
        [f'CREATE TEMP VIEW "{spec.key}" AS SELECT {columns} FROM main."{spec.key}" AS kept', *rows]
    )


def _columns(spec: RecordSpec) -> list[str]:
    return ["id", *(field.name for field in spec.fields), *SIDE_COLUMNS]


def _overlaid(spec: RecordSpec, name: str) -> str:
    return (
        f"COALESCE((SELECT text FROM main.draft WHERE kind = '{spec.key}' AND draft.id = kept.id "
        f'AND field = \'{name}\'), kept."{name}") AS "{name}"'
    )


def _is_typed(spec: RecordSpec, name: str) -> bool:
    field = spec.field(name)
    return field is not None and field.kind in TYPED


def _is_unborn(draft: Draft) -> bool:
    return draft.id.endswith(f"/{UNBORN}")


def _unborn(store: Store, spec: RecordSpec, record_id: str, drafts: list[Draft]) -> dict[str, Any]:
    """What a record being begun says so far: its words, whose it is, and who is named; {} before the first word."""
    own = [draft for draft in drafts if draft.id == record_id]
    words = {draft.field: draft.text for draft in own if _is_typed(spec, draft.field)}
    owner = record_id.removesuffix(f"/{UNBORN}")
    parents = _parents(store, spec, owner)
    if not words or not parents:
        return {}
    people = {draft.field: _member_named(store, draft.text) for draft in own if draft.field.endswith("_id")}
    place = {"position": LAST} if spec.field("position") else {}
    return {"id": record_id, **parents, **people, **place, **words}


def _parents(store: Store, spec: RecordSpec, owner: str) -> dict[str, str]:
    """The reference to the owner, and those the owner has too: the meeting of the item an opinion is on."""
    refs = [field for field in spec.fields if field.kind == "ref"]
    for field in refs:
        row = store.row(f'SELECT * FROM main."{field.refers_to}" WHERE id = ?', (owner,))
        if row is not None:
            shared = {ref.name: row[ref.name] for ref in refs if ref.name in row.keys()}  # noqa: SIM118
            return {**shared, field.name: owner, "_book": row["_book"]}
    return {}


def _member_named(store: Store, name: str) -> str | None:
    found = store.rows("SELECT id FROM main.member WHERE full_name = ?", (name.strip(),))
    return str(found[0]["id"]) if len(found) == 1 else None


def _row(spec: RecordSpec, values: dict[str, Any]) -> str:
    empty = {"_book": "", "_unknown": "{}", "_absent": "[]", "_problems": "[]"}
    return "SELECT " + ", ".join(_literal({**empty, **values}.get(name)) for name in _columns(spec))


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    return "'" + str(value).replace("'", "''").replace("\0", "") + "'"
