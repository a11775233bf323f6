"""The steps, helpers and remarks of candidates, read once for all: what was written, what minutes and the list of members say already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.text import fold
from chibo_desktop.lists.cases import CaseRow, cases_at
from chibo_desktop.lists.roster import meeting_day, member_row, period_of, standing_label, standings_of
from chibo_desktop.lists.rows import Facts, children, find, made_order, select
from chibo_desktop.rules.admission import LABELS, RETURNED, Reached, writer_of
from chibo_desktop.rules.numbering import paper_number
from chibo_desktop.rules.standing import Standing, standing_at
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

FROM_MINUTES, FROM_LIST = "theo biên bản", "theo danh sách đảng viên"
_NAMED = "SELECT member_id FROM helping UNION SELECT member_id FROM candidate WHERE member_id IS NOT NULL"
RESOLVED_BY = {"admission": "resolved", "full_membership": "official_resolved"}
"""By the matter of a person considered the step that is reached when the vote carries."""


@dataclass(frozen=True)
class StepLine:
    """One step. `id` is "" for one no record of its own holds; then `read_from` says what it was read from.

    `meeting_id` names the meeting whose minutes say it.
    """

    id: str
    step: str
    label: str
    on: date
    paper: str
    note: str
    by: str
    read_from: str = ""
    meeting_id: str = ""


@dataclass(frozen=True)
class HelperLine:
    """One assignment of a helper; `months` are those with a remark, the newest first. `trouble` says why they may not help today."""

    id: str
    member_id: str
    name: str
    from_on: date | None
    until_on: date | None
    basis: str
    months: tuple[str, ...]
    trouble: str

    def is_running(self, day: date) -> bool:
        return (self.from_on or date.min) <= day <= (self.until_on or date.max)


class Ways:
    """Everything written about candidates, by candidate."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.candidates = {facts.id: facts for facts in select(store, "candidate")}
        self._steps = _by(select(store, "candidate_step"), "candidate_id")
        self._helpings = _by(select(store, "helping"), "candidate_id")
        self._remarks = _by(select(store, "helper_remark"), "helping_id")
        self._standings = _by(select(store, "standing", f"member_id IN ({_NAMED})"), "member_id")
        self._members = {facts.id: facts for facts in select(store, "member", f"id IN ({_NAMED})", away=True)}
        self._cases = self._read_cases()

    def steps(self, candidate: Facts) -> tuple[StepLine, ...]:
        """Every step, the earliest first; of one day as they were written, those not written here before those that were."""
        written = [_written(facts) for facts in self._steps.get(candidate.id, ()) if facts.day("on")]
        told = [*self._from_minutes(candidate), *self._from_list(candidate)]
        have = {line.step for line in written}
        more = [line for line in told if line.step not in have or line.meeting_id]
        again = {line.step for line in more if line.meeting_id}
        kept = [line for line in written if line.step not in again]  # what minutes say is not said twice
        return tuple(sorted((*more, *kept), key=lambda line: line.on))

    def member(self, candidate: Facts) -> Facts | None:
        """The member the candidate has become."""
        member_id = candidate.text("member_id")
        return self._member(member_id) if member_id else None

    def _member(self, member_id: str) -> Facts | None:
        return self._members.get(member_id) or find(self._store, "member", member_id)  # a joined one

    def setback(self, candidate: Facts) -> CaseRow | None:
        """The last vote in finalised minutes, where it did not carry."""
        found = [row for row in self._cases.get(candidate.id, ()) if row.carried is not None]
        return found[-1] if found and found[-1].carried is False else None

    def helpers(self, candidate: Facts, today: date) -> tuple[HelperLine, ...]:
        """Who helped and helps, the newest first."""
        found = sorted(
            self._helpings.get(candidate.id, ()),
            key=lambda facts: (facts.text("from_on"), made_order(facts.id)),
            reverse=True,
        )
        return tuple(self._helper(facts, today) for facts in found)

    def remarks(self, helping_id: str) -> Sequence[Facts]:
        """What a helper said, the newest month first."""
        return sorted(self._remarks.get(helping_id, ()), key=lambda facts: facts.text("month"), reverse=True)

    def _helper(self, facts: Facts, today: date) -> HelperLine:
        member_id = facts.text("member_id")
        member = self._member(member_id)
        shown = member_row(member, Standing(None)).name_shown if member else ""
        return HelperLine(
            id=facts.id,
            member_id=member_id,
            name=shown or "(không có trong danh sách)",
            from_on=facts.day("from_on"),
            until_on=facts.day("until_on"),
            basis=facts.text("basis"),
            months=tuple(dict.fromkeys(each.text("month")[:7] for each in self.remarks(facts.id))),
            trouble=_trouble(self._standings.get(member_id) or standings_of(self._store, member_id), today),
        )

    def _from_minutes(self, candidate: Facts) -> Iterator[StepLine]:
        for row in self._cases.get(candidate.id, ()):
            meeting = find(self._store, "meeting", row.facts.text("meeting_id"))
            if row.carried and meeting is not None:
                number = row.resolution.count("number") if row.resolution else None
                step = RESOLVED_BY[row.matter]
                paper = f"Nghị quyết số {paper_number(number, 'NQ', 'CB')}" if number else ""
                yield StepLine(
                    "", step, LABELS[step], meeting_day(meeting), paper, "", "cell", FROM_MINUTES, meeting.id
                )

    def _from_list(self, candidate: Facts) -> Iterator[StepLine]:
        member = self.member(candidate)
        for step, name in (("decided", "decided_on"), ("ceremony", "admitted_on")):
            day = member.day(name) if member else None
            if day is not None:
                yield StepLine("", step, LABELS[step], day, "", "", writer_of(step), FROM_LIST)

    def _read_cases(self) -> Mapping[str, list[CaseRow]]:
        """By candidate the finalised considerations of admission and full membership, the earliest first."""
        found: defaultdict[str, list[CaseRow]] = defaultdict(list)
        for meeting, cases in self._considered():
            rows = {row.facts.id: row for row in cases_at(self._store, meeting.id)}
            for case in cases:
                candidate_id = self._candidate_of(case, meeting)
                if candidate_id and case.id in rows:
                    found[candidate_id].append(rows[case.id])
        return found

    def _considered(self) -> list[tuple[Facts, list[Facts]]]:
        if not self.candidates:
            return []
        cases = _by(
            select(self._store, "person_case", "matter IN ('admission', 'full_membership')"), "meeting_id"
        )
        held = [
            (meeting, of_it)
            for meeting_id, of_it in cases.items()
            if (meeting := find(self._store, "meeting", meeting_id)) is not None
            and meeting.moment("finalised_at") is not None
            and not meeting.is_put_away
        ]
        return sorted(held, key=lambda each: meeting_day(each[0]))

    def _candidate_of(self, case: Facts, meeting: Facts) -> str:
        """Whom a case is about: the one it names, the one the member was, or the only one of that name in the cell."""
        if (named := case.text("candidate_id")) in self.candidates:
            return named
        member, name = case.text("member_id"), fold(case.text("full_name"))
        of_cell = [
            each for each in self.candidates.values() if each.text("cell_id") == meeting.text("cell_id")
        ]
        if member:
            found = [each for each in of_cell if each.text("member_id") == member]
        else:
            found = [each for each in of_cell if name and fold(each.text("full_name")) == name]
            found = [each for each in found if not _born_apart(each, case)]
        return found[0].id if len(found) == 1 else ""


