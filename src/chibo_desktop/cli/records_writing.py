"""`records put`: JSON lines read strictly and written all or nothing, one entry a book, through the desk's own guard."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.cli.call import as_object, as_words, read_file
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.records import RecordSpec

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk
    from chibo_desktop.actions.guard import GuardedWriter

PAIRS: Mapping[str, tuple[str, str]] = {
    "attendance": ("meeting_id", "member_id"),
    "assignment_report": ("assignment_id", "meeting_id"),
}
"""Kinds whose id is that of the pair they join: there is one of each pair, so a line without id finds it."""


@dataclass(frozen=True)
class Wanted:
    """One line: which record (None: a new one), the head it must still have (None: any), the fields to write."""

    line: int
    id: str | None
    head: str | None
    fields: Mapping[str, Any]


def read_lines(file: Path | None) -> list[Wanted]:
    """The lines of a file, or of the standard input; empty lines are skipped. Refusal names the line."""
    if file is None or str(file) == "-":
        text = as_words(sys.stdin.buffer.read(), "Đầu vào")
    else:
        text = as_words(read_file(file), f"Tệp “{file.name}”")
    wanted = [_read_line(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not wanted:
        raise Refusal("Không có dòng nào để ghi. Mỗi dòng là một đối tượng JSON: {…}.")
    return wanted


def _read_line(number: int, line: str) -> Wanted:
    given = as_object(line, f"Dòng {number}")
    # keys with an underscore are what `records list` and `show` say beside the fields
    head = given.pop("_head", None)
    fields = {name: value for name, value in given.items() if not name.startswith("_")}
    record_id = fields.pop("id", None)
    for name, value in (("id", record_id), ("_head", head)):
        if value is not None and not isinstance(value, str):
            raise Refusal(f"Dòng {number}: mục “{name}” phải là chữ.", name)
    for name, value in fields.items():
        if isinstance(value, list | dict | float):
            raise Refusal(
                f"Dòng {number}: mục “{name}” chỉ nhận chữ, số nguyên, true, false hoặc null.", name
            )
    return Wanted(number, record_id, head, fields)


def put_records(desk: Desk, spec: RecordSpec, wanted: list[Wanted]) -> list[str]:
    """Writes every line or none; gives the ids in the order of the lines. Refusal names the line and the reason."""
    books: dict[str, list[Wanted]] = {}
    ids: dict[int, str] = {}
    with desk.store.transaction():
        for each in wanted:
            books.setdefault(_book_of(desk, spec, each), []).append(each)
        for book, lines in books.items():
            with desk.writing(book) as writer:
                for each in lines:
                    ids[each.line] = _put(desk, writer, spec, each)
    return [ids[each.line] for each in wanted]


def _put(desk: Desk, writer: GuardedWriter, spec: RecordSpec, each: Wanted) -> str:
    record_id = each.id or _pair_id(spec, each) or writer.new_id()
    head = desk.store.head(spec.key, record_id)
    if each.head is not None and each.head != head:
        raise _refusal(each, f"bản ghi đã được sửa từ lúc đọc (nay là {head}). Hãy đọc lại rồi sửa.")
    try:
        writer.put_json(spec.key, record_id, _completed(desk, writer, spec, record_id, each.fields))
    except Refusal as refusal:
        raise _refusal(each, refusal.sentence, refusal.field) from None
    return record_id


def _completed(
    desk: Desk, writer: GuardedWriter, spec: RecordSpec, record_id: str, fields: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The fields with what the program itself keeps beside them, as the window does: never typed, never left out."""
    known = writer.find(spec.key, record_id)
    if spec.key in ("answer", "candidate_step"):
        return {"body_id": desk.organisation_id, **fields} if known is None else fields
    if spec.key == "ballot" and {"yes_count", "no_count", "other_count"} & fields.keys():
        from chibo_desktop.actions.ballots import base_at

        meeting_id = fields.get("meeting_id") or (known.text("meeting_id") if known else "")
        base = base_at(desk, str(meeting_id), {**(known.values if known else {}), **fields})
        if fields.get("base_count", base.base) != base.base:
            raise Refusal(
                f"Mục “Mẫu số biểu quyết”: theo điểm danh là {base.base}. Bỏ mục này đi.", "base_count"
            )
        return {**fields, "base_count": base.base, "rule": base.rule}
    return fields


def _pair_id(spec: RecordSpec, each: Wanted) -> str | None:
    if spec.key not in PAIRS:
        return None
    first, second = (each.fields.get(name) for name in PAIRS[spec.key])
    return f"{first}/{second}" if first and second else None


def _book_of(desk: Desk, spec: RecordSpec, each: Wanted) -> str:
    """The book the record lives in; a new one goes where what it belongs to lives, what is told a cell to that cell."""
    if each.id is not None:
        known = find(desk.store, spec.key, each.id)
        if known is None and spec.key not in PAIRS:
            raise _refusal(each, f"không có “{spec.title}” mang mã “{each.id}”. Bỏ mục id để thêm mới.", "id")
        if known is not None:
            return known.book
    parent = _parent_of(desk, spec, each)
    if parent is None:
        return desk.organisation_id
    if spec.key == "answer":
        cell = parent.text("cell_id")
        return cell if cell == desk.organisation_id else f"down:{cell}"
    return parent.book


def _parent_of(desk: Desk, spec: RecordSpec, each: Wanted) -> Facts | None:
    field = spec.field(spec.parent) if spec.parent else None
    named = each.fields.get(spec.parent)
    return find(desk.store, field.refers_to, named) if field and isinstance(named, str) else None


def _refusal(each: Wanted, sentence: str, field: str | None = None) -> Refusal:
    return Refusal(f"Dòng {each.line}: {sentence}", field)
