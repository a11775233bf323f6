"""Cutting an organisation's periods at the days of a change, and writing the pieces; which change it is says actions/structure.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.base.spans import overlap
from chibo_desktop.lists.spells import Spell
from chibo_desktop.lists.tree import Organisations
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
    of a period stays its record, so that its history goes on; of what another body wrote no record is touched, this
    body's own count over it (lists/spells.py). `ending` is the decision by which it ends.
    """
    put = _Pieces(writer, known, known.same(organisation_id), change, (first, last), ending)
    for spell in put.own:
        if overlap(spell.span, (first, last)):
            put.cut(spell)
    for spell in put.of_others():
        put.cut(spell)
    if change is None and any(overlap(each.span, (first, last)) for each in put.others):
        said = {"parent_id": None, "basis": _short(ending), "ended": True}
        put.write("", {**said, **_days(first, last)})


def reopen_days(writer: GuardedWriter, known: Organisations, organisation_id: str, on: date) -> None:
    """Takes back from a day on what this body wrote of its not standing."""
    body = known.same(writer.book)
    for each in known.written(organisation_id):
        if each.ended and each.covers(on) and each.writer == body:
            before = {"put_away": True} if each.from_on >= on else {"until_on": on - ONE_DAY}
            writer.put("placement", each.id, **before)


@dataclass(frozen=True)
class _Pieces:
    """One change of one organisation's periods, as one body writes it."""

    writer: GuardedWriter
    known: Organisations
    organisation_id: str
    change: Change | None
    days: tuple[date, date]
    ending: str

    @property
    def body(self) -> str:
        return self.known.same(self.writer.book)

    @property
    def own(self) -> list[Spell]:
        """What this body wrote itself of how it stood."""
        written = self.known.written(self.organisation_id)
        return [each for each in written if each.writer == self.body and not each.ended]

    @property
    def others(self) -> list[Spell]:
        written = self.known.written(self.organisation_id)
        return [each for each in written if each.writer != self.body and not each.ended]

    def of_others(self) -> list[Spell]:
        """The periods that count and are not this body's own: written anew, every one of them.

        So the line stays whole when whoever wrote them stands above it no more.
        """
        known, one = self.known, self.organisation_id
        bare = (Spell("", ""),) if known.times(one) and not known.written(one) else ()
        return [replace(each, id="") for each in known.spells(one) or bare if each.writer != self.body]

    def cut(self, spell: Spell) -> None:
        """Writes what is left of a period and what is changed of it."""
        pieces = list(_cut(spell, *self.days, self.change))
        if not pieces and spell.id:
            self.writer.put("placement", spell.id, put_away=True)
        for place, piece in enumerate(pieces):
            said = _said(self.known, self.organisation_id, spell, piece, self.ending)
            self.write(spell.id if place == 0 else "", said)

    def write(self, record_id: str, said: Mapping[str, object]) -> None:
        new = {} if record_id else {"organisation_id": self.organisation_id}
        self.writer.put("placement", record_id or self.writer.new_id(), **new, **said)


def _cut(spell: Spell, first: date, last: date, change: Change | None) -> Iterator[_Piece]:
    if not overlap(spell.span, (first, last)):
        yield _Piece(spell.from_on, spell.until_on)
        return
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
    if name or piece.last != date.max or (piece.change and piece.change.name):
        name = known.name(organisation_id, piece.first)
    if piece.last != date.max:
        parent = parent or next(iter(known.above(organisation_id, piece.first)), "")
    if piece.change is not None:
        name = name if piece.change.name is None else piece.change.name
        parent = piece.change.parent_id or parent
        basis = piece.change.basis or basis
    elif ending and piece.last < spell.until_on:
        basis = f"{basis}; kết thúc: {ending}" if basis else ending
    return {
        "name": name,
        "parent_id": parent or None,
        "basis": _short(basis),
        **_days(piece.first, piece.last),
    }


def _days(first: date, last: date) -> dict[str, object]:
    """The two fields of a period; an open end is nothing written."""
    return {
        "from_on": None if first == date.min else first,
        "until_on": None if last == date.max else last,
    }


def _short(basis: str) -> str:
    """A decision's words as far as the field goes."""
    return basis[: getattr(find_spec("placement").field("basis"), "max_len", 0)]
