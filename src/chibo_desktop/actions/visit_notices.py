"""What those below are told of a visit whenever it is written (`visit_notice`); who reads that is decided by certificates."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import last_day
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.visit_notices import SAME
from chibo_desktop.records.codec import Json
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import had_key, path_up


def notices_of(proposed: Proposed) -> list[Facts]:
    """The notices that follow from a visit as it will be, where they say something new.

    One to the organisation that is visited, while the visit is ahead, when it is noted as made, or where it was told
    before; one that withdraws what another organisation was told, when the visit goes elsewhere. None of a visit an
    older program wrote into the book that all below read.
    """
    visit, before = proposed.after, proposed.before
    if visit.book.startswith("all:"):
        return []
    place, former = visit.text("organisation_id"), before.text("organisation_id") if before else ""
    found = [_told(proposed, place), _withdrawn(proposed, former) if former not in ("", place) else None]
    return [notice for notice in found if notice is not None]


def _told(proposed: Proposed, place: str) -> Facts | None:
    visit, held = proposed.after, _held(proposed, place)
    is_news = is_ahead(visit, proposed.today) or ("made_on" in proposed.written and is_noted(visit))
    is_told = held is not None and not held.is_put_away
    if not is_told and not (is_news and has_readers(proposed.store, place, visit.text("body_id"))):
        return None
    team = proposed.find("visit_team", visit.text("team_id"))
    official = proposed.find("official", visit.text("official_id"))
    return _fresh(proposed, place, held, notice_values(visit, team, official))


def _withdrawn(proposed: Proposed, place: str) -> Facts | None:
    held = _held(proposed, place)
    return _fresh(proposed, place, held, {"put_away": True}) if held else None


def _held(proposed: Proposed, place: str) -> Facts | None:
    return proposed.find("visit_notice", _notice_id(proposed, place))


def _notice_id(proposed: Proposed, place: str) -> str:
    """One notice a visit and place, whichever machine of the body writes it."""
    return f"{proposed.after.id}/{place}"


def _fresh(proposed: Proposed, place: str, held: Facts | None, values: dict[str, Json]) -> Facts | None:
    if held is not None and all(held[name] == value for name, value in values.items()):
        return None
    before = held.values if held else {}
    said = {name: value for name, value in values.items() if held or value not in (None, "", False)}
    book = held.book if held else f"down:{place}"
    return Facts("visit_notice", _notice_id(proposed, place), {**before, **said}, book)


def notice_values(visit: Facts, team: Facts | None, official: Facts | None) -> dict[str, Json]:
    """What a notice of the visit says."""
    return {
        "visit_id": visit.id,
        **{name: visit[name] for name in SAME},
        "team": team.text("name") if team else "",
        "visitor": official.text("full_name") if official else "",
        "office": official.text("office") if official else "",
    }


def is_ahead(visit: Facts, today: date) -> bool:
    """Whether its day, or its month where no day is set, is not over and nothing is noted of its having been made."""
    last = visit.day("planned_on") or last_day(visit.text("month")[:7])
    is_over = last < today or visit.day("made_on") is not None or visit.text("meeting_id")
    return not (is_over or visit.is_put_away)


def is_noted(visit: Facts) -> bool:
    """Whether its body says that it was made: below the same is counted as above."""
    return visit.day("made_on") is not None and not visit.is_put_away


def has_readers(store: Store, place: str, body: str) -> bool:
    """Whether anybody but the body itself reads what it addresses to an organisation below it.

    Of a cell it types for it alone does: there the visit itself is read.
    """
    path = path_up(store, place)
    return body in path[1:] and any(had_key(store, one) for one in path[: path.index(body)])
