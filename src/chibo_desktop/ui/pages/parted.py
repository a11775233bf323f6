"""What a page of several parts is made of: the parts under their segments, a view in the page's place, a form for something new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.lists.rows import find
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card


class Part(QWidget):
    """One part. `wanted(what, id)` asks for a view in the page's place; `primary` is its red button; `said` prints its papers."""

    wanted = Signal(str, str)
    go_to = Signal(str, str)
    retitled = Signal()
    primary: tuple[str, str] = ("", "")
    """Words and icon of the red button; ("", "") for none now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.page: QWidget = self
        """What the part stands in: a small panel beside something lives there."""
        self.column = QVBoxLayout(self)
        self.said = ReportPrinter(session)
        self.column.addWidget(self.said)
        look.follow(self.fit)

    def refresh(self) -> None:
        """Reads its list again."""
        raise NotImplementedError

    def press(self) -> None:
        """What the red button does."""

    def leave(self) -> bool:
        """Writes what is typed or keeps it as drafts; False when the page must not be left now."""
        return True

    def print_report(
        self, code: str, first: date, last: date, *, record_id: str = "", level: str = "", reason: str = ""
    ) -> None:
        """Asks where the paper is to lie and sets it on the worker; a `reason` lets what is masked go along."""
        self.said.print_report(code, first, last, record_id=record_id, level=level, reason=reason)

    def bring_into_view(self, shown: QWidget) -> None:
        """Scrolls the page to something of this part that was just shown, and gives it the keyboard."""
        shown.setFocus()
        if isinstance(self.page, ScrolledPage):
            self.page.bring_into_view(shown)

    def fit(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(16))


class FirstPage(ScrolledPage):
    """What a page begins with and comes back to. `wanted(what, id)` opens a view in its place."""

    wanted = Signal(str, str)

    def take_focus(self) -> None:
        """Gives the keyboard to where one goes on."""
        raise NotImplementedError


class Parts(FirstPage):
    """Segments and the part taken, which is built when it is first shown."""

    PARTS: ClassVar[tuple[tuple[str, str, Callable[[Session], Part]], ...]]
    """Name, words and class of each."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._built: dict[str, Part] = {}
        words = [(key, said) for key, said, _ in self.PARTS]
        self._segments = Segments(words, words[0][0], "Phần của trang")
        self._segments.chosen.connect(lambda _key: self.refresh())
        self._holder = QVBoxLayout()
        self.body.addWidget(self._segments)
        self.body.addLayout(self._holder)
        self.body.addStretch(1)
        self.title.set_primary("", "plus", "F2")
        self.title.primary_chosen.connect(lambda: self.part().press())

    def part(self) -> Part:
        """The part shown."""
        key = self.taken()
        if key not in self._built:
            build = next(build for name, _, build in self.PARTS if name == key)
            built = self._built[key] = build(self.session)
            built.page = self
            built.wanted.connect(self.wanted)
            built.go_to.connect(self.go_to)
            built.retitled.connect(self._retitle)
            self._holder.addWidget(built)
        return self._built[key]

    def leave(self) -> bool:
        """Has every part that was built keep what is typed in it."""
        outcomes = [part.leave() for part in self._built.values()]
        return all(outcomes)

    def take(self, key: str) -> None:
        """Shows a part by its name; nothing happens for a name there is no part of."""
        if key in {name for name, _, _ in self.PARTS}:
            self._segments.take(key)
            self.refresh()

    def taken(self) -> str:
        """The name of the part shown."""
        return self._segments.taken()

    def refresh(self) -> None:
        shown = self.part()
        for each in self._built.values():
            each.setVisible(each is shown)
        shown.refresh()
        self._retitle()

    def _retitle(self) -> None:
        self.title.set_primary(*self.part().primary)

    def take_focus(self) -> None:
        """On the segments."""
        self._segments.setFocus()


class BackView(ScrolledPage):
    """A view with the way back to a page. `back_chosen` leads there, `wanted(what, id)` to another view."""

    back_chosen = Signal()
    wanted = Signal(str, str)

    def __init__(self, session: Session, back: str) -> None:
        """`back` is the title of the page."""
        super().__init__(session)
        self._back = Button(back, "quiet", icon="back", key="Esc")
        self._back.clicked.connect(self.back_chosen)
        self.title.add(self._back)

    def leave(self) -> bool:
        """Writes what is typed or keeps it as drafts; False when a kept field could not be written."""
        return True

    def take_focus(self) -> None:
        """On the way back."""
        self._back.setFocus()


class NewThing(BackView):
    """A form on a page of its own; what is typed is kept as drafts when it is left. `written(id)` once it is an entry."""

    TITLE = ""
    written = Signal(str)

    def __init__(self, session: Session, back: str, title: str, form: EntryForm, about: str = "") -> None:
        super().__init__(session, back)
        self.title.set_title(title, about)
        self._form = form
        form.written.connect(self.written)
        card = Card()
        card.add(form)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """What is typed stays."""

    def leave(self) -> bool:
        self._form.leave()
        return True

    def take_focus(self) -> None:
        """On the first field."""
        self._form.setFocus()


class PartedPage(Page):
    """`first` is what the page begins with, its parts or a list; one view at a time stands in its place."""

    OPENS: ClassVar[tuple[tuple[str, str], ...]]
    """Kinds of record `open` shows, and the view of each."""

    def __init__(self, session: Session, first: ScrolledPage, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.first = first
        self.view: BackView | None = None
        first.go_to.connect(self.go_to)
        if isinstance(first, FirstPage):
            first.wanted.connect(self.show_view)
        self._stack = QStackedWidget()
        self._stack.addWidget(first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def make_view(self, what: str, key: str) -> BackView:
        """The view that was wanted."""
        raise NotImplementedError

    def refresh(self) -> None:
        (self.view or self.first).refresh()

    def open(self, record_id: str) -> None:
        """A record of `OPENS`, or a part of the page by its name."""
        for kind, what in self.OPENS:
            if record_id and find(self.session.store, kind, record_id):
                self.show_view(what, record_id)
                return
        self.go_back()
        if isinstance(self.first, Parts):
            self.first.take(record_id)

    def place(self) -> str:
        return self.first.taken() if isinstance(self.first, Parts) else ""

    def show_view(self, what: str, key: str) -> None:
        """Puts a view in the page's place; what was typed in the one before is kept."""
        self._leave()
        view = self.make_view(what, key)
        view.back_chosen.connect(self.go_back)
        view.go_to.connect(self.go_to)
        view.wanted.connect(self.show_view)
        self._drop()
        self.view = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.take_focus()

    def go_back(self) -> None:
        """Shows what the page begins with again."""
        self._leave()
        self._stack.setCurrentWidget(self.first)
        self._drop()
        self.first.refresh()
        if isinstance(self.first, FirstPage):
            self.first.take_focus()

    def _drop(self) -> None:
        if self.view is not None:
            self._stack.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None

    def _leave(self) -> bool:
        outcomes = [self.view.leave()] if self.view is not None else []
        outcomes += [self.first.leave()] if isinstance(self.first, Parts) else []
        outcomes += [keeper.leave() for keeper in self.findChildren(Keeper)]
        return all(outcomes)

    def may_leave(self) -> bool:
        return self._leave()