def remark_of(store: Store, helping_id: str, month: str) -> Facts | None:
    """What a helper said of one month ("2026-10"); None while nothing."""
    found = children(store, "helper_remark", "helping_id", helping_id)
    return next((each for each in found if each.text("month")[:7] == month), None)


def ways(store: Store) -> Ways:
    """What stands about candidates since the last write."""
    return known(store, "ways of candidates", lambda: Ways(store))


def reached(lines: Sequence[StepLine]) -> list[Reached]:
    """The steps as the rules take them."""
    return [Reached(line.step, line.on) for line in lines]


def helper_trouble(store: Store, member_id: str, day: date) -> str:
    """Why a member cannot help on that day: not official, on the list no more; "" when nothing stands against it."""
    return _trouble(standings_of(store, member_id), day)


def _trouble(periods: Sequence[Facts], day: date) -> str:
    standing = standing_at([period_of(facts) for facts in periods], day)
    if standing.membership == "official" and not standing.suspended:
        return ""
    return standing_label(standing)


def _written(facts: Facts) -> StepLine:
    on = facts.day("on") or date.min
    step = facts.text("step")
    by = "body" if facts.book.startswith("down:") else "cell"
    label = "Cấp trên trả hồ sơ" if step == RETURNED else facts.shown("step")
    return StepLine(facts.id, step, label, on, facts.text("paper"), facts.text("note"), by)


def _by(found: Sequence[Facts], name: str) -> Mapping[str, list[Facts]]:
    grouped: defaultdict[str, list[Facts]] = defaultdict(list)
    for facts in found:
        grouped[facts.text(name)].append(facts)
    return grouped


def _born_apart(one: Facts, other: Facts) -> bool:
    born = {one.text("birth_date"), other.text("birth_date")}
    return len(born) == 2 and "" not in born
