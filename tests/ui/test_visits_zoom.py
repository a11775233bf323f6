"""Every part and view of the page "Dự sinh hoạt" can be read whole at 100, 150 and 200 %."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.visits import make_plan, make_round, plan_visit
from chibo_desktop.lists.visits import all_visits_made
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.visits import VisitsAbove
from exchange.province import Province
from ui.fitting import cut
from ui.hands import open_window
from visiting import assign_duty, make_visited, write_met, write_team


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def settle() -> None:
    """A field grows with its words and width, then its card, then what scrolls."""
    for _ in range(12):
        QApplication.processEvents()


@pytest.mark.long
@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_every_part_and_view_of_visits_is_whole(qtbot: QtBot, province: Province, zoom: int) -> None:
    commune, lanh = province.commune, province.cell.organisation_id
    team = write_team(commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    plan = make_plan(commune, 2026, basis="Quy chế dự sinh hoạt chi bộ của Đảng ủy xã")[1]
    visit = plan_visit(commune, lanh, "2026-11", team_id=team.id, planned_on=date(2026, 11, 5), plan_id=plan)[
        1
    ]
    plan_visit(commune, lanh, "2026-11")
    duty = assign_duty(commune, team.people["Hà Thị Xuân"], lanh)[1]
    told = make_round(commune, 12, orientation="Bàn việc giữ rừng")[1]
    write_met(province.cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"))
    province.send(province.cell, commune)
    made = all_visits_made(commune.store)[0].id
    look.set_zoom(zoom)
    window, _ = open_window(commune, "visits")
    qtbot.addWidget(window)
    page = window.findChild(VisitsAbove)
    assert page is not None
    found = []
    for key, _words, _build in VisitsAbove.PARTS:
        page.take(key)
        settle()
        found += [f"{key}: {line}" for line in cut(window)]
    views = {"visit": visit, "made": made, "team": team.id, "round": told, "duty": duty, "proposal": plan}
    new = {
        "new visit": f"{lanh}|2026-11|{plan}",
        "new plan": "",
        "new team": "",
        "new duty": "",
        "new made": "",
        "new round": "2",
    }
    for what, record_id in (views | new).items():
        page.wanted.emit(what, record_id)
        settle()
        found += [f"{what}: {line}" for line in cut(window)]
    assert found == []
    window.close()
