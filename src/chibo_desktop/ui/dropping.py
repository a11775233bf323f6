"""Bundles, folders and sticks dropped anywhere on the window: noticed, shown while they hang over it, handed on; nothing is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from chibo_desktop.base.paths import BUNDLE
from chibo_desktop.base.setups import is_setup
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.words import Words

WORDS = "Thả vào đây để xem các gói"


class BundleDrop(QObject):
    """Watches the native window of `host`: a field under the mouse would take a file's name for text.

    Only bundles, folders and installers are taken; any other file goes where it is dropped. `on_drop` gets the places.
    """

    def __init__(self, host: QWidget, on_drop: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(host)
        self._host, self._on_drop = host, on_drop
        self._sign = _Sign(host)
        self._watched: QObject | None = None
        self._places: list[Path] = []
        host.setAcceptDrops(True)
        host.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host:
            if event.type() == QEvent.Type.Show:
                self._watch()
            return False
        if event.type() == QEvent.Type.DragLeave:
            self._sign.hide()
        if not isinstance(event, QDropEvent) or not self._host.isVisible():
            return False
        if (
            event.type() != QEvent.Type.DragMove
        ):  # a stick may be slow to answer: asked once, not at every move
            self._places = bundle_places(event.mimeData())
        if not self._places:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.DragEnter:
            self._sign.appear()
        elif event.type() == QEvent.Type.Drop:
            self._sign.hide()
            self._on_drop(self._places)
        return True

    def _watch(self) -> None:
        native: QObject | None = self._host.window().windowHandle()
        if native is not None and native is not self._watched:
            native.installEventFilter(self)
            self._watched = native


def bundle_places(data: QMimeData) -> list[Path]:
    """The bundles, folders and installers of this machine among what is dragged; [] when there are none, or anything else."""
    if not data.hasUrls():
        return []
    places = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    wanted = [p for p in places if p.suffix.lower() == BUNDLE or p.is_dir() or is_setup(p)]
    return places if wanted else []


class _Sign(QWidget):
    """Over everything while something hangs over the window."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        self._card = Card(kind="current")
        words: QLabel = Words(WORDS, "emphasis_strong")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._card.add(words)
        column.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def appear(self) -> None:
        """In the middle of the window."""
        self._card.setFixedSize(look.pixels(420, 110))
        self.setGeometry(self._host.rect())
        self.raise_()
        self.show()
