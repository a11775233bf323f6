"""That merging equals the brute-force oracle after every step of random histories, and that the oracle would notice three known mistakes."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import oracle
from chibo_desktop.seal import digest
from chibo_desktop.store import merge, project, writer
from chibo_desktop.store.conflicts import list_conflicts, settle
from chibo_desktop.store.entry import Seen
from chibo_desktop.store.merge import Write, find_heads
from chibo_desktop.store.project import project_record
from chibo_desktop.store.rebuild import compare
from histories import first_difference, history
from replicas import Office, Replica, put

BOOK = "aaaaaaaa-1"
MET = ("conflict", "branch", "waiting", "limit_line", "limit_line WHERE type = 'handover'")
GATE, CHUNK, LONG = 40, 20, 1_000
MUTANT_WITHIN = 40
"""Histories in which a known mistake must be noticed."""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def difference(office: Office, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[str]]:
    """Runs one history; its salts are drawn from its number too, so that a failure can be run again."""

    def run(seed: int) -> list[str]:
        dice = random.Random(seed)
        monkeypatch.setattr(digest, "new_salt", lambda: dice.randbytes(16))
        return first_difference(office, seed)

    return run


@dataclass
class Lived:
    """What came of the histories of the gate."""

    differences: dict[int, list[str]] = field(default_factory=dict)
    """The first of each history, by its number."""
    met: Counter[str] = field(default_factory=Counter)
    """How often a replica held something of a sort after a step."""


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """The histories of the gate, run once for all that is asked of them."""
    office, lived = Office(tmp_path_factory.mktemp("lived")), Lived()
    for seed in range(GATE):
        with pytest.MonkeyPatch.context() as patch, history(office, seed) as one:
            patch.setattr(digest, "new_salt", partial(random.Random(seed).randbytes, 16))
            for found in one.run():
                lived.met.update(met_by(one.replicas))
                if found:
                    lived.differences[seed] = found
                    break
    return lived


def met_by(replicas: Iterable[Replica]) -> Iterator[str]:
    """What each of the replicas holds, as far as the histories are meant to try it."""
    for replica in replicas:
        yield from (table for table in MET if replica.store.value(f"SELECT EXISTS (SELECT 1 FROM {table})"))


def test_after_every_step_each_replica_shows_what_the_oracle_says_of_what_it_holds(lived: Lived) -> None:
    assert lived.differences == {}


@pytest.mark.long
@pytest.mark.parametrize("start", range(GATE, GATE + LONG, CHUNK))
def test_a_thousand_more_histories_equal_the_oracle(
    difference: Callable[[int], list[str]], start: int
) -> None:
    for seed in range(start, start + CHUNK):
        assert difference(seed) == [], f"history {seed}"


def test_a_context_that_is_not_closed_is_noticed(
    difference: Callable[[int], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_entries_held(connection: Any, book: str, device: str) -> dict[str, Seen]:
        rows = connection.execute("SELECT d, n, hash FROM chain WHERE b = ? AND d <> ?", (book, device))
        held = {other: (number, hash_[:16]) for other, number, hash_ in rows.fetchall()}
        stated = connection.execute(
            'SELECT od, "on", link FROM seen WHERE b = ? AND d = ?', (book, device)
        ).fetchall()
        return {
            other: seen
            for other, seen in held.items()
            if (other, *seen) not in [tuple(row) for row in stated]
        }

    monkeypatch.setattr(writer, "newly_seen", only_entries_held)
    assert _first_noticed(difference, likely=33) is not None


def test_a_receiver_whose_own_value_wins_is_noticed(
    difference: Callable[[int], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: set[tuple[str, int]] = set()

    def remember(connection: Any, kind: str, record_id: str) -> None:
        row = connection.execute(
            "SELECT d, n, over FROM head WHERE kind = ? AND id = ?", (kind, record_id)
        ).fetchone()
        if row is not None:
            shown.add((row["d"], row["n"]))
            shown.update((place[0], place[1]) for place in json.loads(row["over"]).values())
        project_record(connection, kind, record_id)
        shown.clear()

    def what_is_there_first(connection: Any, book: str, writes: Iterable[Write]) -> list[Write]:
        heads = find_heads(connection, book, writes)
        return sorted(heads, key=lambda write: (write.device, write.number) not in shown)

    monkeypatch.setattr(project, "find_heads", what_is_there_first)
    monkeypatch.setattr(project, "project_record", remember)
    assert _first_noticed(difference) is not None


def test_a_context_whose_links_are_ignored_is_noticed(
    difference: Callable[[int], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_number_alone(connection: Any, book: str, later: Write, earlier: Write) -> bool:
        if later.device == earlier.device:
            return later.number > earlier.number
        row = connection.execute(
            'SELECT MAX("on") FROM seen WHERE b = ? AND d = ? AND od = ? AND n <= ?',
            (book, later.device, earlier.device, later.number),
        ).fetchone()
        return row[0] is not None and int(row[0]) >= earlier.number

    monkeypatch.setattr(merge, "has_seen", by_number_alone)
    monkeypatch.setattr(project, "has_seen", by_number_alone)
    assert _first_noticed(difference) is not None


def test_the_histories_hold_what_they_are_meant_to_try(lived: Lived) -> None:
    """Were the histories tame, equality with the oracle would say little."""
    assert all(lived.met[what] > 25 for what in MET), lived.met


def _first_noticed(difference: Callable[[int], list[str]], likely: int = 0) -> int | None:
    """`likely` is tried first: the history in which it was noticed when this was written."""
    seeds = sorted(range(MUTANT_WITHIN), key=lambda seed: seed != likely)
    return next((seed for seed in seeds if difference(seed)), None)


@pytest.fixture
def pair(office: Office) -> Iterator[tuple[Replica, Replica, Replica]]:
    """A device, another, and a copy of the first that was made after its first entry."""
    first, other = office.new("aaaaaaaa"), office.new("bbbbbbbb")
    first.write(BOOK, put("proposal", "aaaaaaaa-1", place="bản Nà Hừ"))
    copy = office.copy_of(first)
    yield first, other, copy
    office.close((first, other, copy))


def test_who_came_later_is_known_across_a_branch(pair: tuple[Replica, Replica, Replica]) -> None:
    """B saw entry 2 of the copy, A's own entry 2 saw B: by numbers each has seen the other, by links they have not."""
    for number in range(24):
        first, other, copy = pair
        copy.write(BOOK, put("proposal", "aaaaaaaa-1", place=f"bản sao {number}"))
        other.take(copy.held.entries.values())
        other.write(BOOK, put("proposal", "aaaaaaaa-1", place=f"máy khác {number}"))
        first.take(data for name, data in other.held.entries.items() if b'"d":"bbbbbbbb"' in data)
        first.write(BOOK, put("proposal", "aaaaaaaa-1", place=f"máy gốc {number}"))
        for replica in (first, copy, other):
            replica.take(
                [*first.held.entries.values(), *copy.held.entries.values(), *other.held.entries.values()]
            )
            assert replica.differences() == []
            assert list_conflicts(replica.store) == []


