"""Figures entered by hand: the list and the form for another; they stand apart from ours and are never added to them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal

from chibo_desktop.actions.places import record_hand_figure
from chibo_desktop.base.dates import PartialDate, read_partial
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.places import FIGURES, ONE_NUMBER, FigureRow, hand_figures, share_sums
from chibo_desktop.lists.structure import tree_rows
from chibo_desktop.ui.editors.organisations_decisions import dropping
from chibo_desktop.ui.editors.organisations_form import DecisionForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField, NumberField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.words import Prose

OTHER = "other"
MOST = 100_000_000
WHEN = "năm, hoặc tháng/năm"


class FiguresPanel(ScrolledCard):
    """The list with "Nhập số liệu"; a row asks whether it was written wrongly."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Số liệu nhập tay")
        self._session = session
        self._form: DecisionForm | None = None
        close = Button("Đóng", "quiet", icon="close", key="Esc")
        close.clicked.connect(self._on_close)
        self.add_to_head(close)

    def show_list(self, said: str = "") -> None:
        """The figures there are."""
        self.leave()
        self._form = None
        self.box.clear()
        message = Message()
        self.box.column.addWidget(message)
        message.say("done", said)  # once it has a place: before, it would open as a window
        words = "Số do cơ quan khác đếm. Báo cáo in riêng và ghi nguồn, không cộng vào số của chương trình."
        self.box.column.addWidget(Prose(words, "muted", width=240))
        body = self._session.desk.organisation_id
        typed = hand_figures(self._session.store, body)
        for sentence in share_sums(typed):
            self.box.column.addWidget(Prose(escape(sentence), width=240))
        figures = [_line(row) for row in typed]
        rows = RowList(figures, self.accessibleName(), wraps=True)
        named = {row.key: f"{row.title}, {row.second}" for row in figures}
        rows.opened.connect(
            lambda one: self._show_form(dropping(self._session, "hand_figure", one, named[one]))
        )
        self.box.column.addWidget(rows)
        begin = Button("Nhập số liệu tay", icon="plus")
        begin.clicked.connect(self._on_begin)
        line = Flow()
        line.put(begin)
        self.box.column.addWidget(line)
        self.box.column.addStretch(1)

    def refresh(self) -> None:
        """Reads them again, unless one is being typed."""
        if self._form is None:
            self.show_list()

    def leave(self) -> None:
        """Keeps what is typed as a draft."""
        if self._form is not None:
            self._form.leave()

    def _on_begin(self) -> None:
        self._show_form(figure_form(self._session))

    def _show_form(self, form: DecisionForm) -> None:
        self.box.clear()
        self._form = form
        form.written.connect(self._on_written)
        form.closed.connect(self._on_given_up)
        self.box.column.addWidget(form)
        self.box.column.addStretch(1)
        form.take_focus()

    def _on_written(self, said: str) -> None:
        self._form = None
        self.show_list(said)

    def _on_given_up(self) -> None:
        self.leave()
        self._form = None
        self.show_list()

    def _on_close(self) -> None:
        if self._form is not None:
            self._on_given_up()
        else:
            self.closed.emit()


def figure_form(session: Session) -> DecisionForm:
    """One figure: which, of whom, for which months, how many, from where."""
    form = DecisionForm(session, "Nhập số liệu tay", ("hand_figure", "figure/new"), "Ghi số liệu này")
    body = session.desk.organisation_id
    below = [(row.id, row.name) for row in tree_rows(session.store, body, session.desk.today)]
    which = ChoiceField("Chỉ tiêu", (*FIGURES, (OTHER, "Số liệu khác …")), FIGURES[0][0])
    name = LineField(
        "Tên số liệu", hint="Nhiều mức của một việc: “Mặt trận: tốt”, “Mặt trận: khá” …", max_len=40
    )
    of = ChoiceField("Của", [("", "cả đơn vị này"), *below])
    first, last = LineField("Từ kỳ", placeholder=WHEN), LineField("Đến kỳ", placeholder=WHEN)
    alone = NumberField("Số người", least=0, most=MOST)
    part = NumberField("Số lượng", least=0, most=MOST)
    whole = NumberField("Trên tổng số (nếu có)", least=0, most=MOST)
    source = LineField("Nguồn số liệu", max_len=200)
    form.add_field(which, "which")
    form.add_field(name, "indicator")
    form.add_field(of, "organisation_id")
    form.add_pair(first, last, "period_from", "period_until")
    form.add_field(alone, "alone")
    form.add_pair(part, whole, "numerator", "denominator")
    form.add_field(source, "source")
    form.show_when(which, lambda taken: taken == OTHER, name, part, whole)
    form.show_when(which, lambda taken: taken != OTHER, alone)

    def save() -> str:
        session.do(
            record_hand_figure,
            indicator=name.draft() if which.value() == OTHER else which.value(),
            organisation_id=of.value() or None,
            period_from=_month(first, "period_from"),
            period_until=_month(last, "period_until"),
            source=source.draft(),
            **_numbers(which.value(), alone, part, whole),
        )
        return "Đã ghi số liệu."

    form.on_save(save)
    return form


def _numbers(which: str, alone: NumberField, part: NumberField, whole: NumberField) -> dict[str, int | None]:
    """What is typed under the names of the record; Refusal while the one number of a known figure is missing."""
    if which == OTHER:
        return {"numerator": part.number(), "denominator": whole.number()}
    if alone.number() is None:
        raise Refusal("Gõ số người.", "alone")
    return {ONE_NUMBER[which]: alone.number()}


def _month(field: LineField, name: str) -> PartialDate:
    if not field.draft().strip():
        raise Refusal("Gõ kỳ của số liệu, ví dụ 2026 hoặc 6/2026.", name)
    return read_partial(field.draft(), name)


def _line(row: FigureRow) -> Row:
    shown = [f"{each:,}".replace(",", ".") for each in (row.numerator, row.denominator) if each is not None]
    return Row(row.id, row.indicator, f"{row.of_name} · {row.period} · {row.source}", words="/".join(shown))
