"""The page "Chỉ tiêu": asks the worker for figures and lines, shows all of them, one of them, or how they are counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.indicator_files import save_indicator_book, save_indicator_paper
from chibo_desktop.lists.indicator_trends import Trends
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.indicators_all import AllIndicators
from chibo_desktop.ui.pages.indicators_counting import Asked, Counted, count_report, count_trends
from chibo_desktop.ui.pages.indicators_one import OneIndicator
from chibo_desktop.ui.pages.indicators_ways import Ways
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.printing import LAST_FOLDER, ask_target
from chibo_desktop.ui.saving import ask_file
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say

COUNTING, DRAWING = "Đang tính chỉ tiêu", "Đang tính các kỳ trước"


SOON_MS = 400
"""What takes no longer shows no progress: the page would only jump."""
_T = TypeVar("_T")


class _Shown(QStackedWidget):
    """As small as the view that is shown: a hidden one is laid out for another width."""

    def minimumSizeHint(self) -> QSize:
        view = self.currentWidget()
        return view.minimumSizeHint() if view is not None else super().minimumSizeHint()


class IndicatorsPage(Page):
    """Figures first, their lines after; another wish while something is counted stops that and is counted next."""

    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "meeting",
        "attendance",
        "opinion",
        "resolution",
        "assessment",
        "guest",
        "visit",
        "visit_team",
        "team_member",
        "official",
        "material_use",
        "inspection",
        "gathering",
        "participant",
        "proposal",
        "proposal_step",
        "answer",
        "member",
        "standing",
        "organisation",
        "placement",
        "succession",
        "admission_target",
        "place",
        "place_served",
        "place_standing",
        "place_person",
        "same_as",
        "directive",
        "target",
        "hand_figure",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._place = session.desk.organisation_id
        self._counted: Counted | None = None
        self._trends: Trends | None = None
        self._stamp: object = None
        self._is_wanted, self._is_old = False, True
        self._all = AllIndicators(session)
        self._one = OneIndicator(session)
        self._ways = Ways(session)
        self._stack = _Shown()
        for view in (self._all, self._one, self._ways):
            view.go_to.connect(self.go_to)
            self._stack.addWidget(view)
        self._work, self._saving = LongWork(session), LongWork(session)
        for work in (self._work, self._saving):
            work.refused.connect(lambda sentence: self._all.said.say("absent", sentence))
            work.ended.connect(self._show_foot)
        self._work.stopped.connect(self._on_stopped)
        self._work.ended.connect(self._on_ended)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._stack, 1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self._work)
        foot.addWidget(self._saving)
        self._foot.hide()
        self._column.addWidget(self._foot)
        self._listen()
        look.follow(self.fit)

    def _listen(self) -> None:
        self._all.place_chosen.connect(self._on_place)
        self._all.asked.connect(self._on_asked)
        self._all.opened.connect(self._on_opened)
        self._all.ways_chosen.connect(self._on_ways)
        self._all.book_chosen.connect(self._on_book)
        self._all.title.primary_chosen.connect(self._on_print)
        self._one.place_chosen.connect(self._on_place)
        self._one.step_chosen.connect(self._on_step)
        self._one.range_chosen.connect(self._on_range)
        self._one.back_chosen.connect(self._on_back)
        self._ways.back_chosen.connect(self._on_back)

    def fit(self) -> None:
        """The line of the running work keeps off the edges."""
        side = look.px(look.PADDING)
        self._column.setContentsMargins(0, 0, 0, 0)
        for work in (self._work, self._saving):
            work.setContentsMargins(side, 0, side, look.px(8))

    def _show_foot(self) -> None:
        """The line of the running work; what is over in a moment never shows it."""
        self._foot.setVisible(self._work.is_busy or self._saving.is_busy)

    def _run(
        self, work: LongWork, what: str, job: Callable[[Desk, Say], _T], on_done: Callable[[_T], None]
    ) -> None:
        work.run(what, job, on_done, on_step=work.reach)
        QTimer.singleShot(SOON_MS, self, self._show_foot)

    def refresh(self) -> None:
        """Counts again only where somebody wrote since."""
        stamp = self.session.store.stamp()
        if stamp != self._stamp or self._counted is None:
            self._stamp, self._is_old = stamp, True
            self._count()

    def open(self, record_id: str) -> None:
        """The figures of an organisation; "" those shown last."""
        if record_id:
            self._on_back()
            self._on_place(record_id)

    def place(self) -> str:
        return self._place

    def asked(self) -> Asked:
        """What is to be shown now."""
        months = self._all.months
        return Asked(self._place, months.first(), months.last(), self._all.step())

    def _count(self) -> None:
        if self._work.is_busy:
            self._is_wanted = True
            self._work.stop_asked.emit()
            return
        self._is_wanted = False
        self._all.said.say("absent", "")
        if self._counted is not None and not self._is_old and self._same_figures(self._counted.asked):
            self._counted = replace(self._counted, asked=self.asked())
            self._draw()
            return
        job = partial(count_report, asked=self.asked())
        self._run(self._work, COUNTING, job, self._on_counted)

    def _same_figures(self, counted: Asked) -> bool:
        """Whether only the lines are asked for otherwise."""
        return replace(counted, step=self.asked().step) == self.asked()

    def _on_counted(self, counted: Counted) -> None:
        self._counted, self._trends, self._is_old = counted, None, False
        self._all.show_counted(counted)
        if self._stack.currentWidget() is self._ways:
            self._ways.show_counted(counted)
        if self._one.key() and not self._one.show_counted(counted):
            self._on_back()
        self._one.show_trends(None)

    def _on_ended(self) -> None:
        """What was wished meanwhile, else the lines that are still missing."""
        if self._is_wanted:
            self._count()
        elif self._counted is not None and self._trends is None and self._counted.asked == self.asked():
            self._draw()

    def _draw(self) -> None:
        job = partial(count_trends, asked=self.asked())
        self._trends = Trends((), {})  # begun: stopped by hand, it is not begun again
        self._run(self._work, DRAWING, job, self._on_trends)

    def _on_stopped(self) -> None:
        """Stopped by hand: what is shown is what was counted before, and the choices say so again."""
        if self._counted is not None and not self._is_wanted:
            shown = self._counted.asked
            self._place = shown.organisation_id
            self._all.months.take(shown.first, shown.last)
            self._all.take_step(shown.step)
            self._one.take_step(shown.step)

    def _on_trends(self, trends: Trends) -> None:
        self._trends = trends
        self._all.show_trends(trends)
        self._one.show_trends(trends)

    def _on_asked(self) -> None:
        self._one.take_step(self._all.step())
        self._count()

    def _on_step(self, step: str) -> None:
        self._all.take_step(step)
        self._count()

    def _on_range(self, first: str, last: str) -> None:
        self._all.months.take(first, last)
        self._count()

    def _on_place(self, organisation_id: str) -> None:
        self._place = organisation_id
        self._count()

    def _on_opened(self, key: str) -> None:
        self._one.show_indicator(key)
        if self._counted is not None and self._one.show_counted(self._counted):
            self._one.show_trends(self._trends if self._trends and self._trends.spans else None)
            self._stack.setCurrentWidget(self._one)
            self._one.take_focus()
            QTimer.singleShot(0, self._one, self._one.fold)  # once it has its width

    def _on_ways(self) -> None:
        if self._counted is None:
            return
        self._ways.show_counted(self._counted)
        self._stack.setCurrentWidget(self._ways)
        self._ways.take_focus()

    def _on_back(self) -> None:
        self._one.show_indicator("")
        self._stack.setCurrentWidget(self._all)
        self._all.take_focus()

    def _on_print(self) -> None:
        target = ask_target(f"bao-cao-chi-tieu-{self.asked().last}.pdf", self.session.settings, self)
        if target is not None:
            self._save("Đang lập báo cáo", partial(_job_of_paper, asked=self.asked(), target=target))

    def _on_book(self) -> None:
        target = ask_file(
            self,
            self.session.settings,
            f"chi-tieu-{self.asked().last}.xlsx",
            remembered=LAST_FOLDER,
            title="Lưu bảng chỉ tiêu",
            kind="Excel",
        )
        if target is not None:
            self._save("Đang ghi ra Excel", partial(_job_of_book, asked=self.asked(), target=target))

    def _save(self, what: str, job: Callable[[Desk, Say], Path]) -> None:
        """On the worker, after what it is counting."""
        if not self._saving.is_busy:
            self._all.said.say("absent", "")
            self._run(self._saving, what, job, self._on_saved)

    def _on_saved(self, target: Path) -> None:
        self._all.said.say("done", f"Đã lưu {target.name}.")


def _job_of_paper(desk: Desk, _say: Say, *, asked: Asked, target: Path) -> Path:
    return save_indicator_paper(desk, asked.organisation_id, asked.first, asked.last, target)


def _job_of_book(desk: Desk, _say: Say, *, asked: Asked, target: Path) -> Path:
    return save_indicator_book(desk, asked.organisation_id, asked.first, asked.last, target, step=asked.step)
