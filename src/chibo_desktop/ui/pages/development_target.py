"""One organisation's number of members to admit in a year with those admitted, and the view in which numbers are given."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import ClassVar

from chibo_desktop.actions.admission_targets import give_targets, set_own_target
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import percent
from chibo_desktop.lists.admission_targets import (
    Aimed,
    admission_targets,
    admitted_in,
    target_rows,
)
from chibo_desktop.lists.admissions import Event
from chibo_desktop.lists.below_choices import can_reach
from chibo_desktop.lists.roster import names_of
from chibo_desktop.lists.rows import NOT_SENT
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.target_forms import each_form, same_form
from chibo_desktop.ui.pages.development_words import PAGE
from chibo_desktop.ui.pages.parted import BackView
from chibo_desktop.ui.pages.tasks_one import fill, listed
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose

TARGET, GIVE, NEW_TERM = "target", "give targets", "new term"
"""The views that are wanted: one organisation's year, the giving of numbers, the number of a term."""
SAME_FROM = 3
"""From so many organisations on the same number is offered to be given to several."""


def admitted_line(store: Store, event: Event) -> Row:
    """A member admitted: name where it is held, cell and day."""
    name = names_of(store, [event.member_id]).get(event.member_id, "")
    where = organisations(store).name(event.cell_id, event.on)
    if name in ("", NOT_SENT):
        return Row(event.member_id, where, show_day(event.on))
    return Row(event.member_id, name, f"{where} · {show_day(event.on)}")


def aimed_words(store: Store, aimed: Aimed | None) -> str:
    """Who gave the number, by which paper."""
    if aimed is None:
        return ""
    if aimed.is_sum:
        return f"Cấp trên chưa giao; chỉ tiêu là tổng số đã giao cho {len(aimed.given)} nơi."
    given = aimed.given[0]
    name = organisations(store).name(given.body_id, date(given.years[1], 12, 31))
    return f"Giao bởi {name}" + (f", theo {given.basis}." if given.basis else ".")


class TargetView(BackView):
    """Number and admissions of one organisation in a year; its key is "id|year"."""

    TITLE: ClassVar[str] = "Chỉ tiêu kết nạp"

    def __init__(self, session: Session, key: str) -> None:
        super().__init__(session, PAGE)
        self._id, _, year = key.partition("|")
        self._year = int(year)
        self._said = Message()
        self._number, self._words, self._foot = Card(f"Chỉ tiêu năm {year}"), Prose("", width=320), Flow()
        self._number.add(self._words)
        self._form = self._make_form()
        if self._form is not None:
            self._number.add(self._form)
        is_own = self._id == session.desk.organisation_id
        self._withdraw = Button(
            "Bỏ chỉ tiêu này" if is_own else "Rút chỉ tiêu đã giao", "quiet", icon="put-away"
        )
        self._withdraw.clicked.connect(self._on_withdrawn)
        self._foot.put(self._withdraw)
        self._foot.put(HistoryButton(session, lambda: ("admission_target", self._given_id())))
        self._number.add(self._foot)
        self._people = Card("Đã kết nạp")
        opened = (
            (lambda one: self.go_to.emit("members", one))
            if session.desk.kind != "upper"
            else (lambda _: None)
        )
        self._rows = listed("Đảng viên đã kết nạp", opened)
        self._none = Prose("Chưa có quyết định kết nạp nào trong năm này.", "muted", width=320)
        self._people.add(self._rows)
        for part in (self._said, self._number, self._people, self._none):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.refresh()

    def _make_form(self) -> EntryForm | None:
        """Of those directly below that this desk may give a number."""
        session, today = self.session, self.session.now().date()
        own = session.desk.organisation_id
        if session.desk.kind == "cell" or self._id == own or not can_reach(session.store, own, self._id):
            return None
        every = target_rows(session.store, own, self._year, today)
        rows = [row for row in every if row.organisation_id == self._id]
        if not rows:
            return None
        form = each_form(session, self._year, rows)
        form.written.connect(lambda _key: self.back_chosen.emit())
        return form

    def _given_id(self) -> str:
        aimed = admission_targets(self.session.store).aimed(self._id, self._year)
        return aimed.given[0].id if aimed and not aimed.is_sum else ""

    def refresh(self) -> None:
        store = self.session.store
        self.title.set_title(
            organisations(store).name(self._id, date(self._year, 12, 31)), f"Năm {self._year}"
        )
        aimed, admitted = (
            admission_targets(store).aimed(self._id, self._year),
            admitted_in(store, self._id, self._year),
        )
        mark_record(self, "admission_target", self._given_id())
        self._words.say(escape(_said(store, aimed, len(admitted))))
        self._foot.setVisible(bool(self._given_id()))
        given = aimed.given[0].body_id if aimed and not aimed.is_sum else ""
        self._withdraw.setVisible(given == self.session.desk.organisation_id)
        self._foot.place()
        fill(
            self._people,
            self._rows,
            [admitted_line(store, each) for each in admitted],
            f"{len(admitted)} người",
        )
        self._none.setVisible(not admitted)

    def _on_withdrawn(self) -> None:
        try:
            if self._id == self.session.desk.organisation_id:
                self.session.do(set_own_target, self._year, self._year, None)
            else:
                self.session.do(give_targets, self._year, {self._id: None})
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.back_chosen.emit()

    def leave(self) -> bool:
        if self._form is not None:
            self._form.leave()
        return True


def _said(store: Store, aimed: Aimed | None, admitted: int) -> str:
    if aimed is None:
        return f"Chưa có chỉ tiêu. Đã kết nạp {admitted}."
    share = f" = {percent(admitted, aimed.count)}" if aimed.count else ""
    return f"Đã kết nạp {admitted}/{aimed.count}{share}. {aimed_words(store, aimed)}"


class GivingView(BackView):
    """Numbers for a year: one each, or the same for several."""

    TITLE: ClassVar[str] = "Giao chỉ tiêu kết nạp"

    def __init__(self, session: Session, year: str) -> None:
        super().__init__(session, PAGE)
        own, today = session.desk.organisation_id, session.now().date()
        self.title.set_title(f"Giao chỉ tiêu kết nạp năm {year}")
        every = target_rows(session.store, own, int(year), today)
        rows = [row for row in every if can_reach(session.store, own, row.organisation_id)]
        self._forms = [each_form(session, int(year), rows)]
        each = Card("Từng nơi một số", "để trống là không giao")
        each.add(self._forms[0])
        self.body.addWidget(each)
        if len(rows) >= SAME_FROM:
            self._forms.append(same_form(session, int(year), rows))
            same = Card("Nhiều nơi cùng một số")
            same.add(self._forms[1])
            self.body.addWidget(same)
        for form in self._forms:
            form.written.connect(lambda _key: self.back_chosen.emit())
        self.body.addStretch(1)

    def refresh(self) -> None:
        """What is typed stays."""

    def leave(self) -> bool:
        for form in self._forms:
            form.leave()
        return True

    def take_focus(self) -> None:
        """On the first number."""
        self._forms[0].setFocus()
