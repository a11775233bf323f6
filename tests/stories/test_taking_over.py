"""What a commune typed for a cell goes on at the cell's own laptop once it joined: whose book it is, who writes there, what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.inviting import invite
from chibo_desktop.actions.same_as import join_same, organisations_to_join
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.exchange import unconfirmed_count
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.same import read_as
from exchange.province import is_clean, write_answer, write_meeting, write_proposal
from stories.joining import District, make_district, months, sentence


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with make_district(tmp_path) as made:
        yield made


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


def test_an_organisation_that_has_its_laptop_is_not_invited_a_second_time(
    district: District, typed: tuple[str, str, str]
) -> None:
    cell, _, _ = typed
    laptop = district.laptop()
    district.join(laptop, cell)
    with pytest.raises(Refusal) as refused:
        invite(district.commune, organisation_id=cell)
    assert "đã có máy riêng rồi" in sentence(refused)
