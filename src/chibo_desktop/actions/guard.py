"""The writer every action writes through: locks of finalised meetings and the rules of each kind; no action stands here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chibo_desktop.actions.addendum_checks import refuse_locked
from chibo_desktop.actions.checks import CHECKS
from chibo_desktop.actions.proposed import Pending, Proposed
from chibo_desktop.actions.visit_notices import notices_of
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.records import FieldSpec, find_spec
from chibo_desktop.records.codec import Json, to_json
from chibo_desktop.records.validate import check_fields
from chibo_desktop.store import Changes, Store, Writer
from chibo_desktop.store.certificates import had_key

LOCKED_WITH_MEETING = (
    "agenda_item",
    "attendance",
    "guest",
    "opinion",
    "ballot",
    "resolution",
    "assignment",
    "assignment_report",
    "proposal",
    "score",
    "score_line",
    "person_case",
    "election",
    "nominee",
    "material_use",
)
"""What belongs to a meeting and stands in its minutes."""

FREE_AFTER_FINALISING = {
    "meeting": frozenset({"posted_before_on", "posted_after_on"}),
    "proposal": frozenset(
        {
            "competence",
            "party_matter",
            "announced_on",
            "announced_id",
            "number",
            "round_id",
            "repeats_id",
            "reopened_on",
            "reopened_because",
        }
    ),
}
"""Facts that happen after the minutes were signed and do not stand in them."""


class GuardedWriter:
    """A `Writer` that refuses what the window would refuse. Reads see what was put earlier in the same block.

    A new record goes into the book of the block, a change to an older one into the book that record lives in:
    `open_book` gives the writer of a book, or refuses one that is not ours. One entry a book.
    """

    def __init__(
        self,
        store: Store,
        book: str,
        open_book: Callable[[str], Writer],
        organisation_id: str,
        *,
        unlocked: bool = False,
    ) -> None:
        self.changes = Changes()
        self._store, self._open_book, self._unlocked = store, open_book, unlocked
        self._writer = open_book(book)
        self._writers = {book: self._writer}
        self._organisation_id = organisation_id
        self._pending = Pending()

    @property
    def book(self) -> str:
        """The book new records go to."""
        return self._writer.book

    def finish(self) -> None:
        """Joins what every book's writer wrote, once they have ended: `changes` is complete from here on."""
        written = [writer.changes for writer in self._writers.values() if writer.changes]
        entries = [entry for changes in written for entry in changes.entries]
        items = tuple(item for changes in written for item in changes.items)
        self.changes = Changes(items, entries[0] if entries else None, tuple(entries[1:]))

    def _writer_of(self, book: str) -> Writer:
        if book not in self._writers:
            self._writers[book] = self._open_book(book)
        return self._writers[book]

    def new_id(self, parent: str = "") -> str:
        """An id nobody else will ever give."""
        return self._writer.new_id(parent)

    def put(self, kind: str, record_id: str, /, **values: object) -> None:
        """Writes fields given as Python values; Refusal names the field."""
        self.put_json(kind, record_id, {name: to_json(value) for name, value in values.items()})

    def put_json(self, kind: str, record_id: str, fields: Mapping[str, Any], *, book: str = "") -> None:
        """Writes fields given as the journal carries them; Refusal names the field.

        A new record goes into `book`, else that of the block.
        """
        spec = find_spec(kind)
        cleaned = check_fields(spec, fields)
        before = self.find(kind, record_id)
        book = before.book if before else book or self.book
        after = Facts(kind, record_id, {**(before.values if before else {}), **cleaned}, book)
        proposed = Proposed(
            store=self._store,
            today=self._store.clock.now().date(),
            organisation_id=self._organisation_id,
            before=before,
            after=after,
            written=frozenset(name for name, value in cleaned.items() if not _is_same(before, name, value)),
            pending=self._pending,
        )
        self._check_parent(proposed, spec.parent)
        if not self._unlocked:
            self._check_lock(proposed)
        if check := CHECKS.get(kind):
            check(proposed)
        self._writer_of(book).put_checked(kind, record_id, cleaned)
        self._pending.put(after)
        if kind == "visit":
            for notice in notices_of(proposed):
                self.tell(notice)

    def tell(self, notice: Facts, again: Mapping[str, Json] | None = None) -> None:
        """Writes what follows from a record into the book of those who are told of it; the same action, another entry.

        `again` are fields written though they hold the value: this ends what two machines wrote differently.
        """
        writer = self._writer_of(notice.book)
        writer.put(notice.kind, notice.id, **notice.values)
        if again:
            writer.put_again(notice.kind, notice.id, again)
        self._pending.put(notice)

    def withdraw(self, kind: str, record_id: str) -> None:
        """Takes back what followed from a record; the record, written after this, says whether it stays taken back."""
        held = self.find(kind, record_id)
        if held is not None:
            self.tell(Facts(kind, record_id, {**held.values, "put_away": True}, held.book))

    def restore(self, kind: str, record_id: str) -> None:
        """Tells again what followed from a record and was taken back; the record, written after this, says whether it stays."""
        held = self.find(kind, record_id)
        if held is not None and held.is_put_away:
            self.tell(Facts(kind, record_id, {**held.values, "put_away": False}, held.book))

    def find(self, kind: str, record_id: str) -> Facts | None:
        """The record as it will be once this block has ended."""
        return self._pending.find(kind, record_id) or find(self._store, kind, record_id)

    def _check_parent(self, proposed: Proposed, parent: str) -> None:
        spec = find_spec(proposed.after.kind)
        named = spec.field(parent) if parent else None
        if proposed.before is not None:
            if named is not None and parent in proposed.written and proposed.before.text(parent):
                raise proposed.refusal(
                    parent, "không đổi được: bản ghi ở nơi nào thì ở đó mãi. Hãy ghi bản ghi mới."
                )
            return
        if named is None:
            return
        parent_id = proposed.after.text(parent)
        if parent_id and (self.find(named.refers_to, parent_id) or self._is_known_body(named, parent_id)):
            return
        said = (
            f"Không có “{named.label}” mang mã “{parent_id}”" if parent_id else f"Thiếu mục “{named.label}”"
        )
        raise Refusal(f"{said}: “{spec.title}” phải thuộc về một bản ghi đã có.", parent)

    def _is_known_body(self, named: FieldSpec, organisation_id: str) -> bool:
        """A body below is known by its certificate before its first bundle brings its record."""
        return named.refers_to == "organisation" and had_key(self._store, organisation_id)

    def _check_lock(self, proposed: Proposed) -> None:
        kind = proposed.after.kind
        changed = proposed.written - FREE_AFTER_FINALISING.get(kind, frozenset())
        if not changed and proposed.before is not None:
            return
        if kind == "meeting":
            if "finalised_at" in proposed.written:
                raise Refusal(
                    "Buổi sinh hoạt chỉ được chốt bằng nút Chốt, để mọi mục được kiểm tra.", "finalised_at"
                )
            refuse_finalised(proposed.before)
        elif kind == "addendum":
            refuse_locked(proposed)
        elif kind in LOCKED_WITH_MEETING:
            for facts in (proposed.before, proposed.after):
                meeting_id = facts.text("meeting_id") if facts else ""
                refuse_finalised(self.find("meeting", meeting_id) if meeting_id else None)


def refuse_finalised(meeting: Facts | None) -> None:
    """Refusal when the meeting is finalised, saying what remains possible."""
    at = meeting.moment("finalised_at") if meeting else None
    if at is not None:
        raise Refusal(
            f"Buổi sinh hoạt này đã chốt ngày {show_day(at.date())} nên không sửa được nữa. "
            "Hãy ghi chỗ cần đính chính vào biên bản bổ sung; nếu chưa in và chưa gửi thì có thể mở chốt."
        )


def _is_same(before: Facts | None, name: str, value: Json) -> bool:
    return before is not None and name not in before.absent and before.values.get(name) == value
