"""`members`: a roster workbook read into the book, the empty workbook to fill in, and the list as a workbook."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs, add_repeated

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk
    from chibo_desktop.actions.roster_draft import RosterDraft
    from chibo_desktop.actions.roster_import import Line, Outcome, Plan
    from chibo_desktop.excel.reading import Said

DONE, REFUSED, PARTLY = 0, 1, 4
OUTCOMES: dict[Outcome, str] = {
    "add": "thêm",
    "change": "sửa",
    "back": "đưa trở lại",
    "same": "như cũ",
    "unsaid": "chưa rõ diện",
    "ask": "chưa rõ là ai",
    "refuse": "chưa ghi được",
    "skip": "bỏ qua",
    "elsewhere": "chi bộ khác",
}


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `members`."""
    verbs = Verbs(parser)
    read = verbs.add("read", "đọc danh sách đảng viên từ tệp Excel vào sổ", _read)
    read.add_argument("file", type=Path, metavar="FILE", help="tệp .xlsx, .xls, .ods hoặc .csv")
    read.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ ghi gì, không ghi")
    read.add_argument("--sheet", metavar="NAME", help="trang tính; không có: trang giống danh sách nhất")
    add_repeated(
        read, "--map", "FIELD=COLUMN", "mục nào ở cột nào, như full_name=C; nhiều lần được; =COLUMN bỏ cột ấy"
    )
    read.add_argument("--cell", metavar="NAME", help="chỉ đọc các dòng của chi bộ mang tên này trong tệp")
    add_repeated(read, "--same", "ROW=ID", "dòng này là đảng viên đã có mang mã ID; nhiều lần được")
    add_repeated(read, "--new", "ROW", "dòng này là người mới; nhiều lần được")
    add_repeated(
        read,
        "--standing",
        "[ROW=]STANDING",
        "official hoặc probationary cho người mà tệp không ghi diện: cả tệp, hoặc một dòng; nhiều lần được",
    )
    add_repeated(
        read, "--back", "ROW", "đưa người ở dòng này trở lại từ lưu trữ; all: mọi dòng; nhiều lần được"
    )
    read.add_argument("--leave-wrong", action="store_true", help="ô sai thì để trống, vẫn ghi người ấy")
    template = verbs.add("template", "ghi tệp Excel trống để điền danh sách", _template)
    export = verbs.add("export", "ghi danh sách hôm nay ra tệp Excel", _export)
    for verb in (template, export):
        verb.add_argument("file", type=Path, metavar="FILE.xlsx", help="tệp sẽ ghi")
    export.add_argument(
        "--unmasked", action="store_true", help="kèm số thẻ, dân tộc và ngày sinh; phải có --reason"
    )
    export.add_argument("--reason", metavar="LÝ-DO", default="", help="lý do, được ghi vào sổ truy cập")


def _read(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.roster_import import plan_roster, write_roster

    choices = _choices(given)
    answers: Mapping[str, Any] = {"leave_wrong": given.leave_wrong, "memberships": _memberships(given)}
    with call.desk() as desk:
        draft = _draft(call, desk, given)
        plan = plan_roster(desk, draft, choices, **answers, on_step=call.progress)
        if not given.dry_run:
            _refuse_unsaid(plan)
        if not given.dry_run and plan.to_write:
            write_roster(desk, draft, plan, choices, **answers)
    call.show(_document(draft, plan, dry_run=given.dry_run), _lines(draft, plan, dry_run=given.dry_run))
    return _code(call, draft, plan)


def _refuse_unsaid(plan: Plan) -> None:
    if unsaid := plan.of("unsaid"):
        raise Refusal(_unsaid_words(unsaid), "standing")


def _unsaid_words(unsaid: Sequence[Line]) -> str:
    rows = ", ".join(str(line.row.number) for line in unsaid[:10]) + (", …" if len(unsaid) > 10 else "")
    return (
        f"Tệp không ghi diện chính thức hay dự bị của {len(unsaid)} người (dòng {rows}), nên chưa ghi gì. "
        "Thêm --standing official nếu tất cả là chính thức, hoặc --standing ROW=probationary cho từng dòng."
    )


def _code(call: Call, draft: RosterDraft, plan: Plan) -> int:
    """Refused rows are named; whether anything was left to be written tells 1 from 4."""
    from chibo_desktop.actions.roster_import import OPEN

    if draft.cell is None:
        call.warn(f"Tệp có nhiều chi bộ: {', '.join(draft.cells)}. Chọn một bằng --cell.")
        return REFUSED
    if not plan.lines:
        call.warn(
            "Trong bảng không có dòng nào có tên người. Xem lại trang tính (--sheet) và các cột (--map)."
        )
        return REFUSED
    open_rows = plan.of(*OPEN)
    if not open_rows:
        return DONE
    call.warn(
        f"{len(open_rows)} dòng chưa ghi được; sửa tệp, hoặc dùng --same, --new, --back, --leave-wrong, rồi đọc lại."
    )
    if unsaid := plan.of("unsaid"):
        call.warn(_unsaid_words(unsaid))
    return PARTLY if plan.of("add", "change", "back", "same") else REFUSED


def _draft(call: Call, desk: Desk, given: Namespace) -> RosterDraft:
    from chibo_desktop.actions.roster_draft import open_roster, take_cell, take_columns

    draft = open_roster(desk, given.file, given.sheet, call.progress)
    if given.map:
        draft = take_columns(desk, draft, _mapped(draft, given.map))
    return take_cell(draft, given.cell) if given.cell is not None else draft


def _mapped(draft: RosterDraft, words: list[str]) -> dict[int, str]:
    """The proposed columns with those named on the command line; a column named several times holds the last."""
    mapped = dict(draft.table.mapped)
    for each in words:
        key, equals, letters = each.partition("=")
        column = _column(letters.strip()) if equals else -1
        if column < 0:
            raise Refusal(f"--map phải có dạng FIELD=COLUMN, như full_name=C, không phải “{each}”.", "map")
        mapped = {place: kept for place, kept in mapped.items() if place != column}
        if key.strip():
            mapped[column] = key.strip()
    return mapped


def _column(letters: str) -> int:
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 2):
        return -1
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _choices(given: Namespace) -> dict[int, str]:
    from chibo_desktop.actions.roster_import import BACK, EVERY_ROW, NEW, back_as

    made = {}
    for each in given.same:
        row, _, member_id = each.partition("=")
        if not row.isdecimal() or not member_id:
            raise Refusal(f"--same phải có dạng ROW=ID, như 12=k7m2q4xa-9, không phải “{each}”.", "same")
        made[int(row)] = member_id
    for row in given.new:
        if not row.isdecimal():
            raise Refusal(f"--new phải là số dòng, như 12, không phải “{row}”.", "new")
        made[int(row)] = NEW
    for row in given.back:
        if row != "all" and not row.isdecimal():
            raise Refusal(f"--back phải là số dòng, như 12, hoặc all, không phải “{row}”.", "back")
        place = EVERY_ROW if row == "all" else int(row)
        named = made.get(place, NEW)
        made[place] = BACK if named == NEW else back_as(named)
    return made


