"""The page "Kiến nghị": the list of the register, and one proposal opened in its place."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.pages.proposal_list import ProposalList
from chibo_desktop.ui.pages.proposal_view import ProposalView
from chibo_desktop.ui.session import Session


class ProposalsPage(Page):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "proposal",
        "proposal_step",
        "answer",
        "agenda_item",
        "assignment",
        "meeting",
        "organisation",
        "succession",
        "phrase",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._list = ProposalList(session)
        self._list.opened.connect(self.open)
        self._list.go_to.connect(self.go_to)
        self._view = ProposalView(session)
        self._view.back_chosen.connect(self._on_back)
        self._view.go_to.connect(self.go_to)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def refresh(self) -> None:
        self._list.refresh()
        if self._stack.currentWidget() is self._view:
            self._view.refresh()

    def open(self, record_id: str) -> None:
        if not record_id:
            self._on_back()
            return
        self._view.show_proposal(record_id)
        self._stack.setCurrentWidget(self._view)
        self._view.take_focus()

    def _on_back(self) -> None:
        self._view.leave()
        self._list.refresh()
        self._stack.setCurrentWidget(self._list)
        self._list.rows.setFocus()

    def may_leave(self) -> bool:
        self._view.leave()
        return True
