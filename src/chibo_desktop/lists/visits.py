"""The visits that were made: read from guest lists and from what bodies noted; plans and reports are not here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import month_of
from chibo_desktop.base.text import fold
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.same import among
from chibo_desktop.lists.tree import Tree, organisations
from chibo_desktop.lists.visit_notices import Told, told_visits
from chibo_desktop.lists.visit_sittings import Months, Sitting, sittings_within
from chibo_desktop.lists.visit_teams import Team, teams
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

LEVEL_OF = {"commune": "commune", "upper": "upper", "district": "upper"}
"""By kind of a body the level its people have in a guest list: those of a district stood with the upper ones."""


@dataclass(frozen=True)
class MadeVisit:
    """One visit that was made: at a meeting whose minutes name who came, or noted by the body that went.

    `level` is that of the guests (commune, upper, centre); of one only noted the kind of the body (also district).
    `purpose` is cell or committee. `body_id`, `team_id`, `official_ids` say who went as far as names tell, else ""
    and (). `visit_ids` are the planned visits it fulfils, also those known here by a notice alone. `month` ("2026-10") is the period of the meeting, of
    one only noted the month it was planned for. How the organisation stood is said of that day.
    """

    id: str
    month: str
    day: date
    organisation_id: str
    level: str
    purpose: str
    kind: str
    is_thematic: bool
    is_grassroots: bool
    is_difficult: bool
    names: tuple[str, ...]
    body_id: str
    team_id: str
    official_ids: tuple[str, ...]
    meeting_id: str
    visit_ids: tuple[str, ...]

    @property
    def visit_id(self) -> str:
        """The record of the plan it fulfils; "" when nothing was written down beforehand."""
        return self.visit_ids[0] if self.visit_ids else ""


def visits_made(store: Store, first: date, last: date) -> list[MadeVisit]:
    """Every visit made in the months from that of `first` to that of `last`, the earliest first.

    From the guest lists of finalised meetings one event per meeting and level, joined with the visit that names the
    meeting, has its day, or its month and a visitor's name; and whatever bodies noted that no minutes here tell.
    """
    months = month_of(first), month_of(last)
    made = known(store, ("visits made", months), lambda: _Reading(store, months).made())
    return [visit for visit in made if _is_within(visit.month, months)]


def all_visits_made(store: Store) -> Sequence[MadeVisit]:
    """Every visit made, the earliest first; read once until somebody writes."""
    return known(store, "visits made", lambda: _Reading(store, ("", "9999-12")).made())


def visits_of(store: Store, months: tuple[str, str], places: tuple[str, ...]) -> Sequence[MadeVisit]:
    """Every visit made to one organisation, under whichever of its ids, in the months from one to another and whatever
    may be the same; it is not remembered.
    """
    return _Reading(store, months, places).made()


def _is_within(month: str, months: Months) -> bool:
    return months[0] <= month <= months[1]


_HELD = """SELECT MIN(substr(held_on, 1, 7)) AS first, MAX(substr(held_on, 1, 7)) AS last FROM meeting
    WHERE substr(COALESCE(period, ''), 1, 7) BETWEEN ? AND ? AND held_on IS NOT NULL"""


class _Reading:
    """One pass over guest lists and visits: all of a range of months, and whatever may be the same visit as one of it.

    With `places`, the ids of one organisation, of that alone.
    """

    def __init__(self, store: Store, months: Months, places: tuple[str, ...] = ()) -> None:
        self._store = store
        self._organisations, self._teams = organisations(store), teams(store)
        self._kinds = {
            row["id"]: row["kind"] or "" for row in store.rows("SELECT id, kind FROM organisation")
        }
        self._trees: dict[date, Tree] = {}
        self._told = told_visits(store)
        told = [told.visit for told in self._told.values()]
        if places:
            self._visits = select(store, "visit", among("organisation_id", places), places)
            self._visits += [visit for visit in told if visit.text("organisation_id") in places]
        else:
            self._visits = [*select(store, "visit"), *told]
        named = sorted({visit.text("meeting_id") for visit in self._visits} - {""})
        self._meeting_kinds = {
            row["id"]: row["kind"] or "regular"
            for row in store.rows(
                "SELECT id, kind FROM meeting WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(named),),
            )
        }
        self._of_meeting: defaultdict[str, list[Facts]] = defaultdict(list)
        self._of_month: defaultdict[tuple[str, str], list[Facts]] = defaultdict(list)
        for visit in self._visits:
            self._index(visit)
        self._days: set[tuple[str, date, str]] = set()
        self._by_month: defaultdict[tuple[str, str], list[Sitting]] = defaultdict(list)
        for sitting in sittings_within(store, self._widened(months), named, places):
            self._by_month[sitting.place, sitting.month].append(sitting)
            self._days.add((sitting.place, sitting.day, sitting.level))

    def _widened(self, months: Months) -> Months:
        """The months in which meetings of the range were held, or visits of it made: either may have been put off."""
        made = [
            month_of(day)
            for visit in self._visits
            if _is_within(visit.text("month")[:7], months) and (day := visit.day("made_on")) is not None
        ]
        held = self._store.row(_HELD, months)
        made += [month for month in (held or ()) if month]
        return min([months[0], *made]), max([months[1], *made])

    def _index(self, visit: Facts) -> None:
        if meeting_id := visit.text("meeting_id"):
            self._of_meeting[meeting_id].append(visit)
            return
        place, made = self._organisations.same(visit.text("organisation_id")), visit.day("made_on")
        for month in sorted({visit.text("month")[:7], month_of(made) if made else ""}):
            self._of_month[place, month].append(visit)

    def made(self) -> Sequence[MadeVisit]:
        found = [self._seen(sitting) for sittings in self._by_month.values() for sitting in sittings]
        told = {visit_id for made in found for visit_id in made.visit_ids}
        noted = [(visit, visit.day("made_on")) for visit in self._visits if visit.id not in told]
        found += [self._noted(visit, day) for visit, day in noted if day is not None]
        return tuple(sorted(found, key=lambda made: (made.month, made.day, made.organisation_id, made.id)))

    def _seen(self, sitting: Sitting) -> MadeVisit:
        """What the minutes of one meeting tell of one level."""
        above = self._above(sitting)
        visits = self._fulfilled(sitting)
        team = self._team(sitting, visits, above)
        people = self._people(sitting, visits, above)
        bodies = [visit.text("body_id") for visit in visits]
        bodies += [team.body_id] if team else []
        bodies += [self._teams.officials[one].text("body_id") for one in people]
        is_grassroots, is_difficult = self._standing(sitting.place, sitting.day)
        return MadeVisit(
            id=f"{sitting.meeting_id}/{sitting.level}",
            month=sitting.month,
            day=sitting.day,
            organisation_id=sitting.place,
            level=sitting.level,
            purpose="committee" if sitting.kind.roll == "committee" else "cell",
            kind=sitting.kind.key,
            is_thematic=sitting.kind.counts_as("thematic"),
            is_grassroots=is_grassroots,
            is_difficult=is_difficult,
            names=tuple(sitting.guests.values()),
            body_id=next(iter([*bodies, *above]), ""),
            team_id=team.id if team else "",
            official_ids=people,
            meeting_id=sitting.meeting_id,
            visit_ids=tuple(visit.id for visit in visits),
        )

    def _above(self, sitting: Sitting) -> list[str]:
        """The bodies of the guests' level above the cell that day; one that is of that very kind before a district."""
        path = self._tree(sitting.day).path(sitting.place)[1:]
        fitting = [body for body in path if LEVEL_OF.get(self._kind(body, sitting.day)) == sitting.level]
        return sorted(fitting, key=lambda body: self._kind(body, sitting.day) != sitting.level)

    def _fulfilled(self, sitting: Sitting) -> list[Facts]:
        """The visits made at this meeting: of its period, and where it was held in another month also of that one."""
        found = list(self._of_meeting.get(sitting.meeting_id, ()))
        found += [visit for visit in self._noted_in(sitting, sitting.month) if self._is_this(visit, sitting)]
        if (held := month_of(sitting.day)) != sitting.month:
            found += [visit for visit in self._noted_in(sitting, held) if self._is_put_off(visit, sitting)]
        once = {visit.id: visit for visit in found}.values()
        return [visit for visit in once if self._level(visit, sitting.day) == sitting.level]

    def _noted_in(self, sitting: Sitting, month: str) -> list[Facts]:
        """The visits to cells' meetings noted for that place in a month."""
        found = self._of_month.get((sitting.place, month), ())
        return [visit for visit in found if visit.text("purpose") == "cell"]

    def _is_put_off(self, visit: Facts, sitting: Sitting) -> bool:
        """Whether a visit of the month in which a session of another period was held is a visit to that session.

        By the day made or planned; of one without a day by name, unless that month's own session tells of it.
        """
        if not self._is_this(visit, sitting):
            return False
        if (day := visit.day("made_on") or visit.day("planned_on")) is not None:
            return day == sitting.day
        own = self._by_month.get((sitting.place, visit.text("month")[:7]), ())
        return not any(other.level == sitting.level and self._is_this(visit, other) for other in own)

    def _is_this(self, visit: Facts, sitting: Sitting) -> bool:
        """Whether the visit was made on the meeting's day, or one of those who were to go is among its guests."""
        made = visit.day("made_on")
        if made == sitting.day:
            return True
        if made is not None and (sitting.place, made, sitting.level) in self._days:
            return False  # that day's session tells of it
        team = self._teams.teams.get(visit.text("team_id"))
        names = {fold(mate.name) for mate in team.mates_on(sitting.day)} if team else set()
        if official := visit.text("official_id"):
            names.add(fold(self._teams.name_of(official)))
        told = self._told.get(visit.id)
        if told is not None and told.team and not visit.flag("excused"):
            return self._is_of_team(told, sitting)
        if told is not None:
            names.add(fold(told.visitor))
        return bool(sitting.names & (names - {""}))

    def _is_of_team(self, told: Told, sitting: Sitting) -> bool:
        """Whether minutes tell of a team of which only the name is known here: any guest of its body's level may be of it.

        In a month with several such meetings that with the visitor announced, else that of the day announced, else the
        first.
        """
        visit = told.visit
        months = {visit.text("month")[:7], sitting.month}
        level = self._level(visit, sitting.day)
        fitting = [
            other
            for month in sorted(months)
            for other in self._by_month.get((sitting.place, month), ())
            if other.level == level and other.kind.roll != "committee"
        ]

        def rank(other: Sitting) -> tuple[bool, bool, date, str]:
            day = visit.day("planned_on")
            return fold(told.visitor) not in other.names, other.day != day, other.day, other.meeting_id

        return min(fitting, key=rank, default=None) is sitting

    def _team(self, sitting: Sitting, visits: list[Facts], above: list[str]) -> Team | None:
        planned = [team for visit in visits if (team := self._teams.teams.get(visit.text("team_id")))]
        named = [
            team
            for name in sorted(sitting.names)
            for mate in self._teams.by_name.get(name, ())
            if (team := self._teams.teams[mate.team_id]).body_id in above
            and team.stood(sitting.day)
            and mate.belongs(sitting.day)
        ]
        return next(iter([*planned, *named]), None)

    def _people(self, sitting: Sitting, visits: list[Facts], above: list[str]) -> tuple[str, ...]:
        """The officials who came, by name; nobody is said to have come whom the minutes do not name."""
        bodies = {*above, *(visit.text("body_id") for visit in visits)}
        return tuple(
            official.id
            for name in sorted(sitting.names)
            for official in self._teams.officials_by_name.get(name, ())
            if official.text("body_id") in bodies
        )

    def _noted(self, visit: Facts, day: date) -> MadeVisit:
        """What only the body that went has written down."""
        team, official = visit.text("team_id"), visit.text("official_id")
        name = told.visitor if (told := self._told.get(visit.id)) else self._teams.name_of(official)
        named = self._meeting_kinds.get(visit.text("meeting_id"))
        kind = kind_of(named, day) if named else None
        place = self._organisations.same(visit.text("organisation_id"))
        is_grassroots, is_difficult = self._standing(place, day)
        return MadeVisit(
            id=visit.id,
            month=visit.text("month")[:7] or month_of(day),
            day=day,
            organisation_id=place,
            level=self._kind(visit.text("body_id"), day),
            purpose=visit.text("purpose"),
            kind=kind.key if kind else "",
            is_thematic=kind is not None and kind.counts_as("thematic"),
            is_grassroots=is_grassroots,
            is_difficult=is_difficult,
            names=(name,) if name else (),
            body_id=visit.text("body_id"),
            team_id=team if team in self._teams.teams else "",
            official_ids=(official,) if official else (),
            meeting_id=visit.text("meeting_id"),
            visit_ids=(visit.id,),
        )

    def _standing(self, place: str, day: date) -> tuple[bool, bool]:
        """Whether the organisation was a grassroots cell that day, and whether it is a difficult one."""
        node = self._tree(day).nodes.get(place)
        return (node.is_grassroots, node.is_difficult) if node else (False, False)

    def _level(self, visit: Facts, day: date) -> str:
        return LEVEL_OF.get(self._kind(visit.text("body_id"), day), "")

    def _kind(self, body_id: str, day: date) -> str:
        """Of what kind a body is, also one that does not stand any more."""
        node = self._tree(day).nodes.get(body_id)
        return node.kind if node else str(self._kinds.get(body_id, ""))

    def _tree(self, day: date) -> Tree:
        if day not in self._trees:
            self._trees[day] = self._organisations.at(day)
        return self._trees[day]
