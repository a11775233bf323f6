"""The part "Số liệu" of the page "Đảng viên": members counted on a day, each number with its list, beside what was fixed on an earlier day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.snapshots import fix_figures
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import percent
from chibo_desktop.lists.indicator_words import grouped
from chibo_desktop.lists.member_figures import (
    BY_KEY,
    MEASURES,
    Figures,
    Share,
    figures_on,
    fixed_on,
    shares_below,
    snapshot_days,
    who,
)
from chibo_desktop.lists.small_cells import SmallCell, small_cells, small_limits
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.long_list import LongList
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

ALONE = ("", "Không so sánh")
FIX = "Chốt số liệu"
GROUPS = tuple(dict.fromkeys(each.group for each in MEASURES))
RIGHT = (2, 3, 4)
"""Which of the groups stand in the right column where there is room for two: the levels of all."""
NO_POPULATION = (
    "Muốn tính tỷ lệ đảng viên trên dân số: nhập dân số ở Thiết đặt, phần Tổ chức bên dưới, Số liệu nhập tay."
)


class FiguresPart(Part):
    """`Chốt số liệu` writes the counts of the day shown; a number pressed lists who is counted, where names are held."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._key = ""
        self._day = DayField("Số liệu ngày", session.now().date())
        self._day.left.connect(lambda _words: self.refresh())
        self._then = ChoiceField("So với ngày đã chốt", [ALONE])
        self._then.left.connect(lambda _key: self.refresh())
        self._said = Message()
        self._shown_on = session.now().date()
        """The day whose figures stand there; the field may hold one that cannot be read."""
        self._about = Prose("", "muted", width=320)
        self._who = LongList(wraps=True)
        self._who.opened.connect(lambda key: self.go_to.emit("members", key))
        self._close = Button("Đóng danh sách", "quiet", icon="close")
        self._close.clicked.connect(lambda: self._on_measure(""))
        self._who.add_to_head(self._close)
        self._closing = Button("Đóng", "quiet", icon="close")
        self._shares, self._shares_said = Card(), Prose("", width=240)
        self._shares.add(self._shares_said)
        self._shares.add_to_head(self._closing)
        self._closing.clicked.connect(lambda: self._on_measure(""))
        self._cards: dict[str, tuple[Card, RowList]] = {}
        self._small = SmallCells(session)
        self._small.hide()
        parts = (Abreast(self._day, self._then, least=520), self._said, self._about, self._who, self._shares)
        for part in parts:
            self.column.addWidget(part)
        left, right = Stacked(), Stacked()
        for place, group in enumerate(GROUPS):
            self._add_card(group, right if place in RIGHT else left)
        self.column.addWidget(Abreast(left, right, least=820, gap=16))
        self.column.addWidget(self._small)
        self._who.hide()

    def _add_card(self, group: str, column: Stacked) -> None:
        rows = RowList(name=group)
        rows.opened.connect(self._on_measure)
        card = Card(group)
        card.add(rows)
        self._cards[group] = card, rows
        column.add(card)

    def refresh(self) -> None:
        try:
            day = self._day.day() or self.session.now().date()
        except Refusal as refusal:
            self._day.show_error(refusal.sentence)
            return
        self._shown_on = day
        store, own = self.session.store, self.session.desk.organisation_id
        self._offer_days(snapshot_days(store, own))
        now = figures_on(store, own, day)
        then = fixed_on(store, own, date.fromisoformat(self._then.value())) if self._then.value() else None
        for group, (card, rows) in self._cards.items():
            lines = _group_lines(group, now, then)
            rows.set_rows(lines)
            card.set_note(_days_words(group, now))
            card.setVisible(bool(lines))
        self._about.say("<br>".join(escape(line) for line in self._lines(now, then)))
        self.primary = (FIX, "check") if now.count("members") else ("", "")
        self._show_who(day)
        self._small.show_day(day)
        self.retitled.emit()

    def _offer_days(self, days: Sequence[date]) -> None:
        offered = [(each.isoformat(), show_day(each)) for each in days]
        self._then.set_choices([ALONE, *offered])
        self._then.setVisible(bool(offered))

    def _lines(self, now: Figures, then: Figures | None) -> list[str]:
        said = [_population_words(now, then)] if self.session.desk.kind != "cell" else []
        names = organisations(self.session.store)
        if now.on < self.session.now().date() and self.session.desk.kind != "upper":
            said.append("Trình độ của bí thư: tính người đang là bí thư, trình độ của ngày ấy.")
        if now.missing:
            left = ", ".join(names.name(each, now.on) for each in now.missing)
            said.append(f"Chưa có số liệu chốt đến ngày {show_day(now.on)}: {left}.")
        if then is not None and then.summed and then.summed != now.summed:
            said.append(
                f"Số đã chốt ngày {show_day(then.on)} cộng từ {_of_words(then)}, số này từ {_of_words(now)}."
            )
        if now.used:
            taken = ", ".join(
                f"{names.name(each, now.on)} ({show_day(day)})" for each, day in now.used.items()
            )
            said.append(f"Giới tính, dân tộc, tuổi, trình độ cộng từ số liệu đã chốt của: {taken}.")
        return [line for line in said if line]

    def _on_measure(self, key: str) -> None:
        self._key = key
        self._show_who(self._shown_on)
        shown = self._close if self.session.desk.kind != "upper" else self._closing
        if key and shown.isVisibleTo(self):
            self.bring_into_view(shown)

    def _show_who(self, day: date) -> None:
        """Whom the number taken counts; where names are not held, how many each organisation below has in it."""
        if not self._key:
            self._who.hide()
            self._shares.hide()
            return
        store, own = self.session.store, self.session.desk.organisation_id
        title = f"{BY_KEY[self._key].words}, ngày {show_day(day)}"
        if self.session.desk.kind == "upper":
            names = organisations(store)
            shares = shares_below(store, own, day, self._key)
            self._shares_said.say(
                "<br>".join(_share_words(each, names.name(each.id, day), day) for each in shares)
            )
            self._shares.set_title(title)
            self._shares.show()
            return
        found = who(store, own, day, self._key)
        self._who.show_rows(
            title, [Row(each.id, each.row.name_shown, each.cell_name) for each in found], "đồng chí"
        )

    def press(self) -> None:
        """Fixes the figures of the day shown."""
        self._said.say("absent", "")
        try:
            day = self._day.day() or self.session.now().date()
            self.session.do(fix_figures, day)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.refresh()
        self._said.say("done", self._fixed_words(day))

    def _fixed_words(self, day: date) -> str:
        store, desk = self.session.store, self.session.desk
        said = f"Đã chốt số liệu ngày {show_day(day)}."
        if desk.kind != "upper":
            return f"{said} Cấp trên nhận số liệu, không kèm tên."
        fixed = fixed_on(store, desk.organisation_id, day)
        if fixed.summed is None or fixed.summed[0] == fixed.summed[1]:
            return said
        return f"{said} Mới có {_of_words(fixed)} bên dưới chốt cùng ngày này."


