"""Shapes of values that several papers share; which of them a paper has stands in minutes.py and resolution.py."""

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
    `needed` the fewest yes votes that carry.

    `yes` and `carried` are None while the votes are not counted, `present_official` while nobody is marked.
    """

    matter: str
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


class Directions(TypedDict):
    name: str
    office: str
    text: str
