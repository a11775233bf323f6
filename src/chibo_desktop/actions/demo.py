"""The sample province: four desks that enter, finalise, print, send, answer and receive, all through the usual actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.papers import MINUTES, RESOLUTION, save_pack, save_paper
from chibo_desktop.actions.proposals import answer_proposal
from chibo_desktop.actions.sample.cell import (
    enter_meeting,
    enter_member,
    enter_score,
    read_sample,
    without,
)
from chibo_desktop.actions.sample.development import (
    develop_in_cell,
    develop_in_commune,
    develop_in_upper,
    read_development,
)
from chibo_desktop.actions.setup import read_unit, set_up
from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, read_time, show_month
from chibo_desktop.base.paths import write_whole
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.proposals import list_proposals, to_announce
from chibo_desktop.rules.comparisons import attendance_target
from chibo_desktop.seal.digest import new_device_code

Say = Callable[[str], object]
BEGINNING = datetime(2026, 9, 1, 8, 0, tzinfo=VIETNAM)


@dataclass(frozen=True)
class Demo:
    """What the sample made: its folder, the password of every desk, and the desks, still open."""

    folder: Path
    password: str
    upper: Desk
    commune: Desk
    cells: tuple[Desk, ...]

    @property
    def desks(self) -> tuple[Desk, ...]:
        """Every desk, the upper body's first."""
        return (self.upper, self.commune, *self.cells)

    def close(self) -> None:
        """Closes every store."""
        for desk in self.desks:
            desk.close()


def make_demo(folder: Path, say: Say) -> Demo:
    """Makes the sample of October 2026 in `folder`, or beside it when that holds something; takes seconds.

    Every certificate, manifest and database in it is marked as a sample. Nothing in it is canned: what is
    said at the end is read back from the desks. The caller closes the desks.
    """
    sample, growth = read_sample(), read_development()
    clock = FixedClock(BEGINNING, timedelta(seconds=7))
    root, password = free_folder(folder), f"mau-{new_device_code()}"
    demo = _set_up_desks(root, sample, clock, password)
    say(f"Tỉnh mẫu trong {root}. Mật khẩu của mọi sổ mẫu: {password}")
    _certify_all(demo)
    for desk, cell, beside in zip(demo.cells, sample["cells"], growth["cells"], strict=True):
        say(_hold_two_months(desk, cell, clock, root / "van-ban"))
        clock.set(_at(cell["october"]["held_on"] + timedelta(days=1), "06:30"))
        develop_in_cell(desk, beside)
    for sentence in (*_travel(demo, sample["answer"], growth, clock), *_read_back(demo)):
        say(sentence)
    return demo


def free_folder(folder: Path) -> Path:
    """The folder itself when it is empty or new, else the first free one beside it; nothing is overwritten."""
    candidate, number = folder, 1
    while candidate.exists() and (not candidate.is_dir() or any(candidate.iterdir())):
        number += 1
        candidate = folder.with_name(f"{folder.name}-{number}")
    candidate.mkdir(parents=True, exist_ok=True)
    return candidate


def _set_up_desks(root: Path, sample: Mapping[str, Any], clock: FixedClock, password: str) -> Demo:
    upper, commune = sample["upper"], sample["commune"]

    def open_new(name: str, unit: Mapping[str, Any]) -> Desk:
        return set_up(root / name, read_unit(unit), password=password, clock=clock, sample=True).desk

    return Demo(
        root,
        password,
        open_new("cap-tren", _unit(upper, "upper", "")),
        open_new("xa", _unit(commune, "commune", upper["name"])),
        tuple(
            open_new(f"chi-bo-{number}", _unit(cell, "cell", commune["name"]))
            for number, cell in enumerate(sample["cells"], start=1)
        ),
    )


def _unit(given: Mapping[str, Any], kind: str, parent_name: str) -> dict[str, Any]:
    taken = {"name", "user", "place_name", "usual_place", "area", "recipients"}
    unit = {name: value for name, value in given.items() if name in taken}
    if "term_from" in given:
        unit["term_from"] = given["term_from"].isoformat()
    return unit | {"kind": kind, "parent_name": parent_name}


