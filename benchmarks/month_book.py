"""The book in which the ordinary month is measured: a cell of so many members, two months behind it, joined to its commune."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.decisions import add_assignment, change_resolution, report_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import (
    add_guest,
    add_meeting,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate
from chibo_desktop.actions.unit import Unit
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.roster import list_members
from chibo_desktop.seal.wrap import Cost

PASSWORD = "con trâu trắng"
EVENING = datetime(2026, 11, 5, 21, 40, tzinfo=VIETNAM)
"""After the meeting of November, when it is typed."""
CHEAP = Cost(t=1, m=64, p=1)
"""The door's derivation is no key and no decision."""
FAMILIES = ("Vàng", "Giàng", "Lò", "Pờ", "Quàng", "Lù", "Sùng", "Mùa", "Nguyễn", "Hà", "Cà", "Tòng")
MIDDLES = ("A", "Thị", "Văn", "Go", "Xuân")
GIVEN = [
    "Chứ",
    "Dua",
    "Hặc",
    "Hừ",
    "Kiêm",
    "Lả",
    "Nhà",
    "Ương",
    "Sấu",
    "Pâng",
    "Lâm",
    "Mai",
    "Xuân",
    "Páo",
    "Inh",
    "Tủa",
    "Dơ",
    "Sính",
    "Thào",
    "Vừ",
    "Hoa",
    "Pó",
    "Bình",
    "Cường",
    "Diện",
    "Én",
    "Giang",
    "Hạnh",
    "Khoa",
    "Liên",
    "Minh",
    "Nga",
    "Oanh",
    "Phúc",
    "Quý",
    "Sơn",
    "Thắng",
    "Uyên",
    "Vinh",
    "Yên",
]
"""Given names as a village has them: many begin with the same letter."""
TASKS = (
    "Rà soát 6 hộ cận nghèo, lập danh sách gửi xã",
    "Sửa 420 m đường nước vào bản Suối Lanh",
    "Vận động các hộ làm chuồng trại xa nhà ở",
)
"""Given in September and October; the first is late in November."""
GUESTS = (("Hà Văn Thắng", "Ủy viên Ban Thường vụ Đảng ủy xã"), ("Lò Thị Nghiên", "Phó Bí thư Đảng ủy xã"))


@dataclass(frozen=True)
class Book:
    """A closed book. `roll` are the members in the order of the roll call."""

    folder: Path
    roll: tuple[str, ...]
    bundles: Path


def names(count: int) -> list[str]:
    """So many different names; the given names come round again after forty."""
    made = []
    for number in range(count):
        given = GIVEN[number % len(GIVEN)]
        family = FAMILIES[(number + number // len(GIVEN)) % len(FAMILIES)]
        middle = MIDDLES[(number + number // len(FAMILIES)) % len(MIDDLES)]
        made.append(f"{family} {middle} {given}")
    assert len(set(made)) == count
    return made


def make_book(folder: Path, count: int, years: int = 0) -> Book:
    """Finalised are `years` years of meetings, September and October; November is not begun. Closed when given back."""
    clock = FixedClock(datetime(2026 - years, 9, 1, 8, 0, tzinfo=VIETNAM), timedelta(seconds=1))
    above = set_up(
        folder / "commune",
        Unit("Đảng bộ xã Mường Sáy", "commune", place_name="Mường Sáy"),
        password=PASSWORD,
        clock=clock,
        cost=CHEAP,
    ).desk
    unit = Unit(
        "Chi bộ bản Suối Lanh",
        "cell",
        parent_name="Đảng bộ xã Mường Sáy",
        place_name="Mường Sáy",
        usual_place="Nhà văn hóa bản Suối Lanh",
    )
    desk = set_up(folder / "cell", unit, password=PASSWORD, clock=clock, cost=CHEAP).desk
    accept_certificate(desk, certify(above, request_certificate(desk)))
    above.close()
    change_organisation(desk, meeting_day=5)
    offices = {0: "secretary", 1: "deputy_secretary", 2: "committee_member"}
    people = [
        add_member(desk, full_name=name, office=offices.get(place), official_on=date(2014, 5, 19))[1]
        for place, name in enumerate(names(count))
    ]
    for held_on in _months_before(years):
        _end(desk, _begin(desk, people, held_on), clock)
    _enter_months(desk, people, clock)
    roll = tuple(row.name for row in list_members(desk.store, desk.organisation_id, date(2026, 11, 5)))
    desk.close()
    (folder / "usb").mkdir()
    return Book(folder / "cell", roll, folder / "usb")


def _months_before(years: int) -> Iterator[date]:
    """The 5th of every month of so many years before September 2026."""
    for number in range(12 * years):
        month = 12 * (2026 - years) + 8 + number
        yield date(month // 12, month % 12 + 1, 5)


def _enter_months(desk: Desk, people: Sequence[str], clock: FixedClock) -> None:
    """September gives the task that is still not done in October; October gives two more."""
    september = _begin(desk, people, date(2026, 9, 5))
    _give(desk, september, people[2], TASKS[0], date(2026, 9, 30))
    _end(desk, september, clock)
    october = _begin(desk, people, date(2026, 10, 5))
    record_attendance(desk, october, people[3], "excused", "ốm")
    record_attendance(desk, october, people[4], "excused", "đi công tác")
    late = desk.store.value("SELECT id FROM assignment")
    report_assignment(desk, str(late), october, "ongoing", "Đã rà soát 4 hộ, còn 2 hộ ở nương.")
    for title, leader in zip(TASKS[1:], people[3:5], strict=True):
        _give(desk, october, leader, title, date(2026, 11, 4))
    _end(desk, october, clock)


def _begin(desk: Desk, people: Sequence[str], held_on: date) -> str:
    _, meeting = add_meeting(
        desk,
        period=f"{held_on:%Y-%m}",
        held_on=held_on,
        started_at=time(19, 30),
        ended_at=time(21, 15),
        chair_id=people[0],
        secretary_id=people[1],
    )
    record_all_present(desk, meeting)
    guest, office = GUESTS[held_on.month % len(GUESTS)]
    add_guest(desk, meeting, full_name=guest, office=office, level="commune")
    add_ballot(
        desk,
        meeting,
        matter=f"Thông qua nghị quyết tháng {held_on.month} năm 2026",
        yes_count=len(people) - 2,
    )
    return meeting


def _give(desk: Desk, meeting: str, leader: str, title: str, due_on: date) -> None:
    add_assignment(desk, meeting, title=title, leader_id=leader, due_on=due_on)


def _end(desk: Desk, meeting: str, clock: FixedClock) -> None:
    held = desk.store.value("SELECT held_on FROM meeting WHERE id = ?", (meeting,))
    change_resolution(
        desk,
        meeting,
        kind="resolution",
        summary="lãnh đạo thực hiện nhiệm vụ tháng tới",
        direction="Giữ ba tốp bảo vệ rừng, vận động học sinh đến lớp.",
    )
    change_meeting(
        desk, meeting, read_back=True, dues_note="Đảng viên trong chi bộ đã nộp đảng phí đủ, đúng hạn."
    )
    clock.set(datetime.combine(date.fromisoformat(str(held)), time(21, 40), VIETNAM))
    finalise(desk, meeting)
