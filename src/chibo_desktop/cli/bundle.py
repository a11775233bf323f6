"""`bundle`: making a sealed file for another body, looking into one, and reading one or many."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs

if TYPE_CHECKING:
    from chibo_desktop.actions.exchange import Look, ReadResult

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
    look = verbs.add("look", "xem gói từ đâu, cho ai, có gì; không nhận vào", _look)
    read = verbs.add("read", "nhận gói vào sổ; gói bị từ chối không cản gói khác", _read)
    for verb in (look, read):
        verb.add_argument("files", type=Path, nargs="+", metavar="FILE", help="tệp gói")
    read.add_argument("--dry-run", action="store_true", help="chỉ nói điều sẽ xảy ra, không ghi gì")


def _make(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.exchange import make_bundle

    place = given.out or call.folder / OUTBOX
    with call.desk() as desk:
        if given.out is None:
            place.mkdir(exist_ok=True)
        made = make_bundle(desk, given.to, place)
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
    return 0


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
    return _code(["refused" if each.get("result") == "refused" else "read" for each in documents])


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


def _read(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.exchange import read_bundles

    with call.desk() as desk:
        results = read_bundles(desk, given.files, given.dry_run, call.progress)
    call.show(
        {"dry_run": given.dry_run, "bundles": [_read_document(each) for each in results]},
        (f"{each.path.name}: {each.sentence}" for each in results if each.result != "refused"),
    )
    for each in results:
        if each.result == "refused":
            call.warn(f"{each.path.name}: {each.sentence}")
    return _code([each.result for each in results])


def _read_document(each: ReadResult) -> dict[str, Any]:
    document: dict[str, Any] = {"file": str(each.path), "result": each.result, "sentence": each.sentence}
    if each.taken is not None:
        taken = each.taken
        document |= {
            "from": each.from_org,
            "from_name": each.from_name,
            "new": taken.new,
            "known": taken.known,
            "waiting": taken.waiting,
            "branched": taken.branched,
            "parts": taken.parts,
            "receipts": taken.receipts,
            "conflicts": taken.conflicts,
            "gaps": [{"device": gap.device, "book": gap.book, "number": gap.number} for gap in taken.gaps],
        }
    return document


def _code(results: list[str]) -> int:
    """0 when no file was refused, 1 when all were, 4 when some were."""
    refused = results.count("refused")
    if not refused:
        return 0
    return 1 if refused == len(results) else 4
