"""One organisation below: what it is, its periods, who it followed, the places it leads, and the decisions one can write."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal

from chibo_desktop.actions.places import describe_below
from chibo_desktop.actions.structure_visits import move_left_visits
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.structure import HELD, LineRow, OrganisationCard, organisation_card, tree_rows
from chibo_desktop.lists.structure_visits import left_visits
from chibo_desktop.lists.succession_left import left_members
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui.editors import organisations_decisions as decisions
from chibo_desktop.ui.editors import organisations_successions as successions
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.organisations_form import DecisionForm
from chibo_desktop.ui.editors.organisations_left import MembersToMove
from chibo_desktop.ui.editors.organisations_places import served, serving
from chibo_desktop.ui.editors.organisations_traits import Traits, traits_words
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.words import Prose, Rule, Words

DECISIONS: Sequence[tuple[str, decisions.Make]] = (
    ("Đổi tên", decisions.rename),
    ("Chuyển nơi trực thuộc", decisions.move),
    ("Sáp nhập", successions.merging),
    ("Chia tách", successions.splitting),
    ("Lập mới thay thế", successions.replacing),
    ("Kết thúc hoạt động", decisions.ending),
    ("Bắt đầu hoạt động", decisions.beginning),
    ("Thêm địa bàn", serving),
)


class OrganisationPanel(ScrolledCard):
    """`closed` when the person is done; `wanted(id)` asks for another organisation, one before or after this.

    `inviting` asks for the page where invitations are made.
    """

    closed = Signal()
    wanted = Signal(str)
    inviting = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._id, self._is_writing = session, "", False
        self._form: DecisionForm | None = None
        self._first: Button | None = None
        close = Button("Đóng", "quiet", icon="close", key="Esc")
        close.clicked.connect(self._on_close)
        self._history = HistoryButton(session, lambda: ("organisation", self._id))
        self.add_to_head(self._history)
        self.add_to_head(close)

    def show_organisation(self, organisation_id: str, said: str = "") -> None:
        """Shows one organisation as it is known today; `said` is what was just written."""
        self._id = organisation_id
        self._end_form()
        self.box.clear()
        card = organisation_card(self._session.store, organisation_id, self._session.desk.today)
        if card is None:
            return
        mark_record(self, "organisation", card.id)
        self._history.show()
        self.set_title(card.kind_label or "Tổ chức đảng")
        self._add_message(said)
        self.box.column.addWidget(Prose(f"<b>{escape(card.name)}</b> · {HELD[card.held]}", width=240))
        self._add_joined(card)
        self._add_left_members(card)
        self._add_left_visits(card)
        self._add_decisions(is_cell=card.kind == "cell")
        self._add_periods(card)
        self._add_line(card)
        self._add_places(card)
        self._add_what_it_is(card)
        if card.kind != "cell":
            self._add_below(card.id)
        self.box.column.addStretch(1)

    def refresh(self) -> None:
        """Reads it again, unless a decision is being typed, or the keyboard is on what has just been ticked here."""
        if self._form is None and self._id and not self._is_writing:
            self.show_organisation(self._id)

    def show_form(self, form: DecisionForm) -> None:
        """A decision takes the place of the card until it is written or given up."""
        self._end_form()
        self.box.clear()
        self._form = form
        self._history.hide()
        self.set_title(form.title)
        if self._id:
            name = organisations(self._session.store).name(self._id, self._session.desk.today)
            self.box.column.addWidget(Prose(f"<b>{escape(name)}</b>", width=240))
        form.written.connect(self._on_written)
        form.closed.connect(self._on_given_up)
        self.box.column.addWidget(form)
        self.box.column.addStretch(1)
        form.take_focus()

    def forget(self) -> None:
        """Shows no organisation: what follows is a decision of its own."""
        self._id = ""
        mark_record(self, "organisation", "")

    def _on_written(self, said: str) -> None:
        self._form = None
        if self._id:
            self.show_organisation(self._id, said)
            self.take_focus()
            return
        self._session.succeeded.emit(said)
        self.closed.emit()

    def _on_given_up(self) -> None:
        self._end_form()
        if self._id:
            self.show_organisation(self._id)
            self.take_focus()
        else:
            self.closed.emit()

    def take_focus(self) -> None:
        """The keyboard on the first decision."""
        if self._first is not None:
            self._first.setFocus()

    def _end_form(self) -> None:
        if self._form is not None:
            self._form.leave()
        self._form = None

    def leave(self) -> None:
        """Keeps what is typed as a draft."""
        if self._form is not None:
            self._form.leave()

    def _add_message(self, said: str) -> None:
        self._message = Message()
        self.box.column.addWidget(self._message)
        self._message.say("done", said)  # once it has a place: before, it would open as a window

    def _add_joined(self, card: OrganisationCard) -> None:
        """What is still to be done about one whose books travel through another body than it stands under."""
        if not card.joined_to:
            return
        store, today = self._session.store, self._session.desk.today
        under = organisations(store).name(card.parent_id, today)
        words = f"Gói tin, kiến nghị của tổ chức này còn đi qua {card.joined_to}."
        more = (
            f"Để nối với {under}, tổ chức này lập sổ mới rồi xin nối theo giấy mời của {under}; nối xong thì bấm Lập mới "
            "thay thế."
        )
        said = Message()
        self.box.column.addWidget(said)
        said.say("warning", words, escape(more))
        if card.parent_id == self._session.desk.organisation_id:
            button = Button("Làm giấy mời", icon="send")
            button.clicked.connect(self.inviting)
            row = Flow()
            row.put(button)
            self.box.column.addWidget(row)

    def _add_left_members(self, card: OrganisationCard) -> None:
        """Whom a commune still has to move after a merger or a replacement."""
        desk = self._session.desk
        left = left_members(desk.store, card.id, desk.today) if desk.kind == "commune" else None
        if left is not None:
            part = MembersToMove(self._session, left)
            part.moved.connect(self._on_written)
            self.box.column.addWidget(part)

    def _add_left_visits(self, card: OrganisationCard) -> None:
        """Visits planned here for days on which it stands no more, and the press that moves them."""
        left = left_visits(self._session.store, card.id, self._session.desk.today)
        if not left.visits:
            return
        said = Message()
        self.box.column.addWidget(said)
        words = f"Còn {len(left.visits)} lượt dự ghi ở đây cho những ngày tổ chức này đã thôi hoạt động."
        said.say(
            "warning", words, "" if left.into_id else "Mở từng lượt ở trang Lượt dự để chọn nơi khác hoặc bỏ."
        )
        if left.into_id:
            button = Button(f"Chuyển sang {left.into_name}", icon="check")
            button.clicked.connect(
                lambda: self._move_visits(f"Đã chuyển {len(left.visits)} lượt dự sang {left.into_name}.")
            )
            row = Flow()
            row.put(button)
            self.box.column.addWidget(row)

    def _move_visits(self, said: str) -> None:
        try:
            self._session.do(move_left_visits, self._id)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self.show_organisation(self._id, said)

    def _add_what_it_is(self, card: OrganisationCard) -> None:
        self._add_heading("Đặc điểm")
        facts, is_cell = card.facts, card.kind == "cell"
        if facts is None:
            words = "Chưa nhận gói nào của tổ chức này nên chưa biết."
            self.box.column.addWidget(Prose(words, "muted", width=240))
        elif self._session.desk.may_write(facts.book):
            traits = Traits(is_cell=is_cell)
            traits.show_facts(facts)
            traits.told.connect(self._describe)
            self.box.column.addWidget(traits)
        else:
            words = f"Tổ chức này tự ghi: {traits_words(facts, is_cell=is_cell)}."
            self.box.column.addWidget(Prose(words, width=240))

    def _add_below(self, organisation_id: str) -> None:
        desk = self._session.desk
        rows = [row for row in tree_rows(desk.store, organisation_id, desk.today) if row.depth == 0]
        if not rows:
            return
        self._add_heading("Trực thuộc hôm nay")
        lines = [Row(row.id, row.name, row.area_label.lower() or row.kind_label) for row in rows]
        self._add_rows("Trực thuộc hôm nay", lines).opened.connect(self.wanted)

    def _describe(self, name: str, value: object) -> None:
        self._is_writing = True
        try:
            self._session.do(describe_below, self._id, **{name: value})
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
        finally:
            self._is_writing = False

    def _add_decisions(self, *, is_cell: bool) -> None:
        flow, self._first = Flow(), None
        for words, make in DECISIONS:
            if make is serving and not is_cell:
                continue
            button = Button(words)
            button.clicked.connect(
                lambda _checked=False, make=make: self.show_form(
                    make(self._session, self._id, self._session.desk.today)
                )
            )
            flow.put(button)
            self._first = self._first or button
        self.box.column.addWidget(flow)

    def _add_heading(self, words: str) -> None:
        self.box.column.addWidget(Rule())
        self.box.column.addWidget(Words(words, "emphasis_strong"))

    def _add_rows(self, name: str, rows: Sequence[Row]) -> RowList:
        found = RowList(rows, name, wraps=True)
        self.box.column.addWidget(found)
        return found

    def _add_periods(self, card: OrganisationCard) -> None:
        self._add_heading("Các thời kỳ")
        rows = []
        for place, row in enumerate(card.periods):
            under = f"thuộc {row.parent_name}" if row.parent_name else ""
            second = " · ".join(part for part in (row.days, under, row.basis) if part)
            rows.append(Row(row.id or str(place), row.name, second))
        periods = self._add_rows("Các thời kỳ", rows)
        written = {row.id: f"{row.name}, {row.days}" for row in card.periods if row.id}
        periods.opened.connect(lambda one: self._drop("placement", one, written.get(one, "")))

    def _drop(self, kind: str, record_id: str, words: str) -> None:
        """Asks about a line of the card; one that nobody wrote is only shown."""
        if words:
            self.show_form(decisions.dropping(self._session, kind, record_id, words))

    def _add_line(self, card: OrganisationCard) -> None:
        if not card.before and not card.after:
            return
        self._add_heading("Kế thừa")
        rows = [_line(row, "trước đó") for row in card.before] + [_line(row, "sau đó") for row in card.after]
        self._add_rows("Kế thừa", rows).opened.connect(self.wanted)

    def _add_places(self, card: OrganisationCard) -> None:
        if not card.places:
            return
        self._add_heading("Địa bàn lãnh đạo")
        written = {row.id: f"{row.place_name}, {row.days}" for row in card.places}
        self._add_rows(
            "Địa bàn lãnh đạo",
            [Row(row.id, row.place_name, f"{row.kind_label} · {row.days}") for row in card.places],
        ).opened.connect(lambda one: self.show_form(served(self._session, one, written[one])))

    def _on_close(self) -> None:
        if self._form is not None:
            self._on_given_up()
        else:
            self.closed.emit()


def _line(row: LineRow, when: str) -> Row:
    day = f"từ {show_day(row.on)}" if row.on else ""
    second = " · ".join(part for part in (row.how_label, day, row.basis) if part)
    return Row(row.organisation_id, row.name, second, words=when)
