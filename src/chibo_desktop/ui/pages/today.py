"""The page "Hôm nay": what comes next and what is due, at a cell or at a body above; the cards stand beside it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from chibo_desktop.actions.reopening import openings_sentence, reopened_sentence
from chibo_desktop.base.dates import paper_day, show_day, weekday
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.conflicts import conflict_rows, conflict_words
from chibo_desktop.lists.today import today
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.pages.today_backups import BackupLine
from chibo_desktop.ui.pages.today_body import BodyToday
from chibo_desktop.ui.pages.today_cell import BEGIN, CellToday
from chibo_desktop.ui.pages.today_development import DevelopmentToday
from chibo_desktop.ui.pages.today_reading import ToRead
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.message import Message


class TodayPage(ScrolledPage):
    TITLE: ClassVar[str] = title_of(__name__)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._clock_trouble = Message()
        self._reopened, self._openings = Message(), Message()
        self._reopened.link_chosen.connect(lambda page: self.go_to.emit(page, ""))
        self._backups = BackupLine(session)
        self._backups.link_chosen.connect(lambda page: self.go_to.emit(page, ""))
        kind = session.desk.kind
        self._cards: CellToday | BodyToday = CellToday(session) if kind == "cell" else BodyToday(session)
        self._cards.go_to.connect(self.go_to)
        self._reading = ToRead(session)
        self._reading.wanted.connect(lambda key: self.go_to.emit("documents", key or "came"))
        self._development = DevelopmentToday(session)
        self._development.wanted.connect(lambda key: self.go_to.emit("development", key))
        self._differing = Message()
        self._differing.link_chosen.connect(lambda part: self.go_to.emit("history", part))
        self._wish = ("", "")
        self._day: date | None = None
        self.body.addWidget(self._reopened)
        self.body.addWidget(self._openings)
        self.body.addWidget(self._clock_trouble)
        self.body.addWidget(self._backups)
        self.body.addWidget(self._differing)
        self.body.addWidget(self._reading)
        self.body.addWidget(self._cards)
        self.body.addWidget(self._development)
        self.body.addStretch(1)
        self._primary = self.title.set_primary(" ", "forward")
        self.title.primary_chosen.connect(self._on_primary)
        self.setFocusProxy(self._primary)
        self.fold()

    def refresh(self) -> None:
        now = self.session.now()
        facts = today(self.session.store, self.session.desk.organisation_id, now)
        self._day = now.date()
        self._show_day()
        self._clock_trouble.say("warning", facts.clock_trouble)
        self._show_reopened()
        self._backups.refresh()
        self._show_differing()
        self._reading.refresh()
        self._development.refresh()
        words, icon, self._wish = self._cards.show_facts(facts, now)
        self.title.set_primary(words, icon)

    def _on_primary(self) -> None:
        if isinstance(self._cards, CellToday) and self._wish[1] == BEGIN:
            self._cards.begin_month()
        else:
            self.go_to.emit(*self._wish)

    def _show_reopened(self) -> None:
        """Stands here until the password is changed: whoever set it knows it. At a cell typed for there is none."""
        if self.session.desk.typed_by:
            return
        try:
            sentence = reopened_sentence(self.session.desk)
            self._openings.say("warning", openings_sentence(self.session.desk))
        except (Refusal, Trouble) as problem:
            self._reopened.say("warning", problem.sentence)
            return
        self._reopened.say("warning", sentence, '<a href="settings">Đổi ở Thiết đặt</a>' if sentence else "")

    def _show_differing(self) -> None:
        """What two machines wrote differently and this desk may choose between."""
        desk = self.session.desk
        count = sum(1 for row in conflict_rows(desk.store) if desk.may_write(row.book))
        self._differing.say(
            "warning", conflict_words(count), '<a href="conflicts">Xem và chọn một bản</a>' if count else ""
        )

    def _show_day(self) -> None:
        """In full where there is room for it beside the red button."""
        if self._day is not None:
            words = paper_day(self._day) if self.is_roomy() else show_day(self._day)
            self.title.set_title(self.TITLE, f"{weekday(self._day)}, {words}")

    def fold(self) -> None:
        if hasattr(self, "_cards"):
            self._show_day()
            self._cards.fold(roomy=self.is_roomy())
