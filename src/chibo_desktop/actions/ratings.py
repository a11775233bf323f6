"""Writing down how organisations below and members were rated for a year; what meetings rated is read from their minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from chibo_desktop.actions.derived import put_once
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.below_choices import can_reach
from chibo_desktop.lists.member_ratings import own_member_ratings
from chibo_desktop.lists.ratings import own_ratings
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.tree import organisations
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
    own = desk.organisation_id
    held = own_ratings(desk.store, own, year).get(organisations(desk.store).same(organisation_id), ())
    book = f"down:{organisation_id}" if can_reach(desk.store, own, organisation_id) else own
    whose = {"body_id": own, "organisation_id": organisation_id, "year": year}
    given = _given(grade, basis, decided_on)
    return _rate(desk, "organisation_rating", held, book=book, whose=whose, given=given)


def decide_ratings(desk: Desk, year: int, basis: str, decided_on: date | None) -> Changes:
    """Writes one decision on every rating this body gave for a year. Refusal where there is none, or no decision."""
    every = own_ratings(desk.store, desk.organisation_id, year)
    if not every:
        raise Refusal(f"Năm {year} chưa xếp loại nơi nào. Chọn mức cho từng nơi trước.")
    if not basis.strip() and decided_on is None:
        raise Refusal("Gõ số quyết định, hoặc ngày quyết định.", "basis")
    with desk.writing() as writer:
        for held in every.values():
            writer.put("organisation_rating", held[-1].id, **_decision(basis, decided_on))
    return writer.changes


def rate_member_of_year(
    desk: Desk, member_id: str, year: int, grade: str, *, basis: str = "", decided_on: date | None = None
) -> Changes:
    """Writes a member's grade of a year: a body's decision, or at a cell a year no meeting here rated; "" takes it back."""
    member, same = need_part(desk, "member", member_id), organisations(desk.store).same
    held = own_member_ratings(desk.store, desk.organisation_id, member_id, year)
    cell = member.text("cell_id")
    book = member.book if same(cell) == same(desk.organisation_id) else f"down:{cell}"
    whose = {"member_id": member_id, "year": year}
    given = _given(grade, basis, decided_on)
    return _rate(desk, "member_rating", held, book=book, whose=whose, given=given)


def _rate(
    desk: Desk,
    kind: str,
    held: Sequence[Facts],
    *,
    book: str,
    whose: Mapping[str, object],
    given: Mapping[str, object],
) -> Changes:
    """Changes the newest of what this desk wrote, or makes it in the book; without a grade takes all of it back."""
    if not held and not given:
        return Changes()
    with desk.writing(held[-1].book if held else book) as writer:
        if not given:
            for each in held:
                writer.put(kind, each.id, put_away=True)
        elif held:
            writer.put(kind, held[-1].id, **given)
        else:
            about = tuple(str(each) for each in whose.values())
            put_once(writer, kind, about, **whose, **given)
    return writer.changes


def _given(grade: str, basis: str, decided_on: date | None) -> dict[str, object]:
    """{} takes a rating back."""
    return {"grade": grade, **_decision(basis, decided_on)} if grade else {}


def _decision(basis: str, decided_on: date | None) -> dict[str, object]:
    """What was given of it."""
    found: dict[str, object] = {"basis": basis} if basis.strip() else {}
    return found | ({"decided_on": decided_on} if decided_on else {})
