"""`fetch`: takes in the bundles that lie for this body in the mailbox."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from chibo_desktop.cli.bundle_reading import exit_code, read_document
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import add_common

if TYPE_CHECKING:
    from chibo_desktop.actions.fetching import Fetched


def declare(parser: ArgumentParser) -> None:
    """Declares what may follow `fetch`."""
    parser.add_argument(
        "--dry-run", action="store_true", help="tải về và nói điều sẽ xảy ra, không ghi gì vào sổ"
    )
    add_common(parser)
    parser.set_defaults(handler=_fetch)


def _fetch(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.fetching import fetch

    with call.desk() as desk:
        fetched = fetch(desk, dry_run=given.dry_run, anew=True, on_step=call.progress)
    document = {
        "dry_run": given.dry_run,
        "bundles": [read_document(each) for each in fetched.results],
        "incomplete": list(fetched.incomplete),
        "removed": fetched.removed,
    }
    call.show(document, _lines(fetched))
    for each in fetched.results:
        if each.result == "refused":
            call.warn(f"{each.path.name}: {each.sentence}")
    return exit_code([each.result for each in fetched.results])


def _lines(fetched: Fetched) -> list[str]:
    said = [each.sentence for each in fetched.results if each.result != "refused"]
    return [*said, *fetched.incomplete] or ["Hòm thư không có gói mới."]
