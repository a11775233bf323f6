"""Makes the pages or the words of a paper beside the window's thread: the newest wish wins, a few a second at most."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.papers import Preview, preview_blocks, preview_paper
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import open_store
from chibo_desktop.ui.editors.paper_words import Spoken, spoken_of
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.paper_view import WIDE

_T = TypeVar("_T")

SWITCH_SECONDS = 0.0005
"""How long the worker may keep the interpreter while a key waits; Python's own 5 ms add up, a key takes many turns."""

REST_MS = 200
"""Between the end of one build and the beginning of the next, so that a slow machine has time for the keys."""


FAULT = "Chưa dựng được trang này. Những gì đã ghi vẫn còn nguyên; mời ghi tiếp, rồi mở lại bản giấy."
"""What is said where the page should stand when a fault of the program, not of what was written, kept it away."""


@dataclass(frozen=True)
class Wish:
    """Which paper of which record, its pages `width` pixels wide. `last` is what was made before, to draw anew only."""

    code: str
    record_id: str
    width: int = 0
    last: Preview | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Built:
    """What came of a wish."""

    wish: Wish
    preview: Preview
    pages: Sequence[QImage]


@dataclass(frozen=True)
class Read:
    """The words of a paper, to be read aloud."""

    wish: Wish
    words: list[Spoken]


@dataclass(frozen=True)
class _Failed:
    wish: Wish
    error: Exception


class PaperWorker(QObject):
    """`built` and `refused` come on the window's thread. Reads on a connection of its own and writes nothing."""

    built = Signal(object)
    refused = Signal(object, str)
    _came = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._next: Wish | None = None
        self._thread: threading.Thread | None = None
        self._reported = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._begin)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        program = QCoreApplication.instance()
        if program is not None:
            program.aboutToQuit.connect(self.rest)

    @property
    def is_busy(self) -> bool:
        """Whether something is being made or waits to be."""
        return self._thread is not None or self._next is not None

    def ask(self, wish: Wish) -> None:
        """Begins at once when nothing is being made, else as soon as it may; an older wish is forgotten."""
        self._next = wish
        if self._thread is None and not self._rest.isActive():
            self._begin()

    def rest(self) -> None:
        """Forgets what waits and lets what is being made end (a fraction of a second)."""
        self._next = None
        self._rest.stop()
        if self._thread is not None:
            self._thread.join()

    def _begin(self) -> None:
        wish, self._next = self._next, None
        if wish is not None:
            self._thread = threading.Thread(target=self._run, args=(wish,), name="preview", daemon=True)
            self._thread.start()

    def _run(self, wish: Wish) -> None:
        """On the worker."""
        sys.setswitchinterval(SWITCH_SECONDS)
        came: object
        try:
            came = self.make(wish)
        except Exception as error:  # noqa: BLE001 - it is raised again on the window's thread
            came = _Failed(wish, error)
        try:
            self._came.emit(came)
        except RuntimeError:  # the panel is gone: nobody waits for it any more
            return

    def make(self, wish: Wish) -> object:
        """On the worker: what `built` carries."""
        preview = wish.last or self.read(preview_paper, wish)
        return Built(wish, preview, _draw(preview.data, wish.width))

    def read(self, action: Callable[[Desk, str, str], _T], wish: Wish) -> _T:
        """On the worker: what an action that only reads gives on a connection of its own."""
        own = self._session.desk
        with closing(open_store(own.folder, own.key, clock=own.store.clock)) as store:
            return action(own.on(store), wish.code, wish.record_id)

    def _on_came(self, came: object) -> None:
        if self._thread is not None:
            # it holds this object to its last step: one that goes meanwhile would end there, and Qt's timer with it
            self._thread.join()
        self._thread = None
        self._rest.start()
        if not isinstance(came, _Failed):
            self.built.emit(came)
            return
        error = came.error
        if isinstance(error, Refusal | Trouble):
            self.refused.emit(came.wish, error.sentence)
            return
        self.refused.emit(came.wish, FAULT)
        # the page is made again after every pause in the typing: one fault is reported once
        if repr(error) != self._reported:
            self._reported = repr(error)
            raise error


class WordsWorker(PaperWorker):
    """`built` carries the words as they are written, without what is only being typed."""

    def make(self, wish: Wish) -> object:
        return Read(wish, spoken_of(self.read(preview_blocks, wish)))


def _draw(data: bytes, width: int) -> list[QImage]:
    from chibo_desktop.papers.raster import read_pixels

    return [
        QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()
        for page in read_pixels(data, 72 * width / WIDE)
    ]
