"""What the cards of joining share: small work on the worker, files chosen and read; no card stands here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import reason_in_words
from chibo_desktop.ui.editors.bundle_sending import FOLDER
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Task
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message

LARGEST_FILE = 64 * 1024
"""An invitation or a request with eight certificates has at most 40 KiB."""


class WorkCard(Card):
    """A card whose work runs on the worker and says in place how it went."""

    def __init__(self, session: Session, title: str) -> None:
        super().__init__(title)
        self._session = session
        self._message = Message()
        self._task: Task | None = None

    def work(self, job: Callable[[Desk], Any], then: Callable[[Any], None], *locked: QWidget) -> None:
        """Runs `job` at a desk of its own; `then` gets the result, a Refusal is said. `locked` rest meanwhile."""
        for part in locked:
            part.setEnabled(False)
        self._message.say("absent", "")
        self._task = Task(self._session, lambda desk, _say: job(desk), self)
        self._task.done.connect(then)
        self._task.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._task.ended.connect(lambda: _unlock(locked))
        self._task.start()

    def read(self, source: Path) -> bytes | None:
        """The bytes of a small file; None when it cannot be one of ours, which is said."""
        try:
            if source.stat().st_size > LARGEST_FILE:
                raise Refusal("Tệp này quá lớn, không phải giấy mời hay tệp xin nối. Chọn lại tệp.")
            return source.read_bytes()
        except Refusal as refusal:
            self._message.say("absent", refusal.sentence)
        except OSError as error:
            self._message.say("absent", Trouble(f"Không đọc được tệp: {reason_in_words(error)}").sentence)
        return None

    def add_row(self, *parts: QWidget) -> None:
        """Buttons beside each other, at the left."""
        row = QHBoxLayout()
        for part in parts:
            row.addWidget(part)
        row.addStretch(1)
        self.add_layout(row)


def _unlock(parts: Iterable[QWidget]) -> None:
    for part in parts:
        part.setEnabled(True)


def ask_source(
    parent: QWidget, session: Session, title: str, kinds: str = "Tệp chữ (*.txt);;Mọi tệp (*)"
) -> Path | None:
    """A file to read; None when the person thought better of it."""
    start = session.settings.get(FOLDER, str(Path.home()))
    chosen, _ = QFileDialog.getOpenFileName(parent, title, start, kinds)
    return _chosen(session, chosen)


def ask_target(
    parent: QWidget, session: Session, title: str, name: str, kinds: str = "Tệp chữ (*.txt)"
) -> Path | None:
    """A file to write; None when the person thought better of it."""
    start = Path(session.settings.get(FOLDER, str(Path.home()))) / name
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    return _chosen(session, chosen)


def ask_place(parent: QWidget, session: Session, title: str) -> Path | None:
    """A folder to write into; None when the person thought better of it."""
    start = session.settings.get(FOLDER, str(Path.home()))
    chosen = QFileDialog.getExistingDirectory(parent, title, start)
    if chosen:
        session.settings.put(FOLDER, chosen)
    return Path(chosen) if chosen else None


def _chosen(session: Session, chosen: str) -> Path | None:
    if not chosen:
        return None
    session.settings.put(FOLDER, str(Path(chosen).parent))
    return Path(chosen)


def in_threes(number: str) -> str:
    """Six digits as they are read out."""
    return f"{number[:3]} {number[3:]}"


def plain(words: str) -> str:
    """Words of people inside a sentence that holds tags."""
    return escape(words)
