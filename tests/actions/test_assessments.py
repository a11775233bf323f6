"""Promises of writing assessments down: of which meeting, by whom, once; what cells ask for comes into the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.actions.assessments import (
    assess,
    change_assessment,
    enter_request,
    put_away_assessment,
)
from chibo_desktop.actions.proposals import answer_proposal
from chibo_desktop.actions.undo import undo
from chibo_desktop.actions.visits import make_round
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.proposals import find_proposal, to_announce
from chibo_desktop.lists.rows import find, select
from exchange.province import Province
from visiting import make_visited, write_met, write_team

DAY = date(2026, 10, 3)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def met(province: Province, day: date = DAY, **fields: Any) -> str:
    """A meeting of the first cell that the commune has read."""
    meeting = write_met(province.cell, day, ("Hà Thị Xuân", "commune"), **fields)
    province.send(province.cell, province.commune)
    return meeting


def sheet(province: Province, month: str = "2026-10", **fields: Any) -> str:
    given: dict[str, Any] = {"conduct": "Đúng trình tự"} | fields
    return assess(province.commune, province.cell.organisation_id, month, **given)[1]


def test_it_is_of_the_only_meeting_of_its_month(province: Province) -> None:
    meeting = met(province)
    facts = find(province.commune.store, "assessment", sheet(province))
    assert facts is not None
    assert facts.text("meeting_id") == meeting
    assert facts.book == province.commune.organisation_id


def test_of_two_meetings_the_day_tells_which(province: Province) -> None:
    met(province)
    second = met(province, date(2026, 10, 4), kind="thematic")
    loose = find(province.commune.store, "assessment", sheet(province))
    dated = find(province.commune.store, "assessment", sheet(province, assessed_on=date(2026, 10, 4)))
    assert loose is not None
    assert dated is not None
    assert loose.text("meeting_id") == ""
    assert dated.text("meeting_id") == second


def test_without_minutes_it_waits_and_is_joined_when_they_come(province: Province) -> None:
    made = sheet(province, feasible="yes")
    meeting = met(province)
    change_assessment(province.commune, made, meeting_id=meeting)
    facts = find(province.commune.store, "assessment", made)
    assert facts is not None
    assert facts.text("meeting_id") == meeting


def test_a_cell_writes_none(province: Province) -> None:
    with pytest.raises(Refusal, match="cấp ủy cấp trên ghi"):
        assess(province.cell, province.cell.organisation_id, "2026-10", conduct="Tốt")


def test_an_empty_sheet_is_refused(province: Province) -> None:
    with pytest.raises(Refusal) as refused:
        sheet(province, conduct="")
    assert refused.value.field == "conduct"


def test_nobody_is_assessed_who_does_not_stand_below(province: Province) -> None:
    with pytest.raises(Refusal) as refused:
        assess(province.commune, province.upper.organisation_id, "2026-10", conduct="Tốt")
    assert refused.value.field == "organisation_id"


def test_a_meeting_of_another_cell_or_month_is_refused(province: Province) -> None:
    meeting = met(province)
    with pytest.raises(Refusal, match="của chi bộ khác"):
        assess(
            province.commune, province.cells[1].organisation_id, "2026-10", meeting_id=meeting, conduct="Tốt"
        )
    with pytest.raises(Refusal) as refused:
        sheet(province, "2026-09", meeting_id=meeting)
    assert refused.value.field == "period"


def test_it_is_not_dated_before_the_meeting(province: Province) -> None:
    meeting = met(province)
    with pytest.raises(Refusal) as refused:
        sheet(province, meeting_id=meeting, assessed_on=date(2026, 10, 2))
    assert refused.value.field == "assessed_on"


def test_one_visitor_writes_one_sheet_of_a_meeting_and_two_visitors_two(province: Province) -> None:
    met(province)
    people = write_team(province.commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm").people
    first = sheet(province, official_id=people["Hà Thị Xuân"])
    with pytest.raises(Refusal, match="đã có phiếu"):
        sheet(province, official_id=people["Hà Thị Xuân"])
    sheet(province, official_id=people["Cà Văn Xôm"])
    put_away_assessment(province.commune, first)
    sheet(province, official_id=people["Hà Thị Xuân"])
    assert len(select(province.commune.store, "assessment")) == 2


def test_a_line_of_the_sheet_becomes_a_proposal_of_the_cell_once(province: Province) -> None:
    met(province)
    make_round(province.commune, 12, from_on=date(2026, 10, 1), until_on=date(2026, 10, 31))
    made = sheet(province, requests="- Sửa đường vào bản\nCấp giống ngô", assessed_on=DAY)
    proposal_id = enter_request(province.commune, made, "Sửa đường vào bản", source="people")[1]
    row = find_proposal(province.commune.store, proposal_id)
    assert row is not None
    assert row.cell_id == province.cell.organisation_id
    assert row.number == 1
    assert row.facts.text("source") == "people"
    assert row.facts.text("assessment_id") == made
    assert row.facts.text("round_id") == select(province.commune.store, "round")[0].id
    with pytest.raises(Refusal, match="đã có trong sổ"):
        enter_request(province.commune, made, "sửa đường vào bản")
    with pytest.raises(Refusal, match="không có dòng"):
        enter_request(province.commune, made, "Xây nhà văn hóa")


def test_the_answer_to_it_comes_home_to_the_cell(province: Province) -> None:
    met(province)
    made = sheet(province, requests="Sửa đường vào bản", assessed_on=DAY)
    proposal_id = enter_request(province.commune, made, "Sửa đường vào bản")[1]
    answer_proposal(province.commune, proposal_id, content="Đã giao thôn", outcome="settled")
    province.send(province.commune, province.cell)
    (row,) = to_announce(province.cell.store, province.cell.organisation_id)
    assert row.content == "Sửa đường vào bản"


def test_entering_a_line_is_undone_in_one_go(province: Province) -> None:
    made = sheet(province, requests="Sửa đường vào bản")
    changes, proposal_id = enter_request(province.commune, made, "Sửa đường vào bản")
    undo(province.commune, changes)
    facts = find(province.commune.store, "proposal", proposal_id)
    assert facts is None or facts.is_put_away


def test_a_feasible_resolution_counts_for_the_indicator_only_with_its_sheet(province: Province) -> None:
    meeting = met(province, focus="Giữ rừng")
    with province.cell.store.writing(province.cell.organisation_id, province.cell.user) as writer:
        writer.put("opinion", writer.new_id(), meeting_id=meeting, position=1, body="Đồng ý")
        writer.put(
            "resolution",
            writer.new_id(),
            meeting_id=meeting,
            kind="resolution",
            issued_on=DAY,
        )
    province.send(province.cell, province.commune)

    def reached() -> int:
        return (
            report(province.commune.store, province.commune.organisation_id, "2026-10", "2026-10")
            .own.figures["IND-4"]
            .numerator
        )

    assert reached() == 0
    made = sheet(province, feasible="no")
    assert reached() == 0
    change_assessment(province.commune, made, feasible="yes")
    assert reached() == 1
