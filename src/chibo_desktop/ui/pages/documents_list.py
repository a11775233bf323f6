"""The lists of the page "Văn bản": what came, what was sent, the register, guidance, regulations; opening one is the page's affair."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal

from chibo_desktop.actions.materials import confirm_readings
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.directives import DirectiveRow, directives, regulations
from chibo_desktop.lists.materials import MaterialRow, library, received
from chibo_desktop.lists.materials_sent import SentRow, sent
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList

CAME, SENT, REGISTER, LIBRARY, REGULATIONS = "came", "sent", "register", "library", "regulations"
TITLES = {
    CAME: "Nhận về",
    SENT: "Đã gửi xuống",
    REGISTER: "Văn bản chỉ đạo",
    LIBRARY: "Hướng dẫn",
    REGULATIONS: "Quy chế",
}
SECTIONS = {
    "cell": (CAME, REGISTER, LIBRARY, REGULATIONS),
    "commune": (CAME, SENT, REGISTER, LIBRARY),
    "upper": (SENT, REGISTER, LIBRARY),
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
    REGULATIONS: "Mỗi nhiệm kỳ một quy chế làm việc của chi bộ, ghi ở đây.",
}
MATERIAL, DIRECTIVE = "material", "directive"


class DocumentsList(ScrolledPage):
    """`wanted(kind, id)` opens one; an id "" is the form for a new one of the section shown."""

    TITLE: ClassVar[str] = "Văn bản"
    wanted = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._sections = SECTIONS[session.desk.kind]
        self._chips = Chips([Chip(key, TITLES[key], 0) for key in self._sections], name="Chọn phần")
        self._chips.chosen.connect(lambda _key: self.refresh())
        self._said = Message()
        self._all_read = Button("Đã đọc tất cả", icon="check")
        self._all_read.clicked.connect(self._on_all_read)
        self._card = Card()
        self._card.add_to_head(self._all_read)
        self.rows = RowList(name="Văn bản")
        self.rows.opened.connect(self._on_opened)
        self._card.add(self.rows)
        self.body.addWidget(self._chips)
        self.body.addWidget(self._said)
        self.body.addWidget(self._card)
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
        if section in self._sections:
            self._chips.take(section)
            self.refresh()

    def _kind(self) -> str:
        return DIRECTIVE if self.section() in (REGISTER, REGULATIONS) else MATERIAL

    def refresh(self) -> None:
        section = self.section()
        every = {key: self._rows_of(key) for key in self._sections}
        rows, waiting = every[section], self._waiting()
        self._chips.set_chips([Chip(key, TITLES[key], len(every[key])) for key in self._sections])
        self.rows.set_rows(rows)
        self._card.set_title(TITLES[section])
        self._card.set_note(f"{len(waiting)} chưa đọc" if section == CAME and waiting else "")
        self._all_read.setVisible(section == CAME and len(waiting) > 1)
        self._card.setVisible(bool(rows))
        for key, state in self._empty.items():
            state.setVisible(key == section and not rows)
        self.title.set_primary(NEW_WORDS[section] if rows and self._may_begin(section) else "", "plus")
        self._said.say("done", "")

    def _waiting(self) -> list[MaterialRow]:
        found = received(self.session.store, self.session.desk.organisation_id)
        return [row for row in found if row.is_waiting]

    def _rows_of(self, section: str) -> list[Row]:
        store, own = self.session.store, self.session.desk.organisation_id
        today = self.session.now().date()
        made: dict[str, Callable[[], list[Row]]] = {
            CAME: lambda: [
                came_line(row) for row in sorted(received(store, own), key=lambda row: not row.is_waiting)
            ],
            SENT: lambda: [sent_line(row) for row in sent(store, own, today=today)],
            REGISTER: lambda: [directive_line(row, row.is_in_force(today)) for row in directives(store, own)],
            LIBRARY: lambda: [came_line(row, state=False) for row in library(store, own)],
            REGULATIONS: lambda: [
                directive_line(row, row.is_in_force(today)) for row in regulations(store, own)
            ],
        }
        return made[section]()

    def _on_opened(self, key: str) -> None:
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


def directive_line(row: DirectiveRow, in_force: bool) -> Row:
    """Sort and number, what it is about, who issued it and when; whether it binds today."""
    issued = f"ngày {show_day(row.issued_on)}" if row.issued_on else ""
    by = row.issuer or ("" if row.is_own else row.body_name)
    targets = f"{len(row.targets)} chỉ tiêu" if row.targets else ""
    second = " · ".join(part for part in (row.name, by, issued, targets) if part)
    if in_force:
        return Row(row.id, row.summary, second, "tick", "Đang hiệu lực", quiet=True)
    return Row(row.id, row.summary, second, "optional", "Ngoài hiệu lực", quiet=True)


def _day(verb: str, row: MaterialRow) -> str:
    return f"{verb} {show_day(row.issued_on)}" if row.issued_on else ""
