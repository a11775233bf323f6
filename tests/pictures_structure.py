"""Pictures of the organisations below, at a commune and above, 100 % and 150 %: python tests/pictures_structure.py OUTDIR [word]."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QAbstractButton, QApplication

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.places import add_place, describe_below, record_hand_figure, serve_place
from chibo_desktop.actions.structure import end_district_level, place_organisation, record_historic
from chibo_desktop.actions.structure_successions import merge
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui import look
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import make_application
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from exchange.province import join
from ui.hands import press, shown, write

NAMES = ("Nà Hừ", "Pa Thơm", "Suối Vàng", "Huổi Lích", "Nậm Pọng", "Suối Lanh")
Act = Callable[[Frame], object]


def make_books(folder: Path) -> tuple[Desk, Desk]:
    """A commune whose cells merged and were renamed, and the body above with a district of former times."""
    clock = FixedClock(datetime(2026, 10, 5, 19, 40, tzinfo=VIETNAM), timedelta(seconds=20))
    upper = make_desk(folder / "upper", clock, "upper", "Đảng bộ tỉnh Nậm Sơn")
    commune = make_desk(folder / "commune", clock, "commune", "Đảng bộ xã Mường Sáy")
    other = make_desk(folder / "other", clock, "commune", "Đảng bộ xã Pa Nậm")
    for one in (commune, other):
        join(one, upper)
    moved_to = other.organisation_id
    other.close()
    cells = [add_cell(commune, name=f"Chi bộ bản {name}")[1] for name in NAMES]
    describe_below(commune, cells[0], area="hamlet", difficult=True)
    describe_below(commune, cells[5], area="hamlet", grassroots=True)
    own = join_cell(folder, clock, commune)
    read_bundle(commune, make_bundle(own, commune.organisation_id, folder).path)
    merge(commune, [cells[1]], cells[0], on=date(2026, 3, 1), basis="QĐ 21-QĐ/ĐU, 25/02/2026")
    place_organisation(commune, cells[2], from_on=date(2025, 7, 1), name="Chi bộ bản Suối Bạc", basis="QĐ 12")
    for name in ("Bản Nà Hừ", "Bản Pa Thơm"):
        _, hamlet = add_place(commune, name=name)
        serve_place(commune, hamlet, cells[0], from_on=date(2026, 3, 1))
    year = PartialDate(2026)
    record_hand_figure(
        commune,
        indicator="IND-12-masses",
        period_from=year,
        period_until=year,
        denominator=2_140,
        source="báo cáo số 15/BC-UBND của UBND xã",
    )
    read_bundle(upper, make_bundle(commune, upper.organisation_id, folder).path)
    record_historic(upper, name="Đảng bộ Quân sự tỉnh", kind="commune", sort="armed")
    _, district = record_historic(upper, name="Đảng bộ huyện Nậm Ngà", kind="district", sort="rural_district")
    place_organisation(upper, commune.organisation_id, parent_id=district, until_on=date(2025, 6, 30))
    record_historic(
        upper, name="Đảng bộ xã Huổi Sáy", kind="commune", parent_id=district, until_on=date(2025, 6, 30)
    )
    place_organisation(upper, own.organisation_id, parent_id=moved_to, from_on=date(2026, 9, 1))
    own.close()
    return commune, upper


def join_cell(folder: Path, clock: FixedClock, commune: Desk) -> Desk:
    cell = make_desk(folder / "cell", clock, "cell", "Chi bộ Trường Tiểu học Mường Sáy")
    join(cell, commune)
    return cell


def below(frame: Frame) -> None:
    frame.show_page("settings")
    frame.page("settings").open("below")


def opened(frame: Frame, beginning: str) -> None:
    below(frame)
    QApplication.processEvents()
    wanted = (
        one for one in shown(frame, QAbstractButton) if one.accessibleName().strip().startswith(beginning)
    )
    next(wanted).click()


def deciding(frame: Frame, words: str, beginning: str = "Chi bộ bản Nà Hừ") -> None:
    opened(frame, beginning)
    QApplication.processEvents()
    press(frame, words)


def tool(frame: Frame, words: str) -> None:
    below(frame)
    press(frame, words)


def of_day(frame: Frame, day: str) -> None:
    below(frame)
    write(frame, "Xem ngày", day)


def at_commune() -> Iterator[tuple[str, Act]]:
    yield "card-in-settings", lambda frame: frame.show_page("settings")
    yield "tree", below
    yield "organisation", lambda frame: opened(frame, "Chi bộ bản Nà Hừ")
    yield "with-laptop", lambda frame: opened(frame, "Chi bộ Trường")
    for word, name in (("rename", "Đổi tên"), ("move", "Chuyển nơi trực thuộc"), ("merge", "Sáp nhập")):
        yield word, lambda frame, name=name: deciding(frame, name)  # type: ignore[misc]
    yield "split", lambda frame: deciding(frame, "Chia tách")
    yield "end-refused", _refused
    yield "replace", lambda frame: deciding(frame, "Lập mới thay thế")
    yield "place", lambda frame: deciding(frame, "Thêm địa bàn")
    yield "figures", _figures
    yield "figure-form", _figure_form
    yield "before", lambda frame: of_day(frame, "30/6/2025")


def at_upper() -> Iterator[tuple[str, Act]]:
    yield "upper-districts", lambda frame: tool(frame, "Kết thúc cấp huyện")
    yield "upper-tree", _ended
    yield "upper-before", lambda frame: of_day(frame, "30/6/2025")
    yield "upper-district", lambda frame: opened(frame, "Đảng bộ huyện Nậm Ngà")
    yield "upper-historic", lambda frame: tool(frame, "Ghi tổ chức cũ")
    yield "upper-moved", lambda frame: opened(frame, "Chi bộ Trường")
    for word, name in (("upper-move", "Chuyển nơi trực thuộc"), ("upper-replace", "Lập mới thay thế")):
        yield word, lambda frame, name=name: deciding(frame, name, "Chi bộ Trường")  # type: ignore[misc]


def _ended(frame: Frame) -> None:
    end_district_level(frame.session.desk)
    below(frame)


def _refused(frame: Frame) -> None:
    deciding(frame, "Kết thúc hoạt động")
    press(frame, "Ghi kết thúc")


def _figures(frame: Frame) -> None:
    tool(frame, "Nhập số liệu tay")


def _figure_form(frame: Frame) -> None:
    _figures(frame)
    [one for one in shown(frame, QAbstractButton) if one.accessibleName() == "Nhập số liệu tay"][-1].click()


def main(folder: Path, wanted: str) -> None:
    app = make_application([])
    ring = FocusRing.install(app)
    folder.mkdir(parents=True, exist_ok=True)
    for zoom in (100, 150):
        look.set_zoom(zoom)
        look.apply()
        with tempfile.TemporaryDirectory() as place:
            commune, upper = make_books(Path(place))
            for desk, scenes in ((commune, at_commune()), (upper, at_upper())):
                take(app, desk, scenes, folder, f"{zoom} {wanted}")
    ring.deleteLater()


def take(app: QApplication, desk: Desk, scenes: Iterator[tuple[str, Act]], folder: Path, wanted: str) -> None:
    """`wanted`: the zoom, and a word the pictures' names must hold."""
    zoom, _, word = wanted.partition(" ")
    window = MainWindow(desk.folder, Settings(desk.folder.parent), clock=desk.store.clock)
    window.show_desk(desk)
    frame = window.frame
    assert frame is not None
    for name, act in scenes:
        if word in name:
            window.resize(1366, 768)
            window.show()
            window.activateWindow()
            act(frame)
            for _ in range(5):
                app.processEvents()
            target = folder / f"{name}-{zoom}.png"
            window.grab().save(str(target))
            print(target)
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
