"""The shapes of the values of elections and of the minutes of a count of papers; facts only, no sentence."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.papers.facts import Sitting, Vote


class Chosen(TypedDict):
    """A name on the list; `votes` None while nobody counted, `rank` from 1 among those elected, None for the others.

    `tied`: chosen as often as others at the last seat, so that they are voted on again.
    """

    name: str
    votes: int | None
    elected: bool
    tied: bool
    rank: int | None


class Elected(TypedDict):
    """One round of one election. `base` is of whom the share is taken, `needed` the fewest papers that elect.

    Papers not counted yet are None. `tellers` is as typed or "", `taken_at` an ISO moment or "". `nominees` stand in
    the order of the paper. `counted`: everybody's papers are written down; `left` is how many seats were not filled,
    `appointed` the sentence on who fills them where no further round may be held, else "".
    """

    title: str
    round: int
    seats: int
    base: int
    needed: int
    present_official: int | None
    issued: int | None
    collected: int | None
    valid: int | None
    invalid: int | None
    tellers: str
    taken_at: str
    nominees: list[Chosen]
    counted: bool
    left: int
    appointed: str


class CountPaper(Sitting):
    """The minutes of one count: of `election`, or of the secret vote `vote`; the other is None.

    `about` is what was elected or voted on, `person` on whom or "", `outside` whether that is somebody who is no party
    member yet. `measures` are the votes of one round on forms of discipline, `vote` the first of them, and `measured`
    the one sentence on what they come to; [] and "" for every other count.
    """

    about: str
    person: str
    outside: bool
    election: Elected | None
    vote: Vote | None
    measures: list[Vote]
    measured: str
