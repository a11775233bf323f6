"""The spells of one organisation: what several bodies wrote of the same days, read as one line of periods; who may write is in tree.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chibo_desktop.base.spans import Span, covers
from chibo_desktop.lists.rows import Facts

ONE_DAY = timedelta(days=1)

Rank = Callable[[str], int]
"""How high a body stands above the organisation: 0 is its direct parent, -1 none of those above."""


@dataclass(frozen=True)
class Spell:
    """A placement: under whom, by which name, from when until when (both days belong to it), and whose it is.

    `parent_id` and `name` are "" where the placement leaves them to the certificate or the record. A spell without an
    `id` is not written: it is how one without any placement stands. `ended` says that it did not stand.
    """

    parent_id: str
    name: str
    from_on: date = date.min
    until_on: date = date.max
    id: str = ""
    basis: str = ""
    writer: str = ""
    ended: bool = False

    @property
    def span(self) -> Span:
        return self.from_on, self.until_on

    def covers(self, day: date) -> bool:
        return covers(self.span, day)


def read_spell(facts: Facts, writer: str) -> Spell:
    """A placement record as a spell of the body that wrote it."""
    return Spell(
        facts.text("parent_id"),
        facts.text("name"),
        facts.day("from_on") or date.min,
        facts.day("until_on") or date.max,
        facts.id,
        facts.text("basis"),
        writer,
        facts.flag("ended"),
    )


def spells_that_count(written: Sequence[Spell], rank: Rank) -> tuple[Spell, ...]:
    """The periods in which it stood, the earliest first.

    The highest body's spell settles under whom it stood. One without an end says how it was from its first day on: an
    end that a body below wrote of a later day still counts, and so does a name that begins later; but nothing of a body
    out of whose reach a higher one had moved it by then.
    """
    if len({each.writer for each in written}) == 1 and not any(each.ended for each in written):
        return tuple(sorted(written, key=lambda each: each.from_on))
    known = [*written] if any(not each.ended for each in written) else [*written, Spell("", "")]
    known += _ends(written)
    known.sort(key=lambda each: (rank(each.writer), each.from_on), reverse=True)
    found: list[Spell] = []
    for first, last in _stretches(known):
        read = _read(_of_those_above([each for each in known if each.covers(first)], rank))
        if read is None:
            continue
        if found and _goes_on(found[-1], read, first):
            found[-1] = replace(found[-1], until_on=last)
        else:
            found.append(replace(read, from_on=first, until_on=last))
    return tuple(found)


def _stretches(spells: Sequence[Spell]) -> Iterator[tuple[date, date]]:
    """The stretches of days between which nothing begins or ends."""
    ends = {each.until_on + ONE_DAY for each in spells if each.until_on < date.max}
    begun = sorted({date.min, *(each.from_on for each in spells), *ends})
    yield from zip(begun, [*(day - ONE_DAY for day in begun[1:]), date.max], strict=True)


def _of_those_above(covering: Sequence[Spell], rank: Rank) -> Sequence[Spell]:
    """One day's spells, the highest first, without those of bodies the settled parent neither is nor stands below."""
    settled = next((each for each in covering if each.parent_id and not each.ended), None)
    if settled is None:
        return covering
    parent, said_by = rank(settled.parent_id), rank(settled.writer)
    return [
        each
        for each in covering
        if rank(each.writer) >= said_by
        or each.writer == settled.parent_id
        or 0 <= parent <= rank(each.writer)
    ]


def _read(covering: Sequence[Spell]) -> Spell | None:
    """What one day's spells, the highest first, say together; None when it did not stand."""
    if not covering or _is_over(covering):
        return None
    standing = [each for each in covering if not each.ended]
    return replace(standing[0], name=_name(standing), parent_id=next(filter(None, _parents(standing)), ""))


def _parents(spells: Sequence[Spell]) -> Iterator[str]:
    return (each.parent_id for each in spells)


def _is_over(covering: Sequence[Spell]) -> bool:
    since: date | None = None
    for each in covering:
        if each.ended and (bool(each.id) if since is None else each.from_on > since):
            return True
        if not each.ended and each.until_on < date.max:
            return False
        if not each.ended:
            since = max(since or date.min, each.from_on)
    return since is None


def _ends(written: Sequence[Spell]) -> Iterator[Spell]:
    """Where a body's own spells end for good: it may not hold the open spell of a body above that it ends."""
    for writer in {each.writer for each in written if not each.ended}:
        last = max(each.until_on for each in written if each.writer == writer and not each.ended)
        if last < date.max:
            yield Spell("", "", last + ONE_DAY, writer=writer, ended=True)


def _name(standing: Sequence[Spell]) -> str:
    """The name that begins last; of two that begin together the higher body's."""
    named = [each for each in standing if each.name]
    return max(named, key=lambda each: each.from_on).name if named else ""


def _goes_on(before: Spell, after: Spell, first: date) -> bool:
    same = (before.id, before.name, before.parent_id) == (after.id, after.name, after.parent_id)
    return same and before.until_on + ONE_DAY == first
