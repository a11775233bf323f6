"""Who of a roster file could not be written, each with the cell and the reason, kept on the screen and saved as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.actions.roster_files import reasons, save_left
from chibo_desktop.actions.roster_import import Line
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.roster_start import FOLDER
from chibo_desktop.ui.editors.roster_words import SHOWN
from chibo_desktop.ui.saving import ask_file
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message, Shape
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.words import Prose

MOST_LINES = 200


class RosterLeft(ScrolledCard):
    """`closed`: the person wants the list of members; `file_asked`: the mended file, or another one."""

    closed = Signal()
    file_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Chưa ghi được")
        self._session, self._lines, self._file = session, tuple[Line, ...](), ""
        self._message = Message()
        self._save = Button("Lưu danh sách …", icon="file")
        self._save.clicked.connect(self.ask_target)
        another = Button("Nhập tệp đã sửa …", icon="folder")
        another.clicked.connect(self.file_asked)
        close = Button("Xem danh sách", icon="members")
        close.clicked.connect(self.closed)
        self.layout().insertWidget(2, self._message)  # type: ignore[union-attr]
        buttons = Flow()
        for button in (self._save, another, close):
            buttons.put(button)
        self.foot.addWidget(buttons, 1)

    def begin(self, lines: Sequence[Line], of_file: str) -> None:
        """For what one file left."""
        self._lines, self._file = tuple(lines), of_file
        self._message.say("absent", "")
        self.box.clear()
        for line in self._lines[:MOST_LINES]:
            self.box.column.addWidget(_line(line))
        if len(self._lines) > MOST_LINES:
            more = f"Còn {len(self._lines) - MOST_LINES} người nữa: lưu danh sách ra tệp để xem hết."
            self.box.column.addWidget(Prose(more, "muted"))
        self.box.column.addStretch(1)
        self._save.setFocus()

    def ask_target(self) -> None:
        """Asks where the workbook is to lie and writes it."""
        settings, name = self._session.settings, "chua-ghi-duoc.xlsx"
        target = ask_file(self, settings, name, remembered=FOLDER, title="Lưu danh sách", kind="Excel")
        if target is None:
            return
        try:
            count = save_left(self._session.desk, target, self._lines, self._file)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._message.say("done", f"Đã lưu {count} người vào “{target.name}”.")


def _line(line: Line) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(8))
    name = line.row.name or line.row.raw_name or "(chưa có tên)"
    said = "<br>".join(escape(str(each)) for each in reasons(line))
    row.addWidget(Shape(SHOWN[line.outcome][0]), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Prose(f"<b>{escape(name)}</b>, dòng {line.row.number}<br>{said}", width=240), 1)
    return made
