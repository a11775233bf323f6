"""Undo: a compensating entry that gives fields their values from before, or from an older version; nothing is deleted."""

from __future__ import annotations

from collections.abc import Mapping

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import FREE_AFTER_FINALISING, LOCKED_WITH_MEETING
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.conflicts import is_open
from chibo_desktop.lists.differences import EMPTY
from chibo_desktop.lists.history import state_at
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.said_values import value_words
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import Json
from chibo_desktop.records.visits import FOLLOWING
from chibo_desktop.store import Change, Changes
from chibo_desktop.store.history import Version, has_settled, history
from chibo_desktop.store.known import reading

FOR_GOOD = {"finalised_at": "Chốt", "parent_id": "Nhận chứng thư"}
"""Fields whose writing other people may already rely on; undoing them has its own way or none."""


SET_BY_FINALISING = {"meeting": ("rule",), "attendance": ("office",)}
"""What nobody types: finalising writes it."""


def is_for_good(kind: str, field: str) -> bool:
    """Whether writing the field of that kind is never undone here; under whom a placement puts one is no certificate."""
    return field in FOR_GOOD and not (kind == "placement" and field == "parent_id")


def undo(desk: Desk, changes: Changes) -> Changes:
    """Takes one action of this desk back; the entry written can itself be undone.

    Refusal when a field was written again since (both values are in the sentence), when the action is not one
    that can be undone, or when a value from before is not held here; then nothing is written.
    """
    if changes.entry is None:
        raise Refusal(
            "Nhận gói, thu hồi, bàn giao không hoàn tác được, vì nơi khác đã dựa vào. Chỗ nào chưa đúng, hãy sửa ở mục ấy."
            if changes
            else "Không có việc nào của máy này để hoàn tác."
        )
    if changes.entry[1] != desk.store.device:
        raise Refusal("Việc này ghi ở máy khác nên không hoàn tác ở đây được.")
    numbers = {book: number for book, _, number in changes.entries}
    with desk.writing(changes.entry[0]) as writer, reading(desk.store):
        # what was made last goes first: a member's standing before the member; but a meeting before its hours
        backwards = tuple(reversed(changes.items))
        for change in sorted(backwards, key=lambda each: each.kind != "meeting"):
            if change.kind not in FOLLOWING:
                writer.put_json(change.kind, change.id, _before(desk, change, numbers))
            elif _is_told_first(desk, change, numbers):
                writer.withdraw(change.kind, change.id)
            elif "put_away" in change.fields:
                writer.restore(change.kind, change.id)
    return writer.changes


def _is_told_first(desk: Desk, change: Change, numbers: Mapping[str, int]) -> bool:
    """Whether the action made what follows another record; a change of it is taken back by that record alone."""
    versions = history(desk.store, change.kind, change.id)
    now = find(desk.store, change.kind, change.id)
    return now is not None and versions[0].head == f"{desk.store.device}:{numbers.get(now.book, 0)}"


def take_value(desk: Desk, kind: str, record_id: str, field: str, key: str) -> Changes:
    """Gives one field the value it had right after the write `key`, by an entry of its own.

    Refusal when the record is another's, its meeting is finalised, the value is not held here, the field is
    written differently by two machines, or is one that is never set this way.
    """
    facts = find(desk.store, kind, record_id)
    if facts is None:
        raise Refusal("Ở máy này không có bản ghi ấy. Hãy xem lại danh sách.")
    _refuse_for_good(Change(kind, record_id, (field,)))
    refuse_locked_value(desk, facts, field)
    _refuse_open(desk, kind, record_id, field)
    values = state_at(desk.store, kind, record_id, key)
    if field not in values and field in facts.absent:
        raise Refusal("Giá trị cũ không còn ở máy này nên không lấy lại được.", field)
    found = values.get(field)
    with desk.writing(facts.book) as writer:
        writer.put_json(kind, record_id, {field: found if isinstance(found, str | int) else None})
    return writer.changes


