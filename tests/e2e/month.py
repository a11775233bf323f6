"""One month of the sample entered by keys alone: where the hand goes in the real window, step by step of the sheet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base import text
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.records import find_spec
from e2e.hand import PATIENCE_S, Hand

LOOK_EVERY_S = 0.05
STATES = {"done": "1", "ongoing": "2", "not_done": "3"}
Given = Mapping[str, Any]


class NotSeenError(AssertionError):
    """What a step should have led to did not come."""


@dataclass
class Eyes:
    """Looks into the folder while the window is open, and reads what is stored."""

    desk: Desk
    period: str
    pictures: Path

    @property
    def sheet(self) -> MeetingSheet:
        """The sheet of the month as it is stored now."""
        held = [
            row
            for row in meetings_of(self.desk.store, self.desk.organisation_id)
            if row.text("period") == self.period
        ]
        sheet = meeting_sheet(self.desk.store, held[0].id) if held else None
        if sheet is None:
            raise NotSeenError(f"no meeting of {self.period}")
        return sheet

    def until(self, what: str, seen: Callable[[], bool], hand: Hand) -> None:
        """Waits until it is seen; a picture of the screen is left where it never was."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            try:
                if seen():
                    return
            except NotSeenError:
                pass
            time.sleep(LOOK_EVERY_S)
        picture = hand.screen.picture(self.pictures / "not-seen.png")
        raise NotSeenError(f"{what} was not seen; the screen is in {picture}; last keys: {hand.log[-12:]}")

    def stored(self, hand: Hand, **wanted: str) -> None:
        """Waits until fields of the meeting hold these words."""

        def seen() -> bool:
            meeting = self.sheet.meeting
            return {name: meeting.text(name) for name in wanted} == wanted

        self.until(f"{wanted}", seen, hand)

    def short(self, name: str) -> str:
        """The fewest letters that mean one member of the list only: initials, given name, or the whole."""
        names = [row.member.name for row in (*self.sheet.roll, *self.sheet.others)]
        fewest = sorted((text.initials(name), text.fold(name.rsplit(maxsplit=1)[-1])), key=len)
        for typed in fewest:
            if sum(typed in text.fold(each) or typed == text.initials(each) for each in names) == 1:
                return typed
        return name


def enter_month(hand: Hand, eyes: Eyes, given: Given) -> None:
    """Everything of the month, from the page of meetings to the lock."""
    for step in (_begin, _prepare, _call_roll, _last_month, _content, _votes, _decisions, _proposals, _close):
        step(hand, eyes, given)


def _begin(hand: Hand, eyes: Eyes, given: Given) -> None:
    hand.press("alt+2", "F2")
    eyes.until("the new meeting", lambda: bool(eyes.sheet.agenda), hand)


def _prepare(hand: Hand, eyes: Eyes, given: Given) -> None:
    """The day first, where the caret stands; day, hour and agenda proposed are typed over."""
    for words in (show_day(given["held_on"]), given["started_at"], given["ended_at"]):
        hand.press("ctrl+a")
        hand.type(words)
        hand.press("Tab")
    # the place, chair and secretary of the month before; nobody is given an item to prepare
    hand.press("Tab", "Tab", "Tab", "Tab")
    for item in given["agenda"]:
        hand.press("ctrl+a")
        hand.say(item["title"])
        hand.press("Return")
        hand.type(eyes.short(item["presenter"]))
        hand.press("Tab", "Tab")
    hand.press("Tab")
    hand.say(given["materials"])
    hand.press("ctrl+Return")
    eyes.stored(hand, materials=given["materials"])
    titles = [item["title"] for item in given["agenda"]]
    eyes.until("the agenda", lambda: [row.facts.text("title") for row in eyes.sheet.agenda] == titles, hand)


def _call_roll(hand: Hand, eyes: Eyes, given: Given) -> None:
    """Only those who are missing are marked; the rest are present."""
    for absent in given["excused"]:
        hand.type(absent["name"].split()[-1])
        hand.press("2")
        hand.answer(absent["reason"])
        hand.press("Return")
    hand.press("F6")
    for guest in given["guests"]:
        _receive(hand, guest)
    hand.press("F8")
    hand.say(given["dues_note"])
    hand.press("Return")
    eyes.stored(hand, dues_note=given["dues_note"])
    eyes.until("everybody marked", lambda: eyes.sheet.attendance.unmarked == 0, hand)
    hand.press("ctrl+Return")


def _receive(hand: Hand, guest: Given) -> None:
    hand.press("F4")
    hand.say(guest["name"])
    hand.press("Return")
    hand.say(guest["office"])
    hand.press(
        "Tab",
        *_down(guest["level"], "guest", "level"),
        "Tab",
        *(["space"] if guest["leads_team"] else []),
        "Tab",
    )
    hand.say(guest["directions"])
    hand.press("Tab")
    hand.say(guest["handed_out"])
    hand.press("F4")


