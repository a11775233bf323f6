"""The values of the papers around a meeting from what is stored: programme, roll, invitation, addendum."""

from __future__ import annotations

from chibo_desktop.base.dates import show_time
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.guests import announced_guests
from chibo_desktop.lists.materials_used import materials_words
from chibo_desktop.lists.meeting_sheet import MeetingSheet, RollRow
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.papers.evening import (
    AddendumPaper,
    Invitation,
    InvitedItem,
    PreparedItem,
    Programme,
    RollEntry,
    RollSheet,
)
from chibo_desktop.papers.facts import Officer
from chibo_desktop.papers.item_parts import named_part
from chibo_desktop.papers.numbers import minutes_number
from chibo_desktop.papers.occasion import (
    iso_day,
    iso_moment,
    occasion_month,
    occasion_of,
    organ_of,
    sheet_of,
    tone_of,
)
from chibo_desktop.papers.people_values import (
    attendance_values,
    issuer_values,
    name_of,
    officer_values,
    signer_values,
    sitting_values,
)
from chibo_desktop.store import Store

CLOSING_WORDS = {"resolution": "nghị quyết", "conclusion": "kết luận"}


def roll_values(store: Store, meeting_id: str) -> RollSheet:
    """Everybody on the list on the meeting's day with how they are marked. Refusal where there is no such meeting."""
    sheet = sheet_of(store, meeting_id)
    meeting, tone = sheet.meeting, tone_of(sheet.cell)
    return RollSheet(
        issuer=issuer_values(store, sheet.cell),
        organ=organ_of(sheet),
        occasion=occasion_of(sheet),
        held_on=iso_day(meeting, "held_on"),
        month=occasion_month(sheet),
        started_at=iso_moment(meeting, "started_at"),
        venue=meeting.text("place"),
        rows=[_entry(row) for row in sheet.roll],
        others=[_entry(row) for row in sheet.others],
        guests=[Officer(name=g.text("full_name"), office=g.text("office")) for g in sheet.guests],
        attendance=attendance_values(sheet),
        chair=officer_values(store, meeting, meeting.text("chair_id"), tone),
        secretary=officer_values(store, meeting, meeting.text("secretary_id"), tone),
    )


def _entry(row: RollRow) -> RollEntry:
    mark = row.mark
    return RollEntry(
        name=row.member.name,
        office=row.member.office_label,
        standing=row.member.standing_label,
        state=row.person.state or "",
        state_words=mark.shown("state") if mark and row.person.state else "",
        note="; ".join(_notes(mark)) if mark else "",
    )


def _notes(mark: Facts) -> list[str]:
    late, left = mark.moment("late_at"), mark.moment("left_at")
    hours = [f"đến lúc {show_time(late)}"] if late else []
    hours += [f"về lúc {show_time(left)}"] if left else []
    return ([mark.text("reason")] if mark.text("reason") else []) + hours


def invitation_values(store: Store, record_id: str) -> Invitation:
    """The invitation of the members, or of one guest when the id is a guest's."""
    guest = find(store, "guest", record_id)
    sheet = sheet_of(store, guest.text("meeting_id") if guest else record_id)
    meeting = sheet.meeting
    return Invitation(
        issuer=issuer_values(store, sheet.cell),
        organ=organ_of(sheet),
        issued_on=iso_day(meeting, "invited_on"),
        occasion=occasion_of(sheet),
        month=occasion_month(sheet),
        held_on=iso_day(meeting, "held_on"),
        started_at=iso_moment(meeting, "started_at"),
        venue=meeting.text("place"),
        guest=Officer(name=guest.text("full_name"), office=guest.text("office")) if guest else None,
        chair=officer_values(store, meeting, meeting.text("chair_id"), tone_of(sheet.cell)),
        from_above=_from_above(store, sheet) if guest is None else [],
        items=[
            InvitedItem(
                title=row.facts.text("title"), presenter=name_of(store, row.facts.text("presenter_id"))
            )
            for row in sheet.agenda
        ],
        materials=materials_words(store, meeting),
        signer=signer_values(store, meeting),
    )


def _from_above(store: Store, sheet: MeetingSheet) -> list[Officer]:
    """Who of the bodies above is on the guest list of a cell's meeting, then who announced to come while it is ahead."""
    meeting, is_ahead = sheet.meeting, sheet.meeting.moment("finalised_at") is None
    if organ_of(sheet) != "cell":
        return []
    listed = (
        each for each in children(store, "guest", "meeting_id", meeting.id) if each.text("level") != "other"
    )
    found = [Officer(name=each.text("full_name"), office=each.text("office")) for each in listed]
    announced = announced_guests(store, meeting) if is_ahead else []
    return found + [Officer(name=each.full_name, office=each.office) for each in announced]


def programme_values(store: Store, meeting_id: str) -> Programme:
    """The programme of a meeting with who prepares what. Refusal where there is no such meeting."""
    sheet = sheet_of(store, meeting_id)
    meeting = sheet.meeting
    return {
        **sitting_values(store, sheet),
        "issued_on": iso_day(meeting, "invited_on"),
        "steps": list(sheet.kind.steps),
        "closes_with": [CLOSING_WORDS[each] for each in sheet.kind.closes_with],
        "items": [_prepared(store, row.facts) for row in sheet.agenda],
        "signer": signer_values(store, meeting),
    }


def _prepared(store: Store, item: Facts) -> PreparedItem:
    presenter, preparer = (name_of(store, item.text(f"{who}_id")) for who in ("presenter", "preparer"))
    title = item.text("title")
    return PreparedItem(title=title, presenter=presenter, preparer=preparer, part=named_part(title))


def addendum_values(store: Store, addendum_id: str) -> AddendumPaper:
    """One addendum as it stands, empty texts for what is not written yet; what is not held here says so.

    Refusal where there is no such addendum.
    """
    addendum = find(store, "addendum", addendum_id)
    if addendum is None:
        raise Refusal("Không có biên bản bổ sung với mã này. Chọn lại biên bản bổ sung.")
    sheet = sheet_of(store, addendum.text("meeting_id"))
    meeting, tone = sheet.meeting, tone_of(sheet.cell)
    raised_by = addendum.text("raised_by_id")
    return AddendumPaper(
        issuer=issuer_values(store, sheet.cell),
        draft=addendum.moment("finalised_at") is None,
        number=addendum.count("number"),
        minutes_number=minutes_number(sheet),
        occasion=occasion_of(sheet),
        month=occasion_month(sheet),
        held_on=iso_day(meeting, "held_on"),
        venue=meeting.text("place"),
        written_on=iso_day(addendum, "written_on"),
        about=addendum.shown("about"),
        old_words=addendum.shown("old_words"),
        new_words=addendum.shown("new_words"),
        reason=addendum.shown("reason"),
        raised_by=officer_values(store, meeting, raised_by, tone) if raised_by else None,
        chair=officer_values(store, meeting, meeting.text("chair_id"), tone),
        secretary=officer_values(store, meeting, meeting.text("secretary_id"), tone),
    )
