"""The agenda: one row for each item with who presents and who prepares it; added, changed in place, put away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import add_agenda_item, change_agenda_item, put_away_agenda_item
from chibo_desktop.base import text
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.kept import EnterKey, fill_pickers, keep
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.step import sync
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.beside import Beside
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import LineField, ProseField


class _TitleField(ProseField):
    """One sentence that is shown whole, over two or three lines where it is long."""

    def __init__(self) -> None:
        super().__init__("Nội dung", lines=1, most=3)

    def value(self) -> str:
        return text.clean_line(super().value())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()  # how many lines it takes depends on the width


class _ItemRow(QWidget):
    """One item: what, who presents, who prepares where that is asked, and the way off the agenda."""

    def __init__(self, session: Session, item_id: str) -> None:
        super().__init__()
        self._session, self._id, self._number = session, item_id, 0
        self.title = _TitleField()
        self.presenter = MemberPicker("Người trình bày")
        self.preparer: MemberPicker | None = None
        keep(session, self.title, ("agenda_item", item_id, "title"), change_agenda_item)
        keep(session, self.presenter, ("agenda_item", item_id, "presenter_id"), change_agenda_item)
        EnterKey(self.title, self.presenter.setFocus)
        self._away = Button("", icon="close")
        self._away.clicked.connect(self._on_put_away)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title, 7)
        self._people = QVBoxLayout()
        self._people.addWidget(self.presenter)
        self._row.addLayout(self._people, 4)
        self._row.addWidget(Beside(self._away))
        look.follow(self.fit)

    def number(self, number: int) -> None:
        """The place on the agenda, said in the label."""
        self._number = number
        self.title.set_label(f"Nội dung {number}")
        for picker in self.pickers():
            editor = picker.focusProxy()
            if editor is not None:
                editor.setAccessibleName(f"{picker.label()} nội dung {number}")
        self._away.setAccessibleName(f"Bỏ nội dung {number}")
        self._away.setToolTip(f"Bỏ nội dung {number}")

    def ask_preparer(self) -> None:
        """From now on also who prepares it."""
        if self.preparer is None:
            self.preparer = MemberPicker("Người chuẩn bị")
            keep(self._session, self.preparer, ("agenda_item", self._id, "preparer_id"), change_agenda_item)
            self._people.addWidget(self.preparer)
            self.number(self._number)

    def pickers(self) -> list[MemberPicker]:
        """The fields for people there are now."""
        return [self.presenter, *([self.preparer] if self.preparer is not None else [])]

    def _on_put_away(self) -> None:
        try:
            self._session.do(put_away_agenda_item, self._id)
        except (Refusal, Trouble) as problem:
            self.title.show_error(problem.sentence)

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(12))
        self._people.setSpacing(look.px(8))
        self._away.setFixedWidth(look.px(44))


class AgendaEditor(Card):
    """The rows are kept between refreshes, so that the caret stays where it is. `preparers_wanted`: refresh it now."""

    preparers_wanted = Signal()

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__("Chương trình", parent=parent)
        self._session, self._meeting_id = session, meeting_id
        self._rows: dict[str, QWidget] = {}
        self._asks_preparers = False
        self._preparers = Button("Phân công chuẩn bị", "link")
        self._preparers.clicked.connect(self._on_preparers)
        self.add_to_head(self._preparers)
        self._box = QVBoxLayout()
        self._new = LineField("Thêm nội dung", max_len=300, placeholder="gõ nội dung rồi Enter")
        self._draft = FreshDraft(session, self._new, ("agenda_item", f"{meeting_id}/new", "title"))
        EnterKey(self._new, self._add)
        self.add_layout(self._box)
        self.add(self._new)
        look.follow(self.fit_rows)

    def refresh(self, sheet: MeetingSheet) -> None:
        """Adds rows of new items and takes away those put away; the others show themselves anew."""
        sync(self._box, self._rows, [row.facts.id for row in sheet.agenda])
        self._asks_preparers |= any(row.facts.text("preparer_id") for row in sheet.agenda)
        for number, item in enumerate(sheet.agenda, 1):
            row = self._rows.get(item.facts.id)
            if row is None:
                row = _ItemRow(self._session, item.facts.id)
                self._rows[item.facts.id] = row
                self._box.insertWidget(number - 1, row)
            if isinstance(row, _ItemRow):
                row.number(number)
                if self._asks_preparers:
                    row.ask_preparer()
                fill_pickers(row.pickers(), sheet)
        self._preparers.setVisible(bool(sheet.agenda) and not self._asks_preparers)
        self.set_note(f"{len(sheet.agenda)} nội dung" if sheet.agenda else "")

    def _on_preparers(self) -> None:
        """Who prepares what, from now on; the keyboard goes to the first."""
        self._asks_preparers = True
        self.preparers_wanted.emit()
        first = next((row for row in self._rows.values() if isinstance(row, _ItemRow)), None)
        if first is not None and first.preparer is not None:
            first.preparer.setFocus()

    def _add(self) -> None:
        title = self._new.value()
        if not title:
            return
        try:
            self._session.do(add_agenda_item, self._meeting_id, title=title)
        except (Refusal, Trouble) as problem:
            self._new.show_error(problem.sentence)
            return
        self._draft.clear()
        self._new.set_value("")

    def fit_rows(self) -> None:
        self._box.setSpacing(look.px(12))
        self.body.setSpacing(look.px(12))
