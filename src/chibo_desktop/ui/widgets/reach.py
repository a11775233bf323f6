"""Where a page stands: as large as the room, never smaller than its words need; then the room scrolls. Pages are not here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget


class Reach(QScrollArea):
    """Holds one page of several. At 200 % on a small screen nothing is squeezed or cut off: one scrolls to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._stack)

    def add(self, page: QWidget) -> None:
        """Puts a page behind the others."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Brings a page to the front, from its top left corner."""
        self._stack.setCurrentWidget(page)
        self._fit()
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 120)

    def _fit(self) -> None:
        """The page in front alone says what it needs: the ones behind must not widen it."""
        page = self._stack.currentWidget()
        if page is None:
            return
        room, least = self.maximumViewportSize(), page.minimumSizeHint()
        if least.height() > room.height():
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
        if least.width() > room.width():
            room.setHeight(room.height() - self.horizontalScrollBar().sizeHint().height())
        self._stack.resize(room.expandedTo(least))
