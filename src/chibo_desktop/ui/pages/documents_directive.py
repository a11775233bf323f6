"""One directive of the page "Văn bản": what it says, until when it binds, and the targets it sets; at its owner changed in place."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.directives import (
    change_directive,
    change_target,
    put_away_directive,
    put_away_target,
    set_target,
)
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.directives import DirectiveRow, TargetRow, directive_row
from chibo_desktop.records.directive import CONTENT_MOST
from chibo_desktop.ui.editors.directive_form import SUMMARY_MOST, sorts, target_fields, target_form
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.kept import choose, keep
from chibo_desktop.ui.pages.documents_heading import Heading
from chibo_desktop.ui.pages.documents_list import DIRECTIVE, PAGE
from chibo_desktop.ui.pages.documents_reviews import ReviewsCard
from chibo_desktop.ui.pages.parted import BackView
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose


class DirectiveView(BackView):
    TITLE = "Văn bản chỉ đạo"

    def __init__(self, session: Session, directive_id: str) -> None:
        super().__init__(session, PAGE)
        self._id = directive_id
        self._form: EntryForm | None = None
        mark_record(self, DIRECTIVE, directive_id)
        self._name = Heading(HistoryButton(session, lambda: (DIRECTIVE, directive_id)))
        self._said = Message()
        self._words = Card("Văn bản")
        self._targets = Card("Chỉ tiêu được giao")
        self._reviews = ReviewsCard(session, directive_id)
        self._reviews.shown.connect(self.bring_into_view)
        for part in (self._name, self._said, self._words, self._reviews, self._targets):
            self.body.addWidget(part)
        self.body.addStretch(1)
        row = self._row()
        if row is not None:
            self._build(row)
        self.refresh()

    def _row(self) -> DirectiveRow | None:
        desk = self.session.desk
        return directive_row(desk.store, desk.organisation_id, self._id)

    def _build(self, row: DirectiveRow) -> None:
        self._lines, self._form_box = QVBoxLayout(), QVBoxLayout()
        self._hint = Prose("", "muted")
        self._targets.add_layout(self._lines)
        self._targets.add(self._hint)
        self._targets.add_layout(self._form_box)
        if row.is_own:
            self._build_own()
            if row.is_shared:
                self._show_form(self._new_target())
        else:
            self._text = Prose("", width=300)
            self._words.add(self._text)

    def _build_own(self) -> None:
        sort = ChoiceField("Loại văn bản", sorts())
        choose(self.session, sort, ("directive", self._id, "sort"), change_directive, said=self._said)
        issued = self._kept("issued_on", DayField("Ngày ban hành (nếu có)"))
        parts = (
            self._kept("summary", LineField("Trích yếu", max_len=SUMMARY_MOST)),
            Abreast(sort, self._kept("number", LineField("Số, ký hiệu", max_len=60)), least=440),
            Abreast(self._kept("issuer", LineField("Cơ quan ban hành", max_len=160)), issued, least=440),
            Abreast(
                self._kept("valid_from", DayField("Có hiệu lực từ")),
                self._kept("valid_until", DayField("Hết hiệu lực sau ngày")),
                least=440,
            ),
            self._kept("content", ProseField("Nội dung chính", lines=4, most=16, max_len=CONTENT_MOST)),
        )
        for part in parts:
            self._words.add(part)
        away = Button("Cho vào lưu trữ", "quiet", icon="put-away")
        away.clicked.connect(self._on_away)
        foot = Flow()
        foot.put(away)
        self._words.add(foot)

    def _kept(self, name: str, field: TypedField) -> TypedField:
        keep(self.session, field, ("directive", self._id, name), change_directive)
        return field

    def _new_target(self) -> EntryForm:
        def write(given: dict[str, Any]) -> str:
            return self.session.do(set_target, self._id, **target_fields(given))[1]

        return target_form(self.session, self._id, write, button="Giao chỉ tiêu")

    def _on_change(self, target: TargetRow) -> None:
        """The form that sets targets stands for this one, until it is written or left."""

        def write(given: dict[str, Any]) -> str:
            self.session.do(change_target, target.id, **target_fields(given))
            return target.id

        form = target_form(self.session, target.id, write, button="Ghi thay đổi", target=target)
        for ended in (form.written, form.left):
            ended.connect(lambda *_: self._show_form(self._new_target()))
        self._show_form(form)
        form.setFocus()
        self.bring_into_view(form)

    def _show_form(self, form: EntryForm) -> None:
        """In place of the one before, whose drafts are kept."""
        self.leave()
        empty(self._form_box)
        self._form = form
        self._form_box.addWidget(form)

    def refresh(self) -> None:
        row = self._row()
        if row is None:
            return
        self.title.set_title(row.sort_label)
        self._name.say(row.summary, _facts_line(row, is_in_force=row.is_in_force(self.session.now().date())))
        self._reviews.show_directive(row.facts)
        if not row.is_own:
            self._text.say(escape(row.content).replace("\n", "<br>") or "Không ghi nội dung chính.")
        empty(self._lines)
        for target in row.targets:
            self._lines.addWidget(self._line(target, is_own=row.is_own))
        self._targets.set_note(f"{len(row.targets)} chỉ tiêu" if row.targets else "")
        self._hint.say("" if row.targets or not row.is_shared else "Văn bản này chưa giao chỉ tiêu nào.")
        self._hint.setVisible(not row.targets)
        self._targets.setVisible(row.is_shared and (row.is_own or bool(row.targets)))

    def _line(self, target: TargetRow, *, is_own: bool) -> QWidget:
        """The indicator, how much of it, for whom; at its owner the way to take it back."""
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        said = f"<b>{escape(target.title)}</b>: {escape(target.level_words)} · {escape(target.scope_words)}"
        line.addWidget(Prose(said, width=300), 1)
        if is_own:
            change = Button("Sửa", "quiet", icon="edit", name=f"Sửa chỉ tiêu {target.title}")
            change.clicked.connect(lambda: self._on_change(target))
            line.addWidget(change)
            away = Button("Bỏ", "quiet", icon="close", name=f"Bỏ chỉ tiêu {target.title}")
            away.clicked.connect(lambda _=False, key=target.id: self._act(put_away_target, key))
            line.addWidget(away)
        return made

    def _on_away(self) -> None:
        if self._act(put_away_directive, self._id):
            self.back_chosen.emit()

    def _act(self, action: Any, record_id: str) -> bool:
        try:
            self.session.do(action, record_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return False
        return True

    def leave(self) -> bool:
        """Keeps what is typed and chosen as drafts."""
        self._reviews.leave()
        if self._form is not None:
            self._form.leave()
        return True


def _facts_line(row: DirectiveRow, *, is_in_force: bool) -> str:
    """What kind, whose, since when, whether it binds today, and who entered it where that is a body above."""
    issued = f"ngày {show_day(row.issued_on)}" if row.issued_on else ""
    valid = f"hiệu lực đến hết {show_day(row.valid_until)}" if row.valid_until else ""
    state = "" if valid and is_in_force else "đang hiệu lực" if is_in_force else "ngoài thời gian hiệu lực"
    entered = "" if row.is_own else f"{row.body_name} phổ biến"
    whom = "phổ biến xuống dưới" if row.is_own and row.is_shared else ""
    parts = (row.name, row.issuer, issued, valid, state, entered, whom)
    return " · ".join(part for part in parts if part)
