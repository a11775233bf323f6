"""Making one bundle into a folder on the worker: the folder that is asked for and remembered, what goes on, what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import Made, make_bundle
from chibo_desktop.actions.refound import refound
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say
from chibo_desktop.ui.widgets.message import Message

FOLDER = "bundle_folder"


class BundleSending(QWidget):
    """`made` after a bundle lies whole in the folder; `begun` and `ended` around every attempt."""

    begun = Signal()
    made = Signal()
    ended = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work, self._message = LongWork(session), Message()
        self._work.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._work.ended.connect(self.ended)
        self._column = QVBoxLayout(self)
        for part in (self._work, self._message):
            self._column.addWidget(part)
        look.follow(self.fit)

    def last_folder(self) -> Path | None:
        """The folder of the bundle before, None when it is not there now (the stick is not in)."""
        kept = self._session.settings.get(FOLDER, "")
        folder = Path(kept) if kept else None
        return folder if folder is not None and folder.is_dir() else None

    def ask_folder(self, body: str, *, anew: bool = False) -> None:
        """Asks for the folder (a stick, usually), then makes the bundle there; `anew`: with everything from the start."""
        start = self._session.settings.get(FOLDER, str(Path.home()))
        chosen = QFileDialog.getExistingDirectory(self, "Chọn thư mục để gói, ví dụ ổ USB", start)
        if chosen:
            self._session.settings.put(FOLDER, chosen)
            self.send(body, Path(chosen), anew=anew)

    def send(self, body: str, folder: Path, *, anew: bool = False) -> None:
        """Makes the bundle for a body on the worker; one at a time."""
        if self._work.is_busy:
            return

        def job(desk: Desk, say: Say) -> Made:
            say(0, 1)
            return refound(desk, body, folder) if anew else make_bundle(desk, body, folder)

        self.begun.emit()
        self._message.say("absent", "")
        self._work.run("Đang đóng gói và đọc lại để kiểm tra", job, self._on_made)

    def _on_made(self, made: Made) -> None:
        if not made.entries and not made.receipts:
            words = "Gói không có gì mới."
        else:
            parts = ["những điều mới ghi"] if made.entries else []
            parts += ["tin báo đã nhận"] if made.receipts else []
            words = f"Trong gói có {' và '.join(parts)}."
        self._message.say("done", f"Đã ghi và đọc lại gói “{made.path.name}”. Rút USB được rồi.", words)
        self.made.emit()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))


def received_words(unconfirmed: int) -> str:
    """Whether the body above said that it has everything written here, so many entries of which it has not confirmed."""
    return "<b>Còn phần mới ghi</b> cấp trên chưa báo đã nhận." if unconfirmed else "Cấp trên đã nhận đủ."
