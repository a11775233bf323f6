"""Preparing people for the Party: steps by who writes them, one helper at a time, and into the list only by a press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from actions.considering import begin, voted
from actions.desks import make_desk, make_members
from chibo_desktop.actions.candidates import (
    add_candidate,
    add_step,
    admit_candidate,
    assign_helper,
    change_helping,
    change_step,
    follow_probationary,
    make_official,
    put_away_step,
    stop_candidate,
    write_remark,
)
from chibo_desktop.actions.cases import add_case
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.candidates import CandidateRow, candidate_row, due_lines, untracked_probationary
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import find
from exchange.province import Province

TODAY = date(2026, 10, 5)
NAME = "Vàng A Páo"


Cell = tuple[Desk, list[str]]


@pytest.fixture(scope="module")
def cell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cell]:
    """One cell of nine official members for all tests that leave its list as it is."""
    clock = FixedClock(datetime(2026, 10, 5, 22, 0, tzinfo=VIETNAM))
    desk = make_desk(tmp_path_factory.mktemp("candidates") / "cell", clock)
    yield desk, make_members(desk)
    desk.close()


def row_of(desk: Desk, candidate_id: str) -> CandidateRow:
    row = candidate_row(desk.store, candidate_id, desk.today)
    assert row is not None
    return row


def chosen(desk: Desk, *steps: tuple[str, date], name: str = NAME) -> str:
    candidate = add_candidate(desk, full_name=name, source="militia", schooling="lower")[1]
    for step, on in steps:
        add_step(desk, candidate, step, on)
    return candidate


def test_a_candidate_moves_by_the_steps_written(cell: Cell) -> None:
    desk = cell[0]
    candidate = chosen(desk)
    assert row_of(desk, candidate).next_label == "Chi bộ ra nghị quyết chọn quần chúng ưu tú"
    step = add_step(desk, candidate, "selected", date(2026, 3, 2), paper="12-NQ/CB")[1]
    assert row_of(desk, candidate).way.state == "selected"
    put_away_step(desk, step)
    assert row_of(desk, candidate).way.state == "new"


def test_a_step_stands_once_but_a_file_goes_up_again_and_an_expired_paper_is_made_anew(cell: Cell) -> None:
    desk = cell[0]
    candidate = chosen(desk, ("selected", date(2026, 3, 2)), ("opinions", date(2025, 9, 1)))
    with pytest.raises(Refusal, match="đã ghi rồi"):
        add_step(desk, candidate, "selected", date(2026, 3, 9))
    add_step(desk, candidate, "opinions", date(2026, 9, 1))
    assert row_of(desk, candidate).day_of("opinions") == date(2026, 9, 1)


def test_a_cell_writes_no_step_of_a_body_and_none_of_a_day_to_come(cell: Cell) -> None:
    desk = cell[0]
    candidate = chosen(desk)
    with pytest.raises(Refusal, match="do cấp trên ghi"):
        add_step(desk, candidate, "decided", TODAY)
    with pytest.raises(Refusal, match="chưa đến"):
        add_step(desk, candidate, "selected", date(2026, 10, 6))
    selected = add_step(desk, candidate, "selected", TODAY)[1]
    with pytest.raises(Refusal, match="không đổi được"):
        change_step(desk, selected, step="decided")


def test_one_helper_follows_another_and_never_two_at_once(cell: Cell) -> None:
    desk, members = cell
    candidate = chosen(desk)
    first = assign_helper(desk, candidate, members[0], date(2026, 2, 2))[1]
    assign_helper(desk, candidate, members[1], date(2026, 6, 1))
    held = find(desk.store, "helping", first)
    assert held is not None
    assert held.day("until_on") == date(2026, 5, 31)
    assert [line.member_id for line in row_of(desk, candidate).helpers] == [members[1], members[0]]
    with pytest.raises(Refusal, match="trùng ngày"):
        assign_helper(desk, candidate, members[2], date(2026, 1, 5))


def test_only_an_official_member_may_help(cell: Cell) -> None:
    desk = cell[0]
    young = add_member(desk, full_name="Sùng A Dơ", official=False, admitted_on=date(2026, 1, 5))[1]
    candidate = chosen(desk)
    with pytest.raises(Refusal, match="đảng viên chính thức"):
        assign_helper(desk, candidate, young, TODAY)


def test_a_helper_says_one_thing_a_month_and_the_month_without_it_is_recalled(cell: Cell) -> None:
    desk, members = cell
    candidate = chosen(desk)
    helping = assign_helper(desk, candidate, members[0], date(2026, 8, 3))[1]
    row = row_of(desk, candidate)
    assert row.remark_missing
    assert due_lines([row], TODAY)[-1].words.startswith("Nhận xét tháng 10")
    write_remark(desk, helping, "2026-10", "Chăm làm, gương mẫu.")
    write_remark(desk, helping, "2026-10", "Chăm làm, được bà con tin.")
    row = row_of(desk, candidate)
    assert (row.remark_missing, row.last_remark, row.helpers[0].months) == (False, "2026-10", ("2026-10",))
    with pytest.raises(Refusal, match="ngoài thời gian"):
        write_remark(desk, helping, "2026-07", "Sớm quá.")


def test_stopping_asks_for_the_reason(cell: Cell) -> None:
    desk = cell[0]
    candidate = chosen(desk)
    with pytest.raises(Refusal, match="lý do"):
        stop_candidate(desk, candidate, TODAY, " ")
    stop_candidate(desk, candidate, TODAY, "chuyển đi nơi khác")
    assert row_of(desk, candidate).way.is_over


def considered(desk: Desk, members: list[str], yes: int, **who: object) -> None:
    meeting = begin(desk, members, "admission")
    case = add_case(desk, meeting, **who)[1]  # type: ignore[arg-type]
    voted(desk, case, yes, 9 - yes)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)


def test_a_carried_case_of_finalised_minutes_is_the_step_and_is_not_typed_twice(cell: Cell) -> None:
    desk, members = cell
    candidate = chosen(desk, ("selected", date(2026, 3, 2)))
    considered(desk, members, 8, matter="admission", full_name=NAME, candidate_id=candidate)
    row = row_of(desk, candidate)
    line = row.steps[-1]
    assert (line.step, line.on, line.read_from) == ("resolved", TODAY, "theo biên bản")
    assert row.way.next_step == "sent"
    with pytest.raises(Refusal, match="biên bản đã chốt"):
        add_step(desk, candidate, "resolved", TODAY)


def test_a_case_typed_by_name_alone_is_read_as_that_candidate_s(cell: Cell) -> None:
    desk, members = cell
    candidate = chosen(desk, name="Lò Văn Ín")
    considered(desk, members, 8, matter="admission", full_name="lò văn ín")
    assert row_of(desk, candidate).way.state == "resolved"


def test_a_vote_that_did_not_carry_is_shown_and_is_no_step(cell: Cell) -> None:
    desk, members = cell
    candidate = chosen(desk, ("selected", date(2026, 3, 2)))
    considered(desk, members, 5, matter="admission", full_name=NAME, candidate_id=candidate)
    row = row_of(desk, candidate)
    assert row.way.state == "selected"
    assert "chưa đủ điều kiện" in row.setback


def test_the_press_after_the_ceremony_makes_a_probationary_member_and_undo_takes_it_back(desk: Desk) -> None:
    candidate = chosen(desk)
    with pytest.raises(Refusal, match="lễ kết nạp"):
        admit_candidate(desk, candidate)
    add_step(desk, candidate, "ceremony", date(2026, 9, 20))
    assert list_members(desk.store, desk.organisation_id, TODAY) == []
    with pytest.raises(Refusal, match="quyết định kết nạp"):
        admit_candidate(desk, candidate)
    changes, member_id = admit_candidate(desk, candidate, decided_on=date(2026, 9, 1))
    (listed,) = list_members(desk.store, desk.organisation_id, TODAY)
    assert (listed.id, listed.standing.membership) == (member_id, "probationary")
    assert listed.facts.day("decided_on") == date(2026, 9, 1)
    assert listed.facts.day("admitted_on") == date(2026, 9, 20)
    assert row_of(desk, candidate).day_of("decided") == date(2026, 9, 1)
    with pytest.raises(Refusal, match="đã có trong danh sách"):
        admit_candidate(desk, candidate)
    undo(desk, changes)
    assert list_members(desk.store, desk.organisation_id, TODAY) == []


def test_a_probationary_member_of_the_list_is_taken_over_once_with_the_days_of_the_list(desk: Desk) -> None:
    member = add_member(
        desk, full_name=NAME, official=False, decided_on=date(2025, 9, 1), admitted_on=date(2025, 9, 20)
    )[1]
    assert [each.id for each in untracked_probationary(desk.store, desk.organisation_id, TODAY)] == [member]
    candidate = follow_probationary(desk, member)[1]
    row = row_of(desk, candidate)
    assert (row.way.state, row.dues[0].due_on) == ("ceremony", date(2026, 9, 20))
    assert untracked_probationary(desk.store, desk.organisation_id, TODAY) == []
    with pytest.raises(Refusal, match="theo dõi"):
        follow_probationary(desk, member)


def test_full_membership_counts_from_12_months_after_the_ceremony_however_late_it_is_decided(
    desk: Desk, evening: FixedClock
) -> None:
    member = add_member(
        desk, full_name=NAME, official=False, decided_on=date(2025, 9, 1), admitted_on=date(2025, 9, 20)
    )[1]
    candidate = follow_probationary(desk, member)[1]
    with pytest.raises(Refusal, match="số, ngày quyết định"):
        make_official(desk, candidate)
    make_official(desk, candidate, basis="Quyết định 31-QĐ/ĐU ngày 02/10/2026")
    (listed,) = list_members(desk.store, desk.organisation_id, TODAY)
    assert listed.facts.day("official_on") == date(2026, 9, 20)
    (before,) = list_members(desk.store, desk.organisation_id, date(2026, 9, 19))
    (after,) = list_members(desk.store, desk.organisation_id, date(2026, 9, 20))
    assert (before.standing.membership, after.standing.membership) == ("probationary", "official")
    evening.set(datetime(2026, 11, 5, 20, 0, tzinfo=VIETNAM))
    assert row_of(desk, candidate).way.is_over


def test_meetings_finalised_meanwhile_keep_counting_a_probationary_member(
    desk: Desk, members: list[str], evening: FixedClock
) -> None:
    member = add_member(
        desk, full_name=NAME, official=False, decided_on=date(2025, 9, 1), admitted_on=date(2025, 9, 20)
    )[1]
    meeting = add_meeting(desk, period="2026-10", held_on=TODAY, secretary_id=members[1])[1]
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True, started_at=None)
    finalise_plain(desk, meeting)
    candidate = follow_probationary(desk, member)[1]
    evening.set(datetime(2026, 10, 20, 20, 0, tzinfo=VIETNAM))
    make_official(desk, candidate, basis="Quyết định 31-QĐ/ĐU")
    held = find(desk.store, "member", member)
    assert held is not None
    assert held.day("official_on") == date(2026, 9, 20)
    met = {row.id: row for row in list_members(desk.store, desk.organisation_id, TODAY)}
    now = {row.id: row for row in list_members(desk.store, desk.organisation_id, date(2026, 10, 6))}
    assert met[member].standing.membership == "probationary"
    assert now[member].standing.membership == "official"


def finalise_plain(desk: Desk, meeting: str) -> None:
    with desk.store.writing(desk.organisation_id, desk.user) as writer:
        writer.put("meeting", meeting, finalised_at=desk.store.clock.now())


def test_a_file_goes_up_back_and_up_again_in_one_day_and_stands_no_oftener(commune: Desk) -> None:
    cell = commune.for_organisation(add_cell(commune, name="Chi bộ bản Nà Hừ")[1])
    candidate = chosen(cell)
    for desk, step in ((cell, "sent"), (commune, "returned")) * 2:
        add_step(desk, candidate, step, TODAY)
        with pytest.raises(Refusal, match="đã ghi rồi"):
            add_step(desk, candidate, step, TODAY)
    assert [line.step for line in row_of(cell, candidate).steps].count("sent") == 2


def test_a_helper_chosen_wrongly_gives_way_the_same_day_and_not_once_they_have_spoken(cell: Cell) -> None:
    desk, members = cell
    candidate = chosen(desk)
    assign_helper(desk, candidate, members[0], TODAY)
    helping = assign_helper(desk, candidate, members[1], TODAY)[1]
    assert [line.member_id for line in row_of(desk, candidate).helpers] == [members[1]]
    write_remark(desk, helping, "2026-10", "Chăm làm.")
    with pytest.raises(Refusal, match="đã có nhận xét"):
        assign_helper(desk, candidate, members[0], TODAY)
    change_helping(desk, helping, until_on=TODAY)
    assert row_of(desk, candidate).helpers[0].until_on == TODAY


def test_a_case_names_no_candidate_under_the_name_of_another(cell: Cell) -> None:
    desk, members = cell
    candidate = chosen(desk, name="Giàng A Tủa")
    meeting = begin(desk, members, "admission")
    with pytest.raises(Refusal, match="họ tên đang ghi"):
        add_case(desk, meeting, matter="admission", full_name="Lù Thị Lả", candidate_id=candidate)
    add_case(desk, meeting, matter="admission", full_name="giàng a tủa", candidate_id=candidate)


def test_only_the_body_directly_above_writes_its_steps(province: Province) -> None:
    cell, commune, upper = province.cell, province.commune, province.upper
    candidate = add_candidate(cell, full_name=NAME)[1]
    add_step(cell, candidate, "sent", date(2026, 9, 1))
    province.send(cell, commune)
    province.send(commune, upper)
    with pytest.raises(Refusal, match="cấp ủy trực tiếp"):
        add_step(upper, candidate, "decided", date(2026, 9, 20))
    add_step(commune, candidate, "decided", date(2026, 9, 20))
