"""`bundle`: making a sealed file for another body, looking into one, and reading one or many."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.cli import bundle_reading
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs

if TYPE_CHECKING:
    from chibo_desktop.actions.exchange import Look, Made

OUTBOX = "out"
"""Where bundles lie in the data folder when no --out is given."""


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `bundle`."""
    verbs = Verbs(parser)
    make = verbs.add("make", "niêm phong những gì nơi nhận chưa xác nhận thành một gói", _make)
    make.add_argument("--to", metavar="ORG", required=True, help="mã tổ chức nhận")
    make.add_argument(
        "--out", type=Path, metavar="FILE", help="tệp hoặc thư mục; không có: thư mục out trong dữ liệu"
    )
    again = verbs.add("refound", "ghi toàn bộ sổ của một chi bộ cho máy mới của chi bộ ấy", _refound)
    again.add_argument("--cell", metavar="ORG", required=True, help="mã chi bộ, mã cũ hay mã mới đều được")
    again.add_argument("--out", type=Path, metavar="FILE", required=True, help="tệp hoặc thư mục")
    look = verbs.add("look", "xem gói từ đâu, cho ai, có gì; không nhận vào", _look)
    look.add_argument("files", type=Path, nargs="+", metavar="FILE", help="tệp gói")
    bundle_reading.declare(verbs)


def _make(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.exchange import make_bundle

    place = given.out or call.folder / OUTBOX
    with call.desk() as desk:
        if given.out is None:
            place.mkdir(exist_ok=True)
        made = make_bundle(desk, given.to, place)
    _show_made(call, made)
    return 0


def _refound(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.refound import refound

    with call.desk() as desk:
        made = refound(desk, given.cell, given.out)
    _show_made(call, made)
    return 0


def _show_made(call: Call, made: Made) -> None:
    document = {
        "file": str(made.path),
        "to": made.to_org,
        "to_name": made.to_name,
        "entries": made.entries,
        "parts": made.parts,
        "receipts": made.receipts,
        "runs": _runs(made.runs),
        "bytes": made.size,
        "left": made.left,
    }
    lines = [f"Đã niêm phong cho {made.to_name}: {made.entries} lần ghi, {made.size} byte.", str(made.path)]
    if made.left:
        lines.append("Còn phần chưa vừa một gói: chờ nơi nhận xác nhận rồi lập gói nữa.")
    call.show(document, lines)


def _runs(runs: tuple[tuple[str, str, int, int], ...]) -> list[dict[str, Any]]:
    return [
        {"book": book, "device": device, "first": first, "last": last} for book, device, first, last in runs
    ]


def _look(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.exchange import look_bundle

    documents: list[dict[str, Any]] = []
    lines: list[str] = []
    with call.desk() as desk:
        for path in given.files:
            try:
                look = look_bundle(desk, path)
            except Refusal as refusal:
                documents.append({"file": str(path), "result": "refused", "sentence": refusal.sentence})
                call.warn(f"{path.name}: {refusal.sentence}")
                continue
            documents.append(_look_document(look))
            lines += _look_lines(look)
    call.show({"bundles": documents}, lines)
    return bundle_reading.exit_code(
        ["refused" if each.get("result") == "refused" else "read" for each in documents]
    )


def _look_document(look: Look) -> dict[str, Any]:
    return {
        "file": str(look.path),
        "result": "good",
        "from": look.from_org,
        "from_name": look.from_name,
        "device": look.device,
        "to": look.to_org,
        "made": look.made,
        "program": look.program,
        "sample": look.sample,
        "entries": look.entries,
        "runs": _runs(look.runs),
        "parts": look.parts,
        "parts_left_out": look.parts_left_out,
        "receipts": look.receipts,
        "bytes": look.size,
    }


def _look_lines(look: Look) -> Iterator[str]:
    yield f"{look.path.name}: chữ ký đúng"
    yield f"  Từ {look.from_name} ({look.from_org}), máy {look.device}, lập lúc {look.made}; gửi {look.to_org}"
    yield f"  {look.entries} lần ghi, {look.parts} phần riêng ({look.parts_left_out} không gửi), {look.receipts} biên nhận"
    yield from (f"  Sổ {book}, máy {device}: mục {first}–{last}" for book, device, first, last in look.runs)