def refuse_locked_value(desk: Desk, facts: Facts, field: str) -> None:
    """Refusal when no old value can be taken again into this field: its minutes are finalised, or none may write it."""
    if field in FREE_AFTER_FINALISING.get(facts.kind, ()):
        return
    if facts.kind == "addendum" and facts.moment("finalised_at") is not None:
        raise Refusal("Biên bản bổ sung này đã chốt nên không lấy lại giá trị cũ được.")
    meeting = facts if facts.kind == "meeting" else None
    if facts.kind in LOCKED_WITH_MEETING and facts.text("meeting_id"):
        meeting = find(desk.store, "meeting", facts.text("meeting_id"))
    if meeting is not None and meeting.moment("finalised_at") is not None:
        raise Refusal("Buổi này đã chốt nên không lấy lại giá trị cũ được.")
    if field in SET_BY_FINALISING.get(facts.kind, ()):
        spec = find_spec(facts.kind).field(field)
        raise Refusal(
            f"“{spec.label if spec else field}” do chương trình ghi khi chốt, không lấy lại giá trị cũ.",
            field,
        )


def _before(desk: Desk, change: Change, numbers: Mapping[str, int]) -> Mapping[str, Json]:
    _refuse_for_good(change)
    now = find(desk.store, change.kind, change.id)
    versions = history(desk.store, change.kind, change.id)
    mine = f"{desk.store.device}:{numbers.get(now.book, 0)}" if now else ""
    heads = [each.head for each in versions]
    if now is None or mine not in heads:
        raise Refusal("Việc này không còn trong sổ nên không hoàn tác được.")
    place = heads.index(mine)
    older = [each for each in versions[:place] if each.counts]
    if not older:
        if desk.store.head(change.kind, change.id) != mine:
            raise Refusal("Bản ghi này đã được sửa tiếp nên không bỏ đi được. Hãy sửa trực tiếp.")
        return {"put_away": True}
    for name in change.fields:
        if desk.store.field_head(change.kind, change.id, name) != mine:
            raise _written_since(desk, change, name, older, now)
        _refuse_open(desk, change.kind, change.id, name)
        if has_settled(desk.store, versions, versions[place], name):
            raise Refusal(
                "Đã chọn giữa hai bản ghi khác nhau thì không hoàn tác được, vì mọi máy đã theo bản được chọn. "
                "Muốn đổi, hãy sửa trực tiếp mục ấy.",
                name,
            )
    return {name: _value_before(name, older) for name in change.fields}


def _refuse_for_good(change: Change) -> None:
    for name, action in FOR_GOOD.items():
        if name in change.fields and is_for_good(change.kind, name):
            raise Refusal(f"“{action}” không hoàn tác bằng cách này được, vì nơi khác có thể đã dựa vào.")


def _refuse_open(desk: Desk, kind: str, record_id: str, field: str) -> None:
    """Writing back would choose for the person: what two machines wrote differently is chosen, never undone."""
    if is_open(desk.store, kind, record_id, field):
        raise Refusal("Mục này đang có hai bản ghi khác nhau. Hãy chọn một bản ở trang Nhật ký trước.", field)


def _value_before(name: str, older: list[Version]) -> Json:
    for version in reversed(older):
        if name in version.absent:
            raise Refusal("Giá trị cũ không còn ở máy này nên không hoàn tác được.", name)
        if name in version.values:
            value: Json = version.values[name]
            return value
    return None


def _written_since(desk: Desk, change: Change, name: str, older: list[Version], now: Facts) -> Refusal:
    field = find_spec(change.kind).field(name)
    label = field.label if field else name
    values = [version.values[name] for version in older if name in version.values]
    old = value_words(desk.store, field, values[-1]) if field and values else ""
    current = value_words(desk.store, field, now[name]) if field else ""
    return Refusal(
        f"Mục “{label}” đã được ghi lại sau đó: nay là {_quoted(current)}, trước là {_quoted(old)}. "
        "Chưa đổi gì; hãy sửa trực tiếp.",
        name,
    )


def _quoted(words: str) -> str:
    return f"“{words}”" if words else EMPTY
