"""Entering a cell of the sample: its members, its meetings; the same actions as the window, line by line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.decisions import add_assignment, change_resolution, report_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import (
    add_agenda_item,
    add_guest,
    add_meeting,
    add_opinion,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.members import add_member, add_standing
from chibo_desktop.actions.proposals import add_proposal
from chibo_desktop.actions.qualifications import add_levels
from chibo_desktop.actions.scoring import give_points, note_weaknesses
from chibo_desktop.base.dates import PartialDate, month_of, read_time, show_month
from chibo_desktop.base.paths import resource
from chibo_desktop.lists.assignments import open_assignments

OF_PERSON = (
    "official_on", "office", "admitted_on", "decided_on", "joined_on", "gender", "ethnic_group", "file_number",
    "card_issued_on", "home", "source", "union", "schooling", "schooling_state", "recheck_on",
)  # fmt: skip


def read_sample(name: str = "october-2026.toml") -> dict[str, Any]:
    """The sample of October 2026 as it stands in resources/sample, in its file of that name."""
    return tomllib.loads(resource("sample", name).read_text(encoding="utf-8"))


def enter_member(desk: Desk, given: Mapping[str, Any]) -> str:
    """Types in one member of the sample with the levels and the periods of standing; gives the id."""
    _, member_id = add_member(desk, official="official_on" in given, **person(given))
    if "levels" in given:
        add_levels(desk, member_id, given["levels"])
    for kind in ("exempt", "away"):
        if since := given.get(f"{kind}_from"):
            until, basis = given.get(f"{kind}_until"), given.get(f"{kind}_basis", "")
            add_standing(desk, member_id, kind, from_on=since, until_on=until, basis=basis)
    return member_id


def person(given: Mapping[str, Any]) -> dict[str, Any]:
    """The declared fields of a member or candidate of the sample; of a birth the year is known."""
    found = {name: given[name] for name in OF_PERSON if name in given} | {"full_name": given["name"]}
    return found | ({"birth_date": PartialDate(given["born"])} if "born" in given else {})


def enter_meeting(desk: Desk, given: Mapping[str, Any], members: Mapping[str, str]) -> str:
    """Enters one month's meeting whole, up to reading back; `members` are ids by name, chair and secretary first."""
    chair, secretary, *_ = members.values()
    written = ("materials", "dues_note", "last_month", "praised", "reminded", "mood", "conclusion")
    _, meeting_id = add_meeting(
        desk,
        period=month_of(given["held_on"]),
        held_on=given["held_on"],
        started_at=read_time(given["started_at"]),
        ended_at=read_time(given["ended_at"]),
        chair_id=chair,
        secretary_id=secretary,
        agenda=False,
        **{name: given[name] for name in written if name in given},
    )
    for absent in given.get("excused", ()):
        record_attendance(desk, meeting_id, members[absent["name"]], "excused", absent["reason"])
    record_all_present(desk, meeting_id)
    _enter_reports(desk, meeting_id, given)
    _enter_agenda(desk, meeting_id, given, members)
    _enter_outcome(desk, meeting_id, given, members)
    change_meeting(desk, meeting_id, read_back=True)
    return meeting_id


def _enter_reports(desk: Desk, meeting_id: str, given: Mapping[str, Any]) -> None:
    open_now = {
        row.title: row.id for row in open_assignments(desk.store, desk.organisation_id, given["held_on"])
    }
    for report in given.get("reports", ()):
        report_assignment(desk, open_now[report["title"]], meeting_id, report["state"], report["result"])


def _enter_agenda(desk: Desk, meeting_id: str, given: Mapping[str, Any], members: Mapping[str, str]) -> None:
    for item in given.get("agenda", ()):
        _, item_id = add_agenda_item(
            desk,
            meeting_id,
            title=item["title"],
            presenter_id=members[item["presenter"]],
            summary=item["summary"],
            conclusion=item["conclusion"],
        )
        for opinion in item.get("opinions", ()):
            speaker = members[opinion["name"]]
            add_opinion(desk, meeting_id, body=opinion["body"], member_id=speaker, agenda_item_id=item_id)
    for guest in given.get("guests", ()):
        add_guest(desk, meeting_id, full_name=guest["name"], **without(guest, "name"))


def _enter_outcome(desk: Desk, meeting_id: str, given: Mapping[str, Any], members: Mapping[str, str]) -> None:
    for ballot in given.get("ballots", ()):
        counts = {f"{answer}_count": ballot[answer] for answer in ("yes", "no", "other")}
        add_ballot(desk, meeting_id, **without(ballot, "yes", "no", "other"), **counts)
    summary = f"lãnh đạo thực hiện nhiệm vụ {show_month(month_of(given['held_on']))}"
    change_resolution(desk, meeting_id, summary=summary, **given["resolution"])
    for assignment in given.get("assignments", ()):
        add_assignment(
            desk,
            meeting_id,
            title=assignment["title"],
            leader_id=members[assignment["leader"]],
            **without(assignment, "title", "leader"),
        )
    for proposal in given.get("proposals", ()):
        add_proposal(desk, meeting_id, **proposal)


def enter_score(desk: Desk, meeting_id: str, given: Mapping[str, Any]) -> None:
    """Scores the meeting as the sample says; items it does not name keep what the facts propose."""
    for item, points in given["points"].items():
        give_points(desk, meeting_id, item, points)
    note_weaknesses(desk, meeting_id, given["weaknesses"])


def without(given: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """What is given but for these names."""
    return {name: value for name, value in given.items() if name not in names}
