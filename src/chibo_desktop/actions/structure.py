"""How organisations below stand over time: names, parents, beginnings and ends, who followed whom; periods are cut in actions/periods.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.periods import Change, put_pieces, reopen_days
from chibo_desktop.actions.structure_below import (
    hand_over,
    refuse_held,
    refuse_not_standing,
    refuse_with_below,
)
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.spans import overlap
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.spells import Spell
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.store import Changes

DISTRICTS_ENDED_ON = date(2025, 7, 1)
"""The first day without districts (practice.md §2.a)."""

Day = date | None


def place_organisation(
    desk: Desk,
    organisation_id: str,
    *,
    from_on: Day = None,
    until_on: Day = None,
    name: str | None = None,
    parent_id: str | None = None,
    basis: str = "",
) -> Changes:
    """Says by which name or under whom an organisation stood from one day to another, both included; None is open.

    What is not given stays as it was, also the days outside. Of a cell typed for a new name that goes on is its
    record's name too. Refusal for days on which it did not stand, or when nothing changes.
    """
    known = _known(desk)
    first, last = from_on or date.min, until_on or date.max
    name = clean_line(name) if name is not None else None
    touched = [spell for spell in known.times(organisation_id) if overlap(spell.span, (first, last))]
    if not touched:
        raise Refusal(f"{known.name(organisation_id, first)} không hoạt động trong thời gian này.", "from_on")
    if all(_says_already(known, organisation_id, spell, name, parent_id) for spell in touched):
        raise Refusal(
            "Không có gì thay đổi so với đang ghi. Gõ tên khác, hoặc chọn nơi trực thuộc khác.", "name"
        )
    with desk.writing() as writer:
        put_pieces(writer, known, organisation_id, Change(name, parent_id, basis), first=first, last=last)
        if name and until_on is None and first <= desk.today:
            _rename_record(desk, writer, known, organisation_id, name)
    return writer.changes


def begin_organisation(
    desk: Desk,
    organisation_id: str,
    *,
    on: date,
    parent_id: str | None = None,
    name: str = "",
    basis: str = "",
) -> Changes:
    """Says that an organisation stands from a day on, and did not right before.

    Refusal when it stood that day, or when it or a cell below it held a meeting before: those days would be lost.
    """
    known = _known(desk)
    refuse_held(desk, known, organisation_id, on)
    with desk.writing() as writer:
        _begin(writer, known, organisation_id, on, parent_id=parent_id, name=name, basis=basis)
    return writer.changes


def end_organisation(desk: Desk, organisation_id: str, *, on: date, basis: str = "") -> Changes:
    """Says that an organisation stands no more from a day on. Nothing of it is deleted, figures before stay.

    Refusal when it does not stand then, or while others stand below it from that day on.
    """
    known = _known(desk)
    refuse_with_below(known, organisation_id, on)
    with desk.writing() as writer:
        _end(writer, known, organisation_id, on, basis)
    return writer.changes


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

    What stood below those that end stands below it from then on. One entry, so one undo. Refusal for fewer than two
    that become one.
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
        refuse_with_below(_known(desk), predecessor, on)
    return _succeed(desk, (predecessor,), successors, _Decided("split", on, basis), begins=begins)


def merge_into_new(
    desk: Desk, predecessors: Sequence[str], *, name: str, on: date, basis: str = ""
) -> Changes:
    """The same into a cell that begins that day, taken on here as one without a laptop.

    The changes are those of merging: taken back, the new cell stays, as any cell taken on does.
    """
    with desk.store.transaction():
        _, successor = add_cell(desk, name=name)
        return merge(desk, predecessors, successor, on=on, basis=basis, begins=True)


def split_off_new(
    desk: Desk, predecessor: str, *, name: str, on: date, basis: str = "", goes_on: bool = True
) -> Changes:
    """Splits a cell that begins that day off another, taken on as above; the other ends unless it `goes_on`."""
    with desk.store.transaction():
        _, successor = add_cell(desk, name=name)
        successors = (predecessor, successor) if goes_on else (successor,)
        return split(desk, predecessor, successors, on=on, basis=basis, begins=True)


def replace(desk: Desk, predecessor: str, successor: str, *, on: date, basis: str = "") -> Changes:
    """Puts another organisation in the place of one that ends, from a day on; what stood below it goes along."""
    return _succeed(desk, (predecessor,), (successor,), _Decided("replaced", on, basis), begins=True)


def record_historic(
    desk: Desk,
    *,
    name: str,
    kind: str,
    parent_id: str | None = None,
    from_on: Day = None,
    until_on: Day = None,
    area: str | None = None,
    basis: str = "",
) -> tuple[Changes, str]:
    """Writes down an organisation that has no desk: a district, or a cell or commune of former times; gives its id.

    It stands from the one day to the other, open where None, under this body when no parent is given.
    """
    refuse_cell(desk)
    cleaned = clean_line(name)
    if len(cleaned.split()) < 2:
        raise Refusal("Gõ tên đầy đủ của tổ chức cũ, ví dụ Chi bộ bản Suối Lanh.", "name")
    with desk.writing() as writer:
        organisation_id = writer.new_id()
        writer.put("organisation", organisation_id, name=cleaned, kind=kind, area=area, historic=True)
        writer.put(
            "placement",
            writer.new_id(),
            organisation_id=organisation_id,
            parent_id=parent_id or desk.organisation_id,
            name=cleaned,
            from_on=from_on,
            until_on=until_on,
            basis=basis,
        )
    return writer.changes, organisation_id


def end_district_level(desk: Desk, *, on: date = DISTRICTS_ENDED_ON, basis: str = "") -> Changes:
    """Ends every district that stood on the day before and puts what stood under it under this body, in one entry.

    Refusal where no district was written down.
    """
    known = _known(desk)
    before = known.at(on - timedelta(days=1))
    districts = [one for one in before.under(desk.organisation_id) if before.nodes[one].kind == "district"]
    if not districts:
        raise Refusal(
            f"Chưa ghi đảng bộ huyện nào hoạt động đến trước ngày {show_day(on)}. "
            "Bấm Ghi tổ chức cũ để ghi trước, rồi chuyển các xã về huyện.",
            "on",
        )
    with desk.writing() as writer:
        for district in districts:
            hand_over(writer, known, district, desk.organisation_id, on=on, basis=basis, staying=districts)
            _end(writer, known, district, on, basis)
    return writer.changes


def _known(desk: Desk) -> Organisations:
    refuse_cell(desk)
    return organisations(desk.store)


def refuse_cell(desk: Desk) -> None:
    """Refusal at a cell: it has nobody below."""
    if desk.kind == "cell":
        raise Refusal("Chỉ đảng ủy cấp trên ghi được tổ chức bên dưới. Hãy báo đảng ủy trực tiếp.")


def _says_already(
    known: Organisations, organisation_id: str, spell: Spell, name: str | None, parent_id: str | None
) -> bool:
    day = spell.from_on
    is_name = name is None or name == known.name(organisation_id, day)
    return is_name and (parent_id is None or known.above(organisation_id, day)[:1] == (parent_id,))


def _rename_record(
    desk: Desk, writer: GuardedWriter, known: Organisations, organisation_id: str, name: str
) -> None:
    """The papers of a cell typed for carry the name of its record; a cell with a laptop renames itself there."""
    facts = known.facts(organisation_id)
    if facts is not None and facts.id != desk.organisation_id and desk.may_write(facts.book):
        writer.put("organisation", facts.id, name=name)


def _begin(
    writer: GuardedWriter,
    known: Organisations,
    organisation_id: str,
    on: date,
    *,
    parent_id: str | None = None,
    name: str = "",
    basis: str = "",
) -> None:
    spells = known.spells(organisation_id)
    later = [spell.from_on for spell in spells if spell.from_on > on]
    if any(spell.covers(on) for spell in spells):
        raise Refusal(
            f"{known.name(organisation_id, on)} đang hoạt động vào ngày {show_day(on)}. Chọn ngày khác.",
            "from_on",
        )
    reopen_days(writer, known, organisation_id, on)
    writer.put(
        "placement",
        writer.new_id(),
        organisation_id=organisation_id,
        parent_id=parent_id,
        name=clean_line(name),
        from_on=on,
        until_on=min(later) - timedelta(days=1) if later else None,
        basis=basis,
    )


def _end(writer: GuardedWriter, known: Organisations, organisation_id: str, on: date, basis: str) -> None:
    if not any(spell.until_on >= on for spell in known.times(organisation_id)):
        raise Refusal(
            f"{known.name(organisation_id, on)} không hoạt động từ ngày {show_day(on)}. Chọn ngày khác.", "on"
        )
    put_pieces(writer, known, organisation_id, None, first=on, ending=basis)


@dataclass(frozen=True)
class _Decided:
    """How one follows another, from which day, by which decision."""

    how: str
    on: date
    basis: str


def _succeed(
    desk: Desk, predecessors: Sequence[str], successors: Sequence[str], decided: _Decided, *, begins: bool
) -> Changes:
    """Ends and beginnings, what stood below, then who followed whom, as one entry."""
    known, on, basis = _known(desk), decided.on, decided.basis
    old, new = tuple(dict.fromkeys(predecessors)), tuple(dict.fromkeys(successors))
    fresh = [one for one in new if begins and one not in old]
    for one in fresh:
        refuse_held(desk, known, one, on)
    refuse_not_standing(known, [one for one in new if one not in fresh], on)
    with desk.writing() as writer:
        for one in fresh:
            _begin(writer, known, one, on, basis=basis)
        for one in old:
            if one not in new:
                hand_over(writer, known, one, new[0], on=on, basis=basis, staying=old)
                _end(writer, known, one, on, basis)
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
