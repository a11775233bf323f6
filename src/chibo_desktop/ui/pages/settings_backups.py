"""The two cards of backups in "Thiết đặt": how it stands with them and a copy elsewhere; the ones there are, and trying one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.backups import back_up, copy_out
from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.disks import folder_name, shown
from chibo_desktop.lists.backups import BackupFacts, BackupRow, backup_facts, newest_words
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.backup_trial import BackupTrial
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.folding import Folding
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

SHOWN = 5


class BackupsPair(Folding):
    """Both cards; they read anew what lies in the folder whenever they are shown."""

    def __init__(self, session: Session) -> None:
        self._state, self._shelf = BackupCard(session), ShelfCard(session)
        super().__init__(self._state, self._shelf, weights=(6, 5))
        self._session = session
        for card in (self._state, self._shelf):
            card.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        facts = backup_facts(self._session.desk.folder)
        self._state.show_facts(facts)
        self._shelf.show_facts(facts)

    def _on_changed(self) -> None:
        self.refresh()
        self._session.changed.emit(Changes())  # the bottom line and "Hôm nay" say it, too


class BackupCard(Card):
    """How it stands, making one now, and a copy on a stick or another disk."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        self._row = QHBoxLayout()
        super().__init__("Sao lưu", "tự làm mỗi ngày có ghi thêm")
        self._session = session
        self._place = ""
        self._newest, self._copied = Message(), Message()
        self._kept = Prose("", "muted", width=320)
        self._said = Message()
        self._work = LongWork(session)
        self._work.refused.connect(lambda sentence: self._said.say("absent", sentence))
        self._work.ended.connect(self._on_ended)
        for part in (self._newest, self._copied, self._kept):
            self.add(part)
        self._make = Button("Sao lưu ngay", icon="check")
        self._make.clicked.connect(self.make)
        self._copy = Button("", icon="usb")
        self._copy.clicked.connect(self.copy)
        self._other = Button("Nơi khác …", "link")
        self._other.clicked.connect(self.ask_place)
        for button in (self._make, self._copy, self._other):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.add_layout(self._row)
        self.add(self._work)
        self.add(self._said)
        self.body.addStretch(1)

    def show_facts(self, facts: BackupFacts) -> None:
        newest, notes = facts.newest, facts.notes
        today = self._session.now().date()
        self._newest.say("done" if newest else "warning", f"{newest_words(facts, today)}.")
        if notes.trouble:
            self._newest.say("warning", notes.trouble)
        self._place = notes.place
        if notes.copied_at:
            day = f"{notes.copied_at[11:16]} ngày {show_day(datetime.fromisoformat(notes.copied_at).date())}"
            self._copied.say("done", f"Chép ra “{folder_name(Path(notes.place))}” lúc {day}, đã đọc lại.")
        else:
            self._copied.say("todo", "Chưa có bản nào ở USB hoặc ổ khác.")
        self._kept.say(
            "Giữ bản của 7 ngày, 8 tuần và 12 tháng gần nhất có ghi. Bản nào cũng được mở lại kiểm tra rồi mới tính. "
            "Mang sang máy khác thì mở bằng mật khẩu của ngày làm ra nó."
        )
        self._copy.say("Chép ra nơi ấy" if self._place else "Chép ra USB, ổ khác …")
        self._other.setVisible(bool(self._place))

    def make(self) -> None:
        """One now, if anything changed."""

        def job(desk: Desk, say: Say) -> Path | None:
            return back_up(desk, "asked", say)

        self._run(job, "Đang sao lưu và kiểm tra", self._on_made)

    def _on_made(self, made: Path | None) -> None:
        self._said.say("done", "Đã sao lưu và kiểm tra." if made else "Không có gì mới từ bản gần nhất.")

    def copy(self) -> None:
        """To the place chosen before; asks for one at the first time."""
        if self._place:
            self.copy_to(None)
        else:
            self.ask_place()

    def ask_place(self) -> None:
        """Asks for the folder, then copies there."""
        start = self._place or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "Chọn USB hoặc thư mục ở ổ khác", start)
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, folder: Path | None) -> None:
        """Copies the newest backup on the worker, and reads it back there."""

        def job(desk: Desk, say: Say) -> Path:
            return copy_out(desk, folder, say)

        self._run(job, "Đang chép và đọc lại", self._on_copied)

    def _on_copied(self, copied: Path) -> None:
        self._said.say("done", "Đã chép và đọc lại. Rút USB được rồi.", shown(copied))

    def _run(self, job: Any, words: str, done: Any) -> None:
        for button in (self._make, self._copy, self._other):
            button.setEnabled(False)
        self._said.say("done", "")
        self._work.run(words, job, done)

    def _on_ended(self) -> None:
        for button in (self._make, self._copy, self._other):
            button.setEnabled(True)
        self.changed.emit()

    def fit(self) -> None:
        super().fit()
        self._row.setSpacing(look.px(8))


class ShelfCard(Card):
    """The backups there are; opening one tries it."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Thử mở bản sao lưu", "chọn một bản; không đổi gì trong sổ")
        self._session = session
        self._rows: dict[str, BackupRow] = {}
        self._is_long = False
        self._list = RowList(name="Các bản sao lưu")
        self._list.opened.connect(self._on_opened)
        self._none = Prose("Chưa có bản nào. Bản đầu tiên có sau khi đóng chương trình.", "muted", width=300)
        self._trial = BackupTrial(session)
        self._trial.tried.connect(self.changed)
        self._choice = QWidget()
        self._trial.begun.connect(self._choice.hide)
        self._trial.closed.connect(self._on_closed)
        self._trial.prepared.connect(session.replaced)
        self._more = Button("", "link")
        self._more.clicked.connect(self._on_more)
        self._file = Button("Tệp sao lưu ở nơi khác …", "link")
        self._file.clicked.connect(self.ask_file)
        column = QVBoxLayout(self._choice)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._none, self._list):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        row.addWidget(self._file)
        column.addLayout(row)
        self.add(self._choice)
        self.add(self._trial)
        self.body.addStretch(1)

    def show_facts(self, facts: BackupFacts) -> None:
        self._facts = facts
        self._rows = {row.path.name: row for row in facts.rows}
        shown = facts.rows if self._is_long else facts.rows[:SHOWN]
        self._list.set_rows([_row_of(row) for row in shown])
        self._none.setVisible(not facts.rows)
        self._list.setVisible(bool(facts.rows))
        hidden = len(facts.rows) - len(shown)
        self._more.say(f"Xem thêm {hidden} bản cũ hơn")
        self._more.setVisible(hidden > 0)

    def _on_closed(self) -> None:
        self._choice.show()
        self._list.setFocus()

    def _on_more(self) -> None:
        self._is_long = True
        self.show_facts(self._facts)

    def _on_opened(self, name: str) -> None:
        row = self._rows.get(name)
        if row is not None:
            self._trial.open(row.path)

    def ask_file(self) -> None:
        """Asks for a backup that lies elsewhere, as on a stick."""
        start = self._facts.notes.place or str(Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, "Chọn tệp sao lưu", start, "Bản sao lưu (*.cbk)")
        if chosen:
            self._trial.open(Path(chosen))


def _row_of(row: BackupRow) -> Row:
    header = row.header
    if header is None:
        return Row(
            row.path.name, row.path.name, "không đọc được, không tính là bản sao lưu", "absent", "Hỏng"
        )
    at = header.made_at
    return Row(
        row.path.name,
        f"{at:%H:%M} ngày {show_day(at.date())}",
        f"{row.why_words}, {header.entries} lần ghi",
        "done",
        "Đã kiểm tra",
        quiet=True,
    )
