"""Teams that ended and the reports of those who went, on the page "Dự sinh hoạt"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.visit_teams import end_team
from chibo_desktop.actions.visits import make_plan, make_round
from chibo_desktop.lists.rows import select
from chibo_desktop.ui.main_window import MainWindow
from exchange.province import Province
from ui.hands import error_of, open_window, press, words_on, write
from visiting import HU, LANH, make_visited, write_met, write_team


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def open_part(qtbot: QtBot, province: Province, part: str) -> MainWindow:
    window, _ = open_window(province.commune, "visits")
    qtbot.addWidget(window)
    press(window, f"Phần của trang: {part}")
    return window


def go(province: Province) -> None:
    """Somebody of the commune went to both cells, and one of the province to the first."""
    write_team(province.commune, "Tổ 1", "Hà Thị Xuân")
    for cell in province.cells:
        write_met(cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"))
    write_met(province.cell, date(2026, 8, 5), ("Mùa A Sính", "upper"))
    for cell in province.cells:
        province.send(cell, province.commune)


def test_a_team_that_ended_shows_its_days_and_who_was_in_it(qtbot: QtBot, province: Province) -> None:
    team = write_team(province.commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm", on=date(2024, 9, 30))
    end_team(province.commune, team.id, date(2025, 6, 30))
    window = open_part(qtbot, province, "Tổ")
    press(window, "Tổ 1, 30/09/2024 – 30/06/2025 · Hà Thị Xuân (tổ trưởng); Cà Văn Xôm, đã thôi")
    said = words_on(window)
    assert "Cà Văn Xôm, Ủy viên Ban Chấp hành · dự hằng tháng · 30/09/2024 – 30/06/2025" in said
    window.close()


def test_one_day_is_noted_for_all_reports_that_are_missing(qtbot: QtBot, province: Province) -> None:
    go(province)
    window = open_part(qtbot, province, "Đã dự")
    press(window, "Lọc: Chưa báo cáo, 2")
    assert f"{LANH}, 05/09/2026" in words_on(window)
    press(window, "Ghi ngày gửi")
    assert error_of(window, "Ngày gửi") == "Ghi ngày đã gửi báo cáo."
    write(window, "Ngày gửi", "10/9/2026")
    press(window, "Ghi ngày gửi")
    told = [each.day("reported_on") for each in select(province.commune.store, "visit")]
    assert told == [date(2026, 9, 10)] * 2
    press(window, "Lọc: Lượt dự chi bộ, 2")
    assert f"{HU}, 05/09/2026 · Sinh hoạt thường kỳ · Hà Thị Xuân (Tổ 1), báo cáo 10/09/2026" in words_on(
        window
    )
    window.close()


def test_no_report_is_missing_where_the_plan_wants_none(qtbot: QtBot, province: Province) -> None:
    go(province)
    make_plan(province.commune, 2026, report_wanted=False, visits_each=4)
    window = open_part(qtbot, province, "Đã dự")
    said = words_on(window)
    assert "Chưa báo cáo" not in said
    assert "chưa ghi ngày báo cáo" not in said
    press(window, "Lọc: Người đi dự, 1")
    assert "còn thiếu 2 trong 4 lượt của năm" in words_on(window)
    window.close()


def test_a_round_counts_the_visits_of_the_bodys_own_level(qtbot: QtBot, province: Province) -> None:
    go(province)
    made = make_round(province.commune, 3, from_on=date(2026, 7, 1), until_on=date(2026, 9, 30))[1]
    window = open_part(qtbot, province, "Kỳ")
    assert window.frame is not None
    window.frame.page("visits").open(made)
    assert "2 lượt tại 2 chi bộ; 0 họp cấp ủy" in words_on(window)
    window.close()
