"""Writing down how organisations below and members were rated for a year; what meetings rated is read from their minutes."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.below_choices import can_reach
from chibo_desktop.lists.member_ratings import own_member_rating
from chibo_desktop.lists.ratings import own_ratings
from chibo_desktop.store import Changes


def rate_organisation(
    desk: Desk,
    organisation_id: str,
    year: int,
    grade: str,
    *,
    basis: str = "",
    decided_on: date | None = None,
) -> Changes:
    """Writes the grade this body gave an organisation below for a year, with its decision; "" takes it back.

    It goes to the organisation alone; of one it cannot reach it stays in the body's own book. A decision left out
    leaves the one written.
    """
    held = own_ratings(desk.store, desk.organisation_id, year).get(organisation_id)
    if not grade and held is None:
        return Changes()
    told = can_reach(desk.store, desk.organisation_id, organisation_id)
    book = held.book if held else f"down:{organisation_id}" if told else desk.organisation_id
    with desk.writing(book) as writer:
        if held is not None:
            fields = {"grade": grade, **_decision(basis, decided_on)} if grade else {"put_away": True}
            writer.put("organisation_rating", held.id, **fields)
        else:
            writer.put(
                "organisation_rating",
                writer.new_id(),
                body_id=desk.organisation_id,
                organisation_id=organisation_id,
                year=year,
                grade=grade,
                **_decision(basis, decided_on),
            )
    return writer.changes


def decide_ratings(desk: Desk, year: int, basis: str, decided_on: date | None) -> Changes:
    """Writes one decision on every rating this body gave for a year. Refusal where there is none, or no decision."""
    every = own_ratings(desk.store, desk.organisation_id, year)
    if not every:
        raise Refusal(f"Năm {year} chưa xếp loại nơi nào. Chọn mức cho từng nơi trước.")
    if not basis.strip() and decided_on is None:
        raise Refusal("Gõ số quyết định, hoặc ngày quyết định.", "basis")
    with desk.writing() as writer:
        for held in every.values():
            writer.put("organisation_rating", held.id, **_decision(basis, decided_on))
    return writer.changes


def rate_member_of_year(
    desk: Desk, member_id: str, year: int, grade: str, *, basis: str = "", decided_on: date | None = None
) -> Changes:
    """Writes a member's grade of a year: a body's decision, or at a cell a year no meeting here rated; "" takes it back."""
    member = need_part(desk, "member", member_id)
    held = own_member_rating(desk.store, desk.organisation_id, member_id, year)
    if not grade and held is None:
        return Changes()
    cell = member.text("cell_id")
    book = held.book if held else member.book if cell == desk.organisation_id else f"down:{cell}"
    with desk.writing(book) as writer:
        if held is not None:
            fields = {"grade": grade, **_decision(basis, decided_on)} if grade else {"put_away": True}
            writer.put("member_rating", held.id, **fields)
        else:
            whose = {"member_id": member_id, "year": year, "grade": grade}
            writer.put("member_rating", writer.new_id(), **whose, **_decision(basis, decided_on))
    return writer.changes


def _decision(basis: str, decided_on: date | None) -> dict[str, object]:
    """What was given of it."""
    found: dict[str, object] = {"basis": basis} if basis.strip() else {}
    return found | ({"decided_on": decided_on} if decided_on else {})
