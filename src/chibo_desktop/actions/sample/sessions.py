"""The meetings of the sample province: when each was held, who came, what was written; who visited is drawn elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chibo_desktop.actions.sample.chance import Chance, day_in
from chibo_desktop.actions.sample.facts import SamplePaper, Session
from chibo_desktop.actions.sample.people import People
from chibo_desktop.actions.sample.tree import MOVED, Cell, Tree
from chibo_desktop.base.dates import last_day, month_after
from chibo_desktop.records.member import Member
from chibo_desktop.rules.standing import Standing as StandingThatDay

OLD_BOOK_EACH, OLD_BOOK_MONTHS = 20, 3
"""Every so many cells the first months are copied from an old book."""
PUT_OVER = MOVED, "2025-06"
"""Which cell's meeting of which month was put off past the day on which the cell came to another commune."""
THEME_KINDS = (("quarterly", 91), ("yearly", 3), ("key_task", 3), ("burning", 3))


@dataclass
class _Maker:
    """What every meeting of one cell is drawn from."""

    tree: Tree
    people: People
    chance: Chance
    cell: Cell

    @property
    def keeps(self) -> bool:
        """Whether one duty is kept."""
        return self.chance.below(self.cell.keeps)

    def new_id(self) -> Any:
        return self.tree.ids.new(self.cell.device)

    def stands(self, day: date) -> bool:
        return self.cell.first <= day <= self.cell.last


def make_sessions(tree: Tree, people: People, seed: int, months: list[str]) -> list[Session]:
    """Every meeting in the order of cells and months."""
    found: list[Session] = []
    chance = Chance(f"sessions {seed}")
    for number, cell in enumerate(tree.cells):
        maker = _Maker(tree, people, chance, cell)
        for place, month in enumerate(months):
            is_old = number % OLD_BOOK_EACH == 4 and place < OLD_BOOK_MONTHS
            found += _old_month(maker, month) if is_old else _month(maker, number, month)
    return found


def _month(maker: _Maker, number: int, month: str) -> list[Session]:
    """The meetings of one cell in one month; a month it did not stand has none, a month nobody wrote of neither."""
    day = day_in(month, maker.cell.meeting_day)
    if not maker.stands(day):
        return []
    made = []
    is_thematic = int(month[5:]) % 3 == number % 3 and maker.chance.below(maker.cell.keeps**3)
    if maker.chance.below(maker.cell.keeps**0.5) or month == PUT_OVER[1]:
        made.append(_regular(maker, month, day, is_combined=is_thematic and number % 2 == 0))
    elif maker.chance.below(0.5):
        made.append(_missed(maker, month))
    if is_thematic and number % 2:
        made.append(_held(maker, "thematic", month, _later(maker, day, 12)))
    if maker.chance.below(0.03):
        made.append(_held(maker, "thematic", month, _later(maker, day, 15)))
    return [*made, *_uncounted(maker, month, day)]


def _later(maker: _Maker, day: date, days: int) -> date:
    """So many days later, while the cell stands and the month lasts."""
    return min(day + timedelta(days=days), maker.cell.last, last_day(day.isoformat()[:7]))


def _missed(maker: _Maker, month: str) -> Session:
    because = maker.chance.one(maker.tree.said["reasons"])
    return Session(
        maker.new_id(),
        maker.cell.id,
        month,
        missed=True,
        missed_because=because,
        is_sent=_is_sent(maker, month),
    )


def _is_sent(maker: _Maker, month: str) -> bool:
    return month < maker.cell.silent_from


def _regular(maker: _Maker, month: str, day: date, *, is_combined: bool) -> Session:
    """A month's meeting, now and then put off, some into the next month."""
    kind = "combined" if is_combined else "regular"
    put_off = day_in(month_after(month), 2) if maker.chance.below(0.4) else day + timedelta(days=9)
    if month == PUT_OVER[1] and maker.cell.id == maker.tree.cells[PUT_OVER[0] % len(maker.tree.cells)].id:
        put_off = day_in(month_after(month), 2)
        return _held(maker, kind, month, put_off, postponed_from=day, postponed_because="lũ về")
    if maker.chance.below(0.05) and maker.stands(put_off):
        because = maker.chance.one(maker.tree.said["reasons"])
        return _held(maker, kind, month, put_off, postponed_from=day, postponed_because=because)
    return _held(maker, kind, month, day)


