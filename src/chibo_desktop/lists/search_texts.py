"""How a found record is shown: its title, where it stands, and the piece of text that holds the words; finding is search.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.text import nfc
from chibo_desktop.base.typed import split_words
from chibo_desktop.lists.cases import name_of_case
from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.meetings import cell_name, title_of
from chibo_desktop.lists.roster import names_of
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.said_values import name_of, record_words
from chibo_desktop.lists.search_query import Query
from chibo_desktop.records import find_spec
from chibo_desktop.rules.numbering import paper_number
from chibo_desktop.store import Store
from chibo_desktop.store.search import text_fields

AROUND = 110
"""Characters of a text shown around the words found."""

_CODES = {"resolution": "NQ", "conclusion": "KL"}
_SHOWN_BY = {"directive_review": "directive_id", "answer": "proposal_id", "place_person": "place_id"}
"""By kind the field that names the record whose page shows it."""
_SPEAKERS = {"opinion": "member_id", "agenda_item": "presenter_id", "assignment": "leader_id"}
_DAYS = {
    "meeting": "held_on",
    "resolution": "issued_on",
    "proposal": "raised_on",
    "answer": "answered_on",
    "directive": "issued_on",
    "material": "issued_on",
    "commendation": "decided_on",
    "directive_review": "held_on",
}


@dataclass(frozen=True)
class Marked:
    """Words to show, and which stretches of them (start, end) were sought."""

    words: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Hit:
    """One record found. `where` says what it is and where it stands; `text` is empty when the title says it all."""

    kind: str
    id: str
    title: Marked
    where: Marked
    text: Marked
    meeting_id: str
    """The meeting it belongs to, or is; "" for none."""
    opens: str
    """The id of the record whose page shows it: the proposal of an answer, the place of its head, else the record itself."""


class Texts:
    """Reads what is shown of records found for one query."""

    def __init__(self, store: Store, query: Query) -> None:
        self._store, self._query = store, query
        self._own = own_organisation(store)
        self._meetings: dict[str, Facts | None] = {}
        self._fitting: dict[str, frozenset[int]] = {}

    def hit(self, facts: Facts) -> Hit:
        """How the record is shown."""
        title = self.mark(" ".join(self._title(facts).split()), days=True)
        meeting = facts.id if facts.kind == "meeting" else self._meeting_id(facts)
        return Hit(
            facts.kind,
            facts.id,
            _cut(title, AROUND),
            self.mark(self._where(facts)),
            self._text(facts, title),
            meeting,
            facts.text(_SHOWN_BY[facts.kind]) if facts.kind in _SHOWN_BY else facts.id,
        )

    def mark(self, words: str, *, days: bool = False) -> Marked:
        """The words with those that were sought marked; figures of days only with `days`, for they stand everywhere."""
        text = nfc(words)
        wanted = {place for place, clause in enumerate(self._query.clauses) if days or not clause.is_day}
        return Marked(
            text,
            tuple(
                (word.start, word.end)
                for word in split_words(text)
                if not wanted.isdisjoint(self._clauses_of(word.letters))
            ),
        )

    def _clauses_of(self, word: str) -> frozenset[int]:
        """The places of the clauses a word fits; remembered, for texts repeat their words."""
        if word not in self._fitting:
            fitting = (place for place, clause in enumerate(self._query.clauses) if clause.fits(word))
            self._fitting[word] = frozenset(fitting)
        return self._fitting[word]

    def has_literally(self, facts: Facts) -> bool:
        """Whether title or text holds what was typed with the same marks."""
        typed = self._query.typed.lower()
        texts = [
            self._title(facts),
            *(facts.text(field.name) for field in text_fields(find_spec(facts.kind))),
        ]
        return any(typed in text.lower() for text in texts)

    def is_of_meeting_put_away(self, facts: Facts) -> bool:
        meeting = self._meeting(facts)
        return meeting is not None and meeting.is_put_away

    def _meeting_id(self, facts: Facts) -> str:
        return facts.text("meeting_id") if find_spec(facts.kind).field("meeting_id") else ""

    def _meeting(self, facts: Facts) -> Facts | None:
        meeting_id = self._meeting_id(facts)
        if meeting_id not in self._meetings:
            self._meetings[meeting_id] = find(self._store, "meeting", meeting_id) if meeting_id else None
        return self._meetings[meeting_id]

    def _title(self, facts: Facts) -> str:
        if facts.kind == "meeting":
            return title_of(facts)
        if facts.kind == "resolution":
            return ": ".join(part for part in (self._paper(facts), facts.text("summary")) if part)
        if facts.kind == "assignment_report":
            task = find(self._store, "assignment", facts.text("assignment_id"))
            return task.text("title") if task else find_spec(facts.kind).title
        if facts.kind == "answer":
            return f"Trả lời {facts.text('paper_number')}".strip()
        if facts.kind == "person_case":
            return f"{name_of_case(self._store, facts) or facts.shown('full_name')}: {facts.shown('matter').lower()}"
        if facts.kind == "commendation":
            return f"{facts.text('form')}: {name_of(self._store, facts)}"
        if facts.kind == "directive_review":
            of = record_words(self._store, "directive", facts.text("directive_id"))
            return f"{facts.shown('sort')} năm {facts.text('year')}: {of}"
        for name in ("full_name", "title", "matter", "summary", "content", "name"):
            if find_spec(facts.kind).field(name):
                return facts.text(name) or find_spec(facts.kind).title
        return self._speaker(facts) or find_spec(facts.kind).title

    def _paper(self, facts: Facts) -> str:
        number = facts.count("number")
        if number is None:
            return facts.shown("kind")
        meeting = self._meeting(facts)
        cell = find(self._store, "organisation", meeting.text("cell_id")) if meeting else None
        code = _CODES.get(facts.text("kind"), "NQ")
        return f"{facts.shown('kind')} {paper_number(number, code, cell.text('sign') if cell else 'CB')}"

    def _speaker(self, facts: Facts) -> str:
        member = facts.text(_SPEAKERS[facts.kind]) if facts.kind in _SPEAKERS else ""
        return names_of(self._store, [member]).get(member, "")

    def _where(self, facts: Facts) -> str:
        """What it is, whose, when: as "Ý kiến · Sinh hoạt thường kỳ tháng 10 năm 2026"."""
        title = find_spec(facts.kind).title
        day = facts.day(_DAYS[facts.kind]) if facts.kind in _DAYS else None
        parts = [
            facts.shown("office") if facts.kind in ("member", "guest") else "",
            "" if facts.kind in ("member", "meeting", "assignment", "resolution") else title,
            self._speaker(facts) if facts.kind in ("agenda_item", "assignment") else "",
            f"ngày {show_day(day)}" if day else "",
        ]
        meeting = self._meeting(facts)
        cell = facts if find_spec(facts.kind).field("cell_id") else meeting
        parts.append(title_of(meeting) if meeting else "")
        if cell is not None and cell.text("cell_id") != self._own:
            parts.append(cell_name(self._store, cell.text("cell_id")))
        return " · ".join(part for part in parts if part)

    def _text(self, facts: Facts, title: Marked) -> Marked:
        """The stretch of the record's text that holds most of the words; nothing when the title holds them all."""
        wanted = {place for place, clause in enumerate(self._query.clauses) if not clause.is_day}
        if wanted <= self._held(title):
            return Marked("")
        best = Marked("")
        for field in text_fields(find_spec(facts.kind)):
            words = " ".join(facts.text(field.name).split())
            shown = _around(self.mark(words)) if words and words != title.words else Marked("")
            if len(self._held(shown)) > len(self._held(best)):
                best = _named(field.label, shown) if facts.kind == "meeting" else shown
        return best

    def _held(self, marked: Marked) -> set[int]:
        words = [word for start, end in marked.marks for word in split_words(marked.words[start:end])]
        return {place for word in words for place in self._clauses_of(word.letters)}


