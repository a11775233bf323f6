"""The page "Văn bản": its lists, one document read or changed, and the forms for new ones, one in the place of the other."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.lists.rows import find
from chibo_desktop.ui.editors.directive_form import directive_form, regulation_form
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.material_form import material_form
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.documents_directive import DirectiveView
from chibo_desktop.ui.pages.documents_list import (
    LIBRARY,
    MATERIAL,
    NEW_WORDS,
    REGULATIONS,
    SENT,
    DocumentsList,
)
from chibo_desktop.ui.pages.documents_material import MaterialView
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ChoiceField


class NewDocument(ScrolledPage):
    """A form on a page of its own; `written(id)` once it is an entry, `back_chosen` keeps what is typed."""

    TITLE: ClassVar[str] = "Văn bản mới"
    back_chosen = Signal()
    written = Signal(str)

    def __init__(self, session: Session, section: str) -> None:
        super().__init__(session)
        back = Button("Văn bản", "quiet", icon="back", key="Esc")
        back.clicked.connect(self.back_chosen)
        self.title.add(back)
        self.title.set_title(NEW_WORDS[section])
        self._form = _form(session, section)
        self._form.written.connect(self.written)
        card = Card()
        card.add(self._form)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def leave(self) -> None:
        """Keeps what is typed as drafts."""
        self._form.leave()

    def take_focus(self) -> None:
        self._form.setFocus()


def _form(session: Session, section: str) -> EntryForm:
    if section == REGULATIONS:
        return regulation_form(session)
    if section not in (LIBRARY, SENT):
        return directive_form(session)
    form = material_form(session)
    sort = form.field("sort")
    if section == LIBRARY and isinstance(sort, ChoiceField):
        sort.set_value("guidance")
    return form


class DocumentsPage(Page):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "directive",
        "target",
        "material",
        "material_issue",
        "material_reading",
        "material_use",
        "meeting",
        "organisation",
        "placement",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._list = DocumentsList(session)
        self._list.wanted.connect(self._on_wanted)
        self._material, self._directive = MaterialView(session), DirectiveView(session)
        self._new: NewDocument | None = None
        self._stack = QStackedWidget()
        for view in (self._list, self._material, self._directive):
            self._stack.addWidget(view)
            view.go_to.connect(self.go_to)
        for one in (self._material, self._directive):
            one.back_chosen.connect(self._on_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def refresh(self) -> None:
        self._list.refresh()
        shown = self._stack.currentWidget()
        if isinstance(shown, MaterialView | DirectiveView):
            shown.refresh()

    def open(self, record_id: str) -> None:
        """A material, a directive, or one of the lists by its name ("came", "sent", "register" …)."""
        store = self.session.store
        if record_id and find(store, "material", record_id):
            self._on_wanted(MATERIAL, record_id)
        elif record_id and find(store, "directive", record_id):
            self._on_wanted("directive", record_id)
        else:
            self._on_back()
            self._list.take(record_id)

    def _on_wanted(self, kind: str, record_id: str) -> None:
        if not record_id:
            self._begin(self._list.section())
            return
        if kind == MATERIAL:
            self._show(self._material)
            self._material.show_material(record_id)
            self._material.take_focus()
        else:
            self._show(self._directive)
            self._directive.show_directive(record_id)
            self._directive.take_focus()

    def _begin(self, section: str) -> None:
        self._end_new()
        self._new = NewDocument(self.session, section)
        self._new.back_chosen.connect(self._on_back)
        self._new.written.connect(self._on_written)
        self._stack.addWidget(self._new)
        self._show(self._new)
        self._new.take_focus()

    def _show(self, view: ScrolledPage) -> None:
        self._leave()
        self._stack.setCurrentWidget(view)

    def _on_written(self, record_id: str) -> None:
        is_material = find(self.session.store, "material", record_id) is not None
        self._on_wanted(MATERIAL if is_material else "directive", record_id)
        self._end_new()

    def _on_back(self) -> None:
        self._show(self._list)
        self._end_new()
        self._list.refresh()
        self._list.take_focus()

    def _end_new(self) -> None:
        if self._new is not None and self._stack.currentWidget() is not self._new:
            self._stack.removeWidget(self._new)
            self._new.deleteLater()
            self._new = None

    def _leave(self) -> bool:
        for view in (self._material, self._directive):
            view.leave()
        if self._new is not None:
            self._new.leave()
        outcomes = [keeper.leave() for keeper in self.findChildren(Keeper)]
        return all(outcomes)

    def may_leave(self) -> bool:
        return self._leave()