def _sides(first: Replica, copy: Replica) -> tuple[bytes, bytes]:
    """The entries 2 of a device and its copy: the one that will be shown, the one that will stand beside."""
    both = {**first.held.entries, **copy.held.entries}
    winner, loser = sorted(name for name, data in both.items() if oracle.read_entry(data).n == 2)
    return both[winner], both[loser]


@pytest.mark.parametrize("attempt", range(4))
def test_a_value_of_the_winning_side_is_not_replaced_by_somebody_who_saw_only_the_losing_side(
    pair: tuple[Replica, Replica, Replica], attempt: int
) -> None:
    first, other, copy = pair
    base = list(first.held.entries.values())
    first.write(BOOK, put("proposal", "aaaaaaaa-1", place=f"máy gốc {attempt}"))
    copy.write(BOOK, put("proposal", "aaaaaaaa-1", place=f"bản sao {attempt}"))
    winner, loser = _sides(first, copy)
    other.take([*base, loser])
    other.write(BOOK, put("proposal", "aaaaaaaa-1", place="máy khác"))
    (news,) = (data for data in other.held.entries.values() if b'"d":"bbbbbbbb"' in data)
    other.take([winner])
    # either order of arrival, and the losing side never arriving at all
    first.take([loser, winner, news])
    copy.take([news, winner])
    for replica in (first, other, copy):
        (conflict,) = list_conflicts(replica.store)
        assert {side.head for side in conflict.sides} == {"aaaaaaaa:2", "bbbbbbbb:1"}
        assert replica.differences() == []

    settling = settle(other.store, conflict, "aaaaaaaa:2", book=BOOK, user="bt")
    other.note(settling)
    for replica in (first, copy):
        replica.take(other.held.entries.values())
        assert list_conflicts(replica.store) == []
        assert replica.store.values("proposal", "aaaaaaaa-1") == other.store.values("proposal", "aaaaaaaa-1")
        assert replica.differences() == []
    assert list_conflicts(other.store) == []


