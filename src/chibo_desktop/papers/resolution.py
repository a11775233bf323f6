"""The shape of the values of the resolution or conclusion that closes a meeting: facts only, the form makes sentences."""

from __future__ import annotations

from chibo_desktop.papers.elections import Elected
from chibo_desktop.papers.facts import (
    LastTask,
    Officer,
    Sitting,
    Task,
    Vote,
)


class Resolution(Sitting):
    """Texts may have several lines, one paragraph each; `kind` is resolution or conclusion.

    `evaluated` is the month looked back on, `directed` the one tasks are set for, "" for a kind that belongs to no month.
    `signer` is the secretary of the cell or its deputy; `office` prints in capitals under `T/M`.
    `minutes` is how long the meeting took, None when not known. `draft` means: the meeting is not finalised.
    `vote` is the vote on this paper, None when there was none.
    """

    kind: str
    draft: bool
    number: str
    issued_on: str
    evaluated: str
    directed: str
    summary: str
    minutes: int | None
    evaluation: str
    last_tasks: list[LastTask]
    praised: str
    reminded: str
    shortcomings: str
    direction: str
    tasks: list[Task]
    carrying_out: str
    elections: list[Elected]
    score: str
    vote: Vote | None
    signer: Officer
