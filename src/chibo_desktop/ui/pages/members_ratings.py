"""The part "Xếp loại" of the page "Đảng viên": a body's sheet of a year, the members counted by cell, each beside its tasks."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.meetings import cell_name
from chibo_desktop.lists.member_ratings import CellYear, MemberYear, best_warning, cell_years, member_years
from chibo_desktop.lists.member_tasks import count_words
from chibo_desktop.lists.ratings import YearOfOne, ratings_of
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.ratings import LATE_UNTIL, MEMBERS, Scale, scale_of
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.body_ratings import BodyRatings
from chibo_desktop.ui.editors.member_year import MemberYearView
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

YEARS_BACK = 30


class RatingsPart(Part):
    """Of one year; the year that ends is taken from October on, before that the one that is over."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        today = session.now().date()
        shown = today.year if today.month > 12 - LATE_UNTIL else today.year - 1
        years = [(str(year), f"Năm {year}") for year in range(today.year, today.year - YEARS_BACK, -1)]
        self._year = ChoiceField("Năm xếp loại", years, str(shown))
        self._year.left.connect(lambda _year: self.refresh())
        self._cell = session.desk.organisation_id if session.desk.kind == "cell" else ""
        self._own = OwnYears(session)
        self._below = None if session.desk.kind == "cell" else BodyRatings(session)
        self._asked = ""
        if self._below is not None:
            self._below.asked.connect(self._on_asked)
        self._people = PeopleCard()
        self._people.opened.connect(self._on_person)
        self._cells = RowList(name="Xếp loại đảng viên theo chi bộ", wraps=True)
        self._cells.opened.connect(self._on_cell)
        self._cells_card = Card("Đảng viên các chi bộ")
        self._over = Prose("", width=240)
        for shown_below in (self._over, self._cells):
            self._cells_card.add(shown_below)
        self._one = MemberYearView(session)
        self._one.left.connect(self._on_back)
        self._one.meeting_wanted.connect(lambda key: self.go_to.emit("meetings", key))
        self._member = ""
        self._empty = EmptyState(
            "Mức xếp loại từng năm của đảng viên sẽ ở đây, cạnh nhiệm vụ được giao trong năm.",
            "Mở danh sách đảng viên",
            icon="members",
        )
        self._empty.begun.connect(lambda: self.go_to.emit("members", "list"))
        self._head = QHBoxLayout()
        self._head.addWidget(self._year)
        self._head.addStretch(1)
        self.column.addLayout(self._head)
        above = [self._below] if self._below is not None else []
        for part in (*above, self._people, self._cells_card, self._one, self._own, self._empty):
            self.column.addWidget(part)

    def taken(self) -> int:
        """The year shown."""
        return int(self._year.value())

    def refresh(self) -> None:
        year, today = self.taken(), self.session.now().date()
        is_one, is_cell = bool(self._member), self.session.desk.kind == "cell"
        if self._below is not None:
            self._below.setVisible(not is_one and not self._cell)
            self._below.show_year(year)
        people = member_years(self.session.store, self._cell, year, today) if self._cell else []
        of = "" if is_cell or not self._cell else cell_name(self.session.store, self._cell)
        facts = organisations(self.session.store).facts(self._cell) if self._cell else None
        self._people.show_people(people, year, of, alone=facts is not None and facts.flag("grassroots"))
        self._people.setVisible(bool(people) and not is_one)
        self._show_cells(year)
        self._own.show_organisation(self._cell or self._asked or self.session.desk.organisation_id)
        self._own.setVisible(self._own.isVisibleTo(self) and not is_one)
        self._one.setVisible(is_one)
        self._empty.setVisible(is_cell and not people)
        if is_one:
            self._one.show_member(self._cell, self._member, year)

    def _show_cells(self, year: int) -> None:
        desk, today = self.session.desk, self.session.now().date()
        is_here = desk.kind == "commune" and not self._cell
        cells = cell_years(desk.store, desk.organisation_id, year, today) if is_here else []
        scale = scale_of(MEMBERS, year)
        self._cells.set_rows([cell_row(each, scale) for each in cells])
        say_too_many(self._over, best_warning(cells, year))
        self._cells_card.set_note(f"năm {year}: {sum(each.rated for each in cells)} người đã xếp loại")
        self._cells_card.setVisible(bool(cells))

    def _on_asked(self, organisation_id: str) -> None:
        """The years of one organisation, in the place of this body's own."""
        self._asked = organisation_id
        self.refresh()
        if isinstance(self.page, ScrolledPage):
            self.page.bring_into_view(self._own)

    def _on_cell(self, cell_id: str) -> None:
        self._cell = cell_id
        self.refresh()
        self._people.take_focus()

    def _on_person(self, member_id: str) -> None:
        if not member_id:
            self._cell = ""
            self.refresh()
            self._cells.setFocus()
            return
        self._member = member_id
        self.refresh()
        self._one.setFocus()

    def _on_back(self) -> None:
        self._member = ""
        self.refresh()
        self._people.take_focus()

    def fit(self) -> None:
        super().fit()
        if hasattr(self, "_year"):
            self._year.setFixedWidth(look.px(220))

    def leave(self) -> bool:
        """Gives what was chosen last; keeps what is typed."""
        if self._below is not None:
            self._below.leave()
        self._one.leave()
        return True


