"""Pictures of the five steps in the middle of the sheet, as wide as they stand there: python tests/pictures_steps.py OUTDIR [word]."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.decisions import add_assignment, change_resolution, report_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_guest, add_opinion, change_agenda_item
from chibo_desktop.actions.proposals import add_proposal
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.ui import look
from chibo_desktop.ui.start import make_application
from chibo_desktop.ui.widgets.focus_ring import FocusRing
from ui.hands import press
from ui.step_host import Host, make_cell, write

Pose = tuple[tuple[str, str | None], ...]
STEPS = ("last_month", "content", "votes", "decisions", "proposals")
SECOND = "2. Đánh giá kết quả lãnh đạo, thực hiện nhiệm vụ tháng trước, 2 ý kiến, Chưa kết luận"
POSES = (
    ("votes", "refused", (("Tán thành", "8"), ("Không tán thành", "3"))),
    ("content", "said", ((SECOND, None),)),
    ("decisions", "task", (("Thêm nhiệm vụ", None),)),
    ("proposals", "new", (("Thêm kiến nghị", None), ("Kiến nghị của: Nhân dân", None))),
)
"""Step, name, and what is pressed (None) or written before the picture is taken."""
SHAPES = ((582, 100), (1118, 100), (1118, 150), (1366, 150))
"""Width of the step in pixels, and the zoom: at 150 % thread and paper are folded away."""


def fill(desk: Desk, meeting: str, people: list[str]) -> None:
    """What has been written down by half past nine."""
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    _fill_talk(desk, sheet, people)
    _fill_votes(desk, meeting)
    _fill_outcome(desk, sheet, people)


def _fill_talk(desk: Desk, sheet: MeetingSheet, people: list[str]) -> None:
    meeting = sheet.meeting.id
    report_assignment(
        desk, sheet.due_before[0].id, meeting, "ongoing", "Đã rà soát 4 hộ; còn 2 hộ ở nương chưa về."
    )
    report_assignment(desk, sheet.due_before[1].id, meeting, "done", "Xong 420 m, nước đã về bản.")
    item = sheet.agenda[0].facts.id
    change_agenda_item(
        desk,
        item,
        presenter_id=people[1],
        summary="Phổ biến bản tin nội bộ tháng 11.",
        conclusion="Mỗi đảng viên đọc lại bản tin trong gia đình.",
    )
    for place, body in (
        (3, "Bà con mong sớm có điện thắp sáng đường vào bản."),
        (5, "Đề nghị chia lại tổ phụ trách hộ cho đều."),
    ):
        second = sheet.agenda[1].facts.id
        add_opinion(desk, meeting, body=body, member_id=people[place], agenda_item_id=second)
    add_guest(
        desk,
        meeting,
        full_name="Hà Văn Thắng",
        office="Ủy viên Ban Thường vụ Đảng ủy xã",
        directions="Sớm hoàn thành đường nước.",
    )


def _fill_votes(desk: Desk, meeting: str) -> None:
    add_ballot(
        desk,
        meeting,
        matter="Đề nghị kết nạp quần chúng Vàng A Páo",
        yes_count=8,
        no_count=1,
        method="secret",
        threshold="two_thirds",
    )
    add_ballot(
        desk, meeting, matter="Đề nghị kết nạp quần chúng Lò Thị Inh", method="secret", threshold="two_thirds"
    )


def _fill_outcome(desk: Desk, sheet: MeetingSheet, people: list[str]) -> None:
    meeting = sheet.meeting.id
    change_resolution(
        desk,
        meeting,
        kind="resolution",
        summary="lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026",
        direction="Hoàn thành đường nước, chống rét cho gia súc.",
    )
    add_assignment(
        desk,
        meeting,
        title="Che chắn chuồng trại, chống rét cho gia súc",
        leader_id=people[4],
        due_on=sheet.day + timedelta(days=20),
    )
    add_assignment(
        desk, meeting, title="Làm nốt 120 m đường nước bản", leader_id=people[3], helpers="Lù Thị Lả"
    )
    add_proposal(
        desk,
        meeting,
        content="Đề nghị mở lớp xóa mù chữ cho phụ nữ bản Suối Lanh",
        source="people",
        field="giáo dục",
        place="bản Suối Lanh",
        competence="commune",
    )
    add_proposal(
        desk,
        meeting,
        content="Đề nghị đổ bê tông 200 m đường vào bản Nà Hừ",
        source="member",
        field="giao thông",
    )


def main() -> int:
    """Writes the pictures whose name holds the word."""
    out, word = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    out.mkdir(parents=True, exist_ok=True)
    app = make_application([])
    ring = FocusRing.install(app)
    look.apply()
    with tempfile.TemporaryDirectory() as folder:
        desk, meeting, people = make_cell(Path(folder))
        fill(desk, meeting, people)
        for step in STEPS:
            for width, zoom in SHAPES:
                name = f"{step}-{width}-{zoom}"
                if word in name:
                    _picture(app, (desk, meeting, step), out / f"{name}.png", width=width, zoom=zoom)
        for step, name, pose in POSES:
            for width, zoom in SHAPES:
                path = out / f"{step}-{name}-{width}-{zoom}.png"
                if word in path.name:
                    _picture(app, (desk, meeting, step), path, width=width, zoom=zoom, pose=pose)
    assert ring is not None
    return 0


def _picture(
    app: QApplication, shown: tuple[Desk, str, str], path: Path, *, width: int, zoom: int, pose: Pose = ()
) -> None:
    look.set_zoom(zoom)
    look.apply()
    host = Host(*shown)
    host.resize(width, 1100 if width < 700 else 900)
    host.show()
    host.activateWindow()
    app.processEvents()
    host.step.take_focus()
    for label, words in pose:
        if words is None:
            press(host, label)
        else:
            write(host, label, words)
    for _ in range(5):
        app.processEvents()
    host.grab().save(str(path))
    host.close()
    host.deleteLater()
    app.processEvents()


if __name__ == "__main__":
    sys.exit(main())
