"""Promises about which rule from above is in force on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chibo_desktop.base import paths
from chibo_desktop.base.errors import Refusal
from chibo_desktop.rules import guidance

KEYS = ("meeting", "voting", "proposals", "working_days")

SENT = """
[[entry]]
key = "meeting"
number = "07-HD/ĐU"
issued_on = 2026-03-02
valid_from = 2026-04-01
valid_until = 2026-06-30
mark = "P"
source = "Hướng dẫn của Đảng ủy xã Mường Sáy"
[entry.values]
minutes_least = 60
"""


def test_the_newest_rule_that_has_begun_is_in_force() -> None:
    before, after = (guidance.in_force("meeting", day) for day in (date(2025, 10, 27), date(2025, 10, 28)))
    assert (before.version, after.version) == ("12-HD/BTCTW (06/7/2018)", "42-HD/BTCTW (28/10/2025)")
    assert not before.is_presumed
    assert not after.is_presumed


def test_a_day_before_every_rule_gets_the_earliest_as_presumed() -> None:
    found = guidance.in_force("voting", date(2024, 1, 1))
    assert found.number == "294-QĐ/TW"
    assert found.is_presumed


def test_a_rule_from_above_wins_while_it_is_valid_and_no_longer() -> None:
    sent = guidance.read_entries(SENT)
    numbers = [
        guidance.in_force("meeting", day, extra=sent).number
        for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert numbers == ["42-HD/BTCTW", "07-HD/ĐU", "07-HD/ĐU", "42-HD/BTCTW"]


def test_after_the_only_rule_has_ended_it_is_presumed_to_go_on() -> None:
    only = guidance.read_entries(SENT.replace('key = "meeting"', 'key = "local"'))
    assert guidance.in_force("local", date(2026, 7, 1), extra=only).is_presumed
    assert not guidance.in_force("local", date(2026, 6, 30), extra=only).is_presumed


def test_an_unknown_key_is_a_fault_of_the_program() -> None:
    with pytest.raises(LookupError):
        guidance.in_force("weather", date(2026, 1, 1))


def test_every_file_of_guidance_is_listed() -> None:
    assert {each.name for each in paths.resource("guidance").glob("*.toml")} == set(guidance.FILES)


@pytest.mark.parametrize("key", KEYS)
def test_every_entry_names_its_source_and_its_version_fits_a_record(key: str) -> None:
    for each in guidance.entries(key):
        assert each.source
        assert each.issued_on <= each.valid_from
        assert 0 < len(each.version) <= 160


def test_values_cannot_be_changed_by_a_reader() -> None:
    values = guidance.newest("voting").values["thresholds"]["majority"]
    with pytest.raises(TypeError):
        values["numerator"] = 2


@pytest.mark.parametrize(
    "damage",
    [
        ('number = "07-HD/ĐU"', ""),
        ("issued_on = 2026-03-02", 'issued_on = "2026-03-02"'),
        ("issued_on = 2026-03-02", "issued_on = 2026-03-02T00:00:00"),
        ('mark = "P"', 'mark = "Z"'),
        ("valid_until = 2026-06-30", "valid_until = 2025-06-30"),
        ("[entry.values]\nminutes_least = 60", ""),
        ("[[entry]]", "[entry"),
        ("[[entry]]", "entry = 3\n[other]"),
    ],
)
def test_guidance_that_is_not_whole_is_refused(damage: tuple[str, str]) -> None:
    assert damage[0] in SENT
    with pytest.raises(Refusal):
        guidance.read_entries(SENT.replace(*damage))


def test_months_one_and_two_of_a_version_have_a_zero() -> None:
    sent = guidance.read_entries(SENT.replace("issued_on = 2026-03-02", "issued_on = 2026-02-12"))
    assert sent[0].version == "07-HD/ĐU (12/02/2026)"


def test_asking_twice_gives_the_same() -> None:
    days = [date(2018, 1, 1) + timedelta(days=200 * step) for step in range(20)]
    assert [guidance.in_force("meeting", day) for day in days] == [
        guidance.in_force("meeting", day) for day in days
    ]
