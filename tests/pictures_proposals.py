"""Pictures of the page "Kiến nghị" at each level and of a register of 317: python tests/pictures_proposals.py OUTDIR [word]."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import make_application
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from chibo_desktop.ui.widgets.rows import RowList
from exchange.province import make_desk
from lists.proposals_of_rounds import make_rounds
from pictures import SIZE, take
from stories.proposal_story import make_story


def scenes(folder: Path) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    story = make_story(folder)
    story.to_answer_home()
    for name, desk in (("cell", story.cell), ("commune", story.commune), ("upper", story.upper)):
        yield f"{name}-proposal", lambda desk=desk: window(desk, story.asked)  # type: ignore[misc]
    yield "cell-list", lambda: window(story.cell, "")
    yield "cell-today", lambda: window(story.cell, "", "today")
    commune = make_desk(
        folder / "rounds",
        FixedClock(datetime(2026, 11, 3, 8, tzinfo=VIETNAM)),
        "commune",
        "Đảng bộ xã Mường Sáy",
    )
    make_rounds(commune, date(2026, 10, 1))
    yield "rounds-list", lambda: focused(window(commune, ""))
    with commune.writing() as writer:
        for words in ("giao thông", "nông thôn mới", "trồng rừng", "xóa đói giảm nghèo"):
            kept = {"cell_id": commune.organisation_id, "sort": "field"}
            writer.put("phrase", writer.new_id(), body=words, **kept)
        for each in commune.store.rows("SELECT id FROM proposal WHERE number > 76"):
            writer.put("proposal", each["id"], number=None)
    yield "rounds-foot", lambda: at_foot(window(commune, ""))
    yield "rounds-today", lambda: window(commune, "", "today")
    first = commune.store.value(
        "SELECT id FROM proposal WHERE competence IS NULL OR competence = 'upper' LIMIT 1"
    )
    yield "rounds-proposal", lambda: acting(window(commune, first))


def window(desk: Desk, record: str, page: str = "proposals") -> QWidget:
    made = MainWindow(desk.folder, Settings(desk.folder))
    made.resize(*SIZE)
    made.show_desk(desk)
    assert made.frame is not None
    made.frame.show_page(page)
    if record:
        made.frame.page(page).open(record)
    made.close = lambda: True  # type: ignore[method-assign]
    return made


def focused(made: QWidget) -> QWidget:
    made.show()
    next(one for one in made.findChildren(RowList) if one.isVisible()).setFocus()
    return made


def at_foot(made: QWidget) -> QWidget:
    """What stands beneath the rows, with the preview of numbers and the list of fields open."""
    from ui.hands import press, words_on, write

    made.show()
    if "Tìm trong sổ kiến nghị" not in words_on(made):
        press(made, "Tìm, lọc")
    write(made, "Tìm trong sổ kiến nghị", "tái định cư")
    write(made, "Nêu trong", "Từ ngày đến ngày …")
    press(made, "Xem số sẽ đánh")
    press(made, "Sửa danh sách")
    for area in made.findChildren(QScrollArea):
        if area.isVisible():
            QApplication.processEvents()
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum() * 7 // 10)
    return made


def acting(made: QWidget) -> QWidget:
    """With the form of handing up open."""
    from ui.hands import press

    made.show()
    press(made, "Giao cơ quan")
    return made


def main(argv: list[str]) -> int:
    folder = Path(argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application(argv[:1])
    ring = FocusRing.install(app)
    look.apply()
    word = argv[2] if len(argv) > 2 else ""
    with tempfile.TemporaryDirectory() as place:
        for name, make in scenes(Path(place)):
            if word in name:
                take(name, make, folder)
    ring.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
