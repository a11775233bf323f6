"""Somebody of a roster file who was put away brought back in the entry that writes the file; who left the cell is not."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.members import put_periods
from chibo_desktop.actions.roster_person import FieldChange, NewPerson
from chibo_desktop.actions.roster_putting import field_values, put_changed_levels
from chibo_desktop.excel.reading import MEMBERSHIPS, RosterRow, Said
from chibo_desktop.lists.put_away import left_on
from chibo_desktop.lists.roster import MemberRow
from chibo_desktop.lists.rows import select_away
from chibo_desktop.rules.standing import LABELS


def may_come_back(desk: Desk, member: MemberRow) -> bool:
    """Whether a step back or a mistake put the member away: who left on a day comes back on a day, by hand."""
    return member.facts.is_put_away and left_on(desk.store, member.id) is None


def left_out(desk: Desk, row: RosterRow, member: MemberRow) -> list[Said]:
    """What the member was beside the membership and the file does not say: it does not come back by itself."""
    kinds = {each.text("kind") for each in select_away(desk.store, "standing", "member_id", member.id)}
    return [
        Said(row.place_of("standing"), f"trước đây là “{LABELS[kind]}”, tệp không ghi. Còn thì ghi trên thẻ")
        for kind in sorted(kinds - MEMBERSHIPS - row.standings)
    ]


def put_back(
    desk: Desk,
    writer: GuardedWriter,
    member_id: str,
    changes: Sequence[FieldChange],
    person: NewPerson | None,
) -> None:
    """Brings one back within a block, with the file's changes.

    The periods are those the file tells of (`person`); one of the same days is brought back, not written again.
    """
    writer.put("member", member_id, put_away=False, **field_values(changes))
    put_changed_levels(desk, writer, member_id, changes)
    if person is not None:
        given = person.given()
        put_periods(
            desk,
            writer,
            member_id,
            official=given["official"],
            visiting=given["visiting"],
            joined_on=given["joined_on"],
            more=person.more,
            away=select_away(desk.store, "standing", "member_id", member_id),
        )
