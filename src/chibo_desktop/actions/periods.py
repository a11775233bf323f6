"""Cutting an organisation's periods at the days of a change, and writing the pieces; which change it is says actions/structure.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.lists.tree import Organisations, Spell
from chibo_desktop.records import find_spec

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """What is said anew of the days meant; None leaves it as it was."""

    name: str | None
    parent_id: str | None
    basis: str


@dataclass(frozen=True)
class _Piece:
    first: date
    last: date
    change: Change | None = None


def put_pieces(
    writer: GuardedWriter,
    known: Organisations,
    organisation_id: str,
    change: Change | None,
    *,
    first: date,
    last: date = date.max,
    ending: str = "",
) -> None:
    """Changes the periods between two days, or takes them out where `change` is None; the days outside stay.

    One without placements stands at every date: its first change writes what it was before as well. The first piece
    of a period stays its record, so that its history goes on. `ending` is the decision by which it ends.
    """
    spells = known.spells(organisation_id) or ((Spell("", ""),) if known.times(organisation_id) else ())
    for spell in spells:
        if spell.from_on > last or spell.until_on < first:
            continue
        pieces = list(_cut(spell, first, last, change))
        if not pieces:
            writer.put("placement", spell.id, put_away=True)
        for place, piece in enumerate(pieces):
            record_id = spell.id if place == 0 and spell.id else writer.new_id()
            new = {} if record_id == spell.id else {"organisation_id": known.same(organisation_id)}
            said = _said(known, organisation_id, spell, piece, ending)
            writer.put("placement", record_id, **new, **said)


def _cut(spell: Spell, first: date, last: date, change: Change | None) -> Iterator[_Piece]:
    if spell.from_on < first:
        yield _Piece(spell.from_on, first - ONE_DAY)
    if change is not None:
        yield _Piece(max(spell.from_on, first), min(spell.until_on, last), change)
    if spell.until_on > last:
        yield _Piece(last + ONE_DAY, spell.until_on)


def _said(
    known: Organisations, organisation_id: str, spell: Spell, piece: _Piece, ending: str
) -> dict[str, object]:
    """The fields of a piece. One that is over says name and parent itself: record and certificate may change later."""
    name, parent, basis = spell.name, spell.parent_id, spell.basis
    if piece.last != date.max or (piece.change and piece.change.name):
        name = name or known.name(organisation_id, spell.from_on)
    if piece.last != date.max:
        parent = parent or next(iter(known.above(organisation_id, spell.from_on)), "")
    if piece.change is not None:
        name = name if piece.change.name is None else piece.change.name
        parent = piece.change.parent_id or parent
        basis = piece.change.basis or basis
    elif ending and piece.last < spell.until_on:
        basis = f"{basis}; kết thúc: {ending}" if basis else ending
    limit = getattr(find_spec("placement").field("basis"), "max_len", 0)
    return {
        "name": name,
        "parent_id": parent or None,
        "from_on": None if piece.first == date.min else piece.first,
        "until_on": None if piece.last == date.max else piece.last,
        "basis": basis[:limit],
    }
