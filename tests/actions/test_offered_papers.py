"""Which papers a meeting has, on which form each is printed, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.actions.ballots import add_ballot, change_ballot
from chibo_desktop.actions.cases import add_case, begin_vote, change_vote, draft_case_resolution
from chibo_desktop.actions.decisions import change_resolution
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import (
    add_agenda_item,
    add_meeting,
    add_opinion,
    change_agenda_item,
    change_meeting,
    record_all_present,
)
from chibo_desktop.actions.offered_papers import Offered, offered_papers
from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.actions.paper_sources import fill
from chibo_desktop.actions.papers import (
    BLANK_ROLL,
    COUNT,
    EXCERPT,
    INVITATION,
    MINUTES,
    PROGRAMME,
    RESOLUTION,
    ROLL,
    pack_month,
    records_of,
)
from chibo_desktop.actions.postponing import miss_meeting
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import children
from chibo_desktop.papers.blocks import Table, plain, texts


def codes(found: list[Offered]) -> list[str]:
    return [each.code for each in found]


def test_a_meeting_offers_the_papers_of_its_evening(desk: Desk, meeting: str) -> None:
    assert codes(offered_papers(desk.store, meeting)) == [MINUTES, ROLL, INVITATION, PROGRAMME, BLANK_ROLL]


def test_what_is_resolved_of_a_person_and_counted_is_offered_by_name(desk: Desk, meeting: str) -> None:
    record_all_present(desk, meeting)
    change_resolution(desk, meeting, direction="Làm xong đường.")
    _, case = add_case(desk, meeting, matter="admission", full_name="Lù Thị Lả")
    papers = {"issued_count": 9, "collected_count": 9, "valid_count": 9, "invalid_count": 0}
    given = {"decision": "admission", "method": "secret", "case_id": case}
    add_ballot(desk, meeting, matter="Đề nghị kết nạp", yes_count=9, **given, **papers)  # type: ignore[arg-type]
    _, paper = draft_case_resolution(desk, case)
    found = offered_papers(desk.store, meeting)
    assert [each.words for each in found][:4] == [
        "Biên bản",
        "Nghị quyết",
        "Nghị quyết: Lù Thị Lả",
        "Kiểm phiếu: Đề nghị kết nạp Lù Thị Lả",
    ]
    assert fill(desk, found[1].code, found[1].record_id).form.code == "nghi-quyet-thuong-ky"
    assert (found[2].code, found[2].record_id) == (RESOLUTION, paper)
    assert fill(desk, RESOLUTION, paper).form.code == "nghi-quyet-ket-nap"
    assert found[3].code == COUNT
    assert records_of(desk, RESOLUTION, meeting) == [found[1].record_id, paper]
    assert records_of(desk, RESOLUTION, paper) == [paper]
    assert records_of(desk, MINUTES, meeting) == records_of(desk, INVITATION, meeting) == [meeting]


def test_excerpts_are_offered_of_what_was_said_in_minutes_that_are_finalised(
    desk: Desk, meeting: str
) -> None:
    items = children(desk.store, "agenda_item", "meeting_id", meeting)
    silent = add_agenda_item(desk, meeting, title="Việc khác")[1]
    change_agenda_item(desk, items[0].id, summary="Thông báo giá quế.")
    change_agenda_item(desk, items[1].id, conclusion="Chi bộ đã làm xong đường nước của bản trong tháng.")
    add_opinion(desk, meeting, agenda_item_id=items[2].id, body="Nên làm đường trước.")
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    assert [each for each in offered_papers(desk.store, meeting) if each.code == EXCERPT] == []
    finalise(desk, meeting)
    found = [each for each in offered_papers(desk.store, meeting) if each.code == EXCERPT]
    assert [each.record_id for each in found] == [each.id for each in items]
    assert silent not in [each.record_id for each in found]
    assert all(len(each.words) <= 60 for each in found)
    for each in found:
        assert fill(desk, each.code, each.record_id).file_name("pdf").count("trich-bien-ban")


def test_the_forms_of_discipline_of_one_round_are_counted_on_one_paper_that_names_the_person(
    desk: Desk, members: list[str]
) -> None:
    _, meeting = add_meeting(desk, period="2026-10", kind="discipline", held_on=date(2026, 10, 5))
    record_all_present(desk, meeting)
    _, case = add_case(desk, meeting, member_id=members[6])
    papers = {"issued_count": 9, "collected_count": 9, "valid_count": 9, "invalid_count": 0}
    for yes in (3, 5):
        _, made = begin_vote(desk, case)
        change_vote(desk, case, method="secret", **papers)
        for ballot, votes in zip(made, (yes, 0, 0, 0), strict=True):
            change_ballot(desk, ballot, yes_count=votes)
        found = [each for each in offered_papers(desk.store, meeting) if each.code == COUNT]
    assert [each.words for each in found] == [
        "Kiểm phiếu: Thi hành kỷ luật Sùng A Dơ",
        "Kiểm phiếu: Thi hành kỷ luật Sùng A Dơ, lần 2",
    ]
    blocks = fill(desk, COUNT, found[1].record_id).blocks
    printed = " ".join(texts(blocks)).replace("\u00a0", " ")
    assert "Thi hành kỷ luật: đồng chí Sùng A Dơ, lần thứ 2" in printed
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert [plain(row[1].runs) for row in table.rows] == ["Khiển trách", "Cảnh cáo", "Cách chức", "Khai trừ"]
    assert "Khiển trách được 5 trên 9 phiếu" in printed
    assert "không tán thành" not in printed


def test_every_paper_offered_can_be_made(desk: Desk, finalised: str) -> None:
    for each in offered_papers(desk.store, finalised):
        assert fill(desk, each.code, each.record_id).blocks


def test_a_month_without_its_meeting_has_no_papers(desk: Desk) -> None:
    _, missed = miss_meeting(desk, "2026-09", "Lũ chia cắt đường.")
    assert offered_papers(desk.store, missed) == []
    for code in (MINUTES, RESOLUTION, ROLL, INVITATION):
        with pytest.raises(Refusal, match="không sinh hoạt được"):
            fill(desk, code, missed)


def test_a_meeting_from_an_old_book_is_printed_by_nobody_and_packs_go_on_without_it(
    desk: Desk, finalised: str
) -> None:
    rows = [OldMeeting(held_on=date(2026, 10, 2), kind="thematic", all_present=True, theme="Giữ rừng")]
    old = add_old_meetings(desk, rows).added[0]
    with pytest.raises(Refusal, match="sổ giấy"):
        fill(desk, MINUTES, old)
    assert offered_papers(desk.store, old) == []
    assert pack_month(desk, "2026-10")


def test_a_form_of_another_kind_is_refused_with_the_one_to_take(desk: Desk, meeting: str) -> None:
    with pytest.raises(Refusal, match="“bien-ban-thuong-ky”"):
        fill(desk, "bien-ban-dai-hoi", meeting)
    with pytest.raises(Refusal, match="“nghi-quyet-thuong-ky”"):
        fill(desk, "nghi-quyet-dai-hoi", meeting)
    change_resolution(desk, meeting, kind="conclusion", direction="Làm xong đường.")
    with pytest.raises(Refusal, match="“ket-luan”"):
        fill(desk, "nghi-quyet-thuong-ky", meeting)
    assert fill(desk, "ket-luan", meeting).form.code == "ket-luan"


def test_a_resolution_on_a_person_that_is_not_there_is_refused(desk: Desk, meeting: str) -> None:
    with pytest.raises(Refusal, match="chưa có nghị quyết về người được xét"):
        fill(desk, "nghi-quyet-ket-nap", meeting)


def test_a_resolution_that_closes_a_kind_of_conclusions_has_the_general_form(desk: Desk) -> None:
    _, briefing = add_meeting(desk, period="2026-10", kind="briefing", held_on=date(2026, 10, 12))
    assert fill(desk, RESOLUTION, briefing).form.code == "ket-luan"
    change_resolution(desk, briefing, kind="resolution", direction="Mua bạt.")
    assert fill(desk, RESOLUTION, briefing).form.code == "nghi-quyet-chuyen-de"


def test_an_excerpt_or_a_count_of_something_else_is_refused(desk: Desk, meeting: str) -> None:
    with pytest.raises(Refusal, match="Trích biên bản theo"):
        fill(desk, EXCERPT, meeting)
    with pytest.raises(Refusal, match="kiểm phiếu lập cho"):
        fill(desk, COUNT, meeting)


def test_the_pack_of_a_month_holds_what_was_resolved_of_persons(desk: Desk, meeting: str) -> None:
    record_all_present(desk, meeting)
    _, case = add_case(desk, meeting, matter="admission", full_name="Lù Thị Lả")
    given = {"decision": "admission", "case_id": case}
    add_ballot(desk, meeting, matter="Đề nghị kết nạp", yes_count=9, method="card", **given)  # type: ignore[arg-type]
    draft_case_resolution(desk, case)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    from papers.test_pack import pages_with

    data = pack_month(desk, "2026-10")
    assert pages_with(data, "đề nghị kết nạp đảng viên")
