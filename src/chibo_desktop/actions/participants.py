"""Who took part in a gathering, written down by name or by a list of an office: each name is looked up among the members below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.oversight import add_participants
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import check_person_name, fold
from chibo_desktop.lists.gatherings import participants
from chibo_desktop.lists.invited import is_listed
from chibo_desktop.lists.roster import COMMITTEE
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Changes

KNOWN, NAMED, SEVERAL, THERE, UNREADABLE = "known", "named", "several", "there", "unreadable"
WRITTEN = (KNOWN, NAMED)
"""Lines of a list that are written; the others a person looks at first."""


@dataclass(frozen=True)
class ListedPerson:
    """One line of a class list. `state`: a member, somebody by name only, one of several, there already, no name.

    `group` is the member's by his office, "" for who is no member; `words` say what was found.
    """

    number: int
    name: str
    organisation_id: str
    member_id: str
    group: str
    state: str
    words: str


class Persons:
    """The members of everything below a body who are on a list that day, by name; marks part people, capitals do not."""

    def __init__(self, desk: Desk, day: date) -> None:
        known = organisations(desk.store)
        tree = known.at(day)
        self._store, self._day, self._same = desk.store, day, known.same
        self.places = {one: tree.nodes[one].name for one in tree.under(desk.organisation_id)}
        self._named: defaultdict[str, list[Facts]] = defaultdict(list)
        for member in select(desk.store, "member"):
            if known.same(member.text("cell_id")) in self.places:
                self._named[member.text("full_name").casefold()].append(member)

    def find(self, name: str, organisation_id: str = "") -> list[Facts]:
        """Who is called so, in that organisation when one is named."""
        return [
            member
            for member in self._named.get(name.casefold(), ())
            if (not organisation_id or self.cell_of(member) == organisation_id)
            and is_listed(self._store, member.id, self._day)
        ]

    def cell_of(self, member: Facts) -> str:
        """The cell he belongs to."""
        return self._same(member.text("cell_id"))

    def place_named(self, words: str) -> str:
        """The one organisation below of that name, or the only one whose name ends so; "" else."""
        asked = fold(words)
        if not asked:
            return ""
        exact = [one for one, name in self.places.items() if fold(name) == asked]
        found = exact or [one for one, name in self.places.items() if fold(name).endswith(f" {asked}")]
        return found[0] if len(found) == 1 else ""


def group_of(member: Facts) -> str:
    """The group in which a member is counted."""
    office = member.text("office")
    return "secretary" if office == "secretary" else "committee_member" if office in COMMITTEE else "member"


def add_person(
    desk: Desk,
    gathering_id: str,
    *,
    group: str = "",
    organisation_id: str = "",
    full_name: str = "",
    heads: int | None = None,
) -> Changes:
    """Adds one person by name, an organisation, or unnamed heads of a group.

    A name that one member bears is that member, counted by his office unless a group is given. Refusal when several
    bear it, or when nothing says who.
    """
    where = {"organisation_id": organisation_id} if organisation_id else {}
    if not full_name.strip():
        if group == "organisation" and not organisation_id:
            raise Refusal("Chọn tổ chức đã dự.", "organisation_id")
        if group != "organisation" and heads is None:
            raise Refusal("Gõ họ tên, hoặc ghi số người.", "full_name")
        return add_participants(
            desk, gathering_id, [{"group": group or "member", "heads": heads or 1, **where}]
        )
    name = check_person_name(full_name, "full_name")
    gathering = find(desk.store, "gathering", gathering_id)
    day = (gathering.day("held_on") if gathering else None) or desk.today
    people = Persons(desk, day)
    found = [] if group in ("masses", "organisation") else people.find(name, organisation_id)
    if len(found) > 1:
        raise Refusal(f"Có {len(found)} đồng chí tên {name}. Chọn chi bộ của đồng chí.", "organisation_id")
    if not found:
        return add_participants(
            desk,
            gathering_id,
            [{"group": group or "member", "full_name": name, "heads": heads or 1, **where}],
        )
    line = {"group": group or group_of(found[0]), "member_id": found[0].id, "heads": heads or 1}
    return add_participants(desk, gathering_id, [{**line, "organisation_id": people.cell_of(found[0])}])


def open_class_list(desk: Desk, gathering_id: str, path: Path) -> list[ListedPerson]:
    """Reads a workbook of who came: a column of names and, where there is one, of cells. Nothing is written.

    Refusal when it is no table or holds no column of names; Trouble from the disk.
    """
    from chibo_desktop.excel.reading import read_people
    from chibo_desktop.excel.sheets import read_workbook
    from chibo_desktop.excel.table import find_table, has_name

    table = find_table(read_workbook(path))
    if not has_name(table.mapped):
        raise Refusal(f"“{path.name}” không có cột “Họ và tên”. Thêm tên cột ấy rồi chọn lại tệp.")
    gathering = find(desk.store, "gathering", gathering_id)
    people = Persons(desk, (gathering.day("held_on") if gathering else None) or desk.today)
    there = _there(desk, gathering_id)
    found = []
    for row in read_people(table).rows:
        line = _line(people, row.number, row.name, row.raw_name, row.cell_name)
        keys = _keys(line)
        if line.state in WRITTEN and keys & there:
            line = ListedPerson(
                line.number,
                line.name,
                line.organisation_id,
                line.member_id,
                "",
                THERE,
                "đã có trong danh sách dự",
            )
        there |= keys
        found.append(line)
    return found


def _line(people: Persons, number: int, name: str, raw_name: str, cell_name: str) -> ListedPerson:
    where = people.place_named(cell_name)
    if not name:
        return ListedPerson(number, raw_name, where, "", "", UNREADABLE, "không đọc được họ tên")
    found = people.find(name, where)
    if len(found) > 1:
        words = f"có {len(found)} đồng chí cùng tên; ghi tên chi bộ vào tệp, hoặc thêm tay"
        return ListedPerson(number, name, where, "", "", SEVERAL, words)
    if not found:
        place = people.places.get(where, "")
        words = f"không có tên trong danh sách {place or 'đảng viên'}"
        return ListedPerson(number, name, where, "", "", NAMED, words)
    cell = people.cell_of(found[0])
    return ListedPerson(number, name, cell, found[0].id, group_of(found[0]), KNOWN, people.places[cell])


def _keys(line: ListedPerson) -> set[tuple[str, ...]]:
    """By what the line would be found there already, as the check of a participant finds it."""
    keys: set[tuple[str, ...]] = {(line.organisation_id, fold(line.name))} if not line.member_id else set()
    return keys | ({(line.member_id,)} if line.member_id else set())


def _there(desk: Desk, gathering_id: str) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for each in participants(desk.store, gathering_id):
        if each.text("member_id"):
            found.add((each.text("member_id"),))
        elif each.text("full_name"):
            found.add((each.text("organisation_id"), fold(each.text("full_name"))))
    return found


def write_class_list(
    desk: Desk, gathering_id: str, lines: Iterable[ListedPerson], *, unknown: str = "member"
) -> Changes:
    """Writes the lines that are sure, all or none; who is no member is counted as the group `unknown`."""
    given: list[dict[str, object]] = []
    for line in lines:
        if line.state not in WRITTEN:
            continue
        where = {"organisation_id": line.organisation_id} if line.organisation_id else {}
        if line.member_id:
            given.append({"group": line.group, "member_id": line.member_id, **where})
        else:
            given.append({"group": unknown, "full_name": line.name, **where})
    return add_participants(desk, gathering_id, given)
