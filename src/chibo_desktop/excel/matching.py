"""Whether a person of a file is one already on the list, and why; whom the program cannot tell apart, a person chooses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from chibo_desktop.excel.reading import RosterRow
from chibo_desktop.lists.rows import Facts

_DAYS = (
    ("official_on", "ngày chính thức"),
    ("admitted_on", "ngày kết nạp"),
    ("decided_on", "ngày quyết định"),
)


@dataclass(frozen=True)
class Match:
    """`member_id` is sure, with the reason in words; or `candidates` are whom it might be. Neither: a new person."""

    member_id: str = ""
    reason: str = ""
    candidates: tuple[str, ...] = ()


class Known:
    """The people of one cell, put away or not, found by card and by name."""

    def __init__(self, members: Sequence[Facts]) -> None:
        self.by_id = {member.id: member for member in members}
        self._by_card: defaultdict[str, list[Facts]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Facts]] = defaultdict(list)
        for member in members:
            if card := card_key(member.text("card_number")):
                self._by_card[card].append(member)
            self._by_name[name_key(member.text("full_name"))].append(member)

    def match(self, row: RosterRow) -> Match:
        """Same card; same name and day of birth or of the Party; the only one of that name with nothing against it."""
        with_card = self._by_card.get(card_key(row.values.get("card_number", "")), [])
        if with_card:
            return _by_card(row, with_card)
        named = self._by_name.get(name_key(row.name), [])
        likely = [member for member in named if not _contradicts(row, member)]
        for member in likely:
            if reason := _shared(row, member):
                rivals = [other for other in likely if other is not member and _shared(row, other)]
                return _ask(likely) if rivals else Match(member.id, f"cùng họ tên, {reason}")
        if len(named) == 1 and likely:
            return Match(named[0].id, "cùng họ tên, không có gì khác nhau")
        return _ask(named)


def _ask(members: Iterable[Facts]) -> Match:
    return Match(candidates=tuple(member.id for member in members))


def _by_card(row: RosterRow, members: list[Facts]) -> Match:
    same = [member for member in members if name_key(member.text("full_name")) == name_key(row.name)]
    if len(members) == 1 and (same or _shared(row, members[0])):
        return Match(members[0].id, "cùng số thẻ đảng viên")
    return _ask(members)


def _shared(row: RosterRow, member: Facts) -> str:
    """What they have in common beside the name, in words."""
    born, known = row.values.get("birth_date", ""), member.text("birth_date")
    if born and known and _agree(born, known):
        return "cùng ngày sinh" if born == known and len(born) == 10 else "cùng năm sinh"
    for name, words in _DAYS:
        if row.values.get(name) and row.values[name] == member.text(name):
            return f"cùng {words}"
    return ""


def _contradicts(row: RosterRow, member: Facts) -> bool:
    """Another year of birth, or another card number, is another person."""
    born, known = row.values.get("birth_date", ""), member.text("birth_date")
    cards = card_key(row.values.get("card_number", "")), card_key(member.text("card_number"))
    return _is_other_card(*cards) or bool(born and known and not _agree(born, known))


def _is_other_card(one: str, other: str) -> bool:
    """A card of 8 digits was replaced by one of 12 since 02/9/2025: two lengths say nothing against each other."""
    return bool(one and other) and one != other and len(one) == len(other)


def _agree(one: str, other: str) -> bool:
    """Whether two ISO days can be the same where one of them is only known to the month or year."""
    return one.startswith(other) or other.startswith(one)


def name_key(name: str) -> str:
    """Cleaned names compared: capitals do not part people, marks do."""
    return name.casefold()


def card_key(number: str) -> str:
    """Card numbers compared: signs between the digits do not count."""
    return "".join(letter for letter in number if letter.isalnum()).casefold()


@dataclass(frozen=True)
class Twins:
    """Rows of one file that are about the same person: the later ones, with the row each repeats."""

    rows: Sequence[RosterRow]

    @cached_property
    def first_of(self) -> dict[int, int]:
        """Row number to the number of the earlier row with the same card, or the same name and nothing against it."""
        found: dict[int, int] = {}
        cards: dict[str, int] = {}
        names: defaultdict[str, list[tuple[str, RosterRow]]] = defaultdict(list)
        for row in self.rows:
            card = card_key(row.values.get("card_number", ""))
            before = cards.get(card, 0) if card else 0
            alike = names[name_key(row.name)]
            before = before or next(
                (each.number for key, each in alike if not _is_other_card(card, key) and _same(row, each)), 0
            )
            if before and row.name:
                found[row.number] = before
                continue
            if card:
                cards[card] = row.number
            alike.append((card, row))
        return found


def _same(row: RosterRow, other: RosterRow) -> bool:
    born = row.values.get("birth_date", ""), other.values.get("birth_date", "")
    days = [name for name, _ in _DAYS if row.values.get(name) and other.values.get(name)]
    if any(row.values[name] != other.values[name] for name in days):
        return False
    if born[0] and born[1]:
        return _agree(born[0], born[1])
    return not (born[0] or born[1]) or bool(days)
