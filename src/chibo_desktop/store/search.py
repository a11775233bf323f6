"""The search index: the folded words of every record, written with its row and gone with it; asking it is in lists/.

Contentless: the index holds words and places, the text stands in the record's own table alone. A place's number
grows with the time of the record's first write, so that the newest come first without sorting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from zlib import crc32

from chibo_desktop.base.dates import PartialDate, show_month
from chibo_desktop.base.text import initials
from chibo_desktop.base.typed import folded_words
from chibo_desktop.records import SPECS, FieldSpec, RecordSpec
from chibo_desktop.records.visits import FOLLOWING
from chibo_desktop.store.database import Connection, Row
from chibo_desktop.store.rows import shown_values

NOT_SEARCHED = frozenset(
    {
        "organisation",
        "standing",
        "attendance",
        "same_as",
        "opening",
        "score",
        "score_line",
        "election",
        "nominee",
        "phrase",
        "target",
        "material_issue",
        "material_reading",
        "candidate_step",
        "helping",
        "helper_remark",
        "place_standing",
        "place_served",
        "admission_target",
        "organisation_rating",
        "member_rating",
        "qualification",
        "badge",
        "snapshot",
        *FOLLOWING,
    }
)
"""Kinds nobody looks for by their words."""
NEVER = frozenset({"card_number", "birth_date", "ethnic_group", "phone", "rule"})
"""Fields that are masked in lists, or repeat what stands in many records."""
TITLES: Mapping[str, tuple[str, ...]] = {
    "member": ("full_name", "office"),
    "guest": ("full_name",),
    "candidate": ("full_name",),
    "place": ("name",),
    "place_person": ("full_name",),
    "meeting": ("kind", "period"),
    "agenda_item": ("title",),
    "ballot": ("matter",),
    "person_case": ("full_name", "matter"),
    "resolution": ("kind", "summary"),
    "assignment": ("title",),
    "proposal": ("content",),
    "answer": ("paper_number",),
    "directive": ("summary", "number"),
    "material": ("title", "issue"),
    "material_use": ("title",),
    "commendation": ("form",),
}
"""Fields by which a record is called; a word found there counts more than one in its text."""

_PAPERS = {("resolution", "resolution"): "nq", ("resolution", "conclusion"): "kl"}
_PEOPLE = ("member_id", "leader_id", "presenter_id")
_WIDTH = 1 << 12
"""Places for records of one second."""


def is_searched(kind: str) -> bool:
    """Whether records of the kind are found by their words."""
    return kind in SPECS and kind not in NOT_SEARCHED


def index_record(
    connection: Connection, kind: str, record_id: str, fields: Collection[str] | None = None
) -> None:
    """Brings the words of one record up to date with its row, in the caller's transaction.

    `fields` are those just written to a row that was there: nothing is done when none of them is searched.
    """
    if not is_searched(kind):
        return
    place = connection.execute(
        "SELECT n FROM search_place WHERE kind = ? AND id = ?", (kind, record_id)
    ).fetchone()
    if place and fields is not None and _SEARCHED[kind].isdisjoint(fields):
        return
    row = connection.execute(f'SELECT * FROM "{kind}" WHERE id = ?', (record_id,)).fetchone()
    if place:
        connection.execute("DELETE FROM search WHERE rowid = ?", (place["n"],))
    if row is None:
        connection.execute("DELETE FROM search_place WHERE kind = ? AND id = ?", (kind, record_id))
        return
    n = place["n"] if place else _take_place(connection, kind, record_id)
    connection.execute(
        "INSERT INTO search(rowid, title, body, keys) VALUES (?, ?, ?, ?)", (n, *_words(SPECS[kind], row))
    )


def _take_place(connection: Connection, kind: str, record_id: str) -> int:
    made = connection.execute("SELECT ms FROM head WHERE kind = ? AND id = ?", (kind, record_id)).fetchone()
    first = (int(made["ms"]) // 1000 if made else 0) * _WIDTH
    taken = connection.execute("SELECT max(n) FROM search_place WHERE n < ?", (first + _WIDTH,)).fetchone()[0]
    n = max(first, (taken or 0) + 1)
    if n >= first + _WIDTH:  # more in one second than there are places: after everything else
        n = int(connection.execute("SELECT max(n) FROM search_place").fetchone()[0]) + 1
    connection.execute("INSERT INTO search_place VALUES (?, ?, ?)", (n, kind, record_id))
    return n


def index_everything(connection: Connection) -> None:
    """Indexes every record again from the tables, inside the caller's transaction."""
    clear(connection)
    # oldest first: an index written in the order of its places needs no merging
    for row in connection.execute("SELECT kind, id FROM head ORDER BY ms, tick, kind, id").fetchall():
        index_record(connection, row["kind"], row["id"])


def clear(connection: Connection) -> None:
    """Empties the index."""
    connection.execute("DELETE FROM search_place")
    connection.execute("INSERT INTO search(search) VALUES ('delete-all')")


def erase_forgotten(connection: Connection) -> None:
    """Writes the index anew without the words of what changed or was dropped; until then their pages keep them."""
    connection.execute("INSERT INTO search(search) VALUES ('optimize')")


