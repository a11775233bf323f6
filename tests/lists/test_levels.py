"""What lists show at a level that does not hold private values."""

from __future__ import annotations

from pathlib import Path

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import (
    add_opinion,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.proposals import add_proposal, answer_proposal
from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.lists.board import board
from chibo_desktop.lists.exchange import exchange_facts
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import NOT_SENT
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.store import Store
from chibo_desktop.store.entry import read_entry
from chibo_desktop.store.intake import take
from chibo_desktop.store.outgo import entries_between


def carry(source: Store, target: Store, book: str) -> None:
    """Brings a book's entries over as a bundle would, without any private part."""
    last = int(source.value("SELECT n FROM chain WHERE b = ?", (book,)))
    entries = [read_entry(body) for body in entries_between(source, book, source.device, 1, last)]
    with target.transaction():
        take(target, entries)


def test_figures_are_the_same_where_names_are_not_held(
    desk: Desk, members: list[str], finalised: str, tmp_path: Path, evening: FixedClock
) -> None:
    upper = make_desk(tmp_path / "upper", evening, "upper", "Đảng bộ tỉnh Nậm Sơn")
    carry(desk.store, upper.store, desk.organisation_id)
    here, there = meeting_sheet(desk.store, finalised), meeting_sheet(upper.store, finalised)
    assert here is not None
    assert there is not None
    assert there.running_line == here.running_line
    assert there.vote_base.base == here.vote_base.base == 9
    assert {row.member.name_shown for row in there.roll} == {NOT_SENT}
    assert [row.name_shown for row in list_members(upper.store, desk.organisation_id, desk.today)] == [
        NOT_SENT
    ] * 9
    upper.close()


def test_a_reason_that_stays_below_is_not_missing_above(
    desk: Desk, members: list[str], meeting: str, tmp_path: Path, evening: FixedClock
) -> None:
    record_attendance(desk, meeting, members[4], "excused", "ốm")
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    upper = make_desk(tmp_path / "upper", evening, "upper", "Đảng bộ tỉnh Nậm Sơn")
    carry(desk.store, upper.store, desk.organisation_id)
    sheet = meeting_sheet(upper.store, meeting)
    assert sheet is not None
    assert sheet.missing == ()
    assert {step.key: step.state for step in sheet.steps}["roll_call"] == "done"
    upper.close()


def test_every_moment_of_the_strip_can_be_compared(desk: Desk, members: list[str], meeting: str) -> None:
    _, proposal = add_proposal(desk, meeting, content="Cấp thêm một bộ loa.", competence="cell")
    answer_proposal(desk, proposal, content="Đã cấp.", outcome="settled")
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    days = [point.at for point in meeting_strip(desk.store, meeting) if point.at]
    assert [day.date() for day in sorted(days)] == [desk.today, desk.today]


def test_an_opinion_above_has_neither_speaker_nor_words(
    desk: Desk, members: list[str], meeting: str, tmp_path: Path, evening: FixedClock
) -> None:
    add_opinion(desk, meeting, body="Nên chia theo nhóm hộ.", member_id=members[3])
    upper = make_desk(tmp_path / "upper", evening, "upper", "Đảng bộ tỉnh Nậm Sơn")
    carry(desk.store, upper.store, desk.organisation_id)
    sheet = meeting_sheet(upper.store, meeting)
    assert sheet is not None
    assert [(row.speaker, row.facts.shown("body")) for row in sheet.other_opinions] == [(NOT_SENT, NOT_SENT)]
    upper.close()


def test_a_commune_sees_which_cell_has_met_this_month(
    desk: Desk, finalised: str, tmp_path: Path, evening: FixedClock
) -> None:
    commune = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    accept_certificate(desk, certify(commune, request_certificate(desk)))
    (line,) = board(commune.store, commune.organisation_id, "2026-10", "2026-10").lines
    assert (line.name, line.months[0].meeting_id) == ("Chi bộ bản Suối Lanh", "")
    carry(desk.store, commune.store, desk.organisation_id)
    (line,) = board(commune.store, commune.organisation_id, "2026-10", "2026-10").lines
    assert (line.months[0].meeting_id, line.months[0].state) == (finalised, "received")
    facts = exchange_facts(desk.store, desk.organisation_id)
    assert [(each.name, each.is_above) for each in facts.neighbours] == [("Đảng bộ xã Mường Sáy", True)]
    assert facts.unconfirmed == desk.store.value("SELECT n FROM chain WHERE b = ?", (desk.organisation_id,))
    commune.close()
