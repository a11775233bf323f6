"""Promises of the yearly rating, of commendations and of looking back on directives: who may write what, and what is read of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest

from actions.considering import voted
from actions.desks import make_desk, make_members
from chibo_desktop.actions.cases import add_case, choose_rating_method, rate_member
from chibo_desktop.actions.commendations import add_commendation, enter_case, put_away_commendation
from chibo_desktop.actions.decisions import add_assignment, report_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import add_review, register_directive
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.ratings import decide_ratings, rate_member_of_year, rate_organisation
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.commendations import entered_elsewhere, proposed_cases, register, total_words
from chibo_desktop.lists.directive_reviews import lacking_of_all, reviews
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.member_ratings import (
    CellYear,
    best_warning,
    cell_years,
    member_years,
    years_of_member,
)
from chibo_desktop.lists.member_tasks import count_words
from chibo_desktop.lists.places import FigureRow, share_sums
from chibo_desktop.lists.ratings import ratings_of, year_table
from chibo_desktop.lists.rows import find, select
from exchange.province import join, make_province
from exchange.province import make_desk as make_neighbour

TODAY = datetime(2027, 2, 5, 22, 0, tzinfo=VIETNAM)


@dataclass(frozen=True)
class Desks:
    """A commune and two cells it types for; the first has nine members and rated them in December 2026."""

    commune: Desk
    cell: Desk
    other: Desk
    members: list[str]
    review: str


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    folder: Path = tmp_path_factory.mktemp("ratings")
    commune = make_desk(folder / "commune", FixedClock(TODAY), "commune", "Đảng bộ xã Mường Sáy")
    cell, other = (
        commune.for_organisation(add_cell(commune, name=name)[1])
        for name in ("Chi bộ bản Nà Hừ", "Chi bộ bản Suối Lanh")
    )
    members = make_members(cell)
    yield Desks(commune, cell, other, members, _reviewed(cell, members))
    commune.close()


def _reviewed(cell: Desk, members: list[str]) -> str:
    """A task of November, heard of in time, one never heard of; the rating of December, one commendation carried."""
    november = _begin(cell, members, "2026-11", "regular")
    done = add_assignment(
        cell, november, title="Rải đá đường bản", leader_id=members[0], due_on=date(2026, 12, 4)
    )[1]
    add_assignment(
        cell, november, title="Vệ sinh nguồn nước", leader_id=members[0], due_on=date(2026, 12, 20)
    )
    _finish(cell, november)
    meeting = _begin(cell, members, "2026-12", "review")
    report_assignment(cell, done, meeting, "done")
    rate_member(cell, meeting, members[0], rating="good", yes_count=9)
    rate_member(cell, meeting, members[1], rating="excellent", yes_count=4, no_count=5)
    choose_rating_method(cell, meeting, "hand")
    voted(cell, add_case(cell, meeting, matter="commendation", member_id=members[2])[1], yes=9)
    _finish(cell, meeting)
    return meeting


def _begin(cell: Desk, members: list[str], period: str, kind: str) -> str:
    held = date.fromisoformat(f"{period}-05")
    meeting = add_meeting(
        cell,
        period=period,
        kind=kind,
        held_on=held,
        started_at=time(19, 30),
        ended_at=time(21, 15),
        place="Nhà văn hóa bản",
        secretary_id=members[1],
    )[1]
    record_all_present(cell, meeting)
    return meeting


def _finish(cell: Desk, meeting: str) -> None:
    change_meeting(cell, meeting, read_back=True)
    finalise(cell, meeting)


def test_a_year_keeps_its_own_words(desks: Desks) -> None:
    cell = desks.cell.organisation_id
    rate_organisation(desks.commune, cell, 2016, "clean_strong", basis="QĐ 12-QĐ/HU")
    rate_organisation(desks.commune, cell, 2026, "good")
    with pytest.raises(Refusal, match="năm 2026 có các mức") as refused:
        rate_organisation(desks.commune, cell, 2026, "clean_strong")
    assert refused.value.field == "grade"
    assert [(each.year, each.grade.words) for each in ratings_of(desks.cell.store, cell)] == [
        (2026, "Hoàn thành tốt nhiệm vụ"),
        (2016, "Trong sạch vững mạnh"),
    ]


def test_whoever_was_not_rated_is_counted_beside_and_a_decision_stands_on_all(desks: Desks) -> None:
    body, store = desks.commune.organisation_id, desks.commune.store
    rate_organisation(desks.commune, desks.other.organisation_id, 2024, "excellent")
    with pytest.raises(Refusal, match="Gõ số quyết định"):
        decide_ratings(desks.commune, 2024, " ", None)
    decide_ratings(desks.commune, 2024, "QĐ 03-QĐ/ĐU", date(2025, 1, 10))
    table = year_table(store, body, 2024)
    assert (table.rated, table.left, len(table.lines)) == (1, 1, 2)
    assert [line.basis for line in table.lines if line.grade] == ["QĐ 03-QĐ/ĐU"]
    assert "vượt 20\u00a0% của 0 hoàn thành tốt nhiệm vụ" in table.warning
    figure = report(store, body, "2024-01", "2024-12", keys=["IND-14"]).own.figures["IND-14"]
    assert (figure.numerator, figure.denominator) == (1, 1)
    assert {row.key: row.numerator for row in figure.rows} == {
        "excellent": 1,
        "good": 0,
        "fulfilled": 0,
        "failed": 0,
        "left": 1,
    }
    assert "Chưa xếp loại 1 nơi." in figure.notes
    rate_organisation(desks.commune, desks.other.organisation_id, 2024, "")
    assert year_table(store, body, 2024).rated == 0


def test_of_a_body_whose_ratings_are_not_held_here_nothing_is_said(desks: Desks) -> None:
    store = desks.commune.store
    with store.writing(desks.commune.organisation_id, "bt") as writer:
        body = writer.new_id()
        writer.put("organisation", body, name="Đảng bộ xã cũ Mường Lăng", kind="commune", historic=True)
    figures = report(store, body, "2024-01", "2024-12", keys=["IND-14"]).own.figures
    assert "IND-14" not in figures


def test_a_cell_rates_no_organisation(desks: Desks) -> None:
    with pytest.raises(Refusal):
        rate_organisation(desks.cell, desks.other.organisation_id, 2025, "good")


def test_what_a_meeting_rated_is_read_and_never_typed_twice(desks: Desks) -> None:
    cell, (first, second, third, *_) = desks.cell, desks.members
    rows = {row.row.id: row for row in member_years(cell.store, cell.organisation_id, 2026, cell.today)}
    said = rows[first].said
    assert said is not None
    assert (said.grade.key, said.source, said.meeting_id) == ("good", "meeting", desks.review)
    assert rows[second].said is None  # the vote did not carry it
    with pytest.raises(Refusal, match="đã xếp loại tại buổi kiểm điểm"):
        rate_member_of_year(cell, first, 2026, "excellent")
    rate_member_of_year(cell, third, 2025, "fulfilled", basis="Sổ cũ")
    rate_member_of_year(cell, third, 2025, "good")
    assert [
        (year, word.grade.key, word.basis)
        for year, _, word in years_of_member(cell.store, cell.organisation_id, third)
        if word
    ] == [(2025, "good", "Sổ cũ")]


def test_the_decision_of_the_body_counts_before_the_word_of_the_cell(desks: Desks) -> None:
    commune, cell, first = desks.commune, desks.cell, desks.members[0]
    rate_member_of_year(commune, first, 2026, "fulfilled", basis="QĐ 07-QĐ/ĐU", decided_on=date(2027, 1, 8))
    row = next(
        each
        for each in member_years(cell.store, cell.organisation_id, 2026, cell.today)
        if each.row.id == first
    )
    assert row.word is not None
    assert row.said is not None
    assert (row.word.grade.key, row.said.grade.key) == ("fulfilled", "good")
    counted = next(
        each
        for each in cell_years(commune.store, commune.organisation_id, 2026, commune.today)
        if each.id == cell.organisation_id
    )
    assert (dict(counted.counts), counted.rated, counted.left) == ({"fulfilled": 1}, 1, 8)


def test_the_tasks_of_the_year_stand_beside_the_rating(desks: Desks) -> None:
    cell, first = desks.cell, desks.members[0]
    rows = member_years(cell.store, cell.organisation_id, 2026, cell.today)
    tasks = next(row.tasks for row in rows if row.row.id == first)
    assert [(task.title, task.state) for task in tasks] == [
        ("Rải đá đường bản", "done"),
        ("Vệ sinh nguồn nước", "missed"),
    ]
    assert count_words(tasks) == "2 nhiệm vụ: 1 xong, 1 chưa xong"


def test_a_commendation_a_meeting_carried_is_entered_by_one_press_once(desks: Desks) -> None:
    cell = desks.cell
    case = proposed_cases(cell.store, cell.organisation_id)[0]
    enter_case(cell, case.id)
    assert proposed_cases(cell.store, cell.organisation_id) == []
    with pytest.raises(Refusal, match="đã vào sổ"):
        enter_case(cell, case.id)
    row = register(cell.store, cell.organisation_id)[0]
    assert (row.whom, row.form, row.decided_on) == (case.name, "Biểu dương", date(2026, 12, 5))
    put_away_commendation(cell, row.id)
    assert [each.id for each in proposed_cases(cell.store, cell.organisation_id)] == [case.id]


def test_the_register_is_summed_up_by_what_was_commended(desks: Desks) -> None:
    commune, cell = desks.commune, desks.cell
    for organisation in (cell, desks.other):
        add_commendation(
            commune, level="commune", form="Giấy khen", organisation_id=organisation.organisation_id
        )
    add_commendation(commune, level="upper", form="Kỷ niệm chương", member_id=desks.members[0])
    assert total_words(register(commune.store, commune.organisation_id)) == "2 chi bộ, 1 đảng viên"
    told = {(row.form, row.body_name) for row in entered_elsewhere(cell.store, cell.organisation_id)}
    assert told == {
        ("Giấy khen", "Đảng bộ xã Mường Sáy"),
        ("Kỷ niệm chương", "Đảng bộ xã Mường Sáy"),
    }
    with pytest.raises(Refusal, match="không thuộc nơi mình"):
        add_commendation(cell, level="cell", form="Biểu dương", organisation_id=desks.other.organisation_id)
    with pytest.raises(Refusal, match="chọn một tổ chức, hoặc một đảng viên"):
        add_commendation(commune, level="commune", form="Giấy khen")


def test_what_a_cell_enters_of_another_cell_is_commended_nowhere_else(desks: Desks) -> None:
    commune, cell = desks.commune, desks.cell
    with cell.store.writing(cell.organisation_id, "bt") as writer:
        writer.put(
            "commendation",
            lie := writer.new_id(),
            body_id=cell.organisation_id,
            organisation_id=desks.other.organisation_id,
            level="commune",
            form="Bằng khen",
        )
    for desk in (commune, desks.other):
        assert lie not in {row.id for row in entered_elsewhere(desk.store, desk.organisation_id)}


def test_a_programme_without_a_day_of_issue_is_looked_back_on(desks: Desks) -> None:
    commune = desks.commune
    programme = register_directive(
        commune, sort="programme", summary="Chương trình cũ", valid_until=date(2020, 12, 31)
    )[1]
    facts = find(commune.store, "directive", programme)
    assert facts is not None
    lacks = lacking_of_all(commune.store, commune.organisation_id, [facts], commune.today)
    assert lacks == {programme: "chưa tổng kết"}
    add_review(commune, programme, year=2020, sort="final")
    assert lacking_of_all(commune.store, commune.organisation_id, [facts], commune.today) == {}


def test_the_yearly_review_counts_before_what_another_meeting_said_later(desks: Desks) -> None:
    cell, members = desks.other, make_members(desks.other)
    for period, kind, grade in (("2025-12", "review", "good"), ("2026-02", "regular", "fulfilled")):
        meeting = _begin(cell, members, period, kind)
        rate_member(cell, meeting, members[0], rating=grade, yes_count=9)
        choose_rating_method(cell, meeting, "hand")
        _finish(cell, meeting)
    rows = {row.row.id: row for row in member_years(cell.store, cell.organisation_id, 2025, cell.today)}
    said = rows[members[0]].said
    assert said is not None
    assert said.grade.key == "good"


def test_too_many_of_the_best_are_counted_over_all_cells_together() -> None:
    def cell(name: str, **counts: int) -> CellYear:
        return CellYear(name, name, counts, sum(counts.values()), 0)

    small = cell("Nà Hừ", excellent=1, good=3)
    assert best_warning([small, cell("Suối Lanh", good=6)], 2026) == ""
    assert "2 hoàn thành xuất sắc" in best_warning([small, cell("Suối Lanh", excellent=1, good=2)], 2026)


def test_nobody_gives_another_word_to_what_another_body_wrote(desks: Desks) -> None:
    commune, cell = desks.commune, desks.cell
    rate_organisation(commune, cell.organisation_id, 2023, "good")
    rating = select(commune.store, "organisation_rating", "year = 2023")[0]
    praise = add_commendation(
        commune, level="commune", form="Giấy khen", organisation_id=cell.organisation_id
    )[1]
    for kind, written, fields in (
        ("organisation_rating", rating.id, {"grade": "excellent"}),
        ("commendation", praise, {"form": "Bằng khen"}),
    ):
        with pytest.raises(Refusal, match="thay mặt tổ chức của máy này"), cell.writing() as writer:
            writer.put(kind, written, **fields)
    put_away_commendation(commune, praise)


def test_a_stranger_rates_nobody_and_what_names_a_person_stays_below(tmp_path: Path) -> None:
    with make_province(tmp_path) as made:
        upper, commune, cell = made.upper, made.commune, made.cell
        other = make_neighbour(tmp_path / "other", made.clock, "commune", "Đảng bộ xã Mường Lăng")
        join(other, upper)
        rate_organisation(upper, commune.organisation_id, 2025, "good")
        with other.store.writing(other.organisation_id, "vp") as writer:
            whose = {"body_id": other.organisation_id, "organisation_id": commune.organisation_id}
            writer.put("organisation_rating", writer.new_id(), year=2024, grade="failed", **whose)
        made.send(other, upper)
        assert [each.year for each in ratings_of(upper.store, commune.organisation_id)] == [2025]
        member = add_member(cell, full_name="Vàng A Chứ", months_not_counted=24)[1]
        add_commendation(
            cell, level="commune", form="Giấy khen", member_id=member, reason="Đồng chí Vàng A Chứ cứu người"
        )
        made.send(cell, commune)
        made.send(commune, upper)
        (row,) = entered_elsewhere(upper.store, upper.organisation_id)
        facts = find(upper.store, "member", member)
        assert facts is not None
        assert (row.form, row.reason, facts.count("months_not_counted")) == ("Giấy khen", "", 0)
        assert entered_elsewhere(commune.store, commune.organisation_id)[0].reason
        other.close()


def test_a_programme_tells_which_years_were_not_looked_back_on(desks: Desks) -> None:
    commune, own = desks.commune, desks.commune.organisation_id
    programme = register_directive(
        commune,
        sort="programme",
        summary="Nâng cao chất lượng chi bộ 2023–2026",
        valid_from=date(2023, 3, 1),
        valid_until=date(2026, 12, 31),
    )[1]
    facts = find(commune.store, "directive", programme)
    assert facts is not None

    def lacking() -> str:
        return lacking_of_all(commune.store, own, [facts], commune.today).get(programme, "")

    assert lacking() == "chưa sơ kết 2023, 2024, 2025, chưa tổng kết"
    add_review(commune, programme, year=2024, held_on=date(2025, 1, 15), result="Đạt 8/10 chỉ tiêu")
    assert lacking() == "chưa sơ kết 2023, 2025, chưa tổng kết"
    with pytest.raises(Refusal, match="đã ghi sơ kết năm 2024"):
        add_review(commune, programme, year=2024)
    with pytest.raises(Refusal, match="chưa có hiệu lực"):
        add_review(commune, programme, year=2022)
    add_review(commune, programme, year=2026, sort="final")
    assert lacking() == ""
    assert [(row.year, row.label) for row in reviews(commune.store, own, programme)] == [
        (2026, "Tổng kết"),
        (2024, "Sơ kết"),
    ]


def test_shares_that_miss_a_hundred_are_said_and_stay_as_typed() -> None:
    def typed(level: str, numerator: int, name: str = "Mặt trận") -> FigureRow:
        return FigureRow(
            level, f"{name}: {level}", "Đảng bộ xã Mường Sáy", "năm 2023", numerator, 1000, "MTTQ xã"
        )

    rows = [typed("tốt", 389), typed("khá", 430), typed("trung bình", 164)]
    whole = [typed("tốt", 400, "Thanh niên"), typed("khá", 600, "Thanh niên")]
    said = "Mặt trận, Đảng bộ xã Mường Sáy, năm 2023: tổng 98,3\u00a0%, không phải 100\u00a0%."
    assert share_sums([*rows, *whole, typed("tốt", 300, "Nông dân")]) == [said]
