"""The frame of an open desk: the bars, the list of pages, and the pages, each built when first shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.lists.backups import backup_facts, newest_words
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.last_written import last_written
from chibo_desktop.lists.materials import count_to_read
from chibo_desktop.lists.oversight import count_to_do
from chibo_desktop.lists.proposals import count_waiting, to_announce
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.typed_for import handed_over_on
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.bars import StatusBar, TopBar
from chibo_desktop.ui.carrying import Carrying
from chibo_desktop.ui.dropping import BundleDrop
from chibo_desktop.ui.editors.help_topics import FROM_A_KEY, topic_at
from chibo_desktop.ui.editors.history_button import BACK, HISTORY, marked_at, marked_in
from chibo_desktop.ui.editors.search_panel import SearchPanel
from chibo_desktop.ui.editors.undo_refused import Refused
from chibo_desktop.ui.held_focus import HeldFocus
from chibo_desktop.ui.pages import PAGES, PageDoor
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.received_words import moves_state, received_words
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import end_tasks
from chibo_desktop.ui.typing_band import TypingBand
from chibo_desktop.ui.undo_list import UndoKey, UndoList
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.page_list import PageItem, PageList, PagesBeside
from chibo_desktop.ui.widgets.reach import Reach
from chibo_desktop.ui.widgets.words import Rule

EXCHANGE, HELP = "exchange", "help"
NOT_WHILE_TYPING = (EXCHANGE,)
ROOM_FOR_BOTH_BARS = 500
"""Logical pixels of height below which band and top bar together would press the meeting sheet."""


class Frame(QWidget):
    """Everything under the window's title. `page_shown(name)` after another page came."""

    page_shown = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._doors = {door.name: door for door in PAGES if _has_page(session.desk, door)}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._shown = ""
        self.is_covered = self._are_pages_called = False
        self._is_open = self._is_state_old = True
        self._top = TopBar("", "")
        self._top.mark_sample(is_sample=session.store.sample)
        self._band: TypingBand | None = None
        self._status = StatusBar()
        items = [
            PageItem(name, door.title, door.icon, key=f"Alt+{place}")
            for place, (name, door) in enumerate(self._doors.items(), 1)
        ]
        self._list = PageList(items)
        self._list.page_chosen.connect(self.show_page)
        self._back = ("", "")
        self._refused = Refused()
        self._undo = UndoList.of(session)
        self._follow_undo()
        self._side = QWidget()
        self._stack = Reach()
        self._lay_out()
        SearchPanel(session, self, self, self._top.search)
        HeldFocus(self, lambda: self._pages.get(self._shown))
        self._listen(session)
        self._set_keys()
        self._show_bars()
        BundleDrop(self, self.receive)
        Carrying.of(session).begin()
        look.follow(self.fit)

    def _listen(self, session: Session) -> None:
        session.changed.connect(self._on_changed)
        session.written.connect(self._on_written)
        session.said.connect(self._status.say)
        session.succeeded.connect(self._status.say_done)
        session.saved.connect(self._status.say_done)
        session.history_wanted.connect(self._on_history_wanted)

    def _follow_undo(self) -> None:
        self._undo.changed.connect(lambda: self._status.undo.show_step(self._undo.words()))
        self._undo.refused.connect(self._refused.say)
        self._undo.working.connect(self._status.undo.show_working)
        self._undo.undone.connect(self._status.undo.show_undone)
        self._status.undo.chosen.connect(self._undo.take_back)
        UndoKey(self)

    def _set_keys(self) -> None:
        for place, name in enumerate(self._doors, 1):
            QShortcut(QKeySequence(f"Alt+{place}"), self, activated=lambda name=name: self._on_key(name))  # type: ignore[call-overload]
        for key, act in (
            ("Ctrl+Z", self._undo.take_back),
            ("Ctrl+H", self._on_history_key),
            ("F5", lambda: self._on_changed(Changes())),
            ("F1", self.ask_help),
        ):
            QShortcut(QKeySequence(key), self, activated=act)  # type: ignore[call-overload]

    def _lay_out(self) -> None:
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        self._lists = PagesBeside(self._list)
        side.addWidget(self._lists)
        self._top.pages.clicked.connect(self._on_pages)
        side.addWidget(Rule("down"))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._side)
        middle.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.session.desk.typed_by:
            self._band = TypingBand()
            self._band.home_chosen.connect(lambda: self.session.typing_wanted.emit(""))
            column.addWidget(self._band)
        column.addWidget(self._top)
        column.addLayout(middle, 1)
        column.addWidget(self._refused)
        column.addWidget(self._status)

    def title(self) -> str:
        """Whose book is open; while typing for a cell also who types."""
        desk = self.session.desk
        own = find(desk.store, "organisation", desk.organisation_id)
        name = own.text("name") if own else ""
        return f"NHẬP THAY {name} ({body_name(desk.store, desk.typed_by)})" if desk.typed_by else name

    def receive(self, places: Sequence[Path]) -> None:
        """Bundles dropped on the window: looked over on their page, when this desk has it and may go there."""
        if EXCHANGE not in self._doors:
            self.session.said.emit("Đang nhập thay chi bộ: về sổ của mình rồi mở hay thả lại các gói.")
        elif self.show_page(EXCHANGE):
            from chibo_desktop.ui.pages.exchange import ExchangePage

            page = self.page(EXCHANGE)
            if isinstance(page, ExchangePage):
                page.receive(places)

    def page_names(self) -> tuple[str, ...]:
        """The pages of this desk, in the order of the list."""
        return tuple(self._doors)

    def page(self, name: str) -> Page:
        """The page of that name, built if it was not yet."""
        if name not in self._pages:
            page = self._doors[name].page()(self.session)
            page.go_to.connect(self._on_go_to)
            page.covering.connect(self._on_covering)
            self._pages[name] = page
            self._stack.add(page)
            self._stale.add(name)
        return self._pages[name]

    def shown(self) -> str:
        """The name of the page on the screen."""
        return self._shown

    def show_page(self, name: str) -> bool:
        """Shows a page, refreshed if its records changed; False when the page before must not be left yet."""
        if name not in self._doors or not self.leave():
            self._list.show_page(self._shown)
            return False
        page = self.page(name)
        if not {HISTORY, HELP} & {name, self._shown}:
            self._undo.begin()
        if name in self._stale:
            self._stale.discard(name)
            page.refresh()
        self._shown, self._are_pages_called = name, False
        self._status.say_done("")
        self._show_side()
        self._stack.show_page(page)
        self._list.show_page(name)
        page.setFocus()
        self.page_shown.emit(name)
        return True

    def _on_key(self, name: str) -> None:
        """Not while a meeting sheet is open: its thread stands in place of the list."""
        if not self.is_covered:
            self.show_page(name)

    def leave(self) -> bool:
        """Whether everything typed on the page shown is written or kept as a draft."""
        commit_composing()
        return not self._shown or self._pages[self._shown].may_leave()

    def _on_go_to(self, name: str, record_id: str) -> None:
        if name == BACK:
            name, record_id = self._back
        if self.show_page(name):
            self._pages[name].open(record_id)

    def _on_history_key(self) -> None:
        """Ctrl+H: of the record the focus is in, else of the one the page shows."""
        found = marked_at(QApplication.focusWidget()) or self._shown_record()
        if found is not None and self._shown != HISTORY:
            self._on_history_wanted(*found)

    def _on_history_wanted(self, kind: str, record_id: str) -> None:
        self._back = self._way_back()
        self._on_go_to(HISTORY, f"{kind} {record_id}")

    def ask_help(self) -> None:
        """F1: the page of the guide about where one is, with a way back."""
        if self._shown == HELP:
            return
        page, kind = self._pages.get(self._shown), self.session.desk.kind
        place = page.place() if page else ""
        topic = topic_at(QApplication.focusWidget() or self, self._shown, kind, place)
        self._back = self._way_back()
        self._on_go_to(HELP, f"{FROM_A_KEY}{topic}")

    def _way_back(self) -> tuple[str, str]:
        """The page shown, and what in it: a place that is no record, else the record."""
        found, page = self._shown_record(), self._pages.get(self._shown)
        return self._shown, (page.place() if page else "") or (found[1] if found else "")

    def _shown_record(self) -> tuple[str, str] | None:
        """The record the page shows as a whole: a meeting sheet, a member's card, a proposal."""
        page = self._pages.get(self._shown)
        return marked_in(page) if page is not None else None

    def _on_covering(self, covers: bool) -> None:
        self.is_covered = covers
        self._status.say_done("")
        self._show_side()

    def _on_pages(self) -> None:
        """On a narrow screen the list of pages comes when it is called, and goes when a page was chosen."""
        self._are_pages_called = not self._are_pages_called
        self._show_side()
        if self._are_pages_called:
            self._list.take_focus()

    def _show_side(self) -> None:
        narrow = look.logical(self.width()) < look.NARROW_WIDTH
        self._side.setVisible(not self.is_covered and (self._are_pages_called or not narrow))
        self._top.pages.setEnabled(not self.is_covered)

    def _on_changed(self, changes: Changes) -> None:
        for name, page in self._pages.items():
            if not page.concerns(changes):
                continue
            if name == self._shown:
                page.refresh()
            else:
                self._stale.add(name)
        self._is_state_old = self._is_state_old or moves_state(changes)
        # after the pages: what the bars say is read from the same store, and typing goes first
        QTimer.singleShot(0, self, self._show_bars)

    def _on_written(self, _at: object) -> None:
        self._status.say_done("")
        self._show_written()

    def shut(self) -> None:
        """Closes the desk; the frame only waits to be deleted."""
        self._is_open = False
        Carrying.of(self.session).rest()
        end_tasks(self)
        end_tasks(self._undo)
        self.session.close()

    def _show_bars(self) -> None:
        if not self._is_open:
            return
        desk = self.session.desk
        own = find(desk.store, "organisation", desk.organisation_id)
        if own is not None:
            self._top.show_unit(own.text("name"), own.text("parent_name"))
            if self._band is not None:
                self._band.say(own.text("name"), handed_over_on(desk.store, desk.organisation_id))
        if self._is_state_old:  # with ten years of meetings it takes a seventh of a second
            self._is_state_old = False
            self._top.show_state(*received_words(desk))
        self._show_written()
        self._show_counts()

    def _show_written(self) -> None:
        today = self.session.now().date()
        self._status.show_written(last_written(self.session.store), today)
        self._status.show_backup(newest_words(backup_facts(self.session.desk.folder), today))

    def _show_counts(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        if "proposals" in self._doors:
            is_cell = self.session.desk.kind == "cell"
            self._list.set_count(
                "proposals", len(to_announce(store, own)) if is_cell else count_waiting(store)
            )
        if "documents" in self._doors:
            self._list.set_count("documents", count_to_read(store, own, self.session.now().date()))
        if "tasks" in self._doors:
            self._list.set_count("tasks", count_to_do(store, own, self.session.now().date()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_bars()

    def _fold_bars(self) -> None:
        """On a low screen the band stands in place of the top bar: it says whose book this is."""
        self._top.setVisible(self._band is None or look.logical(self.height()) >= ROOM_FOR_BOTH_BARS)
        self._show_side()

    def fit(self) -> None:
        self._fold_bars()
        self._lists.setFixedWidth(look.px(look.PAGE_LIST) - look.hair())


def _has_page(desk: Desk, door: PageDoor) -> bool:
    """Bundles are sent and read at the body's own desk only, not at that of a cell it types for."""
    return desk.kind in door.desks and not (desk.typed_by and door.name in NOT_WHILE_TYPING)