def test_a_value_of_the_winning_side_is_replaced_by_somebody_who_saw_it(
    pair: tuple[Replica, Replica, Replica],
) -> None:
    first, other, copy = pair
    base = list(first.held.entries.values())
    first.write(BOOK, put("proposal", "aaaaaaaa-1", place="máy gốc"))
    copy.write(BOOK, put("proposal", "aaaaaaaa-1", place="bản sao"))
    winner, loser = _sides(first, copy)
    other.take([*base, winner])
    other.write(BOOK, put("proposal", "aaaaaaaa-1", place="máy khác"))
    for replica in (first, other, copy):
        replica.take([*base, loser, winner, *other.held.entries.values()])
        assert list_conflicts(replica.store) == []
        assert replica.store.values("proposal", "aaaaaaaa-1") == {"place": "máy khác"}


def test_what_hung_on_a_line_of_a_side_that_lost_is_judged_again_when_the_other_side_comes(
    pair: tuple[Replica, Replica, Replica], office: Office
) -> None:
    """Neither side wrote the record after the parting, so nothing but the line itself leads back to it."""
    first, other, copy = pair
    base = list(first.held.entries.values())
    first.write(BOOK, put("ballot", "aaaaaaaa-8", yes_count=3))
    copy.write(BOOK, put("ballot", "aaaaaaaa-9", yes_count=4))
    winner, loser = _sides(first, copy)
    other.take([*base, loser])
    other.write(BOOK, put("proposal", "aaaaaaaa-1", place="máy khác"))
    reader = office.new("cccccccc")
    reader.take(other.held.entries.values())
    assert list_conflicts(reader.store) == []
    taken = reader.take([winner])
    assert taken is not None
    assert taken.changes.ids("proposal") == ("aaaaaaaa-1",)
    assert len(list_conflicts(reader.store)) == 1
    assert reader.differences() == []
    assert compare(reader.store.connection) == []
    office.close([reader])


def test_a_line_about_a_side_that_lost_passes_nothing_on(pair: tuple[Replica, Replica, Replica]) -> None:
    """B named entry 3 of the losing side; once it holds entry 2 of the winning one it names that, lower as it is."""
    first, other, copy = pair
    first.write(BOOK, put("proposal", "aaaaaaaa-1", place="máy gốc"))
    copy.write(BOOK, put("proposal", "aaaaaaaa-1", place="bản sao"))
    winner, loser = _sides(first, copy)
    losing = first if loser in first.held.entries.values() else copy
    losing.write(BOOK, put("ballot", "aaaaaaaa-9", yes_count=3))
    other.take(losing.held.entries.values())
    other.write(BOOK, put("ballot", "aaaaaaaa-9", yes_count=4))
    other.take([winner])
    other.write(BOOK, put("ballot", "aaaaaaaa-9", yes_count=5))

    contexts = [
        oracle.read_entry(data).context for data in other.held.entries.values() if b'"bbbbbbbb"' in data
    ]
    after_three, after_winner = (lines for lines in contexts if lines)
    assert [(line.device, line.n) for line in after_three] == [("aaaaaaaa", 3)]
    assert after_winner == (oracle.Line("aaaaaaaa", 2, oracle.read_entry(winner).digest[:16]),)
