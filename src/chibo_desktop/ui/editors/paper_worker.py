"""Makes the pages of a preview beside the window's thread: the newest wish wins, and not more than a few a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from chibo_desktop.actions.papers import Preview, preview_paper
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import open_store
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.paper_view import WIDE

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
    width: int
    last: Preview | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Built:
    """What came of a wish."""

    wish: Wish
    preview: Preview
    pages: Sequence[QImage]


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
        came: Built | tuple[Wish, Exception]
        try:
            came = _build(self._session, wish)
        except Exception as error:  # noqa: BLE001 - it is raised again on the window's thread
            came = (wish, error)
        try:
            self._came.emit(came)
        except RuntimeError:  # the panel is gone: nobody waits for it any more
            return

    def _on_came(self, came: Built | tuple[Wish, Exception]) -> None:
        self._thread = None
        self._rest.start()
        if isinstance(came, Built):
            self.built.emit(came)
            return
        wish, error = came
        if isinstance(error, Refusal | Trouble):
            self.refused.emit(wish, error.sentence)
            return
        self.refused.emit(wish, FAULT)
        # the page is made again after every pause in the typing: one fault is reported once
        if repr(error) != self._reported:
            self._reported = repr(error)
            raise error


def _build(session: Session, wish: Wish) -> Built:
    preview = wish.last or _read(session, wish)
    return Built(wish, preview, _draw(preview.data, wish.width))


def _read(session: Session, wish: Wish) -> Preview:
    own = session.desk
    with closing(open_store(own.folder, own.key, clock=own.store.clock)) as store:
        return preview_paper(own.on(store), wish.code, wish.record_id)


def _draw(data: bytes, width: int) -> list[QImage]:
    from chibo_desktop.papers.raster import read_pixels

    return [
        QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()
        for page in read_pixels(data, 72 * width / WIDE)
    ]
