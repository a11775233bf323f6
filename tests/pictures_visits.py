"""Pictures of the page "Dự sinh hoạt" at 1366×768, 100 % and 150 %: python tests/pictures_visits.py OUTDIR [word]."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea

from chibo_desktop.actions.assessments import assess, enter_request
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.actions.visit_names import assign_by_name, found_team
from chibo_desktop.actions.visit_teams import end_team
from chibo_desktop.lists.assessments import not_assessed
from chibo_desktop.lists.rows import find, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_clashes import clashes_among
from chibo_desktop.lists.visit_plans import planned_visits, plans_of
from chibo_desktop.lists.visit_teams import duties_of, teams
from chibo_desktop.ui import look, vietnamese
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.pages.visits import VisitsAbove
from chibo_desktop.ui.pages.visits_plan import PlanTab
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from chibo_desktop.ui.widgets.page_board import PageBoard
from chibo_desktop.ui.widgets.rows import RowList
from exchange.province import Province
from ui.hands import open_window, press
from visiting import make_year

SETTLED_MS = 400
"""Within so long everything on a page has its place."""


def settle() -> None:
    """Lets the window come on as it does for a person; QTest.qWait leaves rows on top of each other."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLED_MS, loop.quit)
    loop.exec()


Scene = Callable[[MainWindow], None]


def above(window: MainWindow) -> VisitsAbove:
    """The seven parts of the page in a window."""
    found = window.findChild(VisitsAbove)
    assert found is not None
    return found


def cell_of_plan(desk: Desk) -> Scene:
    """The small panel of a cell-month where two plans meet."""
    clash = clashes_among(planned_visits(desk.store, "2026-01", "2026-12"))[0]
    chosen = (clash.organisation_id, f"T{int(clash.month[5:7])}")

    def show(window: MainWindow) -> None:
        tab = above(window).part()
        assert isinstance(tab, PlanTab)
        settle()
        tab.board.set_current(*chosen)
        tab.board.cell_chosen.emit(*chosen)

    return show


def scrolled(window: MainWindow) -> None:
    """The board of the plan, scrolled a few rows past its head."""
    board = next(board for board in window.findChildren(PageBoard) if board.isVisible())
    area = [area for area in window.findChildren(QScrollArea) if area.isAncestorOf(board)][-1]
    settle()
    inside = area.widget()
    assert inside is not None
    area.verticalScrollBar().setValue(board.mapTo(inside, QPoint()).y() + look.px(100))


def proposed(window: MainWindow) -> None:
    """What would be planned."""
    above(window).part().press()


def later(window: MainWindow) -> None:
    """Months for which nothing is planned yet."""
    press(window, "Ba tháng sau")


def wanted(what: str, key: Callable[[Desk], str]) -> Callable[[Desk], Scene]:
    """A view in the page's place."""
    return lambda desk: lambda window: above(window).wanted.emit(what, key(desk))


def official_of_team(team_id: str) -> Scene:
    """The page of a team with the form of its leader open."""

    def show(window: MainWindow) -> None:
        above(window).wanted.emit("team", team_id)
        rows = next(rows for rows in window.findChildren(RowList) if rows.accessibleName() == "Thành viên")
        rows.opened.emit(rows.rows()[0].key)

    return show


def _clashing(desk: Desk) -> str:
    own = planned_visits(desk.store, "2026-11", "2026-11", body_id=desk.organisation_id)
    theirs = {
        visit.organisation_id
        for visit in planned_visits(desk.store, "2026-11", "2026-11")
        if visit.body_id != desk.organisation_id
    }
    return next(visit.id for visit in own if visit.organisation_id in theirs)


def plan_of(desk: Desk) -> str:
    """The id of the desk's own plan."""
    return plans_of(desk.store, desk.organisation_id)[0].id


def write_people(desk: Desk) -> None:
    """A team that ended, and duties of people of a team and of none."""
    old = found_team(
        desk, name="Tổ 4", mates="Lò Văn Hặc, Phó Chủ tịch HĐND\nPờ Lò Hừ", from_on=date(2024, 9, 30)
    )[1]
    end_team(desk, old, date(2025, 6, 30))
    cells = organisations(desk.store).at(desk.today).cells(desk.organisation_id)
    for place, name in enumerate(("Hà Thị Xuân", "Vàng A Nhà", "Lường Văn Pâng")):
        assign_by_name(
            desk,
            full_name=name,
            office="Ủy viên Ban Thường vụ",
            organisation_id=cells[place * 4],
            from_on=date(2025, 7, 1),
            basis="Thông báo 12-TB/ĐU",
        )


def year_of(desk: Desk) -> tuple[str, str, str]:
    """The desk's own body and the months of its plan."""
    return desk.organisation_id, "2026-01", "2026-12"


