"""Sinh hoạt and Hôm nay as figures are read there: cells are counted, what nobody sent is named, what was put off is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting, change_meeting
from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.actions.postponing import miss_meeting, postpone_meeting
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.ui.pages.meeting_words import own_title, strip_title
from driver import make_cell
from ui.hands import make_desk, open_window, press, words_on

HU, LANH = "Chi bộ bản Nà Hừ", "Chi bộ bản Suối Lanh"


def finalised(cell: Desk, kind: str, **fields: object) -> None:
    with cell.store.writing(cell.organisation_id, cell.user) as writer:
        own = {"cell_id": cell.organisation_id, "period": "2026-11", "kind": kind}
        writer.put("meeting", writer.new_id(), **own, finalised_at=cell.store.clock.now(), **fields)


def test_a_commune_counts_its_cells_and_names_the_one_of_which_nothing_came(
    qtbot: QtBot, tmp_path: Path
) -> None:
    commune = make_desk(tmp_path, "commune").desk
    _, cell = add_cell(commune, name=HU)
    add_cell(commune, name=LANH)
    for kind in ("regular", "briefing", "community"):
        finalised(commune.for_organisation(cell), kind, held_on=date(2026, 11, 2))
    window, _ = open_window(commune, "meetings")
    qtbot.addWidget(window)
    press(window, "Phần của trang: Biên bản tháng")
    said = words_on(window)
    assert "Biên bản đã chốt: 1 trên 2 chi bộ" in said
    assert f"{LANH}, chưa có buổi thường kỳ của tháng ở đây, Chưa có tin kỳ này" in said
    window.close()


def test_a_month_a_cell_could_not_meet_is_said_apart_from_the_minutes(qtbot: QtBot, tmp_path: Path) -> None:
    commune = make_desk(tmp_path, "commune").desk
    _, cell = add_cell(commune, name=HU)
    finalised(commune.for_organisation(cell), "regular", missed=True, missed_because="lũ quét")
    window, frame = open_window(commune, "meetings")
    qtbot.addWidget(window)
    press(window, "Phần của trang: Biên bản tháng")
    said = words_on(window)
    assert "Biên bản đã chốt: 0 trên 1 chi bộ" in said
    assert "không sinh hoạt 1" in said
    assert "Chưa có tin kỳ này" not in said
    frame.show_page("today")
    assert "chi bộ đã có biên bản kỳ này ở đây; 1 không sinh hoạt" in words_on(window)
    window.close()


def test_today_says_that_a_meeting_was_put_off_at_the_cell_and_above(qtbot: QtBot, tmp_path: Path) -> None:
    commune = make_desk(tmp_path, "commune").desk
    _, cell = add_cell(commune, name=HU)
    desk = commune.for_organisation(cell)
    _, meeting = add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5))
    postpone_meeting(desk, meeting, date(2026, 11, 9), "mưa lũ")
    above, _ = open_window(commune)
    below, _ = open_window(desk)
    for window, put_off in (
        (above, "hoãn từ 05/11"),
        (below, "Hoãn từ ngày 05/11/2026: mưa lũ."),
    ):
        qtbot.addWidget(window)
        assert put_off in words_on(window)
    below.close()
    above.close()


def test_the_chart_counts_meetings_that_were_held_and_says_which_month_had_none(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path).desk
    rows = [OldMeeting(date(2026, 9, 5), due=8, present=8, excused=0, absent=0)]
    rows += [OldMeeting(date(2026, 10, 5), due=8, present=4, excused=4, absent=0)]
    add_old_meetings(desk, rows)
    finalised(desk, "regular", missed=True, missed_because="lũ quét")
    window, _ = open_window(desk)
    qtbot.addWidget(window)
    assert "2 buổi, 1 đạt, 1 tháng không sinh hoạt" in words_on(window)
    window.close()


def test_a_theme_left_over_from_another_kind_is_in_no_list(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path)
    _, meeting = add_meeting(desk, kind="thematic", period="2026-10", theme="Nêu gương")
    assert own_title(list_meetings(desk.store)[0]).endswith(": Nêu gương")
    change_meeting(desk, meeting, kind="regular")
    assert own_title(list_meetings(desk.store)[0]) == "Sinh hoạt thường kỳ tháng 10 năm 2026"
    desk.close()


def test_two_meetings_of_a_month_are_told_apart_over_their_strips(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path)
    miss_meeting(desk, "2026-09", "lũ quét")
    add_meeting(desk, kind="extraordinary", period="2026-09", held_on=date(2026, 9, 20))
    titles = {strip_title(row, cell=False) for row in list_meetings(desk.store)}
    assert titles == {
        "Sinh hoạt thường kỳ tháng 9 năm 2026 (không sinh hoạt)",
        "Sinh hoạt bất thường ngày 20/09/2026",
    }
    above = [strip_title(row, cell=True) for row in list_meetings(desk.store)]
    assert f"{LANH}: sinh hoạt bất thường ngày 20/09/2026" in above
    desk.close()
