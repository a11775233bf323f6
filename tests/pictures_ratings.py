"""Pictures of ratings, commendations, reviews of directives and the field of a task: python tests/pictures_ratings.py OUTDIR [word]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date, time
from functools import partial
from typing import Any

from pictures import Sample, make_pictures  # isort: skip - sets the offscreen platform before Qt comes
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from chibo_desktop.actions.cases import rate_member
from chibo_desktop.actions.commendations import add_commendation
from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import add_review, register_directive
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.meetings import add_meeting, record_all_present
from chibo_desktop.actions.ratings import decide_ratings, rate_member_of_year, rate_organisation
from chibo_desktop.lists.ratings import own_ratings, year_table
from chibo_desktop.lists.roster import list_members
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.rows import RowList
from ui.hands import press

GRADES = {
    2025: ("excellent", "good", "good", "fulfilled"),
    2024: ("good", "good", "fulfilled", "good"),
    2016: ("clean_strong", "good", "weak"),
}


def fill(sample: Sample) -> None:
    """Once: three years of the commune's ratings, a year the cell typed, a review meeting, a programme of four years."""
    upper, commune, cell = (sample.open(name) for name in ("cap-tren", "xa", "chi-bo-1"))
    if not own_ratings(commune.store, commune.organisation_id, 2025):
        write_cell(cell)
        carry(cell, commune)
        write_commune(commune, cell.organisation_id)
        carry(commune, cell)
        carry(commune, upper)
    for desk in (upper, commune, cell):
        desk.close()


def write_cell(cell: Desk) -> None:
    people = [row.id for row in list_members(cell.store, cell.organisation_id, cell.today)]
    for member, grade in zip(
        people, ("good", "good", "excellent", "fulfilled", "good", "good"), strict=False
    ):
        rate_member_of_year(cell, member, 2025, grade, basis="Sổ ghi năm 2025")
    praised: dict[str, Any] = {
        "member_id": people[1],
        "decided_on": date(2026, 5, 19),
        "reason": "Làm đường bản",
    }
    add_commendation(cell, level="cell", form="Biểu dương", **praised)
    november = str(cell.store.value("SELECT id FROM meeting WHERE period = '2026-11'"))
    task: dict[str, Any] = {"leader_id": people[0], "due_on": date(2026, 12, 1), "field": "Nông thôn mới"}
    add_assignment(cell, november, title="Làm 300 m đường bê tông xuống khu dưới", **task)
    review = add_meeting(
        cell,
        period="2026-12",
        kind="review",
        held_on=date(2026, 11, 3),
        started_at=time(19, 30),
        secretary_id=people[1],
    )[1]
    record_all_present(cell, review)
    rate_member(cell, review, people[0], self_rating="excellent", rating="good", yes_count=9)


def write_commune(commune: Desk, cell: str) -> None:
    for year, grades in GRADES.items():
        lines = [
            line for line in year_table(commune.store, commune.organisation_id, year).lines if line.was_below
        ]
        for line, grade in zip(lines, grades, strict=False):
            rate_organisation(commune, line.id, year, grade)
    decide_ratings(commune, 2025, "QĐ 03-QĐ/ĐU", date(2026, 1, 10))
    people = [row.id for row in list_members(commune.store, cell, commune.today)]
    rate_member_of_year(commune, people[2], 2025, "good", basis="QĐ 04-QĐ/ĐU", decided_on=date(2026, 1, 12))
    add_commendation(
        commune,
        level="commune",
        form="Giấy khen",
        organisation_id=cell,
        paper="QĐ 12-QĐ/ĐU",
        decided_on=date(2025, 12, 20),
        reason="Hoàn thành xuất sắc nhiệm vụ năm 2025",
    )
    given: dict[str, Any] = {"paper": "QĐ 98-QĐ/TU", "decided_on": date(2026, 2, 3)}
    add_commendation(commune, level="upper", form="Bằng khen", member_id=people[0], **given)
    programme = register_directive(
        commune,
        sort="programme",
        number="02-CTr/ĐU",
        summary="Nâng cao năng lực lãnh đạo và chất lượng hoạt động của chi bộ giai đoạn 2022–2026",
        issued_on=date(2022, 3, 1),
        valid_from=date(2022, 3, 1),
        valid_until=date(2026, 12, 31),
    )[1]
    said = {
        "result": "Đạt 8 trên 10 chỉ tiêu; 100 % chi bộ sinh hoạt đủ kỳ.",
        "left": "Hai chi bộ còn ít đảng viên.",
    }
    add_review(commune, programme, year=2024, held_on=date(2025, 1, 15), **said)


def carry(giver: Desk, taker: Desk) -> None:
    read_bundle(taker, make_bundle(giver, taker.organisation_id, giver.folder_for("goi")).path)


Do = Callable[[QWidget], object]


def page(
    sample: Sample, folder: str, name: str, opens: str = "", do: Do | None = None, *, down: bool = False
) -> MainWindow:
    """A page of a desk on a part or a record, after something was pressed; `down`: the end of what scrolls."""
    fill(sample)
    window = MainWindow(sample.folder, sample.settings)
    desk = sample.open(folder)
    window.show_desk(desk)
    assert window.frame is not None
    window.frame.show_page(name)
    if opens.startswith("SELECT"):
        opens = str(desk.store.value(opens))
    shown = window.frame.page(name)
    shown.open(opens)
    window.show()
    QTest.qWait(20)
    if do is not None:
        do(shown)
        QTest.qWait(20)
    for area in window.findChildren(QScrollArea):
        if down and area.isVisible():
            bar = area.verticalScrollBar()
            QTimer.singleShot(60, area, partial(bar.setValue, 100_000))
    return window


def first_row(name: str) -> Do:
    """Opens the first row of a list by its accessible name."""

    def click(shown: QWidget) -> None:
        rows = next(each for each in shown.findChildren(RowList) if each.accessibleName() == name)
        rows.findChildren(QPushButton)[0].click()

    return click


PROGRAMME = "SELECT id FROM directive WHERE sort = 'programme' AND summary LIKE 'Nâng cao năng%'"


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    one, cells = first_row("Xếp loại từng đảng viên"), first_row("Xếp loại đảng viên theo chi bộ")
    yield "ratings-cell", lambda: page(sample, "chi-bo-1", "members", "ratings")
    yield "ratings-cell-one", lambda: page(sample, "chi-bo-1", "members", "ratings", one)
    yield "ratings-cell-one-below", lambda: page(sample, "chi-bo-1", "members", "ratings", one, down=True)
    yield "ratings-commune", lambda: page(sample, "xa", "members", "ratings")
    yield "ratings-commune-below", lambda: page(sample, "xa", "members", "ratings", down=True)
    yield "ratings-commune-cell", lambda: page(sample, "xa", "members", "ratings", cells)
    yield "ratings-upper", lambda: page(sample, "cap-tren", "members", "ratings")
    yield "commended-cell", lambda: page(sample, "chi-bo-1", "members", "commendations")
    yield "commended-commune", lambda: page(sample, "xa", "members", "commendations")
    new = partial(press, words="Thêm khen thưởng")
    yield "commended-commune-new", lambda: page(sample, "xa", "members", "commendations", new)
    yield "reviews-list", lambda: page(sample, "xa", "documents", "register")
    yield "reviews-one", lambda: page(sample, "xa", "documents", PROGRAMME, down=True)
    write = partial(press, words="Ghi sơ kết")
    yield "reviews-form", lambda: page(sample, "xa", "documents", PROGRAMME, write)
    yield "field-tasks", lambda: page(sample, "chi-bo-1", "tasks")


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
