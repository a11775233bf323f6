"""A period report over the 2,251 cells of a province beside the plain counts in raw SQL: python benchmarks/report.py [CELLS] [MONTHS].

The first record of each kind is written as an entry; the others are copies of its row, put into the tables by SQL: what
is measured is reading. Each of three reports is read by a connection that knows nothing yet. Ends with 1 when the best
of them takes longer than LIMIT seconds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, PartialDate, month_after, month_before
from chibo_desktop.lists.indicators.figure import Report
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.store import Store, create_store, open_store

LIMIT = 3.0
CELLS, A_COMMUNE, MEMBERS, REPORTED = 2_251, 15, 16, 6
UPPER, KEY = "aaaaaaaa-1", bytes(32)
FIRST = "2025-10"
COMPETENCES = ("cell", "commune", "upper")
NOW = datetime(2026, 10, 5, 20, 0, tzinfo=VIETNAM)
HELD = datetime(2026, 1, 5, 22, 0, tzinfo=VIETNAM)

PLAIN = {
    "sessions": "SELECT count(*) FROM meeting m WHERE {range}",
    "who came": "SELECT count(*) FROM attendance a JOIN meeting m ON m.id = a.meeting_id"
    " WHERE a.state IN ('present', 'late') AND {range}",
    "who was due": "SELECT count(*) FROM meeting m JOIN member p ON p.cell_id = m.cell_id"
    " JOIN standing s ON s.member_id = p.id"
    " WHERE s.kind = 'official' AND COALESCE(s.from_on, '') <= m.held_on AND {range}",
    "with a guest": "SELECT count(DISTINCT g.meeting_id) FROM guest g JOIN meeting m ON m.id = g.meeting_id WHERE {range}",
    "discussed": "SELECT count(DISTINCT o.meeting_id) FROM opinion o JOIN meeting m ON m.id = o.meeting_id WHERE {range}",
    "concluded": "SELECT count(DISTINCT r.meeting_id) FROM resolution r JOIN meeting m ON m.id = r.meeting_id"
    " WHERE {range}",
    "with material": "SELECT count(DISTINCT u.meeting_id) FROM material_use u JOIN meeting m ON m.id = u.meeting_id"
    " WHERE {range}",
    "by competence": "SELECT competence, count(*) FROM proposal GROUP BY competence",
}


class Tables:
    """Records of a kind: the first an entry, the others copies of its row."""

    def __init__(self, store: Store) -> None:
        self._store, self._number = store, 1_000

    def new_id(self) -> str:
        self._number += 1
        return f"aaaaaaaa-{self._number}"

    def fill(self, kind: str, rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Gives the ids. With `_book` a row stands in another book than that of the upper body."""
        every = [{"id": self.new_id(), "_book": UPPER, **row} for row in rows]
        first = every[0]
        with self._store.writing(first["_book"], "bt") as writer:
            said = {name: value for name, value in first.items() if name not in ("id", "_book")}
            writer.put(kind, first["id"], **said)
        row = self._store.row(f"SELECT * FROM {kind} WHERE id = ?", (first["id"],))
        assert row is not None
        columns = list(row.keys())
        known = dict(zip(columns, tuple(row), strict=True))
        marks = ", ".join("?" * len(columns))
        copies = [tuple(_stored((known | each)[name]) for name in columns) for each in every[1:]]
        with self._store.transaction():
            self._store.connection.executemany(f"INSERT INTO {kind} VALUES ({marks})", copies)
            self._store.connection.execute(
                "INSERT OR IGNORE INTO head SELECT ?, k.id, k._book, h.d, h.n, h.ms, h.tick, h.over"
                f" FROM {kind} k, head h WHERE h.kind = ? AND h.id = ? AND k.id != h.id",
                (kind, kind, first["id"]),
            )
        return [each["id"] for each in every]


