"""The panel under the search field: asks while one types, shows what fits, and opens the chosen record on its page."""

from __future__ import annotations

from html import escape
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from chibo_desktop.lists.rows import find
from chibo_desktop.lists.search import SOUGHT, VISITS, Group, search
from chibo_desktop.lists.search_query import read_query
from chibo_desktop.lists.search_texts import Hit
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.session import LAST_STEP, Session
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.found_rows import FoundGroup, FoundList, FoundRow
from chibo_desktop.ui.widgets.search_line import SearchLine
from chibo_desktop.ui.widgets.words import Prose, Rule, Words

WAIT_MS = 40
"""After a key; so that quick typing does not ask for every letter."""
WIDTH = 860

HINT = (
    "Gõ từ hai chữ trở lên, có dấu hay không dấu đều được.<br>"
    "Tên người: <b>giang thi dua</b>, hoặc chữ đầu <b>gtd</b> · Ngày, tháng: <b>05/10</b>, <b>t10/2026</b> · "
    "Số văn bản: <b>03-NQ/CB</b>"
)
FOOT = "↑ ↓ chọn · Enter mở · Esc trở lại chỗ đang làm"

VISIT_PARTS = {"official": "teams", "visit_duty": "duties", "visit_plan": "plan"}
"""The parts of the page of visits that show what has no page of its own."""
STEPS = {
    "guest": "roll_call",
    "agenda_item": "content",
    "opinion": "content",
    "person_case": "cases",
    "ballot": "votes",
    "resolution": "decisions",
    "assignment": "decisions",
    "assignment_report": "last_month",
    "addendum": "finalise",
    "material_use": "prepare",
}
"""The step of the meeting sheet where a record of a meeting stands."""


class Pages(Protocol):
    """What the panel asks of the frame."""

    def page_names(self) -> tuple[str, ...]: ...
    def show_page(self, name: str) -> bool: ...
    def page(self, name: str) -> Page: ...


