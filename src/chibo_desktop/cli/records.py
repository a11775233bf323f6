"""`records`: the words that read any declared record or say how it is declared; `put` is in records_writing.py."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs, add_repeated

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk
    from chibo_desktop.cli.records_reading import Shown
    from chibo_desktop.records import FieldSpec, RecordSpec


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `records`."""
    verbs = Verbs(parser)
    listing = verbs.add("list", "liệt kê bản ghi của một loại", _list)
    add_repeated(listing, "--where", "FIELD=VALUE", "chỉ lấy bản ghi có giá trị này; nhiều lần được")
    listing.add_argument(
        "--xlsx", type=Path, metavar="FILE.xlsx", help="ghi bảng ra tệp Excel này thay vì in ra"
    )
    show = verbs.add("show", "xem một bản ghi", _show)
    history = verbs.add("history", "xem ai đã ghi gì vào một bản ghi, lúc nào", _history)
    put = verbs.add("put", "thêm hoặc sửa bản ghi từ các dòng JSON; được cả hoặc không gì cả", _put)
    search = verbs.add("search", "tìm theo chữ, có dấu hay không dấu, ngày, số văn bản", _search)
    search.add_argument("words", nargs="+", metavar="WORDS", help="chữ cần tìm")
    search.add_argument(
        "--limit", type=int, default=20, metavar="N", help="nhiều nhất bấy nhiêu bản ghi mỗi nhóm (20)"
    )
    schema = verbs.add("schema", "xem các loại bản ghi và các mục đã khai báo", _schema)
    for verb in (listing, show, history, put):
        verb.add_argument("type", metavar="TYPE", help="loại bản ghi, như member; xem: records schema")
    schema.add_argument("type", nargs="?", metavar="TYPE", help="một loại; không có: mọi loại")
    for verb in (show, history):
        verb.add_argument("id", metavar="ID", help="mã bản ghi")
    for verb in (listing, show, history):
        verb.add_argument(
            "--unmasked", action="store_true", help="không che số thẻ, dân tộc và ngày sinh; phải có --reason"
        )
        verb.add_argument("--reason", metavar="LÝ-DO", default="", help="lý do, được ghi vào sổ truy cập")
    put.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="tệp dòng JSON; không có hoặc “-”: đọc từ đầu vào"
    )
    put.add_argument(
        "--if", dest="head", metavar="HEAD", help="chỉ ghi khi bản ghi vẫn ở lần ghi này (mục _head)"
    )


def _schema(call: Call, given: Namespace) -> int:
    from chibo_desktop.records import SCHEMA, SPECS, find_spec

    specs = [find_spec(given.type)] if given.type else list(SPECS.values())
    document = {"schema": SCHEMA, "types": [_declared(spec) for spec in specs]}
    call.show(document, (line for spec in specs for line in _schema_lines(spec)))
    return 0


def _declared(spec: RecordSpec) -> dict[str, Any]:
    fields = [_declared_field(field) for field in spec.fields]
    return {"type": spec.key, "title": spec.title, "parent": spec.parent or None, "fields": fields}


def _declared_field(field: FieldSpec) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "required": field.required,
        "reach": field.reach,
    }
    if not field.required:
        said["default"] = field.default
    if field.max_len:
        said["max_len"] = field.max_len
    if field.kind == "number":
        said |= {"low": field.low, "high": field.high}
    if field.kind == "day":
        said["partial"] = field.partial
    if field.refers_to:
        said["refers_to"] = field.refers_to
    if field.choices:
        said["choices"] = [{"name": name, "label": label} for name, label in field.choices]
    return said


def _schema_lines(spec: RecordSpec) -> list[str]:
    lines = [f"{spec.key}: {spec.title}"]
    for field in spec.fields:
        words = [field.label, field.kind]
        if field.required:
            words.append("cần có khi chốt")
        if field.reach != "public":
            words.append("riêng")
        if field.refers_to:
            words.append(f"mã của {field.refers_to}")
        if field.choices:
            words.append(" | ".join(name for name, _ in field.choices))
        lines.append(f"  {field.name}: {', '.join(words)}")
    return lines