def _certify_all(demo: Demo) -> None:
    """From above downwards, so that every chain reaches the root; the files lie beside the desks."""
    folder = demo.folder / "chung-thu"
    folder.mkdir(exist_ok=True)
    pairs = [(demo.upper, demo.commune), *((demo.commune, cell) for cell in demo.cells)]
    for above, below in pairs:
        request = request_certificate(below)
        answer = certify(above, request)
        accept_certificate(below, answer)
        write_whole(folder / f"{below.organisation_id}-yeu-cau.txt", request.encode())
        write_whole(folder / f"{below.organisation_id}-chung-thu.txt", answer.encode())


def _hold_two_months(desk: Desk, cell: Mapping[str, Any], clock: FixedClock, papers: Path) -> str:
    members = {given["name"]: enter_member(desk, given) for given in cell["members"]}
    papers.mkdir(exist_ok=True)
    for month in ("september", "october"):
        given = cell[month]
        clock.set(_at(given["held_on"], given["ended_at"]) + timedelta(minutes=10))
        meeting_id = enter_meeting(desk, given, members)
        if "score" in given:
            enter_score(desk, meeting_id, given["score"])
        finalise(desk, meeting_id)
        saved = [save_paper(desk, code, meeting_id, papers) for code in (MINUTES, RESOLUTION)]
    return (
        f"{cell['name']}: {len(members)} đảng viên, đã chốt và lưu {', '.join(path.name for path in saved)}"
    )


def _travel(
    demo: Demo, answer: Mapping[str, Any], growth: Mapping[str, Any], clock: FixedClock
) -> Iterator[str]:
    """Two hops up, each body adding its own word, an answer, two hops home; then the commune prints the month."""
    bundles = demo.folder / "goi"
    bundles.mkdir(exist_ok=True)

    def carry(giver: Desk, taker: Desk, at: datetime) -> str:
        clock.set(at)
        made = make_bundle(giver, taker.organisation_id, bundles)
        return f"{made.path.name}: {read_bundle(taker, made.path).sentence}"

    for desk in demo.cells:
        yield carry(desk, demo.commune, _day(7))
    develop_in_commune(demo.commune, growth["commune"])
    yield carry(demo.commune, demo.upper, _day(8))
    clock.set(_day(22))
    (asked,) = [row for row in list_proposals(demo.upper.store) if row.content == answer["proposal"]]
    answer_proposal(demo.upper, asked.id, **without(answer, "to_cell", "proposal"))
    develop_in_upper(demo.upper, demo.commune.organisation_id, growth["upper"])
    yield f"Cấp trên trả lời kiến nghị bằng công văn số {answer['paper_number']}"
    yield carry(demo.upper, demo.commune, _day(23))
    for desk in demo.cells:
        yield carry(demo.commune, desk, _day(24))
    target = demo.folder / "van-ban" / "2026-10_xa-muong-say_van-ban-thang.pdf"
    save_pack(demo.commune, "2026-10", target)
    yield f"Xã gộp biên bản, nghị quyết tháng 10 của mọi chi bộ vào {target.name}"


def _read_back(demo: Demo) -> Iterator[str]:
    """What the upper body and the first cell now hold of it."""
    for row in list_meetings(demo.upper.store):
        if row.period == "2026-10":
            line = row.attendance.line(attendance_target(row.held_on or demo.upper.today))
            yield f"Cấp trên đọc được {row.cell_name}, {show_month(row.period)}: {line}"
    for desk in demo.cells:
        for proposal in to_announce(desk.store, desk.organisation_id):
            yield f"{proposal.cell_name} có trả lời của {proposal.answers[-1].body_name} để thông báo"


def _day(number: int) -> datetime:
    return _at(date(2026, 10, number), "08:00")


def _at(day: date, at: str) -> datetime:
    clock_time: time = read_time(at)
    return datetime.combine(day, clock_time, VIETNAM)