class SearchPanel(QFrame):
    """Lies over `frame` from the first letter typed in the search field `line`, or from Ctrl+K, until that is left."""

    def __init__(self, session: Session, frame: QWidget, pages: Pages, line: SearchLine) -> None:
        super().__init__(frame)
        self._session, self._pages, self._line = session, pages, line
        self._hits: list[Hit] = []
        self._back_to: QWidget | None = None
        self.setProperty("look", "popup")
        self._area = FoundList()
        self._rows = self._area.rows
        self._rows.chosen.connect(self._open)
        self._said = Prose("", "muted", width=320)
        self._foot = Words(FOOT, tone="muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.search_now)
        self._lay_out()
        line.typed.connect(self._on_typed)
        line.walked.connect(self._on_walked)
        line.returnPressed.connect(self._on_enter)
        line.given_up.connect(self.give_up)
        line.left.connect(self._on_left)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        QShortcut(QKeySequence("Ctrl+K"), frame, activated=self.begin)  # type: ignore[call-overload]
        frame.installEventFilter(self)
        self.hide()
        look.follow(self.fit)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(2, 2, 2, 2)
        for part in (self._said, self._area, Rule(), self._foot):
            self._column.addWidget(part, 1 if part is self._area else 0)

    def begin(self) -> None:
        """The keyboard into the field, what stands there chosen, and what fits it."""
        commit_composing()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()
        self.search_now()

    def give_up(self) -> None:
        """Empties the field and gives the keyboard back to where it was."""
        back = self._back_to
        self._line.clear()
        self._close()
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._line.clearFocus()

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if isValid(self) and now is self._line and before is not None:
            self._back_to = before

    def _on_left(self) -> None:
        self._close()

    def _on_typed(self) -> None:
        if self._line.hasFocus():
            self._timer.start()

    def search_now(self) -> None:
        """Asks for what stands in the field, with what is being composed; quick, on this thread."""
        self._timer.stop()
        typed = self._line.whole_text()
        desk = self._session.desk
        groups = search(desk.store, typed, book=desk.organisation_id if desk.typed_by else "")
        self._hits = [hit for group in groups for hit in group.hits]
        self._rows.show_groups([_shown(group) for group in groups])
        self._say(typed, is_found=bool(groups))
        self._describe()
        self.fit()
        self.show()
        self.raise_()
        self._area.verticalScrollBar().setValue(0)

    def _say(self, typed: str, *, is_found: bool) -> None:
        words = ""
        if not is_found:
            nothing = (
                f"Không tìm thấy “{escape(typed.strip())}”. {SOUGHT}<br>Hãy gõ ít chữ hơn, hoặc chữ khác."
            )
            words = HINT if read_query(typed).is_empty else nothing
        self._said.say(words)
        self._said.setVisible(bool(words))
        self._area.setVisible(is_found)

    def _on_walked(self, step: int) -> None:
        if self.isHidden():
            self.search_now()
        self._area.walk(step)
        self._describe()

    def _describe(self) -> None:
        """A screen reader is on the field: it reads there which row is the current one."""
        self._line.setAccessibleDescription(self._area.told())

    def _on_enter(self) -> None:
        if self._timer.isActive() or self.isHidden():
            self.search_now()
        place = self._rows.current()
        if place is not None:
            self._open(place)

    def _open(self, place: int) -> None:
        page, record_id = self._place_of(self._hits[place])
        if page not in self._pages.page_names():
            return
        self._line.clear()
        self._close()
        if self._pages.show_page(page):
            self._pages.page(page).open(record_id)

    def _place_of(self, hit: Hit) -> tuple[str, str]:
        """The page that shows a record, and what to open there."""
        if hit.kind == "member":
            return "members", hit.id
        if hit.kind in ("proposal", "answer"):
            return "proposals", hit.opens
        if hit.kind in ("directive", "material", "directive_review"):
            return "documents", hit.opens
        if hit.kind == "commendation":
            return "members", "commendations"
        if hit.kind in ("candidate", "place", "place_person"):
            return "development", hit.opens
        if hit.kind in VISITS:
            return "visits", VISIT_PARTS.get(hit.kind, hit.id)
        if hit.kind in STEPS and hit.meeting_id:
            self._session.settings.put(LAST_STEP, f"{hit.meeting_id}/{self._step_of(hit)}")
        return "meetings", hit.meeting_id

    def _step_of(self, hit: Hit) -> str:
        """A vote or a paper about a person stands with that person."""
        facts = find(self._session.store, hit.kind, hit.id) if hit.kind in ("ballot", "resolution") else None
        return "cases" if facts is not None and facts.text("case_id") else STEPS[hit.kind]

    def _close(self) -> None:
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.fit()
        return False

    def fit(self) -> None:
        side = look.px(16)
        self._said.setContentsMargins(side, side, side, side)
        self._foot.setContentsMargins(side, look.px(8), side, look.px(8))
        frame = self.parentWidget()
        if frame is None:
            return
        below = self._line.mapTo(frame, self._line.rect().bottomRight())
        width = min(look.px(WIDTH), frame.width() - 2 * look.px(8))
        left = max(look.px(8), min(below.x() - width, frame.width() - width - look.px(8)))
        most = frame.height() - below.y() - look.px(24)
        self.setGeometry(left, below.y() + look.px(6), width, min(self._height(width), most))

    def _height(self, width: int) -> int:
        said = 0 if self._said.isHidden() else self._said.heightForWidth(width - look.px(16))
        rows = 0 if self._area.isHidden() else self._rows.wanted_height() + look.px(8)
        return said + rows + self._foot.sizeHint().height() + look.px(8)


def _shown(group: Group) -> FoundGroup:
    rows = (
        FoundRow(
            hit.title.words, hit.where.words, hit.text.words, hit.title.marks, hit.where.marks, hit.text.marks
        )
        for hit in group.hits
    )
    return FoundGroup(group.label, "còn nữa, hãy gõ thêm chữ" if group.has_more else "", tuple(rows))