def write_sheets(desk: Desk) -> str:
    """Every second visit has its sheet; gives the id of the last, which says the most."""
    change_organisation(desk, assessment_graded=True)
    visits = not_assessed(desk.store, *year_of(desk))[::2]
    ids = []
    for place, made in enumerate(visits):
        wanting = place % 5 == 2
        official = made.official_ids[0] if made.official_ids else ""
        given = {
            "official_id": official,
            "assessed_on": made.day,
            "premises": "Nhà văn hóa bản, đủ chỗ ngồi",
            "conduct": "Đúng trình tự; bảy đồng chí phát biểu, bàn sâu việc giữ rừng trước mùa khô.",
            "requests": "Sửa đường vào bản\nCấp giống ngô đúng vụ" if place % 3 == 0 else "",
            "remarks": "Nghị quyết còn chung chung, chưa giao việc cho từng đồng chí"
            if wanting
            else "Nghị quyết bám việc của bản",
            "feasible": "no" if wanting else "yes",
            "chairing": "poor" if wanting else "good",
        }
        ids.append(assess(desk, made.organisation_id, made.month, meeting_id=made.meeting_id, **given)[1])
    full = next(one for one in ids if find(desk.store, "assessment", one).text("requests"))  # type: ignore[union-attr]
    enter_request(desk, full, "Sửa đường vào bản")
    return full


def scenes(made: Province) -> dict[str, tuple[Desk, str, Scene]]:
    """By name the desk, the part of the page, and what is done in it."""
    desk = made.commune

    def nothing(_window: MainWindow) -> None:
        return

    written = write_sheets(desk)
    write_people(desk)
    parts = {
        key: (desk, key, nothing)
        for key in ("plan", "calendar", "teams", "duties", "made", "sheets", "rounds")
    }
    first_team = teams(desk.store).of(desk.organisation_id)[0].id
    return {
        **parts,
        "plan-scrolled": (desk, "plan", scrolled),
        "plan-proposed": (desk, "plan", proposed),
        "plan-cell": (desk, "plan", cell_of_plan(desk)),
        "visit": (desk, "plan", wanted("visit", _clashing)(desk)),
        "team": (desk, "teams", wanted("team", lambda _desk: first_team)(desk)),
        "team-official": (desk, "teams", official_of_team(first_team)),
        "duty": (
            desk,
            "duties",
            wanted("duty", lambda _desk: duties_of(desk.store, desk.organisation_id)[0].id)(desk),
        ),
        "new-visit": (desk, "plan", wanted("new visit", lambda _desk: f"|2026-11|{plan_of(desk)}")(desk)),
        "calendar-empty": (desk, "calendar", later),
        "new-team": (desk, "teams", wanted("new team", lambda _desk: "")(desk)),
        "new-plan": (desk, "plan", wanted("new plan", lambda _desk: "2027")(desk)),
        "change-plan": (
            desk,
            "plan",
            wanted(
                "change plan",
                plan_of,
            )(desk),
        ),
        "sheet": (desk, "sheets", wanted("assessment", lambda _desk: written)(desk)),
        "new-sheet": (
            desk,
            "sheets",
            wanted("new assessment", lambda _desk: not_assessed(desk.store, *year_of(desk))[0].id)(desk),
        ),
        "lesson": (desk, "sheets", wanted("lesson", lambda _desk: "2026-01|2026-12")(desk)),
        "round": (
            desk,
            "rounds",
            wanted("round", lambda _desk: select(desk.store, "round")[0].id)(desk),
        ),
        "cell": (made.cell, "", nothing),
        "upper-empty": (made.upper, "plan", nothing),
    }


def main(folder: Path, word: str, theme: str) -> None:
    app = QApplication([])
    vietnamese.install(app)
    ring = FocusRing.install(app)
    look.set_theme(cast("look.Theme", theme))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, make_year(Path(place)) as made:
        made.send(made.commune, made.cell)
        for name, (desk, part, act) in scenes(made).items():
            for zoom in (100, 150) if word in name else ():
                look.set_zoom(zoom)
                look.apply()
                window, frame = open_window(desk, "visits")
                if part:
                    frame.open_page("visits", part) if hasattr(frame, "open_page") else above(window).take(
                        part
                    )
                act(window)
                settle()
                target = folder / f"visits-{name}-{theme}-{zoom}.png"
                window.grab().save(str(target))
                print(target)
                window.hide()
    ring.deleteLater()
    os._exit(0)  # the windows share open desks; nothing is left to put in order


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        sys.argv[2] if len(sys.argv) > 2 else "",
        sys.argv[3] if len(sys.argv) > 3 else "light",
    )
