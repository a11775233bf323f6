"""Pictures of the parts "Chỉ tiêu kết nạp" and "Thôn, bản" at every desk: python tests/pictures_places.py OUTDIR [word]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from pictures import Sample, make_pictures  # isort: skip - sets the offscreen platform before Qt comes
from PySide6.QtWidgets import QWidget

from chibo_desktop.actions.admission_targets import give_targets, set_own_target
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.place_states import (
    change_place,
    put_in_charge,
    set_place_head,
    set_place_state,
)
from chibo_desktop.actions.places import add_place, serve_place
from chibo_desktop.lists.admission_targets import admission_targets
from chibo_desktop.lists.place_states import people_to_choose
from chibo_desktop.lists.tree import organisations
from pictures_development import carry, page
from pictures_development import fill as fill_candidates

HAMLETS = ("Bản Suối Lanh", "Bản Nà Hừ", "Bản Pa Thơm", "Bản Hua Ngài", "Bản Nậm Pang", "Thôn Đoàn Kết")
OTHERS = (
    ("Trường Tiểu học Mường Sáy", "school"),
    ("Trường Mầm non Nà Hừ", "school"),
    ("Trạm y tế xã", "clinic"),
)


def fill(sample: Sample) -> None:
    """Once, after the candidates: numbers given by the upper body and the commune, whom a cell admitted, the places of the commune."""
    fill_candidates(sample)
    cell, commune, upper = (sample.open(name) for name in ("chi-bo-1", "xa", "cap-tren"))
    if not admission_targets(commune.store).years_of(commune.organisation_id):
        write_targets(cell, commune, upper)
        write_places(commune)
        carry(commune, upper)
    for desk in (cell, commune, upper):
        desk.close()


def write_targets(cell: Desk, commune: Desk, upper: Desk) -> None:
    communes = organisations(upper.store).at(upper.today).below(upper.organisation_id)
    give_targets(upper, 2026, dict.fromkeys(communes, 5), basis="KH 08-KH/TU")
    carry(upper, commune)
    cells = organisations(commune.store).at(commune.today).below(commune.organisation_id)
    numbers = dict(zip(cells, (2, 1, 3, 1, 2), strict=False))
    give_targets(commune, 2026, numbers | {cell.organisation_id: 2}, basis="KH 12-KH/ĐU ngày 15/01/2026")
    set_own_target(commune, 2026, 2030, 25, basis="NQ Đại hội Đảng bộ xã")
    for name, day in (
        ("Lầu A Chu", date(2026, 2, 3)),
        ("Cứ Thị Mai", date(2026, 5, 19)),
        ("Hờ A Sùng", date(2026, 9, 2)),
    ):
        add_member(cell, full_name=name, official=False, decided_on=day, joined_on=date(2026, 11, 1))
    carry(cell, commune)
    carry(commune, cell)


def write_places(commune: Desk) -> None:
    cells = organisations(commune.store).at(commune.today).cells(commune.organisation_id)
    people = people_to_choose(commune.store, commune.organisation_id, commune.today)
    places = [
        add_place(commune, name=name, kind="village" if "Thôn" in name else "hamlet")[1] for name in HAMLETS
    ]
    for place, one in zip(places, cells, strict=False):
        serve_place(commune, place, one, from_on=date(2015, 1, 1))
    set_place_state(commune, places[4], "no_members", from_on=date(2020, 1, 1))
    set_place_state(commune, places[3], "unstable", from_on=date(2024, 6, 1))
    set_place_head(
        commune, places[0], member_id=people[0][0], from_on=date(2023, 3, 1), basis="QĐ 31-QĐ/UBND"
    )
    set_place_head(commune, places[1], full_name="Lò Văn Pâng", from_on=date(2022, 1, 1))
    set_place_head(commune, places[4], full_name="Vừ A Dế", from_on=date(2022, 1, 1))
    put_in_charge(commune, places[4], people[1][0], from_on=date(2026, 1, 15), basis="NQ 04-NQ/ĐU")
    for name, kind in OTHERS:
        add_place(commune, name=name, kind=kind)
    gone, days = add_place(commune, name="Bản Huổi Pán")[1], {"from_on": None, "until_on": date(2020, 5, 31)}
    change_place(commune, gone, name="Bản Huổi Pán", kind="hamlet", **days)


def scene(sample: Sample, folder: str, opens: str, *, down: bool = False, press: str = "") -> QWidget:
    fill(sample)
    return page(sample, folder, opens, down=down, press=press)


PLACE = "SELECT id FROM place WHERE name = 'Bản Nậm Pang'"


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    yield "targets-commune", partial(scene, sample, "xa", "targets")
    yield "targets-commune-give", partial(scene, sample, "xa", "targets", press="Giao chỉ tiêu")
    yield (
        "targets-commune-give-end",
        partial(scene, sample, "xa", "targets", press="Giao chỉ tiêu", down=True),
    )
    yield "targets-commune-one", partial(scene, sample, "xa", "targets", press="Chi bộ bản Suối Lanh")
    yield "targets-commune-term", partial(scene, sample, "xa", "targets", press="Ghi chỉ tiêu nhiệm kỳ")
    yield "targets-commune-change", partial(scene, sample, "xa", "targets", press="Nhiệm kỳ 2025–2030")
    yield "targets-cell", partial(scene, sample, "chi-bo-1", "targets")
    yield "targets-upper", partial(scene, sample, "cap-tren", "targets")
    yield "places-commune", partial(scene, sample, "xa", "places")
    yield "places-commune-end", partial(scene, sample, "xa", "places", down=True)
    yield "places-one", partial(scene, sample, "xa", PLACE)
    yield "places-head", partial(scene, sample, "xa", PLACE, press="Đổi trưởng thôn, bản")
    yield "places-state", partial(scene, sample, "xa", PLACE, press="Đổi tình trạng")
    yield "places-change", partial(scene, sample, "xa", PLACE, press="Sửa nơi này")
    yield "places-new", partial(scene, sample, "xa", "places", press="Thêm thôn, bản")
    yield "places-upper", partial(scene, sample, "cap-tren", "places")
    yield "places-upper-one", partial(scene, sample, "cap-tren", "places", press="Đảng bộ xã Mường Sáy, Thôn")
    yield (
        "places-upper-state",
        partial(scene, sample, "cap-tren", "places", press="Lọc: Chưa có chi bộ"),
    )


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
