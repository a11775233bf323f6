"""Pictures of the page "Đảng viên" in its parts at every desk: python tests/pictures_members.py OUTDIR [word]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from pictures import Sample, make_pictures  # isort: skip - sets the offscreen platform before Qt comes
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from chibo_desktop.actions.badges import decide_badges, note_badge, propose_badges
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.members import change_member
from chibo_desktop.actions.places import record_hand_figure
from chibo_desktop.actions.qualifications import add_levels
from chibo_desktop.actions.snapshots import fix_figures
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.member_figures import snapshot_days
from chibo_desktop.lists.roster import list_members
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import press, write

DECIDED = (date(1986, 10, 20), date(1996, 11, 2), date(1981, 2, 3), date(1976, 5, 19))
GROUPS = ("Mông", "Thái", "Kinh", "Khơ Mú")


def fill(sample: Sample) -> None:
    """Once: what is known of the members of the first cell, its figures and those of the commune."""
    upper, commune, cell = (sample.open(name) for name in ("cap-tren", "xa", "chi-bo-1"))
    if not snapshot_days(cell.store, cell.organisation_id):
        write_cell(cell)
        carry(cell, commune)
        write_commune(commune, cell.organisation_id)
        carry(commune, upper)
        carry(commune, cell)
    for desk in (upper, commune, cell):
        desk.close()


def write_cell(cell: Desk) -> None:
    people = list_members(cell.store, cell.organisation_id, cell.today)
    for place, row in enumerate(people):
        decided = DECIDED[place] if place < len(DECIDED) else date(min(2024, 2005 + 3 * place), 5, 19)
        known = {"admitted_on": None, "official_on": None, "decided_on": decided}
        change_member(
            cell,
            row.id,
            **known,
            gender="female" if place % 3 == 1 else "male",
            ethnic_group=GROUPS[place % 4],
            birth_date=PartialDate(decided.year - 22),
            file_number=f"{1200 + place:06} NS",
            card_issued_on=date(2025, 9, 2) if place % 2 else None,
        )
        levels = {"schooling": ("primary", "lower", "upper")[place % 3], "theory": "elementary"}
        add_levels(cell, row.id, levels, from_on=date(2018, 6, 1))
    add_levels(cell, people[0].id, {"professional": "intermediate"}, from_on=date(2019, 6, 1))
    add_levels(cell, people[0].id, {"theory": "intermediate"}, from_on=date(2024, 8, 15))
    fix_figures(cell, date(2025, 12, 31))
    fix_figures(cell, cell.today)


def write_commune(commune: Desk, cell: str) -> None:
    people = list_members(commune.store, cell, commune.today)
    note_badge(commune, people[2].id, 45, decided_on=date(2026, 1, 20), awarded_on=date(2026, 2, 3))
    on, whose = date(2026, 11, 7), [(people[0].id, 40), (people[1].id, 30)]
    propose_badges(commune, whose, round_on=on, proposed_on=date(2026, 9, 20))
    decide_badges(commune, whose[:1], decided_on=date(2026, 10, 25), numbers={whose[0]: "NS 0001234"})
    record_hand_figure(
        commune,
        indicator="population",
        period_from=PartialDate(2025),
        period_until=PartialDate(2025),
        source="UBND xã",
        numerator=4210,
    )
    fix_figures(commune, date(2025, 12, 31))


def carry(giver: Desk, taker: Desk) -> None:
    read_bundle(taker, make_bundle(giver, taker.organisation_id, giver.folder_for("goi")).path)


def page(
    sample: Sample, folder: str, opens: str = "", *presses: str, down: bool = False, every: bool = False
) -> MainWindow:
    """The page of a desk on one of its parts or a member, with some buttons pressed; `down`: the end of what scrolls."""
    fill(sample)
    window = MainWindow(sample.folder, sample.settings)
    desk = sample.open(folder)
    window.show_desk(desk)
    assert window.frame is not None
    window.frame.show_page("members")
    if opens.startswith("SELECT"):
        opens = str(desk.store.value(opens))
    window.frame.page("members").open(opens)
    window.show()
    if every:
        write(window, "Chi bộ", "Mọi chi bộ")
    if opens == "figures" and folder != "cap-tren":
        write(window, "So với ngày đã chốt", "31/12/2025")
    for words in presses:
        QTest.qWait(20)
        press(window, words)
    QTest.qWait(20)
    for area in window.findChildren(QScrollArea):
        if down and area.isVisible():
            bar = area.verticalScrollBar()
            QTimer.singleShot(60, area, partial(bar.setValue, 100_000))
    return window


DUE = "Giàng Thị Dua, Chi bộ bản Suối Lanh · huy hiệu 30 năm · đủ ngày 02/11/2026 · tuổi đảng 30 năm, Đã đề nghị"
FIRST = "SELECT id FROM member WHERE file_number LIKE '001200%' ORDER BY id"


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    yield "members-cell", lambda: page(sample, "chi-bo-1")
    yield "members-cell-filter", lambda: page(sample, "chi-bo-1", "", "Lọc")
    yield "members-cell-card", lambda: page(sample, "chi-bo-1", FIRST)
    yield "members-cell-card-below", lambda: page(sample, "chi-bo-1", FIRST, down=True)
    yield "members-cell-badges", lambda: page(sample, "chi-bo-1", "badges")
    yield "members-cell-figures", lambda: page(sample, "chi-bo-1", "figures")
    yield "members-commune", lambda: page(sample, "xa")
    yield "members-commune-all", lambda: page(sample, "xa", "", every=True)
    yield "members-commune-badges", lambda: page(sample, "xa", "badges")
    yield "members-commune-badges-below", lambda: page(sample, "xa", "badges", down=True)
    yield "members-commune-figures", lambda: page(sample, "xa", "figures")
    yield "members-commune-figures-list", lambda: page(sample, "xa", "figures", "Dự bị, 0 → 3 (+3)")
    yield "members-commune-badge", lambda: page(sample, "xa", "badges", DUE)
    yield "members-commune-figures-below", lambda: page(sample, "xa", "figures", down=True)
    yield "members-upper", lambda: page(sample, "cap-tren", "figures")


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
