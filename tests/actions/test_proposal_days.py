"""From which day a body has had a proposal: papers by post, the stamp on them, its own steps; the steps are elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from actions.test_proposal_steps import on, raise_one, seen, up
from chibo_desktop.actions.proposal_steps import classify_proposal, hand_up_proposal
from chibo_desktop.actions.proposals import answer_proposal
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_way import way_of
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
            classify_proposal(province.commune, asked, "commune", received_on=day)
        assert refused.value.field == "received_on", wrong
    classify_proposal(province.commune, asked, "commune", received_on=date(2027, 8, 9))
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
