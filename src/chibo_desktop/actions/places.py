"""Hamlets, schools and clinics, which cell leads them since when, figures entered by hand, and the flags of a cell below."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.structure import Day, refuse_cell
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Changes


def add_place(desk: Desk, *, name: str, kind: str = "hamlet") -> tuple[Changes, str]:
    """Writes a hamlet, school or clinic into this body's book; gives its id. Refusal for a name that is there."""
    refuse_cell(desk)
    with desk.writing() as writer:
        place_id = writer.new_id()
        writer.put("place", place_id, body_id=desk.organisation_id, name=clean_line(name), kind=kind)
    return writer.changes, place_id


def serve_place(
    desk: Desk, place_id: str, cell_id: str, *, from_on: Day = None, until_on: Day = None
) -> tuple[Changes, str]:
    """Says that a cell leads a place between two days, open where None; gives the id of what was written."""
    refuse_cell(desk)
    with desk.writing() as writer:
        served = writer.new_id()
        writer.put(
            "place_served", served, place_id=place_id, cell_id=cell_id, from_on=from_on, until_on=until_on
        )
    return writer.changes, served


def end_serving(desk: Desk, served_id: str, *, until_on: Day) -> Changes:
    """Says on which day a cell led a place for the last time; None takes that back."""
    with desk.writing() as writer:
        writer.put("place_served", served_id, until_on=until_on)
    return writer.changes


def record_hand_figure(
    desk: Desk,
    *,
    indicator: str,
    period_from: PartialDate,
    period_until: PartialDate,
    source: str,
    numerator: int | None = None,
    denominator: int | None = None,
    organisation_id: str | None = None,
) -> tuple[Changes, str]:
    """Writes a figure that somebody else counted, with its source; of this body where no organisation is named."""
    refuse_cell(desk)
    with desk.writing() as writer:
        figure = writer.new_id()
        writer.put(
            "hand_figure",
            figure,
            body_id=desk.organisation_id,
            organisation_id=organisation_id,
            indicator=clean_line(indicator),
            period_from=period_from,
            period_until=period_until,
            numerator=numerator,
            denominator=denominator,
            source=clean_line(source),
        )
    return writer.changes, figure


def describe_below(desk: Desk, organisation_id: str, /, **fields: object) -> Changes:
    """Writes area, `grassroots`, `difficult` or `sort` of a cell typed for, or of one written down here, into its own book.

    Refusal of one with a laptop: it says that itself.
    """
    facts = organisations(desk.store).facts(organisation_id)
    if facts is None or not desk.may_write(facts.book):
        raise Refusal("Tổ chức này có máy riêng nên tự ghi mục này ở Thiết đặt của mình. Hãy báo tổ chức ấy.")
    with desk.writing() as writer:
        writer.put("organisation", facts.id, **fields)
    return writer.changes
