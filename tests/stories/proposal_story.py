"""One proposal of a cell on its way over three levels and back, by bundles; who asserts what on the way is in the tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from actions.desks import make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.actions.proposal_steps import assign_agency, hand_up_proposal, note_interim
from chibo_desktop.actions.proposals import add_proposal, answer_proposal
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from exchange.province import join, make_desk

ASKED = (
    "Mở lớp bồi dưỡng nhận thức về Đảng tại cụm xã Mường Sáy. Quần chúng của bản phải đi 62 km ra trung tâm, "
    "hai năm nay 5 người bỏ dở vì đường xa."
)
ANSWERED = (
    "Ban Tuyên giáo và Dân vận Tỉnh ủy đồng ý mở một lớp bồi dưỡng nhận thức về Đảng tại cụm xã Mường Sáy trong quý I "
    "năm 2027, khi có từ 40 học viên. Đảng ủy xã lập danh sách trước ngày 15/12/2026; Chi bộ bản Suối Lanh gửi tên "
    "quần chúng về xã trước ngày 30/11/2026."
)
TASK = "Lập danh sách quần chúng"


@dataclass
class Story:
    """Three desks, one clock, a stick; `asked` is the proposal raised at the meeting of August."""

    folder: Path
    clock: FixedClock
    upper: Desk
    commune: Desk
    cell: Desk
    asked: str = ""

    def on(self, month: int, day: int, hour: int = 9) -> None:
        """Time goes on to that day of 2026."""
        self.clock.set(datetime(2026, month, day, hour, 0, tzinfo=VIETNAM))

    def carry(self, giver: Desk, taker: Desk) -> None:
        read_bundle(taker, make_bundle(giver, taker.organisation_id, self.folder).path)

    def hold(self, period: str, held_on: date) -> str:
        """The meeting of a month, everybody present, finalised."""
        _, meeting = add_meeting(
            self.cell, period=period, held_on=held_on, started_at=time(19, 30), ended_at=time(21, 15)
        )
        self.finish(meeting)
        return meeting

    def finish(self, meeting: str) -> None:
        change_meeting(self.cell, meeting, secretary_id=self.cell.store.value("SELECT MAX(id) FROM member"))
        record_all_present(self.cell, meeting)
        change_meeting(self.cell, meeting, read_back=True)
        finalise(self.cell, meeting)

    def to_commune(self) -> None:
        """Raised on 5 August, at the commune on the 7th."""
        self.on(8, 5, 22)
        _, meeting = add_meeting(
            self.cell,
            period="2026-08",
            held_on=date(2026, 8, 5),
            started_at=time(19, 30),
            ended_at=time(21, 15),
        )
        self.asked = add_proposal(
            self.cell, meeting, content=ASKED, party_matter="party", competence="upper", field="Bồi dưỡng"
        )[1]
        self.finish(meeting)
        self.on(8, 7)
        self.carry(self.cell, self.commune)

    def to_upper(self) -> None:
        """Handed up on the 14th, at the upper body on the 17th."""
        self.on(8, 14)
        hand_up_proposal(self.commune, self.asked, paper_number="45-CV/ĐU", paper_on=date(2026, 8, 14))
        self.on(8, 17)
        self.carry(self.commune, self.upper)

    def answer(self) -> None:
        """Given to an agency, an interim word, the answer on 22 October."""
        self.on(8, 20)
        assign_agency(
            self.upper, self.asked, agency="Ban Tuyên giáo và Dân vận Tỉnh ủy", due_on=date(2026, 10, 15)
        )
        self.on(9, 30)
        note_interim(self.upper, self.asked, "Chờ kế hoạch mở lớp quý I năm 2027.")
        self.on(10, 22)
        answer_proposal(
            self.upper,
            self.asked,
            content=ANSWERED,
            outcome="settled",
            paper_number="218-CV/BTGDVTU",
            task=TASK,
            task_due_on=date(2026, 11, 30),
        )

    def home(self) -> None:
        """At the commune on 28 October, at the cell on 2 November."""
        self.on(10, 28)
        self.carry(self.upper, self.commune)
        self.on(11, 2)
        self.carry(self.commune, self.cell)

    def to_answer_home(self) -> None:
        """Everything up to the answer at the cell, its receipts with all."""
        self.to_commune()
        self.to_upper()
        self.answer()
        self.home()
        self.on(11, 3)
        self.carry(self.cell, self.commune)
        self.carry(self.commune, self.upper)

    def close(self) -> None:
        for desk in (self.upper, self.commune, self.cell):
            desk.close()


def make_story(folder: Path) -> Story:
    """The desks on 1 August 2026, before anything was written."""
    clock = FixedClock(datetime(2026, 8, 1, 8, 0, tzinfo=VIETNAM))
    stick = folder / "usb"
    stick.mkdir(parents=True)
    upper = make_desk(folder / "upper", clock, "upper", "Đảng bộ tỉnh Nậm Sơn")
    commune = make_desk(folder / "commune", clock, "commune", "Đảng bộ xã Mường Sáy")
    join(commune, upper)
    cell = make_desk(folder / "cell", clock, "cell", "Chi bộ bản Suối Lanh")
    join(cell, commune)
    make_members(cell, 4)
    return Story(stick, clock, upper, commune, cell)
