"""`doctor`: says whether the desk's file, journal and tables are sound; exit code 1 when something is wrong, 3 for a damaged file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import add_common

if TYPE_CHECKING:
    from chibo_desktop.actions.doctor import Report


def declare(parser: ArgumentParser) -> None:
    """Declares the options of `doctor`."""
    parser.add_argument(
        "--rebuild", action="store_true", help="chiếu lại mọi bảng từ nhật ký rồi so từng dòng; không sửa gì"
    )
    add_common(parser)
    parser.set_defaults(handler=_examine)


def _examine(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.doctor import examine

    with call.desk() as desk:
        report = examine(desk, rebuild=given.rebuild)
    document = {
        "sound": report.is_sound,
        "rebuilt": report.rebuilt,
        "findings": [asdict(each) for each in report.findings],
        "counts": dict(report.counts),
        "orphans": [asdict(each) for each in report.orphans],
    }
    call.show(document, _lines(report))
    if any(each.part == "file" for each in report.findings):
        call.warn(
            "Tệp sổ có trang bị hỏng. Hãy chạy backup restore: sổ được lấy lại từ bản sao lưu và từ chính tệp ấy."
        )
        return 3
    if not report.is_sound:
        call.warn(
            f"Sổ có {len(report.findings)} chỗ sai. Hãy giữ nguyên thư mục dữ liệu và báo cho người giúp về máy."
        )
        return 1
    return 0


def _lines(report: Report) -> Iterator[str]:
    yield from (each.sentence for each in report.findings)
    if report.counts:
        counts = report.counts
        yield (
            f"Đã xem {counts['journal']} mục nhật ký trong {counts['chain']} chuỗi, "
            f"{counts['records']} bản ghi, {counts['private_part']} phần riêng."
        )
    for name, words in (
        ("waiting", "mục đang chờ mục trước nó"),
        ("branch", "mục thuộc nhánh khác"),
        ("conflict", "chỗ hai nơi ghi khác nhau"),
    ):
        if report.counts.get(name):
            yield f"Có {report.counts[name]} {words}."
    if report.orphans:
        yield f"Có {len(report.orphans)} chỗ nhắc đến bản ghi không có ở máy này (chưa đến, hoặc thuộc sổ khác)."
    if report.is_sound:
        yield "Các bảng khớp từng dòng với nhật ký." if report.rebuilt else "Sổ nguyên vẹn."