def _last_month(hand: Hand, eyes: Eyes, given: Given) -> None:
    told = {report["title"]: report for report in given["reports"]}
    for task in eyes.sheet.due_before:
        hand.press(STATES[told[task.title]["state"]])
        hand.say(told[task.title]["result"])
        hand.press("Return")
    for name in ("last_month", "praised", "reminded"):
        hand.say(given.get(name, ""))
        hand.press("Tab" if name != "reminded" else "ctrl+Return")
    eyes.stored(hand, last_month=given["last_month"], praised=given.get("praised", ""))


def _content(hand: Hand, eyes: Eyes, given: Given) -> None:
    """The caret begins on who speaks; what was presented stands before that."""
    for item in given["agenda"]:
        hand.press("shift+Tab")
        hand.say(item["summary"])
        hand.press("Tab")
        for opinion in item.get("opinions", ()):
            hand.type(eyes.short(opinion["name"]))
            hand.press("Return")
            hand.say(opinion["body"])
            hand.press("Return")
        hand.press("Return")
        hand.say(item["conclusion"])
        hand.press("Return")
    hand.say(given["mood"])
    hand.press("Tab")
    hand.say(given["conclusion"])
    hand.press("ctrl+Return")
    eyes.stored(hand, mood=given["mood"], conclusion=given["conclusion"])


def _votes(hand: Hand, eyes: Eyes, given: Given) -> None:
    for ballot in given["ballots"]:
        hand.press("F2")
        hand.say(ballot["matter"])
        hand.press("Tab", *_down(ballot.get("decision", "ordinary"), "ballot", "decision"))
        hand.press("Tab", *_right(ballot["method"], "ballot", "method"))
        if ballot["method"] == "secret":  # how many papers were given out and came back is not written down
            hand.press("Tab", "Tab", "Tab", "Tab")
        for name in ("yes", "no", "other"):
            hand.press("Tab")
            hand.type(str(ballot[name]))
    hand.press("ctrl+Return")
    counts = [ballot["yes"] for ballot in given["ballots"]]
    eyes.until(
        "the votes", lambda: [row.facts.count("yes_count") for row in eyes.sheet.ballots] == counts, hand
    )


def _decisions(hand: Hand, eyes: Eyes, given: Given) -> None:
    """A resolution; what it is about is proposed, what was drafted is typed over."""
    hand.press("1", "Tab")
    for name in ("evaluation", "shortcomings", "direction", "carrying_out"):
        hand.press("Tab", "ctrl+a")
        hand.say(given["resolution"][name])
    for task in given["assignments"]:
        hand.press("F2")
        hand.say(task["title"])
        hand.press("Return")
        hand.type(eyes.short(task["leader"]))
        hand.press("Return")
        hand.type(show_day(task["due_on"]))
        hand.press("Tab")
        hand.type(task.get("helpers", ""))
    hand.press("ctrl+Return")
    titles = [task["title"] for task in given["assignments"]]
    eyes.until("the tasks", lambda: [row.title for row in eyes.sheet.given] == titles, hand)


def _proposals(hand: Hand, eyes: Eyes, given: Given) -> None:
    for proposal in given["proposals"]:
        hand.press("F2")
        hand.say(proposal["content"])
        hand.press("Return", _digit(proposal["source"], "proposal", "source"))
        if proposal["source"] != "cell":
            hand.press("shift+Tab")
            hand.say(proposal["raised_by"])
            hand.press("Tab")
        hand.press(_digit(proposal["competence"], "proposal", "competence"))
        for name in ("field", "place"):
            hand.say(proposal[name])
            hand.press("Tab")
    hand.press("ctrl+Return")
    eyes.until("the proposals", lambda: len(eyes.sheet.proposals) == len(given["proposals"]), hand)


def _close(hand: Hand, eyes: Eyes, given: Given) -> None:
    hand.press("ctrl+Return")  # this cell does not score its meetings
    hand.press("ctrl+Return")
    eyes.until("the consent", lambda: eyes.sheet.meeting.flag("read_back"), hand)
    hand.press("ctrl+Return")
    eyes.until("the lock", lambda: eyes.sheet.is_finalised, hand)


def _right(key: str, kind: str, field: str) -> Sequence[str]:
    return ["Right"] * _place(key, kind, field)


def _down(key: str, kind: str, field: str) -> Sequence[str]:
    return ["Down"] * _place(key, kind, field)


def _digit(key: str, kind: str, field: str) -> str:
    """The key of a choice that is numbered."""
    return str(_place(key, kind, field) + 1)


def _place(key: str, kind: str, field: str) -> int:
    """How far the choice is from the first one."""
    spec = find_spec(kind).field(field)
    keys: Iterable[str] = [each for each, _ in spec.choices] if spec else []
    return list(keys).index(key)
