"""At a commune: the cells without a laptop it types for, opening the book of one, and taking another on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout

from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.succession_left import left_members
from chibo_desktop.lists.typed_for import TypedCell, list_typed_for
from chibo_desktop.ui.editors.organisations_left import MembersToMove
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose


class TypingCard(Card):
    """A row opens the whole book of the cell; the field for another one is shown when it is asked for."""

    def __init__(self, session: Session) -> None:
        super().__init__("Nhập thay chi bộ chưa có máy")
        self._session, self._is_asked = session, False
        self._words = Prose(
            "Chi bộ chưa có máy thì Đảng ủy xã ghi sổ thay, từ biên bản giấy. Văn bản vẫn mang tên và chữ ký của chi bộ.",
            "muted",
        )
        self.rows = RowList(name="Các chi bộ nhập thay")
        self.rows.opened.connect(session.typing_wanted.emit)
        self._name = LineField("Tên đầy đủ của chi bộ", hint="ví dụ: Chi bộ bản Suối Lanh", max_len=120)
        self._begin = Button("Thêm chi bộ chưa có máy", icon="plus")
        self._begin.clicked.connect(self._on_begin)
        self._add = Button("Thêm chi bộ này", icon="plus")
        self._add.clicked.connect(self._on_add)
        self._cancel = Button("Thôi", "quiet")
        self._cancel.clicked.connect(lambda: self._ask(asked=False))
        self._left = QVBoxLayout()
        for part in (self._words, self.rows):
            self.add(part)
        self.add_layout(self._left)
        self.add(self._name)
        row = QHBoxLayout()
        for button in (self._begin, self._add, self._cancel):
            row.addWidget(button)
        row.addStretch(1)
        self.add_layout(row)
        self._ask(asked=False)

    def refresh(self) -> None:
        """Reads the cells again."""
        cells = list_typed_for(self._session.store)
        self.rows.set_rows([cell_line(cell) for cell in cells])
        self.rows.setVisible(bool(cells) and not self._is_asked)
        self._words.setVisible(not cells or self._is_asked)
        standing = [cell for cell in cells if cell.gone_since is None]
        self.set_note(f"{len(standing)} chi bộ" if cells else "")
        self._show_left(cells)

    def _show_left(self, cells: Sequence[TypedCell]) -> None:
        """Whom a merger left on the lists of cells that ended, and the button that moves them."""
        empty(self._left)
        store, today = self._session.store, self._session.desk.today
        ended = [cell.id for cell in cells if cell.gone_since is not None and cell.members]
        found = [left for each in ended if (left := left_members(store, each, today)) is not None]
        for left in {each.into_id: each for each in found}.values():
            part = MembersToMove(self._session, left)
            part.moved.connect(self._on_moved)
            self._left.addWidget(part)

    def _on_moved(self, said: str) -> None:
        self.rows.focus_row(0)
        self._session.succeeded.emit(said)

    def _ask(self, *, asked: bool) -> None:
        """The field for another cell takes the place of the list while it is asked for."""
        self._is_asked = asked
        for part in (self._name, self._add, self._cancel):
            part.setVisible(asked)
        self._begin.setVisible(not asked)
        self._name.clear_error()
        self.refresh()

    def _on_begin(self) -> None:
        self._ask(asked=True)
        self._name.setFocus()
        QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self._add)

    def _on_add(self) -> None:
        self._name.clear_error()
        try:
            _, cell = self._session.do(add_cell, name=self._name.draft())
        except (Refusal, Trouble) as problem:
            self._name.show_error(problem.sentence)
            return
        self._name.set_value("")
        self._ask(asked=False)
        self._session.typing_wanted.emit(cell)


def cell_line(cell: TypedCell) -> Row:
    """How much is kept of a cell, and whether it still stands and is typed for."""
    if cell.ended_on is not None:
        second = "mở để xem; từ ngày ấy chi bộ tự ghi sổ"
        return Row(
            cell.id, cell.name, second, "done", f"Có máy riêng từ {show_day(cell.ended_on)}", quiet=True
        )
    if cell.gone_since is not None:
        words = f"Thôi hoạt động từ {show_day(cell.gone_since)}"
        second = f"mở để xem; còn {cell.members} đảng viên chưa chuyển" if cell.members else "mở để xem"
        return Row(cell.id, cell.name, second, "warning" if cell.members else "done", words, quiet=True)
    kept = f"đã chốt tới {show_month(cell.last_period)}" if cell.last_period else "chưa chốt buổi nào"
    second = f"{cell.members} đảng viên · {cell.meetings} buổi, {kept}"
    return Row(cell.id, cell.name, second, words="mở để nhập")
