"""What visits come to: per team, body and level, most and fewest by name, difficult cells; who keeps the rule: visit_compliance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.tree import Tree, organisations
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.lists.visits import LEVEL_OF, MadeVisit, visits_made
from chibo_desktop.store import Store

TEAM, BODY = "tổ", "đảng bộ"
"""The units visits are counted by."""
MOST_NAMED = 3
"""How many of those who share the most or the fewest are named in a sentence."""


@dataclass(frozen=True)
class VisitCount:
    """The visits of one team, body or level. `unit` is the word for what is counted ("tổ", "đảng bộ"), "" for a sum.

    Committee meetings (đảng ủy, chi ủy) are counted apart and are in none of the other figures (IND-8).
    """

    key: str
    name: str
    unit: str
    visits: tuple[MadeVisit, ...]

    @property
    def at_cells(self) -> list[MadeVisit]:
        """Visits to cells' meetings, one an event (lượt)."""
        return [visit for visit in self.visits if visit.purpose != "committee"]

    @property
    def events(self) -> int:
        return len(self.at_cells)

    @property
    def cells(self) -> int:
        """Distinct cells visited."""
        return len({visit.organisation_id for visit in self.at_cells})

    @property
    def grassroots_cells(self) -> int:
        """Distinct grassroots cells among them, as each stood on the day of its first visit."""
        return sum(1 for visit in self._first_visits() if visit.is_grassroots)

    @property
    def other_cells(self) -> int:
        return self.cells - self.grassroots_cells

    @property
    def committee(self) -> int:
        """Meetings of committees attended."""
        return len(self.visits) - self.events

    @property
    def thematic(self) -> int:
        """Events at thematic sessions; they are among `events`."""
        return sum(1 for visit in self.at_cells if visit.is_thematic)

    def _first_visits(self) -> Iterable[MadeVisit]:
        found: dict[str, MadeVisit] = {}
        for visit in self.at_cells:
            found.setdefault(visit.organisation_id, visit)
        return found.values()


@dataclass(frozen=True)
class Extreme:
    """The most or the fewest distinct cells, with everybody who has that many, and the unit compared."""

    cells: int
    names: tuple[str, ...]
    unit: str

    @property
    def sentence(self) -> str:
        """As in "tổ: 10 chi bộ (Tổ 3)"."""
        named, more = self.names[:MOST_NAMED], len(self.names) - MOST_NAMED
        others = f" và {more} {self.unit} khác" if more > 0 else ""
        return f"{self.unit}: {self.cells:02d} chi bộ ({'; '.join(named)}{others})"


@dataclass(frozen=True)
class VisitReport:
    """Visits of a range of days under one body: everything, by level, by body, by team."""

    total: VisitCount
    by_level: tuple[VisitCount, ...]
    by_body: tuple[VisitCount, ...]
    by_team: tuple[VisitCount, ...]
    """Teams of one level: of the body the report is of, or with a level of the bodies of that level."""
    other_teams: tuple[VisitCount, ...]
    """Teams of other bodies that went there, where the report is of every level."""
    teamless: VisitCount
    """Visits no team is known of."""
    difficult: tuple[tuple[str, int], ...]
    """Every difficult cell by name with its number of visits, the fewest first (B12)."""
    difficult_cells: tuple[str, ...] = ()
    """Their ids, in the same order."""
    alike_bodies: tuple[VisitCount, ...] = ()
    """Those of `by_body` that are of one level: with a level all, else the communes."""

    @property
    def most_and_fewest(self) -> list[tuple[Extreme, Extreme]]:
        """Among teams of one body or level, and among bodies of one level; nothing where only one is to compare."""
        alike = [counts for counts in (self.by_team, self.alike_bodies) if len(counts) > 1]
        return [pair for pair in map(extremes, alike) if pair is not None]


LEVEL_NAMES = {"commune": "Cấp xã", "district": "Cấp huyện", "upper": "Cấp tỉnh", "centre": "Trung ương"}


