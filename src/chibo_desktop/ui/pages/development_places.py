"""The part "Thôn, bản": how many places stand how, those without a cell first; above a commune by commune."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from html import escape

from chibo_desktop.base.text import percent, title_key
from chibo_desktop.lists.place_states import (
    HAS_CELL,
    NO_CELL,
    NO_MEMBERS,
    STATE_WORDS,
    STATES,
    UNSTABLE,
    WITHOUT,
    PlacePerson,
    PlaceRow,
    counted,
    place_rows,
    places_gone,
)
from chibo_desktop.lists.places import days_words
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui.editors.place_forms import place_form
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.pages.development_place import PLACE, PlaceView
from chibo_desktop.ui.pages.development_words import PAGE
from chibo_desktop.ui.pages.parted import BackView, NewThing, Part
from chibo_desktop.ui.pages.tasks_one import fill, listed
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose

ALL, NEW = "all", "new place"
ADD = "Thêm thôn, bản"
CHIPS = (NO_CELL, NO_MEMBERS, UNSTABLE, HAS_CELL)
SHAPES: Mapping[str, Kind] = {NO_MEMBERS: "absent", NO_CELL: "missing", UNSTABLE: "warning", HAS_CELL: "tick"}


class PlacesPart(Part):
    """As of today. A chip takes one state; at an upper body a line a commune opens its places, a chip those of all."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._is_upper, self._commune = session.desk.kind == "upper", ""
        self._sums = Prose("", width=320)
        self._communes, self._commune_rows = Card("Theo đảng bộ"), listed("Theo đảng bộ", self._on_commune)
        self._communes.add(self._commune_rows)
        self._states = Chips(_chips(()), ALL, "Lọc theo tình trạng")
        self._states.chosen.connect(lambda _key: self.refresh())
        self._card, self._rows = (
            Card("Thôn, bản, trường, trạm"),
            listed("Thôn, bản, trường, trạm", self._on_place),
        )
        self._every = Button("Mọi đảng bộ", "quiet", icon="back")
        self._every.clicked.connect(lambda: self._on_commune(""))
        self._back = Flow()
        self._back.put(self._every)
        self._card.add(self._rows)
        sentence = (
            "Thôn, bản do các xã ghi; nhận gói của xã rồi xem ở đây."
            if self._is_upper
            else "Mỗi thôn, bản, trường, trạm của xã ghi một lần ở đây: đã có chi bộ chưa, ai là trưởng, ai phụ trách."
        )
        self._empty = EmptyState(sentence, "" if self._is_upper else ADD, icon="members")
        self._empty.begun.connect(self.press)
        self._gone, self._gone_rows = Card("Nơi không còn"), listed("Nơi không còn", self._on_place)
        self._gone.add(self._gone_rows)
        parts = (self._sums, self._back, self._states, self._communes, self._card, self._gone, self._empty)
        for part in parts:
            self.column.addWidget(part)

    def refresh(self) -> None:
        store, today = self.session.store, self.session.now().date()
        every = place_rows(store, self.session.desk.organisation_id, today)
        rows = [row for row in every if self._commune in ("", row.body_id)]
        self._sums.say(escape(" · ".join(sum_words(rows))))
        is_whole = self._is_upper and not self._commune
        self._states.set_chips(_chips(rows, "Theo đảng bộ" if is_whole else "Tất cả"))
        taken = self._states.taken()
        by_commune = is_whole and taken == ALL
        fill(self._communes, self._commune_rows, self._by_commune(every) if by_commune else [])
        shown = [] if by_commune else [row for row in rows if row.state in _taking(taken)]
        bodies = {row.body_id: organisations(store).name(row.body_id, today) for row in shown if is_whole}
        lines = [place_line(row, bodies.get(row.body_id, "")) for row in shown]
        fill(self._card, self._rows, lines, f"{len(shown)} nơi")
        gone = places_gone(store, self._commune or self.session.desk.organisation_id, today)
        fill(self._gone, self._gone_rows, [_gone_line(place) for place in gone])
        name = organisations(store).name(self._commune, today) if self._commune else ""
        self._card.set_title(name or "Thôn, bản, trường, trạm")
        self._back.setVisible(bool(self._commune))
        for part in (self._sums, self._states):
            part.setVisible(bool(every))
        self._empty.setVisible(not every)
        self.primary = (ADD, "plus") if every and not self._is_upper else ("", "")
        self.retitled.emit()

    def _by_commune(self, every: Sequence[PlaceRow]) -> list[Row]:
        """The communes with the most places without a cell first."""
        found: defaultdict[str, list[PlaceRow]] = defaultdict(list)
        for row in every:
            found[row.body_id].append(row)
        held, today = organisations(self.session.store), self.session.now().date()
        lacking = {body: sum(row.state in WITHOUT for row in rows) for body, rows in found.items()}
        lines = [
            Row(
                body,
                held.name(body, today),
                " · ".join(sum_words(rows)),
                "missing" if lacking[body] else "tick",
                f"{lacking[body]} nơi chưa có chi bộ" if lacking[body] else "đều có chi bộ",
            )
            for body, rows in found.items()
        ]
        return sorted(lines, key=lambda line: (-lacking[line.key], title_key(line.title)))

    def _on_commune(self, body: str) -> None:
        """What was pressed goes: the keyboard and the page go to where one comes back from."""
        self._commune = body
        self.refresh()
        self.bring_into_view(self._every if body else self._commune_rows)

    def _on_place(self, place_id: str) -> None:
        self.wanted.emit(PLACE, place_id)

    def press(self) -> None:
        """The form for one more place."""
        self.wanted.emit(NEW, "")


