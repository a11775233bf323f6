"""The list of an election: names added by letters or typed, and beside each the papers it was chosen on and the result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.actions.elections import add_nominee, change_nominee, put_away_nominee
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.elections import ElectionRow, NomineeRow
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.kept import EnterKey, Place, value_of, words_of
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.part_keeper import PartKeeper
from chibo_desktop.ui.editors.steps.step import sync
from chibo_desktop.ui.editors.steps.vote_field import VoteField
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.name_picker import Person
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.words import Words


class NomineePicker(MemberPicker):
    """A member by letters of the name; a whole name that is nobody's on the list stays as typed."""

    def who(self) -> dict[str, str]:
        """What the action takes; Refusal when the letters fit several people."""
        typed = super().value()
        if typed and not self._fitting(typed):
            return {"full_name": typed}
        return {"member_id": self.member()}


class ChosenField(VoteField):
    """The papers of one name; the name stands beside it instead of a label above."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Số phiếu bầu {name}")
        self._label.hide()
        self._note.hide()


class NomineeLine(QWidget):
    """`said(sentence, more)`: what is wrong with its number; `done`: Enter in it."""

    said = Signal(str, str)
    done = Signal()
    dropped = Signal()

    def __init__(self, session: Session, row: NomineeRow) -> None:
        super().__init__()
        self._place, self._name = Words(tone="muted"), Words(role="strong")
        self._name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._name.setWordWrap(True)
        self.box = ChosenField(row.name)
        self.box.said.connect(self.said)
        self._keeper = _keep(session, self.box, ("nominee", row.facts.id, "chosen_count"))
        EnterKey(self.box, self.done.emit)
        self._verdict: tuple[glyphs.Kind, str] = ("dot", "")
        self._pill = Pill(*self._verdict, tinted=False)
        kept = self._pill.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the boxes stay in one column
        self._pill.setSizePolicy(kept)
        self._drop = Button("", "quiet", icon="close", name=f"Bỏ {row.name} khỏi danh sách")
        self._drop.setToolTip(f"Bỏ {row.name} khỏi danh sách")
        self._drop.clicked.connect(self.dropped)
        self._row = QHBoxLayout(self)
        for widget in (self._place, self._name, self.box, self._pill, self._drop):
            self._row.addWidget(widget, 1 if widget is self._name else 0, Qt.AlignmentFlag.AlignVCenter)
        look.follow(self.fit)

    def show_nominee(self, place: int, row: NomineeRow, *, is_final: bool) -> None:
        """The name and its papers as stored; the result once everybody's are counted."""
        self._place.say(f"{place}.")
        self._name.say(row.name)
        self._drop.setVisible(not is_final)
        self._keeper.refresh()
        self._verdict = verdict_of(row)
        self._pill.say(*self._verdict)
        self.box.setToolTip(row.sentence)

    def show_verdict(self, *, shown: bool) -> None:
        """A result is not shown beside other numbers than it was counted from."""
        self._pill.setVisible(shown and bool(self._verdict[1]))

    @property
    def is_unsaved(self) -> bool:
        """Whether something typed is no entry yet."""
        return self._keeper.is_unsaved

    @property
    def is_empty(self) -> bool:
        """Whether no number stands in the box."""
        return not self.box.draft().strip()

    def leave(self) -> bool:
        """Writes the number when it can be written."""
        return self._keeper.leave()

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(12))
        self._place.setFixedWidth(look.px(24))
        self.box.setFixedWidth(look.px(84))
        self._pill.setFixedWidth(look.px(148))
        self._drop.setFixedWidth(look.px(40))


def _keep(session: Session, box: ChosenField, place: Place) -> PartKeeper:
    return PartKeeper(
        session,
        box,
        place,
        lambda typed: session.do(change_nominee, place[1], chosen_count=value_of(box, place, typed)),
        words_of(session.store, place),
        read=lambda: words_of(session.store, place),
    )


def verdict_of(row: NomineeRow) -> tuple[glyphs.Kind, str]:
    """The state shape and the words of one name; no words before the count."""
    if not row.sentence:
        return "dot", ""
    if row.rank is not None:
        return "done", f"Trúng cử, thứ {row.rank}"
    return ("late", "Ngang phiếu") if row.is_tied else ("absent", "Không trúng cử")


