"""Preparing people for the Party: the candidate, the steps, who helps and what they say; from the decision to the roster only by a press."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chibo_desktop.actions.derived import put_derived
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.meetings import change_part, need_part
from chibo_desktop.actions.members import need_member
from chibo_desktop.base import text
from chibo_desktop.base.dates import PartialDate, show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.births import born_apart
from chibo_desktop.lists.candidate_way import remark_of, ways
from chibo_desktop.lists.candidates import (
    CandidateRow,
    candidate_row,
    candidates_of,
    untracked_probationary,
)
from chibo_desktop.lists.meetings import finalised_days
from chibo_desktop.lists.roster import period_of, standings_of
from chibo_desktop.lists.rows import Facts, children
from chibo_desktop.records.derived_id import derived_id
from chibo_desktop.rules.admission import STOPPED, official_day, writer_of
from chibo_desktop.rules.standing import standing_at
from chibo_desktop.store import Changes

OF_PERSON = ("full_name", "gender", "birth_date", "ethnic_group")
"""What the list of members and the candidate say alike."""


def add_candidate(desk: Desk, /, *, full_name: str, **fields: Any) -> tuple[Changes, str]:
    """Puts somebody among those the cell prepares; gives the id. Refusal for an impossible name."""
    with desk.writing() as writer:
        candidate_id = _put_candidate(
            desk, writer, full_name=text.check_person_name(full_name, "full_name"), **fields
        )
    return writer.changes, candidate_id


def _put_candidate(desk: Desk, writer: GuardedWriter, **fields: object) -> str:
    candidate_id = writer.new_id()
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    writer.put("candidate", candidate_id, cell_id=desk.organisation_id, **given)
    return candidate_id


def change_candidate(desk: Desk, /, candidate_id: str, **fields: object) -> Changes:
    """Writes only the fields given; a name is cleaned."""
    if isinstance(fields.get("full_name"), str):
        fields["full_name"] = text.check_person_name(str(fields["full_name"]), "full_name")
    return change_part(desk, "candidate", candidate_id, **fields)


def follow_probationary(desk: Desk, member_id: str) -> tuple[Changes, str]:
    """Takes a probationary member of the list over, with the days the list has; gives the id of the candidate.

    The one the cell prepared under that name goes on, where there is just one. Refusal when somebody follows already.
    """
    member = need_member(desk, member_id)
    if any(each.text("member_id") == member_id for each in ways(desk.store).candidates.values()):
        raise Refusal("Đồng chí này đã được theo dõi ở một dòng khác.", "member_id")
    prepared = _prepared_as(desk, member)
    if len(prepared) == 1:
        return link_member(desk, prepared[0].id, member_id), prepared[0].id
    person = {name: member[name] for name in OF_PERSON}
    candidate_id = derived_id("candidate", member_id)
    with desk.writing() as writer:
        owner = {"cell_id": desk.organisation_id, "member_id": member_id}
        put_derived(writer, "candidate", candidate_id, writer.book, **owner, **person)
    return writer.changes, candidate_id


def _prepared_as(desk: Desk, member: Facts) -> list[CandidateRow]:
    """Those of the name who are on no list yet and whose way goes on."""
    return [
        row
        for row in candidates_of(desk.store, desk.organisation_id, desk.today)
        if not (row.facts.text("member_id") or row.way.is_over or row.left_by_cell)
        and _may_be_one(row.facts, member)
    ]


def listed_alike(desk: Desk, row: CandidateRow) -> list[Facts]:
    """Probationary members of the list nobody follows who may be this candidate: one name, births not apart."""
    free = untracked_probationary(desk.store, row.cell_id, desk.today)
    return [each for each in free if _may_be_one(row.facts, each)]


def _may_be_one(one: Facts, other: Facts) -> bool:
    is_named_alike = text.fold(one.text("full_name")) == text.fold(other.text("full_name"))
    return is_named_alike and not born_apart(one, other)


def link_member(desk: Desk, candidate_id: str, member_id: str) -> Changes:
    """Says that the candidate is this member of the list; Refusal for one of another cell, or followed already."""
    return change_part(desk, "candidate", candidate_id, member_id=member_id)


def add_step(
    desk: Desk, /, candidate_id: str, step: str, on: date, *, paper: str = "", note: str = ""
) -> tuple[Changes, str]:
    """Writes that a step was reached on a day; gives its id.

    A cell's step stands in the cell's own book, a body's in the book the cell reads. Refusal for a step that is not of
    this desk, stands already, or is said by finalised minutes.
    """
    candidate = need_part(desk, "candidate", candidate_id)
    book = None if desk.kind == "cell" else f"down:{candidate.text('cell_id')}"
    if desk.kind != "cell" and writer_of(step) == "cell":
        raise Refusal("Bước này do chi bộ ghi. Nhập thay chi bộ thì chọn chi bộ ấy trước.", "step")
    with desk.writing(book) as writer:
        step_id = writer.new_id()
        more = {name: words for name, words in (("paper", paper), ("note", note)) if words}
        writer.put("candidate_step", step_id, candidate_id=candidate_id, step=step, on=on, **more)
    return writer.changes, step_id


def change_step(desk: Desk, /, step_id: str, **fields: object) -> Changes:
    """Writes only the fields given of a step."""
    return change_part(desk, "candidate_step", step_id, **fields)


def put_away_step(desk: Desk, step_id: str) -> Changes:
    """The step was written by mistake."""
    return change_step(desk, step_id, put_away=True)


def stop_candidate(desk: Desk, candidate_id: str, on: date, reason: str) -> Changes:
    """Considers somebody no more; Refusal without a reason."""
    if not reason.strip():
        raise Refusal("Ghi lý do thôi xem xét.", "note")
    return add_step(desk, candidate_id, STOPPED, on, note=reason)[0]


def assign_helper(
    desk: Desk, candidate_id: str, member_id: str, from_on: date, *, basis: str = ""
) -> tuple[Changes, str]:
    """Gives a candidate an official member to help; the one before ends the day before. Gives the id.

    Whoever was to begin that very day was chosen wrongly, and gives way. Refusal when the member is not official on
    that day, another began later, or the one of that day has said something already.
    """
    candidate = need_part(desk, "candidate", candidate_id)
    whom = {"candidate_id": candidate_id, "member_id": member_id, "from_on": from_on}
    helping_id = derived_id("helping", candidate_id, from_on.isoformat())
    with desk.writing(candidate.book) as writer:
        for helping in children(desk.store, "helping", "candidate_id", candidate_id):
            until, start = helping.day("until_on"), helping.day("from_on")
            if start == from_on:
                helping_id = helping.id
            elif (until is None or until >= from_on) and (start is None or start < from_on):
                writer.put("helping", helping.id, until_on=from_on - timedelta(days=1))
        put_derived(writer, "helping", helping_id, writer.book, **whom, until_on=None, basis=basis)
    return writer.changes, helping_id


def change_helping(desk: Desk, /, helping_id: str, **fields: object) -> Changes:
    """Writes only the fields given; with `until_on` it ends that day."""
    return change_part(desk, "helping", helping_id, **fields)


def write_remark(desk: Desk, helping_id: str, month: str, words: str) -> Changes:
    """What the helper says of one month ("2026-10"); a second time it is corrected."""
    helping = need_part(desk, "helping", helping_id)
    if not words.strip():
        raise Refusal("Chưa ghi nhận xét.", "words")
    held = remark_of(desk.store, helping_id, month)
    with desk.writing(helping.book) as writer:
        if held is not None:
            writer.put("helper_remark", held.id, words=words)
        else:
            of = {"helping_id": helping_id, "month": PartialDate.from_iso(month)}
            remark_id = f"{helping_id}/{derived_id(helping_id, month)}"
            put_derived(writer, "helper_remark", remark_id, writer.book, **of, words=words)
    return writer.changes


def admit_candidate(desk: Desk, candidate_id: str, *, decided_on: date | None = None) -> tuple[Changes, str]:
    """Puts the candidate on the list of members after the ceremony, probationary from it; gives the member's id.

    `decided_on` as the person says it, else as the body wrote it. Where a meeting after the ceremony is finalised the
    list counts from the day after it, as its minutes did; the ceremony itself stays the day of admission. Two machines
    that press make one member. Refusal before the ceremony, and where the list may have the person already.
    """
    row = _need_row(desk, candidate_id)
    ceremony, decided = row.day_of("ceremony"), decided_on or row.day_of("decided")
    _refuse_admitting(desk, row)
    if ceremony is None:
        raise Refusal("Ghi ngày tổ chức lễ kết nạp trước, rồi mới đưa vào danh sách.", "step")
    if decided is None:
        raise Refusal("Ghi ngày quyết định kết nạp; tuổi đảng tính từ ngày này.", "decided_on")
    facts, member_id = row.facts, derived_id("member", candidate_id)
    counted = finalised_days(desk.store, facts.book)
    start = max([ceremony, *(day + timedelta(days=1) for day in counted[-1:])])
    person = {name: facts[name] for name in OF_PERSON}
    with desk.writing(facts.book) as writer:
        days = {"decided_on": decided, "admitted_on": ceremony}
        put_derived(writer, "member", member_id, facts.book, cell_id=facts.book, **person, **days)
        period = {"member_id": member_id, "kind": "probationary", "from_on": start, "until_on": None}
        put_derived(writer, "standing", derived_id(member_id, "probationary"), facts.book, **period)
        writer.put("candidate", candidate_id, member_id=member_id)
    return writer.changes, member_id


def _refuse_admitting(desk: Desk, row: CandidateRow) -> None:
    if row.facts.text("member_id"):
        raise Refusal("Đồng chí này đã có trong danh sách đảng viên.", "candidate_id")
    if row.way.is_over:
        raise Refusal("Đã thôi xem xét người này. Bấm “Xem xét lại” trước.", "candidate_id")
    if alike := listed_alike(desk, row):
        raise Refusal(
            f"Danh sách đã có đảng viên dự bị {alike[0].text('full_name')}. Nếu là một người, bấm “Nối với đồng chí "
            "trong danh sách”; nếu là hai người, ghi ngày sinh của từng người trước.",
            "candidate_id",
        )


def counts_as_official_from(desk: Desk, member: Facts, official_on: date) -> date:
    """From when the list counts a member as official: `official_on`, or after the last meeting finalised since then."""
    days = finalised_days(desk.store, member.text("cell_id"), member.id)
    return max([official_on, *(day + timedelta(days=1) for day in days[-1:])])


def make_official(desk: Desk, candidate_id: str, *, basis: str = "") -> Changes:
    """Writes full membership into the list: official from exactly 12 months after the ceremony, whenever it was decided.

    Meetings finalised meanwhile counted a probationary member and stay as they are: the list counts from after them.
    `basis` is the decision, taken from the body's step where it has one. Refusal without either, before that day, and
    for one who is on the list no more.
    """
    row = _need_row(desk, candidate_id)
    member = need_member(desk, row.facts.text("member_id"))
    ceremony = member.day("admitted_on") or row.day_of("ceremony")
    if ceremony is None:
        raise Refusal("Chưa có ngày kết nạp. Ghi ngày kết nạp ở trang Đảng viên trước.", "admitted_on")
    _refuse_gone(desk, member)
    if member.day("official_on"):
        raise Refusal("Danh sách đã ghi đồng chí này là đảng viên chính thức.", "member_id")
    paper = basis.strip() or decision_words(row)
    if not paper:
        raise Refusal("Ghi số, ngày quyết định công nhận chính thức.", "basis")
    official_on = official_day(ceremony)
    if official_on > desk.today:
        raise Refusal(f"Đến {show_day(official_on)} mới đủ 12 tháng dự bị.", "basis")
    start = counts_as_official_from(desk, member, official_on)
    with desk.writing(member.book) as writer:
        writer.put("member", member.id, official_on=official_on)
        _end_probation(desk, writer, member.id, start)
        period = {"kind": "official", "from_on": start, "until_on": None, "basis": paper}
        period_id = derived_id(member.id, "official")
        put_derived(writer, "standing", period_id, writer.book, member_id=member.id, **period)
    return writer.changes


def _refuse_gone(desk: Desk, member: Facts) -> None:
    periods = [period_of(each) for each in standings_of(desk.store, member.id)]
    if member.is_put_away or (periods and standing_at(periods, desk.today).membership is None):
        raise Refusal("Đồng chí này không còn trong danh sách đảng viên của chi bộ.", "member_id")


def _end_probation(desk: Desk, writer: GuardedWriter, member_id: str, start: date) -> None:
    for standing in standings_of(desk.store, member_id):
        until = standing.day("until_on")
        if standing.text("kind") == "probationary" and (until is None or until >= start):
            writer.put("standing", standing.id, until_on=start - timedelta(days=1))


def decision_words(row: CandidateRow) -> str:
    """The decision on full membership as a body wrote it; "" while none did."""
    line = next((each for each in reversed(row.steps) if each.step == "official_decided"), None)
    return f"Quyết định {line.paper} ngày {show_day(line.on)}".replace("  ", " ") if line else ""


def _need_row(desk: Desk, candidate_id: str) -> CandidateRow:
    row = candidate_row(desk.store, candidate_id, desk.today)
    if row is None:
        raise Refusal("Không có quần chúng này. Hãy chọn lại trong danh sách.", "candidate_id")
    return row


def from_candidate(desk: Desk, candidate_id: str) -> dict[str, Any]:
    """What a meeting that considers a candidate need not be told again: name, birth, home, who helps."""
    row = candidate_row(desk.store, candidate_id, desk.today)
    if row is None:
        return {}
    facts = row.facts
    found = {
        "full_name": row.name,
        "birth_date": facts.partial("birth_date"),
        "origin": facts.text("home"),
        "helpers": row.helper.name if row.helper else "",
    }
    return {name: value for name, value in found.items() if value}
