"""A year's plan of visits and what becomes of each: planned, put off, excused, noted as made, reported; rounds of work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_part, need_part
from chibo_desktop.actions.visit_teams import visit_book
from chibo_desktop.base.dates import PartialDate, month_of, show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.lists.visit_finding import find_made, made_of, made_on
from chibo_desktop.lists.visit_proposing import proposed_slots
from chibo_desktop.lists.visits import MadeVisit
from chibo_desktop.rules.visit_rota import Slot
from chibo_desktop.store import Changes


def make_plan(
    desk: Desk,
    year: int,
    *,
    basis: str = "",
    months: str = "every",
    fixed_day: int | None = None,
    report_wanted: bool = True,
    visits_each: int | None = None,
) -> tuple[Changes, str]:
    """Begins the plan of a year; `months` is "every" or "quarter_first". Gives its id; Refusal when the year has one.

    What it asks of each who goes: a report of every visit, and how many visits in the year.
    """
    with desk.writing(visit_book(desk)) as writer:
        plan_id = writer.new_id()
        numbers = {"fixed_day": fixed_day, "visits_each": visits_each}
        writer.put(
            "visit_plan",
            plan_id,
            body_id=desk.organisation_id,
            year=year,
            basis=basis,
            months=months,
            report_wanted=report_wanted,
            **{name: number for name, number in numbers.items() if number is not None},
        )
    return writer.changes, plan_id


def change_plan(desk: Desk, /, plan_id: str, **fields: object) -> Changes:
    """Writes only the fields given; visits already planned stay where they are."""
    return change_part(desk, "visit_plan", plan_id, **fields)


def propose_visits(desk: Desk, plan_id: str, slots: Sequence[Slot] | None = None) -> tuple[Changes, int]:
    """Writes exactly these visits into the plan, or those `proposed_slots` gives; one action.

    Gives how many were added; Refusal when there is nobody to go or nothing to add, and when one of `slots` would not be
    proposed any more: another goes there by now, a team has ended, or they were written already.
    """
    plan = need_part(desk, "visit_plan", plan_id)
    proposed = proposed_slots(desk.store, plan_id)
    wanted = proposed if slots is None else slots
    if not set(wanted) <= set(proposed):
        raise Refusal("Kế hoạch vừa đổi nên các lượt này không còn đúng. Xem lại rồi ghi.", "plan")
    if not wanted:
        raise Refusal(
            "Không có lượt nào để thêm: chưa có tổ hay phân công, hoặc tháng nào cũng đã đủ người đi. "
            "Lập tổ dự hoặc phân công trước.",
            "plan",
        )
    with desk.writing(visit_book(desk)) as writer:
        for slot in wanted:
            team = {"team_id": slot.team_id} if slot.team_id else {}
            dated = {"planned_on": slot.day} if slot.day else {}
            writer.put(
                "visit",
                writer.new_id(),
                body_id=plan.text("body_id"),
                organisation_id=slot.cell_id,
                plan_id=plan_id,
                official_id=slot.official_id,
                month=PartialDate(plan.count("year") or desk.today.year, slot.month),
                **team,
                **dated,
            )
    return writer.changes, len(wanted)


def plan_visit(
    desk: Desk,
    /,
    organisation_id: str,
    month: str,
    *,
    team_id: str = "",
    official_id: str = "",
    planned_on: date | None = None,
    plan_id: str = "",
    **fields: object,
) -> tuple[Changes, str]:
    """Plans one visit in a month ("2026-10"), or on a day of it; gives its id.

    With `purpose` "committee" it is a meeting of the committee of a cell or a body below.
    """
    if not organisation_id:
        raise Refusal("Chọn chi bộ, đảng bộ được dự.", "organisation_id")
    given: dict[str, object] = {
        "team_id": team_id,
        "official_id": official_id,
        "planned_on": planned_on,
        "plan_id": plan_id,
        **fields,
    }
    with desk.writing(visit_book(desk)) as writer:
        visit_id = writer.new_id()
        writer.put(
            "visit",
            visit_id,
            body_id=desk.organisation_id,
            organisation_id=organisation_id,
            month=read_month(month),
            **{name: value for name, value in given.items() if value},
        )
    return writer.changes, visit_id


def read_month(month: str) -> PartialDate:
    """A month as it is stored ("2026-10"); Refusal for anything else."""
    try:
        found = PartialDate.from_iso(month)
    except ValueError:
        found = None
    if found is None or found.month is None or found.day is not None:
        raise Refusal("Kỳ phải là một tháng, ví dụ 10/2026.", "month")
    return found


def change_visit(desk: Desk, /, visit_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "visit", visit_id, **fields)


def put_away_visit(desk: Desk, visit_id: str) -> Changes:
    """Takes the visit out of the plan; one that was made stays made where minutes tell it."""
    return change_part(desk, "visit", visit_id, put_away=True)


def postpone_visit(desk: Desk, visit_id: str, to: date, because: str) -> Changes:
    """Puts the visit off to a later day, into its month, and keeps the day, or the month, it was first meant for.

    Refusal for one that was made, a day not after the one set or before the month, or without a reason.
    """
    visit = _need_open(desk, visit_id)
    planned, month = visit.day("planned_on"), visit.partial("month")
    if planned is not None and to <= planned:
        raise Refusal(f"Hoãn sang ngày sau ngày đã định {show_day(planned)}. Chọn lại ngày.", "planned_on")
    if month is not None and PartialDate(to.year, to.month) < month:
        raise Refusal(f"Lượt này định vào tháng {month.shown()}: chọn ngày từ tháng ấy trở đi.", "planned_on")
    meant = PartialDate.from_iso(planned.isoformat()) if planned else month
    with desk.writing(visit.book) as writer:
        writer.put(
            "visit",
            visit_id,
            month=PartialDate(to.year, to.month),
            planned_on=to,
            postponed_from=visit.partial("postponed_from") or meant,
            postponed_because=_need_reason(because, "postponed_because"),
        )
    return writer.changes


def excuse_visit(desk: Desk, visit_id: str, because: str) -> Changes:
    """Nobody goes, for a reason; it counts as excused. Refusal for one that was made."""
    visit = _need_open(desk, visit_id)
    with desk.writing(visit.book) as writer:
        writer.put("visit", visit_id, excused=True, excused_because=_need_reason(because, "excused_because"))
    return writer.changes


def take_back_excuse(desk: Desk, visit_id: str) -> Changes:
    """The visit is open again."""
    return change_part(desk, "visit", visit_id, excused=False, excused_because="")


def note_made(desk: Desk, visit_id: str, on: date) -> Changes:
    """Notes that the visit was made, where no minutes here say so: they are on paper, or it was a committee's meeting.

    Refusal when the guest list of a meeting tells it already. Minutes that forgot the guest are joined with the note.
    """
    visit = _need_open(desk, visit_id)
    named = _meeting_on(desk, visit.text("organisation_id"), visit.text("purpose"), on)
    with desk.writing(visit.book) as writer:
        writer.put(
            "visit", visit_id, made_on=on, month=PartialDate(on.year, on.month), **_day(visit, on), **named
        )
    return writer.changes


def _day(visit: Facts, on: date) -> dict[str, object]:
    """The day planned goes with its month where the visit was made in another one."""
    planned = visit.day("planned_on")
    return {"planned_on": on} if planned and month_of(planned) != month_of(on) else {}


def take_back_made(desk: Desk, visit_id: str) -> Changes:
    """The visit was not made after all, so nobody reported it either; what minutes tell stays told."""
    return change_part(desk, "visit", visit_id, made_on=None, meeting_id=None, reported_on=None)


def note_visit(
    desk: Desk,
    organisation_id: str,
    on: date,
    *,
    purpose: str = "cell",
    team_id: str = "",
    official_id: str = "",
) -> tuple[Changes, str]:
    """Notes a visit nobody planned, as to a committee's meeting; gives its id.

    Refusal when minutes here tell of it already.
    """
    same = [
        made
        for made in made_on(desk.store, organisation_id, on)
        if made.purpose == purpose and made.body_id == desk.organisation_id and made.meeting_id
    ]
    if same:
        raise Refusal(_told(same[0]), "made_on")
    return plan_visit(
        desk,
        organisation_id,
        month_of(on),
        purpose=purpose,
        planned_on=on,
        made_on=on,
        team_id=team_id,
        official_id=official_id,
        **_meeting_on(desk, organisation_id, purpose, on),
    )


def note_report(desk: Desk, made_id: str, on: date) -> Changes:
    """Notes when the report of a made visit was sent (`MadeVisit.id`); one nobody planned gets its record by this."""
    return note_reports(desk, [made_id], on)


def note_reports(desk: Desk, made_ids: Sequence[str], on: date) -> Changes:
    """The same of several at once, as of reports sent together; one action. Refusal for a visit of another body."""
    told = [_reported(desk, _made(desk, made_id)) for made_id in made_ids]
    with desk.writing(visit_book(desk)) as writer:
        for visit_id, values in told:
            writer.put("visit", visit_id or writer.new_id(), **values, reported_on=on)
    return writer.changes


def _reported(desk: Desk, made: MadeVisit) -> tuple[str, dict[str, object]]:
    """The record of this body's that says of a made visit what was reported; "" with all it says where there is none."""
    held = [facts for one in made.visit_ids if (facts := find(desk.store, "visit", one)) is not None]
    own = [facts.id for facts in held if facts.text("body_id") == desk.organisation_id]
    if own:
        return own[0], {}
    if made.body_id != desk.organisation_id:
        raise Refusal("Lượt dự này của cấp ủy khác: báo cáo ghi ở máy của cấp ủy ấy.", "reported_on")
    named = {
        "team_id": made.team_id,
        "official_id": next(iter(made.official_ids), ""),
        "meeting_id": made.meeting_id,
    }
    return "", {
        "body_id": desk.organisation_id,
        "organisation_id": made.organisation_id,
        "month": read_month(made.month),
        "purpose": made.purpose,
        **{name: value for name, value in named.items() if value},
    }


