"""What papers say of elections: the papers counted, everybody's share, who is elected, a round that failed."""

from __future__ import annotations

from datetime import time

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import (
    add_election,
    add_nominee,
    begin_round,
    change_election,
    change_nominee,
)
from chibo_desktop.actions.meetings import record_all_present
from chibo_desktop.actions.papers import COUNT, EXCERPT, MINUTES, RESOLUTION, make_paper, preview_blocks
from chibo_desktop.lists.rows import children
from chibo_desktop.papers.blocks import Letterhead, Table, plain
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.election_values import count_values
from chibo_desktop.papers.elections import CountPaper
from papers.test_forms import fits
from papers.test_kinds import begun, said

COUNTED = {"issued_count": 9, "collected_count": 9, "valid_count": 9, "invalid_count": 0}


@pytest.fixture
def congress(desk: Desk, members: list[str]) -> str:
    """A congress with all nine there."""
    made = begun(desk, "congress", members, congress_number=7, term_words="2025 - 2030")
    record_all_present(desk, made)
    return made


def first_round(desk: Desk, congress: str, members: list[str], *chosen: int) -> str:
    """The committee: three seats, as many names as numbers of papers given."""
    given = {"office": "committee", "seats": 3, "tellers": "Pờ Go Hừ (Trưởng ban)", "taken_at": time(19, 40)}
    _, election = add_election(desk, congress, **given)  # type: ignore[arg-type]
    for member in range(len(chosen)):
        add_nominee(desk, election, member_id=members[member])
    change_election(desk, election, **COUNTED)
    nominees = children(desk.store, "nominee", "election_id", election)
    for nominee, number in zip(nominees, chosen, strict=True):
        change_nominee(desk, nominee.id, chosen_count=number)
    return election


def test_a_count_stands_under_the_name_of_the_congress_with_every_share(
    desk: Desk, members: list[str], congress: str
) -> None:
    election = first_round(desk, congress, members, 9, 8, 4, 5)
    assert fits(count_values(desk.store, election), CountPaper)
    blocks = preview_blocks(desk, COUNT, election)
    (head,) = (block for block in blocks if isinstance(block, Letterhead))
    assert (head.superior, head.issuer) == ("ĐẠI HỘI CHI BỘ BẢN SUỐI LANH LẦN THỨ VII", "BAN KIỂM PHIẾU")
    (table,) = (block for block in blocks if isinstance(block, Table))
    shares = [[plain(cell.runs).replace("\u00a0", " ") for cell in row[2:]] for row in table.rows]
    assert shares == [
        ["9", "100,0 %", "Trúng cử"],
        ["8", "88,9 %", "Trúng cử"],
        ["4", "44,4 %", "Không trúng cử"],
        ["5", "55,6 %", "Trúng cử"],
    ]
    printed = said(desk, COUNT, election)
    assert "tức ít nhất 05 phiếu. Trúng cử, theo số phiếu từ cao đến thấp" in printed
    assert "lập biên bản hồi 19 giờ 40 phút, ngày 05 tháng 10 năm 2026, báo cáo trước Đại hội." in printed
    assert check_pdf(make_paper(desk, COUNT, election).data) == []


def test_a_first_round_that_failed_and_the_next_both_stand_in_the_minutes(
    desk: Desk, members: list[str], congress: str
) -> None:
    election = first_round(desk, congress, members, 9, 8, 4, 3)
    _, second = begin_round(desk, election)
    change_election(desk, second, **COUNTED)
    for nominee, number in zip(children(desk.store, "nominee", "election_id", second), (6, 3), strict=True):
        change_nominee(desk, nominee.id, chosen_count=number)
    printed = said(desk, MINUTES, congress)
    assert "Còn thiếu 01 đồng chí." in printed
    assert "Bầu Chi ủy, lần thứ 2" in printed
    resolution = said(desk, RESOLUTION, congress)
    assert "Bầu Chi ủy, lần thứ 2: đồng chí Lò Văn Hặc (06/09 phiếu)." in resolution


def test_those_chosen_as_often_at_the_last_seat_are_told_to_be_voted_on_again(
    desk: Desk, members: list[str], congress: str
) -> None:
    election = first_round(desk, congress, members, 9, 8, 5, 5)
    printed = said(desk, COUNT, election)
    assert "ngang phiếu, bầu lại giữa những người này." in printed
    assert printed.count("Ngang phiếu, bầu lại") == 2


def test_an_election_not_counted_yet_is_printed_with_blanks(
    desk: Desk, members: list[str], congress: str
) -> None:
    _, election = add_election(desk, congress, office="committee", seats=3)
    add_nominee(desk, election, member_id=members[0])
    printed = said(desk, COUNT, election)
    assert "Số phiếu phát ra: ……; thu về: ……" in printed
    assert "Không có người trúng cử" not in printed
    assert "Trúng cử: ……" in printed
    assert "BẦU CHI ỦY" in said(desk, EXCERPT, election)
