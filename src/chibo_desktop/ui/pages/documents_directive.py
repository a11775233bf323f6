"""One directive of the page "Văn bản": what it says, until when it binds, and the targets it sets; at its owner changed in place."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.directives import (
    change_directive,
    put_away_directive,
    put_away_target,
    set_target,
)
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.directives import DirectiveRow, TargetRow, directive_row, indicator_titles
from chibo_desktop.records.organisation import AREAS
from chibo_desktop.ui.editors.directive_form import sorts
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.steps.abreast import Abreast
from chibo_desktop.ui.editors.steps.kept import choose, keep
from chibo_desktop.ui.pages.scrolled import ScrolledPage, empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.field import Field, TypedField
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, NumberField, ProseField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, shortened

EVERY_AREA = "every"
STRICT = (("no", "Từ mức này trở lên"), ("yes", "Phải trên mức này"))


class DirectiveView(ScrolledPage):
    """`back_chosen` leads to the list again."""

    TITLE = "Văn bản chỉ đạo"
    back_chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._id = self._summary = ""
        self._form: EntryForm | None = None
        self._back = Button("Văn bản", "quiet", icon="back", key="Esc")
        self._back.clicked.connect(self.back_chosen)
        self.title.add(self._back)
        self._facts = Prose("", "muted", width=240)
        line = QHBoxLayout()
        line.addWidget(self._facts, 1)
        line.addWidget(HistoryButton(session, lambda: ("directive", self._id)))
        self.body.addLayout(line)
        self._said = Message()
        self._words = Card("Văn bản")
        self._targets = Card("Chỉ tiêu được giao")
        for part in (self._said, self._words, self._targets):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_directive(self, directive_id: str) -> None:
        """Another directive; what was typed for the one before is kept as a draft."""
        self.leave()
        self._id, self._form = directive_id, None
        mark_record(self, "directive", directive_id)
        for card in (self._words, self._targets):
            empty(card.body)
        self._said.say("done", "")
        row = self._row()
        if row is not None:
            self._build(row)
        self.refresh()

    def _row(self) -> DirectiveRow | None:
        desk = self.session.desk
        return directive_row(desk.store, desk.organisation_id, self._id) if self._id else None

    def _build(self, row: DirectiveRow) -> None:
        self._lines = QVBoxLayout()
        self._hint = Prose("", "muted")
        self._targets.add_layout(self._lines)
        self._targets.add(self._hint)
        if row.is_own:
            self._build_own()
            if row.is_shared:
                self._build_target_form()
        else:
            self._text = Prose("", width=300)
            self._words.add(self._text)

    def _build_own(self) -> None:
        sort = ChoiceField("Loại văn bản", sorts())
        choose(self.session, sort, ("directive", self._id, "sort"), change_directive, said=self._said)
        issued = self._kept("issued_on", DayField("Ngày ban hành (nếu có)"))
        parts = (
            self._kept("summary", LineField("Trích yếu", max_len=300)),
            Abreast(sort, self._kept("number", LineField("Số, ký hiệu", max_len=60)), least=440),
            Abreast(self._kept("issuer", LineField("Cơ quan ban hành", max_len=160)), issued, least=440),
            Abreast(
                self._kept("valid_from", DayField("Có hiệu lực từ")),
                self._kept("valid_until", DayField("Hết hiệu lực sau ngày")),
                least=440,
            ),
            self._kept("content", ProseField("Nội dung chính", lines=4, most=16)),
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

    def _build_target_form(self) -> None:
        """Picks the indicator by its title; whom and from when is asked beside the share."""
        fields: dict[str, Field] = {
            "indicator": ChoiceField("Chỉ tiêu", tuple(indicator_titles().items())),
            "percent": NumberField("Mức phải đạt (%)", least=1, most=100),
            "strict": ChoiceField("Cách so", STRICT, "no"),
            "area": ChoiceField("Áp dụng cho", ((EVERY_AREA, "Toàn đảng bộ"), *AREAS), EVERY_AREA),
            "from_on": DayField("Từ ngày (nếu có)"),
            "until_on": DayField("Đến hết ngày (nếu có)"),
        }

        def write(given: dict[str, Any]) -> str:
            if not given["indicator"]:
                raise Refusal("Chọn chỉ tiêu cần giao.", "indicator")
            if given["percent"] is None:
                raise Refusal("Ghi mức phải đạt, từ 1 đến 100.", "percent")
            area = None if given["area"] == EVERY_AREA else given["area"]
            asked = {**given, "area": area, "strict": given["strict"] == "yes"}
            return self.session.do(set_target, self._id, **asked)[1]

        rows = (("indicator",), ("percent", "strict"), ("area", "from_on", "until_on"))
        self._form = EntryForm(
            self.session, ("target", self._id), fields, rows, button="Giao chỉ tiêu", write=write
        )
        self._targets.add(self._form)

    def refresh(self) -> None:
        row = self._row()
        if row is None:
            return
        self._summary = row.summary
        self.fold()
        self._facts.say(escape(_facts_line(row, is_in_force=row.is_in_force(self.session.now().date()))))
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

    def fold(self) -> None:
        """As much of the title as there is room for."""
        if hasattr(self, "_summary"):
            self.title.set_title(shortened(self._summary, 70 if self.is_roomy() else 26))

    def leave(self) -> None:
        """Keeps what is typed as a draft."""
        if self._form is not None:
            self._form.leave()

    def take_focus(self) -> None:
        self._back.setFocus()


def _facts_line(row: DirectiveRow, *, is_in_force: bool) -> str:
    """What kind, whose, since when, whether it binds today, and who entered it where that is a body above."""
    issued = f"ngày {show_day(row.issued_on)}" if row.issued_on else ""
    valid = f"hiệu lực đến hết {show_day(row.valid_until)}" if row.valid_until else ""
    state = "" if valid and is_in_force else "đang hiệu lực" if is_in_force else "ngoài thời gian hiệu lực"
    entered = "" if row.is_own else f"{row.body_name} phổ biến"
    whom = "phổ biến xuống dưới" if row.is_own and row.is_shared else ""
    parts = (row.name, row.issuer, issued, valid, state, entered, whom)
    return " · ".join(part for part in parts if part)
