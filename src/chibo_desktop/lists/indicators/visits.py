"""IND-8: visits from above, as events and as distinct cells, at committees and at thematic sessions, by who went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from chibo_desktop.lists.indicators.facts import Held, Range
from chibo_desktop.lists.indicators.figure import Behind, Figure, Indicator, Ref, Row
from chibo_desktop.lists.indicators.scope import Scope
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.visits import MadeVisit, visits_made
from chibo_desktop.store.known import known

LEVELS = (
    ("commune", "cấp xã"),
    ("district", "cấp huyện (trước 7/2025)"),
    ("upper", "cấp tỉnh"),
    ("centre", "Trung ương"),
)
EVENTS, CELLS = "lượt", "chi bộ"


def _visited(scope: Scope) -> Figure:
    made = _made_at(scope)
    events = [each for each in made if each.purpose == "cell"]
    return Figure(
        VISITED.key,
        VISITED.title,
        len(events),
        None,
        unit=EVENTS,
        notes=_notes(events),
        parts=lambda: _rows(scope, made),
        behind=lambda: _behind(events),
    )


def _made_at(scope: Scope) -> Sequence[MadeVisit]:
    """The visits to organisations that stood at or below this one on the day of the visit."""
    key = ("visits by organisation", scope.within)
    return known(scope.held.store, key, lambda: _dealt_out(scope.held, scope.within)).get(
        scope.organisation_id, ()
    )


def _dealt_out(held: Held, within: Range) -> Mapping[str, list[MadeVisit]]:
    found: defaultdict[str, list[MadeVisit]] = defaultdict(list)
    for made in visits_made(held.store, within.first_day, within.last_day):
        for organisation in held.tree(made.day).path(made.organisation_id):
            found[organisation].append(made)
    return found


def _rows(scope: Scope, made: Sequence[MadeVisit]) -> tuple[Row, ...]:
    """Everything together, then each level whose people went, under keys such as "upper/events"."""
    rows = _counted(scope, made)
    for level, words in LEVELS:
        if of := [each for each in made if each.level == level]:
            rows += _counted(scope, of, f"{level}/", f"{words}: ")
    return tuple(rows)


def _counted(scope: Scope, made: Sequence[MadeVisit], level: str = "", words: str = "") -> list[Row]:
    events = [each for each in made if each.purpose == "cell"]
    committees = [each for each in made if each.purpose != "cell"]
    grassroots = [each for each in events if each.is_grassroots]
    others = [each for each in events if not each.is_grassroots]
    thematic = [each for each in events if each.is_thematic]
    rows = [
        _row("events", "lượt dự sinh hoạt chi bộ", events),
        _row("events_grassroots", "trong đó lượt tại chi bộ cơ sở", grassroots),
        _row("events_other", "trong đó lượt tại chi bộ trực thuộc", others),
        _cells("cells", "chi bộ được dự", events),
        _cells("cells_grassroots", "trong đó chi bộ cơ sở", grassroots),
        _cells("cells_other", "trong đó chi bộ trực thuộc", others),
        _row("committee", "cuộc họp cấp ủy được dự", committees, "cuộc"),
        _row("thematic", "lượt dự buổi có chuyên đề", thematic),
        *_extremes("team", "tổ", events, lambda one: one.team_id, lambda one: _team_name(scope, one)),
        *_extremes("body", "cấp ủy", events, lambda one: one.body_id, scope.name),
    ]
    return [replace(row, key=f"{level}{row.key}", title=_opened(f"{words}{row.title}")) for row in rows]


def _opened(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _row(key: str, title: str, events: Sequence[MadeVisit], unit: str = EVENTS) -> Row:
    return Row(key, title, len(events), unit=unit, behind=lambda: _behind(events))


def _cells(key: str, title: str, events: Iterable[MadeVisit]) -> Row:
    cells = sorted({each.organisation_id for each in events})
    return Row(
        key,
        title,
        len(cells),
        unit=CELLS,
        behind=lambda: Behind(tuple(("organisation", cell) for cell in cells)),
    )


def _extremes(
    key: str,
    who: str,
    events: Iterable[MadeVisit],
    of: Callable[[MadeVisit], str],
    name: Callable[[str], str],
) -> list[Row]:
    """Who went to the most and to the fewest cells, of those who went at all; both numbers are of distinct cells."""
    cells: defaultdict[str, set[str]] = defaultdict(set)
    for each in events:
        if of(each):
            cells[of(each)].add(each.organisation_id)
    if not cells:
        return []
    found = []
    for end, words, number in (
        ("most", "nhiều nhất", max(map(len, cells.values()))),
        ("least", "ít nhất", min(map(len, cells.values()))),
    ):
        names = sorted(name(one) for one, gone_to in cells.items() if len(gone_to) == number)
        found.append(Row(f"{key}_{end}", f"{who} dự {words}", number, unit=CELLS, note="; ".join(names)))
    return found


def _team_name(scope: Scope, team_id: str) -> str:
    """Teams of different bodies bear the same names, so the body is named with it."""
    team = find(scope.held.store, "visit_team", team_id)
    if team is None:
        return team_id
    return f"{team.text('name')}, {scope.name(scope.held.organisations.same(team.text('body_id')))}"


def _notes(events: Iterable[MadeVisit]) -> tuple[str, ...]:
    without = sum(not each.team_id for each in events)
    return (f"{without} lượt không xếp được vào tổ nào.",) if without else ()


def _behind(events: Iterable[MadeVisit]) -> Behind:
    return Behind(tuple(dict.fromkeys(_ref(each) for each in events)))


def _ref(made: MadeVisit) -> Ref:
    return ("meeting", made.meeting_id) if made.meeting_id else ("visit", made.visit_id)


VISITED = Indicator(
    "IND-8",
    "Cấp trên dự sinh hoạt chi bộ",
    "Số lượt dự (mỗi buổi, mỗi cấp một lượt) theo biên bản và sổ dự; đếm riêng số chi bộ, cuộc họp cấp ủy, buổi chuyên đề.",
    _visited,
)
COUNTS = (VISITED,)
