"""Joining by invitation: words, numbers, wrong files and wrong order; what a commune typed for goes on at the laptop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import read_bundle
from chibo_desktop.actions.inviting import approve, invite, look_request, withdraw
from chibo_desktop.actions.joining import asking_of, request_join
from chibo_desktop.actions.same_as import join_same, organisations_to_join
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.exchange import unconfirmed_count
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.same import read_as
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.store.certificates import parent_of
from chibo_desktop.store.invitations import find_invitation
from exchange.province import CHEAP, is_clean, make_desk, state, write_answer, write_meeting, write_proposal
from stories.joining import District, make_district


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with make_district(tmp_path) as made:
        yield made


def months(desk: Desk, cell: str | None = None) -> list[str]:
    """The months of a cell's meetings as a page lists them, oldest first."""
    return sorted(row.period for row in list_meetings(desk.store, cell))


def sentence(what: pytest.ExceptionInfo[Refusal]) -> str:
    return what.value.sentence


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


@pytest.fixture
def typed(district: District) -> tuple[str, str, str]:
    """A cell the commune types for: its id, a meeting and a proposal written there; another one beside it."""
    district.province.wait()
    _, cell = add_cell(district.commune, name="Chi bộ bản Suối Lanh")
    district.province.wait()
    _, other = add_cell(district.commune, name="Chi bộ bản Nà Hừ")
    view = district.commune.for_organisation(cell)
    meeting = write_meeting(view, "2026-08", opinion="xã ghi thay")
    proposal = write_proposal(view, "Sửa đường vào bản", raised_by="Lò Văn Hặc")
    write_meeting(district.commune.for_organisation(other), "2026-08", place="dấu bản khác")
    district.send(district.commune, district.upper)
    return cell, meeting, proposal


def test_a_laptop_takes_over_what_the_commune_typed_for_the_cell(
    district: District, typed: tuple[str, str, str]
) -> None:
    cell, meeting, proposal = typed
    laptop = district.laptop()
    mine = write_meeting(laptop, "2026-09")
    read = district.join(laptop, cell)
    assert read.taken is not None
    assert set(laptop.books) == {laptop.organisation_id, cell}
    assert laptop.store.values("proposal", proposal) == {
        "cell_id": cell,
        "source": "people",
        "content": "Sửa đường vào bản",
        "raised_by": "Lò Văn Hặc",
    }

    (twice,) = organisations_to_join(laptop)
    joined = join_same(laptop, twice.kind, twice.kept_id, twice.joined_id)
    assert organisations_to_join(laptop) == []
    assert months(laptop, laptop.organisation_id) == months(laptop, cell) == ["2026-08", "2026-09"]
    with laptop.writing() as writer:
        writer.put("meeting", meeting, place="chi bộ sửa")
        writer.put("meeting", mine, place="chi bộ ghi")
    above = district.commune.organisation_id
    # its own record and meeting, the certificate, the join, and one entry in each of the two books
    assert unconfirmed_count(laptop.store, laptop.organisation_id, above) == 6
    district.up(laptop)
    district.send(district.commune, laptop)
    assert unconfirmed_count(laptop.store, laptop.organisation_id, above) == 0
    for desk in (district.commune, district.upper):
        assert months(desk, laptop.organisation_id) == ["2026-08", "2026-09"]
        shown = desk.store.values("meeting", meeting)
        assert shown is not None
        assert shown["place"] == "chi bộ sửa"
        assert {row.cell_id for row in list_meetings(desk.store) if row.id in (meeting, mine)} == {
            laptop.organisation_id
        }
        assert is_clean(desk)

    undo(laptop, joined)
    assert months(laptop, laptop.organisation_id) == ["2026-09"]
    assert len(organisations_to_join(laptop)) == 1


