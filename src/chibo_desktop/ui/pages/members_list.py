"""The part "Danh sách" of the page "Đảng viên": the list, typed by hand line by line, narrowed, and the card of one member beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.member_filters import narrowed
from chibo_desktop.lists.member_people import PersonOn, people_on, roster_on
from chibo_desktop.lists.roster import MemberRow
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.typed_for import cells_below
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.editors.bound_books import member_book_button
from chibo_desktop.ui.editors.member_card import MemberCard
from chibo_desktop.ui.editors.member_filter import MemberFilter
from chibo_desktop.ui.editors.new_member import NewMember
from chibo_desktop.ui.editors.roster_export import RosterExport
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import SIDE, ScrolledCard

EVERY_CELL = "*"
AT_FIRST = 100
"""Rows shown before a person asks for all: a commune may have two thousand members."""
NEW = "Thêm đảng viên"


class ListPart(Part):
    """At the own desk everything is typed here; a body above looks, at one cell's list or at all of them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._is_own = session.desk.kind == "cell"
        self._cell = session.desk.organisation_id if self._is_own else ""
        self._is_empty, self._shows_all = False, False
        self.counts = ("", "")
        """What stands beside the title, long and short."""
        self._make_list()
        self._make_side()
        self._empty = EmptyState(self._empty_words(), NEW if self._is_own else "", icon="members")
        self._empty.begun.connect(self.press)
        self._middle = QHBoxLayout()
        for part, weight in ((self._list, 5), (self._new, 4), (self._card, 4), (self._export, 4)):
            self._middle.addWidget(part, weight)
        self.column.addWidget(self._empty, 1)
        self.column.addLayout(self._middle, 1)
        self.primary = (NEW, "plus") if self._is_own else ("", "")
        self.fit()

    def _empty_words(self) -> str:
        if self._is_own:
            return "Danh sách đảng viên của chi bộ sẽ ở đây. Nhập mỗi người một dòng; thiếu gì ghi sau cũng được."
        return "Danh sách đảng viên của chi bộ sẽ hiện ở đây sau khi nhận gói của chi bộ."

    def _make_list(self) -> None:
        self._rows = RowList(name="Danh sách đảng viên")
        self._rows.opened.connect(self.open)
        self._more = Button("Xem hết", "link")
        self._more.clicked.connect(self._on_more)
        self._list = ScrolledCard("Danh sách")
        self._cells = DropDown()
        self._cells.setAccessibleName("Chi bộ")
        self._cells.activated.connect(self._on_cell)
        self._narrow = Button("Lọc", "link")
        self._narrow.clicked.connect(self._on_narrow)
        self._to_file = Button("Ra tệp Excel …", "link")
        self._to_file.clicked.connect(self._begin_export)
        self._to_paper = member_book_button(self.said, self.session, lambda: self._cell)
        for tool in (self._cells, self._narrow, self._to_file, self._to_paper):
            self._list.add_to_head(tool)
        self._cells.setVisible(not self._is_own)
        self._filter = MemberFilter()
        self._filter.changed.connect(self.refresh)
        self._filter.hide()
        self._filters = QHBoxLayout()  # on the left edge of the rows, which leave room for their ring
        self._filters.addWidget(self._filter)
        self._list.body.insertLayout(0, self._filters)
        self._list.box.column.addWidget(self._rows)
        self._list.box.column.addWidget(self._more)
        self._list.box.column.addStretch(1)

    def _make_side(self) -> None:
        self._new = NewMember(self.session)
        self._new.added.connect(self._on_added)
        self._new.closed.connect(self._on_closed)
        self._card = MemberCard(self.session, is_own=self._is_own)
        self._card.closed.connect(self._on_closed)
        self._export = RosterExport(self.session)
        self._export.closed.connect(self._on_closed)
        for side in (self._new, self._card, self._export):
            side.hide()

    def refresh(self) -> None:
        self._show_cells()
        people = self._people()
        taken = self._filter.taken()
        found = narrowed(people, taken)
        shown = found if self._shows_all else found[:AT_FIRST]
        every = self._cell == EVERY_CELL
        self._rows.set_rows([_line(each, with_cell=every) for each in shown])
        self._more.say(f"Xem hết {len(found)} người")
        self._more.setVisible(len(shown) < len(found))
        rows = [each.row for each in people]
        self.counts = (count_words(rows), short_count(rows))
        self._list.set_note(_note(len(found), len(people), self._filter.words()))
        for tool in (self._to_file, self._to_paper):
            tool.setVisible(bool(rows) and not every)
        self._narrow.setVisible(bool(rows))
        self._narrow.say("Thôi lọc" if self._filter.isVisibleTo(self) else "Lọc")
        self._is_empty = not rows and not self._new.isVisibleTo(self)
        self._empty.setVisible(self._is_empty)
        self._fold()
        if self._card.isVisibleTo(self):
            self._card.refresh()

    def _people(self) -> Sequence[PersonOn]:
        desk, day = self.session.desk, self.session.now().date()
        if self._cell == EVERY_CELL:
            return people_on(desk.store, desk.organisation_id, day)
        return roster_on(desk.store, self._cell, day) if self._cell else ()

    def _show_cells(self) -> None:
        if self._is_own:
            return
        store, kept = self.session.store, self._cell
        cells = sorted(
            (body_name(store, cell), cell) for cell in cells_below(store, self.session.desk.organisation_id)
        )
        self._cells.clear()
        for name, cell in cells:
            self._cells.addItem(name, cell)
        if len(cells) > 1:
            self._cells.addItem("Mọi chi bộ", EVERY_CELL)
        self._cell = kept or (cells[0][1] if cells else "")
        self._cells.setCurrentIndex(self._cells.findData(self._cell))
        self._cells.setVisible(bool(cells))

    def _on_cell(self, _place: int) -> None:
        self._cell, self._shows_all = str(self._cells.currentData() or ""), False
        self._on_closed()
        self.retitled.emit()

    def _on_more(self) -> None:
        self._shows_all = True
        self.refresh()
        self._rows.focus_row(AT_FIRST)

    def _on_narrow(self) -> None:
        """Shows the filters; pressed again it takes them back."""
        is_shown = self._filter.isVisibleTo(self)
        self._filter.clear()
        self._filter.setVisible(not is_shown)
        self.refresh()
        if not is_shown:
            self._filter.take_focus()

    def open(self, member_id: str) -> None:
        """The card of a member, beside the list of that member's cell."""
        if not self.leave():
            return
        member = find(self.session.store, "member", member_id)
        if member is not None and not self._is_own and self._cell != EVERY_CELL:
            cell = organisations(self.session.store).same(member.text("cell_id"))
            if cell != self._cell and self._cells.findData(cell) >= 0:
                self._cell = cell
                self.refresh()
                self.retitled.emit()
        self._new.hide()
        self._export.hide()
        self._card.show_member(member_id)
        self._card.show()
        self._fold()

    def begin_when_empty(self) -> None:
        """Where nobody is listed yet, the line for the first member."""
        if self._is_own and not self._rows.rows() and not self._filter.taken():
            self.press()

    def press(self) -> None:
        """Shows the line for another member, the caret on the name."""
        if not self.leave():
            return
        self._card.hide()
        self._export.hide()
        self._new.show()
        self.refresh()
        self._new.take_focus()

    def _begin_export(self) -> None:
        if not self.leave():
            return
        self._new.hide()
        self._card.hide()
        self._export.show()
        self._export.begin(self._cell)
        self._fold()

    def _on_added(self, _member_id: str) -> None:
        self.refresh()
        self.retitled.emit()
        self._new.take_focus()

    def _on_closed(self) -> None:
        self._new.hide()
        self._card.hide()
        self._export.hide()
        self.refresh()

    def leave(self) -> bool:
        self._new.leave()
        return self._card.leave()

    def _fold(self) -> None:
        """Where the page is narrow a card takes the place of the list; "Đóng" brings the list back."""
        is_side = any(part.isVisibleTo(self) for part in (self._card, self._new, self._export))
        self._list.setVisible(not self._is_empty and (is_roomy(self.page.width()) or not is_side))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def fit(self) -> None:
        super().fit()
        if hasattr(self, "_middle"):
            self._middle.setSpacing(look.px(16))
            self._filters.setContentsMargins(look.px(SIDE), 0, 0, 0)


