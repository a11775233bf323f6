"""`demo`: makes a sample province in a folder and says what it did; the sample itself is made in actions/demo.py."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import add_common


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `demo`."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="thư mục mới cho các sổ mẫu")
    add_common(parser)
    parser.set_defaults(handler=_make)


def _make(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.demo import make_demo

    make_demo(given.folder.absolute(), call.warn if call.is_json else print)
    return 0
