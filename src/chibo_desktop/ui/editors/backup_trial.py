"""What a backup holds beside today's book, and the step of putting it back; the backup is opened by the worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.backups import Comparison, look_into
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.restoring import Opening, Prepared, prepare
from chibo_desktop.base.dates import PartialDate, show_day
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Words


class BackupTrial(QWidget):
    """`open` tries a backup; `prepared` once the person wants it back and it lies ready beside the book.

    `begun` and `closed` say when the trial takes the place of the list it was chosen from.
    """

    begun = Signal()
    tried = Signal()
    prepared = Signal(object)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._path = Path()
        self._found: Comparison | None = None
        self._message = Message()
        self._work = LongWork(session)
        self._work.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._work.ended.connect(self._on_ended)
        self._figures = QWidget()
        self._grid = QGridLayout(self._figures)
        self._note = Prose("", width=300)
        self._lay_out()
        self._show_nothing()
        look.follow(self.fit)

    def _lay_out(self) -> None:
        self._wish = Button("Lấy sổ lại từ bản này …", icon="bring-back")
        self._wish.clicked.connect(lambda: self._ask(is_asked=True))
        self._close = Button("Đóng", "quiet")
        self._close.clicked.connect(self._on_close)
        self._sure = Button("Lấy lại bản này", "primary")
        self._sure.clicked.connect(self._on_sure)
        self._not = Button("Thôi, giữ sổ hiện nay", "plain")
        self._not.clicked.connect(lambda: self._ask(is_asked=False))
        self._row = QHBoxLayout()
        for button in (self._wish, self._sure, self._not, self._close):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        for part in (self._work, self._message, self._figures, self._note):
            self._column.addWidget(part)
        self._column.addLayout(self._row)

    def open(self, path: Path) -> None:
        """Opens the backup in a folder of its own, checks it whole and shows it beside today's book."""
        self._show_nothing()
        self._path = path
        self.begun.emit()

        def job(desk: Desk, say: Say) -> Comparison:
            return look_into(desk, path, say)

        self._run("Đang mở thử và xét từng trang", job, self._show)

    def _run(self, words: str, job: Callable[[Desk, Say], Any], on_done: Callable[[Any], None]) -> None:
        self.show()
        self._message.say("absent", "")
        self._work.run(words, job, on_done)

    def _on_ended(self) -> None:
        self._close.show()
        self._close.setFocus()

    def _on_close(self) -> None:
        self._show_nothing()
        self.closed.emit()

    def _show_nothing(self) -> None:
        self._found = None
        for part in (self._figures, self._note, self._wish, self._close):
            part.hide()
        self._message.say("absent", "")
        self._ask(is_asked=False)
        self.hide()

    def _show(self, found: Comparison) -> None:
        self._found = found
        self._message.say("done", f"Bản {moment_of(found)} nguyên vẹn, mở được.")
        self._fill(found)
        self._figures.show()
        self._ask(is_asked=False)
        self.tried.emit()

    def _fill(self, found: Comparison) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = [("", "Bản sao lưu", "Sổ hôm nay"), *figures_of(found)]
        for row, line in enumerate(lines):
            for column, words in enumerate(line):
                label = Words(words, "strong" if column and row else "body", "muted" if not row else "ink")
                side = Qt.AlignmentFlag.AlignLeft if not column else Qt.AlignmentFlag.AlignRight
                self._grid.addWidget(label, row, column, side)
            if row:
                self._grid.itemAtPosition(row, 0).widget().setAccessibleName(": ".join(line[:2]))  # type: ignore[union-attr]
        self._grid.setColumnStretch(0, 1)

    def _ask(self, *, is_asked: bool) -> None:
        """What follows is said before the last step; nothing opens over the page."""
        found = self._found
        self._sure.setVisible(is_asked)
        self._not.setVisible(is_asked)
        self._wish.setVisible(found is not None and not is_asked)
        self._close.setVisible(not is_asked)
        self._note.setVisible(found is not None)
        if found is not None:
            self._note.say(consequences(found) if is_asked else difference(found))
        if is_asked:
            self._not.setFocus()

    def _on_sure(self) -> None:
        path, folder = self._path, self._session.desk.folder

        def job(desk: Desk, say: Say) -> Prepared:
            return prepare(folder, path, Opening(desk.key), clock=desk.store.clock, say=say)

        self._ask(is_asked=False)
        self._run("Đang lấy bản sao lưu ra và kiểm tra", job, self.prepared.emit)

    def fit(self) -> None:
        self._column.setContentsMargins(0, look.px(8), 0, 0)
        self._column.setSpacing(look.px(8))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(24))
        self._grid.setVerticalSpacing(look.px(6))
        self._row.setSpacing(look.px(8))


def moment_of(found: Comparison) -> str:
    """When the backup was made."""
    at = found.header.made_at
    return f"{at:%H:%M} ngày {show_day(at.date())}"


def figures_of(found: Comparison) -> list[tuple[str, str, str]]:
    """What is counted, in the backup and today."""
    old, own = found.facts, found.own
    return [
        ("Đảng viên", str(old.members), str(own.members)),
        ("Buổi sinh hoạt", str(old.meetings), str(own.meetings)),
        ("Buổi gần nhất", _last_words(old.last_meeting), _last_words(own.last_meeting)),
        ("Lần ghi", str(old.entries), str(own.entries)),
    ]


def _last_words(iso: str) -> str:
    return PartialDate.from_iso(iso).shown() if iso else "chưa có"


def difference(found: Comparison) -> str:
    """How far the present book has gone on since."""
    if not found.more_here:
        return "Sổ hôm nay không có gì thêm so với bản này."
    return f"Sổ hôm nay có thêm <b>{found.more_here} lần ghi</b> sau bản này."


def consequences(found: Comparison) -> str:
    """What putting it back means."""
    said = [f"Sổ sẽ trở về như lúc <b>{moment_of(found)}</b>."]
    if found.more_here:
        said.append(
            f"{found.more_here} lần ghi sau đó: phần đã gửi thì gói nhận lần tới đưa về; phần chưa gửi chỉ còn "
            "trong các tệp được giữ riêng."
        )
    said.append("Không tệp nào bị xóa. Mật khẩu vẫn như hôm nay.")
    return " ".join(said)
