"""Entering commendations in a body's register; who was commended by whom is read in lists/commendations.py."""

from __future__ import annotations

from chibo_desktop.actions.derived import put_once
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_part, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.below_choices import can_reach
from chibo_desktop.lists.commendations import proposed_cases
from chibo_desktop.store import Changes


def add_commendation(
    desk: Desk,
    /,
    *,
    level: str,
    form: str,
    organisation_id: str | None = None,
    member_id: str | None = None,
    **fields: object,
) -> tuple[Changes, str]:
    """Enters a commendation of one organisation or one member; gives its id.

    One of an organisation below, or of a member there, goes to it alone; the rest stays in the register's own book.
    """
    own = desk.organisation_id
    whose = need_part(desk, "member", member_id).text("cell_id") if member_id else organisation_id
    is_told = bool(whose) and whose != own and can_reach(desk.store, own, str(whose))
    named = {"organisation_id": organisation_id, "member_id": member_id}
    with desk.writing(f"down:{whose}" if is_told else None) as writer:
        said = {
            "body_id": own,
            "level": level,
            "form": form,
            **{name: value for name, value in named.items() if value},
            **fields,
        }
        if case := fields.get("case_id"):
            commendation_id = put_once(writer, "commendation", (str(case),), **said)
        else:
            commendation_id = writer.new_id()
            writer.put("commendation", commendation_id, **said)
    return writer.changes, commendation_id


def enter_case(desk: Desk, case_id: str, *, level: str = "cell", form: str = "Biểu dương") -> Changes:
    """Enters in the register a commendation a finalised meeting carried, with its day and its resolution.

    What was said of the member stays in the minutes: it is not sent as far as a register is.
    Refusal for one that was not carried, or is in the register already.
    """
    cases = {each.id: each for each in proposed_cases(desk.store, desk.organisation_id)}
    case = cases.get(case_id)
    if case is None:
        raise Refusal("Trường hợp này chưa được tán thành, hoặc đã vào sổ khen thưởng.")
    return add_commendation(
        desk,
        level=level,
        form=form,
        member_id=case.member_id,
        decided_on=case.on,
        paper=case.paper,
        case_id=case_id,
    )[0]


def change_commendation(desk: Desk, /, commendation_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "commendation", commendation_id, **fields)


def put_away_commendation(desk: Desk, commendation_id: str) -> Changes:
    """Takes it off the register."""
    return change_part(desk, "commendation", commendation_id, put_away=True)
