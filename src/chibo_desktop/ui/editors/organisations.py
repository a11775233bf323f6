"""Tổ chức bên dưới: the tree of a chosen day, and beside it one organisation, a decision, or the figures entered by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.structure import HELD, OWN, TYPED, TreeRow, count_rows, gone_rows, tree_rows
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.ui import look
from chibo_desktop.ui.editors import organisations_decisions as decisions
from chibo_desktop.ui.editors.help_topics import mark_help
from chibo_desktop.ui.editors.organisations_card import OrganisationPanel
from chibo_desktop.ui.editors.organisations_figures import FiguresPanel
from chibo_desktop.ui.editors.organisations_tree import MOST_FOUND, Branch, TreeRows, holding, unfolded
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import DayField, LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.title_row import TitleRow
from chibo_desktop.ui.widgets.words import Prose, Words

FEW = 30
"""Lines up to which the whole tree stands open."""
GONE = "gone"
"""In place of an id: the line above those that do not stand that day."""


class OrganisationsView(QWidget):
    """`closed` is the way back to "Thiết đặt", `inviting` the way to where invitations are made."""

    closed = Signal()
    inviting = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        mark_help(self, "to-chuc-ben-duoi")
        self._opened: dict[str, bool] = {}
        self._branches: list[Branch] = []
        self._shown_id, self._has_district = "", False
        self._title = TitleRow("Tổ chức bên dưới", back=True)
        self._title.back_chosen.connect(self._on_back)
        self._make_tools()
        self._make_tree()
        self._panel = OrganisationPanel(session)
        self._panel.closed.connect(self._on_closed)
        self._panel.wanted.connect(self.open)
        self._panel.inviting.connect(self.inviting)
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
        self._sought = _ShortLine("Tìm tổ chức", placeholder="Tìm tên bản, trường, cơ quan")
        self._sought.edited.connect(lambda _words: self._show_branches())
        self._day = _ShortDay("Xem ngày", self._session.desk.today)
        self._day.left.connect(lambda _day: self._show_tree())
        self._tools = Flow(gap=look.GAP)
        for part in (self._sought, Words("Xem ngày"), self._day):
            self._tools.put(part)
        old = Button("Ghi tổ chức cũ", icon="plus")
        old.clicked.connect(lambda: self._decide(decisions.history))
        figures = Button("Nhập số liệu tay")
        figures.clicked.connect(self._on_figures)
        self._ending = Button("Kết thúc cấp huyện")
        self._ending.clicked.connect(lambda: self._decide(decisions.districts))
        self._buttons = (self._ending, old, figures)
        for button in self._buttons:
            self._title.add(button)

    def _make_tree(self) -> None:
        self._rows = TreeRows("Cây tổ chức")
        self._rows.opened.connect(self._on_opened)
        self._rows.fold_asked.connect(self._on_fold)
        self._counts, self._none = Prose("", "muted", width=240), Prose("", width=240)
        self._tree = ScrolledCard()
        self._tree.setAccessibleName("Cây tổ chức")
        for part in (self._rows, self._none):
            self._tree.box.column.addWidget(part)
        self._tree.box.column.addStretch(1)
        self._tree.foot.addWidget(self._counts)

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
        self._branches = [*_branches_of(rows), *_branches_gone(organisations(desk.store), gone, day)]
        self._counts.say(_counts(rows, day))
        self._has_district = desk.kind == "upper" and any(
            row.kind == "district" for row in tree_rows(desk.store, desk.organisation_id, desk.today)
        )
        self._empty.setVisible(not self._branches and not self._is_side())
        self._show_branches()

    def _show_branches(self) -> None:
        """What is folded out, or what holds the words sought."""
        words = self._sought.draft().strip()
        if words:
            found = holding(self._branches, words)
            more = len(found) - MOST_FOUND
            said = f"Còn {more} dòng nữa. Gõ thêm chữ để tìm hẹp lại." if more > 0 else ""
            said = said if found else f"Không có tổ chức nào tên có “{escape(words)}” trong cây ngày này."
            found = found[:MOST_FOUND]
        else:
            found = unfolded(self._branches, {one.key: self._is_open(one.key) for one in self._branches})
            said = ""
        self._none.say(said)
        self._none.setVisible(bool(said))
        self._rows.set_branches(found)
        self._fold()

    def _is_open(self, key: str) -> bool:
        return self._opened.get(key, len(self._branches) <= FEW)

    def _on_fold(self, key: str) -> None:
        self._opened[key] = not self._is_open(key)
        self._show_branches()

    def _on_opened(self, key: str) -> None:
        if key == GONE:
            self._on_fold(key)
        else:
            self.open(key)

    def open(self, organisation_id: str) -> None:
        """Shows one organisation."""
        self._shown_id = organisation_id
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
        self._rows.take_focus(self._shown_id)

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
        """Where it is narrow the card takes the place of the tree, "Đóng" brings it back; and all of it scrolls as one."""
        roomy, is_side = look.logical(self.width()) >= 900, self._is_side()
        for part in (self._tools, *self._buttons):
            part.setVisible((roomy or not is_side) and (part is not self._ending or self._has_district))
        self._title.place()
        self._tree.setVisible(not self._empty.isVisibleTo(self) and (roomy or not is_side))
        parts = [part for part in (self._rows, self._none, self._counts) if not part.isHidden()]
        inside = sum(part.sizeHint().height() for part in parts) + look.px((len(parts) + 2) * look.GAP)
        self._tree.setMinimumHeight(0 if roomy or is_side else inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))
        self._middle.setSpacing(look.px(16))


class _ShortLine(LineField):
    """A line that says itself what it is for: its label is read out, not shown."""

    def fit(self) -> None:
        super().fit()
        for above in (self._label, self._note):
            above.hide()
        self.setFixedWidth(look.px(300))


class _ShortDay(DayField):
    """A day after a word that says what it is for, without its weekday."""

    def set_hint(self, hint: str) -> None:
        """Nothing beneath: it would part the line from the tree."""

    def fit(self) -> None:
        super().fit()
        for above in (self._label, self._note):
            above.hide()
        self.setFixedWidth(look.px(140))


def _branches_of(rows: Sequence[TreeRow]) -> list[Branch]:
    with_laptop = Counter[str]()
    above: list[TreeRow] = []
    for row in rows:
        above = [each for each in above if each.depth < row.depth]
        if row.kind == "cell" and row.held == OWN:
            with_laptop.update(each.id for each in above)
        above.append(row)
    return [_branch(row, with_laptop[row.id]) for row in rows]


def _branch(row: TreeRow, with_laptop: int) -> Branch:
    """What is said of every cell of a body is said on its line once: how many have a laptop."""
    if row.kind == "cell":
        area = row.area_label.lower() or ("chưa ghi loại địa bàn" if row.held == TYPED else "")
        parts = [
            area,
            "chi bộ cơ sở" if row.is_grassroots else "",
            "vùng khó khăn" if row.is_difficult else "",
        ]
        parts += [HELD[row.held]] if row.held == TYPED else []
    else:
        parts = [
            row.kind_label.removeprefix("Đảng bộ ") if row.sort else "",
            f"{row.cells} chi bộ" if row.cells else "",
        ]
        parts += [f"{with_laptop} có máy riêng" if with_laptop else ""]
        parts += [HELD[row.held]] if row.held != OWN else []
    mark = "chưa nối nơi mới" if row.joined_to else ""
    return Branch(row.id, row.name, " · ".join(filter(None, parts)), mark, row.depth)


def _branches_gone(known: Organisations, gone: Sequence[tuple[str, str]], day: date) -> list[Branch]:
    if not gone:
        return []
    first = Branch(GONE, "Không hoạt động ngày này", f"{len(gone)} tổ chức")
    return [first, *(Branch(one, name, _gone_words(known, one, day), depth=1) for one, name in gone)]


def _gone_words(known: Organisations, one: str, day: date) -> str:
    """Since when it stands no more, or from when it will."""
    ahead = [spell.from_on for spell in known.times(one) if spell.from_on > day]
    over = [spell.until_on for spell in known.times(one) if spell.until_on < day]
    return f"từ {show_day(min(ahead))}" if ahead else f"đến hết {show_day(max(over))}" if over else ""


def _counts(rows: Sequence[TreeRow], day: date) -> str:
    """As "Ngày 05/10/2026: 2 đảng bộ huyện, 3 đảng bộ xã, phường, 12 chi bộ (2 chi bộ cơ sở)"."""
    counts = count_rows(rows)
    parts = [f"{number} {words}" for words, number in counts.bodies]
    own = f" ({counts.grassroots_cells} chi bộ cơ sở)" if counts.grassroots_cells else ""
    parts += [f"{counts.every_cell} chi bộ{own}"] if counts.every_cell else []
    return f"Ngày {show_day(day)}: {', '.join(parts) or 'chưa có tổ chức nào'}."
