"""Where one meeting's minutes are: dated points, each from a stored fact; nothing is guessed from a button pressed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.exchange import body_name, is_posted, left_at, own_organisation, received_at
from chibo_desktop.lists.meetings import has_minutes
from chibo_desktop.lists.proposals import raised_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.lists.typed_for import typed_cells
from chibo_desktop.store import Store
from chibo_desktop.store.access import list_access
from chibo_desktop.store.certificates import chain_of_device, path_up, who_stands_for


@dataclass(frozen=True)
class Point:
    """One point of the strip. `state` is done or todo; `at` None on a point that is done means: no date is held."""

    key: str
    label: str
    at: datetime | None
    note: str
    state: str


def meeting_strip(store: Store, meeting_id: str) -> list[Point]:
    """Written → printed → left → the body above received → the one above it received → answered.

    Bodies not known from certificates have no point; "answered" stands there when proposals were raised. Minutes
    finalised at another body's machine (a laptop that is gone, the body that typed) have no "left": nothing is held
    of how they left it.
    """
    meeting = find(store, "meeting", meeting_id)
    if meeting is None:
        return []
    finalised = meeting.moment("finalised_at")
    points = [_point("written", "đã viết", finalised, "chưa chốt")]
    is_typed = meeting.text("cell_id") in typed_cells(store)
    me = own_organisation(store)
    is_own = meeting.text("cell_id") == me
    device, _, number = store.field_head("meeting", meeting.id, "finalised_at").partition(":")
    is_ours = not finalised or _body_of(store, device) == me
    if (is_own or is_typed) and has_minutes(meeting):
        points.append(_given_out(store, meeting, "chưa in" if is_ours else "chưa in ở máy này"))
    if finalised:
        received = _received(store, meeting, device, int(number))
        points += [_left(store, meeting, device, int(number), received)] if is_own and is_ours else []
        points += received
    return points + _answered(store, meeting_id)


def _point(key: str, label: str, at: datetime | None, otherwise: str) -> Point:
    return Point(key, label, at, "" if at else otherwise, "done" if at else "todo")


def _given_out(store: Store, meeting: Facts, otherwise: str) -> Point:
    """The first printing since the meeting was finalised; a file saved is called a file, for nobody printed it here."""
    since = meeting.moment("finalised_at")
    papers = [("meeting", meeting.id)]
    papers += [("resolution", paper.id) for paper in children(store, "resolution", "meeting_id", meeting.id)]
    lines = [line for kind, record_id in papers for line in list_access(store, kind, record_id)]
    for what, label in (("printed", "đã in"), ("saved", "đã lưu tệp")):
        given = [line.at for line in lines if line.what == what and since and line.at >= since]
        if given:
            return _point("printed", label, min(given), "")
    return _point("printed", "đã in", None, otherwise)


def _body_of(store: Store, device: str) -> str:
    chain = chain_of_device(store, device)
    return str(chain[0].body["org"]) if chain else ""


def _received(store: Store, meeting: Facts, device: str, number: int) -> list[Point]:
    """One point for each body above the cell, or above the body that stands for it by now."""
    points, me, maker = [], own_organisation(store), _body_of(store, device)
    for place, body in enumerate(path_up(store, who_stands_for(store, meeting.text("cell_id")))[1:]):
        at = received_at(store, meeting.book, device, number, body)
        key = "received" if place == 0 else f"received_{place + 1}"
        label = f"{body_name(store, body)} đã nhận"
        if at is None and body in (me, maker):
            note = "có ở máy này" if body == me else "ghi ở đó"
            points.append(Point(key, label, None, note, "done"))
        else:
            points.append(_point(key, label, at, "chưa có tin"))
    return points


def _left(store: Store, meeting: Facts, device: str, number: int, received: list[Point]) -> Point:
    """Through the mailbox a bundle may be made and still wait here, or lie there until the body above fetches it.

    What somebody received has left, also where no bundle is remembered (a book put back from a backup).
    """
    at = left_at(store, meeting.book, device, number)
    posted = is_posted(store, meeting.book, device, number)
    point = _point("left", "đã rời chi bộ", at, "chờ gửi" if posted else "chưa gửi")
    if any(point.state == "done" for point in received):
        return replace(point, note="", state="done")
    return replace(point, note="ở hòm thư") if at and posted else point


def _answered(store: Store, meeting_id: str) -> list[Point]:
    raised = raised_at(store, meeting_id)
    if not raised:
        return []
    answered = [row for row in raised if row.answers]
    days = [row.answers[-1].answered_on for row in answered if row.answers[-1].answered_on]
    note = f"{len(answered)} trên {len(raised)} kiến nghị"
    is_done = len(answered) == len(raised)
    at = datetime.combine(max(days), time(), VIETNAM) if is_done and days else None
    return [Point("answered", "đã trả lời", at, note, "done" if is_done else "todo")]
