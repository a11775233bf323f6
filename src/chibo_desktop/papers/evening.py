"""The shapes of the values of the papers around a meeting: programme, roll call, invitation, addendum; no sentence."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.papers.facts import AttendanceFacts, Issuer, Officer, Sitting


class RollEntry(TypedDict):
    """One member on the roll. `state` is present, late, excused, absent or "" while not marked, `state_words` the
    same in words; `note` a reason or hours; `name` is "" where it is not held at this level.
    """

    name: str
    office: str
    standing: str
    state: str
    state_words: str
    note: str


class RollSheet(TypedDict):
    """The roll of one meeting: `rows` are due, `others` on the list and not due, or visiting; `organ` is who sat."""

    issuer: Issuer
    organ: str
    occasion: str
    held_on: str
    month: str
    started_at: str
    venue: str
    rows: list[RollEntry]
    others: list[RollEntry]
    guests: list[Officer]
    attendance: AttendanceFacts
    chair: Officer
    secretary: Officer


class InvitedItem(TypedDict):
    title: str
    presenter: str


class Invitation(TypedDict):
    """`guest` is None for whoever is due: `organ` says whether that is the cell or its committee.

    `issued_on` is the day it was or is to be sent, or "". `from_above` is whom the cell's members will meet from the
    bodies above; a guest is not told of the others.
    """

    issuer: Issuer
    organ: str
    issued_on: str
    occasion: str
    month: str
    held_on: str
    started_at: str
    venue: str
    guest: Officer | None
    chair: Officer
    from_above: list[Officer]
    items: list[InvitedItem]
    materials: str
    signer: Officer


class PreparedItem(TypedDict):
    """`part` is the matter the item speaks of, as in the minutes, that a line after the items would name again; or ""."""

    title: str
    presenter: str
    preparer: str
    part: str


class Programme(Sitting):
    """`steps` are the keys of the steps this kind of meeting has, which says what else comes before and after the items.

    `closes_with` is what closes it in words: nghị quyết, kết luận.
    """

    issued_on: str
    steps: list[str]
    closes_with: list[str]
    items: list[PreparedItem]
    signer: Officer


class AddendumPaper(TypedDict):
    """One correction of the minutes of `held_on`. `number` counts within the meeting, None before it is finalised;
    `minutes_number` is the whole number of the minutes or "".
    """

    issuer: Issuer
    draft: bool
    number: int | None
    minutes_number: str
    occasion: str
    month: str
    held_on: str
    venue: str
    written_on: str
    about: str
    old_words: str
    new_words: str
    reason: str
    raised_by: Officer | None
    chair: Officer
    secretary: Officer
