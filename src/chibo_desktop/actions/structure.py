"""How organisations below stand over time: names, parents, beginnings and ends; who followed whom is in structure_successions.py."""

from __future__ import annotations

from datetime import date, timedelta

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.periods import Change, put_pieces, reopen_days
from chibo_desktop.actions.structure_below import (
    hand_over,
    refuse_held,
    refuse_with_below,
)
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.spans import overlap
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.spells import Spell
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.rules.guidance import newest
from chibo_desktop.store import Changes

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
    known = known_below(desk)
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
    known = known_below(desk)
    refuse_held(desk, known, organisation_id, on)
    with desk.writing() as writer:
        begin_on(writer, known, organisation_id, on, parent_id=parent_id, name=name, basis=basis)
    return writer.changes


def end_organisation(desk: Desk, organisation_id: str, *, on: date, basis: str = "") -> Changes:
    """Says that an organisation stands no more from a day on. Nothing of it is deleted, figures before stay.

    Refusal when it does not stand then, or while others stand below it from that day on.
    """
    known = known_below(desk)
    refuse_with_below(known, organisation_id, on)
    with desk.writing() as writer:
        end_on(writer, known, organisation_id, on, basis)
    return writer.changes


def record_historic(
    desk: Desk,
    *,
    name: str,
    kind: str,
    parent_id: str | None = None,
    from_on: Day = None,
    until_on: Day = None,
    area: str | None = None,
    sort: str | None = None,
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
        writer.put(
            "organisation", organisation_id, name=cleaned, kind=kind, area=area, sort=sort, historic=True
        )
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


def districts_ended_on() -> date:
    """The first day without districts (resources/guidance/structure.toml)."""
    ended: date = newest("district_level").values["ended_on"]
    return ended


def end_district_level(desk: Desk, *, on: Day = None, basis: str = "") -> Changes:
    """Ends every district that stood on the day before and puts what stood under it under this body, in one entry.

    Without a day on the one set from above. Refusal where no district was written down.
    """
    known, on = known_below(desk), on or districts_ended_on()
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
            end_on(writer, known, district, on, basis)
    return writer.changes


def known_below(desk: Desk) -> Organisations:
    """Every organisation held here; Refusal at a cell, which has nobody below."""
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


def begin_on(
    writer: GuardedWriter,
    known: Organisations,
    organisation_id: str,
    on: date,
    *,
    parent_id: str | None = None,
    name: str = "",
    basis: str = "",
) -> None:
    """Writes that it stands from a day on, until it stands anew; one put away comes back."""
    spells = known.spells(organisation_id)
    later = [spell.from_on for spell in spells if spell.from_on > on]
    if any(spell.covers(on) for spell in spells):
        raise Refusal(
            f"{known.name(organisation_id, on)} đang hoạt động vào ngày {show_day(on)}. Chọn ngày khác.",
            "from_on",
        )
    reopen_days(writer, known, organisation_id, on)
    made = known.facts(organisation_id)
    if made is not None and made.is_put_away:
        writer.put("organisation", made.id, put_away=False)
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


def end_on(writer: GuardedWriter, known: Organisations, organisation_id: str, on: date, basis: str) -> None:
    """Writes that it stands no more from a day on; Refusal when it does not stand then."""
    if not any(spell.until_on >= on for spell in known.times(organisation_id)):
        raise Refusal(
            f"{known.name(organisation_id, on)} không hoạt động từ ngày {show_day(on)}. Chọn ngày khác.", "on"
        )
    put_pieces(writer, known, organisation_id, None, first=on, ending=basis)
