"""Pictures of the page "Nhiệm vụ" at every desk: python tests/pictures_tasks.py OUTDIR [word]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from pictures import Sample, make_pictures  # isort: skip - sets the offscreen platform before Qt comes
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import register_directive
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.oversight import (
    add_follow_up,
    add_gathering,
    add_inspection,
    add_participants,
    change_follow_up,
    report_follow_up,
)
from chibo_desktop.actions.participants import add_person
from chibo_desktop.lists.invited import invited
from chibo_desktop.lists.oversight import follow_ups
from chibo_desktop.lists.rows import find
from chibo_desktop.ui.main_window import MainWindow


def fill(sample: Sample) -> None:
    """Once: what upper body and commune ask for, what the first cell did, and the way of the bundles."""
    upper, commune, cell = (sample.open(name) for name in ("cap-tren", "xa", "chi-bo-1"))
    if not follow_ups(commune.store, commune.organisation_id, commune.today):
        write(upper, commune, cell)
    for desk in (upper, commune, cell):
        desk.close()


def write(upper: Desk, commune: Desk, cell: Desk) -> None:
    add_follow_up(upper, "conclusion", "Rà soát chi bộ còn ít đảng viên, báo cáo", due_on=date(2026, 11, 20))
    carry(upper, commune)
    own = cell.organisation_id
    briefing = add_gathering(
        commune, "briefing", "Giao ban tháng 10", held_on=date(2026, 10, 6), place="Hội trường xã"
    )[1]
    facts = find(commune.store, "gathering", briefing)
    assert facts is not None
    for one in invited(commune.store, facts, commune.today)[:1]:
        who = {"member_id": one.member_id} if one.member_id else {}
        add_participants(
            commune, briefing, [{"group": one.group, "organisation_id": one.organisation_id, **who}]
        )
    add_person(commune, briefing, group="masses", heads=12)
    add_person(commune, briefing, group="member", full_name="Lò Thị Pánh")
    told = add_follow_up(
        commune,
        "conclusion",
        "Nộp danh sách quần chúng ưu tú của bản về Đảng ủy xã",
        gathering_id=briefing,
        due_on=date(2026, 10, 30),
    )[1]
    add_follow_up(
        commune,
        "conclusion",
        "Đăng ký chuyên đề quý IV",
        gathering_id=briefing,
        organisation_id=own,
        due_on=date(2026, 11, 25),
        responsible="Bí thư chi bộ",
    )
    settled = add_follow_up(commune, "conclusion", "Phổ biến Nghị quyết 07-NQ/ĐU", organisation_id=own)[1]
    change_follow_up(commune, settled, done_on=date(2026, 10, 20), result="Đã phổ biến tại buổi tháng 10")
    add_gathering(
        commune,
        "training",
        "Lớp bồi dưỡng bí thư chi bộ năm 2026",
        held_on=date(2026, 9, 15),
        organiser="Trung tâm chính trị",
        topic="preparing",
    )
    add_gathering(commune, "study", "Học tập Nghị quyết Đại hội Đảng bộ xã", held_on=date(2026, 8, 20))
    inspection = add_inspection(
        commune,
        own,
        plan="KH 05-KH/ĐU",
        held_on=date(2026, 9, 10),
        findings="Sổ ghi nghị quyết chưa đủ hai buổi tháng 6 và tháng 7.",
        due_on=date(2026, 10, 15),
    )[1]
    add_follow_up(
        commune,
        "finding",
        "Bổ sung sổ ghi nghị quyết",
        organisation_id=own,
        inspection_id=inspection,
        due_on=date(2026, 10, 15),
    )
    other = commune.store.value(
        "SELECT id FROM organisation WHERE kind = 'cell' AND id <> ? ORDER BY id", (own,)
    )
    add_inspection(commune, str(other), plan="KH 05-KH/ĐU", sort="supervision")
    carry(commune, cell)
    report_follow_up(cell, told, result="Đã nộp danh sách 4 người", done_on=date(2026, 11, 2))
    add_follow_up(
        cell,
        "shortcoming",
        "Hai đồng chí vắng ba buổi liền không có lý do",
        organisation_id=own,
        responsible="Phó Bí thư",
        due_on=date(2026, 12, 31),
    )
    register_directive(
        cell,
        sort="regulation",
        summary="Quy chế làm việc của chi bộ nhiệm kỳ 2025–2030",
        valid_from=date(2025, 4, 10),
        valid_until=date(2030, 4, 9),
    )
    carry(cell, commune)


def carry(giver: Desk, taker: Desk) -> None:
    read_bundle(taker, make_bundle(giver, taker.organisation_id, giver.folder_for("goi")).path)


def page(sample: Sample, folder: str, opens: str = "", down: bool = False) -> MainWindow:
    """The page of a desk, on one of its parts or one record; `down`: the end of what scrolls."""
    fill(sample)
    window = MainWindow(sample.folder, sample.settings)
    desk = sample.open(folder)
    window.show_desk(desk)
    assert window.frame is not None
    window.frame.show_page("tasks")
    if opens.startswith("SELECT"):
        opens = str(desk.store.value(opens))
    window.frame.page("tasks").open(opens)
    window.show()
    QTest.qWait(20)
    for area in window.findChildren(QScrollArea):
        if down and area.isVisible():
            bar = area.verticalScrollBar()
            QTimer.singleShot(60, area, partial(bar.setValue, 100_000))
    return window


GIVEN = "SELECT id FROM follow_up WHERE title LIKE 'Nộp danh%'"
BRIEFING = "SELECT id FROM gathering WHERE sort = 'briefing'"
CLASS = "SELECT id FROM gathering WHERE sort = 'training'"


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    yield "tasks-cell", lambda: page(sample, "chi-bo-1")
    yield "tasks-cell-given", lambda: page(sample, "chi-bo-1", GIVEN)
    yield "tasks-commune", lambda: page(sample, "xa")
    yield "tasks-commune-given", lambda: page(sample, "xa", GIVEN)
    yield "tasks-commune-inspections", lambda: page(sample, "xa", "inspections")
    yield (
        "tasks-commune-inspection",
        lambda: page(sample, "xa", "SELECT id FROM inspection WHERE held_on > ''"),
    )
    yield "tasks-commune-gatherings", lambda: page(sample, "xa", "gatherings")
    yield "tasks-commune-briefing", lambda: page(sample, "xa", BRIEFING)
    yield "tasks-commune-briefing-below", lambda: page(sample, "xa", BRIEFING, down=True)
    yield "tasks-commune-class", lambda: page(sample, "xa", CLASS, down=True)
    yield "tasks-commune-regulations", lambda: page(sample, "xa", "regulations")
    yield "tasks-upper", lambda: page(sample, "cap-tren", "gatherings")


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