class Nominees(QWidget):
    """`listed`: Enter in the empty name, the list is whole; `counted`: Enter in the last number; `edited`: a number is typed or left.

    `picker` is placed by the card: names come before the papers, their numbers after them.
    """

    listed = Signal()
    counted = Signal()
    edited = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._election_id = session, ""
        self._lines: dict[str, NomineeLine] = {}
        self._draft: FreshDraft | None = None
        self._just_added = False
        self._stored, self._wrong = QVBoxLayout(), Message()
        self._title = Words("Danh sách bầu và số phiếu từng người", "strong")
        self.picker = NomineePicker(
            "Thêm người vào danh sách", "vài chữ của tên rồi Enter; Enter lần nữa để ghi phiếu"
        )
        self.picker.left.connect(lambda _words: self._on_left())
        EnterKey(self.picker, self._on_enter)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addLayout(self._stored)
        self._column.addWidget(self._wrong)
        look.follow(self.fit)

    def show_list(self, row: ElectionRow | None, people: Sequence[Person], *, is_final: bool) -> None:
        """The list as stored; nobody can be added before the election is begun."""
        self.picker.setVisible(row is not None and not is_final)
        self._title.setVisible(row is not None and bool(row.nominees))
        if row is None:
            return
        self._settle(row.facts.id)
        taken = {each.facts.text("member_id") for each in row.nominees}
        offered = [person for person in people if person.key not in taken]
        if self.picker.property("people") != offered:
            self.picker.setProperty("people", offered)
            self.picker.set_people(offered)
        wanted = [each.facts.id for each in row.nominees]
        sync(self._stored, self._lines, wanted)  # type: ignore[arg-type]  # lines are widgets
        for place, each in enumerate(row.nominees):
            line = self._lines.get(each.facts.id) or self._add_line(each)
            if self._stored.indexOf(line) != place:
                self._stored.insertWidget(place, line)
            line.show_nominee(place + 1, each, is_final=is_final)
        self._show_verdicts()

    def _settle(self, election_id: str) -> None:
        if not self._election_id:
            self._election_id = election_id
            self._draft = FreshDraft(
                self._session, self.picker, ("nominee", f"{election_id}/new", "full_name")
            )

    def _add_line(self, row: NomineeRow) -> NomineeLine:
        line = self._lines[row.facts.id] = NomineeLine(self._session, row)
        line.said.connect(self._say)
        line.box.edited.connect(lambda _draft: self._on_typed())
        line.box.left.connect(lambda _words: self._on_typed())
        line.done.connect(partial(self._after, row.facts.id))
        line.dropped.connect(partial(self._on_dropped, row.facts.id))
        self._stored.addWidget(line)
        return line

    def _on_typed(self) -> None:
        self._show_verdicts()
        self.edited.emit()

    def _show_verdicts(self) -> None:
        waits = any(line.is_unsaved for line in self._lines.values())
        for line in self._lines.values():
            line.show_verdict(shown=not waits)

    def _say(self, sentence: str, more: str) -> None:
        if sentence or not any(line.box.error() for line in self._lines.values()):
            self._wrong.say("absent", sentence, more)

    def _on_left(self) -> None:
        """A name left in the field, or Enter on it, stands on the list."""
        typed = self.picker.value()
        if not typed or not self._election_id:
            return
        self.picker.clear_error()
        try:
            self._session.do(add_nominee, self._election_id, **self.picker.who())
        except (Refusal, Trouble) as problem:
            self.picker.show_error(problem.sentence)
            return
        if self._draft is not None:
            self._draft.clear()
        self.picker.set_value("")
        self._just_added = True
        QTimer.singleShot(0, self._forget)

    def _forget(self) -> None:
        """What Qt's list of names wrote back after the name was taken goes."""
        self._just_added = False
        if self.picker.hasFocus():
            self.picker.set_value("")

    def _on_enter(self) -> None:
        if not self._just_added and not self.picker.value():
            self.listed.emit()

    def _on_dropped(self, nominee_id: str) -> None:
        try:
            self._session.do(put_away_nominee, nominee_id)
        except (Refusal, Trouble) as problem:
            self._wrong.say("absent", problem.sentence)
            return
        self.picker.setFocus()

    def _after(self, nominee_id: str) -> None:
        """Enter in a number: to the next name, after the last one the count is done."""
        lines = list(self._lines.items())
        place = next(place for place, (key, _) in enumerate(lines) if key == nominee_id)
        if lines[place][1].box.error():
            return
        if place + 1 < len(lines):
            lines[place + 1][1].box.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.counted.emit()

    def take_number(self) -> bool:
        """The caret in the first number that is missing, else the first; False when there is no list."""
        lines = list(self._lines.values())
        if not lines:
            return False
        target = next((line for line in lines if line.is_empty), lines[0])
        target.box.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def leave(self) -> bool:
        """Writes what can be written; False when something stays as a draft."""
        outcomes = [line.leave() for line in self._lines.values()]
        return all(outcomes) and not self.picker.value()

    @property
    def is_unsaved(self) -> bool:
        """Whether something typed is no entry yet."""
        waits = any(line.is_unsaved for line in self._lines.values())
        return waits or bool(self.picker.draft().strip())

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
        self._stored.setSpacing(look.px(4))
