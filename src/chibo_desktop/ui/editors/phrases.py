"""Sentences to use again, offered over a step for the prose field one is typing in; which there are says lists/phrases.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from chibo_desktop.actions.phrases import keep_phrase, put_away_phrase
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import clean_line, fold
from chibo_desktop.lists.phrases import PhraseRow, phrases_of
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import ComposingProse, commit_composing
from chibo_desktop.ui.widgets.found_rows import FoundGroup, FoundList, FoundRow
from chibo_desktop.ui.widgets.words import Prose, Rule, Words

KEYS = "Ctrl+Space"
WIDTH, HEIGHT = 560, 320
FOOT = "↑ ↓ chọn · Enter lấy · Delete bỏ câu đã giữ · Esc đóng"
NOTHING = "Không có câu nào như thế. Gõ câu vào ô rồi mở lại đây để giữ."

_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+")
_NO_SPACE_AFTER = ' \n(“"'


@dataclass(frozen=True)
class _Offered:
    """One row: a sentence to put in, or ("keep") the one at the caret to be kept."""

    phrase: PhraseRow
    group: str


GROUPS = (
    ("kept", "Câu đã giữ"),
    ("said", "Hay dùng trong biên bản của chi bộ"),
    ("keep", "Giữ câu đang viết"),
)


class Phrases(QFrame):
    """Ctrl+Space or `button` opens it beneath the prose field; letters look for a sentence, the field keeps the keyboard.

    So nothing that happens when a field is left happens while somebody looks for words.
    """

    def __init__(self, session: Session, step: QWidget) -> None:
        super().__init__(step)
        self._session, self._step = session, step
        self._editor: ComposingProse | None = None
        self._known: list[PhraseRow] = []
        self._offered: list[_Offered] = []
        self._sought = self._composing = ""
        self.setProperty("look", "popup")
        self.button = Button(f"Câu dùng lại · {KEYS}", "quiet", icon="copy")
        # the keyboard has Ctrl+Space in the field itself, and the field must not be left by a click here
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_for_focus)
        shortcut = QShortcut(QKeySequence(KEYS), step)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.open_for_focus)
        self._head, self._foot = Prose(width=240), Words(FOOT, tone="muted")
        self._area = FoundList("Câu dùng lại")
        self._rows = self._area.rows
        self._rows.chosen.connect(self._take)
        self._lay_out()
        step.installEventFilter(self)
        self.hide()
        look.follow(self.fit)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(2, 2, 2, 2)
        for part in (self._head, Rule(), self._area, Rule(), self._foot):
            self._column.addWidget(part, 1 if part is self._area else 0)

    def open_for_focus(self) -> None:
        """Opens for the prose field that has the keyboard, else for the next one of the step; a second time closes."""
        if not self.isHidden():
            self.shut()
            return
        editor = self._prose_at_hand()
        if editor is None or not editor.isEnabled():
            return
        editor.setFocus()
        commit_composing()
        self._editor, self._sought, self._composing = editor, "", ""
        self._known = phrases_of(self._session.store, self._session.desk.organisation_id)
        editor.installEventFilter(self)
        self._show()

    def _prose_at_hand(self) -> ComposingProse | None:
        """From a name or a day the words that follow are meant."""
        held = QApplication.focusWidget()
        start = held if held is not None and self._step.isAncestorOf(held) else self._step
        each: QWidget | None = start
        while each is not None and not (isinstance(each, ComposingProse) and each.isVisibleTo(self._step)):
            each = each.nextInFocusChain()
            if each is start:
                return None
        return each if each is not None and self._step.isAncestorOf(each) else None

    def _show(self, said: str = "") -> None:
        self._offered = list(self._fitting())
        groups = [(label, [one for one in self._offered if one.group == key]) for key, label in GROUPS]
        self._rows.show_groups(
            [
                FoundGroup(label, "", tuple(self._shown(one) for one in found))
                for label, found in groups
                if found
            ]
        )
        typed = escape(self._sought + self._composing)
        looked = f"Tìm: <b>{typed}</b>" if typed else ""
        empty = "" if self._offered else NOTHING
        self._head.say(said or empty or looked or "Gõ vài chữ của câu để tìm.")
        self._describe()
        self.fit()
        self.show()
        self.raise_()

    def _fitting(self) -> Iterator[_Offered]:
        """What holds every word sought, and last the sentence at the caret where nobody kept it."""
        words = fold(self._sought + self._composing).split()
        for row in self._known:
            if all(word in fold(row.body) for word in words):
                yield _Offered(row, "kept" if row.id else "said")
        own = sentence_at(self._editor) if self._editor is not None else ""
        if own and not any(row.id and fold(row.body) == fold(own) for row in self._known):
            yield _Offered(PhraseRow("", own), "keep")

    def _shown(self, one: _Offered) -> FoundRow:
        body = clean_line(one.phrase.body)
        folded = fold(body)
        marks: list[tuple[int, int]] = []
        for word in fold(self._sought + self._composing).split() if one.group != "keep" else ():
            start = folded.find(word)
            if start >= 0 and not any(begin < start + len(word) and start < end for begin, end in marks):
                marks.append((start, start + len(word)))
        return FoundRow(body, "", "", tuple(sorted(marks)))

    def _describe(self) -> None:
        """A screen reader is on the field: it reads there which sentence is the current one."""
        if self._editor is not None and self._editor.property("state") != "wrong":
            self._editor.setAccessibleDescription(self._area.told())

    def _walk(self, step: int) -> None:
        self._area.walk(step)
        self._describe()

    def _take(self, place: int) -> None:
        if not 0 <= place < len(self._offered) or self._editor is None:
            return
        one, editor = self._offered[place], self._editor
        if one.group == "keep":
            self._write(keep_phrase, one.phrase.body, done="Đã giữ câu này.")
            return
        self.shut()
        put_in(editor, one.phrase.body)

    def _put_away(self) -> None:
        place = self._rows.current()
        row = self._offered[place].phrase if place is not None and self._offered else None
        if row is None or not row.id:
            self._show("Chỉ bỏ được câu đã giữ.")
            return
        self._write(put_away_phrase, row.id, done="Đã bỏ câu ấy. Ctrl+Z lấy lại.")

    def _write(self, action: Callable[..., object], given: str, *, done: str) -> None:
        try:
            self._session.do(action, given)
        except (Refusal, Trouble) as problem:
            self._show(problem.sentence)
            return
        self._known = phrases_of(self._session.store, self._session.desk.organisation_id)
        self._show(done)

    def shut(self) -> None:
        """Closes it; the keyboard is where it was all the time."""
        editor, self._editor = self._editor, None
        self.hide()
        if editor is not None:
            editor.removeEventFilter(self)
            if editor.property("state") != "wrong":
                editor.setAccessibleDescription("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isHidden():
            return False
        if watched is not self._editor:
            if event.type() in {QEvent.Type.Resize, QEvent.Type.Hide}:
                self.shut()
            return False
        if isinstance(event, QKeyEvent):
            return self._on_key(event)
        if isinstance(event, QInputMethodEvent):
            self._sought, self._composing = self._sought + event.commitString(), event.preeditString()
            self._show()
            return True
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress}:
            self.shut()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        """Letters look for words, a few keys choose; any other closes it and does what it always does."""
        act = self._act_of(event)
        if event.type() == QEvent.Type.ShortcutOverride:
            if act is not None:
                event.accept()
            return act is not None
        if event.type() != QEvent.Type.KeyPress or (event.text() == "" and _is_modifier(event)):
            return event.type() == QEvent.Type.KeyRelease and act is not None
        if act is None:
            self.shut()
            return False
        act()
        return True

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain != Qt.KeyboardModifier.NoModifier:
            return None
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Escape: self.shut,
            Qt.Key.Key_Down: lambda: self._walk(1),
            Qt.Key.Key_Up: lambda: self._walk(-1),
            Qt.Key.Key_Return: lambda: self._take(self._rows.current() or 0),
            Qt.Key.Key_Enter: lambda: self._take(self._rows.current() or 0),
            Qt.Key.Key_Delete: self._put_away,
            Qt.Key.Key_Backspace: lambda: self._seek(self._sought[:-1]),
        }
        if event.key() in keys:
            return keys[event.key()]
        letters = event.text()
        return (lambda: self._seek(self._sought + letters)) if letters and letters.isprintable() else None

    def _seek(self, sought: str) -> None:
        self._sought = sought
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.fit()

    def fit(self) -> None:
        side = look.px(16)
        self._head.setContentsMargins(side, look.px(8), side, look.px(8))
        self._foot.setContentsMargins(side, look.px(8), side, look.px(8))
        editor = self._editor
        if editor is None:
            return
        top_left = editor.mapTo(self._step, QPoint(0, 0))
        width = min(max(editor.width(), look.px(WIDTH)), self._step.width() - look.px(16))
        height = min(self._rows.wanted_height() + look.px(112), look.px(HEIGHT), self._step.height())
        below = top_left.y() + editor.height() + look.px(6)
        above = top_left.y() - height - look.px(30)
        top = below if below + height <= self._step.height() or above < 0 else above
        left = min(top_left.x(), self._step.width() - width - look.px(8))
        self.setGeometry(max(0, left), max(0, min(top, self._step.height() - height)), width, height)


def _is_modifier(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_CapsLock}


def sentence_at(editor: ComposingProse) -> str:
    """What is chosen in the field, else the sentence the caret stands in or has just ended."""
    cursor = editor.textCursor()
    if chosen := cursor.selectedText().strip():
        return chosen
    words = editor.toPlainText()
    place, start = min(cursor.position(), len(words.rstrip())), 0
    for end in _ENDS.finditer(words):
        if end.start() >= place:
            return words[start : end.start()].strip()
        start = end.end()
    return words[start:].strip()


def put_in(editor: ComposingProse, body: str) -> None:
    """Puts a sentence in at the caret, parted from the word before; what is chosen gives way to it."""
    cursor = editor.textCursor()
    before = editor.toPlainText()[: cursor.selectionStart()][-1:]
    cursor.insertText(f"{'' if not before or before in _NO_SPACE_AFTER else ' '}{body}")
    editor.setTextCursor(cursor)
