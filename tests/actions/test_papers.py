"""Papers as a person handles them: previewed, made, saved, logged and packed; what stands on them is tested in papers/."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pikepdf
import pytest

from chibo_desktop.actions.decisions import change_resolution, resolution_of
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise, refuse_unfinalise, unfinalise
from chibo_desktop.actions.meetings import (
    add_guest,
    add_meeting,
    add_opinion,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.papers import (
    ADDENDUM,
    BLANK_ROLL,
    INVITATION,
    MINUTES,
    PRINT_ORDER,
    PROGRAMME,
    RESOLUTION,
    ROLL,
    WORD,
    invitations_of,
    list_papers,
    make_paper,
    make_set,
    note_printed,
    pack_month,
    preview_blocks,
    preview_paper,
    recovery_sheet,
    save_pack,
    save_paper,
)
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.papers.blocks import Signatures, texts
from chibo_desktop.papers.catalogue import form_in_force
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.readback import read_pages
from chibo_desktop.store.access import list_access
from chibo_desktop.store.drafts import list_drafts, write_draft


@pytest.fixture
def closed(desk: Desk, meeting: str) -> str:
    """The meeting of October, finalised, with a resolution; the cell has stated what stands at the head of papers."""
    with desk.writing() as writer:
        writer.put(
            "organisation",
            desk.organisation_id,
            parent_name="Đảng bộ xã Mường Sáy",
            place_name="Mường Sáy",
        )
    change_resolution(desk, meeting, summary="lãnh đạo nhiệm vụ tháng 10", direction="Làm xong đường.")
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True, invited_on=date(2026, 10, 1))
    finalise(desk, meeting)
    return meeting


def log(desk: Desk) -> list[tuple[str, str, str]]:
    return [
        (line.what, line.kind, line.id) for line in list_access(desk.store) if line.kind != "organisation"
    ]


def words(data: bytes) -> str:
    return " ".join(line.text for page in read_pages(data) for line in page.lines)


def test_the_catalogue_says_what_is_printed_from_what(desk: Desk) -> None:
    listed = {paper.code: (paper.of, paper.valid) for paper in list_papers(desk)}
    assert listed["bien-ban-thuong-ky"] == ("meeting", True)
    assert listed["nghi-quyet-thuong-ky"] == ("resolution", True)
    assert listed[ADDENDUM] == ("addendum", True)
    assert [paper.code for paper in list_papers()] == [*listed]
    assert [*listed][: len(PRINT_ORDER)] == [*PRINT_ORDER]


@pytest.mark.parametrize(
    "code", ["bien-ban-thuong-ky", "nghi-quyet-thuong-ky", ROLL, BLANK_ROLL, INVITATION, PROGRAMME]
)
def test_a_paper_follows_the_layout_rules_and_is_the_same_twice(desk: Desk, closed: str, code: str) -> None:
    paper = make_paper(desk, code, closed)
    assert check_pdf(paper.data) == []
    assert paper.data == make_paper(desk, code, closed).data
    assert paper.name == f"2026-10_chi-bo-ban-suoi-lanh_{code}.pdf"


def test_looking_is_logged_and_binds_nothing(desk: Desk, closed: str) -> None:
    make_paper(desk, MINUTES, closed)
    assert log(desk) == [("looked", "meeting", closed)]
    refuse_unfinalise(desk, closed)
    unfinalise(desk, closed)


def test_a_preview_leaves_no_trace(desk: Desk, meeting: str) -> None:
    assert any(isinstance(block, Signatures) for block in preview_blocks(desk, MINUTES, meeting))
    assert log(desk) == []


def test_a_saved_resolution_keeps_the_meeting_finalised(desk: Desk, closed: str, tmp_path: Path) -> None:
    saved = save_paper(desk, RESOLUTION, closed, tmp_path)
    assert saved == tmp_path / "2026-10_chi-bo-ban-suoi-lanh_nghi-quyet-thuong-ky.pdf"
    assert saved.read_bytes() == make_paper(desk, RESOLUTION, closed).data
    paper = resolution_of(desk, closed)
    assert paper is not None
    assert ("saved", "resolution", paper.id) in log(desk)
    with pytest.raises(Refusal, match="đã in hoặc lưu"):
        unfinalise(desk, closed)


def test_the_resolutions_own_id_gives_the_same_papers(desk: Desk, closed: str) -> None:
    paper = resolution_of(desk, closed)
    assert paper is not None
    for code in (MINUTES, RESOLUTION):
        assert make_paper(desk, code, paper.id).data == make_paper(desk, code, closed).data


def test_a_printed_paper_keeps_the_meeting_finalised(desk: Desk, closed: str) -> None:
    note_printed(desk, MINUTES, closed)
    (line,) = [line for line in list_access(desk.store, "meeting", closed) if line.what == "printed"]
    form = form_in_force("bien-ban-thuong-ky", date(2026, 10, 5))
    assert line.note == f"{form.code} {form.version}"
    with pytest.raises(Refusal, match="đã in hoặc lưu"):
        unfinalise(desk, closed)


def test_a_folder_that_is_gone_is_said_and_nothing_is_logged(desk: Desk, closed: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="không còn thư mục ấy"):
        save_paper(desk, MINUTES, closed, tmp_path / "stick")
    assert log(desk) == []


@pytest.mark.parametrize("code", ["phieu-khoi-phuc", "khong-co"])
def test_a_form_that_is_of_no_record_is_refused(desk: Desk, closed: str, code: str) -> None:
    with pytest.raises(Refusal, match="Các văn bản in được"):
        make_paper(desk, code, closed)


def test_a_pack_holds_what_is_finalised_and_nothing_else(desk: Desk, closed: str, members: list[str]) -> None:
    add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5), started_at=time(19, 30))
    seen: list[tuple[int, int]] = []
    data = pack_month(desk, "2026-10", on_paper=lambda which, of: seen.append((which, of)))
    assert seen == [(1, 2), (2, 2)]
    assert "BIÊN BẢN" in words(data)
    assert "QUYẾT NGHỊ" in words(data)
    with pytest.raises(Refusal, match="tháng 11 năm 2026"):
        pack_month(desk, "2026-11")
    with pytest.raises(Refusal):
        pack_month(desk, "2026-10", ["aaaaaaaa-1"])


def test_a_saved_pack_keeps_its_meetings_finalised(desk: Desk, closed: str, tmp_path: Path) -> None:
    save_pack(desk, "2026-10", tmp_path / "thang-10.pdf")
    assert "QUYẾT NGHỊ" in words((tmp_path / "thang-10.pdf").read_bytes())
    assert {what for what, _, _ in log(desk)} == {"saved"}
    with pytest.raises(Refusal, match="đã in hoặc lưu"):
        unfinalise(desk, closed)


def test_a_pack_that_could_not_be_written_binds_nothing(desk: Desk, closed: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="không còn thư mục ấy"):
        save_pack(desk, "2026-10", tmp_path / "stick" / "thang-10.pdf")
    assert log(desk) == []


def test_a_paper_may_be_given_the_name_of_its_file(desk: Desk, closed: str, tmp_path: Path) -> None:
    saved = save_paper(desk, MINUTES, closed, tmp_path / "bien-ban.PDF")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [saved.name] == ["bien-ban.PDF"]
    assert log(desk) == [("saved", "meeting", closed)]


def test_a_meeting_without_a_resolution_is_packed_with_its_minutes(desk: Desk, finalised: str) -> None:
    data = pack_month(desk, "2026-10", [desk.organisation_id])
    assert "BIÊN BẢN" in words(data)
    assert "QUYẾT NGHỊ" not in words(data)


def test_what_is_no_month_is_refused_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(Refusal, match="Ghi như 2026-10"):
        pack_month(desk, "10/2026")


def test_stopping_a_pack_leaves_no_line_in_the_log(desk: Desk, closed: str) -> None:
    def stop(which: int, of: int) -> None:
        raise Refusal("Đã dừng.")

    with pytest.raises(Refusal, match="dừng"):
        pack_month(desk, "2026-10", on_paper=stop)
    assert log(desk) == []


def test_the_recovery_sheet_is_one_page_that_says_whose_it_is(desk: Desk, tmp_path: Path) -> None:
    data = recovery_sheet(desk, "ABCDE-FGHIJ-KLMNO-PQRST")
    (page,) = read_pages(data)
    printed = " ".join(line.text for line in page.lines)
    assert "Chi bộ bản Suối Lanh" in printed
    assert "ngày 05 tháng 10 năm 2026" in printed
    target = tmp_path / "sheet.pdf"
    target.write_bytes(data)
    with pikepdf.open(target) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Tờ mã khôi phục"


def test_a_word_file_is_written_logged_and_named_like_the_pdf(
    desk: Desk, closed: str, tmp_path: Path
) -> None:
    saved = save_paper(desk, MINUTES, closed, tmp_path, ending=WORD)
    assert saved == tmp_path / "2026-10_chi-bo-ban-suoi-lanh_bien-ban-thuong-ky.docx"
    assert saved.read_bytes()[:2] == b"PK"
    assert log(desk) == [("saved", "meeting", closed)]
    with pytest.raises(Refusal, match="đã in hoặc lưu"):
        unfinalise(desk, closed)


def test_a_name_that_ends_in_docx_is_a_word_file(desk: Desk, closed: str, tmp_path: Path) -> None:
    saved = save_paper(desk, RESOLUTION, closed, tmp_path / "nghi-quyet.docx")
    assert saved.read_bytes()[:2] == b"PK"


def test_the_roll_says_how_everybody_was_marked(desk: Desk, meeting: str, members: list[str]) -> None:
    record_attendance(desk, meeting, members[2], "excused", "ốm")
    record_attendance(desk, meeting, members[3], "late", late_at=time(19, 50))
    record_all_present(desk, meeting)
    printed = words(make_paper(desk, ROLL, meeting).data)
    assert "Vắng có lý do" in printed
    assert "ốm" in printed
    assert "đến lúc 19:50" in printed
    assert "phải dự 09; có mặt 08" in printed.replace("\u00a0", " ")


def test_the_blank_roll_names_everybody_and_marks_nobody(desk: Desk, meeting: str) -> None:
    record_all_present(desk, meeting)
    printed = words(make_paper(desk, BLANK_ROLL, meeting).data)
    assert "Vàng A Chứ" in printed
    assert "Có mặt" in printed
    assert "có mặt: ……" in printed


def test_guests_get_an_invitation_of_their_own_on_pages_of_their_own(desk: Desk, meeting: str) -> None:
    _, guest = add_guest(desk, meeting, full_name="Hà Thị Xuân", office="Ủy viên Ban Thường vụ Đảng ủy xã")
    assert invitations_of(desk, meeting) == [meeting, guest]
    pages = read_pages(make_set(desk, INVITATION, invitations_of(desk, meeting)).data)
    assert len(pages) == 2
    said = [" ".join(line.text for line in page.lines) for page in pages]
    assert "toàn thể đảng viên" in said[0]
    assert "Hà Thị Xuân" in said[1]
    assert ("looked", "guest", guest) in log(desk)


def test_a_resolution_before_finalising_is_marked_a_draft(desk: Desk, meeting: str, tmp_path: Path) -> None:
    change_resolution(desk, meeting, summary="lãnh đạo nhiệm vụ tháng 10")
    paper = make_paper(desk, RESOLUTION, meeting)
    assert "DỰ THẢO" in words(paper.data)
    assert paper.title.startswith("Dự thảo nghị quyết")
    assert paper.name == "2026-10_chi-bo-ban-suoi-lanh_du-thao-nghi-quyet-thuong-ky.pdf"


def test_a_finalised_resolution_is_no_draft(desk: Desk, closed: str) -> None:
    assert "DỰ THẢO" not in words(make_paper(desk, RESOLUTION, closed).data)


def test_the_preview_is_the_page_that_will_be_printed(desk: Desk, meeting: str) -> None:
    shown = preview_paper(desk, MINUTES, meeting)
    assert shown.data == make_paper(desk, MINUTES, meeting).data
    places = {piece.block for piece in shown.pieces}
    signed = next(at for at, block in enumerate(shown.blocks) if isinstance(block, Signatures))
    assert places == set(range(len(shown.blocks))) - {signed}, (
        "the signatures stand with the block before them"
    )
    tops = [(piece.page, piece.top) for piece in shown.pieces]
    assert tops == sorted(tops)


def test_words_being_typed_stand_in_the_preview_and_nowhere_else(
    desk: Desk, meeting: str, members: list[str]
) -> None:
    _, opinion = add_opinion(desk, meeting, body="Đã ghi.", member_id=members[2])
    before = desk.store.stamp()
    write_draft(desk.store, ("opinion", opinion, "body"), "Đang sửa O'Neil", base="", user="bt")
    write_draft(desk.store, ("meeting", meeting, "conclusion"), "Kết luận đang gõ", base="", user="bt")
    item = str(desk.store.value("SELECT id FROM agenda_item LIMIT 1"))
    write_draft(desk.store, ("opinion", f"{item}/new", "body"), "Ý kiến mới gõ dở", base="", user="bt")
    write_draft(desk.store, ("opinion", f"{item}/new", "member_id"), "Lò Văn Hặc", base="", user="bt")
    shown = " ".join(texts(list(preview_paper(desk, MINUTES, meeting).blocks))).replace("\u00a0", " ")
    assert "Đang sửa O'Neil" in shown
    assert "Kết luận đang gõ" in shown
    assert "Đồng chí Lò Văn Hặc: Ý kiến mới gõ dở" in shown
    assert "Đã ghi" not in shown
    printed = words(make_paper(desk, MINUTES, meeting).data)
    assert "Đã ghi" in printed
    assert "gõ" not in printed
    assert len(list_drafts(desk.store)) == 4
    assert desk.store.stamp() != before


def test_showing_drafts_writes_nothing(desk: Desk, meeting: str) -> None:
    write_draft(desk.store, ("meeting", meeting, "conclusion"), "Kết luận đang gõ", base="", user="bt")
    before = desk.store.stamp()
    preview_paper(desk, MINUTES, meeting)
    assert desk.store.stamp() == before
    assert desk.store.value("SELECT conclusion FROM meeting") != "Kết luận đang gõ"


def test_an_invitation_without_a_day_keeps_our_own_rules(desk: Desk, members: list[str]) -> None:
    _, undated = add_meeting(desk, period="2026-12")
    data = make_paper(desk, INVITATION, undated).data
    assert any("ngày … tháng … năm ……" in line.text for line in read_pages(data)[0].lines)
    assert check_pdf(data) == []
