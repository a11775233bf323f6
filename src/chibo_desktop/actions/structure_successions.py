"""Who follows whom: organisations merged, split, or put in the place of another; how one stands from day to day is in structure.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.structure import begin_on, end_on, known_below
from chibo_desktop.actions.structure_below import (
    hand_over,
    refuse_held,
    refuse_not_standing,
    refuse_with_below,
)
from chibo_desktop.actions.structure_handed import hand_on, hand_traits
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.errors import Refusal
from chibo_desktop.store import Changes


def merge(
    desk: Desk,
    predecessors: Sequence[str],
    successor: str,
    *,
    on: date,
    basis: str = "",
    begins: bool = False,
) -> Changes:
    """Merges organisations into one, from a day on: the others end, it goes on, or `begins` that day.

    What stood below those that end stands below it from then on; places they led and who answers for them go along.
    One entry, so one undo. Refusal for fewer than two that become one.
    """
    if len({*predecessors, successor}) < 2 or not predecessors:
        raise Refusal("Sáp nhập cần ít nhất hai tổ chức. Chọn thêm một tổ chức.", "predecessor_id")
    return _succeed(desk, predecessors, (successor,), _Decided("merged", on, basis), begins=begins)


def split(
    desk: Desk,
    predecessor: str,
    successors: Sequence[str],
    *,
    on: date,
    basis: str = "",
    begins: bool = False,
) -> Changes:
    """Splits one organisation, from a day on; it goes on when it is among the successors, else it ends.

    Refusal when it ends while others stand below it: which goes where is for a person to say.
    """
    if not set(successors) - {predecessor}:
        raise Refusal("Chọn tổ chức được tách ra.", "successor_id")
    if predecessor not in successors:
        refuse_with_below(known_below(desk), predecessor, on)
    return _succeed(desk, (predecessor,), successors, _Decided("split", on, basis), begins=begins)


def merge_into_new(
    desk: Desk, predecessors: Sequence[str], *, name: str, on: date, basis: str = ""
) -> Changes:
    """The same into a cell that begins that day, taken on here as one without a laptop; taken back, it is put away."""
    with desk.store.transaction():
        return merge(desk, predecessors, _add_new(desk, name), on=on, basis=basis, begins=True)


def split_off_new(
    desk: Desk, predecessor: str, *, name: str, on: date, basis: str = "", goes_on: bool = True
) -> Changes:
    """Splits a cell that begins that day off another, taken on as above; the other ends unless it `goes_on`."""
    with desk.store.transaction():
        successor = _add_new(desk, name)
        successors = (predecessor, successor) if goes_on else (successor,)
        return split(desk, predecessor, successors, on=on, basis=basis, begins=True)


def replace(desk: Desk, predecessor: str, successor: str, *, on: date, basis: str = "") -> Changes:
    """Puts an organisation in the place of one that ends, from a day on; what stood below it goes along.

    For one set up anew under another id: a cell that became a Party committee, or that joined another body. It begins
    that day, unless its own body wrote down already that it stands.
    """
    known = known_below(desk)
    begun = bool(known.written(successor)) and known.stood(successor, on, on)
    return _succeed(desk, (predecessor,), (successor,), _Decided("replaced", on, basis), begins=not begun)


def replace_with_new(desk: Desk, predecessor: str, *, name: str, on: date, basis: str = "") -> Changes:
    """The same by a cell taken on here as above."""
    with desk.store.transaction():
        return replace(desk, predecessor, _add_new(desk, name), on=on, basis=basis)


def _add_new(desk: Desk, name: str) -> str:
    """Takes a cell on put away: its first day brings it back, so that undoing that day puts it away again."""
    return add_cell(desk, name=name, put_away=True)[1]


@dataclass(frozen=True)
class _Decided:
    """How one follows another, from which day, by which decision."""

    how: str
    on: date
    basis: str


def _succeed(
    desk: Desk, predecessors: Sequence[str], successors: Sequence[str], decided: _Decided, *, begins: bool
) -> Changes:
    """Ends and beginnings, what stood below and goes along, then who followed whom, as one entry."""
    known, on, basis = known_below(desk), decided.on, decided.basis
    old, new = tuple(dict.fromkeys(predecessors)), tuple(dict.fromkeys(successors))
    fresh = [one for one in new if begins and one not in old]
    for one in fresh:
        refuse_held(desk, known, one, on)
    refuse_not_standing(known, [one for one in new if one not in fresh], on)
    with desk.writing() as writer:
        for one in fresh:
            begin_on(writer, known, one, on, basis=basis)
            hand_traits(desk, writer, known, old, one)
        ended = [one for one in old if one not in new]
        for one in ended:
            hand_over(writer, known, one, new[0], on=on, basis=basis, staying=old)
            end_on(writer, known, one, on, basis)
        if len(new) == 1:  # of several successors only a person knows whose each is
            hand_on(desk, writer, ended, new[0], on)
        for before, after in product(old, new):
            if before != after:
                _follow(writer, before, after, decided)
    return writer.changes


def _follow(writer: GuardedWriter, old: str, new: str, decided: _Decided) -> None:
    writer.put(
        "succession",
        writer.new_id(),
        predecessor_id=old,
        successor_id=new,
        how=decided.how,
        on=decided.on,
        basis=decided.basis,
    )
