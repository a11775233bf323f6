"""Writing what there is one of for some others: two machines of one body that do it offline write the same record."""

from __future__ import annotations

from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import to_json
from chibo_desktop.records.derived_id import derived_id


def put_derived(writer: GuardedWriter, kind: str, record_id: str, book: str, /, **values: object) -> None:
    """Writes it into `book`; one made before and taken back is the same record again.

    So what is empty is written over one there is, and left out of a new one.
    """
    is_new = writer.find(kind, record_id) is None
    said = {name: to_json(value) for name, value in values.items() if value or not is_new}
    writer.put_json(kind, record_id, {"put_away": False, **said}, book=book)


def put_once(writer: GuardedWriter, kind: str, about: tuple[str, ...], /, **values: object) -> str:
    """Makes the record of these others in the block's book; gives its id.

    One put away before is the same record again, and what it said beside `values` is emptied. Where one stands, a
    second is written beside it, which the rules of the kind refuse.
    """
    record_id = derived_id(kind, writer.book, *about)
    held = writer.find(kind, record_id)
    if held is not None and not held.is_put_away:
        record_id = writer.new_id()
    elif held is not None:
        values = _emptied(kind) | values | {"put_away": False}
    writer.put(kind, record_id, **values)
    return record_id


def _emptied(kind: str) -> dict[str, object]:
    """By field that may be left out what one never written answers with."""
    return {field.name: field.default for field in find_spec(kind).fields if not field.required}
