"""A lost laptop: its key is revoked, the cell goes on at a new one, and what the thief writes counts nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.inviting import invite
from chibo_desktop.actions.revoking import received_moments, revoke_body, revoke_device
from chibo_desktop.actions.same_as import join_same, organisations_to_join
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.exchange_state import exchange_state
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.lists.typed_for import cells_below
from chibo_desktop.store import Changes
from chibo_desktop.store.certificates import children_of, who_stands_for
from exchange.province import is_clean, state, write_meeting
from stories.joining import District, make_district


@dataclass
class Lost:
    """A laptop that joined, sent one meeting, wrote another and was lost before that one was sent."""

    district: District
    laptop: Desk
    sent: str
    unsent: str

    def renew(self) -> Desk:
        """A new laptop takes the old one's place, and a person says that both are one cell."""
        laptop = self.district.laptop("Chi bộ bản Suối Lanh")
        self.district.join(laptop, self.laptop.organisation_id)
        for twice in organisations_to_join(laptop):
            join_same(laptop, twice.kind, twice.kept_id, twice.joined_id)
        return laptop


@pytest.fixture
def lost(tmp_path: Path) -> Iterator[Lost]:
    with make_district(tmp_path) as district:
        laptop = district.laptop()
        sent = write_meeting(laptop, "2026-09", opinion="riêng")
        district.join(laptop)
        district.up(laptop)
        yield Lost(district, laptop, sent, write_meeting(laptop, "2026-10"))


def months(desk: Desk) -> list[str]:
    return sorted(row.period for row in list_meetings(desk.store))


def test_bundles_of_a_revoked_laptop_are_refused_at_every_level(lost: Lost) -> None:
    district = lost.district
    path = district.bundle(lost.laptop, district.commune)
    revoke_body(district.commune, lost.laptop.organisation_id)
    before = state(district.commune)
    with pytest.raises(Refusal) as refused:
        read_bundle(district.commune, path)
    assert "đã bị thu hồi" in refused.value.sentence
    assert state(district.commune) == before
    assert months(district.commune) == ["2026-09"]
    with pytest.raises(Refusal) as to_it:
        make_bundle(district.commune, lost.laptop.organisation_id, district.province.folder)
    assert "bị thu hồi" in to_it.value.sentence
    assert children_of(district.commune.store, district.commune.organisation_id) == []


def test_what_was_read_after_the_last_number_vanishes_everywhere(lost: Lost) -> None:
    district = lost.district
    stolen = write_meeting(lost.laptop, "2026-11")
    district.up(lost.laptop)
    assert months(district.upper) == ["2026-09", "2026-10", "2026-11"]
    book = lost.laptop.organisation_id
    # the organisation's record, the first meeting, the certificate accepted, the second meeting
    revoke_body(district.commune, book, {book: 4})
    district.send(district.commune, district.upper)
    for desk in (district.commune, district.upper):
        assert desk.store.values("meeting", stolen) is None
        assert months(desk) == ["2026-09", "2026-10"]
        assert is_clean(desk)


def test_the_new_laptop_has_the_whole_history_and_goes_on(lost: Lost) -> None:
    district = lost.district
    district.send(lost.laptop, district.commune)
    laptop = lost.renew()
    assert months(laptop) == ["2026-09", "2026-10"]
    opinion = laptop.store.value("SELECT body FROM opinion WHERE meeting_id = ?", (lost.sent,))
    assert opinion == "riêng"
    assert who_stands_for(laptop.store, lost.laptop.organisation_id) == laptop.organisation_id

    write_meeting(laptop, "2026-11")
    with laptop.writing() as writer:
        writer.put("meeting", lost.sent, place="sửa ở máy mới")
    district.up(laptop)
    for desk in (district.commune, district.upper):
        assert months(desk) == ["2026-09", "2026-10", "2026-11"]
        assert {row.cell_id for row in list_meetings(desk.store)} == {laptop.organisation_id}
        shown = desk.store.values("meeting", lost.sent)
        assert shown is not None
        assert shown["place"] == "sửa ở máy mới"
        assert is_clean(desk)


def test_the_lost_laptop_can_send_nothing_more_and_what_it_wrote_alone_is_gone(lost: Lost) -> None:
    district = lost.district
    laptop = lost.renew()
    write_meeting(lost.laptop, "2026-12")
    for to in (district.commune,):
        with pytest.raises(Refusal) as refused:
            read_bundle(to, district.bundle(lost.laptop, to))
        assert "đã bị thu hồi" in refused.value.sentence
    district.up(laptop)
    district.send(district.commune, laptop)
    for desk in (district.commune, district.upper, laptop):
        assert months(desk) == ["2026-09"]


