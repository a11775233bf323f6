"""Many bundle files without a screen: found, copied in, looked over, read in any order with the bad ones set aside."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.office_import import (
    copy_in,
    find_bundles,
    forget_aside,
    read_arrivals,
    read_aside_again,
)
from chibo_desktop.actions.office_survey import look_over
from chibo_desktop.lists.set_aside import list_set_aside
from chibo_desktop.store.arrivals import KEPT, list_aside, list_to_read
from exchange.province import Province, is_clean, make_province, state, write_meeting

NAMES = ("Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ")


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, *NAMES) as made:
        yield made


def months(province: Province, *numbers: int, place: int = 0) -> list[Path]:
    """A bundle a month of a cell; as nothing is confirmed, each holds what the one before held."""
    made = []
    cell = province.cells[place]
    for number in numbers:
        write_meeting(cell, f"2026-{number:02}")
        made.append(province.make(cell, province.commune))
    return made


def tables(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table there is."""
    names = desk.store.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
    return {
        row["name"]: [tuple(one) for one in desk.store.rows(f'SELECT * FROM "{row["name"]}"')]
        for row in names
    }


def torn(folder: Path, bundle: Path) -> Path:
    path = folder / "chép dở.cbb"
    path.write_bytes(bundle.read_bytes()[:-30])
    return path


def test_folders_are_looked_through_and_other_files_left_and_counted(tmp_path: Path) -> None:
    deep = tmp_path / "usb" / "năm 2026" / "tháng 10"
    deep.mkdir(parents=True)
    for name in ("a.cbb", "B.CBB", "c.txt", "._a.cbb", "d.cbb.part"):
        (deep / name).write_bytes(b"x")
    (tmp_path / "usb" / "vòng").symlink_to(tmp_path / "usb", target_is_directory=True)
    found = find_bundles([tmp_path / "usb", deep / "a.cbb", deep / "c.txt"])
    assert sorted(path.name for path in found.paths) == ["B.CBB", "a.cbb"]
    assert found.others == 4


def test_looking_over_changes_no_table(province: Province) -> None:
    bundles = months(province, 1, 2)
    copied = copy_in(province.commune, bundles)
    before = tables(province.commune)
    look_over(province.commune, copied.arrivals)
    assert tables(province.commune) == before


def test_the_survey_says_who_sent_what_and_counts_no_entry_twice(province: Province) -> None:
    first = months(province, 1, 2)
    other = months(province, 1, place=1)
    copied = copy_in(province.commune, [*first, *other, first[0], torn(province.folder, first[0])])
    survey = look_over(province.commune, copied.arrivals)
    assert copied.twice == 1
    assert len(survey.refused) == 1
    said = {each.name: (each.files, each.months, each.entries) for each in survey.senders}
    held = {
        cell.organisation_id: province.commune.store.value(
            "SELECT COALESCE(MAX(n), 0) FROM chain WHERE b = ?", (cell.organisation_id,)
        )
        for cell in province.cells
    }
    entries = [
        cell.store.value("SELECT MAX(n) FROM chain WHERE b = ?", (cell.organisation_id,))
        - held[cell.organisation_id]
        for cell in province.cells
    ]
    assert said[NAMES[0]] == (2, ("2026-01", "2026-02"), entries[0])
    assert said[NAMES[1]] == (1, ("2026-01",), entries[1])


def test_a_refused_file_is_set_aside_with_day_and_reason_and_the_others_are_read(province: Province) -> None:
    commune = province.commune
    bundles = months(province, 1, 2)
    copied = copy_in(commune, [torn(province.folder, bundles[0]), *bundles])
    outcome = read_arrivals(commune, copied.arrivals)
    assert (outcome.count("refused"), outcome.left) == (1, ())
    row = list_set_aside(commune.store)[0]
    assert (row.arrival.name, row.at) == ("chép dở.cbb", commune.store.clock.now())
    assert "xin gửi lại" in row.sentence
    assert list_to_read(commune.folder) == []
    assert commune.store.value("SELECT COUNT(*) FROM meeting") == 2
    assert is_clean(commune)


