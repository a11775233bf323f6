"""The page "Nhật ký": what was written, what two machines wrote differently, what was put away, who printed and looked."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.lists.conflicts import conflict_count
from chibo_desktop.records import SPECS
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.conflict_view import ConflictView
from chibo_desktop.ui.editors.history_button import BACK
from chibo_desktop.ui.editors.history_lists import AccessView, RecentView
from chibo_desktop.ui.editors.history_view import HistoryView
from chibo_desktop.ui.editors.put_away_view import PutAwayView
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.title_row import TitleRow

CONFLICTS = "conflicts"
PARTS = (
    ("written", "Đã ghi"),
    (CONFLICTS, "Ghi khác nhau"),
    ("away", "Lưu trữ"),
    ("access", "In, xem, gửi"),
)


class HistoryPage(Page):
    """`open` takes "kind id" for the history of a record, or the name of one of the parts."""

    TITLE: ClassVar[str] = title_of(__name__)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._title = TitleRow(self.TITLE)
        self._back = Button("Quay lại", "quiet", icon="back", key="Esc")
        self._back.clicked.connect(self._on_back)
        self._title.add(self._back)
        self._part = Segments(list(PARTS), "written", "Xem")
        self._part.chosen.connect(self._show_part)
        self._record = HistoryView(session)
        self._record.titled.connect(self._title.set_title)
        self._recent, self._conflicts = RecentView(session), ConflictView(session)
        self._away, self._access = PutAwayView(session), AccessView(session)
        self._recent.opened.connect(self._show_record)
        self._away.history_wanted.connect(self._show_record)
        self._conflicts.settled.connect(self._show_count)
        self._is_record, self._is_from_here = False, False
        self._views: dict[str, RecentView | ConflictView | PutAwayView | AccessView] = {
            "written": self._recent,
            CONFLICTS: self._conflicts,
            "away": self._away,
            "access": self._access,
        }
        self._lay_out()
        self._show_part("written")
        look.follow(self.fit)

    def _lay_out(self) -> None:
        stack = QVBoxLayout()  # not a stack: views that are not seen must not make the window higher
        for view in (*self._views.values(), self._record):
            view.hide()
            stack.addWidget(view)
        self._parts = QWidget()
        row = QHBoxLayout(self._parts)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._part)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._parts)
        self._column.addLayout(stack, 1)

    def refresh(self) -> None:
        self._show_count()
        if self._is_record:
            self._record.refresh()
        else:
            self._views[self._part.taken()].refresh()

    def open(self, record_id: str) -> None:
        kind, _, identity = record_id.partition(" ")
        if identity and kind in SPECS:
            self._show_record(kind, identity, is_from_here=False)
        else:
            self._show_part(kind if kind in self._views else "written")

    def _show_record(self, kind: str, record_id: str, *, is_from_here: bool = True) -> None:
        self._is_record, self._is_from_here = True, is_from_here
        self._parts.hide()
        self._back.show()
        self._show_only(self._record)
        self._record.show_record(kind, record_id)
        self._record.take_focus()

    def _show_part(self, key: str) -> None:
        self._is_record = False
        self._part.take(key)
        self._parts.show()
        self._back.hide()
        self._title.set_title(self.TITLE, "")
        self._show_only(self._views[key])
        self.refresh()

    def _show_only(self, shown: QWidget) -> None:
        for view in (*self._views.values(), self._record):
            if view is not shown:
                view.hide()
        shown.show()

    def _show_count(self) -> None:
        if not self._is_record:
            count = conflict_count(self.session.store)
            self._title.set_title(self.TITLE, f"{count} chỗ ghi khác nhau" if count else "")

    def _on_back(self) -> None:
        if self._is_from_here:
            self._show_part(self._part.taken())
        else:
            self._show_part("written")
            self.go_to.emit(BACK, "")

    def may_leave(self) -> bool:
        self._conflicts.leave()
        return True

    def fit(self) -> None:
        side = look.px(look.PADDING)
        self._column.setContentsMargins(side, look.px(16), side, look.px(16))
        self._column.setSpacing(look.px(12))
