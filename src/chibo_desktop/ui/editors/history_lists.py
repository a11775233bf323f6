"""What was written lately on this desk, and who printed, saved and looked: two lists of the page "Nhật ký"."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.dates import show_day, show_time
from chibo_desktop.lists.access import WHAT, AccessRow, access_rows, accessed_records, kept_since
from chibo_desktop.lists.history import HistoryRow, recent_history
from chibo_desktop.papers.catalogue import list_forms
from chibo_desktop.records import SPECS
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.words import Prose

SHOWN = 60
"""So many lines at once; a button shows as many again."""


class RecentView(QWidget):
    """`opened(kind, id)` asks for the history of a record."""

    opened = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._most = session, SHOWN
        self._rows = RowList(name="Đã ghi gần đây")
        self._rows.opened.connect(self._on_opened)
        self._more = Button("Xem thêm")
        self._more.clicked.connect(self._on_more)
        self._card = ScrolledCard("Đã ghi gần đây", "bấm một dòng để xem đã đổi gì")
        self._card.box.column.addWidget(self._rows)
        self._card.box.column.addWidget(self._more)
        self._card.box.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def refresh(self) -> None:
        """Reads the newest writes."""
        found = recent_history(self._session.store, self._most)
        self._rows.set_rows([_recent_line(row) for row in found])
        self._more.setVisible(len(found) >= self._most)

    def _on_more(self) -> None:
        self._most += SHOWN
        self.refresh()

    def _on_opened(self, key: str) -> None:
        _, kind, record_id = key.split(" ")
        if kind in SPECS:
            self.opened.emit(kind, record_id)


def _recent_line(row: HistoryRow) -> Row:
    labels = ", ".join(change.label[:1].lower() + change.label[1:] for change in row.changes)
    if row.is_first:
        labels = "ghi mới"
    second = f"{show_time(row.at)} ngày {show_day(row.at.date())} · {row.user}, {row.machine}"
    return Row(
        f"{row.key} {row.kind} {row.id}",
        f"{row.subject}: {labels}" if labels else row.subject,
        second,
        None if row.counts else "absent",
        "" if row.counts else "không tính",
    )


class AccessView(QWidget):
    """The access log of this machine, narrowed to a record or to one sort of act."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._most = session, SHOWN
        self._what, self._record = DropDown(), DropDown()
        self._what.setAccessibleName("Việc")
        self._record.setAccessibleName("Của bản ghi")
        for box in (self._what, self._record):
            box.activated.connect(lambda _place: self.refresh())
        self._rows = RowList(name="Đã in, lưu, xem, gửi")
        self._more = Button("Xem thêm")
        self._more.clicked.connect(self._on_more)
        self._kept = Prose("", "muted", width=300)
        self._empty = EmptyState(
            "Mỗi lần in, lưu thành tệp, ghi gói, mở khóa hay xem số thẻ đều thành một dòng ở đây.", icon="eye"
        )
        self._card = ScrolledCard("Đã in, lưu, xem, gửi")
        for widget in (self._rows, self._more):
            self._card.box.column.addWidget(widget)
        self._card.box.column.addStretch(1)
        self._lay_out()
        look.follow(self.fit)

    def _lay_out(self) -> None:
        self._filters = QHBoxLayout()
        self._filters.addWidget(self._what)
        self._filters.addWidget(self._record, 1)
        self._filters.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._filters)
        self._column.addWidget(self._card, 1)
        self._column.addWidget(self._empty, 1)
        self._column.addWidget(self._kept)

    def refresh(self) -> None:
        """Reads the log again."""
        every = access_rows(self._session.store)
        acts = {row.what: row.words for row in every}
        _fill(self._what, "Mọi việc", [(key, acts[key]) for key in (*WHAT, *acts) if key in acts])
        _fill(self._record, "Mọi bản ghi", accessed_records(every))
        record, what = str(self._record.currentData() or ""), str(self._what.currentData() or "")
        found = access_rows(self._session.store, record, what)
        self._rows.set_rows([_access_line(place, row) for place, row in enumerate(found[: self._most])])
        self._more.setVisible(len(found) > self._most)
        self._card.set_note(f"{len(found)} dòng")
        self._card.setVisible(bool(every))
        self._empty.setVisible(not every)
        day = show_day(kept_since(self._session.now().date()))
        self._kept.say(
            f"Giữ 2 năm, chỉ ở máy này, không gửi đi đâu. Dòng trước ngày {day} (theo đồng hồ máy) đã tự bỏ."
        )

    def _on_more(self) -> None:
        self._most += SHOWN
        self.refresh()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
        self._filters.setSpacing(look.px(12))


def _fill(box: DropDown, every: str, choices: list[tuple[str, str]]) -> None:
    """The choices with "all" before them; the one taken stays taken."""
    kept = box.currentData()
    box.clear()
    box.addItem(every, "")
    for key, words in dict(choices).items():
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(kept)))


@cache
def _form_titles() -> dict[str, str]:
    """What the forms are called; the log keeps their codes."""
    return {form.code: form.title for form in list_forms()}


def _access_line(place: int, row: AccessRow) -> Row:
    title = f"{row.words}: {row.subject}" if row.subject else row.words
    when = f"{show_time(row.at)} ngày {show_day(row.at.date())}"
    second = " · ".join(part for part in (when, row.user, _form_titles().get(row.note, row.note)) if part)
    return Row(str(place), title, second)
