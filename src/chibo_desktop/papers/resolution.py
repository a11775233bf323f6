"""The shape of the values of the resolution that closes a regular meeting: facts only, the form makes sentences."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.papers.facts import AttendanceFacts, Issuer, LastTask, Officer, Task, Vote


class Resolution(TypedDict):
    """Texts may have several lines, one paragraph each; `kind` is resolution or conclusion.

    `month` is the month of the meeting, `evaluated` the one looked back on, `directed` the one tasks are set for.
    `signer` is the secretary of the cell or its deputy; `office` prints in capitals under `T/M`.
    `minutes` is how long the meeting took, None when not known. `draft` means: the meeting is not finalised.
    `vote` is the vote on this paper, None when there was none.
    """

    kind: str
    draft: bool
    issuer: Issuer
    number: str
    issued_on: str
    month: str
    evaluated: str
    directed: str
    held_on: str
    venue: str
    summary: str
    minutes: int | None
    attendance: AttendanceFacts
    chair: Officer
    secretary: Officer
    evaluation: str
    last_tasks: list[LastTask]
    praised: str
    reminded: str
    shortcomings: str
    direction: str
    tasks: list[Task]
    carrying_out: str
    score: str
    vote: Vote | None
    signer: Officer
