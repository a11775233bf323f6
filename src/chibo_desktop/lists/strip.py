"""Where one meeting's minutes are: dated points, each from a stored fact; nothing is guessed from a button pressed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.exchange import body_name, is_posted, left_at, own_organisation, received_at
from chibo_desktop.lists.proposals import raised_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.lists.typed_for import typed_cells
from chibo_desktop.store import Store
from chibo_desktop.store.access import list_access
from chibo_desktop.store.certificates import path_up


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

    Bodies not known from certificates have no point; "answered" stands there when proposals were raised.
    """
    meeting = find(store, "meeting", meeting_id)
    if meeting is None:
        return []
    finalised = meeting.moment("finalised_at")
    points = [_point("written", "đã viết", finalised, "chưa chốt")]
    is_typed = meeting.text("cell_id") in typed_cells(store)
    is_own = meeting.text("cell_id") == own_organisation(store)
    if is_own or is_typed:
        points.append(_given_out(store, meeting))
    points += _travel(store, meeting, is_own=is_own) if finalised else []
    return points + _answered(store, meeting_id)


def _point(key: str, label: str, at: datetime | None, otherwise: str) -> Point:
    return Point(key, label, at, "" if at else otherwise, "done" if at else "todo")


def _given_out(store: Store, meeting: Facts) -> Point:
    """The first printing since the meeting was finalised; a file saved is called a file, for nobody printed it here."""
    since = meeting.moment("finalised_at")
    papers = [("meeting", meeting.id)]
    papers += [("resolution", paper.id) for paper in children(store, "resolution", "meeting_id", meeting.id)]
    lines = [line for kind, record_id in papers for line in list_access(store, kind, record_id)]
    for what, label in (("printed", "đã in"), ("saved", "đã lưu tệp")):
        given = [line.at for line in lines if line.what == what and since and line.at >= since]
        if given:
            return _point("printed", label, min(given), "")
    return _point("printed", "đã in", None, "chưa in")


def _travel(store: Store, meeting: Facts, *, is_own: bool) -> list[Point]:
    device, _, head = store.field_head("meeting", meeting.id, "finalised_at").partition(":")
    number = int(head or 0)
    points = []
    if is_own:
        points.append(_left(store, meeting.book, device, number))
    me = own_organisation(store)
    for place, body in enumerate(path_up(store, meeting.text("cell_id"))[1:]):
        at = received_at(store, meeting.book, device, number, body)
        key = "received" if place == 0 else f"received_{place + 1}"
        label = f"{body_name(store, body)} đã nhận"
        if at is None and body == me:
            points.append(Point(key, label, None, "có ở máy này", "done"))
        else:
            points.append(_point(key, label, at, "chưa có tin"))
    if is_own and any(point.state == "done" for point in points[1:]):
        points[0] = replace(points[0], note="")
    return points


def _left(store: Store, book: str, device: str, number: int) -> Point:
    """Through the mailbox a bundle may be made and still wait here, or lie there until the body above fetches it."""
    at, posted = left_at(store, book, device, number), is_posted(store, book, device, number)
    point = _point("left", "đã rời chi bộ", at, "chờ gửi" if posted else "chưa gửi")
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
