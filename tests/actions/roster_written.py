"""A list of members put into a file, opened, planned and written, and what is read back of it; for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.roster_draft import RosterDraft, open_roster
from chibo_desktop.actions.roster_import import Line, Plan, Written, plan_roster, write_roster
from chibo_desktop.lists.rows import Facts, find
from excel.rosters import Cell, as_xlsx, kept, simple


def draft_of(
    desk: Desk, folder: Path, *people: Sequence[Cell], head: Sequence[Cell] | None = None
) -> RosterDraft:
    grid = simple(*people, head=("STT", *head)) if head else simple(*people)
    return open_roster(desk, kept(folder, as_xlsx(grid)))


def plan_of(desk: Desk, folder: Path, *people: Sequence[Cell], head: Sequence[Cell] | None = None) -> Plan:
    return plan_roster(desk, draft_of(desk, folder, *people, head=head))


def write(
    desk: Desk,
    draft: RosterDraft,
    choices: Mapping[int, str] | None = None,
    *,
    leave_wrong: bool = False,
    memberships: Mapping[int, str] | None = None,
) -> Written:
    plan = plan_roster(desk, draft, choices, leave_wrong=leave_wrong, memberships=memberships)
    return write_roster(desk, draft, plan, choices, leave_wrong=leave_wrong, memberships=memberships)


def outcomes(plan: Plan) -> list[str]:
    return [line.outcome for line in plan.lines]


def only(plan: Plan) -> Line:
    (line,) = plan.lines
    return line


def member(desk: Desk, member_id: str) -> Facts:
    found = find(desk.store, "member", member_id)
    assert found is not None
    return found


def entries(desk: Desk) -> int:
    return int(desk.store.value("SELECT SUM(n) FROM chain"))
