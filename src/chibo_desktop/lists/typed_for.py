"""The cells without a laptop that a body above types for (nhập thay): which, how far, since when no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import find, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.seal.identity import Certificate
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import chain_of_device, had_key, known_below, own_chain, path_up
from chibo_desktop.store.revocations import EVERYTHING, handovers, last_counted


@dataclass(frozen=True)
class TypedCell:
    """A cell kept here. `ended_on` is the day since which it has its own laptop, None while it has none.

    `gone_since`: the first day on which it stands no more, merged or ended; None while it stands.
    """

    id: str
    name: str
    members: int
    meetings: int
    last_period: str
    """Of the newest finalised meeting; "" when there is none."""
    ended_on: date | None
    gone_since: date | None = None


def list_typed_for(store: Store) -> list[TypedCell]:
    """Every cell this body types or typed for, by name; those with a laptop of their own, then those that ended, last."""
    found = [_typed_cell(store, cell) for cell in typed_cells(store) if not is_put_away(store, cell)]
    return sorted(found, key=lambda cell: (*_rank(cell), cell.name.casefold(), cell.id))


def _rank(cell: TypedCell) -> tuple[bool, bool]:
    return cell.gone_since is not None, cell.ended_on is not None


def is_put_away(store: Store, cell: str) -> bool:
    """Whether the founding of a cell typed for was taken back."""
    made = find(store, "organisation", cell)
    return made is not None and made.is_put_away


def _typed_cell(store: Store, cell: str) -> TypedCell:
    meetings = list_meetings(store, cell)
    made = find(store, "organisation", cell)
    today = store.clock.now().date()
    return TypedCell(
        id=cell,
        name=(made.text("name") if made else "") or cell,
        members=len(list_members(store, cell, today)),
        meetings=len(meetings),
        last_period=next((row.period for row in meetings if row.is_finalised), ""),
        ended_on=handed_over_on(store, cell),
        gone_since=organisations(store).ended_since(cell, today),
    )


def typed_cells(store: Store) -> list[str]:
    """The ids of the cells that certificates of this body's devices name beside its own books, sorted."""
    chain = own_chain(store)
    if len(chain) < 2 or chain[1].body["kind"] == "cell":
        return []
    own = chain[1].body["org"]
    rows = store.rows("SELECT text FROM certificate WHERE type = 'device' AND org = ?", (own,))
    books = {book for row in rows for book in Certificate(row["text"]).body["books"]}
    return sorted(book for book in books if ":" not in book and book != own)


def cells_below(store: Store, organisation_id: str) -> list[str]:
    """The bodies directly below, by id: those with a key in force, those whose laptop is lost and not replaced yet,
    and the cells without one that it types for.
    """
    typed = [
        cell.id
        for cell in select(store, "organisation", "kind = 'cell' AND COALESCE(historic, 0) = 0")
        if not had_key(store, cell.id) and path_up(store, cell.id)[1:2] == [organisation_id]
    ]
    return sorted({*known_below(store, organisation_id), *typed})


def handed_over_on(store: Store, book: str) -> date | None:
    """The day since which a cell this body typed for has its own laptop; None while it has none."""
    given = [one.at for one in handovers(store.connection, book) if _is_ours(store, one.device)]
    return datetime.fromisoformat(min(given)).date() if given else None


def typed_until(store: Store, book: str) -> int:
    """The number of this device's last entry that counts in a book it typed in and has handed over."""
    given = [one.number for one in handovers(store.connection, book) if one.device == store.device]
    return min(given, default=0)


def _is_ours(store: Store, device: str) -> bool:
    """Whether a code of this body's wrote there: what one of them handed over, none of them writes."""
    own, other = own_chain(store), chain_of_device(store, device)
    return bool(own and other and own[0].body["org"] == other[0].body["org"])


def ended_on(store: Store, book: str) -> date | None:
    """The day since which this device may write the book no more: handed over, or revoked. None while it may."""
    handed = handed_over_on(store, book)
    if handed is not None or last_counted(store.connection, book, store.device) == EVERYTHING:
        return handed
    at = store.value(
        "SELECT MIN(at) FROM limit_line WHERE device = ? OR body_key IN"
        " (SELECT signer FROM certificate WHERE type = 'device' AND device = ?)",
        (store.device, store.device),
    )
    return datetime.fromisoformat(at).date()
