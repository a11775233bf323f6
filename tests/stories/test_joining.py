"""Joining by invitation: words, numbers, wrong files and wrong order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.exchange import read_bundle
from chibo_desktop.actions.inviting import approve, invite, look_request, withdraw
from chibo_desktop.actions.joining import asking_of, request_join
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.store.certificates import parent_of
from chibo_desktop.store.invitations import find_invitation
from exchange.province import CHEAP, is_clean, make_desk, state, write_meeting
from stories.joining import District, make_district, months, sentence


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with make_district(tmp_path) as made:
        yield made


def test_a_cell_that_worked_alone_joins_by_invitation_and_nothing_is_lost(district: District) -> None:
    laptop = district.laptop()
    write_meeting(laptop, "2026-09", opinion="trước khi nối")
    invitation, request = district.asked(laptop)
    asked = look_request(district.commune, request.data)
    assert asked.word_right
    assert (asked.name, asked.known_name) == ("Chi bộ bản Suối Lanh", "")
    assert asked.check_number == request.asking.check_number
    assert invitation.word.replace("-", "") not in invitation.text
    assert laptop.organisation_id.encode() not in request.data

    read = read_bundle(laptop, district.approve(request))
    assert "Từ nay sổ này nối với Đảng bộ xã Mường Sáy" in read.sentence
    assert parent_of(laptop.store, laptop.organisation_id) == district.commune.organisation_id
    assert asking_of(laptop.store) is None

    district.up(laptop)
    assert months(district.commune) == months(district.upper) == ["2026-09"]
    assert "riêng" not in str(state(district.upper))
    district.send(district.upper, district.commune)
    district.send(district.commune, laptop)
    (row,) = list_meetings(laptop.store)
    assert row.cell_id == laptop.organisation_id
    assert all(map(is_clean, (laptop, district.commune, district.upper)))


def test_the_answer_may_be_lost_and_written_again_and_is_read_once(district: District) -> None:
    laptop = district.laptop()
    _, request = district.asked(laptop)
    first = district.approve(request)
    again = district.approve(request)
    assert read_bundle(laptop, again).result == "read"
    before = state(laptop)
    for path in (first, again):
        assert read_bundle(laptop, path).result == "known"
    assert state(laptop) == before


def test_a_wrong_word_lets_nobody_in_and_the_third_closes_the_invitation(district: District) -> None:
    laptop = district.laptop()
    invitation = invite(district.commune, "Chi bộ bản Suối Lanh", cost=CHEAP)
    for left, word in ((2, "7K2M-9XQA"), (1, "7K2M-9XQB"), (0, "7K2M-9XQC")):
        request = request_join(laptop, invitation.text, word, cost=CHEAP)
        for _ in range(2):  # the same file opened again is the same try
            if left or find_invitation(district.commune.store, invitation.number).state == "open":  # type: ignore[union-attr]
                asked = look_request(district.commune, request.data)
                assert (asked.word_right, asked.tries_left) == (False, left)
    right = request_join(laptop, invitation.text, invitation.word, cost=CHEAP)
    with pytest.raises(Refusal) as refused:
        approve(district.commune, right.data, district.province.folder)
    assert "đã đóng vì gõ sai từ khóa ba lần" in sentence(refused)
    held = find_invitation(district.commune.store, invitation.number)
    assert held is not None
    assert held.word == b""


def test_a_mistyped_word_is_told_at_once(district: District) -> None:
    laptop = district.laptop()
    invitation = invite(district.commune, "Chi bộ bản Suối Lanh", cost=CHEAP)
    for typed in ("", "7K2M", "7K2M-9XQA-1", "từ khóa ấy"):
        with pytest.raises(Refusal) as refused:
            request_join(laptop, invitation.text, typed)
        assert "8 chữ không dấu và số" in sentence(refused)
    assert asking_of(laptop.store) is None
    typed = invitation.word.lower().replace("-", " ")
    assert request_join(laptop, invitation.text, typed, cost=CHEAP).asking == asking_of(laptop.store)


def test_a_withdrawn_invitation_lets_nobody_in(district: District) -> None:
    laptop = district.laptop()
    invitation, request = district.asked(laptop)
    withdraw(district.commune, invitation.number)
    with pytest.raises(Refusal) as refused:
        approve(district.commune, request.data, district.province.folder)
    assert "đã được rút lại" in sentence(refused)
    with pytest.raises(Refusal):
        withdraw(district.commune, invitation.number)


def test_an_invitation_lets_in_one_body_only(district: District) -> None:
    first, second = district.laptop(), district.laptop("Chi bộ bản Nà Hừ")
    invitation, request = district.asked(first)
    other = request_join(second, invitation.text, invitation.word, cost=CHEAP)
    district.approve(request)
    with pytest.raises(Refusal) as refused:
        approve(district.commune, other.data, district.province.folder)
    assert "đã có nơi khác dùng" in sentence(refused)


def test_wrong_files_and_wrong_order_are_told_in_a_sentence(district: District, tmp_path: Path) -> None:
    laptop, stranger = district.laptop(), district.laptop("Chi bộ bản Nà Hừ")
    invitation, request = district.asked(laptop)
    other = make_desk(tmp_path / "other", district.province.clock, "commune", "Đảng bộ xã Nậm Mức")
    district.made.append(other)
    with pytest.raises(Refusal) as refused:
        request_join(
            laptop, invitation.text.replace(invitation.number, "0" * 16), invitation.word, cost=CHEAP
        )
    assert "không phải giấy mời" in sentence(refused)
    with pytest.raises(Refusal) as refused:
        look_request(other, request.data)
    assert "gửi cho nơi khác" in sentence(refused)
    with pytest.raises(Refusal) as refused:
        look_request(district.commune, b"giay moi")
    assert "không phải tệp xin nối" in sentence(refused)
    with pytest.raises(Refusal):
        request_join(other, invitation.text, invitation.word, cost=CHEAP)
    path = district.approve(request)
    for desk in (stranger, other):
        before = state(desk)
        with pytest.raises(Refusal):
            read_bundle(desk, path)
        assert state(desk) == before
    read_bundle(laptop, path)
    with pytest.raises(Refusal) as refused:
        request_join(laptop, invitation.text, invitation.word, cost=CHEAP)
    assert "đã nối với cấp trên rồi" in sentence(refused)


def test_only_the_body_that_was_answered_may_take_a_lone_cell_in(district: District, tmp_path: Path) -> None:
    laptop = district.laptop()
    rival = make_desk(tmp_path / "rival", district.province.clock, "commune", "Đảng bộ xã Nậm Mức")
    district.made.append(rival)
    theirs = invite(rival, "Chi bộ bản Suối Lanh", cost=CHEAP)
    from_rival, _ = approve(
        rival, request_join(laptop, theirs.text, theirs.word, cost=CHEAP).data, district.province.folder
    )
    _, request = district.asked(laptop)

    before = state(laptop)
    with pytest.raises(Refusal):
        read_bundle(laptop, from_rival.path)
    assert state(laptop) == before
    assert read_bundle(laptop, district.approve(request)).result == "read"


def test_somebody_who_exchanges_the_keys_on_the_way_cannot_use_the_word(district: District) -> None:
    """He hands on the invitation as his own and answers it with his keys; the word's proof is over the keys seen."""
    laptop, thief = district.laptop(), district.laptop("Chi bộ bản Suối Lanh")
    invitation, request = district.asked(laptop)
    his = request_join(thief, invitation.text, "7K2M-9XQA", cost=CHEAP)
    asked = look_request(district.commune, his.data)
    assert not asked.word_right
    assert asked.check_number != request.asking.check_number