def dump_index(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """A digest of the words held for each record, by kind and id, for comparing."""
    places = {
        row["n"]: f"{row['kind']} {row['id']}" for row in connection.execute("SELECT * FROM search_place")
    }
    sums = dict.fromkeys(places, 0)
    for term, n, column, offset in connection.execute("SELECT term, doc, col, offset FROM search_word"):
        sums[n] = crc32(f"{term} {column} {offset}\n".encode(), sums.get(n, 0))
    for n, total in sums.items():
        yield places.get(n, f"dòng {n}"), {"từ ngữ": total}


def missing_places(connection: Connection) -> Iterator[tuple[str, str]]:
    """Kind and id of every record without a place in the index, and of places without a record; a quick look."""
    for kind in filter(is_searched, SPECS):
        heads = connection.execute("SELECT id FROM head WHERE kind = ?", (kind,))
        places = connection.execute("SELECT id FROM search_place WHERE kind = ?", (kind,))
        for record_id in sorted({str(row[0]) for row in heads} ^ {str(row[0]) for row in places}):
            yield kind, record_id


def kind_key(kind: str) -> str:
    """The key all records of a kind carry that are not put away."""
    return f"k{kind.replace('_', '')}"


AWAY_KEY = "kaway"
"""The key of what was put away, in place of its kind's."""


def meeting_key(meeting_id: str) -> str:
    """The key of everything that belongs to a meeting."""
    return f"g{meeting_id.replace('-', 'x').replace('/', 'y')}"


def person_key(member_id: str) -> str:
    """The key of what a member said, presents or leads."""
    return f"p{member_id.replace('-', 'x').replace('/', 'y')}"


def day_keys(day: PartialDate) -> list[str]:
    """Year, month of that year, month of any year, the day itself and that day of any year, as far as known."""
    keys = [f"y{day.year:04d}"]
    if day.month:
        keys += [f"m{day.year:04d}{day.month:02d}", f"b{day.month:02d}"]
    if day.month and day.day:
        keys += [f"d{day.year:04d}{day.month:02d}{day.day:02d}", f"a{day.month:02d}{day.day:02d}"]
    return keys


def paper_key(sort: str, number: int) -> str:
    """The key of a numbered paper; `sort` is nq, kl or bb (minutes)."""
    return f"n{sort}{number}"


def name_key(first_letters: str) -> str:
    """The key of a person by the folded first letters of the name."""
    return f"i{first_letters}"


def _searched_fields(spec: RecordSpec) -> frozenset[str]:
    named = {*TITLES.get(spec.key, ()), *_PEOPLE, "put_away", "meeting_id", "minutes_number"}
    named |= {"number"} if spec.key in {kind for kind, _ in _PAPERS} else set()
    kinds = ("text", "prose", "day")
    return frozenset(f.name for f in spec.fields if f.name in named or f.kind in kinds) - NEVER


_SEARCHED = {kind: _searched_fields(spec) for kind, spec in SPECS.items()}


def title_words(spec: RecordSpec, values: Mapping[str, Any]) -> str:
    """What a record is called, in the words it is found by."""
    fields = [field for name in TITLES.get(spec.key, ()) if (field := spec.field(name))]
    return " · ".join(words for field in fields if (words := _shown(field, values)))


def _shown(field: FieldSpec, values: Mapping[str, Any]) -> str:
    value = values.get(field.name)
    if value is None and isinstance(field.default, str):
        value = field.default
    if not isinstance(value, str):
        return ""
    if field.kind == "choice":
        return field.label_of(value)
    if field.kind == "day":
        try:
            return show_month(value)
        except ValueError:
            return ""
    return value


def text_fields(spec: RecordSpec) -> list[FieldSpec]:
    """The fields whose words are found, beside those of the title."""
    titles = TITLES.get(spec.key, ())
    return [
        field
        for field in spec.fields
        if field.kind in ("text", "prose") and field.name not in titles and field.name not in NEVER
    ]


def _words(spec: RecordSpec, row: Row) -> tuple[str, str, str]:
    values = shown_values(spec, row)
    texts = [
        str(values[field.name]) for field in text_fields(spec) if isinstance(values.get(field.name), str)
    ]
    return (
        " ".join(folded_words(title_words(spec, values))),
        " ".join(word for text in texts for word in folded_words(text)),
        " ".join(_keys(spec, values)),
    )


def _keys(spec: RecordSpec, values: Mapping[str, Any]) -> Iterator[str]:
    yield AWAY_KEY if values.get("put_away") is True else kind_key(spec.key)
    if isinstance(meeting := values.get("meeting_id"), str):
        yield meeting_key(meeting)
    yield from (person_key(str(values[name])) for name in _PEOPLE if values.get(name))
    if isinstance(name := values.get("full_name"), str) and name.strip():
        yield name_key(initials(name))
    for field in spec.fields:
        if field.kind == "day" and field.name not in NEVER:
            yield from _keys_of_day(values.get(field.name))
    sort = _PAPERS.get((spec.key, str(values.get("kind") or "resolution")))
    for number, kind in ((values.get("number"), sort), (values.get("minutes_number"), "bb")):
        if kind and isinstance(number, int):
            yield paper_key(kind, number)


def _keys_of_day(value: object) -> list[str]:
    try:
        return day_keys(PartialDate.from_iso(str(value)))
    except ValueError:
        return []
