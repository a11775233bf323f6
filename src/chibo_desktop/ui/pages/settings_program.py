"""The card "Chương trình" of "Thiết đặt": which version runs, an installer brought by stick, and the way back to the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from chibo_desktop import __version__
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.updating import (
    Ready,
    how_to_install,
    prepare_return,
    prepare_update,
    previous_setup,
    start_setup,
)
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.starting import start_apart
from chibo_desktop.exchange.release import Release, read_release
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

KINDS = "Bộ cài (chibo-desktop*.exe chibo-desktop*.deb)"
UNCHECKED = "Bản này không mang khóa phát hành nên không kiểm được chữ ký của bộ cài."


class ProgramCard(Card):
    """Looking comes first and changes nothing; only the second button backs up, starts the installer and closes."""

    def __init__(
        self,
        session: Session,
        key: str | None,
        start: Callable[[Path, Sequence[str]], None] = start_apart,
        *,
        spoilt: str = "",
    ) -> None:
        """`key` as of `release_key`; `start` starts an installer. `spoilt` says why nothing can be installed."""
        self._row, self._next = QHBoxLayout(), QHBoxLayout()
        super().__init__("Chương trình", f"bản {__version__}")
        self._session, self._release_key, self._start, self._spoilt = session, key, start, spoilt
        self._looked: Release | None = None
        self.add(
            Prose(
                "Bản mới mang đến bằng USB: chọn tệp bộ cài, tệp .release nằm cạnh nó. "
                "Chương trình kiểm chữ ký, sao lưu sổ, rồi mới cài đè lên bản cũ.",
                "muted",
                width=320,
            )
        )
        self.add(unchecked := Message())
        # said once it has a place: before, it would open as a window
        if spoilt:
            unchecked.say("absent", spoilt)
        elif key is None:
            unchecked.say("warning", UNCHECKED, "Chỉ dùng bộ cài nhận tận tay từ cấp trên.")
        self._make_parts()
        self._on_ended()

    def _make_parts(self) -> None:
        """The buttons, the line of what is going on, what was found."""
        self._choose = Button("Chọn bộ cài …", icon="usb")
        self._choose.clicked.connect(self.ask_file)
        self._back = Button("Quay về bản trước", "quiet")
        self._back.setToolTip("Sao lưu sổ rồi cài lại bản đã dùng trước bản này; sổ không mất gì")
        self._back.clicked.connect(self.go_back)
        self._install = Button("Sao lưu rồi cập nhật", "primary")
        self._install.clicked.connect(self.install)
        self._said = Message()
        self._work = LongWork(self._session)
        self._work.refused.connect(lambda sentence: self._said.say("absent", sentence))
        self._work.ended.connect(self._on_ended)
        for button in (self._choose, self._back):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._next.addWidget(self._install)
        self._next.addStretch(1)
        self.add_layout(self._row)
        self.add(self._work)
        self.add(self._said)
        self.add_layout(self._next)
        self.body.addStretch(1)

    @property
    def is_busy(self) -> bool:
        """Whether an installer is being read or the book backed up."""
        return self._work.is_busy

    def ask_file(self) -> None:
        """Asks for the installer."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Chọn bộ cài", str(Path.home()), KINDS)
        if chosen:
            self.look(Path(chosen))

    def look(self, setup: Path) -> None:
        """Checks an installer on the worker and says what it is; nothing is copied."""
        if self._spoilt:
            return
        self._looked = None

        def job(_desk: Desk, say: Say) -> Release:
            return read_release(setup, self._release_key, say)

        self._run("Đang kiểm bộ cài", job, self._on_looked)

    def install(self) -> None:
        """Backs up, copies it here, starts it and closes the window."""
        looked = self._looked
        if looked is None:
            return

        def job(desk: Desk, say: Say) -> Ready:
            return prepare_update(desk, looked.setup, self._release_key, say)

        self._run("Đang sao lưu sổ và chép bộ cài", job, self.begin_setup)

    def go_back(self) -> None:
        """The same with the installer of the version before."""
        self._looked = None

        def job(desk: Desk, say: Say) -> Ready:
            return prepare_return(desk, self._release_key, say)

        self._run("Đang sao lưu sổ", job, self.begin_setup)

    def _run(self, what: str, job: Callable[[Desk, Say], Any], on_done: Callable[[Any], None]) -> None:
        self._said.say("done", "")
        for button in (self._choose, self._back, self._install):
            button.setEnabled(False)
        self._work.run(what, job, on_done, on_step=self._work.reach)

    def _on_looked(self, release: Release) -> None:
        made = f", phát hành {show_day(release.made_at.date())}" if release.made_at else ""
        size = f"{release.size / 1e6:.1f}".replace(".", ",")
        what = f"Bản {release.version}{made}, {size} MB."
        if not release.is_newer:
            self._said.say("todo", f"{what} Máy đang dùng bản bằng hoặc mới hơn, không cần cài.")
            return
        self._looked = release
        if release.is_checked:
            self._said.say("done", f"{what} Chữ ký đúng của nơi phát hành.")
        else:
            self._said.say("warning", f"{what} Không kiểm được chữ ký.")

    def begin_setup(self, ready: Ready) -> None:
        """Starts a prepared installer and closes the window; tells what to type where it is no program."""
        self._looked = None
        if command := how_to_install(ready):
            self._said.say("done", f"Sổ đã sao lưu. Đóng chương trình rồi gõ lệnh: {command}")
            return
        try:
            start_setup(ready, self._start)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.window().close()

    def _on_ended(self) -> None:
        for button in (self._choose, self._back, self._install):
            button.setEnabled(not self._spoilt)
        self._install.setVisible(self._looked is not None)
        self._back.setVisible(previous_setup() is not None)

    def fit(self) -> None:
        super().fit()
        for row in (self._row, self._next):
            row.setSpacing(look.px(8))
