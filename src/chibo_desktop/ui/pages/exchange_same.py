"""After joining: the book the body above kept for this cell, and people entered twice, said to be one by a person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.same_as import (
    Twice,
    join_same,
    joined_pairs,
    keep_apart,
    members_to_join,
    organisations_to_join,
    part_again,
)
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui.pages.exchange_work import WorkCard, plain
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Prose


class SameCard(WorkCard):
    """One line and one button for each pair; nothing is joined that nobody confirmed, and what is joined can be parted."""

    joined = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Sổ cũ của chi bộ này")
        self._why = Prose("", width=320)
        self._lines = QVBoxLayout()
        self.add(self._why)
        self.add_layout(self._lines)
        self.add(self._message)
        self._pairs: list[Twice] = []
        self._joined: list[Twice] = []

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to confirm, or to part again."""
        return bool(self._pairs or self._joined)

    def refresh(self) -> None:
        """What may be one, as the book stands now."""
        desk = self._session.desk
        books = organisations_to_join(desk)
        self._pairs = books or (members_to_join(desk) if len(desk.books) > 1 else [])
        self._joined = joined_pairs(desk)
        self._show_why(has_books=bool(books))
        empty(self._lines)
        for pair in self._pairs:
            self._lines.addWidget(self._line(pair))
        for pair in self._joined:
            self._lines.addWidget(self._joined_line(pair))

    def _show_why(self, *, has_books: bool) -> None:
        if not self._pairs:
            self.set_title("Đã nối làm một")
            self._why.say("Nối nhầm thì tách lại; không mất gì đã ghi.")
            return
        self.set_title("Sổ cũ của chi bộ này" if has_books else "Có người ghi hai lần")
        self._why.say(
            "Cấp trên đã giao lại sổ ghi trước đây của chi bộ. Đúng là chi bộ này thì nối, để danh sách và các buổi "
            "sinh hoạt đứng chung một chỗ. Nối nhầm thì hoàn tác được."
            if has_books
            else "Sổ cũ và sổ này có người trùng tên. Đúng là một người thì nối, để mỗi người chỉ tính một lần."
        )

    def _line(self, pair: Twice) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Prose(f"<b>{plain(pair.joined_name)}</b> · {plain(pair.reason)}", width=320))
        row = QHBoxLayout()
        column.addLayout(row)
        words = "Đúng, nối hai sổ" if pair.kind == "organisation" else "Đúng là một người"
        yes = Button(words, icon="check", name=f"{words}: {pair.joined_name}")
        yes.clicked.connect(lambda _checked=False: self._on_yes(pair))
        row.addWidget(yes)
        if pair.kind == "member":
            no = Button("Là hai người", "quiet", name=f"Là hai người: {pair.joined_name}")
            no.clicked.connect(lambda _checked=False: self._on_no(pair))
            row.addWidget(no)
        row.addStretch(1)
        return line

    def _joined_line(self, pair: Twice) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Prose(f"<b>{plain(pair.joined_name)}</b> · {plain(pair.reason)}", width=200), 1)
        part = Button("Tách lại", "quiet", icon="undo", name=f"Tách lại: {pair.joined_name}")
        part.clicked.connect(lambda _checked=False: self._on_part(pair))
        row.addWidget(part)
        return line

    def _on_part(self, pair: Twice) -> None:
        try:
            self._session.do(part_again, pair.kind, pair.joined_id)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._message.say("done", f"Đã tách {pair.joined_name} ra như trước khi nối.")
        self.joined.emit()

    def _on_yes(self, pair: Twice) -> None:
        try:
            self._session.do(join_same, pair.kind, pair.kept_id, pair.joined_id)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._message.say("done", f"Đã nối {pair.joined_name}.")
        self.joined.emit()

    def _on_no(self, pair: Twice) -> None:
        try:
            self._session.do(keep_apart, pair.kind, pair.kept_id, pair.joined_id)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._message.say("done", f"{pair.joined_name}: đã ghi là hai người, không hỏi lại.")
        self.joined.emit()
