"""Shapes of values that several papers share; which of them a paper has stands in the file named for it."""

from __future__ import annotations

from typing import TypedDict


class Issuer(TypedDict):
    """`superior` and `name` as spoken ("Đảng bộ xã Mường Sáy", "Chi bộ bản Suối Lanh"); forms print capitals.

    `signing` is `T/M CHI BỘ` or `T/M CHI ỦY` (documents.md §1.8), `recipients` end without punctuation.
    """

    superior: str
    name: str
    place: str
    signing: str
    recipients: list[str]


class Officer(TypedDict):
    """Somebody with an office; `office` is empty for a member without one."""

    name: str
    office: str


class Congress(TypedDict):
    """`name` as it stands at the head: "Đại hội Chi bộ bản Suối Lanh lần thứ VII", or with its term where the number
    is not known. `ordinal` is roman or "", `term` as typed ("2025 - 2030").
    """

    name: str
    ordinal: str
    term: str


class Absentee(TypedDict):
    name: str
    reason: str


class AttendanceFacts(TypedDict):
    """The counts of practice.md IND-1: late counts as present; visiting members stand apart.

    Lists of people are names, "" for a name not held at this level: forms then print how many they are.
    `outside_present` are exempt or away members who came; `present` and its parts are None while nobody is
    marked, `unmarked` how many of those due are not marked yet.
    """

    total: int
    official: int
    probationary: int
    exempt: list[str]
    away: list[str]
    suspended: list[str]
    visiting: list[str]
    due: int
    present: int | None
    present_official: int | None
    present_probationary: int | None
    excused: list[Absentee]
    absent: list[str]
    unmarked: int
    outside_present: list[str]
    visiting_present: list[str]


class Sitting(TypedDict):
    """The meeting a paper is of. Moments are ISO with +07:00, months such as 2026-10; an empty text was not recorded.

    `congress` is None for any other meeting. `organ` is who sat: cell, committee or congress. `occasion` is what the
    meeting is called in a sentence, `month` "" for a kind that belongs to no month, `theme` "" for one without.
    """

    issuer: Issuer
    congress: Congress | None
    organ: str
    occasion: str
    month: str
    held_on: str
    started_at: str
    ended_at: str
    venue: str
    theme: str
    attendance: AttendanceFacts
    chair: Officer
    secretary: Officer


class LastTask(TypedDict):
    """A task set last month and what came of it; `state` in words ("Hoàn thành")."""

    task: str
    leader: str
    before: str
    state: str
    result: str


class Task(TypedDict):
    """A task given; `due_on` an ISO day or "", `report_at` a month such as 2026-11 or ""."""

    task: str
    leader: str
    helpers: str
    due_on: str
    report_at: str
    recurring: bool


class Vote(TypedDict):
    """One vote. `base_note` is the sentence saying what the base is; `threshold` is majority or two_thirds,
    `needed` the fewest yes votes that carry, `round` counts votes on the same matter.

    `yes` and `carried` are None while the votes are not counted, `present_official` while nobody is marked. The papers
    `issued`, `collected`, `valid` and `invalid` are None where the vote was not by paper or they were not counted.
    `measure` is the form of discipline voted on in words, "" for every other vote.
    """

    matter: str
    round: int
    method: str
    base: int
    base_note: str
    present_official: int | None
    yes: int | None
    no: int
    other: int
    threshold: str
    needed: int
    carried: bool | None
    issued: int | None
    collected: int | None
    valid: int | None
    invalid: int | None
    measure: str


class Directions(TypedDict):
    name: str
    office: str
    text: str