class PeopleCard(Card):
    """The members of one cell in a year. `opened(member id)`; "" leads back to the cells."""

    def __init__(self) -> None:
        super().__init__("Đảng viên")
        self._rows = RowList(name="Xếp loại từng đảng viên", wraps=True)
        self.opened = self._rows.opened
        self._back = Button("Các chi bộ", "quiet", icon="back", key="Esc")
        self._back.clicked.connect(lambda: self.opened.emit(""))
        self._rest, self._over = Prose("", "muted", width=240), Prose("", width=240)
        self.add_to_head(self._back)
        for part in (self._over, self._rows, self._rest):
            self.add(part)

    def show_people(self, people: list[MemberYear], year: int, of: str, *, alone: bool) -> None:
        """The members with what stands for them; the sums in the head. `of`: the cell, where there are others to go back to.

        How many may be best is a rule for a whole grassroots organisation: it is asked here only of a cell that is one.
        """
        scale = scale_of(MEMBERS, year)
        counts = {
            grade.key: sum(each.word is not None and each.word.grade.key == grade.key for each in people)
            for grade in scale.grades
        }
        left = sum(each.is_asked and each.word is None for each in people)
        self._rows.set_rows([person_row(each) for each in people])
        said = [f"{counts[grade.key]} {grade.short.lower()}" for grade in scale.grades if counts[grade.key]]
        self.set_note(" · ".join([*said, f"còn {left} chưa xếp loại"] if left else said))
        say_too_many(self._over, scale.too_many(counts) if alone else "")
        self._rest.say(escape(f"Không xếp loại: {'; '.join(scale.not_rated)}." if scale.not_rated else ""))
        self._back.setVisible(bool(of))
        self.set_title(f"Đảng viên, {of}" if of else "Đảng viên")

    def take_focus(self) -> None:
        """On the first member."""
        self._rows.setFocus()


class OwnYears(Card):
    """What bodies above gave one organisation, a line a year; hidden while there is none."""

    def __init__(self, session: Session) -> None:
        super().__init__("Cấp trên xếp loại, các năm")
        self._store = session.store
        self._rows = RowList(name="Xếp loại tổ chức các năm", wraps=True)
        self.add(self._rows)

    def show_organisation(self, organisation_id: str) -> None:
        """Of one organisation."""
        years = ratings_of(self._store, organisation_id)
        self.set_title(f"{cell_name(self._store, organisation_id)}: cấp trên xếp loại, các năm")
        self._rows.set_rows([year_row(each) for each in years])
        self.setVisible(bool(years))


def say_too_many(over: Prose, said: str) -> None:
    """The sentence that more were given the best grade than the guidance allows; hidden without one."""
    over.say(escape(said))
    over.setVisible(bool(said))


def year_row(each: YearOfOne) -> Row:
    """A year in its own words."""
    decided = show_day(each.decided_on) if each.decided_on else ""
    second = " · ".join(part for part in (each.body_name, each.basis, decided) if part)
    return Row(f"{each.year}", f"Năm {each.year}: {each.grade.words}", second)


def person_row(each: MemberYear) -> Row:
    """The name, the tasks of the year as facts, and what was given."""
    tasks = count_words(each.tasks) or "trong năm chưa giao nhiệm vụ nào"
    word, name = each.word, each.row.name_shown
    if word is None:
        if each.is_asked:
            return Row(each.row.id, name, tasks, "todo", "chưa xếp loại")
        return Row(each.row.id, name, tasks, "optional", "không xếp loại", quiet=True)
    second = f"{tasks} · {_whose(each)}"
    return Row(each.row.id, name, second, "tick" if each.decided else "half", word.grade.short)


def _whose(each: MemberYear) -> str:
    """Who said it, with the cell's own grade where the body above decided otherwise."""
    if each.decided is None:
        return "chi bộ xếp, chưa có quyết định"
    differs = each.said is not None and each.said.grade != each.decided.grade
    ours = f", chi bộ xếp {each.said.grade.short.lower()}" if each.said and differs else ""
    return f"cấp trên quyết định{ours}"


def cell_row(each: CellYear, scale: Scale) -> Row:
    """A cell with how many of each grade; the grades the year does not know come last."""
    keys = [grade.key for grade in scale.grades]
    order = sorted(each.counts, key=lambda key: keys.index(key) if key in keys else len(keys))
    said = ", ".join(f"{each.counts[key]} {scale.grade(key).short.lower()}" for key in order)
    whole = each.rated + each.left
    words = f"{each.rated}/{whole} đã xếp loại" if whole else "chưa có ai phải xếp loại"
    return Row(each.id, each.name, said or "chưa xếp loại ai", "tick" if not each.left else "todo", words)
