"""The paper beside the typing: the page that would be printed now, following what is typed; it decides no layout."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.papers import Preview
from chibo_desktop.papers.blocks import Block, Table, texts
from chibo_desktop.ui.editors.paper_worker import Built, PaperWorker, Wish
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.paper_view import Mark, PaperView
from chibo_desktop.ui.widgets.words import Prose

SLOW_MS = 700
BUILDING = "Đang dựng trang …"


class PaperPreview(QWidget):
    """One paper of one record. `paged` says how many pages it has each time it was made."""

    paged = Signal(int)

    def __init__(self, session: Session, name: str = "Bản giấy", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = PaperWorker(session, self)
        self._worker.built.connect(self._on_built)
        self._worker.refused.connect(self._on_refused)
        self._code, self._record_id = "", ""
        self._shown: Preview | None = None
        self._problem, self._none = Message(), Prose(tone="muted", width=240)
        self._none.hide()
        self._view = PaperView(name)
        self._view.width_changed.connect(self._draw_again)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(lambda: self._view.say(BUILDING))
        self.setFocusProxy(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._problem)
        column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._view, 1)

    def show_paper(self, code: str, record_id: str) -> None:
        """Another paper from its beginning; the same one again as it stands now."""
        self._none.hide()
        self._view.show()
        if (code, record_id) != (self._code, self._record_id):
            self._code, self._record_id, self._shown = code, record_id, None
            self._view.show_pages(())
            self._view.show_marks(())
        self.follow()

    def show_none(self, sentence: str) -> None:
        """There is no paper to show: why, said without a sign of fault."""
        self._code, self._record_id, self._shown = "", "", None
        self._slow.stop()
        self._problem.say("absent", "")
        self._view.say("")
        self._view.hide()
        self._none.say(sentence)
        self._none.show()

    def follow(self) -> None:
        """Makes the page anew in the background; nothing while it cannot be seen."""
        if self._record_id and self.isVisible():
            self._ask(None)

    @property
    def shown(self) -> Preview | None:
        """The paper on the screen; None before the first is made."""
        return self._shown

    @property
    def is_busy(self) -> bool:
        """Whether a newer page is on its way."""
        return self._worker.is_busy

    def rest(self) -> None:
        """Before the desk closes: nothing goes on in the background any more."""
        self._worker.rest()
        self._slow.stop()

    def _ask(self, last: Preview | None) -> None:
        self._worker.ask(Wish(self._code, self._record_id, self._view.picture_width(), last))
        if not self._slow.isActive():
            self._slow.start()

    def _draw_again(self) -> None:
        """Another width: the same paper in sharper pictures, unless a newer one is on its way."""
        if self._shown is not None and self._record_id and not self._worker.is_busy:
            self._ask(self._shown)
        else:
            self.follow()

    def _on_built(self, built: Built) -> None:
        if (built.wish.code, built.wish.record_id) != (self._code, self._record_id):
            return
        self._say_done()
        self._problem.say("absent", "")
        before, self._shown = self._shown, built.preview
        self._view.show_pages(built.pages)
        if before is None:
            self._view.show_marks(())
        elif before.blocks != built.preview.blocks:
            self._mark(before, built.preview)
        self.paged.emit(len(built.pages))

    def _mark(self, before: Preview, after: Preview) -> None:
        found = changed_places(before, after)
        self._view.show_marks(found, at=typed_place(before, after, found) if found else None)
        changed = _changed(before.blocks, after.blocks)
        said = " ".join(texts([after.blocks[changed[0]]])) if changed else ""
        self._view.setAccessibleDescription(said)

    def _on_refused(self, wish: Wish, sentence: str) -> None:
        if (wish.code, wish.record_id) == (self._code, self._record_id):
            self._say_done()
            self._problem.say("absent", sentence)
            self._view.show_pages(())
            self._shown = None

    def _say_done(self) -> None:
        if not self._worker.is_busy:
            self._slow.stop()
            self._view.say("")

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.follow()


def changed_places(before: Preview, after: Preview) -> list[Mark]:
    """Where the first block, or row of a table, that reads otherwise now stands; [] when something only went away."""
    place = _changed(before.blocks, after.blocks)
    if place is None:
        return []
    block, row = place
    return [
        Mark(piece.page - 1, piece.top, piece.bottom)
        for piece in after.pieces
        if piece.block == block and row in (-1, piece.row)
    ]


def typed_place(before: Preview, after: Preview, marks: Sequence[Mark]) -> Mark:
    """The line in the marks where the words begin to differ: what is brought into view of a long paragraph."""
    place = _changed(before.blocks, after.blocks)
    words = " ".join(texts([after.blocks[place[0]]])) if place else ""
    old = " ".join(texts([before.blocks[place[0]]])) if place and place[0] < len(before.blocks) else ""
    same = next((at for at, pair in enumerate(zip(words, old, strict=False)) if pair[0] != pair[1]), len(old))
    left = sum(mark.bottom - mark.top for mark in marks) * min(1.0, same / max(1, len(words)))
    for mark in marks:
        height = mark.bottom - mark.top
        if left <= height:
            at = mark.top + left
            return Mark(mark.page, max(mark.top, at - 20), min(mark.bottom, at + 20))
        left -= height
    return marks[-1]


def _changed(before: Sequence[Block], after: Sequence[Block]) -> tuple[int, int] | None:
    known = set(before)
    for at, block in enumerate(after):
        if block in known:
            continue
        old = before[at] if at < len(before) else None
        if isinstance(block, Table) and isinstance(old, Table):
            rows = set(old.rows)
            return at, next((number for number, row in enumerate(block.rows) if row not in rows), -1)
        return at, -1
    return None