def _uncounted(maker: _Maker, month: str, day: date) -> list[Session]:
    """Meetings that count in no figure: of the committee, with the people, for one matter."""
    found = []
    if maker.chance.below(0.06):
        found.append(_held(maker, "committee", month, day - timedelta(days=2)))
    if maker.chance.below(0.05):
        found.append(_held(maker, "community", month, _later(maker, day, 10)))
    if maker.chance.below(0.02):
        found.append(_held(maker, "extraordinary", month, _later(maker, day, 6)))
    return [each for each in found if each.held_on and maker.stands(each.held_on) and each.came]


def _held(maker: _Maker, kind: str, month: str, day: date, **put_off: Any) -> Session:
    chance, cell = maker.chance, maker.cell
    is_theme = kind in ("thematic", "combined")
    return Session(
        id=maker.new_id(),
        cell_id=cell.id,
        period=month,
        kind=kind,
        held_on=day,
        is_finalised=cell.keeps == 1.0 or chance.below(0.985),
        is_sent=_is_sent(maker, month),
        theme=chance.one(maker.tree.said["themes"]) if is_theme else "",
        theme_kind=chance.weighted(THEME_KINDS) if is_theme else "",
        focus=chance.one(maker.tree.said["focuses"]) if chance.below(0.85) else "",
        opinions=chance.number(1, 3) if maker.keeps else 0,
        papers=_papers(maker, kind, day),
        materials_used=chance.number(1, 2) if maker.keeps else 0,
        **_roll(maker, kind, day),
        **put_off,
    )


def _papers(maker: _Maker, kind: str, day: date) -> tuple[SamplePaper, ...]:
    """Mostly one issued; some drafted and not issued, some only of one person."""
    sort = "conclusion" if kind in ("committee", "community") else "resolution"
    if maker.keeps:
        extra = (SamplePaper("resolution", day, of_case=True),) if maker.chance.below(0.01) else ()
        return (SamplePaper(sort, day), *extra)
    drawn = maker.chance.number(1, 3)
    found = ((), (SamplePaper(sort, None),), (SamplePaper(sort, day, of_case=True),))
    return found[drawn - 1]


def _roll(maker: _Maker, kind: str, day: date) -> dict[str, Any]:
    """Who came: everybody due is marked; others only when they came along."""
    marks: dict[str, list[str]] = {"present": [], "late": [], "excused": [], "absent": []}
    for member, standing in maker.people.at(maker.cell.id, day):
        state = _state(maker, kind, member, standing)
        if state:
            marks[state].append(str(member.id))
    return {state: tuple(ids) for state, ids in marks.items()}


def _state(maker: _Maker, kind: str, member: Member, standing: StandingThatDay) -> str:
    chance = maker.chance
    if kind == "community" or standing.membership is None:
        return "present" if standing.is_listed and chance.below(0.4) else ""
    if kind == "committee" and not member.office:
        return ""
    if not standing.is_due:
        came = 0.8 if standing.membership == "visiting" else 0.08
        return "present" if chance.below(came) else ""
    if maker.keeps or member.office == "secretary":
        return "late" if chance.below(0.02) else "present"
    return "excused" if chance.below(0.8) else "absent"


def _old_month(maker: _Maker, month: str) -> list[Session]:
    """A month of an old book: only the four counts are known."""
    day = day_in(month, maker.cell.meeting_day)
    if not maker.stands(day):
        return []
    due = sum(standing.is_due for _, standing in maker.people.at(maker.cell.id, day))
    away = maker.chance.number(0, min(2, due))
    kind = "combined" if int(month[5:]) == 12 else "regular"
    return [
        Session(
            id=maker.new_id(),
            cell_id=maker.cell.id,
            period=month,
            kind=kind,
            held_on=day,
            is_sent=_is_sent(maker, month),
            from_old_book=True,
            due_count=due,
            present_count=due - away,
            excused_count=away,
            absent_count=0,
            theme=maker.chance.one(maker.tree.said["themes"]) if kind == "combined" else "",
            theme_kind="quarterly" if kind == "combined" else "",
            papers=(SamplePaper("resolution", day),),
        )
    ]
