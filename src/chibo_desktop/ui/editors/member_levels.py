"""The levels of schooling, profession and theory of one member: today's, the history, and the form for another; badges beside are elsewhere."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.qualifications import add_levels, put_away_levels
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.qualifications import (
    SORT_NAMES,
    SORTS,
    Levels,
    level_words,
    levels_of,
    written_levels,
)
from chibo_desktop.lists.rows import Facts
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose, Words

NOTHING = ("", "Không ghi")


class LevelsEditor(QWidget):
    """At the own desk with its form; a row opened there can be put away. A body above reads."""

    def __init__(self, session: Session, member_id: str, *, is_own: bool) -> None:
        super().__init__()
        self._session, self._member_id, self._is_own = session, member_id, is_own
        self._chosen = ""
        self._form: EntryForm | None = None
        self._today = Prose("", width=240)
        self._rows = RowList(name="Trình độ đã ghi", wraps=True)
        self._rows.opened.connect(self._on_opened)
        self._column = QVBoxLayout(self)
        for part in (Words("Trình độ", "strong"), self._today, self._rows):
            self._column.addWidget(part)
        if is_own:
            self._add_form()
        self.refresh()
        look.follow(self.fit)

    def _add_form(self) -> None:
        self._said = Message()
        self._foot = Flow()
        away = Button("Cho vào lưu trữ", "quiet", icon="put-away", name="Cho trình độ này vào lưu trữ")
        away.clicked.connect(self._on_away)
        leave = Button("Thôi", "quiet", name="Thôi, giữ trình độ này")
        leave.clicked.connect(lambda: self._choose(""))
        self._foot.put(away)
        self._foot.put(leave)
        self._form = self._make_form()
        self._form.written.connect(lambda _key: self.refresh())
        for part in (self._said, self._foot, self._form):
            self._column.addWidget(part)
        self._foot.hide()

    def _make_form(self) -> EntryForm:
        fields: dict[str, Field] = {
            sort: ChoiceField(title, (NOTHING, *choices), "") for sort, title, choices in SORTS
        }
        fields["from_on"] = DayField("Có từ ngày", hint="Không nhớ thì bỏ trống.")

        def write(given: dict[str, Any]) -> str:
            from_on = given.pop("from_on")
            levels = {sort: level for sort, level in given.items() if level}
            return self._session.do(add_levels, self._member_id, levels, from_on=from_on)[1]

        rows = (*((sort,) for sort in SORT_NAMES), ("from_on",))
        draft = ("qualification", f"{self._member_id}/new")
        return EntryForm(
            self._session, draft, fields, rows, button="Ghi trình độ", write=write, done="Đã ghi trình độ."
        )

    def refresh(self) -> None:
        """Reads what is written again."""
        written, today = (
            written_levels(self._session.store, self._member_id),
            self._session.now().date(),
        )
        self._today.say(escape(levels_words(levels_of(written, today))))
        self._rows.set_rows([level_row(facts) for facts in reversed(written)])
        self._rows.setVisible(bool(written))

    def leave(self) -> None:
        """Keeps what is typed as drafts."""
        if self._form is not None:
            self._form.leave()

    def _on_opened(self, key: str) -> None:
        if self._is_own:
            self._choose(key)

    def _choose(self, key: str) -> None:
        self._chosen = key
        self._foot.setVisible(bool(key))
        self._said.say("optional" if key else "absent", self._words_of(key))

    def _words_of(self, key: str) -> str:
        row = next((row for row in self._rows.rows() if row.key == key), None)
        return f"{row.title}, {row.second}. Ghi nhầm thì cho vào lưu trữ." if row else ""

    def _on_away(self) -> None:
        try:
            self._session.do(put_away_levels, self._chosen)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._choose("")
        self.refresh()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))


def levels_words(levels: Levels) -> str:
    """Today's levels in one line; what is missing is said."""
    parts = [f"{title}: {level_words(sort, levels.of(sort)) or 'chưa ghi'}" for sort, title, _ in SORTS]
    return " · ".join(parts)


def level_row(facts: Facts) -> Row:
    """What was written once, and since when."""
    said = [level_words(sort, facts.text(sort)) for sort, _, _ in SORTS if facts.text(sort)]
    titles = [title for sort, title, _ in SORTS if facts.text(sort)]
    since = facts.day("from_on")
    second = f"{', '.join(titles)} · {_since(since)}"
    return Row(facts.id, ", ".join(said), second)


def _since(day: date | None) -> str:
    return f"từ {show_day(day)}" if day else "từ trước"
