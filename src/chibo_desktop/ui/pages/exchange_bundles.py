"""The two cards bundles pass through: making one into a folder, and reading files after saying what they would bring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import Made, ReadResult, make_bundle, read_bundles
from chibo_desktop.lists.exchange import ExchangeFacts, Neighbour
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.progress import Progress
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose, Words

FOLDER = "bundle_folder"
RESULT_SHAPES: dict[str, glyphs.Kind] = {"read": "done", "known": "dot", "refused": "absent"}
RESULT_WORDS = {"read": "Có mới", "known": "Đã có", "refused": "Không đọc được"}


class SendCard(Card):
    """One body at a time; `made` after a bundle lies whole in the folder."""

    made = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Gửi")
        self._session = session
        self._neighbours: dict[str, Neighbour] = {}
        self._to = DropDown()
        self._to.setAccessibleName("Gửi cho")
        self._to.activated.connect(lambda _place: self._say_state())
        self._state = Prose("", width=320)
        self._send = Button("Tạo gói vào thư mục …", icon="usb")
        self._send.clicked.connect(self.ask_folder)
        self._progress = Progress()
        self._progress.hide()
        self._message = Message()
        self._row = QHBoxLayout()
        self._row.addWidget(Words("Cho"))
        self._row.addWidget(self._to, 1)
        self.add_layout(self._row)
        for part in (self._state, self._progress, self._message):
            self.add(part)
        foot = QHBoxLayout()
        foot.addWidget(self._send)
        foot.addStretch(1)
        self.body.addStretch(1)
        self.add_layout(foot)

    def show_facts(self, facts: ExchangeFacts) -> None:
        """The bodies one can send to, and what waits for the one above."""
        kept = self._to.currentData()
        self._neighbours = {each.id: each for each in facts.neighbours}
        self._unconfirmed = facts.unconfirmed
        self._to.clear()
        for each in facts.neighbours:
            self._to.addItem(each.name, each.id)
        self._to.setCurrentIndex(max(0, self._to.findData(kept)))
        for part in (self._to, self._send):
            part.setEnabled(bool(facts.neighbours))
        self._say_state()

    def _say_state(self) -> None:
        each = self._neighbours.get(str(self._to.currentData() or ""))
        if each is None:
            self._state.say(
                "Chưa nối với ai: xin chứng thư của cấp trên trước, hoặc cấp chứng thư cho cấp dưới."
            )
            return
        words = []
        if each.is_above:
            waiting = self._unconfirmed
            words.append(
                f"<b>{waiting} lần ghi</b> cấp trên chưa báo đã nhận." if waiting else "Cấp trên đã nhận đủ."
            )
        out = each.last_out
        words.append(f"Gói gần nhất: {out.at:%H:%M %d/%m/%Y}." if out else "Chưa tạo gói nào cho nơi này.")
        self._state.say(" ".join(words))

    def ask_folder(self) -> None:
        """Asks for the folder (a stick, usually), then makes the bundle there."""
        start = self._session.settings.get(FOLDER, str(Path.home()))
        chosen = QFileDialog.getExistingDirectory(self, "Chọn thư mục để gói, ví dụ ổ USB", start)
        if chosen:
            self._session.settings.put(FOLDER, chosen)
            self.send_to(Path(chosen))

    def send_to(self, folder: Path) -> None:
        """Makes the bundle on the worker."""
        body = str(self._to.currentData() or "")

        def job(desk: Desk, say: Say) -> Made:
            say(0, 1)
            return make_bundle(desk, body, folder)

        self._send.setEnabled(False)
        self._message.say("absent", "")
        self._progress.show()
        self._progress.start("Đang đóng gói và đọc lại để kiểm tra", 0)
        self._task = Task(self._session, job, self)
        self._task.done.connect(self._on_made)
        self._task.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def _on_made(self, made: Made) -> None:
        if not made.entries and not made.receipts:
            words = "Gói không có lần ghi nào mới."
        else:
            words = f"Trong gói có {made.entries} lần ghi, {made.receipts} biên nhận."
        self._message.say("done", f"Đã ghi và đọc lại gói “{made.path.name}”. Rút USB được rồi.", words)
        self.made.emit()

    def _on_ended(self) -> None:
        self._progress.hide()
        self._send.setEnabled(True)


class ReceiveCard(Card):
    """Files are looked into first; what they would bring stands in a list before anything is taken in."""

    read = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Nhận")
        self._session = session
        self._paths: tuple[Path, ...] = ()
        self._hint = Prose(
            "Chọn các tệp .cbb trên USB. Chương trình nói trước trong gói có gì rồi mới đọc vào sổ.",
            "muted",
            width=320,
        )
        self._choose = Button("Chọn gói để nhận …", icon="receive")
        self._choose.clicked.connect(self.ask_files)
        self._progress = Progress()
        self._progress.stop_asked.connect(self._on_stop)
        self._progress.hide()
        self._rows = RowList(name="Các gói vừa chọn")
        self._message = Message()
        self._take = Button("Đọc vào sổ", icon="check")
        self._take.clicked.connect(self.take_in)
        self._take.hide()
        self._task: Task | None = None
        row = QHBoxLayout()
        row.addWidget(self._choose)
        row.addStretch(1)
        row.addWidget(self._take)
        self.add(self._hint)
        self.add(self._rows)
        self.add(self._progress)
        self.add(self._message)
        self.body.addStretch(1)
        self.add_layout(row)

    def ask_files(self) -> None:
        """Asks for the files and says what they would bring."""
        start = self._session.settings.get(FOLDER, str(Path.home()))
        chosen, _ = QFileDialog.getOpenFileNames(self, "Chọn các gói để nhận", start, "Gói (*.cbb)")
        if chosen:
            self._session.settings.put(FOLDER, str(Path(chosen[0]).parent))
            self.look_into([Path(path) for path in chosen])

    def look_into(self, paths: Sequence[Path]) -> None:
        """A dry run over the files on the worker: nothing is changed."""
        self._paths = tuple(paths)
        self._run(dry=True)

    def take_in(self) -> None:
        """Reads the files just looked into."""
        self._run(dry=False)

    def _run(self, *, dry: bool) -> None:
        paths = self._paths

        def job(desk: Desk, say: Say) -> list[ReadResult]:
            def on_step(done: int, of: int) -> bool:
                say(done, of)
                return True

            return read_bundles(desk, paths, dry, on_step)

        self._message.say("absent", "")
        self._take.hide()
        self._choose.setEnabled(False)
        self._progress.show()
        self._progress.start("Đang xem các gói" if dry else "Đang đọc vào sổ", len(paths))
        self._task = Task(self._session, job, self)
        self._task.advanced.connect(lambda done, _total: self._progress.advance(done))
        self._task.done.connect(self._on_looked if dry else self._on_read)
        self._task.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._task.stopped.connect(self._on_stopped)
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def _on_looked(self, results: list[ReadResult]) -> None:
        self._show(results)
        self._take.setVisible(any(result.result != "refused" for result in results))
        self._take.setFocus()

    def _on_read(self, results: list[ReadResult]) -> None:
        self._show(results)
        good = sum(1 for result in results if result.result != "refused")
        kind: glyphs.Kind = "done" if good == len(results) else "warning"
        self._message.say(kind, f"Đã nhận {good} trên {len(results)} gói.")
        for result in results:
            self._session.tell(result.changes)
        self.read.emit()

    def _on_stopped(self) -> None:
        self._message.say("half", "Đã dừng. Gói nào đọc xong thì đã vào sổ; các gói còn lại vẫn nguyên.")
        self._session.look()
        self.read.emit()

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.stop()

    def _on_ended(self) -> None:
        self._progress.hide()
        self._choose.setEnabled(True)

    def _show(self, results: list[ReadResult]) -> None:
        self._rows.set_rows([result_row(result) for result in results])
        self._hint.hide()


def result_row(result: ReadResult) -> Row:
    """One file: whose it is, what it brings."""
    title = result.from_name or result.path.name
    return Row(
        str(result.path),
        title,
        result.sentence,
        RESULT_SHAPES[result.result],
        RESULT_WORDS[result.result],
        quiet=result.result != "refused",
    )
