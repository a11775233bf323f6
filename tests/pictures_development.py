"""Pictures of the page "Phát triển đảng" at every desk: python tests/pictures_development.py OUTDIR [word]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from pictures import Sample, make_pictures  # isort: skip - sets the offscreen platform before Qt comes
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from chibo_desktop.actions.candidates import (
    add_candidate,
    add_step,
    assign_helper,
    follow_probationary,
    stop_candidate,
    write_remark,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.roster import list_members
from chibo_desktop.ui.main_window import MainWindow

PEOPLE = (
    ("Vàng A Sềnh", "militia", 9, "upper"),
    ("Giàng Thị Súa", "youth", 7, "lower"),
    ("Lò Văn Ín", "head", 3, "primary"),
    ("Sùng Thị Mỷ", "association", 11, "lower"),
)
STEPS = (
    ("selected", date(2025, 2, 10), "03-NQ/CB"),
    ("course_asked", date(2025, 3, 5), "05-NQ/CB"),
    ("course_done", date(2025, 6, 20), "118/GCN"),
    ("applied", date(2025, 11, 2), ""),
    ("verified", date(2025, 11, 25), ""),
    ("introduced", date(2025, 11, 10), ""),
    ("opinions", date(2025, 12, 1), ""),
    ("resolved", date(2026, 8, 28), "21-NQ/CB"),
    ("sent", date(2026, 9, 3), ""),
    ("returned", date(2026, 9, 18), "77-CV/ĐU"),
    ("sent", date(2026, 9, 25), ""),
)


def fill(sample: Sample) -> None:
    """Once: candidates of two cells at different steps, and what the commune did with a file."""
    cells = [sample.open(name) for name in ("chi-bo-1", "chi-bo-2")]
    commune, upper = sample.open("xa"), sample.open("cap-tren")
    if not cells[0].store.value(FIRST):
        write(cells[0], cells[1], commune)
        carry(commune, upper)
    for desk in (*cells, commune, upper):
        desk.close()


def write(cell: Desk, other: Desk, commune: Desk) -> None:
    helpers = [row.id for row in list_members(cell.store, cell.organisation_id, cell.today)]
    made = []
    for place, (name, source, upto, schooling) in enumerate(PEOPLE):
        born = PartialDate(1994 + place, 4, 12)
        candidate = add_candidate(
            cell, full_name=name, source=source, schooling=schooling, birth_date=born, home="bản Suối Lanh"
        )[1]
        assign_helper(cell, candidate, helpers[place], STEPS[0][1], basis="Nghị quyết 03-NQ/CB")
        for step, on, paper in STEPS[:upto]:
            if step != "returned":
                add_step(cell, candidate, step, on + timedelta(days=place), paper=paper)
        made.append(candidate)
    helping = str(cell.store.value("SELECT id FROM helping WHERE candidate_id = ?", (made[0],)))
    for month, words in (
        ("2026-09", "Gương mẫu trong việc làm đường, vận động được 12 hộ góp công."),
        ("2026-10", "Đã bổ sung ý kiến của chi đoàn; tham gia đủ các buổi trực dân quân."),
    ):
        write_remark(cell, helping, month, words)
    young = add_member(
        cell,
        full_name="Lý Thị Dính",
        official=False,
        decided_on=date(2025, 10, 20),
        admitted_on=date(2025, 11, 16),
        joined_on=date(2026, 11, 1),
    )[1]
    assign_helper(cell, follow_probationary(cell, young)[1], helpers[1], date(2025, 11, 16))
    add_member(cell, full_name="Pờ A Tủa", official=False, joined_on=date(2026, 11, 1))
    gone = add_candidate(cell, full_name="Quàng Thị Pâng", source="youth")[1]
    stop_candidate(cell, gone, date(2026, 10, 2), "chuyển nơi cư trú")
    for name in ("Hạng A Lử", "Mùa Thị Chở"):
        add_step(other, add_candidate(other, full_name=name)[1], "selected", date(2026, 5, 6))
    for each in (cell, other):
        carry(each, commune)
    add_step(commune, made[0], "returned", date(2026, 9, 18), paper="77-CV/ĐU", note="thiếu ý kiến chi đoàn")
    carry(commune, cell)
    for step, on, paper in STEPS[10:]:
        add_step(cell, made[0], step, on, paper=paper)
    carry(cell, commune)
    add_step(commune, made[0], "appraised", date(2026, 10, 20), paper="02-TTr/BXDĐ")


def carry(giver: Desk, taker: Desk) -> None:
    read_bundle(taker, make_bundle(giver, taker.organisation_id, giver.folder_for("goi")).path)


def page(sample: Sample, folder: str, opens: str = "", *, down: bool = False, press: str = "") -> MainWindow:
    """The page of a desk on one of its parts or one record; `press`: the button that begins with these words."""
    fill(sample)
    window = MainWindow(sample.folder, sample.settings)
    desk = sample.open(folder)
    window.show_desk(desk)
    assert window.frame is not None
    window.frame.show_page("development")
    if opens.startswith("SELECT"):
        opens = str(desk.store.value(opens))
    shown = window.frame.page("development")
    shown.open(opens)
    window.show()
    QTest.qWait(20)
    if press:
        next(
            each for each in shown.findChildren(QPushButton) if each.accessibleName().startswith(press)
        ).click()
    if down:
        QTimer.singleShot(60, lambda: scroll(window))
    return window


def scroll(window: QWidget) -> None:
    for area in window.findChildren(QScrollArea):
        if area.isVisible():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def today(sample: Sample, folder: str) -> MainWindow:
    """The page “Hôm nay” of the desk."""
    fill(sample)
    window = MainWindow(sample.folder, sample.settings)
    window.show_desk(sample.open(folder))
    window.show()
    return window


FIRST = "SELECT id FROM candidate WHERE full_name = 'Vàng A Sềnh'"
SECOND = "SELECT id FROM candidate WHERE full_name = 'Giàng Thị Súa'"
PROBATION = "SELECT id FROM candidate WHERE full_name = 'Lý Thị Dính'"


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    yield "cell-candidates", partial(page, sample, "chi-bo-1")
    yield "cell-candidates-end", partial(page, sample, "chi-bo-1", down=True)
    yield "cell-one", partial(page, sample, "chi-bo-1", FIRST)
    yield "cell-one-end", partial(page, sample, "chi-bo-1", FIRST, down=True)
    yield "cell-step", partial(page, sample, "chi-bo-1", SECOND, press="Ghi:")
    yield "cell-probation", partial(page, sample, "chi-bo-1", PROBATION)
    yield "cell-official", partial(page, sample, "chi-bo-1", PROBATION, press="Ghi bước khác")
    yield "cell-new", partial(page, sample, "chi-bo-1", press="Thêm quần chúng")
    yield "cell-today", partial(today, sample, "chi-bo-1")
    yield "commune-pipeline", partial(page, sample, "xa")
    yield "commune-pipeline-end", partial(page, sample, "xa", down=True)
    yield "commune-one", partial(page, sample, "xa", FIRST, press="Ghi:")
    yield "commune-today", partial(today, sample, "xa")
    yield "upper-pipeline", partial(page, sample, "cap-tren")


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
