"""The part "Quy chế" of the page "Nhiệm vụ": which cells below have a working regulation of the term, and which have none."""

from __future__ import annotations

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.directives import regulation_at
from chibo_desktop.lists.oversight import with_regulation
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui.pages.tasks_inspections import span_of
from chibo_desktop.ui.pages.tasks_one import fill, listed
from chibo_desktop.ui.pages.visits_tab import VisitsTab
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose


class RegulationsTab(VisitsTab):
    """Those without first; a cell writes its regulation itself, on its page "Văn bản"."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._card = Card("Quy chế làm việc của chi bộ")
        self._rows = listed(
            "Quy chế theo chi bộ", lambda key: self.go_to.emit("documents", key) if key else None
        )
        self._card.add(self._rows)
        paper = Button("In sổ", icon="print")
        paper.clicked.connect(self._on_print)
        self._foot = Flow()
        self._foot.put(paper)
        self._hint = Prose(
            "Chi bộ ghi quy chế ở trang Văn bản của chi bộ; về đây cùng gói.", "muted", width=320
        )
        self._empty = EmptyState(
            "Chi bộ nào có quy chế của nhiệm kỳ, chi bộ nào chưa: xem ở đây.", icon="tasks"
        )
        for part in (self._card, self._hint, self._foot, self._empty):
            self.column.addWidget(part)

    def refresh(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        today, names = self.session.now().date(), organisations(store)
        reached = with_regulation(store, own, today)
        without = [Row("", names.name(one, today), "", "todo", "chưa có") for one in reached.left]
        rows = [self._line(one, names.name(one, today)) for one in reached.reached]
        fill(self._card, self._rows, [*without, *rows], f"{len(reached.reached)}/{reached.every} chi bộ")
        for part in (self._hint, self._foot):
            part.setVisible(bool(reached.every))
        self._empty.setVisible(not reached.every)
        self.primary = ("", "")
        self.retitled.emit()

    def _line(self, cell: str, name: str) -> Row:
        """The regulation in force, with its term."""
        row = regulation_at(self.session.store, cell, self.session.now().date())
        if row is None:
            return Row("", name, "", "tick", "có", quiet=True)
        days = " – ".join(show_day(day) for day in (row.valid_from, row.valid_until) if day)
        second = " · ".join(part for part in (row.summary, days) if part)
        return Row(row.id, name, second, "tick", "có", quiet=True)

    def _on_print(self) -> None:
        self.print_report("so-theo-doi-kiem-tra", *span_of(self.session.now().year))
