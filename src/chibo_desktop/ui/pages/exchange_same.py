"""After joining: the book the body above kept for this cell, and people entered twice, said to be one by a person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.same_as import Twice, join_same, keep_apart, members_to_join, organisations_to_join
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui.pages.exchange_work import WorkCard, plain
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Prose


class SameCard(WorkCard):
    """One line and one button for each pair; nothing is joined that nobody confirmed."""

    joined = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Sổ cũ của chi bộ này")
        self._why = Prose("", width=320)
        self._lines = QVBoxLayout()
        self.add(self._why)
        self.add_layout(self._lines)
        self.add(self._message)
        self._pairs: list[Twice] = []

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to confirm."""
        return bool(self._pairs)

    def refresh(self) -> None:
        """What may be one, as the book stands now."""
        desk = self._session.desk
        books = organisations_to_join(desk)
        self._pairs = books or (members_to_join(desk) if len(desk.books) > 1 else [])
        self.set_title("Sổ cũ của chi bộ này" if books else "Có người ghi hai lần")
        self._why.say(
            "Cấp trên đã giao lại sổ ghi trước đây của chi bộ. Đúng là chi bộ này thì nối, để danh sách và các buổi "
            "sinh hoạt đứng chung một chỗ. Nối nhầm thì hoàn tác được."
            if books
            else "Sổ cũ và sổ này có người trùng tên. Đúng là một người thì nối, để mỗi người chỉ tính một lần."
        )
        empty(self._lines)
        for pair in self._pairs:
            self._lines.addWidget(self._line(pair))

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