def visit_report(
    store: Store, organisation_id: str, first: date, last: date, *, level: str = "", by_day: bool = False
) -> VisitReport:
    """Visits at what stands under an organisation, or at itself, in the months of `first` to `last`.

    Each counts where the organisation stood on the day of the visit, so that the parts add up to the whole.
    With `level` only those of that level. With `by_day` those on days from `first` to `last`, as a round's are.
    Teams at work in the range are listed with their nought: without `level`, or where `level` is that of the
    organisation, its own; else those of the bodies of that level that went.
    """
    stood = organisations(store)
    tree = stood.at(last)
    found = [
        visit
        for visit in visits_made(store, first, last)
        if organisation_id in stood.at(visit.day).path(visit.organisation_id)
        and (not level or visit.level == level)
        and (not by_day or first <= visit.day <= last)
    ]
    difficult = _difficult(tree, organisation_id, found)
    own = organisation_id if not level or level == level_of(store, organisation_id, last) else ""
    listed = _by_team(store, found, own, first, last)
    theirs = {team.id for team in teams(store).teams.values() if team.body_id != organisation_id}
    bodies = _by_body(store, found, last)
    communes = {visit.body_id for visit in found if visit.level == "commune"}
    return VisitReport(
        total=VisitCount("", "Cộng", "", tuple(found)),
        by_level=tuple(
            VisitCount(each, LEVEL_NAMES[each], "", tuple(visit for visit in found if visit.level == each))
            for each in LEVEL_NAMES
            if any(visit.level == each for visit in found)
        ),
        by_body=bodies,
        by_team=tuple(count for count in listed if level or count.key not in theirs),
        other_teams=tuple(count for count in listed if not level and count.key in theirs and count.visits),
        teamless=VisitCount("", "Không theo tổ", "", tuple(visit for visit in found if not visit.team_id)),
        difficult=tuple((tree.nodes[cell].name, times) for cell, times in difficult),
        difficult_cells=tuple(cell for cell, _ in difficult),
        alike_bodies=tuple(count for count in bodies if level or count.key in communes),
    )


def _difficult(tree: Tree, organisation_id: str, found: Iterable[MadeVisit]) -> list[tuple[str, int]]:
    """The difficult cells with how often each one's own meeting was attended, the least first."""
    times = Counter(visit.organisation_id for visit in found if visit.purpose != "committee")
    cells = [cell for cell in tree.cells(organisation_id) if tree.nodes[cell].is_difficult]
    ordered = sorted(cells, key=lambda cell: (times[cell], tree.nodes[cell].name.casefold()))
    return [(cell, times[cell]) for cell in ordered]


def level_of(store: Store, organisation_id: str, day: date) -> str:
    """The level a body's people have in a guest list ("commune", "upper"); "" for a cell or a body of another kind."""
    node = organisations(store).at(day).nodes.get(organisation_id)
    return LEVEL_OF.get(node.kind, "") if node is not None else ""


def _by_body(store: Store, visits: Sequence[MadeVisit], day: date) -> tuple[VisitCount, ...]:
    """Bodies whose people went, the most cells first."""
    names = organisations(store)
    bodies = dict.fromkeys(visit.body_id for visit in visits if visit.body_id)
    found = [
        VisitCount(
            body, names.name(body, day), BODY, tuple(visit for visit in visits if visit.body_id == body)
        )
        for body in bodies
    ]
    return tuple(sorted(found, key=lambda count: (-count.cells, count.name)))


def _by_team(
    store: Store, visits: Sequence[MadeVisit], own: str, first: date, last: date
) -> tuple[VisitCount, ...]:
    """Teams that went, and those of the same bodies and of `own` at work in the range that did not.

    Where teams of several bodies went each that is not of `own` is named with its body.
    """
    known, names = teams(store).teams, organisations(store)
    went: dict[str, list[MadeVisit]] = {}
    for visit in visits:
        went.setdefault(visit.team_id, []).append(visit)
    bodies = {known[one].body_id for one in went if one in known} | {own}
    listed = [
        team
        for team in known.values()
        if team.id in went
        or (
            team.body_id in bodies
            and (team.from_on or date.min) <= last
            and (team.until_on or date.max) >= first
        )
    ]
    is_mixed = len({team.body_id for team in listed}) > 1
    found = [
        VisitCount(
            team.id,
            f"{team.name}, {names.name(team.body_id, last)}"
            if is_mixed and team.body_id != own
            else team.name,
            TEAM,
            tuple(went.get(team.id, ())),
        )
        for team in listed
    ]
    return tuple(sorted(found, key=lambda count: (-count.cells, count.name)))


def extremes(counts: Sequence[VisitCount]) -> tuple[Extreme, Extreme] | None:
    """The most and the fewest distinct cells of one unit with the names; None where there is nothing to compare."""
    if not counts:
        return None
    most, fewest = max(count.cells for count in counts), min(count.cells for count in counts)
    unit = counts[0].unit

    def named(cells: int) -> Extreme:
        return Extreme(cells, tuple(count.name for count in counts if count.cells == cells), unit)

    return named(most), named(fewest)
