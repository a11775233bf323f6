"""Tổ chức bên dưới: the tree of a chosen day, and beside it one organisation, a decision, or the figures entered by hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.structure import HELD, OWN, TreeRow, count_rows, gone_rows, tree_rows
from chibo_desktop.ui import look
from chibo_desktop.ui.editors import organisations_decisions as decisions
from chibo_desktop.ui.editors.help_topics import mark_help
from chibo_desktop.ui.editors.organisations_card import OrganisationPanel
from chibo_desktop.ui.editors.organisations_figures import FiguresPanel
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import DayField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.title_row import TitleRow
from chibo_desktop.ui.widgets.words import Rule, Words

STEP = "\u2003"
"""An em space for each level below the first."""
MOST_ROWS = 250
"""Of a larger tree only the bodies are listed; the cells of each are on its card."""


class OrganisationsView(QWidget):
    """`closed` is the way back to "Thiết đặt"."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        mark_help(self, "to-chuc-ben-duoi")
        self._title = TitleRow("Tổ chức bên dưới", back=True)
        self._title.back_chosen.connect(self._on_back)
        self._make_tools()
        self._make_tree()
        self._panel = OrganisationPanel(session)
        self._panel.closed.connect(self._on_closed)
        self._panel.wanted.connect(self.open)
        self._figures = FiguresPanel(session)
        self._figures.closed.connect(self._on_closed)
        self._sides: tuple[QWidget, ...] = (self._panel, self._figures)
        for side in self._sides:
            side.hide()
        self._empty = EmptyState(
            "Chưa có tổ chức nào bên dưới. Làm giấy mời ở trang Gửi – nhận, hoặc ghi tổ chức cũ.",
            icon="members",
        )
        self._lay_out()
        look.follow(self.fit)

    def _make_tools(self) -> None:
        self._day = DayField("Xem ngày", self._session.desk.today)
        self._day.left.connect(lambda _day: self._show_tree())
        self._tools = Flow()
        self._tools.put(self._day)
        old = Button("Ghi tổ chức cũ", icon="plus")
        old.clicked.connect(lambda: self._decide(decisions.history))
        self._tools.put(old)
        figures = Button("Nhập số liệu tay")
        figures.clicked.connect(self._on_figures)
        self._tools.put(figures)
        if self._session.desk.kind == "upper":
            ending = Button("Kết thúc cấp huyện")
            ending.clicked.connect(lambda: self._decide(decisions.districts))
            self._tools.put(ending)

    def _make_tree(self) -> None:
        self._rows, self._gone = RowList(name="Cây tổ chức"), RowList(name="Không hoạt động ngày này")
        for rows in (self._rows, self._gone):
            rows.opened.connect(self.open)
        self._rule, self._gone_words = Rule(), Words("Không hoạt động ngày này", "emphasis_strong")
        self._tree = ScrolledCard("Cây tổ chức")
        for part in (self._rows, self._rule, self._gone_words, self._gone):
            self._tree.box.column.addWidget(part)
        self._tree.box.column.addStretch(1)

    def _lay_out(self) -> None:
        self._middle = QHBoxLayout()
        for part, weight in ((self._tree, 5), (self._panel, 4), (self._figures, 4)):
            self._middle.addWidget(part, weight)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._tools)
        self._column.addWidget(self._empty, 1)
        self._column.addLayout(self._middle, 1)

    def refresh(self) -> None:
        """Reads the tree again, and what stands beside it."""
        self._show_tree()
        for side in (self._panel, self._figures):
            if side.isVisibleTo(self):
                side.refresh()

    def _show_tree(self) -> None:
        """Of the day typed; of today where none is, as before while that is no day."""
        desk = self._session.desk
        try:
            day = self._day.day() or desk.today
        except Refusal:
            return
        rows = tree_rows(desk.store, desk.organisation_id, day)
        gone = gone_rows(desk.store, desk.organisation_id, day)
        shown = rows if len(rows) <= MOST_ROWS else [row for row in rows if row.kind != "cell"]
        self._rows.set_rows([_line(row) for row in shown])
        self._tree.set_note("" if len(shown) == len(rows) else "mở một đảng bộ để xem chi bộ")
        self._gone.set_rows([Row(one, name) for one, name in gone])
        for part in (self._rule, self._gone_words, self._gone):
            part.setVisible(bool(gone))
        self._title.set_title("Tổ chức bên dưới", f"{_counts(rows)} · ngày {show_day(day)}" if rows else "")
        self._empty.setVisible(not rows and not gone and not self._is_side())
        self._fold()

    def open(self, organisation_id: str) -> None:
        """Shows one organisation."""
        self._figures.hide()
        self._panel.show_organisation(organisation_id)
        self._panel.show()
        self._show_tree()
        self._panel.take_focus()

    def _decide(self, make: decisions.Make) -> None:
        """A decision about no organisation in the list."""
        self._figures.hide()
        self._panel.forget()
        self._panel.show()
        self._show_tree()
        self._panel.show_form(make(self._session, "", self._session.desk.today))

    def _on_figures(self) -> None:
        self._panel.leave()
        self._panel.hide()
        self._figures.show_list()
        self._figures.show()
        self._show_tree()

    def _is_side(self) -> bool:
        return any(side.isVisibleTo(self) for side in self._sides)

    def _on_closed(self) -> None:
        self.leave()
        for part in (self._tools, self._tree):
            part.show()
        self._day.setFocus()  # before the card is hidden: it would hand the keyboard to whatever comes next
        for side in self._sides:
            side.hide()
        self.refresh()
        self._rows.setFocus()

    def _on_back(self) -> None:
        self.leave()
        self.closed.emit()

    def leave(self) -> None:
        """Keeps what is typed as drafts."""
        self._panel.leave()
        self._figures.leave()

    def begin(self) -> None:
        """Shows the tree of today alone, the keyboard on the day."""
        self._day.set_day(self._session.desk.today)
        self._on_closed()
        self._day.setFocus()

    def _fold(self) -> None:
        """Where it is narrow the card takes the place of the tree; "Đóng" brings the tree back."""
        roomy, is_side = look.logical(self.width()) >= 900, self._is_side()
        self._tools.setVisible(roomy or not is_side)
        self._tree.setVisible(not self._empty.isVisibleTo(self) and (roomy or not is_side))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))
        self._middle.setSpacing(look.px(16))


def _line(row: TreeRow) -> Row:
    area = row.area_label.lower() or "chưa ghi loại địa bàn"
    parts = [area if row.kind == "cell" else row.kind_label]
    parts += ["chi bộ cơ sở"] if row.is_grassroots else []
    parts += ["vùng khó khăn"] if row.is_difficult else []
    parts += [f"{row.cells} chi bộ"] if row.cells else []
    indent = STEP * row.depth
    held = "" if row.held == OWN else HELD[row.held]
    return Row(row.id, f"{indent}{row.name}", f"{indent}{' · '.join(parts)}", words=held)


def _counts(rows: list[TreeRow]) -> str:
    """As "2 đảng bộ huyện, 3 đảng bộ xã, phường, 12 chi bộ (2 chi bộ cơ sở)"."""
    counts = count_rows(rows)
    bodies = ((counts.districts, "đảng bộ huyện"), (counts.communes, "đảng bộ xã, phường"))
    parts = [f"{number} {words}" for number, words in bodies if number]
    own = f" ({counts.grassroots_cells} chi bộ cơ sở)" if counts.grassroots_cells else ""
    return ", ".join([*parts, *([f"{counts.every_cell} chi bộ{own}"] if counts.every_cell else [])])
