"""What is still to be done after a merger or a replacement: moving the members of cells that ended, with one press where both are typed for here."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.members_moving import may_move, move_left_members
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.succession_left import LeftMembers, left_members
from chibo_desktop.lists.typed_for import typed_cells
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message


class MembersToMove(QWidget):
    """`moved(said)` once they are on the other list."""

    moved = Signal(str)

    def __init__(self, session: Session, left: LeftMembers) -> None:
        super().__init__()
        self._session, self._left = session, left
        self._column = QVBoxLayout(self)
        self._said = Message()
        self._column.addWidget(self._said)
        self._row = Flow()
        self._column.addWidget(self._row)
        self._show()
        look.follow(self.fit)

    def _show(self) -> None:
        left, desk = self._left, self._session.desk
        from_where = ", ".join(f"{cell.members} ở {cell.name}" for cell in left.cells)
        words = f"Còn phải làm: chuyển {left.members} đảng viên sang {left.into_name} ({from_where})."
        self._said.say("warning", words, escape(self._how()))
        if may_move(desk, left.into_id):
            button = Button(f"Chuyển {left.members} đảng viên", icon="check")
            button.clicked.connect(self._move)
            self._row.put(button)
        if left.into_id in typed_cells(desk.store):
            opening = Button(f"Mở sổ {left.into_name}")
            opening.clicked.connect(lambda: self._session.typing_wanted.emit(left.into_id))
            self._row.put(opening)

    def _how(self) -> str:
        left, desk = self._left, self._session.desk
        if left.on > desk.today:
            return f"Từ ngày {show_day(left.on)} bấm chuyển ở đây."
        if may_move(desk, left.into_id):
            return (
                f"Một lần bấm ghi đủ: có tên ở sổ mới từ ngày {show_day(left.on)}, sổ cũ hết ngày trước đó; biên bản cũ giữ "
                "nguyên. Chức vụ trong chi ủy, việc đang giao thì ghi lại ở sổ mới. Lớp, buổi học trước ngày chuyển vẫn "
                "ghi theo sổ cũ."
            )
        return "Sổ ghi ở máy nào thì chuyển ở máy ấy: sổ cũ ghi ngày rời chi bộ, sổ mới thêm vào danh sách."

    def _move(self) -> None:
        try:
            self._session.do(move_left_members, self._left.into_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.moved.emit(self._moved_words())

    def _moved_words(self) -> str:
        left, desk = self._left, self._session.desk
        still = left_members(desk.store, left.into_id, desk.today)
        staying = still.members if still else 0
        words = f"Đã chuyển {left.members - staying} đảng viên sang {left.into_name}."
        return (
            f"{words} Còn {staying} người chưa có họ và tên: ghi họ tên ở sổ cũ rồi chuyển."
            if staying
            else words
        )

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
