"""Narrowing a list of members by standing, age, gender, ethnic group and level; every choice that is taken must hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from chibo_desktop.lists.member_people import PersonOn
from chibo_desktop.lists.qualifications import SORTS

Fits = Callable[[PersonOn], bool]


class Option(NamedTuple):
    """One choice of a filter; `fits` tells who stays."""

    key: str
    words: str
    fits: Fits


class Filter(NamedTuple):
    """One thing to narrow by; `every` are the words for no narrowing."""

    key: str
    words: str
    every: str
    options: tuple[Option, ...]


def _aged(least: int, most: int) -> Fits:
    """From one age to another, both included."""
    return lambda one: one.age is not None and least <= one.age <= most


def _standing(name: str) -> Fits:
    return lambda one: bool(getattr(one.row.standing, name))


def _membership(name: str) -> Fits:
    return lambda one: one.row.standing.membership == name


def _levelled(sort: str, level: str) -> Fits:
    return lambda one: one.levels.of(sort) == level


def _level_options() -> tuple[Option, ...]:
    made = []
    for sort, title, choices in SORTS:
        made += [Option(f"{sort}:{key}", f"{title}: {words}", _levelled(sort, key)) for key, words in choices]
        made.append(Option(f"{sort}:", f"{title}: chưa ghi", _levelled(sort, "")))
    return tuple(made)


FILTERS = (
    Filter(
        "standing",
        "Diện",
        "Mọi diện",
        (
            Option("official", "Chính thức", _membership("official")),
            Option("probationary", "Dự bị", _membership("probationary")),
            Option("exempt", "Miễn công tác và sinh hoạt", _standing("exempt")),
            Option("away", "Sinh hoạt tạm thời nơi khác", _standing("away")),
            Option("due", "Phải dự sinh hoạt", _standing("is_due")),
        ),
    ),
    Filter(
        "age",
        "Tuổi",
        "Mọi tuổi",
        (
            Option("-29", "Dưới 30 tuổi", _aged(0, 29)),
            Option("-34", "Dưới 35 tuổi", _aged(0, 34)),
            Option("30-50", "Từ 30 đến 50 tuổi", _aged(30, 50)),
            Option("51-60", "Từ 51 đến 60 tuổi", _aged(51, 60)),
            Option("61-", "Trên 60 tuổi", _aged(61, 200)),
            Option("", "Chưa ghi năm sinh", lambda one: one.age is None),
        ),
    ),
    Filter(
        "gender",
        "Giới tính",
        "Nam và nữ",
        (
            Option("male", "Nam", lambda one: one.gender == "male"),
            Option("female", "Nữ", lambda one: one.gender == "female"),
            Option("", "Chưa ghi giới tính", lambda one: not one.gender),
        ),
    ),
    Filter(
        "ethnic",
        "Dân tộc",
        "Mọi dân tộc",
        (
            Option("minority", "Dân tộc thiểu số", lambda one: one.is_minority is True),
            Option("majority", "Dân tộc Kinh", lambda one: one.is_minority is False),
            Option("", "Chưa ghi dân tộc", lambda one: one.is_minority is None),
        ),
    ),
    Filter("level", "Trình độ", "Mọi trình độ", _level_options()),
)


def narrowed(people: Sequence[PersonOn], taken: Mapping[str, str]) -> list[PersonOn]:
    """Who fits every option taken, by filter the key of its option; a filter that is not in it narrows nothing."""
    wanted = [
        option.fits
        for each in FILTERS
        for option in each.options
        if each.key in taken and taken[each.key] == option.key
    ]
    return [one for one in people if all(fits(one) for fits in wanted)]
