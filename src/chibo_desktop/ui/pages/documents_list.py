"""The lists of the page "Văn bản": what came, what was sent, the register, guidance, regulations; opening one is the page's affair."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from chibo_desktop.actions.materials import confirm_readings
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.directive_reviews import lacking_of_all
from chibo_desktop.lists.directives import DirectiveRow, directives, regulations, regulations_below
from chibo_desktop.lists.materials import MaterialRow, library, new_to_read, received
from chibo_desktop.lists.materials_sent import SentRow, sent
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui.editors.bound_books import BoundBooks
from chibo_desktop.ui.pages.parted import FirstPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList

CAME, SENT, REGISTER, LIBRARY, REGULATIONS = "came", "sent", "register", "library", "regulations"
BOUND = "books"
"""The part that is no list of documents: the books and the report of a cell, to be printed."""
TITLES = {
    CAME: "Nhận về",
    SENT: "Đã gửi xuống",
    REGISTER: "Văn bản chỉ đạo",
    LIBRARY: "Hướng dẫn",
    REGULATIONS: "Quy chế",
    BOUND: "Sổ, báo cáo",
}
SECTIONS = {
    "cell": (CAME, REGISTER, LIBRARY, REGULATIONS),
    "commune": (CAME, SENT, REGISTER, LIBRARY, REGULATIONS),
    "upper": (SENT, REGISTER, LIBRARY, REGULATIONS),
}
NEW_WORDS = {
    SENT: "Gửi tài liệu, thông báo",
    REGISTER: "Vào sổ văn bản",
    LIBRARY: "Gửi hướng dẫn",
    REGULATIONS: "Ghi quy chế",
}
EMPTY = {
    CAME: "Bản tin, tài liệu, thông báo, nhắc việc của cấp trên về cùng gói sẽ ở đây, cái chưa đọc đứng trên.",
    SENT: "Bản tin, tài liệu, thông báo gửi xuống sẽ ở đây, cùng nơi nào đã đọc, nơi nào đã dùng.",
    REGISTER: "Nghị quyết, chỉ thị, kế hoạch, đề án của cấp trên sẽ ở đây, cùng chỉ tiêu được giao.",
    LIBRARY: "Hướng dẫn sinh hoạt chuyên đề sẽ ở đây; tiến trình trong đó lấy làm chương trình buổi được.",
    REGULATIONS: "Mỗi nhiệm kỳ một quy chế làm việc, ghi ở đây; quy chế của cấp dưới về cùng gói.",
}
MATERIAL, DIRECTIVE = "material", "directive"
PAGE = "Văn bản"


class DocumentsList(FirstPage):
    """`wanted(kind, id)` opens one; an id "" is the form for a new one of the section shown."""

    TITLE: ClassVar[str] = PAGE

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._sections = SECTIONS[session.desk.kind]
        self._books = BoundBooks(session)
        chosen = [Chip(key, TITLES[key], 0) for key in (*self._sections, BOUND)]
        self._chips = Chips(chosen, name="Chọn phần")
        self._chips.chosen.connect(lambda _key: self.refresh())
        self._said = Message()
        self._all_read = Button("Đã đọc tất cả", icon="check")
        self._all_read.clicked.connect(self._on_all_read)
        self._card = Card()
        self._card.add_to_head(self._all_read)
        self.rows = RowList(name="Văn bản", wraps=True)
        self.rows.opened.connect(self._on_opened)
        self._card.add(self.rows)
        self.body.addWidget(self._chips)
        self.body.addWidget(self._said)
        self.body.addWidget(self._card)
        self.body.addWidget(self._books)
        self._empty = {key: self._empty_state(key) for key in self._sections}
        self.body.addStretch(1)
        self.title.set_primary(" ", "plus")
        self.title.primary_chosen.connect(lambda: self.wanted.emit(self._kind(), ""))

    def _empty_state(self, section: str) -> EmptyState:
        button = NEW_WORDS.get(section, "") if self._may_begin(section) else ""
        made = EmptyState(EMPTY[section], button, icon="papers")
        made.begun.connect(lambda: self.wanted.emit(self._kind(), ""))
        self.body.addWidget(made)
        return made

    def _may_begin(self, section: str) -> bool:
        """A cell sends nothing down."""
        return section in NEW_WORDS and not (section == LIBRARY and self.session.desk.kind == "cell")

    def section(self) -> str:
        """Which part is shown."""
        return self._chips.taken()

    def take(self, section: str) -> None:
        """Shows a part of the page; nothing for one this desk has not."""
        if section in (*self._sections, BOUND):
            self._chips.take(section)
            self.refresh()

    def _kind(self) -> str:
        return DIRECTIVE if self.section() in (REGISTER, REGULATIONS) else MATERIAL

    def refresh(self) -> None:
        section = self.section()
        every = {key: self._rows_of(key) for key in self._sections}
        rows, waiting = every.get(section, []), self._waiting()
        held = {key: [row for row in every[key] if row.key] for key in self._sections}
        chips = [Chip(key, TITLES[key], len(held[key])) for key in self._sections]
        self._chips.set_chips([*chips, Chip(BOUND, TITLES[BOUND], self._books.offered)])
        self._show_books(section == BOUND)
        self.rows.set_rows(rows)
        self._card.set_title(TITLES[section])
        missing = len(rows) - len(held.get(section, []))
        note = self._waiting_words(len(waiting)) if section == CAME and waiting else ""
        self._card.set_note(f"{missing} chi bộ chưa có" if missing else note)
        self._all_read.setVisible(section == CAME and len(waiting) > 1)
        self._card.setVisible(bool(rows))
        for key, state in self._empty.items():
            state.setVisible(key == section and not rows)
        self.title.set_primary(NEW_WORDS[section] if rows and self._may_begin(section) else "", "plus")
        self._said.say("done", "")

    def _show_books(self, is_taken: bool) -> None:
        self._books.setVisible(is_taken)
        if is_taken:
            self._books.refresh()

    def _waiting(self) -> list[MaterialRow]:
        found = received(self.session.store, self.session.desk.organisation_id)
        return [row for row in found if row.is_waiting]

    def _waiting_words(self, waiting: int) -> str:
        """How many wait, and how many of them are too old for the number in the list of pages."""
        desk = self.session.desk
        old = waiting - len(new_to_read(desk.store, desk.organisation_id, self.session.now().date()))
        return f"{waiting} chưa đọc" + (f", {old} gửi đã lâu" if old else "")

    def _rows_of(self, section: str) -> list[Row]:
        store, own = self.session.store, self.session.desk.organisation_id
        today = self.session.now().date()
        made: dict[str, Callable[[], list[Row]]] = {
            CAME: lambda: [
                came_line(row) for row in sorted(received(store, own), key=lambda row: not row.is_waiting)
            ],
            SENT: lambda: [sent_line(row) for row in sent(store, own, today=today)],
            REGISTER: lambda: self._register(today),
            LIBRARY: lambda: [came_line(row, state=False) for row in library(store, own)],
            REGULATIONS: lambda: [
                *(directive_line(row, row.is_in_force(today)) for row in regulations(store, own)),
                *self._of_those_below(today),
            ],
        }
        return made[section]()

    def _register(self, today: date) -> list[Row]:
        """Of what this organisation entered itself, the years it was not looked back on are said."""
        desk = self.session.desk
        rows = directives(desk.store, desk.organisation_id)
        facts = [row.facts for row in rows if row.is_own]
        left = lacking_of_all(desk.store, desk.organisation_id, facts, today)
        return [directive_line(row, row.is_in_force(today), left.get(row.id, "")) for row in rows]

    def _of_those_below(self, today: date) -> list[Row]:
        """A cell's regulation of the term, those without first; at a cell nothing."""
        desk = self.session.desk
        if desk.kind == "cell":
            return []
        found = regulations_below(desk.store, desk.organisation_id, today)
        names = organisations(desk.store)
        lines = [regulation_line(names.name(cell, today), row) for cell, row in found]
        return sorted(lines, key=lambda line: bool(line.key))

    def _on_opened(self, key: str) -> None:
        if key:
            self.wanted.emit(self._kind(), key)

    def _on_all_read(self) -> None:
        waiting = self._waiting()
        try:
            self.session.do(confirm_readings, [row.id for row in waiting])
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.refresh()
        self._said.say("done", f"Đã ghi đã đọc {len(waiting)} văn bản. Gói sau sẽ báo lên cấp trên.")
        self.take_focus()

    def take_focus(self) -> None:
        """On the first row, else on the parts."""
        (self.rows if self.rows.rows() else self._chips).setFocus()


