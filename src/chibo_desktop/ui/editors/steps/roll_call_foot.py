"""The foot of the roll call: who came from above, and in one muted line who is not counted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.rules.attendance import Attendance
from chibo_desktop.ui import icons, look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.words import Words


class GuestsRow(QWidget):
    """`wanted(guest_id)` asks for the form of a guest, "" for a new one; `others_chosen` for the rows not counted."""

    wanted = Signal(str)
    others_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card()
        self._pin = Words()
        self._names = QVBoxLayout()
        self._add = Button("Thêm đại biểu", icon="plus", key="F4")
        self._add.clicked.connect(lambda: self.wanted.emit(""))
        self._others = Button("", "quiet")
        self._others.clicked.connect(self.others_chosen)
        self._head = QHBoxLayout()
        self._head.addWidget(Words("Đại biểu cấp trên", "strong"), 1)
        self._head.addWidget(self._others)
        row = QHBoxLayout()
        row.addWidget(self._pin, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._names, 1)
        row.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        self._row = row
        self._card.add_layout(row)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._card)
        look.follow(self.fit)

    def show_guests(self, sheet: MeetingSheet, *, others_shown: bool) -> None:
        """Each guest in one line that opens the form."""
        while (item := self._names.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for guest in sheet.guests:
            parts = (guest.text("full_name"), guest.text("office"))
            line = Button(", ".join(part for part in parts if part), "link")
            line.clicked.connect(lambda _=False, chosen=guest.id: self.wanted.emit(chosen))
            self._names.addWidget(line)
        if not sheet.guests:
            self._names.addWidget(Words("Chưa ghi ai.", tone="muted"))
        self._add.setVisible(not sheet.is_finalised)
        words = not_counted(sheet.attendance)
        self._others.say("Thôi ghi người không tính" if others_shown and words else words)
        self._others.setVisible(bool(words))
        self._others.setToolTip("Ghi người miễn hoặc tạm vắng mà vẫn đến dự")

    def fit(self) -> None:
        self._pin.setPixmap(icons.picture("pin", "muted", 20))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
        self._row.setSpacing(look.px(12))


def not_counted(counted: Attendance) -> str:
    """ "Không tính 4: miễn 2, tạm đi nơi khác 2", "" when everybody is due."""
    groups = (
        ("miễn", counted.exempt),
        ("tạm đi nơi khác", counted.away),
        ("đình chỉ", counted.suspended),
        ("nơi khác đến", counted.visiting),
    )
    said = [f"{words} {number}" for words, number in groups if number]
    total = sum(number for _, number in groups)
    return f"Không tính {total}: {', '.join(said)}" if total else ""
