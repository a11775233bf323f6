"""The facts of a meeting that score frames ask for by name, each with a sentence of numbers and days and no names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.text import fold, percent
from chibo_desktop.lists.assignments import done_share, due_at, given_at
from chibo_desktop.lists.ballot_base import base_of_ballot
from chibo_desktop.lists.meetings import held_before, resolution_of
from chibo_desktop.lists.roster import (
    COMMITTEE,
    attendance_of,
    kept_offices,
    kind_at,
    list_members,
    meeting_day,
    office_at,
    people_at,
    roll_of,
)
from chibo_desktop.lists.rows import Facts, children, find, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.rules import guidance
from chibo_desktop.rules.attendance import Attendance, Person
from chibo_desktop.rules.comparisons import least_minutes
from chibo_desktop.rules.scoring import Evidence
from chibo_desktop.rules.voting import result
from chibo_desktop.store import Store

CLOSING = ("nghi quyet", "ket luan")
"""Words by which a vote is known to be the one on the paper that closes the meeting."""
NOTHING = ("", "khong", "khong co")


def evidence_at(store: Store, meeting: Facts) -> Mapping[str, Evidence]:
    """Everything known of one meeting, by the names the frames use; each is worked out when it is first asked for."""
    return _Told(_Gathered(store, meeting))


class _Told(Mapping[str, Evidence]):
    """A frame asks for a few of the facts, and some look through a year of roll calls."""

    def __init__(self, gathered: _Gathered) -> None:
        self._gathered = gathered
        self._told: dict[str, Evidence] = {}

    def __getitem__(self, name: str) -> Evidence:
        if name not in self._told:
            self._told[name] = _FACTS[name](self._gathered)
        return self._told[name]

    def __contains__(self, name: object) -> bool:
        return name in _FACTS

    def __iter__(self) -> Iterator[str]:
        return iter(_FACTS)

    def __len__(self) -> int:
        return len(_FACTS)


class _Gathered:
    """What several facts look at, read once."""

    def __init__(self, store: Store, meeting: Facts) -> None:
        self.store, self.meeting, self.day = store, meeting, meeting_day(meeting)
        self.roll = roll_of(store, meeting.text("cell_id"))

    def people_of(self, meeting: Facts, only: Collection[str] | None = None) -> list[Person]:
        if only is None:
            return self.roll.people(meeting, children(self.store, "attendance", "meeting_id", meeting.id))
        ids = tuple(one for member in only for one in together(self.store, "member", member))
        where = f"meeting_id = ? AND {among('member_id', ids)}"
        return self.roll.people(meeting, select(self.store, "attendance", where, (meeting.id, *ids)), only)

    @cached_property
    def people(self) -> list[Person]:
        return people_at(self.store, self.meeting.id)

    @cached_property
    def attendance(self) -> Attendance:
        return attendance_of(self.meeting, self.people)

    @cached_property
    def resolution(self) -> Facts | None:
        return resolution_of(self.store, self.meeting.id)

    @property
    def unmarked(self) -> str:
        """Why nothing can be said of who came, "" when everybody due is marked."""
        counted = self.attendance
        if not counted.due:
            return "Danh sách chưa có đảng viên phải dự."
        return f"Còn {counted.unmarked} đảng viên chưa điểm danh." if counted.unmarked else ""


def _unknown(sentence: str, step: str) -> Evidence:
    return Evidence(0, 0, sentence, step)


def _yes(sentence: str, step: str) -> Evidence:
    return Evidence(1, 1, sentence, step)


def _no(sentence: str, step: str) -> Evidence:
    return Evidence(0, 1, sentence, step)


def _minutes(at: _Gathered) -> Evidence:
    start, end = at.meeting.moment("started_at"), at.meeting.moment("ended_at")
    if start is None or end is None or end < start:
        return _unknown("Chưa ghi đủ giờ bắt đầu, kết thúc.", "prepare")
    cell = find(at.store, "organisation", at.meeting.text("cell_id"))
    least = least_minutes(
        at.day,
        named=kind_at(at.meeting).least_minutes,
        local=cell.count("least_minutes") if cell else None,
    )
    lasted = (end - start) // timedelta(minutes=1)
    return Evidence(lasted, least, f"Sinh hoạt {lasted} phút, quy định {least} phút.", "prepare")


def _attendance(at: _Gathered) -> Evidence:
    if at.unmarked:
        return _unknown(at.unmarked, "roll_call")
    counted = at.attendance
    said = f"Có mặt {counted.present} trên {counted.due} đảng viên phải dự, đạt {counted.percent}."
    return Evidence(counted.present, counted.due, said, "roll_call")


def _nobody_unexcused(at: _Gathered) -> Evidence:
    if at.unmarked:
        return _unknown("", "roll_call")
    if at.attendance.absent:
        return _no(f"Có {at.attendance.absent} đảng viên vắng không lý do.", "roll_call")
    return _yes("Không ai vắng không lý do.", "roll_call")


def _somebody_unexcused(at: _Gathered) -> Evidence:
    absent = at.attendance.absent
    return Evidence(int(absent > 0), 1, f"Có {absent} đảng viên vắng không lý do.", "roll_call")


def _nobody_often_excused(at: _Gathered) -> Evidence:
    """Runs of excused absences that end at this meeting, within its year; meetings one was not due at do not count."""
    if at.unmarked:
        return _unknown(at.unmarked, "roll_call")
    rule = guidance.in_force("meeting", at.day).values
    most = int(rule["excused_in_a_row_most"])
    excused = {p.member_id for p in at.people if p.is_due and p.state == "excused"}
    earlier = [
        {p.member_id: p.state for p in at.people_of(each, excused) if p.is_due and p.state}
        for each in (_earlier_this_year(at) if excused else ())
    ]
    often = sum(1 for member in excused if _run(member, earlier) > most)
    if often:
        return _no(f"Có {often} đảng viên vắng có lý do quá {most} lần liên tiếp trong năm.", "roll_call")
    return _yes(f"Không ai vắng có lý do quá {most} lần liên tiếp trong năm.", "roll_call")


def _run(member: str, earlier: Sequence[Mapping[str, str]]) -> int:
    """How often in a row, this meeting included."""
    states = [states[member] for states in reversed(earlier) if member in states]
    return 1 + next((place for place, state in enumerate(states) if state != "excused"), len(states))


def _earlier_this_year(at: _Gathered) -> list[Facts]:
    """Meetings of the kinds whose attendance is a figure; a meeting of the committee breaks no run and makes none."""
    held = held_before(at.store, at.meeting, "attendance", within=str(at.day.year))
    return [each for each in held if each.day("held_on") and meeting_day(each).year == at.day.year]


def _only_secretary(at: _Gathered) -> Evidence:
    kept = kept_offices(at.meeting, children(at.store, "attendance", "meeting_id", at.meeting.id))
    listed = list_members(at.store, at.meeting.text("cell_id"), at.day, former=bool(kept))
    held = [office_at(row.facts, kept) for row in listed if row.standing.membership]
    offices = [office for office in held if office in COMMITTEE]
    return Evidence(int(offices == ["secretary"]), 1, "Chi bộ chỉ có bí thư, không có chi ủy.", "")


def _invited(at: _Gathered) -> Evidence:
    sent, held = at.meeting.day("invited_on"), at.meeting.day("held_on")
    if sent is None or held is None:
        return _unknown("Chưa ghi ngày gửi giấy mời.", "prepare")
    said = f"Giấy mời gửi ngày {show_day(sent)}"
    if sent >= held:
        return _no(f"{said}, không trước ngày sinh hoạt.", "prepare")
    return _yes(f"{said}, trước {(held - sent).days} ngày.", "prepare")


def _posted_before(at: _Gathered) -> Evidence:
    posted, held = at.meeting.day("posted_before_on"), at.meeting.day("held_on")
    if posted is None or held is None:
        return _unknown("Chưa ghi ngày đăng tài liệu lên Sổ tay.", "prepare")
    days = int(guidance.in_force("meeting", at.day).values.get("materials_days_before", 1))
    said = f"Tài liệu đăng Sổ tay ngày {show_day(posted)}"
    if (held - posted).days < days:
        return _no(f"{said}, không trước {days:02d} ngày.", "prepare")
    return _yes(f"{said}, trước {(held - posted).days} ngày.", "prepare")


def _posted(at: _Gathered) -> Evidence:
    posted = at.meeting.day("posted_before_on") or at.meeting.day("posted_after_on")
    if posted is None:
        return _unknown("Chưa ghi ngày đăng tài liệu lên Sổ tay.", "prepare")
    return _yes(f"Đã đăng Sổ tay ngày {show_day(posted)}.", "prepare")


def _posted_after(at: _Gathered) -> Evidence:
    posted = at.meeting.day("posted_after_on")
    if posted is None:
        return _unknown("Chưa ghi ngày đăng biên bản, nghị quyết lên Sổ tay.", "prepare")
    days = int(guidance.in_force("meeting", at.day).values.get("posting_days_after", 2))
    said = f"Đăng biên bản, nghị quyết ngày {show_day(posted)}"
    if (posted - at.day).days > days:
        return _no(f"{said}, sau hơn {days:02d} ngày.", "prepare")
    return _yes(f"{said}, trong {days:02d} ngày.", "prepare")


def _praised(at: _Gathered) -> Evidence:
    words = (("praised", "biểu dương"), ("reminded", "nhắc nhở, phê bình"))
    said = [label for name, label in words if fold(at.meeting.text(name)).strip(" .") not in NOTHING]
    if not said:
        return _unknown("Chưa ghi biểu dương, nhắc nhở.", "last_month")
    return _yes(f"Có ghi {'; '.join(said)}.", "last_month")


def _spoke(at: _Gathered) -> Evidence:
    if at.unmarked:
        return _unknown(at.unmarked, "roll_call")
    there = {p.member_id for p in at.people if p.is_due and p.came}
    opinions = children(at.store, "opinion", "meeting_id", at.meeting.id)
    spoke = {opinion.text("member_id") for opinion in opinions} & there
    if not spoke:
        return _unknown("Chưa ghi ý kiến phát biểu của đảng viên nào.", "content")
    share = percent(len(spoke), len(there))
    said = f"{len(spoke)} trên {len(there)} đảng viên có mặt phát biểu, {share}."
    return Evidence(len(spoke), len(there), said, "content")


def _tasks_done(at: _Gathered) -> Evidence:
    """Tasks whose day has come, or that are reported done; standing ones have no day and are left out."""
    share = done_share(due_at(at.store, at.meeting), at.day)
    if not share.asked:
        return _unknown("Không có nhiệm vụ kỳ trước đến hạn.", "last_month")
    if share.silent:
        said = f"Còn {share.silent} trên {share.asked} nhiệm vụ đến hạn chưa ghi kết quả."
        return _unknown(said, "last_month")
    reached = percent(share.done, share.asked)
    said = f"{share.done} trên {share.asked} nhiệm vụ đến hạn đã hoàn thành, {reached}."
    return Evidence(share.done, share.asked, said, "last_month")


def _concluded(at: _Gathered) -> Evidence:
    paper = at.resolution
    if paper is None:
        return _unknown("Chưa có nghị quyết hoặc kết luận.", "decisions")
    name = paper.shown("kind")
    for ballot in children(at.store, "ballot", "meeting_id", at.meeting.id):
        yes, matter = ballot.count("yes_count"), fold(ballot.text("matter"))
        if yes is None or not any(word in matter for word in CLOSING):
            continue
        base = base_of_ballot(at.meeting, ballot, at.people).base
        if 0 <= yes <= base and base:
            carried = result(yes, base, ballot.text("threshold"), day=at.day).carried
            verdict = "được thông qua" if carried else "chưa được thông qua"
            return Evidence(int(carried), 1, f"{name} {verdict}, {yes} trên {base} tán thành.", "votes")
    return _unknown(f"Có {name.lower()}, chưa ghi biểu quyết thông qua.", "votes")


def _tasks_given(at: _Gathered) -> Evidence:
    rows = given_at(at.store, at.meeting)
    if not rows:
        return _unknown("Chưa giao nhiệm vụ nào.", "decisions")
    vague = sum(1 for row in rows if not row.leader_id or not (row.due_on or row.recurring))
    if vague:
        said = f"{vague} trên {len(rows)} nhiệm vụ chưa có người chủ trì hoặc thời hạn."
        return _unknown(said, "decisions")
    return _yes(f"Giao {len(rows)} nhiệm vụ, đều có người chủ trì và thời hạn.", "decisions")


def _summed_up(at: _Gathered) -> Evidence:
    if at.meeting.text("conclusion"):
        return _yes("Có kết luận của chủ trì.", "content")
    if at.resolution is not None:
        return _yes(f"Có {at.resolution.shown('kind').lower()}.", "decisions")
    return _unknown("Chưa ghi kết luận của chủ trì.", "content")


def _thematic(at: _Gathered) -> Evidence:
    has_theme = kind_at(at.meeting).counts_as("thematic")
    return Evidence(int(has_theme), 1, "Kỳ này có sinh hoạt chuyên đề.", "prepare")


_FACTS: Mapping[str, Callable[[_Gathered], Evidence]] = {
    "minutes": _minutes,
    "attendance": _attendance,
    "nobody_unexcused": _nobody_unexcused,
    "somebody_unexcused": _somebody_unexcused,
    "nobody_often_excused": _nobody_often_excused,
    "only_secretary": _only_secretary,
    "invited": _invited,
    "posted_before": _posted_before,
    "posted": _posted,
    "posted_after": _posted_after,
    "praised": _praised,
    "spoke": _spoke,
    "tasks_done": _tasks_done,
    "concluded": _concluded,
    "tasks_given": _tasks_given,
    "summed_up": _summed_up,
    "thematic": _thematic,
}

FACTS = tuple(_FACTS)
"""The names a frame may use; tests hold the shipped frames to them."""
