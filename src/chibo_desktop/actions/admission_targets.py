"""Giving those below a number of members to admit in a year, and writing down the number of a whole term."""

from __future__ import annotations

from collections.abc import Mapping

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.admission_targets import Years, admission_targets
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records.derived_id import derived_id
from chibo_desktop.store import Changes


def give_targets(
    desk: Desk, year: int, counts: Mapping[str, int | None], *, basis: str | None = None
) -> Changes:
    """Gives each organisation its number for a year, in the book it reads; None takes back what was given.

    One action; what already says the same is not written again. `basis` None leaves the paper named before. Refusal at
    a cell, for an organisation not below, and where nothing is given.
    """
    _refuse_cell(desk)
    with desk.writing() as writer:
        for organisation_id, count in counts.items():
            _give(desk, writer, organisation_id, (year, year), count=count, basis=basis)
    if not writer.changes.items:
        raise Refusal("Chưa có số nào mới. Ghi số cho ít nhất một nơi.", "count")
    return writer.changes


def set_own_target(
    desk: Desk, first_year: int, last_year: int, count: int | None, *, basis: str = ""
) -> Changes:
    """Writes this body's own number for a term, or for one year where nobody above gives it one; over what it said before.

    None takes it back. Refusal at a cell.
    """
    _refuse_cell(desk)
    with desk.writing() as writer:
        _give(desk, writer, desk.organisation_id, (first_year, last_year), count=count, basis=basis)
    return writer.changes


def _give(
    desk: Desk,
    writer: GuardedWriter,
    organisation_id: str,
    years: Years,
    *,
    count: int | None,
    basis: str | None,
) -> None:
    """The one record of these years, and no number in any other: under an id it had before, an organisation may have two."""
    one, own = organisations(desk.store).same(organisation_id), desk.organisation_id
    record_id = derived_id("admission_target", own, one, *map(str, years))
    for held in admission_targets(desk.store).written(own, one, years):
        if count is None or held.id != record_id:
            writer.put_json("admission_target", held.id, {"count": None})
            basis = held.basis if basis is None else basis
    if count is None:
        return
    fields: dict[str, object] = {"body_id": own, "organisation_id": one, "count": count, "put_away": False}
    fields |= {"first_year": years[0], "last_year": years[1]}
    fields |= {} if basis is None else {"basis": clean_line(basis)}
    writer.put_json("admission_target", record_id, fields, book="" if one == own else f"down:{one}")


def _refuse_cell(desk: Desk) -> None:
    if desk.kind == "cell":
        raise Refusal("Chỉ tiêu do đảng ủy cấp trên giao. Hãy báo đảng ủy trực tiếp.")
