"""What the store promises about writing here: ids, the one book of a record, the clock, drafts, values that do not change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import oracle
from chibo_desktop.base.errors import Refusal
from chibo_desktop.store import Writer
from chibo_desktop.store.drafts import clear_draft, list_drafts, read_draft, write_draft
from replicas import START, Office, Replica, put

BOOK, OTHER = "aaaaaaaa-1", "bbbbbbbb-1"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def desk(office: Office) -> Iterator[Replica]:
    one = office.new("aaaaaaaa")
    yield one
    office.close((one,))


def time_of_newest(desk: Replica) -> tuple[int, int]:
    """The time of the entry this device wrote last."""
    own = [oracle.read_entry(data) for data in desk.held.entries.values()]
    return max((one for one in own if one.device == desk.device), key=lambda one: one.n).time


def test_an_id_once_written_is_never_given_again_though_actions_in_between_fail(desk: Replica) -> None:
    given: list[str] = []

    def keep(writer: Writer) -> None:
        given.append(writer.new_id())
        writer.put("ballot", given[-1], yes_count=1)

    def fail(writer: Writer) -> None:
        writer.put("ballot", writer.new_id(), yes_count=1)
        writer.put("ballot", writer.new_id("aaaaaaaa-1"), yes_count=-1)

    for _ in range(3):
        desk.write(BOOK, keep)
        with pytest.raises(Refusal):
            desk.write(BOOK, fail)
        desk.write(BOOK, lambda writer: given.append(writer.new_id()))
        desk.write(OTHER, keep)
    assert len(given) == len(set(given)) == 9
    assert desk.store.value("SELECT count(*) FROM ballot") == 6


def test_a_failed_action_leaves_no_entry_no_row_and_no_gap_in_the_chain(desk: Replica) -> None:
    desk.write(BOOK, put("ballot", "aaaaaaaa-1", yes_count=1))

    def fail(writer: Writer) -> None:
        writer.put("ballot", "aaaaaaaa-1", yes_count=2)
        writer.put("ballot", "aaaaaaaa-2", yes_count=1 // 0)

    with pytest.raises(ZeroDivisionError):
        desk.write(BOOK, fail)
    desk.write(BOOK, put("ballot", "aaaaaaaa-1", yes_count=3))
    assert [oracle.read_entry(data).n for data in desk.held.entries.values()] == [1, 2]
    assert desk.differences() == []


def test_a_record_lives_in_one_book_and_a_change_in_another_is_refused(desk: Replica) -> None:
    desk.write(BOOK, put("proposal", "aaaaaaaa-1", place="bản Nà Hừ"))
    with pytest.raises(Refusal, match="sổ của tổ chức khác"):
        desk.write(OTHER, put("proposal", "aaaaaaaa-1", place="bản Mới"))
    assert desk.store.value("SELECT count(*) FROM journal") == 1


def test_books_have_chains_of_their_own(desk: Replica) -> None:
    for book in (BOOK, OTHER, BOOK):
        desk.write(book, lambda writer: writer.put("ballot", writer.new_id(), yes_count=1))
    assert sorted((one.book, one.n) for one in map(oracle.read_entry, desk.held.entries.values())) == [
        (BOOK, 1), (BOOK, 2), (OTHER, 1),
    ]  # fmt: skip


def test_a_value_that_is_already_shown_is_not_written_again(desk: Replica, office: Office) -> None:
    desk.write(BOOK, put("member", "aaaaaaaa-1", office="secretary", other_office="Tổ trưởng"))
    assert not desk.write(BOOK, put("member", "aaaaaaaa-1", office="secretary"))
    other = office.new("bbbbbbbb")
    other.take(desk.held.entries.values())
    assert other.store.value("SELECT _absent FROM member") == '["other_office"]'
    assert not other.write(BOOK, put("member", "aaaaaaaa-1", office="secretary"))
    changes = other.write(BOOK, put("member", "aaaaaaaa-1", other_office="Tổ trưởng"))
    assert changes.items[0].fields == ("other_office",)
    office.close((other,))


def test_times_of_one_device_only_grow_while_its_clock_stands_or_goes_back_a_little(desk: Replica) -> None:
    times = []
    for seconds in (0, 0, -3, 5, -3600):
        desk.set_time(START + timedelta(seconds=seconds))
        desk.write(BOOK, lambda writer: writer.put("ballot", writer.new_id(), yes_count=1))
        times.append(time_of_newest(desk))
    assert times == sorted(set(times))


def test_a_clock_that_ran_more_than_a_day_ahead_starts_again_from_the_wall_clock(desk: Replica) -> None:
    wall = int(START.timestamp() * 1000)
    for hours, expected in ((23, (wall + 23 * 3_600_000, 0)), (0, (wall + 23 * 3_600_000, 1))):
        desk.set_time(START + timedelta(hours=hours))
        desk.write(BOOK, lambda writer: writer.put("ballot", writer.new_id(), yes_count=1))
        assert time_of_newest(desk) == expected
    desk.set_time(START + timedelta(days=40))
    desk.write(BOOK, lambda writer: writer.put("ballot", writer.new_id(), yes_count=1))
    desk.set_time(START)
    desk.write(BOOK, lambda writer: writer.put("ballot", writer.new_id(), yes_count=1))
    assert time_of_newest(desk) == (wall, 0)


@pytest.mark.parametrize(("ahead", "adopted"), [(timedelta(hours=23), True), (timedelta(hours=25), False)])
def test_a_received_time_is_followed_only_within_a_day(
    office: Office, desk: Replica, ahead: timedelta, adopted: bool
) -> None:
    fast = office.new("bbbbbbbb", ahead)
    fast.write(BOOK, put("ballot", "bbbbbbbb-1", yes_count=1))
    desk.take(fast.held.entries.values())
    desk.write(BOOK, put("ballot", "bbbbbbbb-1", yes_count=2))
    assert (time_of_newest(desk) > time_of_newest(fast)) is adopted
    assert desk.store.values("ballot", "bbbbbbbb-1") == {"yes_count": 2}, (
        "what was seen is followed all the same"
    )
    assert desk.differences() == []
    office.close((fast,))


def test_a_draft_is_kept_counts_nowhere_and_shows_when_its_field_was_written_meanwhile(
    desk: Replica, office: Office
) -> None:
    place = ("meeting", "aaaaaaaa-1", "conclusion")
    desk.write(BOOK, put("meeting", "aaaaaaaa-1", place="Nhà văn hóa", conclusion="Một"))
    base = desk.store.field_head(*place)
    write_draft(desk.store, place, "Một, đang gõ", base=base, user="bt")
    write_draft(desk.store, place, "Một, đang gõ tiếp", base=base, user="bt")
    desk.write(BOOK, put("meeting", "aaaaaaaa-1", place="Nhà ông Chứ"))
    draft = read_draft(desk.store, *place)
    assert draft is not None
    assert (draft.text, draft.base) == ("Một, đang gõ tiếp", desk.store.field_head(*place))
    assert desk.store.values("meeting", "aaaaaaaa-1") == {"place": "Nhà ông Chứ", "conclusion": "Một"}
    assert desk.store.value("SELECT count(*) FROM journal") == 2

    other = office.new("bbbbbbbb")
    other.take(desk.held.entries.values())
    other.write(BOOK, put("meeting", "aaaaaaaa-1", conclusion="Hai"))
    desk.take(other.held.entries.values())
    assert desk.store.field_head(*place) != draft.base
    assert [one.text for one in list_drafts(desk.store)] == ["Một, đang gõ tiếp"]
    clear_draft(desk.store, *place)
    assert read_draft(desk.store, *place) is None
    office.close((other,))
