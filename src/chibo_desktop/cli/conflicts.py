"""`conflicts`: what two machines wrote differently into one field, and keeping one of the values."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.dates import show_day, show_time
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs

if TYPE_CHECKING:
    from chibo_desktop.lists.conflicts import ConflictRow, SideRow


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `conflicts`."""
    verbs = Verbs(parser)
    verbs.add("list", "liệt kê các chỗ hai máy ghi khác nhau", _list)
    settle = verbs.add("settle", "giữ một trong các giá trị; xong ở mọi máy sau khi trao đổi gói", _settle)
    settle.add_argument("id", metavar="ID", help="mã chỗ ghi khác nhau; xem: conflicts list")
    settle.add_argument("--keep", metavar="KEY", required=True, help="mã lần ghi được giữ, như k7m2q4xa:31")


def _list(call: Call, _given: Namespace) -> int:
    from chibo_desktop.lists.conflicts import conflict_rows

    with call.desk() as desk:
        rows = conflict_rows(desk.store)
        may_settle = {row.book: desk.may_write(row.book) for row in rows}
    documents = [_document(row, may_settle=may_settle[row.book]) for row in rows]
    call.show({"conflicts": documents}, (line for row in rows for line in _lines(row)))
    return 0


def _settle(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.conflicts import settle

    with call.desk() as desk:
        settle(desk, [(given.id, given.keep)])
    call.show({"id": given.id, "kept": given.keep}, ["Đã giữ. Máy khác sẽ theo sau khi nhận gói."])
    return 0


def _document(row: ConflictRow, *, may_settle: bool) -> dict[str, Any]:
    return {
        "id": row.key,
        "type": row.kind,
        "record": row.id,
        "field": row.field,
        "label": row.label,
        "subject": row.subject,
        "book": row.book,
        "may_settle": may_settle,
        "masked": _is_masked(row),
        "sides": [_side(row, side) for side in row.sides],
    }


def _side(row: ConflictRow, side: SideRow) -> dict[str, Any]:
    return {
        "key": side.head,
        "at": side.at.isoformat(timespec="milliseconds"),
        "user": side.user,
        "held": side.is_held,
        **({} if _is_masked(row) or not side.is_held else {"value": side.words}),
    }


def _is_masked(row: ConflictRow) -> bool:
    from chibo_desktop.lists.masked import MASKED

    return row.field in MASKED.get(row.kind, ())


def _lines(row: ConflictRow) -> Iterator[str]:
    yield f"{row.key}  {row.subject}, mục {row.label}"
    for side in row.sides:
        words = "đang che" if _is_masked(row) else side.words or "(để trống)"
        at = f"{show_time(side.at)} {show_day(side.at.date())}"
        yield f"  {side.head}  {at}  {side.user}, {side.machine}: {words}"
