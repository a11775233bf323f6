"""What this desk did since the page or sheet was opened, to be taken back step by step; the line below shows the last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.undo import is_for_good, undo
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import Changes
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from chibo_desktop.ui.undo_words import words_for
from chibo_desktop.ui.widgets.composing import commit_composing

NOTHING = (
    "Từ lúc mở trang này chưa ghi gì để hoàn tác. Chốt, gửi, nhận, thu hồi, phục hồi và chọn giữa hai bản "
    "không hoàn tác được, vì nơi khác đã dựa vào."
)

MANY = 100
"""From so many records on a step is taken back by the worker: 500 take a fifth of a second and more."""


class UndoList(QObject):
    """One a session: `of(session)`. `changed` when another step is the last, `refused` with the reason.

    `working` with what the worker is taking back just now, `undone` with what was taken back.
    """

    changed = Signal()
    refused = Signal(str)
    working = Signal(str)
    undone = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._done: list[Changes] = []
        self._is_busy = False
        self._task: Task | None = None
        session.changed.connect(self._on_changed)

    @staticmethod
    def of(session: Session) -> UndoList:
        """The list of this session, made when first asked for."""
        return session.findChild(UndoList) or UndoList(session)

    def begin(self) -> None:
        """Another page or sheet: what was written before stays written."""
        self._done.clear()
        self.refused.emit("")
        self.changed.emit()

    def words(self) -> str:
        """What the next step back would take back; "" for nothing and for what is never taken back."""
        last = self._done[-1] if self._done else None
        if last is None or last.entry is None:
            return ""
        never = any(is_for_good(change.kind, name) for change in last.items for name in change.fields)
        return "" if never else words_for(self._session.store, last)

    def _on_changed(self, changes: Changes) -> None:
        if self._is_busy or not changes:
            return
        if changes.entry is None or changes.entry[1] == self._session.store.device:
            self._done.append(changes)
            self.refused.emit("")
            self.changed.emit()

    def take_back(self) -> None:
        """One step back, by an entry of its own; what cannot be taken back says why and is asked no more."""
        commit_composing()
        if self._task is not None:
            return
        if not self._done:
            self.refused.emit(NOTHING)
            return
        changes = self._done.pop()
        words = words_for(self._session.store, changes)
        if len(changes.items) >= MANY:
            self._begin(changes, words)
            return
        self._is_busy = True
        try:
            self._session.do(undo, changes)
        except (Refusal, Trouble) as problem:
            self._end(problem.sentence, "")
        else:
            self._end("", words)
        finally:
            self._is_busy = False

    def _begin(self, changes: Changes, words: str) -> None:
        """On the worker; what is written meanwhile is a step like any other."""

        def job(desk: Desk, _say: Say) -> Changes:
            return undo(desk, changes)

        def done(written: Changes) -> None:
            self._done = [each for each in self._done if each is not written]
            self._end("", words)

        self._task = Task(self._session, job, self)
        self._task.done.connect(done)
        self._task.refused.connect(lambda sentence: self._end(sentence, ""))
        self._task.ended.connect(self._on_ended)
        self._task.start()
        self.working.emit(words)

    def _on_ended(self) -> None:
        self._task = None

    def _end(self, problem: str, words: str) -> None:
        self.refused.emit(problem)
        self.changed.emit()
        if words:
            self.undone.emit(words)


class UndoKey(QObject):
    """Lets Ctrl+Z through an editor that has no typing of its own to take back, so that the desk's step is taken back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Undo) or _has_typing(watched):
            return False
        event.ignore()
        return True


def _has_typing(editor: QObject) -> bool:
    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable()
    return isinstance(editor, QPlainTextEdit) and editor.document().isUndoAvailable()
