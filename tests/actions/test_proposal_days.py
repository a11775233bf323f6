"""From which day a body has had a proposal: papers by post, the stamp on them, its own steps; the steps are elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from actions.proposing import on, raise_one, seen, up
from chibo_desktop.actions.proposal_steps import (
    assign_agency,
    classify_proposal,
    hand_up_proposal,
    join_proposals,
    note_interim,
    part_proposal,
    receive_proposal,
    urge,
)
from chibo_desktop.actions.proposals import answer_proposal
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_deadline import came_on
from chibo_desktop.lists.proposal_way import rule_words, way_of
from exchange.province import Province, make_province


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh") as made:
        made.clock.set(datetime(2027, 8, 5, 20, 0, tzinfo=VIETNAM))
        yield made


def test_a_paper_that_went_by_post_counts_from_its_day_however_late_the_bundle_came(
    province: Province,
) -> None:
    asked = raise_one(province.cell)
    on(province, 8, 14)
    province.send(province.cell, province.commune)
    hand_up_proposal(province.commune, asked, paper_number="45-CV/ĐU", paper_on=date(2027, 8, 14))
    on(province, 12, 1)
    up(province)
    row = seen(province.upper, asked)
    assert row.due is not None
    assert (row.due.received_on, row.is_overdue) == (date(2027, 8, 14), True)


def test_the_day_stamped_on_the_paper_goes_before_what_the_bundles_say_and_is_told_to_the_cell(
    province: Province,
) -> None:
    asked = raise_one(province.cell, competence="commune")
    on(province, 10, 4)
    province.send(province.cell, province.commune)
    for wrong, day in (("before it was raised", date(2027, 8, 4)), ("to come", date(2027, 10, 5))):
        with pytest.raises(Refusal) as refused:
            receive_proposal(province.commune, asked, day)
        assert refused.value.field == "received_on", wrong
    receive_proposal(province.commune, asked, date(2027, 8, 9))
    province.send(province.commune, province.cell)
    dues = [seen(desk, asked).due for desk in (province.commune, province.cell)]
    assert [due and due.received_on for due in dues] == [date(2027, 8, 9)] * 2


def test_no_body_received_a_proposal_after_it_dealt_with_it_and_the_way_says_other_years(
    province: Province,
) -> None:
    asked = raise_one(province.cell, competence="commune")
    on(province, 12, 1)
    province.send(province.cell, province.commune)
    commune = province.commune
    with commune.writing() as writer:
        fields = {"body_id": commune.organisation_id, "sort": "assigned", "agency": "Phòng Kinh tế"}
        writer.put("proposal_step", writer.new_id(), proposal_id=asked, taken_on=date(2027, 8, 20), **fields)
    due = seen(commune, asked).due
    assert due is not None
    assert due.received_on == date(2027, 8, 20)
    answer_proposal(commune, asked, content="Đang làm.", outcome="under_way", answered_on=date(2027, 8, 18))
    province.clock.set(datetime(2028, 1, 5, 9, 0, tzinfo=VIETNAM))
    said = [(point.label, point.day) for point in way_of(commune.store, seen(commune, asked))]
    assert said[:4] == [
        ("Nêu ở chi bộ", "05/08/2027"),
        ("Xã nhận", "18/08/2027"),
        ("Báo đang làm", "18/08/2027"),
        ("Giao cơ quan", "20/08/2027"),
    ]


def test_every_step_is_written_with_the_day_it_happened_and_its_paper(province: Province) -> None:
    asked, commune = raise_one(province.cell), province.commune
    on(province, 10, 4)
    province.send(province.cell, commune)
    paper: dict[str, Any] = {"paper_number": "45-CV/ĐU", "paper_on": date(2027, 8, 9)}
    receive_proposal(commune, asked, date(2027, 8, 9), **paper)
    classify_proposal(commune, asked, "commune", taken_on=date(2027, 8, 10))
    assign_agency(commune, asked, agency="Phòng Kinh tế", taken_on=date(2027, 8, 11), **paper)
    note_interim(commune, asked, "Chờ vốn.", taken_on=date(2027, 9, 1), **paper)
    urge(commune, asked, taken_on=date(2027, 9, 2), **paper)
    said = [(step.sort, step.taken_on) for step in seen(commune, asked).steps]
    assert said == [
        ("received", date(2027, 8, 9)),
        ("classified", date(2027, 8, 10)),
        ("assigned", date(2027, 8, 11)),
        ("interim", date(2027, 9, 1)),
        ("urged", date(2027, 9, 2)),
    ]
    papers = {(step.paper_number, step.paper_on) for step in seen(commune, asked).steps}
    assert papers == {("45-CV/ĐU", date(2027, 8, 9)), ("", None)}


def test_no_step_is_of_a_day_to_come_or_before_the_proposal_was_raised(province: Province) -> None:
    asked, commune = raise_one(province.cell), province.commune
    province.send(province.cell, commune)
    acts: dict[str, Callable[[date], object]] = {
        "classified": lambda day: classify_proposal(commune, asked, "upper", taken_on=day),
        "handed_up": lambda day: hand_up_proposal(commune, asked, taken_on=day),
        "assigned": lambda day: assign_agency(commune, asked, agency="Phòng Kinh tế", taken_on=day),
        "interim": lambda day: note_interim(commune, asked, "Chờ vốn.", taken_on=day),
        "urged": lambda day: urge(commune, asked, taken_on=day),
    }
    for sort, act in acts.items():
        for day in (date(2027, 8, 4), date(2027, 8, 6)):
            with pytest.raises(Refusal) as refused:
                act(day)
            assert refused.value.field == "taken_on", (sort, day)
    assert seen(commune, asked).steps == ()


def test_parting_is_not_dated_before_the_joining_it_ends(province: Province) -> None:
    first, second = raise_one(province.cell), raise_one(province.cell, "Sửa loa")
    province.send(province.cell, province.commune)
    on(province, 8, 9)
    join_proposals(province.commune, second, first, taken_on=date(2027, 8, 8))
    with pytest.raises(Refusal) as refused:
        part_proposal(province.commune, second, taken_on=date(2027, 8, 7))
    assert refused.value.field == "taken_on"
    part_proposal(province.commune, second, taken_on=date(2027, 8, 8))
    assert not seen(province.commune, second).is_joined


def test_on_the_way_a_proposal_is_handed_up_before_it_is_received_on_the_same_day(province: Province) -> None:
    asked = raise_one(province.cell)
    province.send(province.cell, province.commune)
    hand_up_proposal(province.commune, asked)
    up(province)
    receive_proposal(province.upper, asked)
    said = [point.label for point in way_of(province.upper.store, seen(province.upper, asked))]
    assert said[:4] == ["Nêu ở chi bộ", "Xã nhận", "Chuyển tỉnh", "Tỉnh nhận"]


def test_a_stamp_later_than_what_this_body_did_is_refused_and_wipes_out_no_overdue(
    province: Province,
) -> None:
    asked, commune = raise_one(province.cell, competence="commune"), province.commune
    province.send(province.cell, commune)
    classify_proposal(commune, asked, "commune", note="Việc của xã.")
    on(province, 12, 1)
    before = seen(commune, asked)
    assert before.is_overdue
    with pytest.raises(Refusal) as refused:
        receive_proposal(commune, asked)
    assert refused.value.field == "received_on"
    with commune.store.writing(
        commune.organisation_id, commune.user
    ) as writer:  # a machine that knew of no step
        late = {"sort": "received", "taken_on": commune.today, "received_on": commune.today}
        writer.put(
            "proposal_step", writer.new_id(), proposal_id=asked, body_id=commune.organisation_id, **late
        )
    assert seen(commune, asked).due == before.due
    receive_proposal(commune, asked, date(2027, 8, 5))
    assert seen(commune, asked).is_overdue


def test_the_form_for_receiving_offers_the_day_known_so_far(province: Province) -> None:
    asked, commune = raise_one(province.cell, competence="commune"), province.commune
    on(province, 8, 9)
    province.send(province.cell, commune)
    on(province, 12, 1)
    assert came_on(commune.store, seen(commune, asked), "commune") == date(2027, 8, 9)
    receive_proposal(commune, asked, date(2027, 8, 7))
    assert came_on(commune.store, seen(commune, asked), "commune") == date(2027, 8, 7)


def test_the_day_of_a_classification_is_corrected_here_and_at_the_cell(province: Province) -> None:
    asked, commune = raise_one(province.cell), province.commune
    on(province, 8, 9)
    province.send(province.cell, commune)
    classify_proposal(commune, asked, "commune")
    with pytest.raises(Refusal, match="đã phân loại như vậy từ ngày 09/08/2027"):
        classify_proposal(commune, asked, "commune")
    for day in (date(2027, 8, 7), date(2027, 8, 8)):
        classify_proposal(commune, asked, "commune", taken_on=day)
        province.send(commune, province.cell)
        for desk in (commune, province.cell):
            said = [(step.sort, step.taken_on) for step in seen(desk, asked).steps]
            assert said == [("classified", day)], desk.kind


def test_a_body_has_received_what_was_handed_up_only_once_something_says_so(province: Province) -> None:
    asked, commune, upper = raise_one(province.cell), province.commune, province.upper
    province.send(province.cell, commune)
    on(province, 8, 14)
    hand_up_proposal(commune, asked, paper_number="45-CV/ĐU", paper_on=date(2027, 8, 14))
    row = seen(commune, asked)
    (point,) = [each for each in way_of(commune.store, row) if each.label == "Tỉnh nhận"]
    assert (point.day, point.is_done) == ("chưa có tin", False)
    assert rule_words(commune.store, row).endswith("Tính từ công văn ngày 14/08/2027.")
    on(province, 8, 17)
    up(province)
    on(province, 8, 18)
    province.send(upper, commune)
    for desk in (upper, commune):
        row = seen(desk, asked)
        (point,) = [each for each in way_of(desk.store, row) if each.label == "Tỉnh nhận"]
        assert point.is_done, desk.kind
        assert row.due is not None
        assert row.due.received_on == date(2027, 8, 14)
    (point,) = [each for each in way_of(upper.store, row) if each.label == "Tỉnh nhận"]
    assert point.day == "17/08"
    receive_proposal(upper, asked, date(2027, 8, 16))
    row = seen(upper, asked)
    assert "16/08" in [each.day for each in way_of(upper.store, row) if each.label == "Tỉnh nhận"]
    assert rule_words(upper.store, row).endswith("Tính từ ngày nhận 16/08/2027.")
