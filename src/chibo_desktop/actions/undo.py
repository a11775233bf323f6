"""Undo: a compensating entry that gives the fields one action wrote their values from before; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Mapping

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import Json, shown
from chibo_desktop.store import Change, Changes
from chibo_desktop.store.history import Version, history

FOR_GOOD = {"finalised_at": "Chốt", "parent_id": "Nhận chứng thư"}
"""Fields whose writing other people may already rely on; undoing them has its own way or none."""


def undo(desk: Desk, changes: Changes) -> Changes:
    """Takes one action of this desk back; the entry written can itself be undone.

    Refusal when a field was written again since (both values are in the sentence), when the action is not one
    that can be undone, or when a value from before is not held here; then nothing is written.
    """
    if changes.entry is None:
        raise Refusal("Không có việc nào của máy này để hoàn tác.")
    book, device, number = changes.entry
    if device != desk.store.device:
        raise Refusal("Việc này ghi ở máy khác nên không hoàn tác ở đây được.")
    with desk.writing(book) as writer:
        # what was made last goes first: a member's standing before the member
        for change in reversed(changes.items):
            writer.put_json(change.kind, change.id, _before(desk, change, number))
    return writer.changes


def _before(desk: Desk, change: Change, number: int) -> Mapping[str, Json]:
    _refuse_for_good(change)
    now = find(desk.store, change.kind, change.id)
    versions = history(desk.store, change.kind, change.id)
    mine = f"{desk.store.device}:{number}"
    heads = [f"{each.device}:{each.number}" for each in versions]
    if now is None or mine not in heads:
        raise Refusal("Việc này không còn trong sổ nên không hoàn tác được.")
    older = versions[: heads.index(mine)]
    if not older:
        if desk.store.head(change.kind, change.id) != mine:
            raise Refusal("Bản ghi này đã được sửa tiếp nên không bỏ đi được. Hãy sửa trực tiếp.")
        return {"put_away": True}
    for name in change.fields:
        if desk.store.field_head(change.kind, change.id, name) != mine:
            raise _written_since(change, name, older, now)
    return {name: _value_before(name, older) for name in change.fields}


def _refuse_for_good(change: Change) -> None:
    for name, action in FOR_GOOD.items():
        if name in change.fields:
            raise Refusal(f"“{action}” không hoàn tác bằng cách này được, vì nơi khác có thể đã dựa vào.")


def _value_before(name: str, older: list[Version]) -> Json:
    for version in reversed(older):
        if name in version.absent:
            raise Refusal("Giá trị cũ không còn ở máy này nên không hoàn tác được.", name)
        if name in version.values:
            value: Json = version.values[name]
            return value
    return None


def _written_since(change: Change, name: str, older: list[Version], now: Facts) -> Refusal:
    field = find_spec(change.kind).field(name)
    label = field.label if field else name
    values = [version.values[name] for version in older if name in version.values]
    old = shown(field, values[-1]) if field and values else ""
    current = now.shown(name) if field else ""
    return Refusal(
        f"Mục “{label}” đã được ghi lại sau đó: nay là “{current}”, trước là “{old}”. Chưa đổi gì; hãy sửa trực tiếp.",
        name,
    )
