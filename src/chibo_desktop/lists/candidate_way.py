"""The steps, helpers and remarks of candidates, read once for all: what was written, what minutes and the list of members say already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chibo_desktop.lists.candidate_memory import NAMED, candidates, said_in_minutes
from chibo_desktop.lists.candidate_minutes import Considered
from chibo_desktop.lists.moved import with_later
from chibo_desktop.lists.roster import member_row, period_of, standing_label, standings_of
from chibo_desktop.lists.rows import Facts, children, find, made_order, select
from chibo_desktop.rules.admission import LABELS, RETURNED, Reached, in_order, writer_of
from chibo_desktop.rules.numbering import paper_number
from chibo_desktop.rules.standing import Standing, standing_at
from chibo_desktop.store import Store

FROM_MINUTES, FROM_LIST = "theo biên bản", "theo danh sách đảng viên"


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
    """What is written about candidates: of many read in bulk, else as each is asked for."""

    def __init__(self, store: Store, *, many: bool = False) -> None:
        self._store, self._bulk = store, _Bulk(store) if many else None

    def _said_of(self, candidate: Facts) -> Sequence[Considered]:
        return said_in_minutes(self._store).get(candidate.id, ())

    @property
    def candidates(self) -> Mapping[str, Facts]:
        """All that are not put away."""
        return candidates(self._store)

    def steps(self, candidate: Facts) -> tuple[StepLine, ...]:
        """Every step in the order of the way.

        What minutes say is not said twice. Once the person is on the list of members its days are the true ones.
        """
        found = self._children("candidate_step", "candidate_id", candidate.id)
        written = [_written(facts) for facts in found if facts.day("on")]
        told = list(self._from_minutes(candidate))
        again = {line.step for line in told}
        lines = [*told, *(line for line in written if line.step not in again)]
        return tuple(in_order(self._as_listed(candidate, lines)))

    def member(self, candidate: Facts) -> Facts | None:
        """The member the candidate has become, in the list they are in now; None too where that was a mistake."""
        one = self._member(candidate.text("member_id"))
        if one is None or not one.is_put_away:
            return one
        later = [self._member(each) for each in sorted(with_later(self._store, [one.id]) - {one.id})]
        return next(
            (each for each in later if each and not each.is_put_away), one if self._periods(one.id) else None
        )

    def left_on(self, candidate: Facts, today: date) -> date | None:
        """The last day of the member on any list, where it is over."""
        member = self.member(candidate)
        until = [each.day("until_on") or date.max for each in self._periods(member.id)] if member else []
        last = max(until, default=date.max)
        return last if last < today else None

    def setback(self, candidate: Facts) -> str:
        """The last vote in finalised minutes in full, where it did not carry."""
        found = [each for each in self._said_of(candidate) if each.carried(self._store) is not None]
        return found[-1].sentence(self._store) if found and found[-1].carried(self._store) is False else ""

    def helpers(self, candidate: Facts, today: date) -> tuple[HelperLine, ...]:
        """Who helped and helps, the newest first."""
        found = sorted(
            self._children("helping", "candidate_id", candidate.id),
            key=lambda facts: (facts.text("from_on"), made_order(facts.id)),
            reverse=True,
        )
        return tuple(self._helper(facts, today) for facts in found)

    def remarks(self, helping_id: str) -> Sequence[Facts]:
        """What a helper said, the newest month first."""
        found = self._children("helper_remark", "helping_id", helping_id)
        return sorted(found, key=lambda facts: facts.text("month"), reverse=True)

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
            trouble=_trouble(self._periods(member_id), today),
        )

    def _from_minutes(self, candidate: Facts) -> Iterator[StepLine]:
        for each in self._said_of(candidate):
            if each.carried(self._store):
                paper = f"Nghị quyết số {paper_number(each.number, 'NQ', 'CB')}" if each.number else ""
                yield StepLine(
                    *("", each.step, LABELS[each.step], each.on, paper, ""),
                    *("cell", FROM_MINUTES, each.meeting.id),
                )

    def _as_listed(self, candidate: Facts, lines: Sequence[StepLine]) -> list[StepLine]:
        """With the decision and the ceremony on the days the list of members has; what a step says more is kept."""
        member, found = self.member(candidate), list(lines)
        for step, name in (("decided", "decided_on"), ("ceremony", "admitted_on")):
            day = member.day(name) if member else None
            written = [line for line in found if line.step == step]
            if day is None or day in (line.on for line in written):
                continue
            empty = StepLine("", step, LABELS[step], day, "", "", writer_of(step))
            one = max(written, key=lambda line: line.on, default=empty)
            found = [line for line in found if line.step != step]
            found.append(replace(one, id="", on=day, read_from=FROM_LIST))
        return found

    def _children(self, kind: str, field: str, parent_id: str) -> Sequence[Facts]:
        if self._bulk is None:
            return children(self._store, kind, field, parent_id)
        return self._bulk.children[kind].get(parent_id, ())

    def _member(self, member_id: str) -> Facts | None:
        if not member_id:
            return None
        held = self._bulk.members.get(member_id) if self._bulk else None
        return held or find(self._store, "member", member_id)  # a joined one

    def _periods(self, member_id: str) -> Sequence[Facts]:
        held = self._bulk.standings.get(member_id) if self._bulk else None
        return held or standings_of(self._store, member_id)


class _Bulk:
    """Everything of these kinds, by what it belongs to."""

    def __init__(self, store: Store) -> None:
        self.children = {
            kind: _by(select(store, kind), field)
            for kind, field in (
                ("candidate_step", "candidate_id"),
                ("helping", "candidate_id"),
                ("helper_remark", "helping_id"),
            )
        }
        self.standings = _by(select(store, "standing", f"member_id IN ({NAMED})"), "member_id")
        self.members = {facts.id: facts for facts in select(store, "member", f"id IN ({NAMED})", away=True)}


def ways(store: Store) -> Ways:
    """What is written about any one candidate."""
    return Ways(store)


def remark_of(store: Store, helping_id: str, month: str) -> Facts | None:
    """What a helper said of one month ("2026-10"); None while nothing."""
    found = children(store, "helper_remark", "helping_id", helping_id)
    return next((each for each in found if each.text("month")[:7] == month), None)


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
