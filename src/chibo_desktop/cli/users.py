"""`users`: who may open the book, adding another person and taking one away; passwords are never arguments."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `users`."""
    verbs = Verbs(parser)
    verbs.add("list", "ai mở được sổ này", _list)
    add = verbs.add("add", "thêm một người mở sổ, với mật khẩu riêng", _add)
    remove = verbs.add("remove", "bỏ một người; không bỏ được người cuối cùng", _remove)
    for verb in (add, remove):
        verb.add_argument("short", metavar="NAME", help="tên ngắn, đứng trong mỗi lần ghi")
    add.add_argument("--name", metavar="HỌ-TÊN", default="", help="họ và tên đầy đủ")


def _list(call: Call, _given: Namespace) -> int:
    from chibo_desktop.actions.users import list_users

    with call.desk() as desk:
        users = list_users(desk)
    call.show(
        {"users": [asdict(each) for each in users]},
        (f"{each.shown}{', đang mở sổ' if each.is_present else ''}" for each in users),
    )
    return 0


def _add(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.users import add_user

    with call.desk() as desk:
        add_user(
            desk,
            given.short,
            given.name,
            own_password=call.password(),
            new_password=call.new_password(),
        )
    call.show({"user": given.short}, (f"Đã thêm {given.short}. Người ấy mở sổ bằng mật khẩu của mình.",))
    return 0


def _remove(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.users import STILL_KNOWN, remove_user

    with call.desk() as desk:
        remove_user(desk, given.short, own_password=call.password())
    call.show({"user": given.short}, (f"Đã bỏ {given.short}.",))
    call.warn(STILL_KNOWN)
    return 0