def is_roomy(width: int) -> bool:
    """Whether a card has room beside the list at this width in pixels."""
    return look.logical(width) >= 900


def _note(found: int, every: int, words: str) -> str:
    if not words:
        return f"{every} người" if every else ""
    return f"{found} trên {every} người"


def _line(person: PersonOn, *, with_cell: bool) -> Row:
    row = member_line(person.row)
    if not with_cell:
        return row
    return Row(row.key, row.title, f"{person.cell_name} · {row.second}", row.kind, row.words, row.quiet)


def member_line(row: MemberRow) -> Row:
    """Name and office; the standing at the right edge, quiet when it is the usual one."""
    is_usual = row.standing.membership == "official" and row.is_due
    # the usual standing stands in the second line; at the right edge what differs from it
    label = row.standing_label.partition(", ")[2] or row.standing_label
    words = label[:1].upper() + label[1:]
    kind: glyphs.Kind = "tick" if is_usual else "half" if row.is_due else "optional"
    official = row.facts.day("official_on")
    since = f"chính thức từ {show_day(official)}" if official else "chưa ghi ngày chính thức"
    parts = [row.office_label, row.facts.text("other_office")]
    if row.standing.membership == "official":
        parts.append(since)
    second = " · ".join(part for part in parts if part) or "chưa ghi gì thêm"
    return Row(row.id, row.name_shown, second, kind, words, quiet=is_usual)


def short_count(rows: Sequence[MemberRow]) -> str:
    """Where there is little room: "phải dự 9 trên 9"."""
    listed = sum(1 for row in rows if row.standing.membership in ("official", "probationary"))
    return f"phải dự {sum(1 for row in rows if row.is_due)} trên {listed}" if rows else ""


def count_words(rows: Sequence[MemberRow]) -> str:
    """As "9 đảng viên: 8 chính thức, 1 dự bị · phải dự 9"; visiting ones apart."""
    counts = {
        kind: sum(1 for row in rows if row.standing.membership == kind)
        for kind in ("official", "probationary", "visiting")
    }
    listed = counts["official"] + counts["probationary"]
    if not rows:
        return ""
    parts = [f"{counts['official']} chính thức"]
    if counts["probationary"]:
        parts.append(f"{counts['probationary']} dự bị")
    words = f"{listed} đảng viên: {', '.join(parts)} · phải dự {sum(1 for row in rows if row.is_due)}"
    return words + (f" · nơi khác đến {counts['visiting']}" if counts["visiting"] else "")
