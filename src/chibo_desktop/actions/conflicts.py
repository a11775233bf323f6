"""Settling what two machines wrote differently: one choice, or a third value, ends it everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.visits_told import TOLD_BELOW, tell_anew
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.conflicts import ConflictRow, conflict_row, meeting_of
from chibo_desktop.records.codec import Json
from chibo_desktop.store import Changes
from chibo_desktop.store.conflicts import Conflict, find_conflict, settle_all
from chibo_desktop.store.history import Version, history, knew


def settle(desk: Desk, keep: Sequence[tuple[str, str]]) -> Changes:
    """Keeps one side of each conflict named: pairs of a conflict's key and the head of the side; one entry, and one
    for each organisation that is told of a visit settled so.

    Refusal when a conflict is settled already, the side is not held here, the book is another's, or the meeting
    is finalised and the side was not in its minutes; then nothing is written.
    """
    found = [(_need(desk, key), head) for key, head in keep]
    books = {row.book for row, _ in found}
    if len(books) != 1:
        raise Refusal("Chọn các chỗ của cùng một sổ, rồi mới giữ chung một lần.")
    (book,) = books
    desk.refuse_book(book)
    for row, head in found:
        _refuse_unknown_to_minutes(desk, row, head)
    kept = [(_conflict(desk, row), head) for row, head in found]
    with desk.store.transaction():
        settled = settle_all(desk.store, kept, book=book, user=desk.user)
        told = tell_anew(desk) if settled.touches(*TOLD_BELOW) else Changes()
    return Changes.of_one_action(settled, told)


def settle_otherwise(desk: Desk, key: str, value: Json) -> Changes:
    """Writes a third value, as the journal carries it; one of the values there is kept instead.

    Refusal as for any write to the field: its limits, the rules of its kind, a finalised meeting.
    """
    row = _need(desk, key)
    conflict = _conflict(desk, row)
    same = next((side.head for side in conflict.sides if side.held and side.value == value), None)
    if same is not None:
        return settle(desk, [(key, same)])
    with desk.writing(row.book) as writer:
        writer.put_json(row.kind, row.id, {row.field: value})
    return writer.changes


def keep_machine(rows: Sequence[ConflictRow], machine: str) -> list[tuple[str, str]]:
    """What keeping one machine's whole sheet keeps: its side of every conflict it took part in and that is held."""
    return [
        (row.key, side.head) for row in rows for side in row.sides if side.machine == machine and side.is_held
    ]


def _need(desk: Desk, key: str) -> ConflictRow:
    row = conflict_row(desk.store, key)
    if row is None:
        raise Refusal("Chỗ này không còn ghi khác nhau, hoặc mã không đúng. Xem lại danh sách rồi chọn.")
    return row


def _conflict(desk: Desk, row: ConflictRow) -> Conflict:
    found = find_conflict(desk.store, row.kind, row.id, row.field)
    if found is None:
        raise Refusal("Chỗ này vừa được chọn ở nơi khác. Xem lại danh sách.")
    return found


def _refuse_unknown_to_minutes(desk: Desk, row: ConflictRow, head: str) -> None:
    """In a finalised meeting only what the one who finalised had before them may stand: minutes never change silently."""
    meeting = meeting_of(desk.store, row.kind, row.id)
    if meeting is None or meeting.moment("finalised_at") is None:
        return
    finals = [each for each in history(desk.store, "meeting", meeting.id) if each.values.get("finalised_at")]
    side = next((each for each in history(desk.store, row.kind, row.id) if each.head == head), None)
    if side is not None and not any(_stood(desk, final, side) for final in finals):
        raise Refusal(
            "Bản này ghi khi chưa biết buổi đã chốt nên không đứng trong biên bản. Hãy giữ bản kia; "
            "chỗ cần đính chính ghi vào biên bản bổ sung.",
            row.field,
        )


def _stood(desk: Desk, final: Version, side: Version) -> bool:
    return side.head == final.head or knew(desk.store, final, side)
