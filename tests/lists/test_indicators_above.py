"""Promises of the figures of bodies: inspections, visits, proposals, training, study (practice.md §1.6, §1.6.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists import proposal_register
from chibo_desktop.lists.proposal_register import of_body
from chibo_desktop.rules.comparisons import check_sum
from lists.small_upper import SmallUpper, make_small_upper, row_of, said, share

DAY = date(2026, 3, 5)
BODY = "Đảng bộ tỉnh Nậm Sơn"


@pytest.fixture
def upper(tmp_path: Path) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path / "upper")
    yield made
    made.desk.close()


def count(upper: SmallUpper, key: str, row: str, organisation: str = "") -> int:
    return row_of(upper.figure(key, "2026-03", "2026-03", organisation), row).numerator


def inspect(upper: SmallUpper, organisation: str, held_on: date | None = DAY, body: str = "") -> str:
    return upper.put("inspection", body_id=body or upper.upper, organisation_id=organisation, held_on=held_on)


def test_forty_two_of_forty_two_however_often_each_was_inspected(upper: SmallUpper) -> None:
    with upper.store.transaction():
        communes = [upper.commune(f"Đảng bộ xã số {number}") for number in range(42)]
        for commune in [*communes[:-1], *communes[:5]]:
            inspect(upper, commune)
    short = upper.figure("IND-7", "2026-01", "2026-12")
    assert (share(short), said(short), short.met) == ((41, 42), "97,6 %", False)
    inspect(upper, communes[-1], held_on=None)
    inspect(upper, communes[-1], held_on=date(2025, 12, 31))
    inspect(upper, communes[-1], body=communes[0])
    assert share(upper.figure("IND-7", "2026-01", "2026-12")) == (41, 42)
    inspect(upper, communes[-1])
    full = upper.figure("IND-7", "2026-01", "2026-12")
    assert (share(full), said(full), full.met) == ((42, 42), "100,0 %", True)


def visit(upper: SmallUpper, organisation: str, **values: Any) -> str:
    given: dict[str, Any] = {"body_id": upper.upper, "month": "2026-03", "made_on": DAY}
    return upper.put("visit", organisation_id=organisation, **(given | values))


def test_visits_are_counted_as_events_and_as_cells_and_committees_apart(upper: SmallUpper) -> None:
    commune = upper.commune()
    root, other = upper.cell(commune, 1, grassroots=True), upper.cell(commune, 1)
    team = upper.put("visit_team", body_id=upper.upper, name="Tổ số 1")
    visit(upper, root, team_id=team)
    visit(upper, other, team_id=team)
    visit(upper, other, made_on=date(2026, 3, 20))
    visit(upper, other, made_on=None, planned_on=DAY)
    visit(upper, commune, purpose="committee")
    figure = upper.figure("IND-8", "2026-03", "2026-03")
    counted = {row.key: row.numerator for row in figure.rows}
    assert (figure.numerator, figure.denominator, figure.percent_shown, figure.met) == (3, None, "", None)
    expected = {"events": 3, "events_grassroots": 1, "events_other": 2, "committee": 1, "thematic": 0}
    expected |= {"cells": 2, "cells_grassroots": 1, "cells_other": 1, "team_most": 2, "body_most": 2}
    assert {key: counted[key] for key in expected} == expected
    assert figure.notes == ("1 lượt không xếp được vào tổ nào.",)


def test_the_sixty_eight_cells_of_the_article_come_out_of_their_visits(upper: SmallUpper) -> None:
    with upper.store.transaction():
        cells = [upper.cell(official=0, grassroots=place < 2) for place in range(68)]
        left = list(cells)
        for number, share_of_it in enumerate((10, 10, 9, 9, 9, 9, 9, 3), start=1):
            team = upper.put("visit_team", body_id=upper.upper, name=f"Tổ số {number}")
            for _ in range(share_of_it):
                cell = left.pop()
                is_thematic = len(left) < 6
                session = upper.session(cell, "2026-03", kind="thematic") if is_thematic else None
                visit(upper, cell, team_id=team, meeting_id=session)
        for _ in range(25):
            visit(upper, upper.commune(), purpose="committee")
    counted = {row.key: row.numerator for row in upper.figure("IND-8", "2026-01", "2026-06").rows}
    expected = {"cells": 68, "cells_grassroots": 2, "cells_other": 66, "committee": 25, "thematic": 6}
    expected |= {"team_most": 10, "team_least": 3}
    assert {key: counted[key] for key in expected} == expected


def test_the_most_and_the_fewest_are_named_with_their_unit(upper: SmallUpper) -> None:
    cells = [upper.cell(official=0) for _ in range(3)]
    teams = [upper.put("visit_team", body_id=upper.upper, name=f"Tổ số {number}") for number in (1, 2, 3)]
    for team, gone_to in ((0, cells), (1, cells[:1]), (1, cells[:1]), (2, cells[1:2])):
        for cell in gone_to:
            visit(upper, cell, team_id=teams[team], made_on=date(2026, 3, 1 + team))
    figure = upper.figure("IND-8", "2026-03", "2026-03")
    most, least = row_of(figure, "team_most"), row_of(figure, "team_least")
    assert (most.numerator, most.unit, most.note) == (3, "chi bộ", f"Tổ số 1, {BODY}")
    assert (least.numerator, least.unit, least.note) == (
        1,
        "chi bộ",
        f"Tổ số 2, {BODY}; Tổ số 3, {BODY}",
    )


def test_a_guest_in_the_minutes_is_a_visit_and_a_thematic_one_is_seen(upper: SmallUpper) -> None:
    cell = upper.cell(upper.commune(), 1)
    for kind in ("regular", "thematic"):
        session = upper.session(cell, "2026-03", kind=kind)
        upper.put("guest", meeting_id=session, full_name="Pờ Go Hừ", level="commune")
    assert [count(upper, "IND-8", row) for row in ("events", "cells", "thematic", "commune/events")] == [
        2,
        1,
        1,
        2,
    ]


def test_two_and_sixty_six_make_sixty_eight_and_three_do_not() -> None:
    check_sum("Số chi bộ được dự", 68, [("chi bộ cơ sở", 2), ("chi bộ trực thuộc", 66)])
    with pytest.raises(Refusal, match=r"68.*69"):
        check_sum("Số chi bộ được dự", 68, [("chi bộ cơ sở", 3), ("chi bộ trực thuộc", 66)])


def propose(upper: SmallUpper, cell: str, competence: str | None, **values: Any) -> str:
    given: dict[str, Any] = {"raised_on": DAY, "source": "people", "content": "Đề nghị sửa đường."}
    return upper.put("proposal", cell_id=cell, competence=competence, **(given | values))


def test_of_three_hundred_and_seventeen_the_two_groups_add_up(upper: SmallUpper) -> None:
    cell = upper.cell()
    before = {"raised_on": date(2019, 8, 14)}
    with upper.store.transaction():
        for place in range(317):
            higher = ("district", "upper", "centre")[place % 3]
            competence = higher if place < 282 else ("cell", "commune")[place % 2]
            propose(upper, cell, competence, **before)
    figure = upper.figure("IND-9", "2019-08", "2019-08")
    grassroots, above = row_of(figure, "grassroots"), row_of(figure, "above")
    assert (figure.numerator, share(grassroots), share(above)) == (317, (35, 317), (282, 317))
    assert (said(above), said(grassroots), figure.notes) == ("89,0 %", "11,0 %", ())
    assert len(above.ids.numerator) == 282


def test_the_commune_is_grassroots_until_the_districts_ended(upper: SmallUpper) -> None:
    cell = upper.cell()
    propose(upper, cell, "commune", raised_on=date(2025, 6, 30))
    propose(upper, cell, "commune", raised_on=date(2025, 7, 1))
    figure = upper.figure("IND-9", "2025-06", "2025-07")
    assert share(row_of(figure, "grassroots")) == share(row_of(figure, "above")) == (1, 2)


def test_the_newest_classification_counts_and_none_stands_apart(upper: SmallUpper) -> None:
    cell = upper.cell()
    moved, unsaid = propose(upper, cell, "cell"), propose(upper, cell, None)
    for day, competence in ((20, "centre"), (10, "commune")):
        taken_on = date(2026, 3, day)
        upper.put(
            "proposal_step", proposal_id=moved, sort="classified", competence=competence, taken_on=taken_on
        )
    figure = upper.figure("IND-9", "2026-03", "2026-03")
    assert row_of(figure, "competence_centre").ids.numerator == (("proposal", moved),)
    assert row_of(figure, "unclassified").ids.numerator == (("proposal", unsaid),)
    assert figure.notes == ()


def test_a_competence_in_neither_group_breaks_the_control_sum_aloud(upper: SmallUpper) -> None:
    upper.store.connection.execute(
        "UPDATE proposal SET competence = 'moon' WHERE id = ?", (propose(upper, upper.cell(), "cell"),)
    )
    upper.put("organisation", upper.upper, name="Đảng bộ tỉnh Nậm Sơn")
    (note,) = upper.figure("IND-9", "2026-03", "2026-03").notes
    assert note == (
        "Tổng kiểm tra không khớp: 1 lượt, các cấp cộng lại 0, hai nhóm cộng lại 0. "
        "Xem lại thẩm quyền của các kiến nghị."
    )


def test_an_issue_raised_again_or_joined_is_one_issue_and_two_times(upper: SmallUpper) -> None:
    cell = upper.cell()
    first = propose(upper, cell, "upper", raised_on=date(2025, 12, 5))
    again = propose(upper, cell, "upper", repeats_id=first)
    joined = propose(upper, cell, "upper")
    upper.put("proposal_step", proposal_id=joined, sort="joined", joined_id=again, taken_on=DAY)
    propose(upper, cell, "upper")
    both = propose(upper, cell, "upper", repeats_id=joined)
    other = propose(upper, cell, "upper")
    upper.put("proposal_step", proposal_id=both, sort="joined", joined_id=other, taken_on=DAY)
    figure = upper.figure("IND-9", "2026-03", "2026-03")
    assert (figure.numerator, row_of(figure, "distinct").numerator) == (5, 2)
    assert ("proposal", first) in row_of(figure, "distinct").ids.numerator


def test_answered_announced_and_overdue_are_counted(upper: SmallUpper) -> None:
    cell = upper.cell()
    told = propose(upper, cell, "upper", announced_on=date(2026, 6, 5), party_matter="party")
    upper.put("answer", proposal_id=told, answered_on=date(2026, 5, 5), outcome="settled", content="Đã làm.")
    stepped = propose(upper, cell, "upper", party_matter="party")
    upper.put("proposal_step", proposal_id=stepped, sort="answered", taken_on=DAY)
    late = propose(upper, cell, "upper", party_matter="party")
    propose(upper, cell, "upper", party_matter="civic")
    propose(upper, cell, "upper", put_away=True)
    figure = upper.figure("IND-9", "2026-03", "2026-03")
    counted = {row.key: row.ids.numerator for row in figure.rows}
    assert {one for _, one in counted["answered"]} == {told, stepped}
    assert counted["announced"] == (("proposal", told),)
    assert counted["overdue"] == (("proposal", late),)


def test_a_word_that_work_goes_on_and_one_from_before_it_was_opened_again_are_no_answer(
    upper: SmallUpper,
) -> None:
    cell, read = upper.cell(), date(2026, 6, 5)
    settled, going_on, stepped, again = (
        propose(upper, cell, "upper", announced_on=read, party_matter="party") for _ in range(4)
    )
    for one, outcome in ((settled, "settled"), (going_on, "under_way"), (again, "settled")):
        upper.put("answer", proposal_id=one, answered_on=date(2026, 5, 5), outcome=outcome, content="Đã xem.")
    upper.put("proposal_step", proposal_id=stepped, sort="answered", taken_on=DAY, outcome="under_way")
    upper.put("proposal", again, reopened_on=date(2026, 7, 1), reopened_because="Chưa làm.")
    figure = upper.figure("IND-9", "2026-03", "2026-03")
    counted = {row.key: {one for _, one in row.ids.numerator} for row in figure.rows}
    assert counted["answered"] == counted["announced"] == {settled}
    rows = of_body(upper.store, upper.upper, date(2026, 3, 1), date(2026, 3, 31))
    register = proposal_register.count(upper.store, rows)
    assert sum(level.answered for level in register.levels) == 1
    assert {row.id for row in rows if row.is_overdue} == counted["overdue"] == {going_on, stepped, again}


def test_a_commune_set_up_as_a_grassroots_organisation_is_one_in_both_counts(
    upper: SmallUpper,
) -> None:
    one, other = upper.commune(), upper.commune("Đảng bộ xã Nậm Khao")
    upper.put("organisation", one, grassroots=True)
    for commune in (one, other):
        propose(upper, upper.cell(commune), "commune", party_matter="party")
    figure = upper.figure("IND-9", "2026-03", "2026-03")
    assert share(row_of(figure, "grassroots")) == share(row_of(figure, "above")) == (1, 2)
    assert row_of(figure, "grassroots").title == "Thuộc cơ sở (chi bộ; xã là đảng bộ cơ sở)"
    rows = of_body(upper.store, upper.upper)
    counts = proposal_register.count(upper.store, rows)
    assert (counts.grassroots, counts.above) == (1, 1)
    of_one = upper.figure("IND-9", "2026-03", "2026-03", one)
    assert row_of(of_one, "grassroots").title == "Thuộc cơ sở (chi bộ, xã)"


def gather(upper: SmallUpper, sort: str, held_on: date = DAY) -> str:
    return upper.put("gathering", body_id=upper.upper, sort=sort, title="Lớp bồi dưỡng", held_on=held_on)


def take_part(upper: SmallUpper, gathering: str, group: str, **values: Any) -> str:
    return upper.put("participant", gathering_id=gathering, group=group, **values)


def test_a_secretary_who_went_twice_is_one_of_those_in_office(upper: SmallUpper) -> None:
    commune = upper.commune()
    cells = [upper.cell(commune, 2) for _ in range(3)]
    secretaries = [upper.member(cell, office="secretary") for cell in cells]
    left = upper.member(cells[0], office="secretary")
    upper.put("standing", member_id=left, kind="official", until_on=date(2025, 1, 1))
    upper.store.connection.execute("DELETE FROM standing WHERE member_id = ? AND until_on IS NULL", (left,))
    for member in (secretaries[0], secretaries[0], left, upper.members[cells[1]][0]):
        take_part(upper, gather(upper, "training"), "secretary", member_id=member)
    take_part(upper, gather(upper, "training", date(2026, 4, 1)), "secretary", member_id=secretaries[1])
    take_part(upper, gather(upper, "study"), "secretary", member_id=secretaries[2])
    figure = upper.figure("IND-11b", "2026-03", "2026-03")
    assert (share(figure), said(figure)) == ((1, 3), "33,3 %")
    assert figure.ids.numerator == (("member", secretaries[0]),)


def test_study_is_three_shares_each_of_distinct_ones(upper: SmallUpper) -> None:
    communes = [upper.commune(), upper.commune("Đảng bộ xã Nậm Khao")]
    cell = upper.cell(communes[0], 3)
    upper.member(cell, "probationary")
    upper.member(cell, "visiting")
    one, two, _ = upper.members[cell]
    first, second = gather(upper, "study"), gather(upper, "study")
    for gathering in (first, second):
        take_part(upper, gathering, "member", member_id=one)
        take_part(upper, gathering, "organisation", organisation_id=communes[0])
        take_part(upper, gathering, "masses", heads=120)
    take_part(upper, first, "secretary", member_id=two)
    take_part(upper, first, "team_member", member_id=upper.members[cell][2])
    figure = upper.figure("IND-12", "2026-03", "2026-03")
    rows = {row.key: (share(row), said(row)) for row in figure.rows}
    assert rows["organisations"] == ((1, 2), "50,0 %")
    assert rows["members"] == ((2, 4), "50,0 %")
    assert figure.ids == row_of(figure, "members").ids
    assert [len(each) for each in figure.ids] == [2, 4]
    assert rows["masses"] == ((240, 0), "–")
    people = {"body_id": upper.upper, "organisation_id": upper.upper, "indicator": "IND-12-masses"}
    upper.put(
        "hand_figure", period_from="2026", period_until="2026", denominator=960, source="Công an xã", **people
    )
    masses = row_of(upper.figure("IND-12", "2026-03", "2026-03"), "masses")
    longer = row_of(upper.figure("IND-12", "2025-12", "2026-03"), "masses")
    assert share(longer) == (240, 0), "a number of one year says nothing of two"
    assert share(row_of(upper.figure("IND-12", "2026-03", "2026-03", communes[0]), "masses")) == (0, 0)
    assert (share(masses), said(masses), masses.note) == ((240, 960), "25,0 %", "mẫu số nhập tay")
