"""The plan of a year: cells × months, what became of each visit, where two meet; one cell-month opens beside its place."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.visits import propose_visits
from chibo_desktop.lists.tree import Tree, organisations
from chibo_desktop.lists.visit_clashes import Clash, clashes_among
from chibo_desktop.lists.visit_plans import STATE_WORDS, Plan, PlannedVisit, planned_visits, plans_of
from chibo_desktop.lists.visits import MadeVisit, all_visits_made
from chibo_desktop.store import Changes
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.pages.visits_tab import VisitsTab
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from chibo_desktop.ui.widgets.board import Board, BoardCell, BoardRow
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.popover import Popover
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

STATE_SHAPES: dict[str, glyphs.Kind] = {
    "made": "tick",
    "planned": "todo",
    "postponed": "late",
    "overdue": "diamond",
    "excused": "excused",
    "clash": "warning",
    "unplanned": "tick",
    "none": "dot",
}
LEGEND = (
    ("", "Mọi chi bộ"),
    ("made", "Đã dự"),
    ("planned", "Sẽ dự"),
    ("overdue", "Chưa có tin"),
    ("postponed", "Đã hoãn"),
    ("excused", "Không đi"),
    ("clash", "Trùng lịch"),
    ("difficult", "Khó khăn *"),
)
URGENT = ("clash", "overdue", "postponed", "planned", "excused", "made", "unplanned")
"""Of several things in one cell of the board the first of these is its shape."""
LINES = 10
"""Cells to be seen at once, at least."""
MONTHS = tuple(f"T{number}" for number in range(1, 13))


class PlanTab(VisitsTab):
    """`page` is the widget the small panel of one cell-month lives in."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(session)
        self._page, self._year = page, session.now().year
        self._plan: Plan | None = None
        self._proposing: Task | None = None
        self._visits: dict[tuple[str, str], list[PlannedVisit]] = {}
        self._made: dict[tuple[str, str], list[MadeVisit]] = {}
        self._clashes: dict[str, Clash] = {}
        self._years = DropDown()
        self._years.setAccessibleName("Năm của kế hoạch")
        self._years.activated.connect(self._on_year)
        self._chips = Chips(
            [Chip(key, words, 0, self._shape(key)) for key, words in LEGEND], name="Lọc chi bộ"
        )
        self._chips.chosen.connect(lambda _key: self._show_board())
        self._print = Button("In phân công", icon="print")
        self._print.clicked.connect(self._on_print)
        self._change = Button("Sửa kế hoạch", icon="edit")
        self._change.clicked.connect(lambda: self.wanted.emit("change plan", self._plan_id()))
        self._new_year = Button("Kế hoạch năm khác", "quiet", icon="plus")
        self._new_year.clicked.connect(lambda: self.wanted.emit("new plan", ""))
        head = Flow()
        for part in (self._years, self._print, self._change, self._new_year):
            head.put(part)
        self._basis = Prose("", "muted", width=320)
        self._card = Card()
        self.board = Board(
            MONTHS, now=f"T{session.now().month}", corner="Chi bộ", name="Kế hoạch dự sinh hoạt"
        )
        self.board.cell_chosen.connect(self._on_cell)
        self._card.add(self.board)
        self._empty = EmptyState(
            "Kế hoạch dự sinh hoạt trong năm sẽ ở đây: tổ nào dự chi bộ nào, tháng nào.",
            f"Lập kế hoạch năm {self._year}",
            icon="visits",
        )
        self._empty.begun.connect(lambda: self.wanted.emit("new plan", str(self._year)))
        self._popover = Popover(page)
        self._popover.closed.connect(self.board.setFocus)
        for widget in (head, self._chips, self._card, self._basis, self._empty):
            self.column.addWidget(widget)
        self._parts = (head, self._chips, self._card, self._basis)

    @staticmethod
    def _shape(key: str) -> glyphs.Kind | None:
        return STATE_SHAPES.get(key)

    def refresh(self) -> None:
        own = plans_of(self.session.store, self.session.desk.organisation_id)
        if self._year not in [plan.year for plan in own] and own:
            self._year = own[0].year
        self._plan = next((plan for plan in own if plan.year == self._year), None)
        self._years.clear()
        for plan in own:
            self._years.addItem(f"Năm {plan.year}", plan.year)
        self._years.setCurrentIndex(self._years.findData(self._year))
        for part in self._parts:
            part.setVisible(bool(own))
        self._empty.setVisible(not own)
        self.primary = ("Xếp lượt dự", "plus") if own else ("", "")
        self._say_basis()
        self._read()
        self._show_board()
        self.retitled.emit()

    def _say_basis(self) -> None:
        plan = self._plan
        if plan is None:
            return
        said = [plan.facts.shown("months")] + ([f"ngày {plan.fixed_day}"] if plan.fixed_day else [])
        said += [f"căn cứ {plan.basis}"] if plan.basis else []
        self._basis.say(escape(" · ".join(said)))

    def _read(self) -> None:
        first, last = f"{self._year}-01", f"{self._year}-12"
        visits = planned_visits(self.session.store, first, last)
        self._clashes = {visit.id: clash for clash in clashes_among(visits) for visit in clash.visits}
        by_place: defaultdict[tuple[str, str], list[PlannedVisit]] = defaultdict(list)
        for visit in visits:
            by_place[visit.organisation_id, visit.month].append(visit)
        made: defaultdict[tuple[str, str], list[MadeVisit]] = defaultdict(list)
        own = self.session.desk.organisation_id
        for each in all_visits_made(self.session.store):
            is_planned = each.visit_ids or each.purpose != "cell"
            if first <= each.month <= last and not is_planned and each.body_id == own:
                made[each.organisation_id, each.month].append(each)
        self._visits, self._made = dict(by_place), dict(made)

    def _show_board(self) -> None:
        tree = organisations(self.session.store).at(self.session.now().date())
        cells = tree.cells(self.session.desk.organisation_id)
        states = {cell: [self._states(cell, month) for month in self._months()] for cell in cells}
        counts = {
            key: sum(1 for cell in cells if self._fits(key, states[cell], tree.nodes[cell].is_difficult))
            for key, _ in LEGEND
        }
        self._chips.set_chips([Chip(key, words, counts[key], self._shape(key)) for key, words in LEGEND])
        taken = self._chips.taken()
        shown = [cell for cell in cells if self._fits(taken, states[cell], tree.nodes[cell].is_difficult)]
        self.board.set_rows(
            [
                BoardRow(
                    cell,
                    self._name(tree, cell),
                    tuple(
                        self._cell(cell, month, kinds)
                        for month, kinds in zip(self._months(), states[cell], strict=True)
                    ),
                )
                for cell in shown
            ]
        )
        self._fit_board()

    def _name(self, tree: Tree, cell: str) -> str:
        """Without "Chi bộ", with a star where it is difficult, above a commune with the body it stands under."""
        node = tree.nodes[cell]
        body = tree.nodes.get(node.parent_id)
        is_far = body is not None and body.id != self.session.desk.organisation_id
        under = f", {body.name.removeprefix('Đảng bộ ')}" if body is not None and is_far else ""
        return f"{node.name.removeprefix('Chi bộ ')}{' *' if node.is_difficult else ''}{under}"

    def _months(self) -> list[str]:
        return [f"{self._year}-{number:02d}" for number in range(1, 13)]

    @staticmethod
    def _fits(key: str, states: list[list[str]], is_difficult: bool) -> bool:
        if key == "difficult":
            return is_difficult
        alike = {"made", "unplanned"} if key == "made" else {key}
        return not key or any(alike.intersection(each) for each in states)

    def _states(self, cell: str, month: str) -> list[str]:
        """What there is of this body's in one cell of the board, the most urgent first; others' only as a clash."""
        visits = self._visits.get((cell, month), [])
        own = self.session.desk.organisation_id
        found: set[str] = {visit.state for visit in visits if visit.body_id == own}
        found |= {"clash"} if any(visit.id in self._clashes for visit in visits) else set()
        found |= {"unplanned"} if (cell, month) in self._made else set()
        return [key for key in URGENT if key in found]

    def _cell(self, cell: str, month: str, kinds: list[str]) -> BoardCell:
        said = [f"{visit.who} {STATE_WORDS[visit.state]}" for visit in self._visits.get((cell, month), [])]
        said += [
            f"{', '.join(made.names)} đã dự, ngoài kế hoạch" for made in self._made.get((cell, month), [])
        ]
        words = "; ".join(said) or "chưa xếp lượt nào"
        return BoardCell(
            STATE_SHAPES[kinds[0] if kinds else "none"], f"trùng lịch: {words}" if "clash" in kinds else words
        )

    def _on_cell(self, cell: str, column: str) -> None:
        month = f"{self._year}-{int(column[1:]):02d}"
        panel = Popover(self._page)
        self._popover.deleteLater()
        self._popover = panel
        visits = self._visits.get((cell, month), [])
        name = organisations(self.session.store).name(cell, self.session.now().date())
        panel.set_title(f"{name}, {column.replace('T', 'tháng ')}/{self._year}")
        if clash := next((self._clashes[visit.id] for visit in visits if visit.id in self._clashes), None):
            panel.add(Prose(escape(f"Trùng lịch. {clash.sentence}."), "warn", width=300))
        rows = RowList(name="Các lượt dự")
        rows.set_rows(
            [_row(visit) for visit in visits]
            + [_made_row(made) for made in self._made.get((cell, month), [])]
        )
        rows.opened.connect(
            lambda key: self._leave_for("made" if "/" in key and key.endswith(_LEVELS) else "visit", key)
        )
        panel.add(rows)
        if self._plan is not None:
            add = Button("Thêm lượt dự", icon="plus")
            add.clicked.connect(lambda: self._leave_for("new visit", f"{cell}|{month}|{self._plan_id()}"))
            panel.add(add)
        panel.closed.connect(self.board.setFocus)
        panel.point_at(self.board, self.board.cell_rect())

    def clashing(self) -> list[tuple[str, str]]:
        """The cells of the board where visits meet, as (row key, column), by month."""
        found = {(clash.month, clash.organisation_id) for clash in self._clashes.values()}
        return [(place, f"T{int(month[5:7])}") for month, place in sorted(found)]

    def _plan_id(self) -> str:
        return self._plan.id if self._plan else ""

    def _leave_for(self, what: str, key: str) -> None:
        self._popover.hide()
        self.wanted.emit(what, key)

    def _on_year(self, _place: int) -> None:
        self._year = int(self._years.currentData() or self._year)
        self.refresh()

    def _on_print(self) -> None:
        from datetime import date

        self.print_report("phan-cong-du-sinh-hoat", date(self._year, 1, 1), date(self._year, 12, 31))

    def press(self) -> None:
        """Fills the months left on the worker, in one entry that can be taken back."""
        plan_id = self._plan_id()
        if not plan_id or self._proposing is not None:
            return

        def job(desk: Desk, _say: Say) -> tuple[Changes, int]:
            return propose_visits(desk, plan_id)

        self.said.say("absent", "")
        self._proposing = Task(self.session, job, self)
        self._proposing.done.connect(self._on_proposed)
        self._proposing.refused.connect(lambda sentence: self.said.say("absent", sentence))
        self._proposing.ended.connect(self._on_ended_proposing)
        self._proposing.start()

    def _on_proposed(self, result: object) -> None:
        self.refresh()
        count = result[1] if isinstance(result, tuple) else 0
        self.said.say(
            "done", f"Đã xếp thêm {count} lượt, nơi khó khăn trước. Ctrl+Z để bỏ; bấm vào ô để sửa từng lượt."
        )

    def _on_ended_proposing(self) -> None:
        self._proposing = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_board()

    def _fit_board(self) -> None:
        """As high as what is left of the page, ten lines at least: its months stay in sight while the cells scroll."""
        room = max(self._page.height() - look.px(300), look.px(40 + 32 * LINES))
        self.board.setFixedHeight(min(self.board.sizeHint().height(), room))


_LEVELS = ("/commune", "/upper", "/centre")


def _row(visit: PlannedVisit) -> Row:
    return Row(visit.id, visit.who, visit.when, STATE_SHAPES[visit.state], STATE_WORDS[visit.state])


def _made_row(made: MadeVisit) -> Row:
    return Row(made.id, ", ".join(made.names), f"{made.day:%d/%m/%Y}, ngoài kế hoạch", "tick", "đã dự")
