"""`paper`: the catalogue of forms, writing a paper of a record, a month's papers in one file, and checking a layout."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.cli.call import Call, read_file
from chibo_desktop.cli.parser import Verbs

if TYPE_CHECKING:
    from chibo_desktop.papers.catalogue import Form

MINUTES_BOOK = "so-bien-ban"
"""No form: the minutes themselves, bound together."""


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `paper`."""
    verbs = Verbs(parser)
    verbs.add("list", "liệt kê các biểu mẫu", _list)
    write = verbs.add("write", "in một văn bản của một bản ghi ra tệp PDF hoặc Word", _write)
    write.add_argument("code", metavar="CODE", help="mã biểu mẫu; xem: paper list")
    write.add_argument(
        "--of", dest="id", metavar="ID", required=True, help="mã bản ghi, như mã buổi sinh hoạt"
    )
    check = verbs.add("check", "đọc lại tệp PDF và xét thể thức", _check)
    check.add_argument("file", type=Path, metavar="FILE.pdf", help="tệp văn bản")
    check.add_argument("--mirrored", action="store_true", help="văn bản in hai mặt, lề trang sau đổi bên")
    pack = verbs.add("pack", "gộp mọi văn bản đã chốt của một tháng vào một tệp PDF", _pack)
    pack.add_argument("--month", metavar="YYYY-MM", required=True, help="tháng, như 2026-10")
    pack.add_argument("--cell", action="append", metavar="ID", help="chỉ chi bộ này; nhiều lần được")
    book = verbs.add("book", "in sổ, báo cáo của một thời gian ra tệp PDF hoặc Word", _book)
    book.add_argument("code", metavar="CODE", help="mã biểu mẫu in từ danh sách, hoặc so-bien-ban")
    book.add_argument("--from", dest="first", metavar="YYYY-MM", required=True, help="từ tháng")
    book.add_argument("--to", dest="last", metavar="YYYY-MM", required=True, help="đến hết tháng")
    book.add_argument(
        "--org", metavar="ORG", help="của tổ chức này, như một chi bộ; không ghi: của chính đơn vị"
    )
    book.add_argument(
        "--of", dest="id", metavar="ID", default="", help="chỉ của bản ghi này, như một người đi dự"
    )
    book.add_argument(
        "--reason",
        metavar="TEXT",
        default="",
        help="in cả ngày sinh, dân tộc, số thẻ; lý do ghi vào sổ truy cập",
    )
    for verb, named, said in (
        (book, "FILE.pdf", "tệp sẽ ghi; tên kết thúc bằng .pdf hoặc .docx"),
        (write, "FILE.pdf", "tệp sẽ ghi; tên kết thúc bằng .pdf hoặc .docx"),
        (pack, "FILE.pdf", "tệp sẽ ghi"),
    ):
        verb.add_argument("--out", type=Path, metavar=named, required=True, help=said)


def _list(call: Call, _given: Namespace) -> int:
    from chibo_desktop.actions.papers import list_papers

    listed = list_papers()
    call.show(
        {"forms": [_form(each.form) | {"valid": each.valid} for each in listed]},
        (f"{each.code}  {each.title} ({each.of}){_validity(each.valid)}" for each in listed),
    )
    return 0


def _validity(valid: bool) -> str:
    return "" if valid else "  – chưa hoặc hết hiệu lực"


def _form(form: Form) -> dict[str, Any]:
    return {
        "code": form.code,
        "title": form.title,
        "of": form.record,
        "source": form.source,
        "valid_from": form.valid_from.isoformat(),
        "valid_until": form.valid_until.isoformat() if form.valid_until else None,
        "official": form.official,
        "version": form.version,
    }


def _write(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.papers import PDF, WORD, save_paper

    _check_ending(given.out, PDF, WORD)
    with call.desk() as desk:
        save_paper(desk, given.code, given.id, given.out)
    return _say_written(call, given.out)


def _pack(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.papers import PDF, save_pack

    _check_ending(given.out, PDF)

    def on_paper(which: int, of: int) -> None:
        call.progress(which, of)

    with call.desk() as desk:
        save_pack(desk, given.month, given.out, given.cell, on_paper)
    return _say_written(call, given.out)


def _book(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.minutes_book import save_minutes_book
    from chibo_desktop.actions.papers import PDF, WORD
    from chibo_desktop.actions.report_papers import report_scope, save_report
    from chibo_desktop.base.dates import first_day, last_day
    from chibo_desktop.cli.report import months_asked, organisation_asked

    is_minutes = given.code == MINUTES_BOOK
    _check_ending(given.out, *((PDF,) if is_minutes else (PDF, WORD)))
    months = months_asked(given)
    first, last = first_day(months[0]), last_day(months[1])
    with call.desk() as desk:
        whose = organisation_asked(desk, given)
        if is_minutes:
            save_minutes_book(desk, first, last, given.out, cell_id=whose)
        else:
            narrowed = {"record_id": given.id, "reason": given.reason}
            scope = report_scope(desk, first, last, organisation_id=whose, **narrowed)
            save_report(desk, given.code, scope, given.out)
    return _say_written(call, given.out)


def _say_written(call: Call, out: Path) -> int:
    call.show({"file": str(out), "bytes": out.stat().st_size}, (f"Đã ghi {out}",))
    return 0


def _check_ending(out: Path, *endings: str) -> None:
    if out.suffix.lower().removeprefix(".") not in endings:
        named = " hoặc ".join(f".{each}" for each in endings)
        raise Refusal(f"Hãy đặt tên tệp kết thúc bằng {named}, như {out.stem}.{endings[0]}.", "out")


def _check(call: Call, given: Namespace) -> int:
    from chibo_desktop.papers.check import check_pdf

    try:
        findings = check_pdf(read_file(given.file), mirrored=given.mirrored)
    except (RuntimeError, ValueError) as error:  # what the PDF libraries raise for any other bytes
        raise Refusal(
            f"Tệp “{given.file.name}” không phải văn bản PDF. Hãy chọn tệp PDF đã in ra.", "file"
        ) from error
    document = {
        "file": str(given.file),
        "correct": not findings,
        "findings": [asdict(each) for each in findings],
    }
    call.show(
        document,
        [f"Trang {each.page}: {each.sentence} ({each.source})" for each in findings] or ["Đúng thể thức."],
    )
    if findings:
        call.warn(f"Văn bản có {len(findings)} chỗ chưa đúng thể thức.")
    return 1 if findings else 0