def _list(call: Call, given: Namespace) -> int:
    from chibo_desktop.cli.records_reading import Masking, list_records, reference_names, table_lines
    from chibo_desktop.records import find_spec

    spec, masking = find_spec(given.type), Masking.asked(given)
    with call.desk() as desk:
        found = list_records(desk.store, spec, given.where, masking)
        if given.xlsx:
            return _list_into(call, given, desk, spec, found)
        _note(desk, given, "")
        lines = list(table_lines(spec, found, reference_names(desk.store, spec, found)))
    document = {
        "type": spec.key,
        "masked": masking.fields_of(spec),
        "records": [each.document() for each in found],
    }
    call.show(document, lines)
    return 0


def _list_into(call: Call, given: Namespace, desk: Desk, spec: RecordSpec, found: list[Shown]) -> int:
    """The same list as a workbook, noted in the access log with the reason, if one was needed."""
    from chibo_desktop.base.paths import write_whole
    from chibo_desktop.cli.records_reading import workbook_of
    from chibo_desktop.excel.book import check_ending
    from chibo_desktop.store.access import note_access

    check_ending(given.xlsx)
    data = workbook_of(spec, found)
    note_access(
        desk.store, "exported", spec.key, "", user=desk.user, note=given.reason if given.unmasked else ""
    )
    write_whole(given.xlsx, data)
    call.show(
        {"file": str(given.xlsx), "records": len(found)}, (f"Đã ghi {len(found)} dòng vào {given.xlsx}",)
    )
    return 0


def _show(call: Call, given: Namespace) -> int:
    from chibo_desktop.cli.records_reading import Masking, read_record, record_lines
    from chibo_desktop.records import find_spec

    spec, masking = find_spec(given.type), Masking.asked(given)
    with call.desk() as desk:
        shown = read_record(desk.store, spec, given.id, masking)
        _note(desk, given, given.id)
    call.show({"_type": spec.key, **shown.document()}, record_lines(spec, shown))
    return 0


def _history(call: Call, given: Namespace) -> int:
    from chibo_desktop.cli.records_reading import Masking, history_lines, version_document, versions_of
    from chibo_desktop.records import find_spec

    spec, masking = find_spec(given.type), Masking.asked(given)
    with call.desk() as desk:
        versions = versions_of(desk.store, spec, given.id, masking)
        _note(desk, given, given.id)
    document = {
        "type": spec.key,
        "id": given.id,
        "masked": masking.fields_of(spec),
        "versions": [version_document(each) for each in versions],
    }
    call.show(document, (line for each in versions for line in history_lines(spec, each)))
    return 0


def _search(call: Call, given: Namespace) -> int:
    from chibo_desktop.cli.records_search import group_lines, groups_document
    from chibo_desktop.lists.search import search
    from chibo_desktop.lists.search_query import SHORTEST, read_query

    typed = " ".join(given.words)
    if read_query(typed).is_empty:
        raise Refusal(f"Chưa đủ chữ để tìm. Gõ ít nhất {SHORTEST} chữ, ví dụ: records search ốm", "words")
    with call.desk() as desk:
        groups = search(desk.store, typed, limit=max(1, given.limit))
    call.show(groups_document(typed, groups), group_lines(typed, groups))
    return 0


def _note(desk: Desk, given: Namespace, record_id: str) -> None:
    """What was asked for unmasked stands in the access log, with its reason."""
    if given.unmasked:
        from chibo_desktop.store.access import note_access

        note_access(desk.store, "unmasked", given.type, record_id, user=desk.user, note=given.reason)


def _put(call: Call, given: Namespace) -> int:
    from chibo_desktop.cli.records_writing import Wanted, put_records, read_lines
    from chibo_desktop.records import find_spec

    spec = find_spec(given.type)
    wanted = read_lines(given.file)
    if given.head is not None:
        if len(wanted) != 1 or wanted[0].id is None:
            raise Refusal("--if chỉ dùng khi sửa đúng một bản ghi đã có: một dòng, có mục id.")
        wanted = [Wanted(wanted[0].line, wanted[0].id, given.head, wanted[0].fields)]
    with call.desk() as desk:
        ids = put_records(desk, spec, wanted)
    call.show({"type": spec.key, "ids": ids}, ids)
    return 0