def came_line(row: MaterialRow, *, state: bool = True) -> Row:
    """What it is, from whom and when; unread ones say so by shape and word."""
    second = " · ".join(part for part in (row.sort_label, row.issue, row.body_name, _day("gửi", row)) if part)
    if not state:
        return Row(row.id, row.title, second)
    if row.is_read:
        words = f"Đã đọc {show_day(row.read_on)}" if row.read_on else "Đã đọc"
        return Row(row.id, row.title, second, "tick", words, quiet=True)
    if row.asks_reading:
        return Row(row.id, row.title, second, "todo", "Chưa đọc")
    return Row(row.id, row.title, second)


def sent_line(row: SentRow) -> Row:
    """What it is, for whom and when, how many have read it and used it."""
    material = row.material
    parts = [material.sort_label, material.issue, row.whom or "toàn đảng bộ", _day("gửi", material)]
    second = " · ".join(part for part in parts if part)
    if not material.asks_reading:
        return Row(material.id, material.title, second)
    is_done = row.read == row.due
    words = f"{row.read}/{row.due} đã đọc" + (f", {row.used} đã dùng" if row.used else "")
    return Row(material.id, material.title, second, "tick" if is_done else "todo", words, quiet=is_done)


def directive_line(row: DirectiveRow, in_force: bool, left: str = "") -> Row:
    """Sort and number, what it is about, who issued it and when; which reviews are `left`; whether it binds today."""
    issued = f"ngày {show_day(row.issued_on)}" if row.issued_on else ""
    by = row.issuer or ("" if row.is_own else row.body_name)
    targets = f"{len(row.targets)} chỉ tiêu" if row.targets else ""
    second = " · ".join(part for part in (row.name, by, issued, _term(row), targets, left) if part)
    if in_force:
        return Row(row.id, row.summary, second, "tick", "Đang hiệu lực", quiet=True)
    return Row(row.id, row.summary, second, "optional", "Ngoài hiệu lực", quiet=True)


def regulation_line(cell: str, row: DirectiveRow | None) -> Row:
    """Whose it is, what it is called and its term; the row of a cell without one opens nothing."""
    if row is None:
        return Row("", cell, "", "todo", "Chưa có quy chế")
    second = " · ".join(part for part in (row.summary, _term(row)) if part)
    return Row(row.id, cell, second, "tick", "Đang hiệu lực", quiet=True)


def _term(row: DirectiveRow) -> str:
    """As in "10/04/2025 – 09/04/2030" where it ends on a day; else when it began is told by its own."""
    if row.valid_until is None:
        return ""
    begins = row.valid_from or row.issued_on
    return f"{show_day(begins) if begins else '…'} – {show_day(row.valid_until)}"


def _day(verb: str, row: MaterialRow) -> str:
    return f"{verb} {show_day(row.issued_on)}" if row.issued_on else ""
