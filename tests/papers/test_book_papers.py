"""Promises of the bound books and the report of a cell: what was resolved and how it ended, who was there, what stays masked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT

from actions.desks import NAMES, make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.minutes_book import save_minutes_book
from chibo_desktop.actions.qualifications import add_levels
from chibo_desktop.actions.report_papers import fill_report, report_bytes, report_scope, save_report
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.resolution_book import visitors_in
from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.book_values import resolution_book_values
from chibo_desktop.papers.cell_report_values import cell_report_values
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.member_book_values import member_book_values
from chibo_desktop.papers.readback import read_pages
from chibo_desktop.papers.setting import Layout
from chibo_desktop.papers.year_roll_values import year_roll_values
from chibo_desktop.store.access import list_access
from papers.samples import paper_with, printed, sample_of
from visiting import write_met, write_team

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
CARD, BORN = "099078000123", "05/01/1978"
TABLE = '<table widths="1 1"><tbody><tr><td>a</td><td>b</td></tr></tbody></table>'


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A commune that types for two cells: the first met in September and October, lost August, and was visited once."""
    clock = FixedClock(datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM))
    made = make_desk(tmp_path_factory.mktemp("books"), clock, "commune", "Đảng bộ xã Mường Sáy")
    fill_first(made.for_organisation(add_cell(made, name="Chi bộ bản Nà Hừ")[1]))
    second = made.for_organisation(add_cell(made, name="Chi bộ bản Suối Lanh")[1])
    write_resolved(second, date(2026, 10, 7), 1, "Sửa đường nước")
    write_team(made, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    yield made
    made.close()


def fill_first(cell: Desk) -> None:
    people = [add_member(cell, full_name=name)[1] for name in NAMES[:3]]
    add_member(
        cell,
        full_name="Hạng A Páo",
        official=False,
        decided_on=date(2026, 9, 20),
        joined_on=date(2026, 9, 20),
    )
    with cell.writing() as writer:
        day = PartialDate(1978, 1, 5)
        writer.put("member", people[0], card_number=CARD, birth_date=day, ethnic_group="Mông", gender="male")
    add_levels(cell, people[0], {"schooling": "upper", "theory": "elementary"})
    write_met(cell, date(2026, 8, 5), missed=True, missed_because="lũ cuốn cầu")
    september, task = write_resolved(
        cell, date(2026, 9, 5), 8, "Rà soát hộ nghèo", shortcomings="Rà soát chậm"
    )
    october, _ = write_resolved(
        cell,
        date(2026, 10, 5),
        9,
        "Làm chuồng trại",
        ("Hà Thị Xuân", "commune"),
        direction="Phòng rét cho trâu",
    )
    write_resolved(cell, date(2026, 11, 5), None, "Chưa chốt", is_final=False)
    told = {"assignment_id": task, "meeting_id": october, "state": "done", "result": "Đủ 12 hộ"}
    with cell.store.writing(cell.organisation_id, cell.user) as writer:
        writer.put("assignment_report", f"{task}/{october}", **told)
        marks = (
            (september, people[0], "present"),
            (september, people[1], "late"),
            (september, people[2], "excused"),
        )
        for meeting, member, state in (
            *marks,
            (october, people[0], "present"),
            (october, people[1], "absent"),
        ):
            writer.put("attendance", f"{meeting}/{member}", meeting_id=meeting, member_id=member, state=state)


def write_resolved(
    cell: Desk,
    day: date,
    number: int | None,
    title: str,
    *guests: tuple[str, str],
    is_final: bool = True,
    **said: str,
) -> tuple[str, str]:
    """A meeting with its resolution and one task; gives the ids of meeting and task."""
    meeting = write_met(cell, day, *guests, is_final=is_final)
    with cell.store.writing(cell.organisation_id, cell.user) as writer:
        task, paper = writer.new_id(), writer.new_id()
        writer.put(
            "resolution",
            paper,
            meeting_id=meeting,
            number=number,
            issued_on=day,
            summary=f"về {title}",
            **said,
        )
        own = cell.organisation_id
        writer.put(
            "assignment", task, cell_id=own, meeting_id=meeting, title=title, due_on=date(2026, 10, 20)
        )
    return meeting, task


def cell_of(commune: Desk, name: str) -> str:
    return str(commune.store.value("SELECT id FROM organisation WHERE name = ?", (name,)))


@pytest.fixture
def cell(commune: Desk) -> str:
    return cell_of(commune, "Chi bộ bản Nà Hừ")


def words_of(commune: Desk, code: str, **narrowed: str) -> str:
    paper = fill_report(commune, code, report_scope(commune, FIRST, LAST, **narrowed))
    assert check_pdf(report_bytes(paper)) == []
    return " ".join(" ".join(texts(paper.blocks)).replace("\u00a0", " ").split())


def test_the_book_has_every_resolution_of_a_finalised_meeting_with_how_its_tasks_ended(
    commune: Desk, cell: str
) -> None:
    said = words_of(commune, "so-nghi-quyet", organisation_id=cell)
    assert "08-NQ/CB 05/09/2026 về Rà soát hộ nghèo" in said
    assert "hoàn thành (05/10/2026): Đủ 12 hộ" in said
    assert "Làm chuồng trại; 20/10/2026 chưa báo cáo" in said
    assert "Chưa chốt" not in said
    assert "Sửa đường nước" not in said
    assert "02 nghị quyết, kết luận; 02 nhiệm vụ, đã hoàn thành 01" in said


def test_the_book_of_a_body_has_every_cell_and_that_of_a_visitor_only_where_he_went(commune: Desk) -> None:
    every = resolution_book_values(commune.store, report_scope(commune, FIRST, LAST))
    assert [(each["name"], len(each["rows"])) for each in every["cells"]] == [
        ("Chi bộ bản Nà Hừ", 2),
        ("Chi bộ bản Suối Lanh", 1),
    ]
    gone = visitors_in(commune.store, commune.organisation_id, FIRST, LAST)
    assert [name for _, name in gone] == ["Hà Thị Xuân", "Tổ 1"]
    for visitor, words in zip(gone, ("đồng chí Hà Thị Xuân", "Tổ 1"), strict=True):
        said = words_of(commune, "so-nghi-quyet", record_id=visitor[0])
        assert f"các chi bộ do {words} dự" in said
        assert "Chi bộ bản Nà Hừ (dự ngày 05/10/2026)" in said
        assert "Suối Lanh" not in said


def test_the_list_of_members_is_masked_without_a_reason_and_the_reason_is_noted(
    commune: Desk, cell: str, tmp_path: Path
) -> None:
    said = words_of(commune, "so-danh-sach-dang-vien", organisation_id=cell)
    assert "Trung học phổ thông – Sơ cấp" in said
    assert "Ngày 20/11/2026 có 04 đảng viên: chính thức 03, dự bị 01" in said
    assert not {word for word in (CARD, BORN, "1978", "Mông") if word in said}
    scope = report_scope(commune, FIRST, LAST, organisation_id=cell, reason="đối chiếu thẻ")
    rows = member_book_values(commune.store, scope)["rows"]
    assert (CARD, BORN, "Mông") in [(row["card"], row["born"], row["group"]) for row in rows]
    save_report(commune, "so-danh-sach-dang-vien", scope, tmp_path)
    noted = list_access(commune.store, "organisation", cell)
    assert ("unmasked", "đối chiếu thẻ") in [(line.what, line.note) for line in noted]


def test_the_roll_of_a_year_has_a_sign_for_everybody_and_counts_as_the_indicator_does(
    commune: Desk, cell: str
) -> None:
    roll = year_roll_values(commune.store, report_scope(commune, FIRST, LAST, organisation_id=cell))
    (table,) = roll["tables"]
    signs = {row["name"]: (row["signs"], row["came"], row["due"], row["share"]) for row in table["rows"]}
    assert signs[NAMES[0]] == (["x", "x"], 2, 2, "100")
    assert signs[NAMES[1]] == (["M", "K"], 1, 2, "50")
    assert signs[NAMES[2]] == (["V", "?"], 0, 2, "0")
    assert signs["Hạng A Páo"] == (["", "?"], 0, 1, "0")
    assert [(each["present"], each["due"], each["share"]) for each in table["columns"]] == [
        (2, 3, "66"),
        (1, 4, "25"),
    ]
    counted = report(commune.store, cell, "2026-01", "2026-12", keys=["IND-1b"]).own.figures["IND-1b"]
    assert (roll["present"], roll["due"]) == (counted.numerator, counted.denominator)
    assert roll["missed"] == ["Sinh hoạt thường kỳ tháng 8 năm 2026, không sinh hoạt được: lũ cuốn cầu"]


def test_a_small_cell_stands_on_one_page_and_sixty_members_on_several_under_the_same_head() -> None:
    values = sample_of("diem-danh-nam")
    assert len(read_pages(printed("diem-danh-nam", values))) == 1
    table = values["tables"][0]
    large = table | {
        "rows": [row | {"name": f"{row['name']} {n}"} for n in range(7) for row in table["rows"]]
    }
    pages = read_pages(printed("diem-danh-nam", values | {"tables": [large]}))
    assert len(pages) >= 3
    assert all(any(line.text == "Ngày" for line in page.lines) for page in pages[:-1])


def test_the_report_says_what_the_lists_count_and_what_the_resolutions_say(commune: Desk, cell: str) -> None:
    told = cell_report_values(commune.store, report_scope(commune, FIRST, LAST, organisation_id=cell))
    assert [(row["held_on"], row["present"], row["due"]) for row in told["sessions"]] == [
        ("2026-09-05", 2, 3),
        ("2026-10-05", 1, 4),
    ]
    tasks = told["tasks"]
    assert (tasks["given"], tasks["done"], [each["title"] for each in tasks["overdue"]]) == (
        2,
        1,
        ["Làm chuồng trại"],
    )
    assert told["members"]["admitted"] == ["Hạng A Páo"]
    assert (told["shortcomings"], told["direction"]) == (["Rà soát chậm"], ["Phòng rét cho trâu"])
    assert "không sinh hoạt được: lũ cuốn cầu." in words_of(commune, "bao-cao-chi-bo", organisation_id=cell)


@pytest.mark.parametrize("code", ["so-danh-sach-dang-vien", "diem-danh-nam", "bao-cao-chi-bo"])
def test_a_book_of_one_cell_is_not_made_of_a_body(commune: Desk, code: str) -> None:
    with pytest.raises(Refusal, match="Hãy chọn một chi bộ"):
        fill_report(commune, code, report_scope(commune, FIRST, LAST))


def test_the_book_of_minutes_binds_those_of_the_range_and_is_not_made_of_none(
    commune: Desk, cell: str, tmp_path: Path
) -> None:
    target = tmp_path / "so-bien-ban.pdf"
    assert save_minutes_book(commune, date(2026, 9, 1), LAST, target, cell_id=cell) == 2
    cover = " ".join(line.text for line in read_pages(target.read_bytes())[0].lines)
    assert "tháng 9 năm 2026" in cover
    assert "tháng 11 năm 2026" not in cover
    with pytest.raises(Refusal, match="Hãy chọn thời gian khác"):
        save_minutes_book(commune, FIRST, date(2026, 8, 31), tmp_path / "khong.pdf", cell_id=cell)
    assert not (tmp_path / "khong.pdf").exists()


def test_a_sheet_laid_across_is_right_for_a_table_alone() -> None:
    assert check_pdf(paper_with(f"<p>Danh sách:</p>{TABLE}<p>Hết.</p>", layout=Layout(landscape=True))) == []
    found = check_pdf(paper_with("<p>Không có bảng.</p>", layout=Layout(landscape=True)))
    assert [each.rule for each in found] == ["page_size"]


def test_the_word_file_of_a_wide_book_is_laid_across_too(commune: Desk, cell: str) -> None:
    paper = fill_report(
        commune, "so-danh-sach-dang-vien", report_scope(commune, FIRST, LAST, organisation_id=cell)
    )
    section = docx.Document(BytesIO(report_bytes(paper, "docx"))).sections[0]
    sides = [round(each.mm) for each in (section.page_width, section.page_height) if each]
    assert sides == [297, 210]
    assert section.orientation == WD_ORIENT.LANDSCAPE