def _around(marked: Marked) -> Marked:
    """The stretch with the most marks, cut at words."""
    if not marked.marks or len(marked.words) <= AROUND:
        return marked if marked.marks else Marked("")
    start = max((mark[0] for mark in marked.marks), key=lambda at: (_marks_after(marked.marks, at), -at))
    begin = max(0, start - AROUND // 4)
    if begin:
        begin = marked.words.find(" ", begin, start) + 1 or start
    return _cut(_shifted(marked, begin, "… " if begin else ""), AROUND)


def _marks_after(marks: Sequence[tuple[int, int]], at: int) -> int:
    return sum(at <= start < at + AROUND * 2 // 3 for start, _ in marks)


def _shifted(marked: Marked, begin: int, before: str) -> Marked:
    moved = len(before) - begin
    marks = tuple((start + moved, end + moved) for start, end in marked.marks if start >= begin)
    return Marked(before + marked.words[begin:], marks)


def _cut(marked: Marked, most: int) -> Marked:
    if len(marked.words) <= most:
        return marked
    end = marked.words.rfind(" ", 0, most)
    end = end if end > 0 else most
    return Marked(f"{marked.words[:end]} …", tuple(mark for mark in marked.marks if mark[1] <= end))


def _named(label: str, marked: Marked) -> Marked:
    return _shifted(marked, 0, f"{label}: ")
