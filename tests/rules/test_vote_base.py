"""Promises about whom a vote is counted on: who was there at its hour, readings kept, nobody unofficial ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.rules.presence import Person, State
from chibo_desktop.rules.standing import Membership, Standing
from chibo_desktop.rules.vote_base import at_vote, base_of_counts, vote_base
from chibo_desktop.rules.voting import needed
from rules.people import make_people, make_person

DAY = date(2026, 10, 5)
_HOURS = st.none() | st.integers(0, 119).map(
    lambda minute: datetime(2026, 10, 5, 19 + minute // 60, minute % 60, tzinfo=VIETNAM)
)
_FLAGS = {name: st.booleans() for name in ("exempt", "away", "suspended", "charged")}
_PEOPLE = st.lists(
    st.builds(
        Person,
        member_id=st.just(""),
        name=st.text("abc", max_size=3),
        standing=st.builds(Standing, st.sampled_from([*get_args(Membership), None]), **_FLAGS),
        state=st.sampled_from([*get_args(State), None]),
        late_at=_HOURS,
        left_at=_HOURS,
    ),
    max_size=30,
)

_FEWER = settings(max_examples=50)
_SILENT: tuple[Membership | None, ...] = ("probationary", "visiting", None)


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, 5, hour, minute, tzinfo=VIETNAM)


@_FEWER
@given(_PEOPLE, _HOURS, st.booleans(), st.booleans())
def test_official_members_are_counted_or_deducted_by_name_and_nobody_else_is(
    people: list[Person], hour: datetime | None, congress: bool, excused: bool
) -> None:
    base = base_of_counts(people, 0, day=DAY, taken_at=hour, congress=congress, excused_deducted=excused)
    official = [each for each in people if each.standing.membership == "official"]
    taken = [name for ground in base.deducted for name in ground.names]
    assert base.base + len(taken) == base.official == len(official)
    assert set(taken) <= {each.name for each in official}
    assert 0 <= base.present_official <= base.base


@_FEWER
@given(_PEOPLE, _PEOPLE, _HOURS)
def test_people_without_a_vote_change_nothing(
    people: list[Person], others: list[Person], hour: datetime | None
) -> None:
    silent = [
        replace(each, standing=replace(each.standing, membership=membership))
        for each, membership in zip(others, _SILENT * 10, strict=False)
    ]
    alone, among = (
        base_of_counts(each, 0, day=DAY, taken_at=hour)
        for each in (people, [*silent[:5], *people, *silent[5:]])
    )
    assert replace(among, probationary=0) == replace(alone, probationary=0)


@_FEWER
@given(_PEOPLE)
def test_not_counting_those_excused_never_raises_the_base(people: list[Person]) -> None:
    literal, other = (vote_base(people, day=DAY, excused_deducted=read) for read in (False, True))
    assert other.base <= literal.base
    assert literal.base - other.base == len(literal.excused)
    assert other.present_official == literal.present_official


def test_who_comes_after_the_vote_or_leaves_before_it_has_none_in_it() -> None:
    people = [
        *make_people(5),
        replace(make_person("Lò Văn Hặc", state="late"), late_at=_at(20, 0)),
        replace(make_person("Giàng Thị Dua"), left_at=_at(20, 30), left_early=True),
    ]
    present = {
        hour: vote_base(at_vote(people, hour), day=DAY).present_official
        for hour in (_at(19, 45), _at(20, 15), _at(20, 30))
    }
    assert present == {_at(19, 45): 6, _at(20, 15): 7, _at(20, 30): 6}
    assert all(vote_base(at_vote(people, hour), day=DAY).base == 7 for hour in present)


def test_an_exempt_member_counts_only_in_the_votes_of_the_hours_he_was_there() -> None:
    guest = replace(make_person("Lý Go Xá", state="late", on=["exempt"]), late_at=_at(20, 0))
    bases = [
        base_of_counts([*make_people(8), guest], 0, day=DAY, taken_at=hour).base
        for hour in (_at(19, 59), _at(20, 0))
    ]
    assert bases == [8, 9]


def test_the_cells_own_reading_takes_out_those_excused_by_name() -> None:
    people = [
        *make_people(6),
        make_person("Lò Văn Hặc", state="excused"),
        make_person("Quàng Văn Kiêm", state="excused"),
    ]
    literal, read = vote_base(people, day=DAY), vote_base(people, day=DAY, excused_deducted=True)
    assert (literal.base, literal.excused) == (8, ("Lò Văn Hặc", "Quàng Văn Kiêm"))
    assert (read.base, read.excused) == (6, ())
    assert (
        read.sentence()
        == "Tính trên 6 đảng viên chính thức: 8 trừ 2 vắng có lý do (Lò Văn Hặc, Quàng Văn Kiêm)."
    )
    assert read.aside() == "Vắng có lý do không tính, theo cách hiểu của chi bộ."


def test_in_a_village_of_five_two_thirds_are_four_and_an_absent_one_still_counts() -> None:
    people = [*make_people(4), make_person("Lò Văn Hặc", state="excused")]
    base = vote_base(people, day=DAY)
    assert (base.base, base.present_official) == (5, 4)


def test_ten_official_members_of_whom_eight_came_are_ten_and_seven_must_agree() -> None:
    people = [*make_people(8), *make_people(2, state="absent"), *make_people(2, "probationary")]
    base = vote_base(people, day=DAY)
    assert (base.base, base.present_official, base.probationary) == (10, 8, 2)
    assert needed(base.base, "two_thirds", day=DAY) == 7