def _memberships(given: Namespace) -> dict[int, str]:
    """What `--standing` says of one row, or of every row that does not say it."""
    from chibo_desktop.actions.roster_import import EVERY_ROW

    made = {}
    for each in given.standing:
        row, equals, standing = each.rpartition("=")
        if standing not in ("official", "probationary") or (equals and not row.isdecimal()):
            said = f"--standing phải là official, probationary hoặc ROW=official, không phải “{each}”."
            raise Refusal(said, "standing")
        made[int(row) if equals else EVERY_ROW] = standing
    return made


def _document(draft: RosterDraft, plan: Plan, *, dry_run: bool) -> dict[str, Any]:
    from chibo_desktop.excel.limits import address

    columns = {
        address(0, column)[:-1]: {"key": draft.table.mapped.get(column), "heading": heading}
        for column, heading in enumerate(draft.table.headings)
    }
    return {
        "dry_run": dry_run,
        "file": draft.workbook.name,
        "sheet": draft.table.sheet.name,
        "head": draft.table.top + 1 if draft.table.has_head else None,
        "columns": columns,
        "remembered": draft.remembered,
        "cells": dict(draft.cells),
        "cell": draft.cell,
        "passed_over": draft.people.passed_over,
        "counts": {outcome: len(plan.of(outcome)) for outcome in OUTCOMES},
        "rows": [_line_document(line) for line in plan.lines],
    }


def _line_document(line: Line) -> dict[str, Any]:
    return {
        "row": line.row.number,
        "name": line.row.name or line.row.raw_name,
        "outcome": line.outcome,
        "id": line.member_id or None,
        "reason": line.reason or None,
        "changes": [{"field": each.field, "old": each.old, "new": each.new} for each in line.changes],
        "candidates": [{"id": each.member_id, "words": each.words} for each in line.candidates],
        "problems": [_said(each) for each in line.problems],
        "notes": [_said(each) for each in line.notes],
    }


def _said(said: Said) -> dict[str, str]:
    return {"cell": said.cell, "field": said.field, "sentence": said.sentence}


def _lines(draft: RosterDraft, plan: Plan, *, dry_run: bool) -> list[str]:
    table = draft.table
    head = f"đầu bảng ở dòng {table.top + 1}" if table.has_head else "không có đầu bảng"
    made = [f"{draft.workbook.name}, trang “{table.sheet.name}”, {head}"]
    for line in plan.lines:
        if line.outcome == "elsewhere":
            continue
        why = f" ({line.reason})" if line.reason else ""
        made.append(
            f"Dòng {line.row.number}: {OUTCOMES[line.outcome]}: {line.row.name or line.row.raw_name}{why}"
        )
        made += [f"  {each.label}: {each.old or '(trống)'} → {each.new}" for each in line.changes]
        made += [f"  {each.member_id}: {each.words}" for each in line.candidates]
        made += [f"  {said}" for said in (*line.problems, *line.notes)]
    counts = [f"{words} {count}" for outcome, words in OUTCOMES.items() if (count := len(plan.of(outcome)))]
    made.append(f"{'Sẽ' if dry_run else 'Đã'}: {', '.join(counts) or 'không có ai'}.")
    return made


def _template(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.roster_files import save_template

    with call.desk() as desk:
        save_template(desk, given.file)
    call.show({"file": str(given.file)}, (f"Đã ghi {given.file}",))
    return DONE


def _export(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.roster_files import save_roster
    from chibo_desktop.cli.records_reading import Masking

    masking = Masking.asked(given)
    with call.desk() as desk:
        count = save_roster(desk, given.file, reason=masking.reason)
    call.show({"file": str(given.file), "members": count}, (f"Đã ghi {count} người vào {given.file}",))
    return DONE
