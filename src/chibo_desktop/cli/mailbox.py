"""`mailbox`: which mailbox bundles go through: choosing, trying, looking, forgetting; its passwords are never printed."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.cli.call import Call, read_object, read_words
from chibo_desktop.cli.parser import Verbs

if TYPE_CHECKING:
    from chibo_desktop.exchange.place import Place

PASSWORD, PROXY_PASSWORD = "CHIBO_MAILBOX_PASSWORD", "CHIBO_PROXY_PASSWORD"
WORDS = ("kind", "address", "user", "ca_file", "proxy", "proxy_user")


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `mailbox`."""
    verbs = Verbs(parser)
    choose = verbs.add("set", "chọn hòm thư chung theo một tệp JSON rồi thử", _set)
    choose.add_argument("file", type=Path, nargs="?", metavar="FILE", help="tệp JSON tả hòm thư")
    choose.add_argument("--example", action="store_true", help="in mẫu của tệp ấy rồi dừng")
    choose.add_argument("--untried", action="store_true", help="giữ mà chưa thử, khi máy đang không có mạng")
    verbs.add("show", "hòm thư đang dùng; không in mật khẩu", _show)
    verbs.add("try", "gửi, đọc lại và xóa một tệp thử", _try)
    verbs.add("forget", "thôi dùng hòm thư; gói lại đi bằng USB", _forget)


def _set(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.carrying import choose_mailbox, try_mailbox

    if given.example:
        print(json.dumps(_EXAMPLE, ensure_ascii=False, indent=1))
        return 0
    if given.file is None:
        raise Refusal("Hãy nêu tệp JSON tả hòm thư (xem mẫu: mailbox set --example).")
    place = _place(given.file)
    with call.desk() as desk:
        said = "Đã giữ, chưa thử." if given.untried else try_mailbox(desk, place)
        choose_mailbox(desk, place)
    call.show({**_document(place), "sentence": said}, [said])
    return 0


_EXAMPLE = {
    "kind": "webdav",
    "address": "https://thu.muong-say.vi-du/chibo",
    "user": "xa-muong-say",
    "ca_file": "",
    "proxy": "",
    "proxy_user": "",
}


def _place(file: Path) -> Place:
    from chibo_desktop.exchange.place import Place

    given = read_object(file)
    unknown = sorted(set(given) - set(WORDS))
    if unknown or not all(isinstance(value, str) for value in given.values()):
        raise Refusal(f"Tệp hòm thư chỉ có các mục {', '.join(WORDS)}, mỗi mục một chuỗi chữ.")
    ca = given.pop("ca_file", "")
    place = Place(**{"kind": "webdav", "address": "", **given})
    return replace(
        place,
        ca=read_words(file.parent / ca) if ca else "",
        password=_secret(PASSWORD, "Mật khẩu hòm thư: ") if place.user else "",
        proxy_password=_secret(PROXY_PASSWORD, "Mật khẩu proxy: ") if place.proxy_user else "",
    )


def _secret(variable: str, prompt: str) -> str:
    """SECRET: from the variable, or asked for on a terminal."""
    import getpass
    import sys

    if variable in os.environ or not sys.stdin.isatty():
        return os.environ.get(variable, "")
    return getpass.getpass(prompt)


def _show(call: Call, _given: Namespace) -> int:
    from chibo_desktop.actions.carrying import mailbox_of
    from chibo_desktop.lists.outbox import outbox_rows

    with call.desk() as desk:
        place, rows = mailbox_of(desk), outbox_rows(desk.store)
    states = {"waiting": "chờ gửi từ", "lying": "ở hòm thư từ", "received": "nơi nhận đã nhận"}
    lines = [f"Hòm thư: {place.address}" if place else "Chưa chọn hòm thư chung."]
    lines += [
        f"{row.to_name}: {states[row.state]} {row.since:%H:%M %d/%m/%Y} {row.note}".strip() for row in rows
    ]
    bundles = [
        {"to_name": row.to_name, "state": row.state, "since": row.since.isoformat(), "note": row.note}
        for row in rows
    ]
    call.show({**(_document(place) if place else {"kind": ""}), "bundles": bundles}, lines)
    return 0


def _document(place: Place) -> dict[str, Any]:
    return {
        "kind": place.kind,
        "address": place.address,
        "user": place.user,
        "proxy": place.proxy,
        "own_authority": bool(place.ca),
    }


def _try(call: Call, _given: Namespace) -> int:
    from chibo_desktop.actions.carrying import needed_mailbox, try_mailbox

    with call.desk() as desk:
        said = try_mailbox(desk, needed_mailbox(desk))
    call.show({"sentence": said}, [said])
    return 0


def _forget(call: Call, _given: Namespace) -> int:
    from chibo_desktop.actions.carrying import forget_mailbox

    with call.desk() as desk:
        forget_mailbox(desk)
    call.show({"kind": ""}, ["Đã thôi dùng hòm thư chung. Gói lại đi bằng USB hoặc thư mục."])
    return 0
