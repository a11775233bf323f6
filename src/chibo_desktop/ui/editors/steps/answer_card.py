"""An answer that came home: read aloud from here, on this meeting's agenda by itself, its task given."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from chibo_desktop.actions.answers_home import give_task, list_answer
from chibo_desktop.actions.meetings import put_away_agenda_item
from chibo_desktop.actions.proposals import announce_answer
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.answers_home import answer_items, task_given
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.proposals import AnswerRow, ProposalRow
from chibo_desktop.ui.editors.steps.spoken import Spoken
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.words import Prose


class AnswerCard(Card):
    """The words of the newest answer are the largest text: somebody will read them aloud."""

    def __init__(self, session: Session, row: ProposalRow) -> None:
        super().__init__()
        self._session, self._row = session, row
        self._sheet: MeetingSheet | None = None
        self._asked, self._words, self._source = Prose(width=240), Spoken(), Prose(tone="muted", width=240)
        self._task = Prose(width=240)
        self._state = Pill("done", "Đã thông báo tại buổi này")
        self._buttons = {
            "task": self._button("Giao việc này", "plus", self._on_task),
            "off": self._button("Để kỳ sau", "", self._on_off),
            "on": self._button("Đưa vào chương trình buổi này", "plus", self._on_list),
            "announce": self._button("Đã thông báo trước chi bộ", "check", self._on_announce),
        }
        self._said = Message()
        for widget in (self._asked, self._words, self._source, self._task):
            self.add(widget)
        foot = Flow()
        foot.put(self._state)
        for button in self._buttons.values():
            foot.put(button, at_end=True)
        self.add(self._said)
        self.add(foot)
        self._foot = foot

    def _button(self, words: str, icon: str, act: Callable[[], None]) -> Button:
        button = Button(words, "quiet" if words == "Để kỳ sau" else "plain", icon=icon)
        button.clicked.connect(act)
        return button

    def show_answer(self, row: ProposalRow, sheet: MeetingSheet) -> None:
        """The proposal with its newest answer."""
        self._sheet, self._row = sheet, row
        answer = row.answers[-1]
        self._asked.say(f"Kiến nghị: {escape(row.content)}")
        self._words.say(answer.content)
        day = f"ngày {show_day(answer.answered_on)}" if answer.answered_on else ""
        parts = (answer.body_name, answer.outcome_label, answer.paper_number, day)
        self._source.say(escape(" · ".join(part for part in parts if part)))
        self._show_state(answer, sheet)
        self._show_task(answer, sheet)
        self._foot.place()

    def _show_state(self, answer: AnswerRow, sheet: MeetingSheet) -> None:
        is_open = not answer.is_read and not sheet.is_finalised
        is_listed = answer.id in {item.facts.text("answer_id") for item in sheet.agenda}
        if answer.is_read:
            self._state.say("done", "Đã thông báo tại buổi này")
        elif is_listed:
            self._state.say("todo", "Có trong chương trình, chốt là đã thông báo")
        else:
            self._state.say("optional", "Không đọc ở buổi này")
        self._buttons["announce"].setVisible(is_open and bool(self._row.facts.book))
        self._buttons["off"].setVisible(is_open and is_listed)
        self._buttons["on"].setVisible(is_open and not is_listed)

    def _show_task(self, answer: AnswerRow, sheet: MeetingSheet) -> None:
        task, due = answer.facts.text("task"), answer.facts.day("task_due_on")
        given = bool(task) and task_given(self._session.store, answer.id) is not None
        until = f", hạn {show_day(due)}" if due else ""
        words = f"Kèm việc cho chi bộ: {escape(task)}{until}{'. Đã giao.' if given else ''}"
        self._task.say(words if task else "")
        self._task.setVisible(bool(task))
        self._buttons["task"].setVisible(bool(task) and not given and not sheet.is_finalised)

    def _do(self, action: Callable[..., Any], *given: object) -> None:
        self._said.say("absent", "")
        try:
            self._session.do(action, *given)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)

    def _on_announce(self) -> None:
        day = self._sheet.meeting.day("held_on") if self._sheet is not None else None
        if day is None:
            self._said.say("absent", "Ghi ngày sinh hoạt ở bước Chuẩn bị trước, rồi mới ghi là đã thông báo.")
            return
        self._do(announce_answer, self._row.id, day)

    def _on_list(self) -> None:
        if self._sheet is not None:
            self._do(list_answer, self._sheet.meeting.id, self._row.answers[-1].id)

    def _on_off(self) -> None:
        if self._sheet is not None:
            items = answer_items(self._session.store, self._sheet.meeting.id)
            self._do(put_away_agenda_item, items[self._row.answers[-1].id])

    def _on_task(self) -> None:
        if self._sheet is not None:
            self._do(give_task, self._row.answers[-1].id, self._sheet.meeting.id)
