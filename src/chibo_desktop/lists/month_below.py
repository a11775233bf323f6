"""How the cells below stand in one month: whose minutes are here, who did not meet, who has sent nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.roster import kind_at
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.same import together
from chibo_desktop.lists.typed_for import cells_below
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import also_of

Standing = Literal["sent", "missed", "not_yet"]
STANDINGS: tuple[Standing, ...] = ("sent", "missed", "not_yet")
"""Of several cells together the first of these counts."""


@dataclass(frozen=True)
class Sent:
    """Who has sent the finalised minutes of a month's meeting, who sent that there was none, who neither; by name."""

    month: str
    sent: tuple[str, ...]
    not_yet: tuple[str, ...]
    missed: tuple[str, ...] = ()

    @property
    def every(self) -> int:
        return len(self.sent) + len(self.not_yet) + len(self.missed)


def who_sent(store: Store, organisation_id: str, month: str) -> Sent:
    """Of the bodies directly below; one above cells has sent when any of them has."""
    return _sorted_out(store, cells_below(store, organisation_id), month)


def cells_in(store: Store, organisation_id: str) -> list[str]:
    """The cells below, also those below a body in between, which is itself none; by id."""
    found: set[str] = set()
    for body in cells_below(store, organisation_id):
        under = [cell for cell in cells_below(store, body) if cell != body]
        found.update(under or [body])
    return sorted(found)


def which_cells_sent(store: Store, organisation_id: str, month: str) -> Sent:
    """Of every cell below."""
    return _sorted_out(store, cells_in(store, organisation_id), month)


def _sorted_out(store: Store, bodies: Iterable[str], month: str) -> Sent:
    held = _standings(store, month)
    names: dict[Standing, list[str]] = {"sent": [], "missed": [], "not_yet": []}
    for body in bodies:
        names[_standing(store, body, held)].append(body_name(store, body))
    sent, not_yet, missed = (
        tuple(sorted(names[key], key=str.casefold)) for key in ("sent", "not_yet", "missed")
    )
    return Sent(month, sent, not_yet, missed)


def _standings(store: Store, month: str) -> dict[str, set[Standing]]:
    """By cell what became of the meetings a month must have, as far as they are finalised."""
    found: defaultdict[str, set[Standing]] = defaultdict(set)
    for meeting in select(store, "meeting", "period = ? AND finalised_at IS NOT NULL", (month,)):
        if kind_at(meeting).counts_as("regular") and not _has_no_minutes(meeting):
            found[meeting.text("cell_id")].add("missed" if meeting.flag("missed") else "sent")
    return found


def _has_no_minutes(meeting: Facts) -> bool:
    """What was taken from an old book is known here, yet its minutes are on paper below."""
    return meeting.flag("from_old_book") and not meeting.flag("missed")


def _standing(store: Store, body: str, held: Mapping[str, set[Standing]]) -> Standing:
    """Also by the meetings in a book it took over, whichever of its joined ids they were written under."""
    books = {one for book in (body, *also_of(store, body)) for one in together(store, "organisation", book)}
    found: set[Standing] = {each for book in books for each in held.get(book, ())}
    found |= {_standing(store, cell, held) for cell in cells_below(store, body) if cell not in books}
    return next((each for each in STANDINGS if each in found), "not_yet")
