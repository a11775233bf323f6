"""The plan of a year: cells × months, what became of each visit, where two meet; one cell-month opens beside its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from html import escape

from chibo_desktop.lists.tree import Tree, organisations
from chibo_desktop.lists.visit_clashes import Clash, clashes_among
from chibo_desktop.lists.visit_places import YearCell, cells_of_year
from chibo_desktop.lists.visit_plans import Plan, PlannedVisit, planned_visits, plans_of
from chibo_desktop.lists.visits import MadeVisit, all_visits_made
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.visits_words import STATE_SHAPES
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.board import BoardCell, BoardRow
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.folded_chips import FoldedChips
from chibo_desktop.ui.widgets.folded_tools import FoldedTools
from chibo_desktop.ui.widgets.page_board import PageBoard
from chibo_desktop.ui.widgets.popover import Popover
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

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
ANOTHER = "another"
"""In the list of years: a plan of a year that has none."""
MONTHS = tuple(f"T{number}" for number in range(1, 13))


class PlanTab(Part):
    """The board scrolls with the page; committees a visit is planned to stand above the cells."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._year = session.now().year
        self._plan: Plan | None = None
        self._visits: dict[tuple[str, str], list[PlannedVisit]] = {}
        self._made: dict[tuple[str, str], list[MadeVisit]] = {}
        self._cells: dict[str, YearCell] = {}
        self._clashes: dict[str, Clash] = {}
        self._popover: Popover | None = None
        self._years = DropDown()
        self._years.setAccessibleName("Năm của kế hoạch")
        self._years.activated.connect(self._on_year)
        head = self._head()
        self._chips = FoldedChips(
            [Chip(key, words, 0, STATE_SHAPES.get(key)) for key, words in LEGEND], name="Lọc chi bộ"
        )
        self._chips.chosen.connect(lambda _key: self._show_board())
        self._basis = Prose("", "muted", width=320)
        self._card = Card()
        self.board = PageBoard(
            MONTHS, now=f"T{session.now().month}", corner="Chi bộ", name="Kế hoạch dự sinh hoạt"
        )
        self.board.cell_chosen.connect(self._on_cell)
        self.board.moved.connect(self._shut)
        self._card.add(self.board)
        self._empty = EmptyState(
            "Kế hoạch dự sinh hoạt trong năm sẽ ở đây: tổ nào dự chi bộ nào, tháng nào.",
            f"Lập kế hoạch năm {self._year}",
            icon="visits",
        )
        self._empty.begun.connect(lambda: self.wanted.emit("new plan", str(self._year)))
        self._parts = (head, self._chips, self._card, self._basis)
        for widget in (*self._parts, self._empty):
            self.column.addWidget(widget)

    def _head(self) -> FoldedTools:
        """The year, and what can be done with its plan."""
        buttons = []
        for words, icon, do in (
            ("Thêm từng lượt", "plus", lambda: self._want_visit("", self._next_month())),
            ("In phân công", "print", self._on_print),
            ("Sửa kế hoạch", "edit", lambda: self.wanted.emit("change plan", self._plan_id())),
        ):
            button = Button(words, icon=icon)
            button.clicked.connect(do)
            buttons.append(button)
        return FoldedTools((self._years,), buttons)

    def take_year(self, year: int) -> None:
        """The plan of this year is shown from the next `refresh` on; of one without a plan the newest is."""
        self._year = year

    def refresh(self) -> None:
        own = plans_of(self.session.store, self.session.desk.organisation_id)
        if self._year not in [plan.year for plan in own] and own:
            self._year = own[0].year
        self._plan = next((plan for plan in own if plan.year == self._year), None)
        self._years.clear()
        for plan in own:
            self._years.addItem(f"Năm {plan.year}", plan.year)
        self._years.addItem("Năm khác …", ANOTHER)
        self._years.setCurrentIndex(self._years.findData(self._year))
        for part in self._parts:
            part.setVisible(bool(own))
        self._empty.setVisible(not own)
        self.primary = (f"Xếp lượt dự năm {self._year}", "plus") if own else ("", "")
        self._say_basis()
        self._read()
        self._show_board()
        self.retitled.emit()

    def _say_basis(self) -> None:
        plan = self._plan
        if plan is None:
            return
        said = [plan.facts.shown("months")] + ([f"ngày {plan.fixed_day}"] if plan.fixed_day else [])
        said += [f"mỗi người {plan.visits_each} lượt trong năm"] if plan.visits_each else []
        said += [] if plan.report_wanted else ["không yêu cầu báo cáo sau mỗi lượt"]
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
        own = self._own()
        self._cells = {cell.node.id: cell for cell in cells_of_year(self.session.store, own, self._year)}
        for each in all_visits_made(self.session.store):
            is_here = each.purpose == "cell" or each.organisation_id not in self._cells
            if first <= each.month <= last and not each.visit_ids and is_here and each.body_id == own:
                made[each.organisation_id, each.month].append(each)
        self._visits, self._made = dict(by_place), dict(made)

    def _own(self) -> str:
        return self.session.desk.organisation_id

    def _tree(self) -> Tree:
        return organisations(self.session.store).at(self.session.now().date())

    def _places(self, tree: Tree) -> list[str]:
        """The cells of the year, before them the bodies to whose committee somebody of this body goes or went in it."""
        went = {place for place, _ in self._made} | {
            place
            for (place, _), each in self._visits.items()
            if any(visit.body_id == self._own() for visit in each)
        }
        bodies = [one for one in (self._own(), *tree.under(self._own())) if one in went]
        return [*(one for one in bodies if one not in self._cells), *self._cells]

    def _show_board(self) -> None:
        tree = self._tree()
        states = {
            place: [self._states(place, month) for month in self._months()] for place in self._places(tree)
        }
        self._show_chips(states)
        taken = self._chips.taken()
        self.board.set_rows(
            [
                BoardRow(
                    place,
                    self._name(tree, place),
                    tuple(
                        self._cell(place, month, kinds)
                        for month, kinds in zip(self._months(), found, strict=True)
                    ),
                )
                for place, found in states.items()
                if self._fits(taken, found, is_difficult=self._is_difficult(place))
            ]
        )

    def _is_difficult(self, place: str) -> bool:
        return place in self._cells and self._cells[place].node.is_difficult

    def _show_chips(self, states: dict[str, list[list[str]]]) -> None:
        """Cells where cells are meant, visits of this body where it is said what became of them."""
        own = [visit for each in self._visits.values() for visit in each if visit.body_id == self._own()]
        counts: Counter[str] = Counter(visit.state for visit in own)
        made = {
            visit.made.id for visit in own if visit.made is not None
        }  # two who went together are one visit
        counts["made"] = len(made | {each.id for found in self._made.values() for each in found})
        counts["clash"] = sum("clash" in found for each in states.values() for found in each)
        counts[""] = sum(place in self._cells for place in states)
        counts["difficult"] = sum(map(self._is_difficult, states))
        always = ("", "made", "planned", self._chips.taken())
        self._chips.show_only(
            [
                Chip(key, words, counts[key], STATE_SHAPES.get(key))
                for key, words in LEGEND
                if counts[key] or key in always
            ]
        )

    def _name(self, tree: Tree, place: str) -> str:
        """Without "Chi bộ", with a star where it is difficult, above a commune with the body it stands under.

        Of a cell that stood in part of the year only, until or since when.
        """
        cell = self._cells.get(place)
        if cell is None:
            return f"{tree.nodes[place].name.removeprefix('Đảng bộ ')}: họp cấp ủy"
        node = cell.node
        said = [f"{node.name.removeprefix('Chi bộ ')}{' *' if node.is_difficult else ''}"]
        said += [cell.body_name.removeprefix("Đảng bộ ")] if node.parent_id != self._own() else []
        said += [f"từ {cell.since:%d/%m}"] if cell.since else []
        said += [f"đến {cell.until:%d/%m}"] if cell.until else []
        return ", ".join(part for part in said if part)

    def _months(self) -> list[str]:
        return [f"{self._year}-{number:02d}" for number in range(1, 13)]

    @staticmethod
    def _fits(key: str, states: list[list[str]], *, is_difficult: bool) -> bool:
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
        said = [f"{visit.who} {visit.state_words}" for visit in self._visits.get((cell, month), [])]
        said += [
            f"{', '.join(made.names)} đã dự, ngoài kế hoạch" for made in self._made.get((cell, month), [])
        ]
        words = "; ".join(said) or "chưa xếp lượt nào"
        return BoardCell(
            STATE_SHAPES[kinds[0] if kinds else "none"], f"trùng lịch: {words}" if "clash" in kinds else words
        )

    def _on_cell(self, place: str, column: str) -> None:
        month = f"{self._year}-{int(column[1:]):02d}"
        self.board.show_current()
        if self._popover is not None:
            self._popover.deleteLater()
        panel = self._popover = Popover(self.page)
        visits = self._visits.get((place, month), [])
        name = organisations(self.session.store).name(place, self.session.now().date())
        panel.set_title(f"{name}, {column.replace('T', 'tháng ')}/{self._year}")
        if clash := next((self._clashes[visit.id] for visit in visits if visit.id in self._clashes), None):
            panel.add(Prose(escape(f"Trùng lịch. {clash.sentence}."), "warn", width=300))
        panel.add(self._rows_of(visits, self._made.get((place, month), [])))
        if self._plan is not None:
            add = Button("Thêm lượt dự", icon="plus")
            add.clicked.connect(lambda: self._want_visit(place, month))
            panel.add(add)
        panel.closed.connect(self.board.setFocus)
        panel.point_at(self.board, self.board.cell_rect())

    def _rows_of(self, visits: list[PlannedVisit], made: list[MadeVisit]) -> RowList:
        rows = RowList(name="Các lượt dự")
        rows.set_rows([*map(_row, visits), *map(_made_row, made)])
        rows.opened.connect(
            lambda key: self._leave_for("made" if "/" in key and key.endswith(_LEVELS) else "visit", key)
        )
        return rows

    def _next_month(self) -> str:
        """Of the year of the plan: this month, or its first where the year is another."""
        today = self.session.now().date()
        return f"{self._year}-{today.month if today.year == self._year else 1:02d}"

    def _want_visit(self, place: str, month: str) -> None:
        self._leave_for("new visit", f"{place}|{month}|{self._plan_id()}")

    def _plan_id(self) -> str:
        return self._plan.id if self._plan else ""

    def _leave_for(self, what: str, key: str) -> None:
        if self._popover is not None:
            self._popover.hide()
        self.wanted.emit(what, key)

    def _shut(self) -> None:
        """What the small panel points at has gone elsewhere."""
        if self._popover is not None:
            self._popover.shut()

    def _on_year(self, _place: int) -> None:
        chosen = self._years.currentData()
        if chosen == ANOTHER:
            self._years.setCurrentIndex(self._years.findData(self._year))
            self.wanted.emit("new plan", "")
        else:
            self._year = int(chosen)
            self.refresh()

    def _on_print(self) -> None:
        self.print_report("phan-cong-du-sinh-hoat", date(self._year, 1, 1), date(self._year, 12, 31))

    def press(self) -> None:
        """What would be planned in the months left, to be looked at first."""
        self.wanted.emit("suggestion", self._plan_id())


_LEVELS = ("/commune", "/upper", "/centre")


def _row(visit: PlannedVisit) -> Row:
    who = f"{visit.who}, họp cấp ủy" if visit.purpose == "committee" else visit.who
    shape = "warning" if visit.is_left else STATE_SHAPES[visit.state]
    return Row(visit.id, who, visit.when, shape, visit.state_words)


def _made_row(made: MadeVisit) -> Row:
    return Row(made.id, ", ".join(made.names), f"{made.day:%d/%m/%Y}, ngoài kế hoạch", "tick", "đã dự")
