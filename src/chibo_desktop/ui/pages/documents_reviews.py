"""The card "Sơ kết, tổng kết" of one directive: each year of its validity, what was written of it, the form for one more."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from chibo_desktop.actions.directives import add_review, change_review, put_away_review
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.directive_reviews import REVIEWED, ReviewRow, lacking, lacking_words, reviews
from chibo_desktop.lists.rows import Facts
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import DayField, NumberField, ProseField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList

INTERIM, FINAL = "interim", "final"
WRITE = {INTERIM: "Ghi sơ kết", FINAL: "Ghi tổng kết"}


class ReviewsCard(Card):
    """A year without a review opens the form for it, one with a review the form that changes it. `shown`: a form came."""

    shown = Signal(object)

    def __init__(self, session: Session, directive_id: str) -> None:
        super().__init__("Sơ kết, tổng kết")
        self._session, self._id = session, directive_id
        self._form: EntryForm | None = None
        self._rows = RowList(name="Sơ kết, tổng kết từng năm", wraps=True)
        self._rows.opened.connect(self._on_opened)
        self._said, self._form_box = Message(), QVBoxLayout()
        self._buttons = Flow()
        for sort, words in WRITE.items():
            button = Button(words, icon="plus")
            button.clicked.connect(lambda _=False, sort=sort: self._show_new(sort))
            self._buttons.put(button)
        for part in (self._rows, self._said, self._buttons):
            self.add(part)
        self.add_layout(self._form_box)

    def show_directive(self, directive: Facts) -> None:
        """What this organisation wrote of it; hidden for a sort nobody looks back on that has no review."""
        own, today = self._session.desk.organisation_id, self._session.now().date()
        self._written = reviews(self._session.store, own, self._id)
        left = lacking(directive, self._written, today)
        rows = [(each.year, review_line(each)) for each in self._written]
        rows += [(year, Row(f"{year}", f"Năm {year}", "", "todo", "chưa sơ kết")) for year in left]
        self._rows.set_rows([row for _, row in sorted(rows, key=lambda pair: pair[0], reverse=True)])
        self.set_note(lacking_words(directive, left))
        self.setVisible(directive.text("sort") in REVIEWED or bool(self._written))

    def _on_opened(self, key: str) -> None:
        if key.isdecimal():
            self._show_new(INTERIM, int(key))
            return
        row = next((each for each in self._written if each.id == key), None)
        if row is not None:
            self._show_form(self._changing(row))
            away = Button("Cho vào lưu trữ", "quiet", icon="put-away")
            away.clicked.connect(lambda: self._on_away(key))
            self._form_box.addWidget(away)

    def _show_new(self, sort: str, year: int | None = None) -> None:
        day = self._session.now().date()
        fields = _fields(year or (day.year if sort == FINAL else day.year - (day.month < 6)))

        def write(given: dict[str, Any]) -> str:
            return self._session.do(add_review, self._id, sort=sort, **_read(given))[1]

        draft = ("directive_review", f"{self._id}/{sort}/{year or 'new'}")
        self._show_form(
            EntryForm(self._session, draft, fields, ROWS, button=WRITE[sort], write=write, leave="Thôi")
        )

    def _changing(self, row: ReviewRow) -> EntryForm:
        def write(given: dict[str, Any]) -> str:
            self._session.do(change_review, row.id, **_read(given))
            return row.id

        draft = ("directive_review", row.id)
        button = "Ghi thay đổi"
        return EntryForm(
            self._session, draft, _fields(row.year, row), ROWS, button=button, write=write, leave="Thôi"
        )

    def _show_form(self, form: EntryForm) -> None:
        """In place of the one before, whose drafts are kept."""
        self._close()
        self._form = form
        for ended in (form.written, form.left):
            ended.connect(lambda *_: self._close())
        self._form_box.addWidget(form)
        self._buttons.hide()
        form.setFocus()
        self.shown.emit(form)

    def _close(self) -> None:
        self.leave()
        self._form = None
        empty(self._form_box)
        self._buttons.show()

    def _on_away(self, review_id: str) -> None:
        self._said.say("absent", "")
        try:
            self._session.do(put_away_review, review_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._close()

    def leave(self) -> None:
        """Keeps what is typed as drafts."""
        if self._form is not None:
            self._form.leave()


ROWS = (("year", "held_on"), ("result",), ("left",))


def _fields(year: int, row: ReviewRow | None = None) -> dict[str, Field]:
    return {
        "year": NumberField("Năm", year, least=1930, most=2200),
        "held_on": DayField("Ngày sơ kết, tổng kết", row.held_on if row else None),
        "result": ProseField("Kết quả thực hiện", row.result if row else "", lines=3, max_len=8_000),
        "left": ProseField("Hạn chế, việc còn lại", row.left if row else "", lines=2, max_len=8_000),
    }


def _read(given: dict[str, Any]) -> dict[str, Any]:
    if given["year"] is None:
        raise Refusal("Gõ năm, như 2026.", "year")
    return given


def review_line(row: ReviewRow) -> Row:
    """The year, what was reached and what is left."""
    held = show_day(row.held_on) if row.held_on else ""
    second = " · ".join(" ".join(part.split()) for part in (held, row.result, row.left) if part)
    words = "tổng kết" if row.is_final else "đã sơ kết"
    return Row(row.id, f"Năm {row.year}", second, "tick", words, quiet=True)