class Stacked(QWidget):
    """Cards beneath each other, as high as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        look.follow(self.fit)

    def add(self, card: Card) -> None:
        """Puts one more beneath."""
        self._column.insertWidget(self._column.count() - 1, card)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(16))


class SmallCells(Card):
    """Cells with few full members, by the numbers guidance names."""

    def __init__(self, session: Session) -> None:
        super().__init__("Chi bộ ít đảng viên chính thức")
        self._session, self._day = session, session.now().date()
        limits = small_limits(self._day)
        self._limit = Segments(
            [(str(each), f"dưới {each}") for each in limits], str(limits[0]), "Số đảng viên chính thức"
        )
        self._limit.chosen.connect(lambda _key: self.show_day(self._day))
        self._none, self._list = Prose("Không có chi bộ nào.", width=240), LongList()
        foot = Flow()
        foot.put(self._limit)
        for part in (foot, self._none, self._list):
            self.add(part)

    def show_day(self, day: date) -> None:
        """Lists those of a day; hidden at a cell."""
        self._day, desk = day, self._session.desk
        self.setVisible(desk.kind != "cell")
        if desk.kind == "cell":
            return
        found = small_cells(desk.store, desk.organisation_id, day, int(self._limit.taken()))
        self._list.show_rows(
            f"Dưới {self._limit.taken()} đảng viên chính thức", list(map(_small_line, found))
        )
        self._none.setVisible(not found)


def _share_words(each: Share, name: str, day: date) -> str:
    fixed = "" if each.on == day else f", chốt ngày {show_day(each.on)}"
    return f"{escape(name)}: <b>{grouped(each.count)}</b>{fixed}"


def _days_words(group: str, now: Figures) -> str:
    """Of an upper body of which day the numbers of a card are, and of how many below; "" elsewhere."""
    if now.summed is None:
        return ""
    if all(each.is_public for each in MEASURES if each.group == group):
        return f"ngày {show_day(now.on)}"
    days = sorted(set(now.used.values()))
    said = (
        show_day(days[0]) if len(days) == 1 else f"{show_day(days[0])}–{show_day(days[-1])}" if days else ""
    )
    return f"{_of_words(now)}, chốt ngày {said}" if said else ""


def _of_words(figures: Figures) -> str:
    """As in "3/12 nơi"; "" where nothing is summed up."""
    return f"{figures.summed[0]}/{figures.summed[1]} nơi" if figures.summed else ""


def _small_line(cell: SmallCell) -> Row:
    return Row(cell.id, cell.name, words=f"{cell.official} chính thức")


def _group_lines(group: str, now: Figures, then: Figures | None) -> list[Row]:
    """The measures that count somebody on either day; what nobody could count is not shown."""
    lines = []
    for each in MEASURES:
        here = now.count(each.key)
        before = then.count(each.key) if then is not None else None
        if each.group == group and here is not None and (here or before or each.is_public):
            lines.append(Row(each.key, each.words, words=difference_words(here, before)))
    return lines


def difference_words(now: int, then: int | None) -> str:
    """As in "2.162", or beside an earlier day "2.128 → 2.162 (+34)"."""
    if then is None:
        return grouped(now)
    change = now - then
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{grouped(then)} → {grouped(now)} ({sign}{grouped(abs(change))})"


def _population_words(now: Figures, then: Figures | None) -> str:
    if not now.population:
        return NO_POPULATION
    said = f"Đảng viên trên dân số: {_share(now.counts, now.population)}."
    if then is not None and then.population:
        said += f" Ngày {show_day(then.on)}: {_share(then.counts, then.population)}."
    return said


def _share(counts: Mapping[str, int], population: int) -> str:
    members = counts.get("members", 0)
    return f"{grouped(members)}/{grouped(population)} = {percent(members, population)}"
