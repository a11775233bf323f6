"""One record of a meeting in a card: fields kept one by one, begun when the first is left, folded to a line when done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.rows import find
from chibo_desktop.records import find_spec
from chibo_desktop.store.drafts import list_drafts
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.kept import EnterKey, Place, value_of, words_of
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.numbered_segments import NumberedSegments
from chibo_desktop.ui.editors.steps.part_keeper import PartKeeper
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList

Choice = ChoiceField | Segments | CheckBox


class Actions(NamedTuple):
    """What writes the record: begun with (desk, meeting id, fields), changed and put away with (desk, id, …)."""

    add: Callable[..., Any]
    change: Callable[..., Any]
    put_away: Callable[..., Any]


class PartCard(Card):
    """`part_id` is "" until the field `FIRST` is left with something in it; an empty record is never written.

    `begun(id)` then; `opened` and `done` when the person unfolds the card or is through with it.
    """

    KIND: ClassVar[str]
    FIRST: ClassVar[str]
    ACTIONS: ClassVar[Actions]
    DROP: ClassVar[str] = "Bỏ"
    SAYS_ALL_FOLDED: ClassVar[bool] = False
    """Whether the folded card says everything, so that a finalised one need not be unfolded."""
    ENTER: ClassVar[tuple[str, ...]] = ()
    """The fields and choices Enter walks through, in this order; after the last the person is through with the card."""
    NEXT_AFTER_LAST: ClassVar[bool] = False
    """Whether the next card is begun when Enter walked through this one."""

    begun = Signal(str)
    opened = Signal()
    done = Signal()
    next_wanted = Signal()
    dropped = Signal()
    left_for = Signal(str)

    def __init__(self, session: Session, meeting_id: str, part_id: str = "") -> None:
        super().__init__()
        self.session, self.meeting_id, self.part_id = session, meeting_id, part_id
        self.is_beginning = False
        self.fields: dict[str, TypedField] = {}
        self.choices: dict[str, Choice] = {}
        self._keepers: dict[str, PartKeeper] = {}
        self._is_retrying = False
        self.line = RowList()
        self.line.opened.connect(lambda _key: self.opened.emit())
        self.message = Message()
        self.form = QWidget()
        self.rows = QVBoxLayout(self.form)
        self.add(self.line)
        self.add(self.form)
        self.build()
        self.rows.addWidget(self.message)
        self._add_foot()
        self.fold(folded=False)
        look.follow(self.fit)

    def build(self) -> None:
        """Makes the fields of the form."""
        raise NotImplementedError

    def describe(self) -> Row:
        """The line the card folds to."""
        raise NotImplementedError

    def _add_foot(self) -> None:
        self._drop = Button(self.DROP, "quiet", icon="put-away")
        self._drop.clicked.connect(self.drop)
        self._done = Button("Xong", icon="check")
        self._done.clicked.connect(self.finish)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._drop)
        self._history = HistoryButton(self.session, lambda: (self.KIND, self.part_id))
        row.addWidget(self._history)
        row.addStretch(1)
        row.addWidget(self._done)
        self.add(self._foot)

    def place(self, name: str) -> Place:
        """Where drafts of a field are kept and entries are looked for."""
        return self.KIND, self.part_id or f"{self.meeting_id}/new", name

    def keep_field(self, name: str, field: TypedField) -> QWidget:
        """Binds a field of the form to a field of the record."""
        self.fields[name] = field
        self._keepers[name] = PartKeeper(
            self.session,
            field,
            self.place(name),
            lambda typed: self._write(**{name: self.read(name, typed)}),
            words_of(self.session.store, self.place(name)),
            read=lambda: words_of(self.session.store, self.place(name)),
            refuse=lambda problem: self._refuse(name, problem),
        )
        field.left.connect(lambda _value: self._on_left(name))
        if name in self.ENTER:
            EnterKey(field, lambda: self.go_past(name))
        elif isinstance(field, MemberPicker):
            EnterKey(field, self._go_on)  # the list of names would eat the key
        return field

    def keep_choice(self, name: str, choice: Choice) -> QWidget:
        """Binds a choice; it is written when taken, or with the first field while there is no record yet."""
        self.choices[name] = choice
        if isinstance(choice, CheckBox):
            choice.clicked.connect(lambda taken: self._choose(name, taken))
        else:
            taken = choice.chosen if isinstance(choice, Segments) else choice.left
            taken.connect(lambda key: self._choose(name, key or None))
            if isinstance(choice, NumberedSegments) and name in self.ENTER:
                choice.settled.connect(lambda _key: self.go_past(name))
        self._show_choice(name)
        return choice

    def read(self, name: str, typed: str) -> object:
        """The value an action takes for what is typed; Refusal when it cannot be read."""
        field = self.fields[name]
        if isinstance(field, MemberPicker):
            return field.member() or None
        return value_of(field, self.place(name), typed)

    def _write(self, **fields: object) -> None:
        if self.part_id:
            self.session.do(self.ACTIONS.change, self.part_id, **fields)
            return
        if fields.get(self.FIRST) in (None, ""):
            label = find_spec(self.KIND).field(self.FIRST)
            raise Refusal(
                f"Gõ “{label.label if label else self.FIRST}” trước, rồi mới ghi mục này.", self.FIRST
            )
        self.is_beginning = True
        try:
            given = {**self.proposed(), **self._taken(), **fields}
            _, part_id = self.session.do(self.ACTIONS.add, self.meeting_id, **given)
        finally:
            self.is_beginning = False
        self.settle(part_id)

    def proposed(self) -> dict[str, object]:
        """What a record is begun with unless something else was typed; it must be seen in the fields."""
        return {}

    def _taken(self) -> dict[str, object]:
        taken: dict[str, object] = {}
        for name, choice in self.choices.items():
            value = choice.isChecked() if isinstance(choice, CheckBox) else _key(choice)
            if value:
                taken[name] = value
        return taken

    def settle(self, part_id: str) -> None:
        """The record has come to be under this id."""
        if self.part_id:
            return
        self.part_id = part_id
        self._history.show()
        mark_record(self, self.KIND, part_id)
        for name, keeper in self._keepers.items():
            keeper.settle(self.place(name))
        self.begun.emit(part_id)

    def _on_left(self, name: str) -> None:
        """What another field was waiting for may have come: those not written yet are tried again."""
        if self._is_retrying or self._keepers[name].is_unsaved:
            return
        self._is_retrying = True
        for other, keeper in self._keepers.items():
            if keeper.is_unsaved and self.part_id:
                keeper.leave()
            elif other != name and not keeper.is_unsaved:
                self.fields[other].clear_error()
        self._is_retrying = False
        self._show_what_follows()  # it counts only once nothing is waiting

    def _go_on(self) -> None:
        self.focusNextChild()

    def go_past(self, name: str) -> None:
        """Enter in a field, a digit in a choice: to the next of `ENTER`, after the last one through with the card."""
        if name in self.fields and self.fields[name].error():
            return
        if name == self.FIRST and not self.part_id and not self.is_unsaved:
            self.finish()  # nothing was typed: the card goes
            return
        after = self.ENTER[self.ENTER.index(name) + 1 :]
        if after:
            self._take_up(after[0])
            return
        self.finish()
        if self.is_folded and self.NEXT_AFTER_LAST:
            self.next_wanted.emit()

    def _take_up(self, name: str) -> None:
        choice = self.choices.get(name)
        if isinstance(choice, NumberedSegments):
            choice.take_focus()
        else:
            (choice or self.fields[name]).setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, name: str, value: object) -> None:
        self.message.say("absent", "")
        if not self.part_id:
            self.show_facts()
            return
        try:
            self._write(**{name: value})
        except (Refusal, Trouble) as problem:
            self.message.say("absent", problem.sentence)
        self._show_choice(name)

    def _refuse(self, name: str, problem: Refusal | Trouble) -> None:
        wanted = problem.field if isinstance(problem, Refusal) and problem.field in self.fields else name
        self.fields[wanted or name].show_error(problem.sentence)

    def refresh(self) -> None:
        """Every field shows what is stored now, unless something unsaved stands in it."""
        for keeper in self._keepers.values():
            keeper.refresh()
        for name in self.choices:
            self._show_choice(name)
        self._show_what_follows()

    def _show_what_follows(self) -> None:
        self.show_facts()
        if self.part_id:
            self.line.set_rows([self.describe()])

    def show_facts(self) -> None:
        """Shows what follows from the fields; nothing unless a card has something to say."""

    def _show_choice(self, name: str) -> None:
        facts = find(self.session.store, self.KIND, self.part_id) if self.part_id else None
        if facts is None:
            return
        choice = self.choices[name]
        if isinstance(choice, CheckBox):
            choice.setChecked(facts.flag(name))
        elif isinstance(choice, Segments):
            choice.take(facts.text(name))
        else:
            choice.set_value(facts.text(name))

    def leave(self) -> bool:
        """Writes what can be written; False when something stays as a draft."""
        outcomes = [keeper.leave() for keeper in self._keepers.values()]
        return all(outcomes)

    @property
    def is_unsaved(self) -> bool:
        """Whether something typed is not an entry yet."""
        return any(keeper.is_unsaved for keeper in self._keepers.values())

    def has_draft(self) -> bool:
        """Whether something typed before is waiting, also in a field that is made only when it is needed."""
        kind, record_id, _ = self.place("")
        return any((each.kind, each.id) == (kind, record_id) for each in list_drafts(self.session.store))

    def fold(self, *, folded: bool) -> None:
        """One line, or the form; a card that was not begun cannot be folded."""
        is_folded = folded and bool(self.part_id)
        if is_folded:
            self.line.set_rows([self.describe()])
        self.line.setVisible(is_folded)
        self.form.setVisible(not is_folded)
        self._foot.setVisible(not is_folded)
        self._history.setVisible(bool(self.part_id))
        mark_record(self, self.KIND, self.part_id)
        self.fit()

    def show_final(self) -> None:
        """Of a finalised meeting: everything can be read, nothing typed."""
        self.fold(folded=self.SAYS_ALL_FOLDED)
        self._foot.hide()

    @property
    def is_folded(self) -> bool:
        return self.form.isHidden()

    def finish(self) -> None:
        """The person is through with this card: it folds when everything in it is written."""
        if not self.part_id and not self.is_unsaved:
            self.drop()
        elif self.leave():
            self.fold(folded=True)
            self.done.emit()

    def drop(self) -> None:
        """Puts the record away, or throws away what was typed for one that is not there yet."""
        try:
            if self.part_id:
                self.session.do(self.ACTIONS.put_away, self.part_id)
        except (Refusal, Trouble) as problem:
            self.message.say("absent", problem.sentence)
            return
        for keeper in self._keepers.values():
            keeper.forget()
        self.dropped.emit()

    def take_focus(self) -> None:
        """On the first field of the form, or the line."""
        target = self.line.findChild(QWidget) if self.is_folded else self.fields[self.FIRST]
        if target is not None:
            target.setFocus()

    def fit(self) -> None:
        super().fit()
        if not hasattr(self, "rows"):
            return
        side, top = look.px(look.PADDING), look.px(8 if self.is_folded else look.GAP)
        self._column.setContentsMargins(side, top, side, top)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(look.px(12))


def _key(choice: ChoiceField | Segments) -> str:
    return choice.taken() if isinstance(choice, Segments) else choice.value()
