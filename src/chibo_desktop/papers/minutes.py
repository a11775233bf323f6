"""The shape of the values of the minutes of every kind of meeting, and of an excerpt from them; facts, no sentence."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.papers.cases import Case, Level
from chibo_desktop.papers.elections import Elected
from chibo_desktop.papers.facts import (
    Directions,
    LastTask,
    Officer,
    Sitting,
    Task,
    Vote,
)


class Opinion(TypedDict):
    name: str
    text: str


class Item(TypedDict):
    """One item of the agenda; `presenter` and `summary` may be empty.

    `part` is the part of the minutes that tells the same matter and takes the item in: last_month, cases, ratings,
    elections or closing; "" where the item stands for itself. Of an `unsaid` one nothing was written.
    """

    title: str
    presenter: str
    summary: str
    opinions: list[Opinion]
    conclusion: str
    part: str
    unsaid: bool


class Proposal(TypedDict):
    """`source` is cell, member or people, `by` who raised it or "", `competence` who is to settle it in words or ""."""

    source: str
    by: str
    competence: str
    text: str


class Answered(TypedDict):
    """An answer read out at the meeting; `body` gave it by the paper `number` of the ISO day `answered_on`."""

    proposal: str
    body: str
    number: str
    answered_on: str
    text: str


class Closing(TypedDict):
    """The paper that closed the meeting: `kind` is resolution or conclusion; `number` may be empty."""

    kind: str
    number: str
    summary: str


class Minutes(Sitting):
    """What was done and said at a meeting; an empty text is a fact that was not recorded.

    `number` is the whole number (`05-BB/CB`) or empty: minutes carry one only where the organisation wants it.
    `minutes` is how long it took. `attenders` are the members who came where nobody, or only the committee, was due.
    `score` is the cell's own score of the meeting with its grade, or empty. `opinions` belong to no item; `votes` are
    those on no person; `levels` sum up the yearly rating.
    """

    number: str
    minutes: int | None
    taken_in: str
    called_because: str
    called_by: str
    attenders: list[Officer]
    guests: list[Officer]
    dues: str
    materials: str
    last_month: str
    last_tasks: list[LastTask]
    praised: str
    reminded: str
    mood: str
    items: list[Item]
    opinions: list[Opinion]
    directions: list[Directions]
    answers: list[Answered]
    proposals: list[Proposal]
    cases: list[Case]
    levels: list[Level]
    votes: list[Vote]
    elections: list[Elected]
    conclusion: str
    closing: Closing | None
    tasks: list[Task]
    score: str
    read_back: bool


class Excerpt(Sitting):
    """One piece of minutes that are finalised or not (`draft`): an `item`, a `case`, a `vote` or an `election`.

    The three others are None; `number` is that of the minutes or "". `signer` is who signs for the cell.
    """

    draft: bool
    number: str
    item: Item | None
    case: Case | None
    vote: Vote | None
    election: Elected | None
    read_back: bool
    signer: Officer
