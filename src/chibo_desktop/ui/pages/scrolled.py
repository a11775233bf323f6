"""The shape most pages have: the title row stays, what is under it scrolls; what it shows is the page's own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.title_row import TitleRow

BUILT_MS = 30
"""Within so long what was just put on a page has its place there."""


class ScrolledPage(Page):
    """`title` is the row above, `body` the column that scrolls."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = TitleRow(self.TITLE)
        self._inside = QWidget()
        self._inside.setProperty("look", "scrolled")
        self.body = QVBoxLayout(self._inside)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self._area, 1)
        self._over = QVBoxLayout()
        self._column.addLayout(self._over)
        look.follow(self.fit)

    def is_roomy(self) -> bool:
        """Whether two columns of cards have room beside each other."""
        return look.logical(self.width()) >= 900

    def bring_into_view(self, part: QWidget) -> None:
        """Scrolls so that a part of the page is seen, once what was just built has its place."""

        def bring() -> None:
            self._area.ensureWidgetVisible(part)
            if (focus := QApplication.focusWidget()) is not None and part.isAncestorOf(focus):
                self._area.ensureWidgetVisible(focus)  # of a part higher than the screen: where one types

        QTimer.singleShot(BUILT_MS, part, bring)

    def fold(self) -> None:
        """Called when the width or the zoom changed."""

    def put_over(self, view: QWidget) -> None:
        """Takes in a view with a title of its own that may stand in place of all the page shows."""
        self._over.addWidget(view)
        view.hide()
        self.fit()

    def cover(self, view: QWidget) -> None:
        """Shows the view in place of title and cards."""
        for part in (self.title, self._area):
            part.hide()
        self._column.setStretchFactor(self._over, 1)
        view.show()

    def uncover(self, view: QWidget) -> None:
        """Shows title and cards again."""
        view.hide()
        self._column.setStretchFactor(self._over, 0)
        for part in (self.title, self._area):
            part.show()

    def minimumSizeHint(self) -> QSize:
        """Across what the cards need: the frame scrolls there, this page only down."""
        least = super().minimumSizeHint()
        bar = self._area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        needed = self._inside.minimumSizeHint().width() + look.px(look.PADDING) + taken
        return QSize(max(least.width(), needed), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def _on_range(self, _least: int, _most: int) -> None:
        """Cards end where the red button ends, with the scroll bar or without it."""
        side, bar = look.px(look.PADDING), self._area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.body.setContentsMargins(0, 0, max(0, side - taken), look.px(8))

    def fit(self) -> None:
        side = look.px(look.PADDING)
        self._column.setContentsMargins(side, look.px(16), 0, 0)
        self._column.setSpacing(look.px(16))
        self.title.setContentsMargins(0, 0, side, 0)
        self._over.setContentsMargins(0, 0, side, side)
        self._on_range(0, 0)
        self.body.setSpacing(look.px(16))
        self.fold()


def empty(layout: QLayout) -> None:
    """Takes every widget out of a layout and the rows in it; they are gone once the event loop comes round."""
    while (item := layout.takeAt(0)) is not None:
        widget, row = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif row is not None:  # a row's widgets belong to the card, not to the row
            empty(row)
            row.deleteLater()
