"""The page "Chỉ tiêu" in the window: a number opens its list and a line its record, another place and range are counted anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.chart import Chart
from lists.small_upper import SmallUpper, make_small_upper
from ui.fitting import cut
from ui.hands import editor, error_of, make_desk, open_window, press, shown, words_on, write

HU, LANH = "Chi bộ bản Nà Hừ", "Chi bộ bản Suối Lanh"
NB = "\N{NO-BREAK SPACE}"
PER_SESSION = "Buổi sinh hoạt đủ tỷ lệ đảng viên dự"


@pytest.fixture
def upper(tmp_path: Path) -> Iterator[SmallUpper]:
    """One commune with two cells; of the four sessions of the quarter one fell short."""
    made = make_small_upper(tmp_path / "upper")
    commune = made.commune()
    for name, came in ((HU, 8), (LANH, None)):
        cell = made.cell(commune, 9, name=name)
        made.year(cell, "2026-01", "2026-07")
        made.session(cell, "2026-08", came)
    made.put(
        "hand_figure",
        body_id=made.upper,
        indicator="population",
        period_from=PartialDate(2026),
        period_until=PartialDate(2026),
        denominator=1520,
        source="Ủy ban nhân dân xã",
    )
    yield made
    made.desk.close()


def settle(qtbot: QtBot, window: QWidget) -> None:
    """Until nothing is counted and nothing is about to be."""
    qtbot.waitUntil(lambda: not any(work.is_busy for work in window.findChildren(LongWork)), timeout=20_000)


def opened(qtbot: QtBot, upper: SmallUpper) -> tuple[MainWindow, Frame]:
    window, frame = open_window(upper.desk, "indicators")
    qtbot.addWidget(window)
    settle(qtbot, window)
    return window, frame


def press_number(window: QWidget, name: str) -> None:
    """Enter on the number of an indicator."""
    number = next(one for one in shown(window, QWidget) if one.accessibleName().startswith(f"{name}: "))
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Return)


def test_every_indicator_says_what_of_what_its_target_and_whether_it_is_met(
    qtbot: QtBot, upper: SmallUpper
) -> None:
    window, _ = opened(qtbot, upper)
    said = words_on(window)
    assert f"{PER_SESSION}: 75,0 %, 3 / 4 buổi" in said
    assert "Chưa đạt" in said
    assert "Mức: mỗi buổi từ 90 %, buổi nào cũng phải đạt · mức đặt sẵn của chương trình" in said
    assert "Dân số, 2026 · nguồn: Ủy ban nhân dân xã, 1.520 · nhập tay" in said
    window.close()


def test_the_line_of_two_years_ends_with_the_range_and_has_the_target(
    qtbot: QtBot, upper: SmallUpper
) -> None:
    window, _ = opened(qtbot, upper)
    lines = [one.accessibleName().replace("\u00a0", " ") for one in shown(window, Chart)]
    line = next(one for one in lines if one.startswith(PER_SESSION))
    assert line.endswith("IV/25 không có số, I/26 100,0 %, II/26 100,0 %, III/26 75,0 %; mức 100 %")
    window.close()


def test_a_number_opens_its_list_and_a_line_its_session(qtbot: QtBot, upper: SmallUpper) -> None:
    window, frame = opened(qtbot, upper)
    press_number(window, PER_SESSION)
    said = words_on(window)
    assert "Số buổi có tỷ lệ đảng viên có mặt trên số phải dự đạt mức quy định" in said
    assert f"{HU}, 05/08/2026, 8 / 9 = 88,9 %" in said
    assert f"{LANH}, 05/08/2026" not in said
    press(window, "Danh sách: Đạt (3)")
    assert f"{LANH}, 05/08/2026, 9 / 9 = 100,0 %" in words_on(window)
    press(window, "Danh sách: Chưa đạt (1)")
    press(window, f"{HU}, 05/08/2026, 8 / 9 = 88,9{NB}%")
    assert frame.shown() == "meetings"
    assert HU in words_on(window)
    window.close()


def test_who_went_to_a_class_opens_the_class(qtbot: QtBot, upper: SmallUpper) -> None:
    secretary, _ = (upper.member(cell, office="secretary") for cell in upper.members)
    title = "Lớp bồi dưỡng bí thư chi bộ"
    held = upper.put(
        "gathering", body_id=upper.upper, sort="training", title=title, held_on=date(2026, 9, 10)
    )
    upper.put("participant", gathering_id=held, group="secretary", member_id=secretary)
    window, frame = opened(qtbot, upper)
    press_number(window, "Bí thư chi bộ được bồi dưỡng")
    assert "bồi dưỡng: 50,0 %, 1 / 2 bí thư" in words_on(window)
    press(window, "Danh sách: Đạt (1)")
    line = next(words for words in words_on(window).split(" | ") if f"{title} · 10/09/2026" in words)
    press(window, line)
    assert frame.shown() == "tasks"
    assert "Thành phần triệu tập" in words_on(window)
    window.close()


def test_those_below_stand_beside_each_other_and_open_their_own_figures(
    qtbot: QtBot, upper: SmallUpper
) -> None:
    window, _ = opened(qtbot, upper)
    press_number(window, PER_SESSION)
    press(window, f"Đảng bộ xã Mường Sáy, 75,0{NB}% (3/4), chưa đạt")
    settle(qtbot, window)
    assert "Đảng bộ xã Mường Sáy · quý III năm 2026" in words_on(window)
    bars = [one for one in words_on(window).split(" | ") if "%" in one and one.startswith("Chi bộ")]
    assert bars[0] == f"{HU}, 50,0 % (1/2), chưa đạt"
    press(window, f"{HU}, 50,0{NB}% (1/2), chưa đạt")
    settle(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    press(window, "Đảng bộ xã Mường Sáy")
    settle(qtbot, window)
    write(window, "Xem của nơi trực thuộc", LANH)
    settle(qtbot, window)
    assert f"{PER_SESSION}: 100,0 %, 2 / 2 buổi" in words_on(window)
    window.close()


def test_another_range_is_taken_step_by_step_or_typed_and_a_wrong_month_is_said_beneath(
    qtbot: QtBot, upper: SmallUpper
) -> None:
    window, _ = opened(qtbot, upper)
    press(window, "Kỳ trước")
    settle(qtbot, window)
    assert "Quý II năm 2026" in words_on(window)
    assert f"{PER_SESSION}: 100,0 %, 6 / 6 buổi" in words_on(window)
    write(window, "Kỳ tính", "Khoảng khác")
    write(window, "Đến tháng", "13/2026")
    assert error_of(window, "Đến tháng")
    write(window, "Đến tháng", "3/2026")
    assert error_of(window, "Đến tháng") == "Tháng này trước tháng đầu kỳ. Gõ tháng sau."
    write(window, "Đến tháng", "8/2026")
    settle(qtbot, window)
    assert "Từ tháng 4 năm 2026 đến tháng 8 năm 2026" in words_on(window)
    assert f"{PER_SESSION}: 90,0 %, 9 / 10 buổi" in words_on(window)
    write(window, "Kỳ tính", "Năm")
    settle(qtbot, window)
    assert "Kỳ này chưa hết: các số còn thay đổi." in words_on(window)
    window.close()


def test_what_is_written_meanwhile_is_counted(qtbot: QtBot, upper: SmallUpper) -> None:
    window, frame = opened(qtbot, upper)
    upper.session(next(iter(upper.members)), "2026-09", 2)
    frame.session.look()
    settle(qtbot, window)
    assert f"{PER_SESSION}: 60,0 %, 3 / 5 buổi" in words_on(window)
    window.close()


def test_the_ways_say_formula_target_and_what_was_chosen(qtbot: QtBot, upper: SmallUpper) -> None:
    window, _ = opened(qtbot, upper)
    press(window, "Cách tính")
    said = words_on(window)
    assert "Tổng số lượt có mặt / tổng số lượt phải dự của các buổi trong kỳ." in said
    assert "Buổi hoãn sang tháng sau vẫn tính cho tháng của kỳ sinh hoạt." in said
    assert "do chương trình đặt, cấp ủy giao khác thì theo văn bản giao" in said
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert f"{PER_SESSION}: 75,0 %, 3 / 4 buổi" in words_on(window)
    window.close()


def test_paper_and_workbook_are_written_where_it_was_asked(
    qtbot: QtBot, upper: SmallUpper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _ = opened(qtbot, upper)
    for words, name, begins in (("In báo cáo", "bao-cao.pdf", b"%PDF"), ("Ghi ra Excel", "so.xlsx", b"PK")):
        answer = (str(tmp_path / name), "")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", partial(_answered, answer))
        press(window, words)
        qtbot.waitUntil(partial(_says, window, f"Đã lưu {name}"), timeout=20_000)
        assert (tmp_path / name).read_bytes().startswith(begins)
        settle(qtbot, window)
    window.close()


def _answered(answer: tuple[str, str], *_asked: object) -> tuple[str, str]:
    return answer


def _says(window: QWidget, words: str) -> bool:
    return words in words_on(window)


def test_a_new_cell_is_told_where_figures_come_from_and_sees_nobody_else(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window, frame = open_window(make_desk(tmp_path).desk, "indicators")
    qtbot.addWidget(window)
    settle(qtbot, window)
    assert "Chỉ tiêu được tính từ các buổi sinh hoạt đã chốt." in words_on(window)
    assert not any(one.accessibleName() == "In báo cáo" for one in shown(window, QWidget))
    press(window, "Mở trang Sinh hoạt")
    assert frame.shown() == "meetings"
    window.close()


@pytest.mark.long
@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_every_view_of_the_indicators_is_whole(qtbot: QtBot, upper: SmallUpper, zoom: int) -> None:
    look.set_zoom(zoom)
    window, _ = opened(qtbot, upper)
    found = [f"all: {line}" for line in _whole(window)]
    write(window, "Kỳ tính", "Khoảng khác")
    found += [f"any: {line}" for line in _whole(window)]
    assert editor(window, "Từ tháng").isVisibleTo(window)
    for name in (PER_SESSION, "Cấp trên dự sinh hoạt chi bộ", "Có nội dung trọng tâm và nghị quyết khả thi"):
        press_number(window, name)
        found += [f"{name}: {line}" for line in _whole(window)]
        QTest.keyClick(window, Qt.Key.Key_Escape)
    press(window, "Cách tính")
    found += [f"ways: {line}" for line in _whole(window)]
    assert found == []
    window.close()


def _whole(window: QWidget) -> list[str]:
    for _ in range(12):
        shown(window, QScrollArea)
    return cut(window)
