"""Pictures of elections, as wide as the step stands: python tests/pictures_elections.py OUTDIR [word]."""

from __future__ import annotations

import sys

from chibo_desktop.actions.elections import begin_round, change_nominee, need_election
from poses import Pose, host_of, take_poses
from ui.hands import press
from ui.step_host import Cell, Host, write
from ui.test_elections import begin, close, elect


def _blank(cell: Cell) -> Host:
    host = host_of(begin(cell), "elections")
    press(host, "Thêm cuộc bầu cử")
    return host


def _listing(cell: Cell) -> Host:
    host = _blank(cell)
    write(host, "Số lượng cần bầu", "3")
    for name in ("Vàng A Chứ", "Giàng Thị Dua"):
        write(host, "Thêm người vào danh sách", name)
    write(host, "Phát ra", "9")
    write(host, "Thu về", "9")
    return host


def _failed(cell: Cell) -> Host:
    held = begin(cell)
    elect(held, "committee", 3, {0: 8, 1: 7, 3: 4, 4: 2})
    host = host_of(held, "elections")
    press(host, "Bầu Chi ủy, cần bầu 3 · danh sách 4, Trúng cử 2 trên 3")
    return host


def _wrong(cell: Cell) -> Host:
    held = begin(cell)
    elect(held, "committee", 3, {0: 8, 1: 7, 3: 5, 4: 5})
    host = host_of(held, "elections")
    press(host, "Bầu Chi ủy, cần bầu 3 · danh sách 4, Trúng cử 2 trên 3")
    write(host, "Số phiếu bầu Pờ Go Hừ", "12")
    return host


def _tie(cell: Cell) -> Host:
    held = begin(cell)
    elect(held, "committee", 3, {0: 7, 1: 6, 3: 6, 4: 6})
    elect(held, "secretary", 1, {0: 8})
    host = host_of(held, "elections")
    press(host, "Bầu Chi ủy, cần bầu 3 · danh sách 4, Trúng cử 1 trên 3")
    return host


def _earlier(cell: Cell) -> Host:
    held = begin(cell)
    first = elect(held, "committee", 3, {0: 8, 1: 7, 3: 4, 4: 4})
    begin_round(held[0], first)
    change_nominee(held[0], need_election(held[0], first).nominees[2].facts.id, chosen_count=6)
    return host_of(held, "elections")


def _offices(cell: Cell) -> Host:
    held = begin(cell)
    elect(held, "committee", 3, {0: 4, 1: 8, 3: 7, 4: 6})
    elect(held, "secretary", 1, {1: 8})
    close(held)
    return host_of(held, "elections")


def _nobody_leads(cell: Cell) -> Host:
    held = begin(cell)
    elect(held, "committee", 3, {0: 4, 1: 8, 3: 7, 4: 6})
    close(held)
    return host_of(held, "elections")


def _roll(cell: Cell) -> Host:
    return host_of(begin(cell), "roll_call")


POSES: dict[str, Pose] = {
    "blank": _blank,
    "listing": _listing,
    "failed": _failed,
    "wrong": _wrong,
    "tie": _tie,
    "earlier": _earlier,
    "offices": _offices,
    "nobody-leads": _nobody_leads,
    "roll": _roll,
}


if __name__ == "__main__":
    sys.exit(take_poses(POSES, high=900))
