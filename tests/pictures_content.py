"""Pictures of last month, content and decisions while one works in them: python tests/pictures_content.py OUTDIR [word]."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from chibo_desktop.actions.decisions import add_assignment, report_assignment
from chibo_desktop.actions.meetings import add_guest, add_meeting, change_agenda_item, change_meeting
from chibo_desktop.actions.phrases import keep_phrase
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.ui import look
from chibo_desktop.ui.start import make_application
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from ui.hands import editor, press
from ui.keys import type_letters
from ui.step_host import Cell, Host, focused, key, make_cell, write

SHAPES = ((582, 100), (1118, 100), (1118, 150), (1366, 150))
"""Width of the step in pixels, and the zoom: at 150 % thread and paper are folded away."""


def _told(cell: Cell) -> Host:
    """One going on, one milestone, one that always comes back."""
    desk, meeting, _ = cell
    _, september = add_meeting(desk, period="2026-09", held_on=date(2026, 9, 5))
    add_assignment(
        desk, september, title="Chuyên đề giảm nghèo", due_on=date(2026, 11, 30), milestone="interim"
    )
    add_assignment(desk, september, title="Thu, nộp đảng phí", recurring=True)
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    words = "Đã rà soát 4 hộ; còn 2 hộ ở nương chưa về nên tổ rà soát hẹn cuối tháng đến từng nhà."
    report_assignment(desk, sheet.due_before[0].id, meeting, "ongoing", words, percent_done=70)
    host = _host(cell, "last_month")
    host.step.show_place(sheet.due_before[0].id, "result")
    return host


def _directions(cell: Cell) -> Host:
    desk, meeting, people = cell
    words = "- Sớm hoàn thành đường nước.\n- Giữ rừng đầu nguồn."
    add_guest(
        desk, meeting, full_name="Hà Văn Thắng", office="Phó Bí thư Đảng ủy xã Mường Sáy", directions=words
    )
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    change_agenda_item(desk, sheet.agenda[0].facts.id, preparer_id=people[3])
    host = _host(cell, "content")
    editor(host, "Hà Văn Thắng").setFocus()
    key(Qt.Key.Key_F8)
    return host


def _phrases(cell: Cell) -> Host:
    desk = cell[0]
    for body in (
        "Chi bộ nhất trí với báo cáo.",
        "Giao đồng chí Bí thư theo dõi, đôn đốc, báo cáo tại kỳ sau.",
    ):
        keep_phrase(desk, body)
    for month in (8, 9):
        _, made = add_meeting(desk, period=f"2026-{month:02d}", held_on=date(2026, month, 5))
        change_meeting(desk, made, conclusion="Mỗi đảng viên phụ trách hai hộ, nắm việc từng nhà.")
    host = _host(cell, "content")
    type_letters(focused(), "kiêm")
    key(Qt.Key.Key_Return)
    type_letters(focused(), "Tôi đồng ý. Bà con mong có điện.")
    key(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    type_letters(focused(), "ho")
    return host


def _drafted(cell: Cell) -> Host:
    desk, meeting, _ = cell
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    for row, state, words in zip(
        sheet.due_before, ("ongoing", "done", "not_done"), ("Còn 2 hộ.", "Xong.", "Chưa có lớp."), strict=True
    ):
        report_assignment(desk, row.id, meeting, state, words)
    change_agenda_item(
        desk, sheet.agenda[2].facts.id, conclusion="Chống rét cho gia súc, giữ ấm chuồng trại."
    )
    host = _host(cell, "decisions")
    press(host, "Loại văn kiện: Nghị quyết")
    return host


def _task(cell: Cell) -> Host:
    host = _host(cell, "decisions")
    press(host, "Thêm nhiệm vụ")
    write(host, "Nhiệm vụ", "Che chắn chuồng trại, chống rét cho gia súc")
    write(host, "Người chủ trì", "Quàng Văn Kiêm")
    write(host, "Phối hợp (nếu có)", "Lù Thị Lả, Ban công tác Mặt trận")
    return host


SCENES: tuple[tuple[str, Callable[[Cell], Host]], ...] = (
    ("told", _told),
    ("directions", _directions),
    ("phrases", _phrases),
    ("drafted", _drafted),
    ("task", _task),
)


def _host(cell: Cell, step: str) -> Host:
    host = Host(cell[0], cell[1], step)
    width = WIDTH[0]
    host.resize(width, 1100 if width < 700 else 768)
    host.show()
    host.activateWindow()
    QApplication.processEvents()
    host.step.take_focus()
    QApplication.processEvents()
    return host


WIDTH = [582]
"""How wide the next step is shown."""


def main() -> int:
    """Writes the pictures whose name holds the word."""
    out, word = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    out.mkdir(parents=True, exist_ok=True)
    app = make_application([])
    ring = FocusRing.install(app)
    for name, scene in SCENES:
        for width, zoom in SHAPES:
            path = out / f"{name}-{width}-{zoom}.png"
            if word in path.name:
                _picture(scene, path, width, zoom)
    assert ring is not None
    return 0


def _picture(scene: Callable[[Cell], Host], path: Path, width: int, zoom: int) -> None:
    WIDTH[0] = width
    look.set_zoom(zoom)
    look.apply()
    with tempfile.TemporaryDirectory() as folder:
        host = scene(make_cell(Path(folder)))
        for _ in range(5):
            QApplication.processEvents()
        host.grab().save(str(path))
        host.step.may_leave()
        host.close()
        host.session.close()
        host.deleteLater()
        QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
