"""The frame of an open desk: the bars, the list of pages, and the pages, each built when first shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.lists.exchange_state import exchange_state
from chibo_desktop.lists.last_written import last_written
from chibo_desktop.lists.proposals import list_proposals, to_announce
from chibo_desktop.lists.rows import find
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.bars import StatusBar, TopBar
from chibo_desktop.ui.pages import PAGES, name_of
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.page_list import PageItem, PageList
from chibo_desktop.ui.widgets.words import Rule

ABOVE = {"commune": "Xã", "upper": "Cấp trên"}


class Frame(QWidget):
    """Everything under the window's title. `page_shown(name)` after another page came."""

    page_shown = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._classes = {name_of(page): page for page in PAGES if session.desk.kind in page.DESKS}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._shown = ""
        self.is_covered = False
        self._is_open = True
        self._top = TopBar("", "")
        self._top.mark_sample(is_sample=session.store.sample)
        self._status = StatusBar()
        items = [
            PageItem(name, page.TITLE, page.ICON, key=f"Alt+{place}")
            for place, (name, page) in enumerate(self._classes.items(), 1)
        ]
        self._list = PageList(items)
        self._list.page_chosen.connect(self.show_page)
        self._side = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        session.changed.connect(self._on_changed)
        session.written.connect(self._on_written)
        session.said.connect(self._status.say)
        QShortcut(QKeySequence("F5"), self, activated=self._refresh_all)  # type: ignore[call-overload]
        self._show_bars()
        look.follow(self.fit)

    def _lay_out(self) -> None:
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._list)
        side.addWidget(Rule("down"))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side)
        middle.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addLayout(middle, 1)
        column.addWidget(self._status)

    def page_names(self) -> tuple[str, ...]:
        """The pages of this desk, in the order of the list."""
        return tuple(self._classes)

    def page(self, name: str) -> Page:
        """The page of that name, built if it was not yet."""
        if name not in self._pages:
            page = self._classes[name](self.session)
            page.go_to.connect(self._on_go_to)
            page.covering.connect(self._on_covering)
            self._pages[name] = page
            self._stack.addWidget(page)
            self._stale.add(name)
        return self._pages[name]

    def shown(self) -> str:
        """The name of the page on the screen."""
        return self._shown

    def show_page(self, name: str) -> bool:
        """Shows a page, refreshed if its records changed; False when the page before must not be left yet."""
        if name not in self._classes or not self.leave():
            self._list.show_page(self._shown)
            return False
        page = self.page(name)
        if name in self._stale:
            self._stale.discard(name)
            page.refresh()
        self._shown = name
        self._stack.setCurrentWidget(page)
        self._list.show_page(name)
        page.setFocus()
        self.page_shown.emit(name)
        return True

    def leave(self) -> bool:
        """Whether everything typed on the page shown is written or kept as a draft."""
        commit_composing()
        return not self._shown or self._pages[self._shown].may_leave()

    def _on_go_to(self, name: str, record_id: str) -> None:
        if self.show_page(name):
            self._pages[name].open(record_id)

    def _on_covering(self, covers: bool) -> None:
        self.is_covered = covers
        self._side.setVisible(not covers)

    def _on_changed(self, changes: Changes) -> None:
        for name, page in self._pages.items():
            if not page.concerns(changes):
                continue
            if name == self._shown:
                page.refresh()
            else:
                self._stale.add(name)
        # after the pages: what the bars say is read from the same store, and typing goes first
        QTimer.singleShot(0, self, self._show_bars)

    def _on_written(self, _at: object) -> None:
        self._show_written()

    def _refresh_all(self) -> None:
        self._on_changed(Changes())

    def shut(self) -> None:
        """Closes the desk; the frame only waits to be deleted."""
        self._is_open = False
        self.session.close()

    def _show_bars(self) -> None:
        if not self._is_open:
            return
        desk = self.session.desk
        own = find(desk.store, "organisation", desk.organisation_id)
        if own is not None:
            self._top.show_unit(own.text("name"), own.text("parent_name"))
        self._show_state()
        self._show_written()
        self._show_counts()

    def _show_written(self) -> None:
        self._status.show_written(last_written(self.session.store), self.session.now().date())

    def _show_state(self) -> None:
        desk = self.session.desk
        state = exchange_state(desk.store, desk.organisation_id)
        if not state.above_kind:
            self._top.show_state("missing", "Chưa nối với cấp trên" if desk.kind != "upper" else "")
            return
        above = ABOVE.get(state.above_kind, "Cấp trên")
        words = [f"{above} đã nhận kỳ {month_words(state.received)}"] if state.received else []
        if state.waiting:
            words.append(f"{'chờ' if words else 'Chờ'} {above.lower()} nhận {state.waiting}")
        self._top.show_state("todo" if state.waiting else "done", " · ".join(words))

    def _show_counts(self) -> None:
        if "proposals" in self._classes:
            desk = self.session.desk
            if desk.kind == "cell":
                count = len(to_announce(desk.store, desk.organisation_id))
            else:
                count = len(list_proposals(desk.store, state="waiting"))
            self._list.set_count("proposals", count)

    def fit(self) -> None:
        self._list.setFixedWidth(look.px(look.PAGE_LIST) - look.hair())


def month_words(period: str) -> str:
    """The short form of the bars: "2026-10" is "T10"."""
    return f"T{int(period[5:7])}" if len(period) >= 7 else period