def _chips(rows: Sequence[PlaceRow], every: str = "Tất cả") -> list[Chip]:
    states = Counter(row.state for row in rows)
    return [
        Chip(ALL, every, len(rows)),
        *(
            Chip(
                state, _capital(STATE_WORDS[state]), sum(states[one] for one in _taking(state)), SHAPES[state]
            )
            for state in CHIPS
        ),
    ]


def _taking(taken: str) -> tuple[str, ...]:
    """The states a chip takes: a place without a member is one without a cell."""
    return STATES if taken == ALL else WITHOUT if taken == NO_CELL else (taken,)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def sum_words(rows: Sequence[PlaceRow]) -> list[str]:
    """As in "Thôn, bản: 20/70 chưa có chi bộ (28,6 %)", a group each; those nobody is a member in are said too."""
    said = []
    for words, states in counted(rows):
        without, every = sum(states[state] for state in WITHOUT), states.total()
        more = f", {states[NO_MEMBERS]} nơi chưa có đảng viên" if states[NO_MEMBERS] else ""
        share = f" ({percent(without, every)})" if without else ""
        said.append(f"{words}: {without}/{every} chưa có chi bộ{share}{more}")
    return said


def place_line(row: PlaceRow, body: str = "") -> Row:
    """Its kind, its body if named, the cells that lead it, its head, who is in charge; its state at the right."""
    cells = ", ".join(name for _, name in row.cells)
    charge = ", ".join(each.name for each in row.in_charge if each.name)
    parts = (row.kind_label, body, cells, _head_words(row.head), f"phụ trách: {charge}" if charge else "")
    second = " · ".join(part for part in parts if part)
    kind = SHAPES[row.state]
    return Row(row.id, row.name, second, kind, STATE_WORDS[row.state], quiet=row.state == HAS_CELL)


def _gone_line(place: Facts) -> Row:
    days = days_words(*place.span())
    return Row(place.id, place.text("name"), f"{place.shown('kind')} · {days}")


def _head_words(head: PlacePerson | None) -> str:
    if head is None:
        return ""
    return f"trưởng: {head.name}, {head.what}" if head.name else f"trưởng {head.what}"


def _new_place(session: Session, _key: str) -> NewThing:
    made = NewThing(session, PAGE, ADD, place_form(session))
    made.written.connect(lambda _key: made.back_chosen.emit())
    return made


VIEWS: Mapping[str, Callable[[Session, str], BackView]] = {PLACE: PlaceView, NEW: _new_place}
"""What the part asks for in the page's place, by the word it asks with."""