def _made(desk: Desk, made_id: str) -> MadeVisit:
    found = find_made(desk.store, made_id)
    if found is None:
        raise Refusal("Không còn lượt dự này. Hãy chọn lại trên trang.", "id")
    return found


def _need_open(desk: Desk, visit_id: str) -> Facts:
    """A visit nobody made yet; Refusal else."""
    visit = need_part(desk, "visit", visit_id)
    told = made_of(desk.store, visit)
    if told is not None:
        raise Refusal(_told(told), "made_on")
    return visit


def _told(made: MadeVisit) -> str:
    if made.meeting_id and made.names:
        return f"Biên bản buổi ngày {show_day(made.day)} của chi bộ đã ghi người dự: lượt này đã tính, không ghi lại."
    return f"Lượt này đã ghi là đã dự ngày {show_day(made.day)}."


def _meeting_on(desk: Desk, organisation_id: str, purpose: str, on: date) -> dict[str, str]:
    """Names the finalised meeting of the cell on that day as `meeting_id`, where its minutes are here."""
    if purpose != "cell":
        return {}
    ids = together(desk.store, "organisation", organisation_id)
    found = select(
        desk.store,
        "meeting",
        f"{among('cell_id', ids)} AND held_on = ? AND finalised_at IS NOT NULL",
        (*ids, on.isoformat()),
    )
    return next(({"meeting_id": each.id} for each in found if not each.flag("missed")), {})


def _need_reason(because: str, field: str) -> str:
    reason = clean_line(because)
    if not reason:
        raise Refusal("Gõ lý do, ví dụ: lũ cuốn cầu.", field)
    return reason


def make_round(desk: Desk, /, number: int, **fields: object) -> tuple[Changes, str]:
    """Begins a numbered round; what it asks visitors and cells to talk about goes down with the next bundle."""
    visit_book(desk)  # a cell has none
    with desk.writing(f"all:{desk.organisation_id}") as writer:
        round_id = writer.new_id()
        given = {name: value for name, value in fields.items() if value not in (None, "")}
        writer.put("round", round_id, body_id=desk.organisation_id, number=number, **given)
    return writer.changes, round_id


def change_round(desk: Desk, /, round_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "round", round_id, **fields)