def test_what_was_set_aside_is_read_by_trying_again_once_it_can_be(province: Province) -> None:
    commune, cell = province.commune, province.cell
    write_meeting(cell, "2026-01")
    bundle = province.make(cell, commune)
    stranger = province.upper
    copied = copy_in(stranger, [bundle])
    assert read_arrivals(stranger, copied.arrivals).count("refused") == 1
    assert read_aside_again(stranger).count("refused") == 1
    assert len(list_aside(stranger.folder)) == 1
    place = commune.folder / "aside"
    place.mkdir()
    waiting = list_aside(stranger.folder)[0].path
    waiting.replace(place / waiting.name)  # the person carried the data to where it belongs
    assert read_aside_again(commune).count("read") == 1
    assert list_aside(commune.folder) == []


def test_forgetting_deletes_the_copies_and_only_those(province: Province) -> None:
    commune = province.commune
    file = torn(province.folder, months(province, 1)[0])
    read_arrivals(commune, copy_in(commune, [file]).arrivals)
    assert forget_aside(commune) == 1
    assert list_set_aside(commune.store) == []
    assert file.exists()
    assert commune.store.value("SELECT COUNT(*) FROM bundle_in WHERE result = 'refused'") == 1


def test_a_file_that_lay_aside_for_90_days_goes_when_another_comes(province: Province) -> None:
    commune = province.commune
    bundle = months(province, 1)[0]
    read_arrivals(commune, copy_in(commune, [torn(province.folder, bundle)]).arrivals)
    province.clock.set(province.clock.now() + KEPT + timedelta(days=3650))
    other = province.folder / "khác.cbb"
    other.write_bytes(b"khong phai")
    read_arrivals(commune, copy_in(commune, [other]).arrivals)
    assert "chép dở.cbb" not in [one.name for one in list_aside(commune.folder)]


def test_stopped_between_two_files_the_rest_is_read_later_to_the_same_state(province: Province) -> None:
    commune = province.commune
    bundles = months(province, 1, 2, 3, 4, 5, 6)
    random.Random(7).shuffle(bundles)
    copied = copy_in(commune, bundles)
    outcome = read_arrivals(commune, copied.arrivals, lambda done, _of: done < 2)
    assert (len(outcome.results), len(outcome.left)) == (2, 4)
    assert list_to_read(commune.folder) == sorted(outcome.left, key=lambda one: (one.name, one.mark))
    assert is_clean(commune)
    read_arrivals(commune, outcome.left)
    after = state(commune)
    read_arrivals(commune, copy_in(commune, bundles).arrivals)
    assert state(commune) == after
    assert commune.store.value("SELECT COUNT(*) FROM meeting") == 6


def test_a_stick_pulled_while_copying_is_told_and_what_was_copied_can_be_read(province: Province) -> None:
    commune = province.commune
    bundles = months(province, 1, 2, 3)

    def pull(done: int, _of: int) -> bool:
        if done == 2:
            for path in bundles:
                path.unlink()
        return True

    copied = copy_in(commune, bundles, pull)
    assert "Mới chép được 2 trên 3 tệp" in copied.trouble
    assert read_arrivals(commune, copied.arrivals).count("read") == 2


def test_a_copy_cut_short_by_a_power_cut_is_not_taken_for_a_bad_bundle(province: Province) -> None:
    commune = province.commune
    copied = copy_in(commune, months(province, 1))
    arrival = copied.arrivals[0]
    arrival.path.write_bytes(b"")
    outcome = read_arrivals(commune, [arrival])
    assert "chọn lại tệp gốc" in outcome.results[0][1].sentence
    assert (list_aside(commune.folder), list_to_read(commune.folder)) == ([], [])


def test_the_news_names_the_months_what_lacks_and_who_has_not_sent(province: Province) -> None:
    commune = province.commune
    bundle = months(province, 3)[0]
    outcome = read_arrivals(commune, copy_in(commune, [bundle]).arrivals)
    assert [(each.name, each.months) for each in outcome.news] == [(NAMES[0], ("2026-03",))]
    assert outcome.sent is not None
    assert outcome.sent.not_yet == (
        "Chi bộ bản Nà Hừ",
        "Chi bộ bản Suối Lanh",
    )  # held, finalised by nobody yet
    assert outcome.lacks == ()
    meeting = province.cell.store.value("SELECT id FROM meeting")
    with province.cell.store.writing(province.cell.organisation_id, province.cell.user) as writer:
        writer.put("meeting", meeting, finalised_at=province.clock.now())
    later = copy_in(commune, [province.make(province.cell, commune)])
    again = read_arrivals(commune, later.arrivals).sent
    assert again is not None
    assert (again.month, again.sent, again.not_yet) == ("2026-03", (NAMES[0],), (NAMES[1],))
