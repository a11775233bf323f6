"""What a meeting uses of materials: those that came offered with one key, any other by its title; each can be taken off."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.materials import put_away_use, use_material
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.materials import NOT_USED, MaterialRow, received
from chibo_desktop.lists.materials_used import UseRow, used_at
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.kept import EnterKey
from chibo_desktop.ui.editors.steps.step import sync
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.leaving import take_out
from chibo_desktop.ui.widgets.words import Prose, shortened

OFFERED = 3
"""The newest that came and are not used here yet; older ones by their title."""
TITLE_SHOWN = 30


class MaterialsUsed(QWidget):
    """The rows are kept between refreshes, so that the caret stays where it is."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__()
        self._session, self._meeting_id = session, meeting_id
        self._rows: dict[str, QWidget] = {}
        self._offered: list[str] = []
        self._box = QVBoxLayout()
        self._new = LineField("Tài liệu sinh hoạt", max_len=200, placeholder="gõ tên tài liệu rồi Enter")
        self._draft = FreshDraft(session, self._new, ("material_use", f"{meeting_id}/new", "title"))
        EnterKey(self._new, self._add)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._box)
        self._column.addWidget(self._new)
        self._offers = Flow()
        self._column.addWidget(self._offers)
        look.follow(self.fit)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Adds rows of what is newly used, takes away what is not any more, and offers what is left."""
        store = self._session.store
        uses = used_at(store, self._meeting_id)
        sync(self._box, self._rows, [use.id for use in uses])
        for place, use in enumerate(uses):
            if use.id not in self._rows:
                self._rows[use.id] = self._row(use)
                self._box.insertWidget(place, self._rows[use.id])
        cell = sheet.meeting.text("cell_id")
        self._offer([row for row in received(store, cell) if _fits(row, uses)][:OFFERED])

    def _row(self, use: UseRow) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        away = Button("", "quiet", icon="close", name=f"Bỏ tài liệu {use.title}")
        away.setToolTip(f"Bỏ tài liệu {use.title}")
        away.clicked.connect(lambda: self._do(put_away_use, use.id))
        line.addWidget(Prose(escape(use.title), width=240), 1)
        line.addWidget(away)
        return made

    def _offer(self, rows: list[MaterialRow]) -> None:
        """One button for each; made anew only when others are offered."""
        if self._offered == [row.id for row in rows]:
            return
        self._offered = [row.id for row in rows]
        gone, self._offers = self._offers, Flow()
        for row in rows:
            button = Button(
                f"Dùng “{shortened(row.title, TITLE_SHOWN)}”", icon="plus", name=f"Dùng tài liệu {row.title}"
            )
            button.setToolTip(_from(row))
            button.clicked.connect(
                lambda _=False, key=row.id: self._do(use_material, self._meeting_id, material_id=key)
            )
            self._offers.put(button)
        self._column.replaceWidget(gone, self._offers)
        take_out(gone)
        self._offers.setVisible(bool(rows))

    def _add(self) -> None:
        title = self._new.value()
        if title and self._do(use_material, self._meeting_id, title=title):
            self._draft.clear()
            self._new.set_value("")

    def _do(self, action: Callable[..., Any], *args: str, **fields: str) -> bool:
        self._new.clear_error()
        try:
            self._session.do(action, *args, **fields)
        except (Refusal, Trouble) as problem:
            self._new.show_error(problem.sentence)
            return False
        return True

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
        self._box.setSpacing(look.px(4))


def _fits(row: MaterialRow, uses: list[UseRow]) -> bool:
    """Neither used here already nor something nobody brings to a meeting."""
    return row.sort not in NOT_USED and all(use.material_id != row.id for use in uses)


def _from(row: MaterialRow) -> str:
    day = show_day(row.issued_on) if row.issued_on else ""
    return " · ".join(part for part in (row.sort_label, row.issue, row.body_name, day) if part)
