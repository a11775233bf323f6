"""Pictures of the page "Dự sinh hoạt" at 1366×768, 100 % and 150 %: python tests/pictures_visits.py OUTDIR [word]."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chibo_desktop.actions.desk import Desk
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.ui import look, vietnamese
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.pages.visits import VisitsAbove
from chibo_desktop.ui.pages.visits_plan import PlanTab
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from exchange.province import Province
from ui.hands import open_window
from visiting import make_year

Scene = Callable[[MainWindow], None]


def above(window: MainWindow) -> VisitsAbove:
    """The six parts of the page in a window."""
    found = window.findChild(VisitsAbove)
    assert found is not None
    return found


def cell_of_plan(window: MainWindow) -> None:
    """The small panel of a cell-month where two plans meet."""
    tab = above(window).tab()
    assert isinstance(tab, PlanTab)
    clash = next(key for key in tab.clashing())
    tab.board.set_current(*clash)
    tab.board.cell_chosen.emit(*clash)


def wanted(what: str, key: Callable[[Desk], str]) -> Callable[[Desk], Scene]:
    """A view in the page's place."""
    return lambda desk: lambda window: above(window).wanted.emit(what, key(desk))


def _clashing(desk: Desk) -> str:
    own = planned_visits(desk.store, "2026-11", "2026-11", body_id=desk.organisation_id)
    theirs = {
        visit.organisation_id
        for visit in planned_visits(desk.store, "2026-11", "2026-11")
        if visit.body_id != desk.organisation_id
    }
    return next(visit.id for visit in own if visit.organisation_id in theirs)


def scenes(made: Province) -> dict[str, tuple[Desk, str, Scene]]:
    """By name the desk, the part of the page, and what is done in it."""
    desk = made.commune

    def nothing(_window: MainWindow) -> None:
        return

    parts = {key: (desk, key, nothing) for key in ("plan", "calendar", "teams", "duties", "made", "rounds")}
    first_team = teams(desk.store).of(desk.organisation_id)[0].id
    return {
        **parts,
        "plan-cell": (desk, "plan", cell_of_plan),
        "visit": (desk, "plan", wanted("visit", _clashing)(desk)),
        "team": (desk, "teams", wanted("team", lambda _desk: first_team)(desk)),
        "new-team": (desk, "teams", wanted("new team", lambda _desk: "")(desk)),
        "new-plan": (desk, "plan", wanted("new plan", lambda _desk: "2027")(desk)),
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
                QTest.qWait(60)
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
