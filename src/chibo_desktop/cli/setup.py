"""`setup`: first start without a window, from a unit file; prints the recovery code, which is kept nowhere."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from chibo_desktop.cli.call import Call, read_object
from chibo_desktop.cli.parser import add_common


def declare(parser: ArgumentParser) -> None:
    """Declares the options of `setup`."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--unit", type=Path, metavar="FILE.json", help="tệp nói đây là tổ chức nào")
    what.add_argument("--example", action="store_true", help="in một tệp đơn vị mẫu để sửa")
    parser.add_argument(
        "--let-above",
        action="store_true",
        help="khi đã nối, cho cấp trên mở lại sổ nếu quên mật khẩu; không có: chỉ mã khôi phục mở lại được",
    )
    add_common(parser)
    parser.set_defaults(handler=_set_up)


def _set_up(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.setup import example_unit, read_unit, set_up

    if given.example:
        call.is_json = True
        call.show(example_unit(), ())
        return 0
    unit = read_unit(read_object(given.unit))
    made = set_up(
        call.folder,
        unit,
        password=call.password(is_new=True),
        user=call.user,
        let_above=given.let_above and unit.kind != "upper",
    )
    desk = made.desk
    try:
        document = {
            "organisation": desk.organisation_id,
            "name": unit.name,
            "kind": desk.kind,
            "device": desk.store.device,
            "user": desk.user,
            "recovery_code": made.recovery_code,
        }
    finally:
        desk.close()
    call.show(
        document,
        (
            f"Đã lập sổ của {unit.name} (mã tổ chức {document['organisation']}, mã máy {document['device']}).",
            f"Người dùng: {document['user']}",
            f"Mã khôi phục: {made.recovery_code}",
        ),
    )
    call.warn("Mã khôi phục chỉ hiện một lần và mở được cả cuốn sổ: chép ra giấy, niêm phong trong phong bì.")
    return 0
