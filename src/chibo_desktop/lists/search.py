"""Searching the book: what fits the typed words, grouped as people think of it, best first; how it is shown is the ui's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.search_query import Query, read_query
from chibo_desktop.lists.search_texts import Hit, Texts
from chibo_desktop.records import SPECS
from chibo_desktop.store import Store
from chibo_desktop.store.search import AWAY_KEY, is_searched, kind_key, person_key

SOUGHT = "Tìm trong: đảng viên và đại biểu, các buổi sinh hoạt, nội dung biên bản, nghị quyết, nhiệm vụ, kiến nghị, trả lời, văn bản, quần chúng ưu tú."
"""What is searched, for a person who found nothing."""
LIMIT = 5
"""Hits of a group that are shown at first."""

VISITS = ("visit", "visit_team", "official", "visit_duty", "visit_plan", "round")
"""What a body above writes of its visits."""
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Đảng viên, đại biểu", ("member", "guest")),
    ("Buổi sinh hoạt", ("meeting",)),
    ("Nghị quyết, kết luận", ("resolution",)),
    ("Nhiệm vụ", ("assignment", "assignment_report")),
    ("Kiến nghị, trả lời", ("proposal", "answer")),
    ("Văn bản, tài liệu", ("directive", "material", "directive_review")),
    ("Dự sinh hoạt", VISITS),
    ("Quần chúng ưu tú", ("candidate",)),
    ("Khen thưởng", ("commendation",)),
    ("Thôn, bản", ("place", "place_person")),
)
_MINUTES = "Nội dung biên bản"
_AWAY = "Đã cho vào lưu trữ"
_MOST_MEETINGS = 200
_ALL, _TITLE = "{title body}", "title"


@dataclass(frozen=True)
class Group:
    """Hits of one sort, best first; `has_more` when there are others of the sort."""

    label: str
    hits: tuple[Hit, ...]
    has_more: bool


@dataclass
class _Found:
    """Places found for one group, in order, each once."""

    places: dict[tuple[str, str], None] = field(default_factory=dict)

    def add(self, kind: str, record_id: str) -> None:
        self.places.setdefault((kind, record_id))


def search(store: Store, typed: str, *, limit: int = LIMIT, book: str = "") -> list[Group]:
    """Groups that have something, in a fixed order; [] for nothing found or fewer than two letters.

    `book` narrows to the records of one book. Title before text, words one after the other before words apart, newer before older.
    """
    query = read_query(typed)
    if query.is_empty:
        return []
    seeker = _Seeker(store, query, limit, book)
    groups = [seeker.group(label, kinds) for label, kinds in _kinds_of_groups()]
    groups.append(seeker.away())
    return [group for group in groups if group.hits]


def _kinds_of_groups() -> Iterator[tuple[str, tuple[str, ...]]]:
    """A kind that has no group of its own stands with what was said and written at the meeting."""
    named = {kind for _, kinds in _GROUPS for kind in kinds}
    minutes = tuple(kind for kind in SPECS if is_searched(kind) and kind not in named)
    yield from _GROUPS[:2]
    yield _MINUTES, minutes
    yield from _GROUPS[2:]


class _Seeker:
    """One question to one store."""

    def __init__(self, store: Store, query: Query, limit: int, book: str) -> None:
        self._store, self._limit, self._book = store, limit, book
        self._query = query.at_meetings(self._meetings(query))
        self._texts = Texts(store, self._query)
        self._people: tuple[str, ...] = ()
        self._away: list[Hit] = []
        tiers = (
            self._query.as_phrase(_TITLE),
            self._query.whole(_TITLE),
            self._query.as_phrase(_ALL),
            self._query.whole(_ALL),
        )
        self._tiers = tuple(dict.fromkeys(tier for tier in tiers if tier))

    def _meetings(self, query: Query) -> tuple[str, ...]:
        days = query.days()
        if not days:
            return ()
        from chibo_desktop.store.search import meeting_key

        found = self._places(f"keys : ({kind_key('meeting')}) AND {days}", _MOST_MEETINGS)
        return tuple(meeting_key(record_id) for _, record_id in found)

    def _places(self, match: str, limit: int) -> list[tuple[str, str]]:
        rows = self._store.rows(
            "SELECT p.kind, p.id FROM search s JOIN search_place p ON p.n = s.rowid"
            " WHERE search MATCH ? AND (? = '' OR ? = (SELECT b FROM head h WHERE h.kind = p.kind AND h.id = p.id))"
            " ORDER BY s.rowid DESC LIMIT ?",
            (match, self._book, self._book, limit),
        )
        return [(row["kind"], row["id"]) for row in rows]

    def group(self, label: str, kinds: tuple[str, ...]) -> Group:
        """The hits of these kinds."""
        keys = " OR ".join(kind_key(kind) for kind in kinds)
        found = self._ranked(keys, [*self._tiers, *self._of_people()])
        facts = [each for place in found if (each := find(self._store, *place))]
        if "member" in kinds:
            self._people = tuple(each.id for each in facts if each.kind == "member")[: self._limit]
        hits: list[Hit] = []
        for each in self._literal_first(facts):
            if self._texts.is_of_meeting_put_away(each):
                self._away.append(self._texts.hit(each))
            elif len(hits) <= self._limit:
                hits.append(self._texts.hit(each))
        return Group(label, tuple(hits[: self._limit]), len(hits) > self._limit)

    def away(self) -> Group:
        """What was put away, with what belongs to a meeting put away; asked last."""
        facts = [each for place in self._ranked(AWAY_KEY, self._tiers) if (each := find(self._store, *place))]
        hits = [*(self._texts.hit(each) for each in self._literal_first(facts)), *self._away]
        return Group(_AWAY, tuple(hits[: self._limit]), len(hits) > self._limit)

    def _ranked(self, keys: str, tiers: tuple[str, ...] | list[str]) -> list[tuple[str, str]]:
        # marks are compared afterwards, so that more are looked at when some were typed
        most = self._limit * (4 if self._query.has_marks else 1) + 1
        found = _Found()
        for tier in tiers:
            for kind, record_id in self._places(f"keys : ({keys}) AND ({tier})", most):
                found.add(kind, record_id)
            if len(found.places) >= most:
                break
        return list(found.places)

    def _of_people(self) -> list[str]:
        """What the people found by name said, present or lead; the last thing looked for."""
        keys = " OR ".join(person_key(member) for member in self._people)
        return [f"keys : ({keys})"] if keys else []

    def _literal_first(self, facts: list[Facts]) -> list[Facts]:
        """Of what fits without marks, first what has the marks that were typed."""
        if not self._query.has_marks:
            return facts
        return sorted(facts, key=lambda each: not self._texts.has_literally(each))
