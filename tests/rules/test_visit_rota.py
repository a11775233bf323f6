"""A proposed year of visits: cadence, first days of quarters, difficult cells first, never two visits of one cell in a month."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.rules.visit_rota import QUARTER_FIRST, Goer, Place, day_of, months_due, propose

YEAR = frozenset(range(1, 13))
EVERY = tuple(range(1, 13))


def goer(
    name: str, cells: tuple[str, ...], cadence: str = "monthly", *duties: str, team: str = "tổ 1"
) -> Goer:
    return Goer(name, team, cadence, YEAR, cells, frozenset(duties))


def places(*cells: str, difficult: tuple[str, ...] = ()) -> dict[str, Place]:
    return {cell: Place(cell, cell in difficult) for cell in cells}


def test_the_first_day_of_each_quarter_makes_four_visits_on_that_day() -> None:
    slots = propose(2026, [goer("Hặc", ("a", "b"))], places("a", "b"), months=QUARTER_FIRST, fixed_day=1)
    assert [slot.day for slot in slots] == [date(2026, month, 1) for month in (1, 4, 7, 10)]


def test_who_goes_quarterly_goes_once_a_quarter_and_yearly_once() -> None:
    assert months_due("quarterly", EVERY, 0) == (1, 4, 7, 10)
    assert months_due("quarterly", EVERY, 2) == (3, 6, 9, 12)
    assert months_due("quarterly", QUARTER_FIRST, 2) == (1, 4, 7, 10)
    assert months_due("yearly", EVERY, 5) == (6,)
    assert months_due("monthly", EVERY, 3) == EVERY


def test_a_difficult_cell_is_visited_first_among_those_visited_as_often() -> None:
    slots = propose(
        2026, [goer("Hặc", ("a", "b", "c"))], places("a", "b", "c", difficult=("c",)), months=(1, 2, 3, 4)
    )
    assert [slot.cell_id for slot in slots] == ["c", "a", "b", "c"]


def test_a_cell_somebody_answers_for_comes_first_among_those_visited_as_often() -> None:
    hac = goer("Hặc", ("a", "b", "c"), "monthly", "c")
    slots = propose(2026, [hac], places("a", "b", "c"), months=(1, 2, 3), taken={("b", 6)})
    assert [slot.cell_id for slot in slots] == ["c", "a", "c"]


def test_who_may_go_to_one_cell_alone_chooses_before_who_may_go_to_many() -> None:
    few, many = goer("Chứ", ("a",), team=""), goer("Hặc", ("a", "b"))
    slots = propose(2026, [many, few], places("a", "b"), months=(1,))
    assert {(slot.official_id, slot.cell_id) for slot in slots} == {("Chứ", "a"), ("Hặc", "b")}


def test_who_serves_in_two_teams_goes_once_in_a_month() -> None:
    twice = [goer("Hặc", ("a", "b")), goer("Hặc", ("a", "b"), team="tổ 2")]
    assert len(propose(2026, twice, places("a", "b"), months=(1, 2))) == 2


def test_a_month_another_body_has_taken_is_left_to_it() -> None:
    slots = propose(2026, [goer("Hặc", ("a",))], places("a"), months=(1, 2, 3), taken={("a", 2)})
    assert [slot.month for slot in slots] == [1, 3]


def test_who_already_goes_in_a_month_is_not_sent_twice() -> None:
    slots = propose(2026, [goer("Hặc", ("a", "b"))], places("a", "b"), months=(1, 2), going={("Hặc", 1)})
    assert [slot.month for slot in slots] == [2]


def test_a_cell_that_does_not_stand_in_a_month_is_not_visited_then() -> None:
    stands = {"a": Place("a", stands=frozenset({3}))}
    assert [slot.month for slot in propose(2026, [goer("Hặc", ("a",))], stands, months=(1, 2, 3))] == [3]


def test_the_thirty_first_is_the_last_day_of_a_shorter_month() -> None:
    assert day_of(2026, 2, 31) == date(2026, 2, 28)
    assert day_of(2026, 2, None) is None


def test_who_went_already_this_quarter_or_year_is_not_sent_again_when_pressed_later() -> None:
    names = tuple(f"c{number}" for number in range(6))
    goers = [goer("năm", names, "yearly"), goer("quý", names, "quarterly")]
    first = propose(2026, goers, places(*names), months=EVERY)
    assert [(slot.official_id, slot.month) for slot in first] == [
        ("năm", 1), ("quý", 1), ("quý", 4), ("quý", 7), ("quý", 10),
    ]  # fmt: skip
    taken = {(slot.cell_id, slot.month) for slot in first}
    going = {(slot.official_id, slot.month) for slot in first}
    for begin in range(1, 13):
        again = propose(2026, goers, places(*names), months=range(begin, 13), taken=taken, going=going)
        assert again == []


def test_who_missed_his_turn_goes_in_a_month_that_is_left() -> None:
    goers = [goer(name, ("a", "b", "c"), "quarterly") for name in ("Hặc", "Chứ", "Dua")]
    slots = propose(2026, goers, places("a", "b", "c"), months=(3, 4, 5, 6), going={("Chứ", 2)})
    quarters = sorted((slot.official_id, (slot.month - 1) // 3) for slot in slots)
    assert quarters == [("Chứ", 1), ("Dua", 0), ("Dua", 1), ("Hặc", 0), ("Hặc", 1)]


def test_for_whom_no_cell_was_left_in_his_month_goes_in_a_later_one_of_the_quarter() -> None:
    slots = propose(2026, [goer("Hặc", ("a",), "quarterly")], places("a"), months=(1, 2, 3), taken={("a", 1)})
    assert [slot.month for slot in slots] == [2]


def test_where_cells_are_fewer_than_goers_all_take_turns() -> None:
    goers = [goer(name, ("a", "b")) for name in ("Hặc", "Chứ", "Dua")]
    slots = propose(2026, goers, places("a", "b"), months=EVERY)
    assert Counter(slot.official_id for slot in slots) == {"Hặc": 8, "Chứ": 8, "Dua": 8}


def test_nobody_goes_to_the_same_cells_for_ever() -> None:
    names = ("a", "b", "c", "d")
    slots = propose(2026, [goer("Hặc", names), goer("Chứ", names)], places(*names), months=EVERY)
    pairs = Counter((slot.official_id, slot.cell_id) for slot in slots)
    assert set(pairs.values()) == {3}
    assert len(pairs) == 8


@given(
    st.lists(st.sampled_from(["monthly", "quarterly", "yearly"]), max_size=8),
    st.integers(min_value=0, max_value=12),
    st.sampled_from([EVERY, QUARTER_FIRST]),
)
def test_no_cell_has_two_visits_in_a_month_and_cells_alike_differ_by_one(
    cadences: list[str], cells: int, months: tuple[int, ...]
) -> None:
    names = tuple(f"c{number}" for number in range(cells))
    goers = [goer(f"g{number}", names, cadence) for number, cadence in enumerate(cadences)]
    slots = propose(2026, goers, places(*names), months=months)
    assert max(Counter((slot.cell_id, slot.month) for slot in slots).values(), default=1) == 1
    counts = Counter(dict.fromkeys(names, 0)) + Counter(slot.cell_id for slot in slots)
    visited = [counts[name] for name in names]
    assert max(visited, default=0) - min(visited, default=0) <= 1
