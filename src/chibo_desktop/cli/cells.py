"""`cells`: the cells below a commune, and taking on one without a laptop; what is typed for it goes through `--for`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `cells`."""
    verbs = Verbs(parser)
    verbs.add("list", "các chi bộ mà máy này nhập thay, và chi bộ đã có máy riêng", _list)
    add = verbs.add("add", "thêm một chi bộ chưa có máy để nhập thay", _add)
    add.add_argument("--name", metavar="TÊN", required=True, help="tên đầy đủ, ví dụ: Chi bộ bản Suối Lanh")


def _list(call: Call, _given: Namespace) -> int:
    from chibo_desktop.lists.exchange import body_name
    from chibo_desktop.lists.typed_for import list_typed_for
    from chibo_desktop.store.certificates import children_of

    with call.desk() as desk:
        typed = list_typed_for(desk.store)
        others = [
            (cell, body_name(desk.store, cell)) for cell in children_of(desk.store, desk.organisation_id)
        ]
    document = [
        {
            "id": cell.id,
            "name": cell.name,
            "typed_for": cell.ended_on is None,
            "ended_on": cell.ended_on.isoformat() if cell.ended_on else None,
            "members": cell.members,
            "meetings": cell.meetings,
        }
        for cell in typed
    ]
    document += [{"id": cell, "name": name, "typed_for": False} for cell, name in others]
    lines = [
        f"{cell.id}  {cell.name}: "
        + (f"đã có máy riêng từ {cell.ended_on:%d/%m/%Y}" if cell.ended_on else "nhập thay")
        for cell in typed
    ]
    call.show(document, [*lines, *(f"{cell}  {name}: có máy riêng" for cell, name in others)])
    return 0


def _add(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.typing_for import add_cell

    with call.desk() as desk:
        _, cell = add_cell(desk, name=given.name)
    call.show({"id": cell}, [f"Đã thêm {given.name} ({cell}). Nhập thay bằng: --for {cell}"])
    return 0
