"""A meeting put off to another day, a month without its meeting, and taking either back; the reason is always asked."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.beginning import put_agenda
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting, change_meeting, need_meeting
from chibo_desktop.base.dates import PartialDate, show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.roster import kind_at
from chibo_desktop.lists.rows import Facts, children
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store import Changes

FURTHEST = 1
"""Months past its own into which a month's meeting is put off."""


def postpone_meeting(desk: Desk, meeting_id: str, to: date, because: str) -> Changes:
    """Moves the meeting to a later day, hours included, and keeps the day it was first meant for; its month stays.

    Refusal without a day to put off, for a day not after it or past the month after its own, without a reason.
    """
    meeting = need_meeting(desk, meeting_id)
    held = meeting.day("held_on")
    if held is None:
        raise Refusal("Buổi này chưa có ngày để hoãn. Chỉ cần ghi ngày sinh hoạt.", "held_on")
    if to <= held:
        raise Refusal(f"Hoãn sang ngày sau ngày đã định {show_day(held)}. Chọn lại ngày.", "held_on")
    _refuse_far(meeting, to)
    reason = _need_reason(because, "postponed_because")
    meant = meeting.day("postponed_from") or held
    return change_meeting(
        desk, meeting_id, held_on=to, postponed_from=meant, postponed_because=reason, **_month(meeting)
    )


def _refuse_far(meeting: Facts, to: date) -> None:
    """A meeting of a month that is put off past the next one is no longer that month's."""
    period = meeting.partial("period")
    if not kind_at(meeting).of_month or period is None or period.month is None:
        return
    if (to.year - period.year) * 12 + to.month - period.month > FURTHEST:
        raise Refusal(
            f"Ngày {show_day(to)} quá xa kỳ {period.shown()}. Chọn ngày gần hơn, hoặc ghi kỳ này không sinh hoạt được.",
            "held_on",
        )


def take_back_postponing(desk: Desk, meeting_id: str) -> Changes:
    """The meeting is on the day it was first meant for. Refusal when it was not put off."""
    meeting = need_meeting(desk, meeting_id)
    meant = meeting.day("postponed_from")
    if meant is None:
        raise Refusal("Buổi này chưa hoãn lần nào.", "postponed_from")
    return change_meeting(
        desk, meeting_id, held_on=meant, postponed_from=None, postponed_because="", **_month(meeting)
    )


def _month(meeting: Facts) -> dict[str, object]:
    """A meeting that belongs to a month stays in it; another one follows its day."""
    period = meeting.partial("period")
    return {"period": period} if kind_at(meeting).of_month and period is not None else {}


def miss_meeting(
    desk: Desk, period: PartialDate | str, because: str, *, kind: str = "regular", cell_id: str | None = None
) -> tuple[Changes, str]:
    """Writes down that the month had no meeting, and why; gives the id of the month's record.

    The meeting prepared for that month becomes it, else one is added. Refusal without a reason, and where somebody
    is marked as having come.
    """
    reason = _need_reason(because, "missed_because")
    cell = cell_id or desk.organisation_id
    known = _of_month(desk, cell, str(period), kind)
    if known is not None:
        return change_meeting(desk, known.id, missed=True, missed_because=reason), known.id
    return add_meeting(
        desk, period=period, kind=kind, cell_id=cell, agenda=False, missed=True, missed_because=reason
    )


def take_back_missing(desk: Desk, meeting_id: str) -> Changes:
    """The month has its meeting again, to be prepared or written down; the agenda is the usual one where there is none."""
    meeting = need_meeting(desk, meeting_id)
    if not meeting.flag("missed"):
        raise Refusal("Kỳ này không ghi là không sinh hoạt được.", "missed")
    with desk.writing(meeting.book) as writer:
        writer.put("meeting", meeting_id, missed=False, missed_because="")
        if not children(desk.store, "agenda_item", "meeting_id", meeting_id):
            put_agenda(writer, meeting_id, kind_at(meeting))
    return writer.changes


def missed_in(desk: Desk, period: str) -> str:
    """The id of the record that says the month had no meeting; Refusal when there is none."""
    known = _of_month(desk, desk.organisation_id, period, "regular")
    if known is None or not known.flag("missed"):
        raise Refusal("Kỳ này không ghi là không sinh hoạt được.", "period")
    return known.id


def _of_month(desk: Desk, cell_id: str, period: str, kind: str) -> Facts | None:
    series = kind_of(kind).series
    return next(
        (
            each
            for each in meetings_of(desk.store, cell_id)
            if each.text("period") == period
            and (kind_at(each).series == series if series else each.text("kind") == kind)
        ),
        None,
    )


def _need_reason(because: str, field: str) -> str:
    reason = clean_line(because)
    if not reason:
        raise Refusal("Ghi lý do, ví dụ “mưa lũ, đường sạt lở”.", field)
    return reason
