"""Hôm nay of a commune: which cells have their minutes of the month here, in the words of the page."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.actions.typing_for import add_cell
from ui.hands import make_desk, open_window, words_on


def test_a_month_taken_from_an_old_book_is_not_said_to_have_its_minutes_here(
    qtbot: QtBot, tmp_path: Path
) -> None:
    commune = make_desk(tmp_path, "commune").desk
    _, cell = add_cell(commune, name="Chi bộ bản Nà Hừ")
    row = OldMeeting(commune.today, due=9, present=9, excused=0, absent=0)
    assert add_old_meetings(commune.for_organisation(cell), [row]).problems == ()
    window, _ = open_window(commune, "today")
    qtbot.addWidget(window)
    said = words_on(window)
    assert "0 / 1" in said
    assert "chi bộ đã có biên bản kỳ này ở đây, còn 1" in said
    assert "Ghi từ sổ cũ" in said
    assert "Đã nhận" not in said
    window.close()