def test_a_meeting_of_the_lost_laptop_is_said_to_be_where_it_is_and_never_at_a_body_that_has_it_not(
    lost: Lost,
) -> None:
    district = lost.district
    with lost.laptop.store.writing(lost.laptop.organisation_id, "bt") as writer:
        writer.put("meeting", lost.unsent, finalised_at=district.province.clock.now())
    district.send(lost.laptop, district.commune)
    laptop = lost.renew()
    for desk in (district.commune, laptop):
        found = meeting_strip(desk.store, lost.unsent)
        assert [(point.key, point.state) for point in found if point.key.startswith("received")] == [
            ("received", "done"),
            ("received_2", "todo"),
        ]
        assert "left" not in {point.key for point in found}
    assert exchange_state(laptop.store, laptop.organisation_id).waiting == 0
    assert exchange_state(district.commune.store, district.commune.organisation_id).waiting == 1


def test_what_came_after_the_last_good_bundle_counts_nowhere(lost: Lost) -> None:
    district, book = lost.district, lost.laptop.organisation_id
    (first,) = received_moments(district.commune, book)
    district.up(lost.laptop)
    assert received_moments(district.commune, book)[1:] == [first]
    revoke_body(district.commune, book, until=first)
    district.send(district.commune, district.upper)
    for desk in (district.commune, district.upper):
        assert months(desk) == ["2026-09"]
        assert is_clean(desk)
    assert cells_below(district.commune.store, district.commune.organisation_id) == [book]


def test_a_second_laptop_lost_leaves_the_third_with_everything(lost: Lost) -> None:
    district = lost.district
    second = lost.renew()
    write_meeting(second, "2026-11")
    district.up(second)
    third = district.laptop("Chi bộ bản Suối Lanh")
    district.join(third, second.organisation_id)
    for twice in organisations_to_join(third):
        join_same(third, twice.kind, twice.kept_id, twice.joined_id)
    assert months(third) == ["2026-09", "2026-11"]
    assert set(third.books) == {
        third.organisation_id,
        second.organisation_id,
        lost.laptop.organisation_id,
    }
    with third.writing() as writer:
        writer.put("meeting", lost.sent, place="sửa ở máy thứ ba")
    write_meeting(third, "2026-12")
    district.up(third)
    for desk in (district.commune, district.upper):
        assert months(desk) == ["2026-09", "2026-11", "2026-12"]
        assert {row.cell_id for row in list_meetings(desk.store)} == {third.organisation_id}
        assert desk.store.value("SELECT place FROM meeting WHERE id = ?", (lost.sent,)) == "sửa ở máy thứ ba"
        assert is_clean(desk)


def test_one_device_is_revoked_and_its_cell_keeps_its_key(lost: Lost) -> None:
    district = lost.district
    revoke_device(district.commune, lost.laptop.store.device)
    assert children_of(district.commune.store, district.commune.organisation_id) == [
        lost.laptop.organisation_id
    ]
    with pytest.raises(Refusal) as refused:
        read_bundle(district.commune, district.bundle(lost.laptop, district.commune))
    assert "đã bị thu hồi" in refused.value.sentence
    assert months(district.commune) == ["2026-09"]
    district.send(district.commune, district.upper)
    assert months(district.upper) == ["2026-09"]


def test_what_cannot_be_revoked_is_said_in_a_sentence(lost: Lost) -> None:
    district, commune, cell = lost.district, lost.district.commune, lost.laptop.organisation_id
    wrong: list[Callable[[], Changes]] = [
        lambda: revoke_device(commune, commune.store.device),
        lambda: revoke_device(commune, district.upper.store.device),
        lambda: revoke_device(commune, "aaaaaaaa"),
        lambda: revoke_body(commune, district.upper.organisation_id),
        lambda: revoke_body(district.upper, commune.organisation_id),
        lambda: revoke_body(commune, "aaaaaaaa-1"),
        lambda: revoke_body(commune, cell, {"sổ chi bộ": 3}),
    ]
    for refused in wrong:
        before = state(commune)
        with pytest.raises(Refusal) as caught:
            refused()
        assert caught.value.sentence.endswith(".")
        assert state(commune) == before
    revoke_body(commune, cell)
    with pytest.raises(Refusal):
        revoke_body(commune, cell)
    with pytest.raises(Refusal):
        invite(commune, organisation_id="aaaaaaaa-1")


def test_the_body_further_above_revokes_too(lost: Lost) -> None:
    district = lost.district
    revoke_body(district.upper, lost.laptop.organisation_id)
    district.send(district.upper, district.commune)
    with pytest.raises(Refusal) as refused:
        read_bundle(district.commune, district.bundle(lost.laptop, district.commune))
    assert "đã bị thu hồi" in refused.value.sentence
