"""`demo`: makes a sample province in a folder and says what it did; the sample itself is made in actions/demo.py."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from shlex import quote

from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import PROGRAM, add_common


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `demo`."""
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="thư mục cho các sổ mẫu; đã có gì thì lập bên cạnh"
    )
    add_common(parser)
    parser.set_defaults(handler=_make)


def _make(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.demo import make_demo

    demo = make_demo(given.folder.absolute(), call.warn if call.is_json else print)
    try:
        desks = [
            {
                "folder": str(desk.folder),
                "organisation": desk.organisation_id,
                "kind": desk.kind,
                "user": desk.user,
            }
            for desk in demo.desks
        ]
    finally:
        demo.close()
    document = {"folder": str(demo.folder), "password": demo.password, "desks": desks}
    lines = ["Mở một sổ mẫu trong cửa sổ:"]
    lines += [f"  {PROGRAM} --data-dir {quote(desk['folder'])}" for desk in desks]
    call.show(document, lines)
    return 0
