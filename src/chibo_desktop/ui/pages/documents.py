"""The page "Văn bản": its lists, one document read or changed, and the forms for new ones, one in the place of the other."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from chibo_desktop.ui.editors.directive_form import directive_form, regulation_form
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.material_form import material_form
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.documents_directive import DirectiveView
from chibo_desktop.ui.pages.documents_list import (
    DIRECTIVE,
    LIBRARY,
    MATERIAL,
    NEW_WORDS,
    PAGE,
    REGULATIONS,
    SENT,
    DocumentsList,
)
from chibo_desktop.ui.pages.documents_material import MaterialView
from chibo_desktop.ui.pages.parted import BackView, NewThing, PartedPage
from chibo_desktop.ui.session import Session


class DocumentsPage(PartedPage):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "directive",
        "directive_review",
        "target",
        "material",
        "material_issue",
        "material_reading",
        "material_use",
        "meeting",
        "organisation",
        "placement",
    )
    OPENS = ((MATERIAL, MATERIAL), (DIRECTIVE, DIRECTIVE))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._list = DocumentsList(session)
        super().__init__(session, self._list, parent)

    def open(self, record_id: str) -> None:
        """A material, a directive, or one of the lists by its name ("came", "sent", "register" …)."""
        super().open(record_id)
        if self.view is None:
            self._list.take(record_id)

    def place(self) -> str:
        return self._list.section() if self.view is None else ""

    def make_view(self, what: str, key: str) -> BackView:
        """One document; without a key the form for a new one of the part shown."""
        if key:
            return (MaterialView if what == MATERIAL else DirectiveView)(self.session, key)
        section = self._list.section()
        made = NewThing(self.session, PAGE, NEW_WORDS[section], _form(self.session, section))
        made.written.connect(lambda record_id: self.show_view(what, record_id))
        return made


def _form(session: Session, section: str) -> EntryForm:
    if section == REGULATIONS:
        return regulation_form(session)
    if section not in (LIBRARY, SENT):
        return directive_form(session)
    return material_form(session, "guidance" if section == LIBRARY else "bulletin")
