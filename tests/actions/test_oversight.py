"""Promises of inspections, gatherings and things to do: what is refused, who reads it, what each state means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.oversight import (
    add_follow_up,
    add_gathering,
    add_inspection,
    add_participants,
    change_follow_up,
    change_inspection,
    put_away_participant,
    report_follow_up,
)
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.gatherings import briefings_due, gatherings, participants, topics_taught, turnout
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.oversight import follow_ups, given_to, inspected, inspections
from chibo_desktop.lists.rows import find

HELD = date(2026, 9, 10)


@pytest.fixture
def commune(tmp_path: Path, evening: FixedClock) -> Iterator[Desk]:
    made = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    yield made
    made.close()


@pytest.fixture
def cell(commune: Desk) -> Desk:
    """The desk of a cell the commune types for, on the same store."""
    return commune.for_organisation(add_cell(commune, name="Chi bộ bản Nà Hừ")[1])


@pytest.fixture
def other(commune: Desk) -> Desk:
    return commune.for_organisation(add_cell(commune, name="Chi bộ bản Suối Lanh")[1])


def test_an_inspection_of_somebody_not_below_is_refused(commune: Desk, desk: Desk) -> None:
    with pytest.raises(Refusal, match="không thuộc cấp mình") as refused:
        add_inspection(commune, desk.organisation_id)
    assert refused.value.field == "organisation_id"


@pytest.mark.parametrize("late", ["due_on", "closed_on"])
def test_nothing_of_an_inspection_comes_before_it(commune: Desk, cell: Desk, late: str) -> None:
    with pytest.raises(Refusal, match="trước ngày kiểm tra"):
        add_inspection(commune, cell.organisation_id, held_on=HELD, **{late: HELD - timedelta(days=1)})


def test_an_inspection_not_held_is_not_closed(commune: Desk, cell: Desk) -> None:
    inspection = add_inspection(commune, cell.organisation_id, plan="KH 05")[1]
    with pytest.raises(Refusal, match="Ghi ngày kiểm tra"):
        change_inspection(commune, inspection, closed_on=HELD)


def test_an_inspection_goes_from_planned_over_overdue_to_closed(commune: Desk, cell: Desk) -> None:
    inspection = add_inspection(commune, cell.organisation_id)[1]
    body, today = commune.organisation_id, commune.today

    def state() -> str:
        return inspections(commune.store, body, today)[0].state

    assert state() == "planned"
    change_inspection(commune, inspection, held_on=HELD, findings="Sổ biên bản ghi thiếu")
    assert state() == "open"
    change_inspection(commune, inspection, due_on=today - timedelta(days=1))
    assert state() == "overdue"
    change_inspection(commune, inspection, closed_on=today, closing="Đã bổ sung")
    assert state() == "closed"


def test_an_organisation_inspected_twice_is_reached_once(commune: Desk, cell: Desk, other: Desk) -> None:
    for day in (HELD, HELD + timedelta(days=3)):
        add_inspection(commune, cell.organisation_id, held_on=day)
    reached = inspected(commune.store, commune.organisation_id, HELD, commune.today)
    assert reached.reached == (cell.organisation_id,)
    assert reached.left == (other.organisation_id,)
    assert reached.every == 2


def test_a_topic_is_only_of_a_class(commune: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        add_gathering(commune, "briefing", "Giao ban tháng 9", topic="content")
    assert refused.value.field == "topic"


def test_nobody_takes_part_twice_in_one_gathering(commune: Desk, cell: Desk) -> None:
    (secretary,) = make_members(cell, 1)
    gathering = add_gathering(commune, "training", "Lớp tháng 9", held_on=HELD)[1]
    line = {"group": "secretary", "member_id": secretary, "organisation_id": cell.organisation_id}
    with pytest.raises(Refusal, match="đã có trong danh sách dự"):
        add_participants(commune, gathering, [line, line])
    assert participants(commune.store, gathering) == []
    add_participants(commune, gathering, [line])
    (taken,) = participants(commune.store, gathering)
    put_away_participant(commune, taken.id)
    add_participants(commune, gathering, [line])
    assert len(participants(commune.store, gathering)) == 1


def test_a_line_with_a_name_is_one_person(commune: Desk) -> None:
    gathering = add_gathering(commune, "study", "Học tập nghị quyết", held_on=HELD)[1]
    with pytest.raises(Refusal) as refused:
        add_participants(commune, gathering, [{"group": "masses", "full_name": "Lò Văn Hặc", "heads": 3}])
    assert refused.value.field == "heads"


def test_who_comes_to_two_classes_is_two_heads_and_one_person(commune: Desk, cell: Desk) -> None:
    (secretary,) = make_members(cell, 1)
    where = {"organisation_id": cell.organisation_id}
    for title in ("Lớp tháng 8", "Lớp tháng 9"):
        gathering = add_gathering(commune, "training", title, held_on=HELD, topic="content")[1]
        lines: list[dict[str, object]] = [
            {"group": "secretary", "member_id": secretary, **where},
            {"group": "member", "full_name": "Lò Văn Hặc", **where},
            {"group": "masses", "heads": 12},
            {"group": "organisation", **where},
        ]
        add_participants(commune, gathering, lines)
    rows = gatherings(commune.store, commune.organisation_id, sort="training")
    counted = turnout(commune.store, rows)
    assert (counted.heads, counted.persons, counted.unnamed) == (28, 2, 24)
    taught = topics_taught(commune.store, commune.organisation_id, HELD, HELD)
    assert taught["content"] == {secretary}
    assert taught["relations"] == set()


def test_an_exchange_of_experience_has_its_people_and_is_neither_briefing_nor_class_nor_study(
    commune: Desk, cell: Desk
) -> None:
    (secretary,) = make_members(cell, 1)
    where = {"organisation_id": cell.organisation_id}
    held = add_gathering(commune, "exchange", "Gặp mặt, trao đổi kinh nghiệm bí thư chi bộ", held_on=HELD)[1]
    lines: list[dict[str, object]] = [
        {"group": "secretary", "member_id": secretary, **where},
        {"group": "team_member", "full_name": "Hà Thị Xuân"},
    ]
    add_participants(commune, held, lines)
    body, today = commune.organisation_id, commune.today
    (row,) = gatherings(commune.store, body, sort="exchange", year=2026)
    assert (row.id, row.sort_label, row.heads) == (held, "Gặp mặt, trao đổi kinh nghiệm", 2)
    assert dict(row.groups) == {"secretary": 1, "team_member": 1}
    assert not any(span.held for span in briefings_due(commune.store, body, "commune", 2026, today))
    figures = report(commune.store, body, "2026-09", "2026-09", keys=["IND-11b", "IND-12"]).own.figures
    assert [figures[key].numerator for key in ("IND-11b", "IND-12")] == [0, 0]
    assert [figures[key].denominator for key in ("IND-11b", "IND-12")] == [1, 1]


def test_a_commune_briefs_every_month_and_an_upper_body_every_quarter(commune: Desk) -> None:
    held = add_gathering(commune, "briefing", "Giao ban tháng 9", held_on=HELD)[1]
    body, today = commune.organisation_id, commune.today
    months = briefings_due(commune.store, body, "commune", 2026, today)
    assert len(months) == 12
    assert [span.first.month for span in months if span.held] == [9]
    assert months[8].held == (held,)
    quarters = briefings_due(commune.store, body, "upper", 2026, today)
    assert [(span.first, span.last) for span in quarters][2] == (date(2026, 7, 1), date(2026, 9, 30))
    assert briefings_due(commune.store, body, "cell", 2026, today) == []


def test_what_is_to_be_done_is_read_by_those_who_have_to_do_it(commune: Desk, cell: Desk) -> None:
    one = cell.organisation_id
    told = [
        add_follow_up(commune, "conclusion", "Nộp báo cáo quý trước ngày 20")[1],
        add_follow_up(commune, "conclusion", "Chấn chỉnh", organisation_id=one)[1],
        add_follow_up(commune, "shortcoming", "Chậm họp", organisation_id=one)[1],
        add_follow_up(commune, "finding", "Sổ ghi thiếu", organisation_id=one)[1],
        add_follow_up(commune, "shortcoming", "Ít kiểm tra", organisation_id=commune.organisation_id)[1],
    ]
    books = [found.book for each in told if (found := find(commune.store, "follow_up", each))]
    own = commune.organisation_id
    assert books == [f"all:{own}", *[f"down:{one}"] * 3, own]


def test_something_written_is_not_given_to_another_place(commune: Desk, cell: Desk, other: Desk) -> None:
    given = add_follow_up(commune, "finding", "Sổ ghi thiếu", organisation_id=cell.organisation_id)[1]
    ours = add_follow_up(commune, "shortcoming", "Ít kiểm tra", organisation_id=commune.organisation_id)[1]
    for task in (given, ours):
        with pytest.raises(Refusal, match="không đổi nơi làm được"):
            change_follow_up(commune, task, organisation_id=other.organisation_id)


def test_what_a_cell_did_is_off_its_list_and_stays_on_that_of_the_commune_until_settled(
    commune: Desk, cell: Desk, other: Desk
) -> None:
    due = commune.today - timedelta(days=2)
    task = add_follow_up(
        commune, "conclusion", "Lập danh sách", organisation_id=cell.organisation_id, due_on=due
    )[1]

    def states(reader: Desk) -> list[str]:
        return [row.state for row in given_to(commune.store, reader.organisation_id, commune.today)]

    def ours() -> str:
        return follow_ups(commune.store, commune.organisation_id, commune.today)[0].state

    assert (states(cell), states(other), ours()) == (["overdue"], [], "overdue")
    report_follow_up(cell, task, result="Đã lập, 4 người", done_on=commune.today)
    assert (states(cell), ours()) == (["reported"], "reported")
    change_follow_up(commune, task, done_on=commune.today, result="Đủ")
    assert (states(cell), ours()) == (["done"], "done")


def test_a_cell_cannot_report_what_another_was_given(commune: Desk, cell: Desk, other: Desk) -> None:
    task = add_follow_up(commune, "conclusion", "Lập danh sách", organisation_id=cell.organisation_id)[1]
    with pytest.raises(Refusal, match="giao cho nơi khác"):
        report_follow_up(other, task, result="Đã làm")


def test_a_report_says_something(commune: Desk, cell: Desk) -> None:
    task = add_follow_up(commune, "conclusion", "Lập danh sách")[1]
    with pytest.raises(Refusal, match="Chưa ghi kết quả"):
        report_follow_up(cell, task)


def test_a_thing_given_to_all_is_reported_by_each(commune: Desk, cell: Desk, other: Desk) -> None:
    task = add_follow_up(commune, "conclusion", "Đăng ký chuyên đề quý IV")[1]
    report_follow_up(cell, task, done_on=commune.today)
    (row,) = follow_ups(commune.store, commune.organisation_id, commune.today)
    assert row.where == "mọi nơi trực thuộc"
    assert [each.name for each in row.reports] == ["Chi bộ bản Nà Hừ"]
    assert row.state == "open"
    assert [one.state for one in given_to(commune.store, other.organisation_id, commune.today)] == ["open"]


def test_what_one_was_told_is_not_given_to_another_afterwards(commune: Desk, cell: Desk, other: Desk) -> None:
    task = add_follow_up(commune, "conclusion", "Chấn chỉnh", organisation_id=cell.organisation_id)[1]
    with pytest.raises(Refusal) as refused:
        change_follow_up(commune, task, organisation_id=other.organisation_id)
    assert refused.value.field == "organisation_id"
