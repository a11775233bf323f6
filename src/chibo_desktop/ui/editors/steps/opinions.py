"""What was said to one item, by name: the words of each, and the line for the next speaker."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import add_opinion, change_opinion, put_away_opinion
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import OpinionRow
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.kept import EnterKey, keep
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.step import sync
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.beside import Beside
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import ProseField
from chibo_desktop.ui.widgets.name_picker import Person


class Opinions(QWidget):
    """A name, Enter, the words, Enter: written, and the caret is on the next name. `item_id` "": on no item.

    `gone_on` after Enter where no name stands: nobody else speaks.
    """

    gone_on = Signal()

    def __init__(self, session: Session, meeting_id: str, item_id: str) -> None:
        super().__init__()
        self._session, self._meeting_id, self._item_id = session, meeting_id, item_id
        self._rows: dict[str, QWidget] = {}
        self._spoken: dict[str, ProseField] = {}
        self._name = MemberPicker("Người phát biểu")
        self._words = ProseField(
            "Ý kiến", lines=2, most=6, hint="Enter: ghi, sang người tiếp theo · Shift+Enter: xuống dòng"
        )
        self._name.set_hint("Hết người phát biểu: Enter ở ô trống.")
        new = self.place_of(meeting_id, item_id)
        self._drafts = [
            FreshDraft(session, self._name, ("opinion", new, "member_id")),
            FreshDraft(session, self._words, ("opinion", new, "body")),
        ]
        self._name.person_chosen.connect(lambda _key: self._words.setFocus())
        EnterKey(self._name, self._on_named)
        self._words.left.connect(lambda _words: self._write())
        editor = self._words.focusProxy()
        if editor is not None:
            editor.installEventFilter(self)
        self._stored = QVBoxLayout()
        self._blank = QWidget()
        self._pair = QVBoxLayout(self._blank)
        self._pair.addWidget(self._name)
        self._pair.addWidget(self._words)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._stored)
        self._column.addWidget(self._blank)
        look.follow(self.fit)

    @staticmethod
    def place_of(meeting_id: str, item_id: str) -> str:
        """Under which id the drafts of the next opinion stand."""
        return f"{item_id or meeting_id}/new"

    def show_opinions(self, rows: Sequence[OpinionRow], people: Sequence[Person], *, is_final: bool) -> None:
        """What is stored; what is being typed stays."""
        wanted = [row.facts.id for row in rows]
        sync(self._stored, self._rows, wanted)
        for place, row in enumerate(rows):
            if row.facts.id not in self._rows:
                self._rows[row.facts.id] = self._make(row)
                self._stored.insertWidget(place, self._rows[row.facts.id])
            self._spoken[row.facts.id].set_label(row.speaker or "Không ghi tên")
        if self._name.property("people") != list(people):
            self._name.setProperty("people", list(people))
            self._name.set_people(people)
        self._blank.setVisible(not is_final)

    def _make(self, row: OpinionRow) -> QWidget:
        words = ProseField(row.speaker or "Không ghi tên", lines=1, most=6)
        self._spoken[row.facts.id] = words
        keep(self._session, words, ("opinion", row.facts.id, "body"), change_opinion)
        away = Button("Bỏ", "quiet", name=f"Bỏ ý kiến của {row.speaker}")
        away.clicked.connect(lambda: self._put_away(row.facts.id))
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        line.addWidget(Beside(away))
        return made

    def _on_named(self) -> None:
        if self._name.value() or self._words.draft().strip():
            self._words.setFocus()
        else:
            self.gone_on.emit()

    def _put_away(self, opinion_id: str) -> None:
        try:
            self._session.do(put_away_opinion, opinion_id)
        except (Refusal, Trouble) as problem:
            self._spoken[opinion_id].show_error(problem.sentence)

    def _write(self) -> bool:
        """Writes what was said; False when nothing stands there or it could not be written."""
        body = self._words.value()
        if not body:
            return False
        try:
            member = self._name.member()
            if not member:
                raise Refusal("Gõ tên người phát biểu: vài chữ của tên là đủ.")
        except Refusal as refusal:
            self._name.show_error(refusal.sentence)
            return False
        self._words.set_value("")  # before the sheet is shown anew, so that nothing is written twice
        try:
            self._session.do(
                add_opinion,
                self._meeting_id,
                body=body,
                member_id=member,
                agenda_item_id=self._item_id or None,
            )
        except (Refusal, Trouble) as problem:
            self._words.set_value(body)
            self._words.show_error(problem.sentence)
            return False
        self._name.set_value("")
        self._name.clear_error()
        for draft in self._drafts:
            draft.clear()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        if event.type() != QEvent.Type.KeyPress or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False  # Ctrl+Enter leads on; the step writes what stands here first
        if not self._words.draft().strip():
            self.focusNextChild()
            return True
        self._words.commit()
        (self._name if self._write() or self._name.error() else self._words).setFocus()
        return True

    def leave(self) -> bool:
        """Writes the opinion that stands in the fields; False when it cannot be, and stays as a draft."""
        return not self._words.value() or self._write()

    @property
    def has_draft(self) -> bool:
        """Whether an opinion is half written."""
        return bool(self._name.draft().strip() or self._words.draft().strip())

    def take_focus(self) -> None:
        """Back to where the half-written opinion stopped."""
        (self._words if self._words.draft().strip() else self._name).setFocus()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._pair.setContentsMargins(0, 0, 0, 0)
        for column in (self._column, self._pair, self._stored):
            column.setSpacing(look.px(12))
