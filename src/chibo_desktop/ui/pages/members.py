"""The page "Đảng viên": the list, typed by hand line by line, and the card of one member beside it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.roster import MemberRow, list_members
from chibo_desktop.lists.typed_for import cells_below
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.editors.member_card import MemberCard
from chibo_desktop.ui.editors.new_member import NewMember
from chibo_desktop.ui.editors.roster_export import RosterExport
from chibo_desktop.ui.editors.roster_import import RosterImport
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.title_row import TitleRow

IMPORT = "import"
"""Given to `open` instead of a member's id: the roster comes from a file."""


class MembersPage(Page):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = ("member", "standing", "organisation")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._is_own = session.desk.kind == "cell"
        self._cell = session.desk.organisation_id if self._is_own else ""
        self._is_empty, self._counts = False, ("", "")
        self._title = TitleRow(self.TITLE)
        self._cells = DropDown()
        self._cells.setAccessibleName("Chi bộ")
        self._cells.activated.connect(self._on_cell)
        self._title.add(self._cells)
        self._cells.setVisible(not self._is_own)
        self._import: RosterImport | None = None
        if self._is_own:
            self._from_file = Button("Nhập từ Excel …", icon="file")
            self._from_file.clicked.connect(self.begin_import)
            self._title.add(self._from_file)
            self._primary = self._title.set_primary("Thêm đảng viên", "plus", "F2")
            self._title.primary_chosen.connect(self.begin_new)
        self._make_list()
        self._make_side()
        self._empty = EmptyState(
            self._empty_words(), "Thêm đảng viên" if self._is_own else "", icon="members"
        )
        self._empty.begun.connect(self.begin_new)
        self._lay_out()
        look.follow(self.fit)

    def _empty_words(self) -> str:
        if self._is_own:
            return "Danh sách đảng viên của chi bộ sẽ ở đây. Nhập mỗi người một dòng; thiếu gì ghi sau cũng được."
        return "Danh sách đảng viên của chi bộ sẽ hiện ở đây sau khi nhận gói của chi bộ."

    def _make_list(self) -> None:
        self._rows = RowList(name="Danh sách đảng viên")
        self._rows.opened.connect(self.open)
        self._list = ScrolledCard("Danh sách")
        self._to_file = Button("Ra tệp Excel …", "link")
        self._to_file.clicked.connect(self._begin_export)
        self._list.add_to_head(self._to_file)
        self._list.box.column.addWidget(self._rows)
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

    def _lay_out(self) -> None:
        self._middle = QHBoxLayout()
        for part, weight in ((self._list, 5), (self._new, 4), (self._card, 4), (self._export, 4)):
            self._middle.addWidget(part, weight)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._empty, 1)
        self._column.addLayout(self._middle, 1)

    def refresh(self) -> None:
        self._show_cells()
        rows = list_members(self.session.store, self._cell, self.session.now().date()) if self._cell else []
        self._rows.set_rows([member_line(row) for row in rows])
        self._counts = (count_words(rows), short_count(rows))
        self._list.set_note(f"{len(rows)} người" if rows else "")
        self._to_file.setVisible(bool(rows))
        self._is_empty = not rows and not self._new.isVisibleTo(self)
        self._empty.setVisible(self._is_empty and not self._is_importing())
        self._fold()
        if self._card.isVisibleTo(self):
            self._card.refresh()

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
        self._cell = kept or (cells[0][1] if cells else "")
        self._cells.setCurrentIndex(self._cells.findData(self._cell))
        self._cells.setVisible(bool(cells))

    def _on_cell(self, _place: int) -> None:
        self._cell = str(self._cells.currentData() or "")
        self._on_closed()
        self.refresh()

    def open(self, record_id: str) -> None:
        if not record_id:
            if self._is_own and not self._rows.rows():
                self.begin_new()
            return
        if not self.may_leave():
            return
        if record_id == IMPORT:
            self.begin_import()
            return
        self._end_import()
        self._new.hide()
        self._export.hide()
        self._card.show_member(record_id)
        self._card.show()
        self._fold()

    def begin_new(self) -> None:
        """Shows the line for another member, the caret on the name."""
        if not self.may_leave():
            return
        self._end_import()
        self._card.hide()
        self._export.hide()
        self._new.show()
        self.refresh()
        self._new.take_focus()

    def begin_import(self) -> None:
        """The file with the roster takes the place of the list until the person goes back."""
        if not self._is_own or not self.may_leave():
            return
        if self._import is None:
            self._import = RosterImport(self.session)
            self._import.closed.connect(self._on_import_closed)
            self._column.addWidget(self._import, 1)
        for part in (self._new, self._card, self._export, self._empty, self._title):
            part.hide()
        self._import.show()
        self._column.setStretchFactor(self._middle, 0)  # an empty row of cards would keep half the page
        self._fold()
        self._import.take_focus()

    def _is_importing(self) -> bool:
        return self._import is not None and self._import.isVisibleTo(self)

    def _end_import(self) -> None:
        if self._import is not None:
            self._import.hide()
            self._import.begin()
            self._column.setStretchFactor(self._middle, 1)
        self._title.show()

    def _on_import_closed(self) -> None:
        self._end_import()
        self.refresh()
        self._from_file.setFocus()

    def _begin_export(self) -> None:
        if not self.may_leave():
            return
        self._new.hide()
        self._card.hide()
        self._export.show()
        self._export.begin(self._cell)
        self._fold()

    def _on_added(self, _member_id: str) -> None:
        self.refresh()
        self._new.take_focus()

    def _on_closed(self) -> None:
        self._new.hide()
        self._card.hide()
        self._export.hide()
        self.refresh()

    def may_leave(self) -> bool:
        if self._import is not None and self._import.is_busy():
            return False
        self._new.leave()
        return self._card.leave()

    def _fold(self) -> None:
        """Where the page is narrow a card takes the place of the list; "Đóng" brings the list back."""
        roomy = look.logical(self.width()) >= 900
        self._title.set_title(self.TITLE, self._counts[0 if roomy else 1])
        if self._is_own:
            self._from_file.say("Nhập từ Excel …" if roomy else "Từ Excel …")
        is_side = any(part.isVisibleTo(self) for part in (self._card, self._new, self._export))
        is_shown = not self._is_empty and not self._is_importing()
        self._list.setVisible(is_shown and (roomy or not is_side))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def fit(self) -> None:
        side = look.px(look.PADDING)
        self._column.setContentsMargins(side, look.px(16), side, look.px(16))
        self._column.setSpacing(look.px(16))
        self._middle.setSpacing(look.px(16))


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


def short_count(rows: list[MemberRow]) -> str:
    """Where there is little room: "phải dự 9 trên 9"."""
    listed = sum(1 for row in rows if row.standing.membership in ("official", "probationary"))
    return f"phải dự {sum(1 for row in rows if row.is_due)} trên {listed}" if rows else ""


def count_words(rows: list[MemberRow]) -> str:
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
