"""Pictures of votes and of persons considered, as wide as the step stands: python tests/pictures_votes.py OUTDIR [word]."""

from __future__ import annotations

import sys
from datetime import time

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.cases import add_case, begin_vote, draft_case_resolution, rate_member
from chibo_desktop.actions.meetings import record_attendance
from chibo_desktop.lists.cases import cases_at
from poses import Pose, host_of, take_poses
from ui.hands import press
from ui.step_host import Cell, Host, lock, write
from ui.test_cases import begin, write_choice


def _vote(cell: Cell) -> Host:
    desk, meeting, _ = cell
    add_ballot(desk, meeting, matter="Thông qua nghị quyết tháng 11", yes_count=8, no_count=1)
    host = host_of(cell, "votes")
    press(host, "Thêm việc biểu quyết")
    return host


def _papers(cell: Cell) -> Host:
    desk, meeting, people = cell
    record_attendance(desk, meeting, people[0], "present", left_at=time(20, 30))
    add_ballot(desk, meeting, matter="Đề nghị kết nạp", decision="admission", yes_count=6)
    host = host_of(cell, "votes")
    press(host, "Đề nghị kết nạp, Phiếu kín · ít nhất hai phần ba, Chưa đủ điều kiện")
    for label, number in (("Phát ra", "8"), ("Thu về", "8"), ("Hợp lệ", "8")):
        write(host, label, number)
    write(host, "Tán thành", "9")
    return host


def _proposed(cell: Cell) -> Host:
    host = host_of(cell, "votes")
    press(host, "Thêm việc biểu quyết")
    return host


def _rest(cell: Cell) -> Host:
    host = host_of(cell, "votes")
    press(host, "Thêm việc biểu quyết")
    write(host, "Việc biểu quyết", "Thông qua nghị quyết")
    write(host, "Không tán thành", "1")
    return host


def _admission(cell: Cell) -> Host:
    held = begin(cell, "admission")
    desk, meeting, _ = held
    for name in ("Vàng A Páo", "Lò Thị Inh"):
        _, case = add_case(desk, meeting, full_name=name)
        begin_vote(desk, case)
    host = host_of(held, "cases")
    for number, opened in ((8, ""), (5, "Lò Thị Inh, Đề nghị kết nạp, Chưa biểu quyết")):
        if opened:
            press(host, opened)
        write(host, "Tán thành", str(number))
        write(host, "Không tán thành", str(9 - number))
    draft_case_resolution(desk, cases_at(desk.store, meeting)[1].facts.id)
    host.refresh()
    return host


def _exemption(cell: Cell) -> Host:
    host = host_of(begin(cell, "exemption"), "cases")
    press(host, "Thêm người được xét")
    write(host, "Đảng viên được xét", "Mùa A Sấu")
    write_choice(host, "Lý do miễn", "Tuổi cao, sức yếu")
    write(host, "Miễn từ ngày", "1/12/2026")
    press(host, "Ghi kết quả biểu quyết")
    write(host, "Tán thành", "9")
    return host


def _exempted(cell: Cell) -> Host:
    host = _exemption(cell)
    lock(host.desk, host.meeting)
    host.refresh()
    return host


def _discipline(cell: Cell) -> Host:
    host = host_of(begin(cell, "discipline"), "cases")
    press(host, "Thêm người được xét")
    write(host, "Đảng viên được xét", "Vàng Thị Mai")
    press(host, "Ghi kết quả biểu quyết")
    press(host, "Hình thức: Phiếu kín")
    for label, number in (("Khiển trách", "2"), ("Cảnh cáo", "4"), ("Cách chức", "3")):
        write(host, label, number)
    return host


def _review(cell: Cell) -> Host:
    held = begin(cell, "review")
    desk, meeting, people = held
    for place, level in enumerate(("excellent", "good", "good", "fulfilled")):
        rate_member(
            desk, meeting, people[place], self_rating=level, rating=level, yes_count=9 - place, no_count=place
        )
    return host_of(held, "cases")


POSES: dict[str, Pose] = {
    "vote": _vote,
    "papers": _papers,
    "proposed": _proposed,
    "rest": _rest,
    "admission": _admission,
    "exemption": _exemption,
    "exempted": _exempted,
    "discipline": _discipline,
    "review": _review,
}


if __name__ == "__main__":
    sys.exit(take_poses(POSES, high=1100))
