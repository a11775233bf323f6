"""The words of `report`: figures and tables of a range of months, for this desk or one below, refused with a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cli.calling import Door

RANGE = ("--from", "2026-09", "--to", "2026-10")


@pytest.fixture
def book(cell: Door) -> str:
    """A finalised session with one of two present, a task and its report, a proposal; gives the cell's id."""
    desk = cell.desk()
    org = desk.organisation_id
    with desk.store.writing(org, "bt") as writer:
        members = [writer.new_id() for _ in range(2)]
        session, task = writer.new_id(), writer.new_id()
        for member in members:
            writer.put("member", member, cell_id=org, full_name="Vàng A Chứ")
            writer.put("standing", writer.new_id(), member_id=member, kind="official")
        for state, member in zip(("present", "absent"), members, strict=True):
            mark = {"meeting_id": session, "member_id": member, "state": state}
            writer.put("attendance", f"{session}/{member}", **mark)
        given = {"cell_id": org, "period": "2026-09", "held_on": "2026-09-05", "place": "Nhà văn hóa bản"}
        writer.put("meeting", session, finalised_at="2026-09-05T22:00+07:00", focus="Thu hoạch", **given)
        writer.put(
            "assignment", task, cell_id=org, meeting_id=session, title="Dọn mương", due_on="2026-09-20"
        )
        said = {"assignment_id": task, "meeting_id": session, "state": "ongoing"}
        writer.put("assignment_report", f"{task}/{session}", **said)
        asked = {"cell_id": org, "raised_on": "2026-09-05", "source": "people", "competence": "commune"}
        writer.put("proposal", writer.new_id(), content="Sửa cầu treo", **asked)
    desk.close()
    return org


def test_the_figures_come_with_their_target_and_the_records_behind(cell: Door, book: str) -> None:
    said = cell.done("report", "indicators", *RANGE, "--json").json
    figure = said["own"]["figures"]["IND-1b"]
    assert (said["own"]["id"], said["from"], said["to"], said["below"]) == (book, "2026-09", "2026-10", [])
    assert (figure["numerator"], figure["denominator"], figure["met"]) == (1, 2, False)
    assert figure["target"] == {"percent": 90, "strict": True, "rule": "mức đặt sẵn của chương trình"}
    assert [each.split()[0] for each in figure["behind"]["denominator"]] == ["meeting"]
    rows = {row["key"]: row["numerator"] for row in said["own"]["figures"]["IND-9"]["rows"]}
    assert (rows["above"], rows["grassroots"]) == (1, 0)
    words = cell.done("report", "indicators", *RANGE).out.replace("\N{NO-BREAK SPACE}", " ")
    assert "IND-1b  Tỷ lệ đảng viên dự sinh hoạt: 1/2 lượt đảng viên = 50,0 % (trên 90 %: chưa đạt)" in words
    assert "    Thuộc cấp trên (xã, tỉnh, Trung ương): 1/1 = 100,0 % lượt" in words


def test_the_figures_go_into_a_paper_and_a_workbook(cell: Door, book: str, tmp_path: Path) -> None:
    paper, table = tmp_path / "chi-tieu.pdf", tmp_path / "chi-tieu.xlsx"
    cell.done("report", "indicators", *RANGE, "--pdf", paper, "--xlsx", table)
    assert paper.read_bytes().startswith(b"%PDF-")
    sheet, *_ = CalamineWorkbook.from_path(str(table)).sheet_names
    rows = CalamineWorkbook.from_path(str(table)).get_sheet_by_name(sheet).to_python()
    assert any("IND-1b" in row or "Tỷ lệ đảng viên dự sinh hoạt" in row for row in rows)
    assert cell.call("report", "indicators", *RANGE, "--xlsx", tmp_path / "chi-tieu.txt").code == 1


def test_the_tables_hold_the_sessions_proposals_and_tasks_of_the_range(
    cell: Door, book: str, tmp_path: Path
) -> None:
    (session,) = cell.done("report", "meetings", *RANGE, "--json").json
    assert (session["cell_id"], session["present"], session["due"], session["met"]) == (book, 1, 2, False)
    assert (session["has_focus"], session["is_concluded"], session["levels"]) == (True, False, [])
    (proposal,) = cell.done("report", "proposals", *RANGE, "--json").json
    assert (proposal["content"], proposal["raised_on"]) == ("Sửa cầu treo", "2026-09-05")
    book_file = tmp_path / "so.xlsx"
    cell.done("report", "proposals", *RANGE, "--xlsx", book_file)
    rows = CalamineWorkbook.from_path(str(book_file)).get_sheet_by_index(0).to_python()
    assert [row[4] for row in rows if date(2026, 9, 5) in row] == ["Sửa cầu treo"]
    (task,) = cell.done("report", "assignments", *RANGE, "--json").json
    assert (task["title"], task["state"], task["due_on"]) == ("Dọn mương", "ongoing", "2026-09-20")
    assert "Dọn mương, hạn 2026-09-20 (đang thực hiện)" in cell.done("report", "assignments", *RANGE).out
    later = ("--from", "10/2026", "--to", "2026-10")
    for table in ("meetings", "proposals", "assignments"):
        assert cell.done("report", table, *later).out == "Kỳ này không có mục nào.\n"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-10", "2026-09", "Kỳ báo cáo ngược"),
        ("2026", "2026-09", "Gõ tháng và năm"),
        ("2026-09", "05/10/2026", "Gõ tháng và năm"),
        ("tháng 9", "2026-09", "Chưa hiểu ngày này"),
    ],
)
def test_what_is_no_range_of_months_is_refused(cell: Door, first: str, last: str, said: str) -> None:
    refused = cell.call("report", "indicators", "--from", first, "--to", last)
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err


def test_an_organisation_this_desk_does_not_know_is_refused(commune: Door) -> None:
    refused = commune.call("report", "meetings", *RANGE, "--org", "aaaaaaaa-1")
    assert refused.code == 1
    assert "không có tổ chức aaaaaaaa-1" in refused.err
