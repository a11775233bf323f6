"""What a list of members says of standing: probation, the day one became official, exemption, who died or left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions.roster_written import draft_of, only, outcomes, plan_of, write
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.roster_import import plan_roster
from chibo_desktop.lists.roster import list_members


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_probation_follows_from_the_days_and_is_said(desk: Desk, folder: Path) -> None:
    plan = plan_of(
        desk, folder, ("Mùa A Sấu", "", "", "03/02/2026", ""), ("Lò Văn Hặc", "", "", "03/02/1999", "")
    )
    assert [line.new.membership for line in plan.lines if line.new] == ["probationary", ""]
    assert "ghi là dự bị" in plan.lines[0].notes[0].sentence
    assert outcomes(plan) == ["add", "unsaid"]


def test_a_probationary_member_becomes_official_by_the_day_in_the_file(desk: Desk, folder: Path) -> None:
    _, sau = add_member(desk, full_name="Mùa A Sấu", official=False, admitted_on=date(2025, 2, 3))
    draft = draft_of(desk, folder, ("Mùa A Sấu", "", "", "03/02/2025", "03/02/2026"))
    assert ("Diện", "dự bị", "chính thức") in [
        (each.label, each.old, each.new) for each in only(plan_roster(desk, draft)).changes
    ]
    write(desk, draft)
    (row,) = list_members(desk.store, desk.organisation_id, desk.today)
    assert (row.id, row.standing.membership) == (sau, "official")
    (before,) = list_members(desk.store, desk.organisation_id, date(2026, 2, 2))
    assert before.standing.membership == "probationary"


def test_official_without_its_day_is_refused_for_a_probationary_member(desk: Desk, folder: Path) -> None:
    add_member(desk, full_name="Mùa A Sấu", official=False, admitted_on=date(2025, 2, 3))
    line = only(plan_of(desk, folder, ("Mùa A Sấu", "Chính thức"), head=("Họ và tên", "Diện sinh hoạt")))
    assert line.outcome == "refuse"
    assert "không có ngày công nhận" in line.problems[0].sentence


def test_an_exempt_member_is_on_the_list_and_not_due(desk: Desk, folder: Path) -> None:
    write(desk, draft_of(desk, folder, ("Lý Go Xá", "Miễn sinh hoạt"), head=("Họ và tên", "Tình trạng")))
    (row,) = list_members(desk.store, desk.organisation_id, desk.today)
    assert (row.standing.membership, row.standing.exempt, row.is_due) == ("official", True, False)


def test_an_exemption_of_a_known_member_needs_a_day_and_is_only_told(desk: Desk, folder: Path) -> None:
    add_member(desk, full_name="Lý Go Xá")
    line = only(plan_of(desk, folder, ("Lý Go Xá", "MSH"), head=("Họ và tên", "Tình trạng")))
    assert line.outcome == "same"
    assert "Ghi từ ngày nào" in line.notes[0].sentence


def test_whoever_has_died_or_left_is_not_entered(desk: Desk, folder: Path) -> None:
    line = only(plan_of(desk, folder, ("Lý Go Xá", "TT"), head=("Họ và tên", "Tình trạng")))
    assert (line.outcome, "không còn trong danh sách" in line.reason) == ("skip", True)


def test_a_wrong_day_of_somebody_gone_asks_nobody_anything(desk: Desk, folder: Path) -> None:
    head = ("Họ và tên", "Tình trạng", "Ngày sinh")
    assert only(plan_of(desk, folder, ("Lý Go Xá", "chuyển đi", "30/2/1950"), head=head)).outcome == "skip"
