"""Pictures of the page "Văn bản" at every desk, of what waits to be read and of materials used: python tests/pictures_documents.py OUTDIR [word]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from pictures import Sample, make_pictures  # isort: skip - sets the offscreen platform before Qt comes
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import register_directive, set_target
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.materials import (
    confirm_readings,
    hand_out,
    remind,
    send_material,
    use_material,
)
from chibo_desktop.lists.directives import indicator_titles
from chibo_desktop.lists.materials import received
from chibo_desktop.ui.editors.text_from_file import TextFromFile
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.check_list import CheckList
from pictures_sheet import sheet_at
from ui.hands import press

STEPS = (
    "Tiến trình:\n1. Nêu mục đích, yêu cầu của chuyên đề\n2. Trình bày dự thảo chuyên đề\n"
    "3. Thảo luận, liên hệ với chi bộ và từng đảng viên\n4. Kết luận, phân công thực hiện"
)
BODY = (
    "Tháng 10, các chi bộ tập trung sơ kết thu hoạch lúa nương, chuẩn bị thức ăn cho trâu bò qua đông.\n"
    "Nêu gương bản Suối Lanh: 12 hộ góp 300 công sửa đường nước."
)


def fill(sample: Sample) -> None:
    """Once: what upper body and commune send, what the first cell read and used, and the way of the bundles."""
    upper, commune, cell = (sample.open(name) for name in ("cap-tren", "xa", "chi-bo-1"))
    if not received(cell.store, cell.organisation_id):
        write(upper, commune, cell)
    for desk in (upper, commune, cell):
        desk.close()


def write(upper: Desk, commune: Desk, cell: Desk) -> None:
    directive = register_directive(
        upper,
        sort="resolution",
        summary="Nâng cao chất lượng sinh hoạt chi bộ, nhất là chi bộ bản, điểm bản",
        shared=True,
        number="07-NQ/TU",
        issuer="Ban Thường vụ Tỉnh ủy",
        valid_from=date(2026, 1, 1),
        content="Đổi mới nội dung, hình thức sinh hoạt; cấp ủy cấp trên dự sinh hoạt với chi bộ.",
    )[1]
    for key, percent in list(zip(indicator_titles(), (90, 91, 95, 100), strict=False)):
        set_target(upper, directive, indicator=key, percent=percent, strict=percent == 91)
    send_material(
        upper,
        sort="notice",
        title="Thông báo rút kinh nghiệm sinh hoạt chi bộ quý III",
        content=BODY,
        issued_on=date(2026, 10, 20),
    )
    carry(upper, commune)
    register_directive(
        commune,
        sort="plan",
        summary="Kế hoạch dự sinh hoạt chi bộ năm 2026",
        number="15-KH/ĐU",
        issuer="Đảng ủy xã",
        issued_on=date(2026, 1, 12),
    )
    bulletin = send_material(
        commune,
        sort="bulletin",
        title="Bản tin Công tác xây dựng Đảng",
        issue="số 10/2026",
        content=BODY,
        issued_on=date(2026, 10, 25),
    )[1]
    send_material(
        commune,
        sort="guidance",
        title="Hướng dẫn sinh hoạt chuyên đề quý IV: giữ rừng đầu nguồn",
        content=STEPS,
        issued_on=date(2026, 10, 28),
    )
    old = send_material(
        commune,
        sort="material",
        title="Tài liệu tuyên truyền 95 năm ngày truyền thống",
        issued_on=date(2026, 9, 30),
    )[1]
    remind(
        commune,
        cell.organisation_id,
        title="Nhập số phải dự kỳ tháng 11",
        content="Đề nghị chi bộ chuẩn bị đủ danh sách, họp trước ngày 05/11/2026.",
    )
    hand_out(commune, bulletin, [cell.organisation_id], copies=9)
    carry(commune, cell)
    confirm_readings(cell, [old])
    register_directive(
        cell,
        sort="regulation",
        summary="Quy chế làm việc của chi bộ nhiệm kỳ 2025–2030",
        valid_from=date(2025, 4, 10),
        valid_until=date(2030, 4, 9),
        content="Điều 1. Chi bộ họp ngày 05 hằng tháng.",
    )
    november = cell.store.value("SELECT id FROM meeting WHERE period = '2026-11'")
    use_material(cell, str(november), material_id=old)
    use_material(cell, str(november), title="Báo cáo kết quả tháng 10 của chi bộ")
    carry(cell, commune)


def carry(giver: Desk, taker: Desk) -> None:
    read_bundle(taker, make_bundle(giver, taker.organisation_id, giver.folder_for("goi")).path)


def page(sample: Sample, folder: str, opens: str = "", presses: str = "") -> MainWindow:
    """The page of a desk, on one of its parts or one document, after a button was pressed."""
    fill(sample)
    window = MainWindow(sample.folder, sample.settings)
    desk = sample.open(folder)
    window.show_desk(desk)
    assert window.frame is not None
    window.frame.show_page("documents")
    if opens.startswith("SELECT"):
        opens = str(desk.store.value(opens))
    window.frame.page("documents").open(opens)
    window.show()
    QTest.qWait(20)
    for button in window.findChildren(QAbstractButton):
        if presses and button.accessibleName() == presses and button.isVisible():
            button.click()
            break
    return window


def choosing(sample: Sample, *, is_low: bool = False) -> QWidget:
    """The form with its receivers ticked one by one, and words taken from a file."""
    window = page(sample, "cap-tren", "sent", "Gửi tài liệu, thông báo")
    press(window, "Gửi cho: Chọn nơi nhận")
    (places,) = window.findChildren(CheckList)
    for row in (1, 2) if not places.checked() else ():
        places.setCurrentRow(row)
        places.turn_current()
    words = sample.folder / "Huong dan quy IV.txt"
    words.write_text(f"Hướng dẫn sinh hoạt chuyên đề quý IV\n{STEPS}", encoding="utf-8")
    (taking,) = [each for each in window.findChildren(TextFromFile) if each.isVisible()]
    taking.take(words)
    QTest.qWait(400)
    return scrolled(window, 300, "Nội dung") if is_low else window


def today(sample: Sample) -> MainWindow:
    fill(sample)
    window = MainWindow(sample.folder, sample.settings)
    window.show_desk(sample.open("chi-bo-1"))
    return window


def prepare(sample: Sample) -> QWidget:
    fill(sample)
    return sheet_at(sample, "2026-11", "prepare", marked=False)


def scrolled(window: QWidget, to: int, name: str = "Chương trình") -> QWidget:
    """The lower part of what holds a thing of that name."""
    QTest.qWait(20)
    for area in window.findChildren(QScrollArea):
        if area.isVisible() and any(each.accessibleName() == name for each in area.findChildren(QWidget)):
            QTimer.singleShot(60, area, partial(area.verticalScrollBar().setValue, to))
    return window


def scenes(sample: Sample) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Each picture's name and how its window is made."""
    yield "documents-cell", lambda: page(sample, "chi-bo-1")
    yield (
        "documents-cell-notice",
        lambda: page(sample, "chi-bo-1", "SELECT id FROM material WHERE sort = 'notice'"),
    )
    yield (
        "documents-cell-guidance",
        lambda: page(sample, "chi-bo-1", "SELECT id FROM material WHERE sort = 'guidance'"),
    )
    yield (
        "documents-cell-directive",
        lambda: page(sample, "chi-bo-1", "SELECT id FROM directive WHERE sort = 'resolution'"),
    )
    yield "documents-cell-regulations", lambda: page(sample, "chi-bo-1", "regulations")
    yield "documents-commune-sent", lambda: page(sample, "xa", "sent")
    yield (
        "documents-commune-bulletin",
        lambda: page(sample, "xa", "SELECT id FROM material WHERE sort = 'bulletin'"),
    )
    yield "documents-commune-new", lambda: page(sample, "xa", "sent", "Gửi tài liệu, thông báo")
    yield "documents-upper-some", lambda: choosing(sample)
    yield "documents-upper-some-below", lambda: choosing(sample, is_low=True)
    yield "documents-commune-regulations", lambda: page(sample, "xa", "regulations")
    yield "documents-commune-register", lambda: page(sample, "xa", "register")
    yield "documents-upper-directive", lambda: page(sample, "cap-tren", "SELECT id FROM directive")
    yield "documents-upper-new", lambda: page(sample, "cap-tren", "register", "Vào sổ văn bản")
    yield "documents-empty", lambda: page(sample, "chi-bo-2", "library")
    yield "documents-today", lambda: today(sample)
    yield "documents-prepare", lambda: prepare(sample)
    yield "documents-prepare-below", lambda: scrolled(prepare(sample), 1240)


if __name__ == "__main__":
    sys.exit(make_pictures(sys.argv, scenes))
