"""Promises of the figures of cells: every month met, thematic by quarter, focus and resolution, materials, rhythm (§1.6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.lists.indicators.report import trend
from lists.small_upper import SmallUpper, make_small_upper, said, share


@pytest.fixture
def upper(tmp_path: Path) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path / "upper")
    yield made
    made.desk.close()


def whole(upper: SmallUpper, session: str, **without: bool) -> str:
    """Everything IND-4 asks of a session, but what is named."""
    parts: dict[str, dict[str, Any]] = {
        "opinion": {"position": 1, "body": "Đồng ý."},
        "resolution": {"issued_on": date(2026, 3, 5)},
        "assessment": {
            "body_id": upper.upper,
            "organisation_id": upper.upper,
            "period": "2026-03",
            "feasible": "yes",
        },
    }
    for kind, values in parts.items():
        if not without.get(kind):
            upper.put(kind, meeting_id=session, **values)
    return session


def test_a_cell_keeps_ninety_percent_only_by_every_month_and_every_session(upper: SmallUpper) -> None:
    commune = upper.commune()
    kept, gap, thin = (upper.cell(commune, 10) for _ in range(3))
    upper.year(kept, last="2026-03", present=9)
    upper.session(gap, "2026-01")
    upper.session(gap, "2026-03")
    upper.year(thin, last="2026-03")
    upper.session(thin, "2026-03", 8, "thematic")
    figure = upper.figure("IND-2", "2026-01", "2026-03", commune)
    assert share(figure) == (1, 3)
    assert figure.ids.numerator == (("organisation", kept),)
    assert {one for _, one in figure.ids.denominator} == {kept, gap, thin}


def test_a_combined_session_is_the_regular_one_and_a_thematic_one_is_not(upper: SmallUpper) -> None:
    combined, thematic = upper.cell(), upper.cell()
    upper.session(combined, "2026-03", kind="combined")
    upper.session(thematic, "2026-03", kind="thematic")
    assert share(upper.figure("IND-16", "2026-03", "2026-03", combined)) == (1, 1)
    assert share(upper.figure("IND-16", "2026-03", "2026-03", thematic)) == (0, 1)
    assert share(upper.figure("IND-2", "2026-03", "2026-03")) == (1, 2)


def test_a_cell_has_to_meet_in_the_months_it_stood_from_the_first_to_the_last_day(upper: SmallUpper) -> None:
    commune = upper.commune()
    founded = upper.cell(commune, from_on=date(2026, 2, 10))
    upper.cell(commune, until_on=date(2026, 3, 20))
    upper.session(founded, "2026-03")
    rhythm = upper.figure("IND-16", "2026-01", "2026-03", commune)
    assert share(rhythm) == (1, 3), "the months of one that ended were due as well"
    assert share(upper.figure("IND-2", "2026-01", "2026-03", commune)) == (1, 1)
    assert share(upper.figure("IND-16", "2026-02", "2026-02", commune)) == (0, 1)


def test_a_cell_that_moved_owes_each_body_the_months_and_sessions_it_stood_there(upper: SmallUpper) -> None:
    first, second = upper.commune(), upper.commune("Đảng bộ xã Nậm Khao")
    cell = upper.cell(first, until_on=date(2026, 3, 31))
    upper.place(cell, second, from_on=date(2026, 4, 1))
    upper.session(cell, "2026-01", 3)
    upper.session(cell, "2026-03", held_on=date(2026, 4, 2))
    upper.year(cell, "2026-04", "2026-06")
    months = ("2026-01", "2026-06")
    assert share(upper.figure("IND-2", *months, second)) == (1, 1)
    assert share(upper.figure("IND-2", *months)) == (0, 1)
    assert share(upper.figure("IND-3", *months, second)) == (0, 0)
    assert [share(upper.figure("IND-16", *months, one)) for one in (first, second)] == [(1, 3), (3, 3)]


def test_a_thematic_session_is_owed_in_each_whole_quarter(upper: SmallUpper) -> None:
    both, one, founded = upper.cell(), upper.cell(), upper.cell(from_on=date(2026, 2, 1))
    upper.session(both, "2026-02", kind="thematic")
    upper.session(both, "2026-06", kind="combined")
    upper.session(one, "2026-03", kind="thematic")
    upper.session(one, "2026-05", kind="thematic", theme_kind="yearly")
    upper.session(founded, "2026-04", kind="thematic")
    figure = upper.figure("IND-3", "2025-12", "2026-07")
    assert (share(figure), said(figure), figure.met) == ((1, 2), "50,0 %", False)
    quarters = {row.title: (share(row), row.met) for row in figure.rows}
    assert quarters == {"Quý I năm 2026": ((2, 2), True), "Quý II năm 2026": ((2, 3), False)}
    assert {one for _, one in figure.rows[1].ids.numerator} == {both, founded}


def test_a_range_without_a_whole_quarter_has_no_figure_of_quarters(upper: SmallUpper) -> None:
    upper.cell()
    figure = upper.figure("IND-3", "2026-02", "2026-04")
    assert (share(figure), said(figure), figure.met, figure.rows) == ((0, 0), "–", None, ())
    assert figure.notes == ("Khoảng thời gian này không có quý nào trọn vẹn.",)


@pytest.mark.parametrize("missing", ["focus", "opinion", "resolution", "assessment"])
def test_a_session_without_one_of_the_four_does_not_make_the_resolution_feasible(
    upper: SmallUpper, missing: str
) -> None:
    good, lacking = upper.cell(), upper.cell()
    whole(upper, upper.session(good, "2026-03", focus="Thu hoạch lúa mùa"))
    focus = "" if missing == "focus" else "Thu hoạch lúa mùa"
    whole(upper, upper.session(lacking, "2026-03", focus=focus), **{missing: True})
    figure = upper.figure("IND-4", "2026-03", "2026-03")
    assert (share(figure), figure.met) == ((1, 2), False)
    assert figure.ids.numerator == (("organisation", good),)


def test_a_draft_or_a_paper_about_one_person_closes_no_session(upper: SmallUpper) -> None:
    cell = upper.cell()
    session = whole(upper, upper.session(cell, "2026-03", theme="Giữ rừng"), resolution=True)
    upper.put("resolution", meeting_id=session, issued_on=None)
    upper.put("resolution", meeting_id=session, issued_on=date(2026, 3, 5), case_id="aaaaaaaa-9")
    assert share(upper.figure("IND-4", "2026-03", "2026-03")) == (0, 1)
    upper.put("resolution", meeting_id=session, issued_on=date(2026, 3, 5), kind="conclusion")
    assert share(upper.figure("IND-4", "2026-03", "2026-03")) == (1, 1)


def test_the_four_must_be_of_one_session(upper: SmallUpper) -> None:
    cell = upper.cell()
    whole(upper, upper.session(cell, "2026-03", focus="Thu hoạch"), assessment=True)
    whole(upper, upper.session(cell, "2026-04"))
    assert share(upper.figure("IND-4", "2026-03", "2026-04")) == (0, 1)


def test_materials_are_owed_at_every_session(upper: SmallUpper) -> None:
    always, once, never = upper.cell(), upper.cell(), upper.cell()
    for cell in (always, once):
        for place, session in enumerate(upper.year(cell, last="2026-02")):
            if cell == always or place == 0:
                upper.put("material_use", meeting_id=session, title="Bản tin")
    figure = upper.figure("IND-6", "2026-01", "2026-02")
    assert (share(figure), figure.met) == ((1, 3), False)
    assert ("organisation", never) in figure.ids.denominator


def test_the_running_month_is_not_due_yet(upper: SmallUpper) -> None:
    cell = upper.cell()
    upper.session(cell, "2026-09")
    assert share(upper.figure("IND-16", "2026-08", "2026-12")) == (1, 2)
    later = upper.report("2026-08", "2026-12", keys=["IND-16"], today=date(2026, 11, 1))
    assert share(later.own.figures["IND-16"]) == (1, 3)


def test_two_sessions_of_a_month_are_one_month(upper: SmallUpper) -> None:
    cell = upper.cell()
    upper.session(cell, "2026-08")
    upper.session(cell, "2026-08", kind="combined")
    figure = upper.figure("IND-16", "2026-08", "2026-08")
    assert (share(figure), len(figure.ids.numerator)) == ((1, 1), 2)


def test_a_report_of_a_cell_has_its_own_sessions_and_nothing_below(upper: SmallUpper) -> None:
    cell, other = upper.cell(), upper.cell()
    upper.session(cell, "2026-03")
    upper.session(other, "2026-03", 3)
    report = upper.report("2026-03", "2026-03", cell)
    assert (share(report.own.figures["IND-1"]), report.below) == ((1, 1), ())
    assert "IND-7" not in report.own.figures


def test_figures_of_quarters_over_time_are_those_of_each_quarter_alone(upper: SmallUpper) -> None:
    cell = upper.cell()
    upper.year(cell, last="2026-04", present=8)
    upper.session(cell, "2026-05")
    quarters = [("2026-01", "2026-03"), ("2026-04", "2026-06")]
    found = trend(upper.store, upper.upper, "IND-1", quarters)
    assert [share(each) for each in found if each] == [(0, 3), (1, 2)]
    alone = [upper.figure("IND-1", *quarter) for quarter in quarters]
    assert [(each.key, share(each), each.met) for each in found if each] == [
        (each.key, share(each), each.met) for each in alone
    ]


def test_an_unknown_indicator_is_refused_by_name(upper: SmallUpper) -> None:
    with pytest.raises(LookupError, match="IND-99"):
        upper.report("2026-03", "2026-03", keys=["IND-99"])


def test_figures_typed_by_hand_stand_apart(upper: SmallUpper) -> None:
    said_by_hand = {"body_id": upper.upper, "indicator": "IND-1", "source": "Sổ của văn phòng"}
    upper.put(
        "hand_figure", period_from="2025", period_until="2025", numerator=3, denominator=4, **said_by_hand
    )
    upper.put("hand_figure", period_from="2026-01", period_until="2026-06", numerator=1, **said_by_hand)
    report = upper.report("2026-04", "2026-09", keys=["IND-1"])
    assert [(row.numerator, row.denominator, row.percent_shown) for row in report.by_hand] == [(1, None, "–")]
    assert share(report.own.figures["IND-1"]) == (0, 0)
    assert [row.numerator for row in upper.report("2025-12", "2026-01", keys=["IND-1"]).by_hand] == [3, 1]
