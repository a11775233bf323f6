"""Which papers a meeting has, by its kind and by what is written there; filling them is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chibo_desktop.actions.paper_forms import (
    BLANK_ROLL,
    COUNT,
    EXCERPT,
    INVITATION,
    MINUTES,
    PROGRAMME,
    RESOLUTION,
    ROLL,
)
from chibo_desktop.lists.cases import name_of_case
from chibo_desktop.lists.meetings import has_minutes, resolution_of
from chibo_desktop.lists.rows import NOT_SENT, Facts, children, find
from chibo_desktop.store import Store

LONGEST = 48
"""Letters of a title in a list of papers; more would not stand beside the paper."""


@dataclass(frozen=True)
class Offered:
    """A paper that can be printed now: `words` are what it is called in a list of this meeting's papers."""

    code: str
    record_id: str
    words: str


def offered_papers(store: Store, meeting_id: str) -> list[Offered]:
    """The papers of a meeting, the minutes first; [] for one that has none: not held, or from an old book.

    Excerpts are offered of minutes that are finalised.
    """
    meeting = find(store, "meeting", meeting_id)
    if meeting is None or not has_minutes(meeting):
        return []
    found = [Offered(MINUTES, meeting.id, "Biên bản"), *_decided(store, meeting)]
    found += [
        Offered(COUNT, each.id, f"Kiểm phiếu: {_short(words)}") for each, words in _counted(store, meeting)
    ]
    found += [
        Offered(ROLL, meeting.id, "Danh sách điểm danh"),
        Offered(INVITATION, meeting.id, "Giấy mời"),
        Offered(PROGRAMME, meeting.id, "Chương trình"),
        Offered(BLANK_ROLL, meeting.id, "Phiếu điểm danh ghi tay"),
    ]
    if meeting.moment("finalised_at"):
        found += [
            Offered(EXCERPT, each.id, f"Trích: {_short(words)}") for each, words in _pieces(store, meeting)
        ]
    return found


def _decided(store: Store, meeting: Facts) -> Iterator[Offered]:
    """What closed the meeting, then what was resolved of each person."""
    closing = resolution_of(store, meeting.id)
    if closing is not None:
        yield Offered(RESOLUTION, closing.id, closing.shown("kind"))
    for paper in children(store, "resolution", "meeting_id", meeting.id):
        case = find(store, "person_case", paper.text("case_id")) if paper.text("case_id") else None
        if case is not None:
            yield Offered(RESOLUTION, paper.id, f"{paper.shown('kind')}: {name_of_case(store, case)}")


def _counted(store: Store, meeting: Facts) -> Iterator[tuple[Facts, str]]:
    """Elections, and votes by paper whose papers were counted."""
    for election in children(store, "election", "meeting_id", meeting.id):
        yield election, f"bầu {election.shown('office')}{_round(election)}"
    rounds = set()
    for ballot in children(store, "ballot", "meeting_id", meeting.id):
        if not _is_counted(ballot):
            continue
        case = find(store, "person_case", ballot.text("case_id")) if ballot.text("case_id") else None
        # the forms of discipline of one round are voted on together: one count, one paper
        together = (ballot.text("case_id") if ballot.text("measure") else ballot.id, ballot.count("round"))
        if together not in rounds:
            rounds.add(together)
            name = name_of_case(store, case) if case else ""
            whom = f" {name}" if name not in ("", NOT_SENT) else ""
            yield ballot, f"{ballot.text('matter')}{whom}{_round(ballot)}"


def _is_counted(ballot: Facts) -> bool:
    """Whether it was by paper with the papers counted, and what was voted on is held at this level."""
    by_paper = ballot.text("method") == "secret" and ballot.count("issued_count") is not None
    return by_paper and "measure" not in ballot.absent


def _round(facts: Facts) -> str:
    number = facts.count("round") or 1
    return f", lần {number}" if number > 1 else ""


def _pieces(store: Store, meeting: Facts) -> Iterator[tuple[Facts, str]]:
    """What an excerpt can be made of; ratings of a whole cell stand in one table and are not taken apart.

    An item nobody said anything to gives none.
    """
    opinions = children(store, "opinion", "meeting_id", meeting.id)
    spoken = {each.text("agenda_item_id") for each in opinions if each.text("body")}
    for item in children(store, "agenda_item", "meeting_id", meeting.id):
        if item.id in spoken or item.text("summary") or item.text("conclusion"):
            yield item, item.text("title")
    for case in children(store, "person_case", "meeting_id", meeting.id):
        if case.text("matter") != "rating":
            yield case, f"{case.shown('matter').lower()} {name_of_case(store, case)}"
    for ballot in children(store, "ballot", "meeting_id", meeting.id):
        if not ballot.text("case_id"):
            yield ballot, f"biểu quyết {ballot.text('matter')}"
    for election in children(store, "election", "meeting_id", meeting.id):
        yield election, f"bầu {election.shown('office')}{_round(election)}"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
