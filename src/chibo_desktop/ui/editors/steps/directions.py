"""What one visitor directed at the meeting; the line with the caret becomes a task by one key."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from chibo_desktop.actions.decisions import add_assignment, proposed_due
from chibo_desktop.actions.meetings import change_guest
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import clean_line, fold
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts
from chibo_desktop.records import find_spec
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kept import keep
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import ProseField
from chibo_desktop.ui.widgets.message import Message

KEY = "F8"
_MARK = re.compile(r"^(?:[-+•*]|\d{1,2}[.)])\s+")


class Directions(QWidget):
    """The visitor's words; a task made of one line says whose direction it carries out and has the usual due day."""

    def __init__(self, session: Session, meeting_id: str, guest: Facts) -> None:
        super().__init__()
        self._session, self._meeting_id, self._guest_id = session, meeting_id, guest.id
        self._titles: dict[str, str] = {}
        self._words = ProseField(guest.text("full_name"), hint=guest.text("office"), lines=2, max_len=8_000)
        keep(session, self._words, ("guest", guest.id, "directions"), change_guest)
        self._task = Button(f"Dòng này thành nhiệm vụ · {KEY}", "quiet", icon="tasks")
        self._task.setToolTip("Dòng đang có con trỏ, hoặc đoạn đang chọn")
        # the caret must stay in its line; the keyboard has F8
        self._task.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._task.clicked.connect(self._on_task)
        shortcut = QShortcut(QKeySequence(KEY), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_task)
        self._said = Message()
        foot = QHBoxLayout()
        foot.addWidget(self._task)
        foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._words)
        self._column.addLayout(foot)
        self._column.addWidget(self._said)
        look.follow(self.fit)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Which tasks of the meeting come from this visitor; a kind that gives none offers none."""
        mine = [row for row in sheet.given if row.facts.text("guest_id") == self._guest_id]
        self._titles = {fold(row.title): row.title for row in mine}
        gives = any(step.key == "decisions" for step in sheet.steps) and not sheet.is_finalised
        self._task.setVisible(gives)

    def _on_task(self) -> None:
        if not self._task.isVisibleTo(self):
            return
        title = self._line()
        try:
            self._refuse(title)
            due = proposed_due(self._session.desk, self._meeting_id)
            given: dict[str, Any] = {"due_on": due} if due else {}
            self._session.do(add_assignment, self._meeting_id, title=title, guest_id=self._guest_id, **given)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        until = f", hạn {show_day(due)}" if due else ""
        self._said.say(
            "done",
            f"Đã thành nhiệm vụ: “{title}”{until}. Chọn người chủ trì ở bước Nghị quyết, nhiệm vụ.",
        )
        self._go_down()

    def _refuse(self, title: str) -> None:
        most = (spec.max_len if (spec := find_spec("assignment").field("title")) else 0) or 0
        if not title:
            raise Refusal("Đặt con trỏ vào dòng ý kiến cần làm thành nhiệm vụ.", "title")
        if fold(title) in self._titles:
            raise Refusal("Dòng này đã là nhiệm vụ của buổi này rồi.", "title")
        if len(title) > most:
            raise Refusal(
                f"Dòng này dài {len(title)} chữ cái, tên nhiệm vụ nhiều nhất {most}. Xuống dòng cho ngắn lại.",
                "title",
            )

    def _line(self) -> str:
        """The words of the line with the caret, or what is chosen; without the mark of an item and the full stop."""
        self._words.commit()
        editor = self._words.focusProxy()
        if not isinstance(editor, QPlainTextEdit):
            return ""
        cursor = editor.textCursor()
        words = clean_line(cursor.selectedText() or cursor.block().text())
        return _MARK.sub("", words).rstrip(".;, ")

    def _go_down(self) -> None:
        editor = self._words.focusProxy()
        if isinstance(editor, QPlainTextEdit):
            cursor = editor.textCursor()
            cursor.movePosition(cursor.MoveOperation.NextBlock)
            editor.setTextCursor(cursor)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
