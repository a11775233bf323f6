"""What those below are told of a visit (`visit_notice`): worked out whenever it is written, and again before a bundle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import last_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.lists.visit_notices import SAME
from chibo_desktop.records.codec import Json
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import had_key, path_up

_OF_ITS_TIME = frozenset({"team", "office"})
"""What a notice of a visit that is over keeps as it was told: a team renamed since does not rewrite years."""

_ONE_ACTION_MS = 60_000
"""A visit and its notice are two entries of one action, the second of them later."""


def refuse_notice(_proposed: Proposed) -> None:
    """A notice follows its visit (`GuardedWriter.tell`): nobody writes, brings back or takes an old value of one alone."""
    raise Refusal("“Báo lịch dự” đi theo lượt dự, không ghi riêng. Hãy sửa lượt dự.")


def notices_of(proposed: Proposed) -> list[Facts]:
    """The notices that follow from a visit as it will be, where they say something new.

    None of a visit an older program wrote into the book that all below read.
    """
    visit = proposed.after
    if visit.book.startswith("all:"):
        return []
    held = [] if proposed.is_new else proposed.siblings("visit_notice", "visit_id", visit.id)
    here = proposed.find("visit_notice", notice_id(visit))
    wanted = notice_values(
        visit,
        proposed.find("visit_team", visit.text("team_id")),
        proposed.find("official", visit.text("official_id")),
    )
    every = {notice.id: notice for notice in (*held, *([here] if here else []))}
    return _due(proposed.store, proposed.today, visit, wanted, every)


def stale_notices(store: Store, book: str, today: date) -> list[Facts]:
    """The notices as they have to be, of every visit in that book of which one says something else or is missing.

    Two machines of an office part what one of them wrote together: one moves a visit while the other puts it off. A
    name corrected since is told too, and a place that got a laptop hears what is still ahead. What another machine
    told after all that is held here stays as it is: that machine knows more.
    """
    told: dict[str, dict[str, Facts]] = {}
    for notice in select(store, "visit_notice", away=True):
        told.setdefault(notice.text("visit_id"), {})[notice.id] = notice
    found = []
    for visit in select(store, "visit", "_book = ?", (book,), away=True):
        held = told.get(visit.id, {})
        if held or is_to_tell(visit, today):
            team, official = (
                find(store, kind, visit.text(name)) if visit.text(name) else None
                for kind, name in (("visit_team", "team_id"), ("official", "official_id"))
            )
            wanted = notice_values(visit, team, official)
            due = _due(store, today, visit, wanted, held)
            news = [
                notice for notice in due if is_ahead(visit, today) or _is_news(held.get(notice.id), notice)
            ]
            basis = [each for each in (visit, team, official) if each is not None]
            found += [each for each in news if not _is_told_later(store, held.get(each.id), basis)]
    return found


def _is_told_later(store: Store, held: Facts | None, basis: Sequence[Facts]) -> bool:
    """Whether another machine wrote the notice after all it is made of here: what made it do so is still to come."""
    if held is None:
        return False
    device, told = store.last_write(held.kind, held.id)
    known = max(store.last_write(each.kind, each.id)[1] for each in basis)
    return device != store.device and told > known + _ONE_ACTION_MS


def _is_news(held: Facts | None, notice: Facts) -> bool:
    """Whether something other than what keeps the words of its time changed."""
    return held is None or any(
        not _is_alike(held[name], value) for name, value in notice.values.items() if name not in _OF_ITS_TIME
    )


def _due(
    store: Store, today: date, visit: Facts, wanted: Mapping[str, Json], held: Mapping[str, Facts]
) -> list[Facts]:
    """One to the organisation that is visited, while the visit is ahead or noted as made, or where it was told before;
    and one each that withdraws what another organisation was told. `held` are its notices, by id.
    """
    place, body = visit.text("organisation_id"), visit.text("body_id")
    here = held.get(notice_id(visit))
    found = [
        _fresh(notice.id, notice, {"put_away": True}, notice.book)
        for notice in held.values()
        if notice.id != notice_id(visit) and not notice.is_put_away
    ]
    is_told = here is not None and not here.is_put_away
    if is_told or (is_to_tell(visit, today) and _is_read_below(store, place, body)):
        found.append(_fresh(notice_id(visit), here, wanted, here.book if here else f"down:{place}"))
    return [notice for notice in found if notice is not None]


def notice_id(visit: Facts) -> str:
    """One notice a visit and place, whichever machine of the body writes it."""
    return f"{visit.id}/{visit.text('organisation_id')}"


def _fresh(record_id: str, held: Facts | None, values: Mapping[str, Json], book: str) -> Facts | None:
    before = held.values if held else {}
    said = {
        name: value
        for name, value in values.items()
        if not _is_alike(held[name] if held is not None else None, value)
    }
    return Facts("visit_notice", record_id, {**before, **said}, book) if said else None


def _is_alike(one: Json, other: Json) -> bool:
    """Whether both say the same: never written, empty and no are alike."""
    return (one or None) == (other or None)


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
    """Whether its day, or its month where no day is set, is not over and nothing is noted of its having been made.

    Of a month that cannot be read nothing is ahead.
    """
    month = visit.partial("month")
    last = visit.day("planned_on") or (last_day(str(month)[:7]) if month and month.month else date.min)
    is_over = last < today or visit.day("made_on") is not None or visit.text("meeting_id")
    return not (is_over or visit.is_put_away)


def is_to_tell(visit: Facts, today: date) -> bool:
    """Whether those below are told of it who heard nothing yet: it is ahead, or its body noted that it was made.

    Below the same is counted as above.
    """
    return is_ahead(visit, today) or (visit.day("made_on") is not None and not visit.is_put_away)


def _is_read_below(store: Store, place: str, body: str) -> bool:
    return has_readers(path_up(store, place), body, lambda one: had_key(store, one))


def has_readers(path: Sequence[str], body: str, has_laptop: Callable[[str], bool]) -> bool:
    """Whether anybody but the body itself reads what it addresses to an organisation below it, of which `path` goes up.

    Of a cell it types for it alone does: there the visit itself is read.
    """
    return body in path[1:] and any(has_laptop(one) for one in path[: path.index(body)])
