"""Where a roster file is asked for: choosing one, or saving the empty workbook to fill in; no file is read here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.roster_files import save_template
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui.saving import ask_file
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.words import Prose

FOLDER = "roster_folder"
"""Setting: the folder a roster was last read from or written to."""


class RosterStart(Card):
    """`file_asked`, `closed`; `said(kind, sentence)` after the template was saved or could not be."""

    file_asked = Signal()
    closed = Signal()
    said = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__("Chọn tệp có danh sách đảng viên")
        self._session = session
        self.add(
            Prose(
                "Kéo tệp vào đây, hoặc bấm nút chọn: .xlsx, .xls, .ods, .csv. Chương trình đọc và nói trước sẽ thêm ai, "
                "sửa gì; chưa ghi gì vào sổ cho tới khi bấm nút ghi. Tệp của người nào cũng được, cột nào không cần thì để đó.",
                width=320,
            )
        )
        self.choose = Button("Chọn tệp …", icon="folder")
        self.choose.clicked.connect(self.file_asked)
        template = Button("Lưu tệp mẫu để điền …", icon="file")
        template.clicked.connect(self.ask_template)
        self.done = Button("Xem danh sách", icon="members")
        self.done.clicked.connect(self.closed)
        row = QHBoxLayout()
        for button in (self.choose, template, self.done):
            row.addWidget(button)
        row.addStretch(1)
        self.add_layout(row)

    def ask_template(self) -> None:
        """Asks where the empty workbook is to lie and writes it."""
        settings, name = self._session.settings, "danh-sach-dang-vien.xlsx"
        target = ask_file(self, settings, name, remembered=FOLDER, title="Lưu tệp mẫu", kind="Excel")
        if target is None:
            return
        try:
            save_template(self._session.desk, target)
        except (Refusal, Trouble) as problem:
            self.said.emit("absent", problem.sentence)
            return
        self.said.emit("done", f"Đã lưu tệp mẫu “{target.name}”. Điền xong thì chọn tệp ấy ở đây.")
