"""IND-9: proposals raised in a range, by whose competence they are; distinct issues, answered, announced, overdue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.indicators.facts import Held, Range
from chibo_desktop.lists.indicators.figure import Behind, Figure, Indicator, Row
from chibo_desktop.lists.indicators.scope import Scope, refs
from chibo_desktop.lists.proposal_deadline import due_of
from chibo_desktop.lists.proposal_home import line_over
from chibo_desktop.lists.proposal_register import group_words
from chibo_desktop.lists.proposal_steps import (
    StepRow,
    joined_to,
    newest_competence,
    steps_by_proposal,
    written_by_id,
)
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.said_of_proposals import said_to_proposals
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.rules import guidance
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

GROUPS = ("grassroots", "above")
NOT_SAID = "unclassified"


@dataclass(frozen=True)
class _Raised:
    """What is counted of one proposal. `issue` is the earliest of those that repeat one another or were joined."""

    id: str
    competence: str
    group: str
    issue: str
    is_answered: bool
    is_announced: bool
    is_overdue: bool


def _by_competence(scope: Scope) -> Figure:
    raised = _raised_at(scope)
    return Figure(
        PROPOSALS.key,
        PROPOSALS.title,
        len(raised),
        None,
        unit="lượt",
        notes=_notes(raised),
        parts=lambda: _rows(raised, group_words(scope.within.first_day, scope.within.last_day)),
        behind=lambda: Behind(refs("proposal", (each.id for each in raised))),
    )


def _raised_at(scope: Scope) -> Sequence[_Raised]:
    key = ("proposals by organisation", scope.within, scope.today)
    dealt = known(scope.held.store, key, lambda: _dealt_out(scope.held, scope.within, scope.today))
    return dealt.get(scope.organisation_id, ())


def _dealt_out(held: Held, within: Range, today: date) -> Mapping[str, list[_Raised]]:
    """By organisation the proposals of cells that stood at or below it on the day they were raised, or nearest to it."""
    found: defaultdict[str, list[_Raised]] = defaultdict(list)
    reader = known(held.store, ("proposals read", today), lambda: _Reader(held.store, today))
    first, last = within.first_day.isoformat(), within.last_day.isoformat()
    for facts in select(held.store, "proposal", "raised_on BETWEEN ? AND ?", (first, last)):
        raised_on = facts.day("raised_on")
        if raised_on is None:
            continue
        one = reader.read(facts, raised_on)
        for organisation in line_over(held.store, facts.text("cell_id"), raised_on):
            found[organisation].append(one)
    return found


class _Reader:
    """Steps and answers of every proposal, read once."""

    def __init__(self, store: Store, today: date) -> None:
        self._store, self._today = store, today
        self._steps, self._written = steps_by_proposal(store), written_by_id(store, "proposal")
        answers = said_to_proposals(store, select(store, "answer"))
        self._answered = {answer.text("proposal_id") for answer in answers}
        self._issues = _issues_of(store, self._steps)

    def read(self, facts: Facts, raised_on: date) -> _Raised:
        steps = self._steps.get(facts.id, ())
        competence = newest_competence(steps, facts.text("competence"))
        is_answered = facts.id in self._answered or any(step.sort == "answered" for step in steps)
        return _Raised(
            id=facts.id,
            competence=competence,
            group=_group(competence, raised_on),
            issue=self._issues.get(facts.id, facts.id),
            is_answered=is_answered,
            is_announced=facts.day("announced_on") is not None,
            is_overdue=not is_answered and self._is_overdue(facts, steps, competence),
        )

    def _is_overdue(self, facts: Facts, steps: Sequence[StepRow], competence: str) -> bool:
        if facts.text("party_matter") != "party" or facts.id not in self._written:
            return False
        due = due_of(self._store, facts, self._written[facts.id], steps, competence)
        return due is not None and due.due_on < self._today


def _issues_of(store: Store, steps: Mapping[str, Sequence[StepRow]]) -> Mapping[str, str]:
    """By proposal that repeats, is repeated or joined, the earliest of all it hangs together with."""
    raised = {row["id"]: row["raised_on"] or "" for row in store.rows("SELECT id, raised_on FROM proposal")}
    pairs = [(row["id"], row["repeats_id"]) for row in store.rows(_REPEATS)]
    pairs += [(proposal, first) for proposal, of in steps.items() if (first := joined_to(of))]
    together: dict[str, set[str]] = {}
    for one, other in pairs:
        united = together.get(one, {one}) | together.get(other, {other})
        together |= dict.fromkeys(united, united)
    return {
        one: min(all_of_it, key=lambda each: (raised.get(each, ""), each))
        for one, all_of_it in together.items()
    }


_REPEATS = "SELECT id, repeats_id FROM proposal WHERE repeats_id IS NOT NULL"


def _group(competence: str, day: date) -> str:
    """Which of the two groups a competence belongs to, as set on the day the proposal was raised; "" for neither."""
    if not competence:
        return NOT_SAID
    values = guidance.in_force("indicators", day).values
    return next((group for group in GROUPS if competence in values[group]), "")


def _rows(raised: Sequence[_Raised], groups: tuple[str, str]) -> tuple[Row, ...]:
    rows = [
        _row(group, words, [one for one in raised if one.group == group], raised)
        for group, words in zip(GROUPS, groups, strict=True)
    ]
    rows.append(_row(NOT_SAID, "Chưa phân loại", [one for one in raised if one.group == NOT_SAID], raised))
    by_level = [(key, words, [one for one in raised if one.competence == key]) for key, words in COMPETENCES]
    rows += [_row(f"competence_{key}", words, of, raised) for key, words, of in by_level if of]
    issues = sorted({one.issue for one in raised})
    rows.append(
        Row("distinct", "Số vấn đề khác nhau", len(issues), unit="vấn đề", behind=lambda: _issues(issues))
    )
    for key, words, of in (
        ("answered", "Đã trả lời", [one for one in raised if one.is_answered]),
        ("announced", "Đã thông báo tại chi bộ", [one for one in raised if one.is_announced]),
        ("overdue", "Quá hạn trả lời", [one for one in raised if one.is_overdue]),
    ):
        rows.append(_row(key, words, of, raised))
    return tuple(rows)


def _row(key: str, title: str, of: Sequence[_Raised], every: Sequence[_Raised]) -> Row:
    def behind() -> Behind:
        return Behind(refs("proposal", (one.id for one in of)), refs("proposal", (one.id for one in every)))

    return Row(key, title, len(of), len(every), unit="lượt", behind=behind)


def _issues(issues: Sequence[str]) -> Behind:
    return Behind(refs("proposal", issues))


def _notes(raised: Sequence[_Raised]) -> tuple[str, ...]:
    """The control sum: every proposal is in one of the groups or not classified."""
    counts = [sum(one.group == group for one in raised) for group in ("grassroots", "above", NOT_SAID)]
    if sum(counts) == len(raised):
        return ()
    below, above, not_said = counts
    said = f"cấp cơ sở {below} + cấp trên {above} + chưa phân loại {not_said} là {sum(counts)}"
    return (f"Tổng không khớp: {len(raised)} lượt, nhưng {said}. Xem lại thẩm quyền của các kiến nghị.",)


PROPOSALS = Indicator(
    "IND-9",
    "Kiến nghị theo thẩm quyền",
    "Số lượt kiến nghị nêu trong kỳ, chia theo cấp có thẩm quyền giải quyết / tổng số lượt. Đã trả lời: đã có văn bản trả lời, "
    "kể cả trả lời đang giải quyết hoặc trước khi mở lại; đã thông báo: đã ghi ngày đọc tại chi bộ. Sổ và trang Kiến nghị thì "
    "theo tình trạng hiện nay: đang giải quyết hoặc mở lại là chưa trả lời, đọc hết trả lời mới là đã đóng.",
    _by_competence,
)
COUNTS = (PROPOSALS,)
