"""The bundles of which parts lie here and others are still in the mailbox; bringing them is in fetching.py."""

from __future__ import annotations

from collections.abc import Mapping

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.fetching import ARRIVING
from chibo_desktop.lists.board_waiting import Waiting


def arriving(desk: Desk) -> Mapping[str, Waiting]:
    """By sender what its bundle lacks ("còn thiếu phần 3/5") and the month in which it was made."""
    folder = desk.folder / ARRIVING
    if not folder.is_dir():
        return {}
    from chibo_desktop.exchange.pieces import by_bundle, missing

    found = {}
    for (bundle, of), parts in by_bundle(path.name for path in folder.iterdir()).items():
        held = {part.number for part in parts}
        day = bundle.split("_")[3]
        if of > 1 and len(held) < of:
            found[parts[0].from_org] = Waiting(f"{day[:4]}-{day[4:6]}", missing(of, held))
    return found
