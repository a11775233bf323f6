"""The shapes of the values of a person considered, and of the resolution on one person; facts only, no sentence."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.papers.facts import Absentee, Officer, Sitting, Vote


class Case(TypedDict):
    """One person considered at a meeting, with every vote on them, the failed ones too.

    `matter` is the stored name (`admission`, `rating` …). What is not held at this level is "", but the name says so.
    Days are ISO or "", `born` as people write it. `ground`, `self_rating` and `rating` are words or "". `measure` is
    the form of discipline the votes came to, `measured` the sentence that says so; both "" before and elsewhere. `carried` is None while nobody voted,
    `decided_here` means: the cell's vote is the decision. `reports` says what a vote that failed asks of the cell.
    """

    matter: str
    name: str
    born: str
    origin: str
    helpers: str
    admitted_on: str
    reported: str
    strengths: str
    weaknesses: str
    conclusion: str
    ground: str
    from_on: str
    until_on: str
    measure: str
    self_rating: str
    rating: str
    votes: list[Vote]
    measured: str
    carried: bool | None
    decided_here: bool
    reports: list[str]


class Level(TypedDict):
    """How many members were given one level of the yearly rating, of how many that were rated."""

    words: str
    count: int
    of: int


class Gathering(TypedDict):
    """Everybody on the list and who of them came, as form 13-KNĐ asks: present and absent add up to the total.

    `reasons` names each of those absent: not due, with a reason, without one ("").
    """

    total: int
    official: int
    probationary: int
    present: int | None
    present_official: int | None
    present_probationary: int | None
    absent: int | None
    absent_official: int | None
    absent_probationary: int | None
    reasons: list[Absentee]


class CaseResolution(Sitting):
    """What a cell resolved of one person. Texts may have several lines; `draft` means: not finalised."""

    draft: bool
    number: str
    issued_on: str
    gathering: Gathering
    summary: str
    case: Case
    evaluation: str
    direction: str
    carrying_out: str
    signer: Officer