def test_a_cell_cannot_say_that_anothers_book_is_its_own(
    district: District, typed: tuple[str, str, str]
) -> None:
    cell, _, _ = typed
    laptop, other = district.laptop(), district.laptop("Chi bộ bản Nà Hừ")
    for desk in (laptop, other):
        write_meeting(desk, "2026-09")
        district.join(desk)
        district.up(desk)
    members = [row["id"] for row in district.commune.store.rows("SELECT id FROM member ORDER BY id")]
    with laptop.store.writing(laptop.organisation_id, "bt") as writer:
        pairs = [("organisation", laptop.organisation_id, joined) for joined in (cell, other.organisation_id)]
        pairs += [("member", kept, joined) for kept in members for joined in members if kept != joined]
        for kind, kept, joined in pairs:
            writer.put(
                "same_as",
                writer.new_id(),
                cell_id=laptop.organisation_id,
                of=kind,
                kept_id=kept,
                joined_id=joined,
            )
    district.up(laptop)
    for desk in (district.commune, district.upper):
        assert read_as(desk.store, "organisation") == {}
        assert read_as(desk.store, "member") == {}
        assert months(desk, other.organisation_id) == ["2026-09"]


def test_the_commune_writes_no_more_in_a_book_it_handed_over(
    district: District, typed: tuple[str, str, str]
) -> None:
    cell, meeting, _ = typed
    view = district.commune.for_organisation(cell)
    laptop = district.laptop()
    district.join(laptop, cell)
    with pytest.raises(Refusal) as refused, view.writing() as writer:
        writer.put("meeting", meeting, place="xã sửa")
    assert "đã có máy riêng" in sentence(refused)

    # whatever gets round the refusal counts nowhere
    with view.store.writing(cell, "xa") as writer_:
        writer_.put("meeting", meeting, place="xã lén sửa")
    district.send(district.commune, district.upper)
    district.send(district.commune, laptop)
    for desk in (district.commune, district.upper, laptop):
        shown = desk.store.values("meeting", meeting)
        assert shown is not None
        assert shown["place"] == "Nhà văn hóa bản"
        assert is_clean(desk)


def test_what_a_laptop_takes_over_names_no_other_cell(
    district: District, typed: tuple[str, str, str]
) -> None:
    cell, _, _ = typed
    others = [
        row["id"]
        for row in district.commune.store.rows("SELECT id FROM organisation WHERE kind = 'cell'")
        if row["id"] != cell
    ]
    laptop = district.laptop()
    district.join(laptop, cell)
    district.up(laptop)
    district.send(district.commune, laptop)
    tables = [row["name"] for row in laptop.store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    held = " ".join(
        str(
            tuple(
                bytes(one).decode() if isinstance(one, bytes) and table != "private_part" else one
                for one in row
            )
        )
        for table in tables
        for row in laptop.store.rows(f'SELECT * FROM "{table}"')
        if not table.startswith("search")
    )
    assert cell in held
    for word in (*others, "Nà Hừ", "dấu bản khác"):
        assert word not in held


def test_the_commune_answers_what_it_typed_and_the_laptop_hears(
    district: District, typed: tuple[str, str, str]
) -> None:
    cell, _, proposal = typed
    laptop = district.laptop()
    district.join(laptop, cell)
    (twice,) = organisations_to_join(laptop)
    join_same(laptop, twice.kind, twice.kept_id, twice.joined_id)
    # the upper body has not heard of the laptop yet and still writes to the cell it knows
    write_answer(district.upper, district.commune.for_organisation(cell), proposal, "Đang xem xét")
    write_answer(district.commune, district.commune.for_organisation(cell), proposal, "Đã sửa xong")
    district.up(laptop)
    write_answer(district.upper, laptop, proposal, "Tỉnh hỗ trợ")
    district.send(district.upper, district.commune)
    district.send(district.commune, laptop)
    found = laptop.store.rows("SELECT content FROM answer ORDER BY content")
    assert [row["content"] for row in found] == ["Tỉnh hỗ trợ", "Đang xem xét", "Đã sửa xong"]


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


def test_an_organisation_that_has_its_laptop_is_not_invited_a_second_time(
    district: District, typed: tuple[str, str, str]
) -> None:
    cell, _, _ = typed
    laptop = district.laptop()
    district.join(laptop, cell)
    with pytest.raises(Refusal) as refused:
        invite(district.commune, organisation_id=cell)
    assert "đã có máy riêng rồi" in sentence(refused)
