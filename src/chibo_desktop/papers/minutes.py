"""The shape of the values of the minutes of a regular meeting: facts only, the form makes the sentences."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.papers.facts import (
    AttendanceFacts,
    Directions,
    Issuer,
    LastTask,
    Officer,
    Task,
    Vote,
)


class Opinion(TypedDict):
    name: str
    text: str


class Item(TypedDict):
    """One item of the agenda; `presenter` and `summary` may be empty."""

    title: str
    presenter: str
    summary: str
    opinions: list[Opinion]
    conclusion: str


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


class Minutes(TypedDict):
    """Moments are ISO with +07:00, months such as 2026-10; an empty text is a fact that was not recorded.

    `number` is the whole number (`05-BB/CB`) or empty: minutes carry one only where the organisation wants it.
    `score` is the cell's own score of the meeting with its grade, or empty. `opinions` belong to no item.
    """

    issuer: Issuer
    number: str
    held_on: str
    month: str
    started_at: str
    ended_at: str
    venue: str
    attendance: AttendanceFacts
    guests: list[Officer]
    chair: Officer
    secretary: Officer
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
    votes: list[Vote]
    conclusion: str
    closing: Closing | None
    tasks: list[Task]
    score: str
    read_back: bool
