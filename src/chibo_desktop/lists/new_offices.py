"""What a finalised congress changes in the offices of the roster; writing it is an action a person confirms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.lists.elections import ElectionRow, elections_at
from chibo_desktop.lists.roster import kind_at, meeting_day
from chibo_desktop.lists.rows import Facts, by_name, find, of_cell
from chibo_desktop.records.member import OFFICES
from chibo_desktop.store import Store
from chibo_desktop.store.history import history

GIVES = {"committee": "committee_member", "deputy_secretary": "deputy_secretary", "secretary": "secretary"}
"""The office of the roster an election gives; a higher one, further on, takes the place of a lower one."""


@dataclass(frozen=True)
class OfficeChange:
    """One member whose office changes; "" is none."""

    member_id: str
    name: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """As in “Lò Văn Hặc: thôi Phó Bí thư” and “Vàng A Chứ: Chi ủy viên → Bí thư”."""
        words = dict(OFFICES)
        if not self.after:
            return f"{self.name}: thôi {words.get(self.before, self.before)}"
        before = f"{words.get(self.before, self.before)} → " if self.before else ""
        return f"{self.name}: {before}{words[self.after]}"


@dataclass(frozen=True)
class NewOffices:
    """`is_offered`: the congress is finalised, elected to an office, and its term was not begun in the book yet.

    `not_listed`: names elected that are on no roster, so that nothing can be written of them. `kept`: what is said of
    each office nobody was elected to. `term_from`: the day after the congress, from which a term runs.
    """

    changes: tuple[OfficeChange, ...]
    not_listed: tuple[str, ...]
    kept: tuple[str, ...]
    is_offered: bool
    term_from: date


def new_offices(store: Store, meeting: Facts) -> NewOffices:
    """What the congress changes, by given name: only offices to which somebody was elected change hands."""
    rows = elections_at(store, meeting.id)
    elected, not_listed = _elected(rows)
    ended = elected_offices(rows)
    changes, held = [], list[tuple[str, str]]()
    for member in sorted(of_cell(store, "member", meeting.text("cell_id"), away=True), key=by_name):
        if "full_name" in member.absent:
            continue  # at a level that holds no names nobody's office is written
        before, name = member.text("office"), member.text("full_name")
        after = _office_after(before, elected.get(member.id, ""), ended)
        if after != before and not (member.is_put_away and not after):
            changes.append(OfficeChange(member.id, name, before, after))
        if after and after not in ended and not member.is_put_away:
            held.append((after, name))
    is_done = _is_begun(store, meeting)
    is_ready = kind_at(meeting).congress and meeting.moment("finalised_at") is not None
    return NewOffices(
        tuple(changes),
        tuple(not_listed),
        tuple(_kept(held, ended)),
        bool(elected) and is_ready and not is_done,
        meeting_day(meeting) + timedelta(days=1),
    )


def elected_offices(rows: Sequence[ElectionRow]) -> set[str]:
    """The offices of the roster to which somebody was elected, on the roster or not."""
    return {GIVES[row.office] for row in rows if row.office in GIVES and row.elected}


def _office_after(before: str, given: str, ended: set[str]) -> str:
    """An office nobody was elected to stays; who has one of the two leading ones is of the committee anyway."""
    stays = before if before not in ended else ""
    return stays if given == "committee_member" and stays else given or stays


def _kept(held: Sequence[tuple[str, str]], ended: set[str]) -> Iterator[str]:
    """As in “Đại hội không bầu được Bí thư: Lò Văn Pâng vẫn giữ”; a cell need not have a deputy or a committee."""
    for office, words in OFFICES:
        names = [name for each, name in held if each == office]
        if names:
            yield f"Đại hội không bầu được {words}: {', '.join(names)} vẫn giữ"
        elif office == "secretary" and office not in ended:
            yield f"Đại hội không bầu được {words}, danh sách không còn ai giữ: ghi ở trang Đảng viên"


def are_written(store: Store, meeting: Facts) -> bool:
    """Whether the finalised congress was written into the roster: its term was begun after it, later than the lock."""
    is_held = kind_at(meeting).congress and meeting.moment("finalised_at") is not None
    if not (is_held and _is_begun(store, meeting) and _elected(elections_at(store, meeting.id))[0]):
        return False
    begun = _written_at(store, "organisation", meeting.text("cell_id"), "term_from")
    return begun > _written_at(store, "meeting", meeting.id, "finalised_at")


def _written_at(store: Store, kind: str, record_id: str, field: str) -> tuple[int, int]:
    head = store.field_head(kind, record_id, field)
    return max(each.time for each in history(store, kind, record_id) if each.head == head)


def _elected(rows: Sequence[ElectionRow]) -> tuple[dict[str, str], list[str]]:
    """The office each member was elected to, and who is on no roster."""
    offices: dict[str, str] = {}
    not_listed: list[str] = []
    for office, given in GIVES.items():
        for nominee in (each for row in rows if row.office == office for each in row.elected):
            member_id = nominee.facts.text("member_id")
            if member_id:
                offices[member_id] = given
            elif nominee.name not in not_listed:
                not_listed.append(nominee.name)
    return offices, not_listed


def _is_begun(store: Store, meeting: Facts) -> bool:
    """Whether the book already has a term that begins after this congress (or on its day)."""
    cell = find(store, "organisation", meeting.text("cell_id"))
    begun = cell.day("term_from") if cell else None
    return begun is not None and begun >= meeting_day(meeting)
