"""Promises of IND-10 and the counters beside it: who was admitted where, of which number, each person once (practice.md A12, A19, A20, N08)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.admission_targets import admission_targets, admitted_in, counters, target_rows
from chibo_desktop.lists.indicator_words import verdict_words
from chibo_desktop.lists.small_cells import small_cells, small_limits
from chibo_desktop.records.derived_id import derived_id
from lists.small_upper import SmallUpper, make_small_upper, row_of, said, share

DECIDED = date(2016, 5, 3)


@dataclass
class Place:
    """A commune of its own below the one upper body, so that tests share the desk and nothing else."""

    upper: SmallUpper
    commune: str
    cell: str

    def admit(self, cell: str = "", decided_on: date | None = DECIDED, **values: Any) -> str:
        """A member of a cell; `begun` is the first day of their standing `kind`."""
        begun, kind = values.pop("begun", None), values.pop("kind", "official")
        member = self.upper.put(
            "member", cell_id=cell or self.cell, full_name="Vàng A Chứ", decided_on=decided_on, **values
        )
        self.upper.standing(member, kind, from_on=begun)
        return member

    def give(self, organisation: str, count: int, year: int = 2016, last: int = 0, body: str = "") -> str:
        giver = body or self.upper.upper
        book = f"down:{organisation}" if giver == self.upper.upper else giver  # as if its own device wrote it
        years = {"first_year": year, "last_year": last or year}
        return self.upper.put(
            "admission_target", book=book, body_id=giver, organisation_id=organisation, count=count, **years
        )

    def figure(self, first: str = "2016-01", last: str = "2016-12", organisation: str = "") -> Any:
        return self.upper.figure("IND-10", first, last, organisation or self.commune)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path_factory.mktemp("upper"))
    yield made
    made.desk.close()


@pytest.fixture
def place(shared: SmallUpper) -> Place:
    commune = shared.commune()
    return Place(shared, commune, shared.cell(commune, 0))


def test_a_hundred_and_fifty_two_of_a_hundred_and_twenty_are_126_7_percent(place: Place) -> None:
    with place.upper.store.transaction():
        members = [place.admit() for _ in range(152)]
        place.admit(decided_on=date(2015, 12, 31))
        place.admit(decided_on=date(2017, 1, 1))
        target = place.give(place.commune, 120)
    figure = place.figure()
    assert (share(figure), said(figure), figure.met) == ((152, 120), "126,7 %", True)
    assert {one for _, one in figure.ids.numerator} == set(members)
    assert figure.ids.denominator == (("admission_target", target),)


def test_without_a_number_the_count_stands_alone_also_over_ten_years(place: Place) -> None:
    for year in range(2016, 2026):
        place.admit(decided_on=date(year, 3, 2))
    place.give(place.commune, 1, 2016)
    figure = place.figure(last="2025-12")
    assert (share(figure), figure.met) == ((10, None), None)
    assert figure.notes[0].startswith("Chưa có chỉ tiêu kết nạp năm 2017, 2018")
    assert share(row_of(figure, "2016")) == (1, 1)
    assert share(row_of(figure, "2025")) == (1, None)


def test_part_of_a_year_is_counted_alone_and_divided_by_the_whole_years_number(place: Place) -> None:
    place.admit()
    place.give(place.commune, 2)
    half = place.figure(last="2016-06")
    assert (share(half), half.met) == ((1, 2), None)
    assert verdict_words(half.met, half.target, half.denominator) == "Chưa hết kỳ"
    assert "chỉ tiêu cả năm 2016" in half.notes[0]
    assert place.figure().met is False


def test_a_body_has_to_reach_what_it_was_given_else_what_it_gave_in_all(place: Place) -> None:
    other = place.upper.cell(place.commune, 0)
    for cell, count in ((place.cell, 2), (other, 3)):
        place.give(cell, count, body=place.commune)
    assert place.figure().denominator == 5
    assert "tổng các số đã giao xuống" in place.figure().notes[0]
    place.give(place.commune, 4)
    assert place.figure().denominator == 4
    assert place.figure(organisation=other).denominator == 3


def test_a_number_given_by_a_body_that_stands_elsewhere_counts_nowhere(place: Place) -> None:
    stranger = place.upper.commune()
    place.upper.put(
        "admission_target",
        book=stranger,
        body_id=stranger,
        organisation_id=place.cell,
        first_year=2016,
        last_year=2016,
        count=9,
    )
    assert place.figure(organisation=place.cell).denominator is None


def test_the_nearest_body_above_sets_the_number(place: Place) -> None:
    place.give(place.cell, 5)
    place.give(place.cell, 2, body=place.commune)
    assert place.figure(organisation=place.cell).denominator == 2


def test_who_left_still_counts_and_who_was_a_mistake_does_not(place: Place) -> None:
    left = place.upper.put("member", cell_id=place.cell, full_name="Lò Văn Hặc", decided_on=DECIDED)
    place.upper.standing(left, "official", until_on=date(2020, 1, 1))
    place.upper.put("member", left, put_away=True)
    wrong = place.upper.put("member", cell_id=place.cell, full_name="Lò Văn Hặc", decided_on=DECIDED)
    standing = place.upper.standing(wrong, "official")
    place.upper.put("standing", standing, put_away=True)
    place.upper.put("member", wrong, put_away=True)
    assert [event.member_id for event in admitted_in(place.upper.store, place.commune, 2016)] == [left]


def test_who_came_from_elsewhere_as_a_full_member_was_not_admitted_here(place: Place) -> None:
    place.admit(begun=date(2019, 4, 1), official_on=date(2017, 5, 3))
    place.admit(kind="visiting")
    typed_late = place.admit(begun=date(2016, 9, 6), kind="probationary")
    assert [event.member_id for event in admitted_in(place.upper.store, place.cell, 2016)] == [typed_late]


def test_a_list_that_passed_to_another_cell_counts_once_and_where_it_stood(place: Place) -> None:
    new = place.upper.cell(place.commune, 0, name="Chi bộ bản Nà Hừ", from_on=date(2026, 3, 1))
    place.upper.place(place.cell, place.commune, until_on=date(2026, 2, 28))
    place.upper.put(
        "succession", predecessor_id=place.cell, successor_id=new, how="merged", on=date(2026, 3, 1)
    )
    old = place.admit(kind="probationary", begun=date(2026, 1, 9), decided_on=date(2026, 1, 5))
    copy = derived_id(old, new)
    place.upper.put("member", copy, cell_id=new, full_name="Vàng A Chứ", decided_on=date(2026, 1, 5))
    place.upper.standing(copy, "probationary", from_on=date(2026, 3, 1))
    place.upper.put("member", old, put_away=True)
    place.upper.put("member", copy, official_on=date(2026, 9, 1))
    year = date(2026, 1, 1), date(2026, 12, 31)
    for cell, admitted, recognised in ((place.cell, 1, 0), (new, 0, 1), (place.commune, 1, 1)):
        counted = counters(place.upper.store, cell, *year)
        assert (counted.admitted, counted.recognised) == (admitted, recognised)


def test_the_counters_go_by_their_own_days_and_need_not_match(place: Place) -> None:
    year = date(2016, 1, 1), date(2016, 12, 31)
    member = place.admit(official_on=date(2017, 5, 3))
    place.admit(decided_on=date(2015, 2, 1), official_on=date(2016, 2, 1), card_issued_on=date(2016, 9, 2))
    for proposed, years in ((date(2016, 8, 1), 30), (date(2014, 8, 1), 30)):
        place.upper.put("badge", member_id=member, years=years, proposed_on=proposed)
    found = counters(place.upper.store, place.commune, *year)
    assert (found.admitted, found.recognised, found.cards, found.badges) == (1, 1, 1, 1)


def test_a_term_is_compared_with_the_sum_of_its_years(place: Place) -> None:
    place.give(place.commune, 10, 2016, 2018, body=place.commune)
    place.give(place.commune, 4, 2016)
    place.give(place.cell, 3, 2017, body=place.commune)
    term = admission_targets(place.upper.store).terms(place.commune, 2017)[0]
    assert (term.given.count, term.sum, term.is_whole) == (10, 7, False)
    assert term.by_year == ((2016, 4), (2017, 3), (2018, None))
    assert admission_targets(place.upper.store).terms(place.commune, 2019) == []


def test_the_table_has_everybody_directly_below_by_name_with_number_and_admitted(place: Place) -> None:
    place.upper.cell(place.commune, 0, name="Chi bộ bản Nà Hừ")
    place.give(place.cell, 2, body=place.commune)
    place.admit()
    rows = target_rows(place.upper.store, place.commune, 2016, date(2026, 10, 5))
    assert [(row.name, row.aimed.count if row.aimed else None, row.admitted) for row in rows] == [
        ("Chi bộ bản Nà Hừ", None, 0),
        ("Chi bộ bản Suối Lanh", 2, 1),
    ]


def test_cells_with_few_full_members_are_listed_the_smallest_first(place: Place) -> None:
    small = place.upper.cell(place.commune, 2, name="Chi bộ Trạm y tế")
    bigger = place.upper.cell(place.commune, 4, name="Chi bộ Trường Tiểu học")
    place.upper.member(small, "probationary")
    day = date(2026, 10, 5)
    found = small_cells(place.upper.store, place.commune, day, 5)
    assert [(each.id, each.official) for each in found] == [(small, 2), (bigger, 4)]
    assert [each.id for each in small_cells(place.upper.store, place.commune, day, 4)] == [small]
    assert small_limits(day) == (3, 5, 9)


def put_on_list(
    place: Place, cell: str, kind: str, *, begun: date | None = None, ended: date | None = None, **values: Any
) -> str:
    """A member with one period of standing, without a name unless one is given."""
    member = place.upper.put("member", cell_id=cell, **values)
    place.upper.standing(member, kind, from_on=begun, until_on=ended)
    return member


def admitted(place: Place, year: int = 2026) -> list[str]:
    return [event.member_id for event in admitted_in(place.upper.store, place.commune, year)]


def test_a_probationer_who_came_from_another_cell_was_admitted_there(place: Place) -> None:
    other = place.upper.cell(place.commune, 0)
    days = {"decided_on": date(2026, 2, 1), "admitted_on": date(2026, 2, 10)}
    first = put_on_list(
        place, place.cell, "probationary", begun=days["admitted_on"], ended=date(2026, 6, 30), **days
    )
    put_on_list(place, other, "probationary", begun=date(2026, 7, 1), **days)
    assert admitted(place) == [first]
    place.upper.session(other, "2026-07")
    late = put_on_list(place, other, "probationary", begun=date(2026, 7, 6), **days)
    assert sorted(admitted(place)) == sorted([first, late])


def test_one_person_on_two_lists_without_a_first_day_is_admitted_once_and_namesakes_are_two(
    place: Place,
) -> None:
    other = place.upper.cell(place.commune, 0)
    moved: dict[str, Any] = {
        "full_name": "Pờ Go Hừ",
        "decided_on": date(2026, 3, 1),
        "admitted_on": date(2026, 3, 5),
    }
    second = put_on_list(place, other, "probationary", begun=date(2026, 3, 5), **moved)
    first = put_on_list(
        place, place.cell, "probationary", begun=date(2026, 3, 5), ended=date(2026, 12, 31), **moved
    )
    assert admitted(place) == [first]
    for member, born in ((first, "1990"), (second, "1991")):
        place.upper.put("member", member, birth_date=PartialDate.from_iso(born))
    assert sorted(admitted(place)) == sorted([first, second])
    place.upper.put("member", second, birth_date=PartialDate.from_iso("1990-05-02"))
    assert admitted(place) == [first]


def test_full_membership_is_twelve_months_after_the_ceremony_to_the_day(place: Place) -> None:
    decided = {"decided_on": date(2025, 1, 31)}
    same_day = put_on_list(place, place.cell, "official", begun=date(2026, 1, 31), **decided)
    put_on_list(place, place.cell, "official", begun=date(2026, 2, 1), **decided)
    after_ceremony = put_on_list(
        place, place.cell, "official", begun=date(2026, 2, 20), admitted_on=date(2025, 2, 20), **decided
    )
    assert sorted(admitted(place, 2025)) == sorted([same_day, after_ceremony])


def test_who_was_decided_on_and_is_not_on_the_list_yet_is_told_beside_the_count(place: Place) -> None:
    for _ in range(3):
        candidate = place.upper.put("candidate", book=place.cell, cell_id=place.cell)
        book = f"down:{place.cell}"
        place.upper.put("candidate_step", book=book, candidate_id=candidate, step="decided", on=DECIDED)
    place.upper.put("candidate", candidate, book=place.cell, member_id=place.admit())
    stopped = place.upper.put("candidate", book=place.cell, cell_id=place.cell)
    for step, day in (("decided", DECIDED), ("stopped", date(2016, 6, 1))):
        place.upper.put("candidate_step", book=f"down:{place.cell}", candidate_id=stopped, step=step, on=day)
    figure = place.figure()
    assert share(figure) == (1, None)
    assert "2 người có quyết định kết nạp mà chi bộ chưa đưa vào danh sách" in figure.notes[-1]
    assert len(place.figure("2017-01", "2017-12").notes) == 1