def _stored(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return str(value) if isinstance(value, date | PartialDate) else value


def fill(store: Store, cells: int, months: int) -> None:
    """A province of so many cells, each with its members and meetings."""
    tables = Tables(store)
    with store.writing(UPPER, "bt") as writer:
        writer.put("organisation", UPPER, name="Đảng bộ tỉnh Nậm Sơn", kind="upper")
    communes = tables.fill(
        "organisation",
        ({"name": f"Đảng bộ xã số {n}", "kind": "commune"} for n in range(-(-cells // A_COMMUNE))),
    )
    made = tables.fill("organisation", ({"name": f"Chi bộ bản số {n}", "kind": "cell"} for n in range(cells)))
    parents = [(one, UPPER) for one in communes]
    parents += [(cell, communes[place // A_COMMUNE]) for place, cell in enumerate(made)]
    tables.fill("placement", ({"organisation_id": one, "parent_id": above} for one, above in parents))
    people = [(cell, place) for cell in made for place in range(MEMBERS)]
    members = tables.fill(
        "member",
        (
            {"cell_id": cell, "full_name": "Vàng A Chứ", "office": None if place else "secretary"}
            for cell, place in people
        ),
    )
    tables.fill("standing", ({"member_id": member, "kind": "official"} for member in members))
    some = members[3 :: MEMBERS * 2]
    tables.fill(
        "standing", ({"member_id": member, "kind": "exempt", "from_on": date(2026, 3, 1)} for member in some)
    )
    _fill_meetings(tables, made, dict(zip(made, _by(members, MEMBERS), strict=True)), months)
    _fill_above(tables, communes, made)


def _by(members: list[str], size: int) -> list[list[str]]:
    return [members[start : start + size] for start in range(0, len(members), size)]


def _fill_meetings(tables: Tables, cells: list[str], members: Mapping[str, list[str]], months: int) -> None:
    month = FIRST
    for place in range(months):
        kinds = ("regular", "thematic") if place % 3 == 1 else ("regular",)
        _fill_month(tables, cells, members, month, kinds)
        month = month_after(month)


def _fill_month(
    tables: Tables, cells: list[str], members: Mapping[str, list[str]], month: str, kinds: tuple[str, ...]
) -> None:
    common = {
        "period": PartialDate.from_iso(month),
        "held_on": date.fromisoformat(f"{month}-05"),
        "place": "Nhà văn hóa bản",
        "focus": "Thu hoạch lúa mùa",
        "finalised_at": HELD,
    }
    rows = [{"cell_id": cell, "kind": kind, **common} for cell in cells for kind in kinds]
    meetings = tables.fill("meeting", rows)
    called = [
        (meeting, member, place)
        for meeting, row in zip(meetings, rows, strict=True)
        for place, member in enumerate(members[str(row["cell_id"])])
    ]
    tables.fill(
        "attendance",
        (
            {
                "id": f"{meeting}/{member}",
                "meeting_id": meeting,
                "member_id": member,
                "state": "excused" if (place + len(meeting)) % 13 == 0 else "present",
            }
            for meeting, member, place in called
        ),
    )
    for kind, every, values in (
        ("guest", 2, {"full_name": "Pờ Go Hừ", "level": "commune"}),
        ("opinion", 1, {"position": 1, "body": "Đồng ý."}),
        ("opinion", 1, {"position": 2, "body": "Nhất trí."}),
        ("resolution", 1, {"kind": "resolution", "issued_on": common["held_on"]}),
        ("material_use", 1, {"title": "Bản tin"}),
    ):
        tables.fill(kind, ({"meeting_id": meeting, **values} for meeting in meetings[::every]))
    assessed = {"body_id": UPPER, "period": common["period"], "feasible": "yes"}
    tables.fill(
        "assessment",
        (
            {"meeting_id": meeting, "organisation_id": row["cell_id"], **assessed}
            for meeting, row in list(zip(meetings, rows, strict=True))[::4]
        ),
    )


def _fill_above(tables: Tables, communes: list[str], cells: list[str]) -> None:
    day = date(2026, 5, 20)
    tables.fill(
        "inspection",
        ({"body_id": UPPER, "organisation_id": commune, "held_on": day} for commune in communes),
    )
    _fill_proposals(tables, cells, day)


def _fill_proposals(tables: Tables, cells: list[str], day: date) -> None:
    """One of every cell, in its own book: of every level, a third a matter of the Party, a tenth raised before."""
    asked = {"source": "people", "content": "Đề nghị sửa đường.", "raised_on": day}
    proposals = tables.fill(
        "proposal",
        (
            {
                "_book": cell,
                "cell_id": cell,
                "competence": COMPETENCES[place % len(COMPETENCES)],
                "party_matter": "civic" if place % 3 else "party",
                "number": 1,
                **asked,
            }
            for place, cell in enumerate(cells)
        ),
    )
    tables.fill(
        "proposal",
        (
            {"_book": cell, "cell_id": cell, "repeats_id": before, "number": 2, **asked}
            for cell, before in list(zip(cells, proposals, strict=True))[::10]
        ),
    )
    classified = {"body_id": UPPER, "sort": "classified", "competence": "commune", "taken_on": day}
    tables.fill("proposal_step", ({"proposal_id": one, **classified} for one in proposals[::3]))
    answered = {"body_id": UPPER, "answered_on": day, "outcome": "settled", "content": "Đã xem xét."}
    tables.fill(
        "answer",
        (
            {"_book": f"down:{cell}", "proposal_id": one, **answered}
            for cell, one in list(zip(cells, proposals, strict=True))[::4]
        ),
    )


def timed(act: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def plain(store: Store, first: str, last: str) -> float:
    """The plain counts, each one query; printed, and how long all of them took."""
    inside = f"m.period BETWEEN '{first}' AND '{last}' AND m.finalised_at IS NOT NULL"
    spent = 0.0
    for what, sql in PLAIN.items():
        took = timed(lambda sql=sql: store.rows(sql.format(range=inside)))  # type: ignore[misc]
        spent += took
        print(f"  raw SQL, {what}: {took * 1000:.0f} ms")
    return spent


def main(cells: int, months: int) -> int:
    first = last = FIRST
    for _ in range(months - 1):
        last = month_after(last)
    first = last
    for _ in range(min(REPORTED, months) - 1):
        first = month_before(first)
    with tempfile.TemporaryDirectory() as place:
        folder, clock = Path(place), FixedClock(NOW)
        store = create_store(folder, KEY, device="aaaaaaaa", sample=True, clock=clock)
        filling = timed(lambda: fill(store, cells, months))
        marks = store.value("SELECT count(*) FROM attendance")
        print(f"{cells} cells, {months} months, {marks} marks, put into the tables in {filling:.0f} s")
        beside = plain(store, first, last)
        store.close()
        best = min(measured(folder, clock, first, last, say=run == 0) for run in range(3))
    print(f"the report at its best {best:.2f} s; raw SQL together {beside:.2f} s; limit {LIMIT:.0f} s")
    return int(best > LIMIT)


def measured(folder: Path, clock: FixedClock, first: str, last: str, *, say: bool) -> float:
    """Seconds a report takes in a book just opened; `say` prints its figures."""
    store, made = open_store(folder, KEY, clock=clock), list[Report]()
    began = time.process_time()
    took = timed(lambda: made.append(report(store, UPPER, first, last)))
    worked = time.process_time() - began
    again = timed(lambda: report(store, UPPER, first, last))
    for figure in made[0].figures if say else ():
        print(f"  {figure.key}: {figure.numerator}/{figure.denominator or ''} {figure.percent_shown}")
    print(f"report {first} to {last} with {len(made[0].below)} communes: {took:.2f} s")
    print(f"  of it {worked:.2f} s of this machine's work; asked again {again:.2f} s")
    store.close()
    return took


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*(given + [CELLS, 12][len(given) :])))
