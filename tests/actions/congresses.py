"""A congress of the set-up cell and rounds of elections at it that were counted."""

from __future__ import annotations

from datetime import date, time

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import (
    add_election,
    add_nominee,
    change_election,
    change_nominee,
    need_election,
)
from chibo_desktop.actions.meetings import (
    add_meeting,
    record_all_present,
)

HELD = date(2026, 10, 5)


def make_congress(desk: Desk, members: list[str]) -> str:
    """The congress of 5 October 2026 of nine official members, everybody present."""
    _, congress = add_meeting(
        desk,
        kind="congress",
        held_on=HELD,
        started_at=time(19, 30),
        ended_at=time(21, 15),
        term_words="2026 – 2031",
        secretary_id=members[1],
    )
    record_all_present(desk, congress)
    return congress


def elect(
    desk: Desk, congress: str, office: str, seats: int, chosen: dict[str, int], *, valid: int = 9
) -> str:
    """A counted round: `chosen` papers by member id; every paper collected."""
    _, election = add_election(desk, congress, office=office, seats=seats)
    change_election(
        desk, election, issued_count=9, collected_count=9, valid_count=valid, invalid_count=9 - valid
    )
    for member, number in chosen.items():
        add_nominee(desk, election, member_id=member, chosen_count=number)
    return election


def count_again(desk: Desk, election: str, chosen: list[int]) -> None:
    """The papers of the names on the list, in its order; zero first, so that no sum is too large on the way."""
    listed = [each.facts.id for each in need_election(desk, election).nominees]
    for nominee in listed:
        change_nominee(desk, nominee, chosen_count=0)
    for nominee, number in zip(listed, chosen, strict=True):
        change_nominee(desk, nominee, chosen_count=number)
