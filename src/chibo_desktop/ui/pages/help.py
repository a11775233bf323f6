"""The page "Trợ giúp": the guide beside the work; F1 opens it at the page of where one is, Esc leads back there."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.editors.help_topics import FROM_A_KEY
from chibo_desktop.ui.editors.help_view import HelpView
from chibo_desktop.ui.editors.history_button import BACK
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.title_row import TitleRow


class HelpPage(Page):
    """`open` takes the name of a topic, with FROM_A_KEY before it when there is a way back."""

    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = ("nothing",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._title = TitleRow(self.TITLE)
        self._back = Button("Quay lại", "quiet", icon="back", key="Esc")
        self._back.clicked.connect(self._on_back)
        self._back.hide()
        self._print = Button("In trang này", icon="print")
        self._title.add(self._back)
        self._title.add(self._print)
        self._view = HelpView()
        self._view.titled.connect(lambda title: self._title.set_title(self.TITLE, title))
        self._print.clicked.connect(self._view.print)
        self._view.page_chosen.connect(lambda name: self.go_to.emit(name, ""))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._view, 1)
        self.setFocusProxy(self._view)
        look.follow(self.fit)

    def refresh(self) -> None:
        """The guide does not change while the program runs."""

    def open(self, record_id: str) -> None:
        self._back.setVisible(record_id.startswith(FROM_A_KEY))
        self._view.open(record_id.removeprefix(FROM_A_KEY))
        self._view.take_focus()

    def _on_back(self) -> None:
        self._back.hide()
        self.go_to.emit(BACK, "")

    def fit(self) -> None:
        side = look.px(look.PADDING)
        self._column.setContentsMargins(side, look.px(16), side, look.px(16))
        self._column.setSpacing(look.px(12))