def test_a_request_of_a_sample_is_refused_at_a_real_desk(district: District, tmp_path: Path) -> None:
    from actions.desks import make_desk as make_sample_desk

    sample = make_sample_desk(tmp_path / "sample", district.province.clock, sample=True)
    district.made.append(sample)
    invitation = invite(district.commune, "Chi bộ bản Suối Lanh", cost=CHEAP)
    with pytest.raises(Refusal) as refused:
        request_join(sample, invitation.text, invitation.word, cost=CHEAP)
    assert "mẫu" in sentence(refused)


def test_the_strip_of_a_meeting_says_who_received_it_after_joining(district: District) -> None:
    laptop = district.laptop()
    meeting = write_meeting(laptop, "2026-09")
    with laptop.store.writing(laptop.organisation_id, "bt") as writer:
        writer.put("meeting", meeting, finalised_at=district.province.clock.now())
    district.join(laptop)
    district.send(laptop, district.commune)
    district.send(district.commune, laptop)
    points = {point.key: point for point in meeting_strip(laptop.store, meeting)}
    assert points["received"].state == "done"


def test_a_name_is_asked_for_who_is_invited_and_a_cell_invites_nobody(district: District) -> None:
    with pytest.raises(Refusal):
        invite(district.commune, "  ")
    with pytest.raises(Refusal):
        invite(district.laptop(), "Chi bộ bản Nà Hừ")
    with pytest.raises(Refusal):
        invite(district.commune, organisation_id=district.upper.organisation_id)
