"""The books and the report of a cell, to be printed and bound: whose, of which months, which one; what stands in them is papers' work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.minutes_book import save_minutes_book
from chibo_desktop.base.dates import first_day, last_day
from chibo_desktop.lists.member_people import cells_of
from chibo_desktop.lists.resolution_book import visitors_in
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui.editors.month_range import MonthRange
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.words import Prose

RESOLUTIONS, MINUTES, MEMBERS = "so-nghi-quyet", "so-bien-ban", "so-danh-sach-dang-vien"
ROLL, REPORT = "diem-danh-nam", "bao-cao-chi-bo"
BOOKS = (
    (RESOLUTIONS, "Sổ nghị quyết …"),
    (MINUTES, "Sổ biên bản …"),
    (MEMBERS, "Sổ danh sách đảng viên …"),
    (ROLL, "Bảng điểm danh …"),
    (REPORT, "Báo cáo của chi bộ …"),
)
"""What can be printed of a cell, in the order of the buttons."""
MANY = "many:"
"""Before the id of somebody the book of resolutions of several cells is printed for; alone, of every cell."""
SAID_MANY = "Nghị quyết của từng chi bộ trong thời gian này, cùng kết quả từng nhiệm vụ; của người dự: những chi bộ đã dự."
SAID_NOBODY = (
    "Sổ nghị quyết in cho người, tổ của cấp mình đã dự sinh hoạt chi bộ; trong thời gian này chưa ai đi dự."
)
SAID = (
    "Mỗi sổ một tệp để in và đóng thành quyển. Hạn chế, phương hướng trong báo cáo lấy từ nghị quyết; "
    "muốn viết thêm thì lưu bản Word."
)


class BoundBooks(Card):
    """At a cell its own; at a commune of a cell below, or the book of resolutions for somebody who visited cells; at the
    body above only that. `offered` is how many books there are.
    """

    def __init__(self, session: Session) -> None:
        super().__init__("Sổ và báo cáo")
        self._session, self._is_own = session, session.desk.kind == "cell"
        self._has_cells = session.desk.kind == "commune"
        self.offered = len(BOOKS) if self._is_own or self._has_cells else 1
        today = session.now().date()
        self._whose = ChoiceField("Của", [])
        self._whose.left.connect(lambda _key: self._show_fitting())
        if self._is_own:
            self._whose.hide()
        self._range = MonthRange(today)
        self._range.take(f"{today.year}-01", f"{today.year}-12")
        self._range.chosen.connect(self.refresh)
        self._buttons: dict[str, Button] = {}
        line = Flow()
        for code, words in BOOKS:
            line.put(self._button(code, words, partial(self._print, code)))
        line.put(self._button("word", "Báo cáo, bản Word …", partial(self._print, REPORT, word=True)))
        self._private = CheckBox("Sổ danh sách đảng viên kèm ngày sinh, dân tộc và số thẻ")
        self._private.toggled.connect(self._on_private)
        self._reason = LineField("Lý do (được ghi vào sổ truy cập)", max_len=120)
        self._reason.hide()
        self._said = ReportPrinter(session)
        self._about = Prose(SAID, "muted", width=240)
        parts = (self._about, self._whose, self._range, line, self._private, self._reason)
        for part in (*parts, self._said):
            self.add(part)

    def _button(self, key: str, words: str, press: Callable[[], None]) -> Button:
        made = self._buttons[key] = Button(words, icon="print")
        made.clicked.connect(lambda _checked=False: press())
        return made

    def refresh(self) -> None:
        """Reads again whose books there are; who is taken stays taken."""
        if not self._is_own:
            self._whose.set_choices(self._choices())
            if not self._whose.value() and (first := self._choices()[:1]):
                self._whose.set_value(first[0][0])
        self._show_fitting()

    def _choices(self) -> list[tuple[str, str]]:
        """The cells below by name, all of them, then those who visited one in the range."""
        store, own = self._session.store, self._session.desk.organisation_id
        today, held = self._session.now().date(), organisations(self._session.store)
        first, last = self._days()
        cells = cells_of(store, own, today) if self._has_cells else ()
        return [
            *((cell, held.name(cell, today)) for cell in cells),
            *([(MANY, "Mọi chi bộ")] if cells else []),
            *((f"{MANY}{one}", f"Người dự: {name}") for one, name in visitors_in(store, own, first, last)),
        ]

    def _show_fitting(self) -> None:
        """For a visitor, and of several cells, there is the book of resolutions alone."""
        whose = self._whose.value()
        is_cell = self._is_own or bool(whose and not whose.startswith(MANY))
        self._whose.setVisible(bool(whose))
        self._about.say(SAID if is_cell else SAID_MANY if whose else SAID_NOBODY)
        for code, button in self._buttons.items():
            button.setVisible(is_cell or (code == RESOLUTIONS and bool(whose)))
        self._private.setVisible(is_cell)
        self._reason.setVisible(is_cell and self._private.isChecked())

    def _days(self) -> tuple[date, date]:
        return first_day(self._range.first()), last_day(self._range.last())

    def _on_private(self, is_wanted: bool) -> None:
        self._reason.setVisible(is_wanted)
        self._reason.clear_error()

    def _print(self, code: str, *, word: bool = False) -> None:
        whose, (first, last) = self._whose.value(), self._days()
        if whose.startswith(MANY):
            self._said.print_report(code, first, last, record_id=whose.removeprefix(MANY))
        elif code == MINUTES:
            self._said.save(self._said.file_name(code, last, whose), self._minutes(whose, first, last))
        elif code != MEMBERS or self._is_reason_given():
            reason = self._given_reason() if code == MEMBERS else ""
            self._said.print_report(code, first, last, organisation_id=whose, reason=reason, word=word)

    def _minutes(self, cell: str, first: date, last: date) -> Callable[[Desk, Path], Path]:
        def save(desk: Desk, target: Path) -> Path:
            save_minutes_book(desk, first, last, target, cell_id=cell)
            return target

        return save

    def _given_reason(self) -> str:
        return self._reason.commit() if self._private.isChecked() else ""

    def _is_reason_given(self) -> bool:
        """Whether what is masked stays out, or somebody said why not; else it is asked under the field."""
        if not self._private.isChecked() or self._given_reason():
            return True
        self._reason.show_error("Ghi lý do, ví dụ: đối chiếu thẻ đảng với xã.")
        self._reason.setFocus()
        return False


def member_book_button(said: ReportPrinter, session: Session, cell: Callable[[], str]) -> Button:
    """Prints the bound list of members of this year of the cell `cell()` ("" for the desk's own), masked."""
    made = Button("In sổ danh sách …", icon="print")

    def press() -> None:
        today = session.now().date()
        said.print_report(MEMBERS, today.replace(month=1, day=1), today, organisation_id=cell())

    made.clicked.connect(press)
    return made
