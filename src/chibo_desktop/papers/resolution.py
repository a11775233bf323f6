"""The shape of the values of the resolution that closes a regular meeting: facts only, the form makes sentences."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.papers.facts import AttendanceFacts, Issuer, LastTask, Officer, Task, Vote


class Resolution(TypedDict):
    """Texts may have several lines, one paragraph each; `month` is the month it was decided in.

    `signer` is the secretary of the cell or its deputy; `office` prints in capitals under `T/M`.
    `minutes` is how long the meeting took. `vote` is None while the resolution is a draft.
    """

    issuer: Issuer
    number: str
    issued_on: str
    month: str
    held_on: str
    venue: str
    summary: str
    minutes: int
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
