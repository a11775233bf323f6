"""Pictures of the five steps in the middle of the sheet, as wide as they stand there: python tests/pictures_steps.py OUTDIR [word]."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.decisions import add_assignment, change_resolution, report_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import (
    add_guest,
    add_meeting,
    add_opinion,
    change_agenda_item,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.members import add_member, add_standing
from chibo_desktop.actions.proposals import add_proposal, answer_proposal
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.unit import Unit
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.content import ContentStep
from chibo_desktop.ui.editors.steps.decisions import DecisionsStep
from chibo_desktop.ui.editors.steps.last_month import LastMonthStep
from chibo_desktop.ui.editors.steps.proposals import ProposalsStep
from chibo_desktop.ui.editors.steps.step import Step
from chibo_desktop.ui.editors.steps.votes import VotesStep
from chibo_desktop.ui.main_window import make_application
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.focus_ring import FocusRing

NOW = datetime(2026, 11, 5, 21, 2, 10, tzinfo=VIETNAM)
NAMES = (
    "Vàng A Chứ", "Giàng Thị Dua", "Lò Văn Hặc", "Pờ Go Hừ", "Quàng Văn Kiêm", "Lù Thị Lả", "Sùng A Dơ", "Lý Go Xá",
    "Pờ Lò Hừ", "Nguyễn Văn Lâm", "Vàng Thị Mai", "Mùa A Sấu", "Hà Thị Xuân", "Lò Văn Pâng",
)  # fmt: skip
STEPS: tuple[type[Step], ...] = (LastMonthStep, ContentStep, VotesStep, DecisionsStep, ProposalsStep)
SHAPES = ((582, 100), (1118, 100), (1118, 150), (1366, 150))
"""Width of the step in pixels, and the zoom: at 150 % thread and paper are folded away."""


def make_cell(folder: Path) -> tuple[Desk, str, list[str]]:
    """A cell with October behind it, and its November meeting with everybody marked."""
    clock = FixedClock(NOW)
    unit = Unit("Chi bộ bản Suối Lanh", "cell", place_name="Mường Sáy", usual_place="Nhà văn hóa bản Suối Lanh")
    desk = set_up(folder, unit, password="suối lanh mùa đông", clock=clock, cost=Cost(t=1, m=64, p=1)).desk
    people = [add_member(desk, full_name=name, office="secretary" if not n else None)[1] for n, name in enumerate(NAMES)]
    for member, kind in ((people[7], "exempt"), (people[8], "exempt"), (people[6], "away"), (people[10], "away")):
        add_standing(desk, member, kind, date(2025, 1, 1))
    october = add_meeting(desk, period="2026-10", held_on=date(2026, 10, 5), started_at=time(19, 30))[1]
    record_all_present(desk, october)
    change_meeting(desk, october, ended_at=time(21, 15), secretary_id=people[1], read_back=True)
    for title, leader, due in (
        ("Rà soát 6 hộ cận nghèo, lập danh sách", people[5], date(2026, 10, 5)),
        ("Sửa đường nước bản, 420 m", people[3], date(2026, 11, 4)),
        ("Giúp đỡ quần chúng Mùa A Sấu học lớp nhận thức về Đảng", people[1], date(2026, 11, 5)),
    ):
        add_assignment(desk, october, title=title, leader_id=leader, due_on=due, helpers="Sùng A Nhà")
    asked = add_proposal(desk, october, content="Đề nghị cấp loa truyền thanh cho nhà văn hóa bản", competence="cell", source="people")
    answer_proposal(desk, asked[1], content="Xã cấp 1 bộ loa, giao trước ngày 20 tháng 11.", outcome="settled", paper_number="112-CV/ĐU")
    finalise(desk, october)
    november = add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5), started_at=time(19, 30), secretary_id=people[1])[1]
    record_all_present(desk, november)
    record_attendance(desk, november, people[2], "excused", "ốm")
    return desk, november, people


def fill(desk: Desk, meeting: str, people: list[str]) -> None:
    """What has been written down by half past nine."""
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    report_assignment(desk, sheet.due_before[0].id, meeting, "done", "Đã lập danh sách 6 hộ, gửi xã ngày 20/10.")
    report_assignment(desk, sheet.due_before[1].id, meeting, "ongoing", "Xong 300 m; còn 120 m vì mưa.")
    item = sheet.agenda[0].facts.id
    change_agenda_item(desk, item, presenter_id=people[1], summary="Phổ biến bản tin nội bộ tháng 11.", conclusion="Mỗi đảng viên đọc lại bản tin trong gia đình.")
    add_opinion(desk, meeting, body="Bà con mong sớm có điện thắp sáng đường vào bản.", member_id=people[3], agenda_item_id=sheet.agenda[1].facts.id)
    add_opinion(desk, meeting, body="Đề nghị chia lại tổ phụ trách hộ cho đều.", member_id=people[5], agenda_item_id=sheet.agenda[1].facts.id)
    add_guest(desk, meeting, full_name="Hà Văn Thắng", office="Ủy viên Ban Thường vụ Đảng ủy xã", directions="Sớm hoàn thành đường nước.")
    add_ballot(desk, meeting, matter="Đề nghị kết nạp quần chúng Vàng A Páo", yes_count=8, no_count=1, method="secret", threshold="two_thirds")
    add_ballot(desk, meeting, matter="Đề nghị kết nạp quần chúng Lò Thị Inh", method="secret", threshold="two_thirds")
    change_resolution(desk, meeting, kind="resolution", summary="lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026", direction="Hoàn thành đường nước, chống rét cho gia súc.")
    add_assignment(desk, meeting, title="Che chắn chuồng trại, chống rét cho gia súc", leader_id=people[4], due_on=date(2026, 11, 25))
    add_assignment(desk, meeting, title="Làm nốt 120 m đường nước bản", leader_id=people[3], helpers="Lù Thị Lả")
    add_proposal(desk, meeting, content="Đề nghị mở lớp xóa mù chữ cho phụ nữ bản Suối Lanh", source="people", field="giáo dục", place="bản Suối Lanh", competence="commune")
    add_proposal(desk, meeting, content="Đề nghị đổ bê tông 200 m đường vào bản Nà Hừ", source="member", field="giao thông")


class Host(QWidget):
    """A window that holds one step and shows the sheet again after every write, as the sheet does."""

    def __init__(self, desk: Desk, meeting: str, step: type[Step]) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.session = Session(desk, Settings(desk.folder))
        self._meeting = meeting
        self.step = step(self.session, meeting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.step)
        self.session.changed.connect(lambda _changes: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        sheet = meeting_sheet(self.session.store, self._meeting)
        assert sheet is not None
        self.step.refresh(sheet)


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
                name = f"{step.KEY}-{width}-{zoom}"
                if word in name:
                    _picture(app, lambda step=step: Host(desk, meeting, step), out / f"{name}.png", width, zoom)  # type: ignore[misc]
    assert ring is not None
    return 0


def _picture(app: QApplication, make: Callable[[], QWidget], path: Path, width: int, zoom: int) -> None:
    look.set_zoom(zoom)
    look.apply()
    host = make()
    host.resize(width, 1100 if width < 700 else 900)
    host.show()
    host.activateWindow()
    app.processEvents()
    assert isinstance(host, Host)
    host.step.take_focus()
    for _ in range(5):
        app.processEvents()
    host.grab().save(str(path))
    host.close()
    host.deleteLater()
    app.processEvents()


if __name__ == "__main__":
    sys.exit(main())
