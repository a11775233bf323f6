"""A person of a roster file put into a block of writing: somebody new, or what changes of somebody on the list; who it is, is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.members import put_new_member, put_official, put_standing_too
from chibo_desktop.actions.qualifications import put_levels, put_newer_levels
from chibo_desktop.actions.roster_person import FieldChange, NewPerson
from chibo_desktop.lists.qualifications import SORT_NAMES


def put_person(desk: Desk, writer: GuardedWriter, new: NewPerson) -> None:
    """Puts a new member with the standings and levels the file tells of."""
    given = new.given()
    member_id = put_new_member(desk, writer, **given)
    for kind in new.more:
        put_standing_too(desk, writer, member_id, kind, given["joined_on"])
    if new.levels:
        put_levels(writer, member_id, new.levels)


def put_changes(desk: Desk, writer: GuardedWriter, member_id: str, changes: Sequence[FieldChange]) -> None:
    """Puts what changes of a member; becoming official with the standing that follows."""
    official = next((each for each in changes if each.field == "becomes_official"), None)
    fields = field_values(each for each in changes if each is not official)
    if official is not None:
        fields.pop("official_on", None)
    if fields:
        writer.put("member", member_id, **fields)
    if official is not None:
        put_official(desk, writer, member_id, official.day(), "danh sách Excel")
    put_changed_levels(desk, writer, member_id, changes)


def field_values(changes: Iterable[FieldChange]) -> dict[str, str]:
    """The changed fields of the member's own record."""
    return {each.field: each.value for each in changes if each.field not in SORT_NAMES}


def put_changed_levels(
    desk: Desk, writer: GuardedWriter, member_id: str, changes: Iterable[FieldChange]
) -> None:
    """The changed levels, which are records of their own."""
    levels: Mapping[str, str] = {each.field: each.value for each in changes if each.field in SORT_NAMES}
    if levels:
        put_newer_levels(desk, writer, member_id, levels)
