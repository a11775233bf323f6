"""Every member held here and every period of standing, read in bulk for whoever counts thousands; who is on a list is a rule's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from chibo_desktop.lists.said import one_book, speaks_for_cell
from chibo_desktop.lists.same import read_as
from chibo_desktop.rules.standing import Period
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


class Listed(NamedTuple):
    """A member's record as far as figures ask for it; of two that were joined only the kept one is given."""

    id: str
    cell_id: str
    office: str
    is_put_away: bool


def people_of_all(store: Store) -> list[Listed]:
    """Every member held, put away or not; read once until somebody writes."""
    return known(store, "people of all", lambda: _read_people(store))


def _read_people(store: Store) -> list[Listed]:
    joined = read_as(store, "member")
    rows, is_own = (
        store.rows(
            "SELECT id, COALESCE(cell_id, ''), COALESCE(office, ''), COALESCE(put_away, 0), _book FROM member"
        ),
        speaks_for_cell(store),
    )
    return [
        Listed(row[0], row[1], row[2], bool(row[3]))
        for row in rows
        if row[0] not in joined and is_own(row[4], row[1])
    ]


def periods_of_all(store: Store) -> Mapping[str, list[Period]]:
    """Every member's periods of standing, by the id the member is read as; read once until somebody writes."""
    return known(store, "periods of all", lambda: _read_periods(store))


def _read_periods(store: Store) -> Mapping[str, list[Period]]:
    members_as = read_as(store, "member")
    found: defaultdict[str, list[Period]] = defaultdict(list)
    sql = (
        "SELECT s.member_id, s.kind, s.from_on, s.until_on, s._book, m._book AS home"
        " FROM standing s JOIN member m ON m.id = s.member_id WHERE COALESCE(s.put_away, 0) = 0"
    )
    is_one = one_book(store)
    for row in store.rows(sql):
        if not is_one(row["_book"], row["home"]):
            continue
        member = members_as.get(row["member_id"], row["member_id"])
        found[member].append(Period(row["kind"] or "", _day(row["from_on"]), _day(row["until_on"])))
    return found


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
