"""One meeting of the sample province as the records a cell's book holds of it; when it is written is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from chibo_desktop.actions.sample.chance import Ids
from chibo_desktop.actions.sample.facts import SampleGuest, SamplePaper, Session
from chibo_desktop.base.dates import VIETNAM, PartialDate, show_month
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import to_json
from chibo_desktop.rules.guidance import in_force

STARTED, ENDED, LOCKED = time(19, 30), time(21, 15), time(21, 40)


class Put(NamedTuple):
    """One record with the fields written, as the journal carries them."""

    kind: str
    id: str
    fields: dict[str, Any]


def put(kind: str, record_id: str, /, **values: object) -> Put:
    """The record with the values that say something."""
    said = {field.name: values.get(field.name) for field in find_spec(kind).fields}
    told = {
        name: to_json(value) for name, value in said.items() if value not in (None, "") and value is not False
    }
    return Put(kind, record_id, told)


class Minutes:
    """Writes meetings down; `offices` are those of the members, `bulletins` the material of a month."""

    def __init__(self, ids: Ids, offices: Mapping[str, str], bulletins: Mapping[str, str]) -> None:
        self._ids, self._offices, self._bulletins = ids, offices, bulletins
        self._numbers: dict[tuple[str, str], int] = {}

    def puts(self, session: Session) -> Iterator[Put]:
        """The meeting and all that hangs on it, in one go as at the end of the evening."""
        device = session.id.partition("-")[0]
        yield self._meeting(session)
        for state in ("present", "late", "excused", "absent"):
            for member in getattr(session, state):
                yield self._mark(session, member, state)
        for guest in session.guests:
            yield self._guest(device, session, guest)
        for position in range(session.opinions):
            yield self._opinion(device, session, position)
        for paper in session.papers:
            yield from self._paper(device, session, paper)
        for number in range(session.materials_used):
            yield self._use(device, session, number)

    def _meeting(self, session: Session) -> Put:
        said = {
            name: getattr(session, name)
            for name in (
                "cell_id", "kind", "held_on", "missed", "missed_because", "postponed_from", "postponed_because",
                "from_old_book", "due_count", "present_count", "excused_count", "absent_count", "theme", "focus",
            )
        }  # fmt: skip
        if session.theme_kind:
            said["theme_kind"] = session.theme_kind
        if session.held_on is not None:
            said |= self._evening(session, session.held_on)
        if session.is_finalised:
            said["finalised_at"] = at(session.held_on or month_end(session), LOCKED)
        return put("meeting", session.id, period=PartialDate.from_iso(session.period), **said)

    def _evening(self, session: Session, day: date) -> dict[str, object]:
        led = [each for each in session.came if self._offices.get(each) == "secretary"]
        wrote = [each for each in session.came if each not in led]
        people = {"chair_id": (led or wrote)[0], "secretary_id": (wrote or led)[0]} if session.came else {}
        return {
            "started_at": at(day, STARTED),
            "ended_at": at(day, ENDED),
            "place": "Nhà văn hóa bản",
            "rule": in_force("meeting", day).version,
            "read_back": True,
            **people,
        }

    def _mark(self, session: Session, member: str, state: str) -> Put:
        return put(
            "attendance",
            f"{session.id}/{member}",
            meeting_id=session.id,
            member_id=member,
            state=state,
            office=self._offices.get(member) if session.is_finalised else None,
        )

    def _guest(self, device: str, session: Session, guest: SampleGuest) -> Put:
        return put("guest", self._ids.new(device), meeting_id=session.id, **vars(guest))

    def _opinion(self, device: str, session: Session, position: int) -> Put:
        speaker = session.came[position % len(session.came)] if session.came else None
        body = "Nhất trí với báo cáo, đề nghị phân công người theo dõi cụ thể."
        return put(
            "opinion",
            self._ids.new(device),
            meeting_id=session.id,
            position=position + 1,
            member_id=speaker,
            body=body,
        )

    def _paper(self, device: str, session: Session, paper: SamplePaper) -> Iterator[Put]:
        case = self._ids.new(device) if paper.of_case else None
        if case:
            yield put("person_case", case, meeting_id=session.id, position=1, matter="commendation")
        yield put(
            "resolution",
            self._ids.new(device),
            meeting_id=session.id,
            kind=paper.kind,
            number=self._number(session, paper),
            issued_on=paper.issued_on,
            summary=f"lãnh đạo thực hiện nhiệm vụ {show_month(session.period)}",
            direction=session.focus or "Giữ nền nếp sinh hoạt",
            case_id=case,
        )

    def _number(self, session: Session, paper: SamplePaper) -> int | None:
        """The next of the cell's papers of that sort; an old book's and a drafted one have none."""
        if paper.issued_on is None or session.from_old_book:
            return None
        key = session.cell_id, paper.kind
        self._numbers[key] = self._numbers.get(key, 0) + 1
        return self._numbers[key]

    def _use(self, device: str, session: Session, number: int) -> Put:
        bulletin = self._bulletins.get(session.period) if number == 0 else None
        title = "" if bulletin else "Tài liệu học tập chuyên đề năm"
        return put(
            "material_use", self._ids.new(device), meeting_id=session.id, material_id=bulletin, title=title
        )


def at(day: date, when: time) -> datetime:
    return datetime.combine(day, when, VIETNAM)


def month_end(session: Session) -> date:
    """The last day a missed month can be written down at: the 28th, which every month has."""
    return date.fromisoformat(f"{session.period}-28")
