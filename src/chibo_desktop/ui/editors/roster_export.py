"""The list of members into a workbook: without what is private, or with it for a reason that is noted."""

from __future__ import annotations

from PySide6.QtCore import Signal

from chibo_desktop.actions.roster_files import save_roster
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui.editors.roster_start import FOLDER
from chibo_desktop.ui.saving import ask_file
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.words import Prose


class RosterExport(ScrolledCard):
    """`closed` when the person is done."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Ghi danh sách ra Excel")
        self._session, self._cell = session, ""
        self._private = CheckBox("Kèm ngày sinh, dân tộc và số thẻ đảng viên")
        self._private.toggled.connect(self._on_private)
        self._reason = LineField("Lý do (được ghi vào sổ truy cập)", max_len=120)
        self._reason.hide()
        self._message = Message()
        self._save = Button("Chọn nơi lưu …", icon="folder")
        self._save.clicked.connect(self.ask_target)
        close = Button("Đóng")
        close.clicked.connect(self.closed)
        said = "Danh sách hôm nay, mỗi người một dòng. Ngày sinh, dân tộc và số thẻ chỉ ghi ra khi có lý do."
        for part in (Prose(said, "muted"), self._private, self._reason, self._message):
            self.box.column.addWidget(part)
        self.box.column.addStretch(1)
        self.foot.addWidget(close)
        self.foot.addStretch(1)
        self.foot.addWidget(self._save)

    def begin(self, cell: str) -> None:
        """For the list of one cell."""
        self._cell = cell
        self._private.setChecked(False)
        self._reason.set_value("")
        self._message.say("absent", "")
        self._private.setFocus()

    def _on_private(self, is_wanted: bool) -> None:
        self._reason.setVisible(is_wanted)
        self._reason.clear_error()

    def ask_target(self) -> None:
        """Asks where the file is to lie and writes it; a missing reason is said under its field."""
        reason = self._reason.commit()
        if self._private.isChecked() and not reason:
            self._reason.show_error("Ghi lý do, ví dụ: đối chiếu thẻ đảng với xã.")
            self._reason.setFocus()
            return
        settings, name = self._session.settings, "danh-sach-dang-vien.xlsx"
        target = ask_file(self, settings, name, remembered=FOLDER, title="Lưu danh sách", kind="Excel")
        if target is None:
            return
        given = reason if self._private.isChecked() else ""
        try:
            count = save_roster(self._session.desk, target, reason=given, cell_id=self._cell)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._message.say("done", f"Đã ghi {count} người vào “{target.name}”.")
