"""October 2026 in the sample province, read on its four desks: what was decided, what travelled, and what stayed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.demo import Demo, make_demo
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.papers import MINUTES, RESOLUTION, make_paper
from chibo_desktop.lists.badges import badges_in
from chibo_desktop.lists.candidates import candidates_of
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.member_figures import snapshot_days
from chibo_desktop.lists.proposals import to_announce
from chibo_desktop.lists.rows import NOT_SENT
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.readback import read_pages
from chibo_desktop.rules.party_age import coming_round

MEMBERS = (
    "Lò Văn Pâng", "Giàng Thị Dua", "Vàng A Chứ", "Lù Thị Lả", "Pờ Go Hừ", "Quàng Văn Kiêm", "Sùng A Nhà",
    "Lò Thị Ương", "Mùa A Sấu", "Tòng Văn Ín", "Cà Thị Biên", "Lường Văn Toản", "Lý Go Xá", "Sùng A Dơ",
    "Bạc Cầm Thủy", "Hoàng Văn Phớ", "Má A Của", "Phàn Sử Mẩy", "Vàng Thị Mai", "Giàng A Páo", "Lò Thị Hiền",
    "Lò Văn Ún", "Giàng Thị Mỷ", "Hạng A Khày", "Lường Thị Son", "Thào A Dế", "Chang A Lầu",
)  # fmt: skip
"""Members, candidates and heads of hamlets."""
SAID = (
    "Người già trong bản sẵn sàng kể chuyện",
    "Xin nhận đoạn cuối 40 m",
    "được dân tin",
    "đi viện chăm người ốm",
    "con nằm viện",
    "hiến 60 m²",
    "cần báo cáo tiến độ",
    "một số hộ lo giá thóc xuống",
    "các hộ dân bản Suối Lanh",
    "vận động bảy hộ góp công",
)
"""Opinions, reasons, praise, blame, the mood, who raised a proposal and what a helper says: declared to stay below."""


def _no_socket(*given: object, **named: object) -> None:
    raise AssertionError("the demo asked for a network socket")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The whole month, lived through on a machine without a network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", _no_socket)
        made = make_demo(tmp_path_factory.mktemp("demo") / "mau", lambda _: None)
    yield made
    made.close()


def october(desk: Desk, cell: Desk) -> MeetingSheet:
    (row,) = [row for row in list_meetings(desk.store, cell.organisation_id) if row.period == "2026-10"]
    sheet = meeting_sheet(desk.store, row.id)
    assert sheet is not None
    return sheet


def readers(demo: Demo, cell: Desk) -> tuple[Desk, ...]:
    return (cell, demo.commune, demo.upper)


def words(data: bytes) -> str:
    return " ".join(line.text for page in read_pages(data) for line in page.lines).replace("\u00a0", " ")


def test_the_first_cell_misses_its_target_on_every_desk(demo: Demo) -> None:
    for desk in readers(demo, demo.cells[0]):
        sheet = october(desk, demo.cells[0])
        assert sheet.attendance.rate == (8, 9)
        assert sheet.attendance.percent.replace("\u00a0", " ") == "88,9 %"
        assert sheet.attendance.met(sheet.target) is False
        assert [(row.base, row.needed, row.facts.count("yes_count")) for row in sheet.ballots] == [(9, 5, 8)]


def test_the_second_cell_reaches_it_and_proposes_an_admission_by_two_thirds(demo: Demo) -> None:
    for desk in readers(demo, demo.cells[1]):
        sheet = october(desk, demo.cells[1])
        assert (sheet.attendance.total, sheet.attendance.probationary) == (24, 2)
        assert sheet.attendance.rate == (20, 22)
        assert sheet.attendance.percent.replace("\u00a0", " ") == "90,9 %"
        assert sheet.attendance.met(sheet.target) is True
        _, admission = sheet.ballots
        assert (admission.base, admission.needed) == (20, 14)
        assert admission.result is not None
        assert (admission.result.yes, admission.result.carried) == (16, True)


def test_what_was_said_by_name_is_read_at_the_commune_and_not_above(demo: Demo) -> None:
    cell = demo.cells[0]
    at_home = [row for item in october(cell, cell).agenda for row in item.opinions]
    at_commune = [row for item in october(demo.commune, cell).agenda for row in item.opinions]
    above = [row for item in october(demo.upper, cell).agenda for row in item.opinions]
    assert [(row.speaker, row.facts.text("body")) for row in at_commune] == [
        (row.speaker, row.facts.text("body")) for row in at_home
    ]
    assert len(at_home) == len(above) == 5
    assert {row.facts.text("body") for row in above} == {""}
    assert {row.speaker for row in above} == {NOT_SENT}


def held_by(desk: Desk) -> str:
    """Every value of every table of the desk, decrypted."""
    tables = [row["name"] for row in desk.store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    cells = (cell for table in tables for row in desk.store.rows(f'SELECT * FROM "{table}"') for cell in row)
    return "\n".join(
        cell.decode(errors="replace") if isinstance(cell, bytes) else str(cell) for cell in cells
    )


def test_no_member_is_named_in_any_row_above_the_commune(demo: Demo) -> None:
    at_commune, above = held_by(demo.commune), held_by(demo.upper)
    assert all(words in at_commune for words in MEMBERS)
    assert [words for words in (*MEMBERS, *SAID) if words in above] == []
    assert "Hà Thị Xuân" in above


def test_candidates_stand_where_their_steps_led_them_and_the_bodys_step_came_home(demo: Demo) -> None:
    cell = demo.cells[0]
    rows = candidates_of(cell.store, cell.organisation_id, cell.today)
    assert {row.name: row.way.state for row in rows} == {
        "Lò Văn Ún": "appraised",
        "Giàng Thị Mỷ": "course_asked",
        "Hạng A Khày": "selected",
        "Lường Thị Son": "ceremony",
    }


def test_bodies_count_admissions_places_ratings_and_heads(demo: Demo) -> None:
    for desk in (demo.commune, demo.upper):
        figures = report(desk.store, demo.commune.organisation_id, "2026-01", "2026-10").own.figures
        found = {key: figures[key] for key in ("IND-10", "IND-13", "IND-15")}
        shares = {key: (each.numerator, each.denominator) for key, each in found.items()}
        assert shares == {"IND-10": (2, 4), "IND-13": (2, 4), "IND-15": (3, 4)}
    below = report(demo.commune.store, demo.commune.organisation_id, "2026-01", "2026-10").own.figures
    assert {row.key: row.numerator for row in below["IND-14"].rows}["good"] == 2


def test_the_rounds_of_badges_and_the_fixed_days_stand_at_the_commune(demo: Demo) -> None:
    commune = demo.commune
    within = coming_round(date(2026, 11, 1))
    rows = badges_in(commune.store, commune.organisation_id, within, commune.today)
    assert [(row.person.row.name, row.years, row.state) for row in rows] == [("Pờ Go Hừ", 30, "proposed")]
    assert snapshot_days(commune.store, commune.organisation_id) == [date(2026, 9, 30), date(2025, 12, 31)]


def test_the_reasons_reach_the_commune_and_who_raised_a_proposal_stays_at_home(demo: Demo) -> None:
    at_home, at_commune = held_by(demo.cells[0]), held_by(demo.commune)
    assert "đi viện chăm người ốm" in at_commune
    assert "các hộ dân bản Suối Lanh" in at_home
    assert "các hộ dân bản Suối Lanh" not in at_commune


def test_the_answer_comes_home_to_be_read_out(demo: Demo) -> None:
    first, second = demo.cells
    (proposal,) = to_announce(first.store, first.organisation_id)
    assert proposal.content.startswith("Mở lớp bồi dưỡng nhận thức về Đảng tại cụm xã")
    assert proposal.state == "returned"
    (answer,) = proposal.answers
    assert (answer.paper_number, answer.outcome) == ("218-CV/BTGDVTU", "settled")
    assert answer.body_name == "Đảng bộ tỉnh Nậm Sơn"
    assert to_announce(second.store, second.organisation_id) == []


def test_every_paper_it_saved_follows_the_layout_rules(demo: Demo) -> None:
    folder: Path = demo.folder / "van-ban"
    papers = sorted(folder.glob("*thuong-ky.pdf"))
    assert len(papers) == 8
    assert {path.name: check_pdf(path.read_bytes()) for path in papers} == {path.name: [] for path in papers}


def test_the_second_cells_minutes_say_the_figures_in_words(demo: Demo) -> None:
    cell = demo.cells[1]
    printed = words(make_paper(cell, MINUTES, october(cell, cell).meeting.id).data)
    for sentence in (
        "Tổng số đảng viên của chi bộ: 24 đồng chí; trong đó chính thức 22, dự bị 02.",
        "Có mặt: 20 đồng chí, trong đó chính thức 18, dự bị 02; đạt tỷ lệ 90,9 %.",
        "Vắng mặt có lý do: 02 đồng chí (Phàn Sử Mẩy, con nằm viện; Hoàng Văn Phớ, ốm).",
        "Tính trên 20 đảng viên chính thức: 22 trừ 01 miễn sinh hoạt không dự và 01 sinh hoạt tạm thời nơi khác.",
        "Tán thành 16/20 đồng chí, đạt 80,0 %; không tán thành: 02 đồng chí; ý kiến khác: không.",
        "Cần ít nhất hai phần ba, tức 14 đồng chí, tán thành; nội dung được thông qua.",
    ):
        assert sentence in printed


def test_the_upper_bodys_copy_has_the_figures_and_no_names(demo: Demo) -> None:
    for cell in demo.cells:
        meeting = october(demo.upper, cell).meeting.id
        for code in (MINUTES, RESOLUTION):
            paper = make_paper(demo.upper, code, meeting)
            printed = words(paper.data)
            # nobody signs a copy without names; everything else is as on the paper itself
            assert {finding.rule for finding in check_pdf(paper.data)} <= {"signatures"}
            assert [name for name in (*MEMBERS, *SAID) if name in printed] == []
            assert october(cell, cell).attendance.percent.replace("\u00a0", " ") in printed
            assert "đồng chí Bí thư Chi bộ" in printed


def test_a_task_of_september_is_reported_in_octobers_resolution(demo: Demo) -> None:
    cell = demo.cells[0]
    (task, *_) = october(cell, cell).due_before
    assert (task.title, task.state_label) == (
        "Sửa 420 m đường vào bãi nghỉ của khách du lịch",
        "Đang thực hiện",
    )
    printed = words(make_paper(cell, RESOLUTION, october(cell, cell).meeting.id).data)
    assert "Số 20-NQ/CB" in printed
    assert "còn 120 m" in printed


def test_the_strip_gives_the_day_each_body_read_the_minutes_not_the_day_its_receipt_left(demo: Demo) -> None:
    cell = demo.cells[0]
    points = {point.key: point for point in meeting_strip(cell.store, october(cell, cell).meeting.id)}
    days = {key: point.at.day for key, point in points.items() if point.at is not None}
    assert days == {"written": 5, "printed": 5, "left": 7, "received": 7, "received_2": 8}
    assert points["answered"].note == "1 trên 2 kiến nghị"
