"""Writing a record whose id follows from others: two machines that do the same write the same; the ids are records/derived_id.py's."""

from __future__ import annotations

from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.records.codec import to_json


def put_derived(writer: GuardedWriter, kind: str, record_id: str, book: str, /, **values: object) -> None:
    """Writes it into `book`; one made before and taken back is the same record again.

    So what is empty is written over one there is, and left out of a new one.
    """
    is_new = writer.find(kind, record_id) is None
    said = {name: to_json(value) for name, value in values.items() if value or not is_new}
    writer.put_json(kind, record_id, {"put_away": False, **said}, book=book)
