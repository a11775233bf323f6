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
    parser.add_argument(
        "--upper",
        action="store_true",
        help="tỉnh mẫu lớn: 12 xã, 130 chi bộ, hai năm; lập sổ của cấp trên và của một xã, mất khoảng nửa phút",
    )
    add_common(parser)
    parser.set_defaults(handler=_make)


def _make(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.demo import make_demo
    from chibo_desktop.actions.sample.upper import make_upper_demo

    make = make_upper_demo if given.upper else make_demo
    demo = make(given.folder.absolute(), call.warn if call.is_json else print)
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
