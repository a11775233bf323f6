"""Candidates as a cell and the bodies above see them: where each stands, what is due, what hinders; counts are in candidate_counts.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.base.dates import month_of, show_day
from chibo_desktop.base.text import name_key
from chibo_desktop.lists.candidate_memory import candidates, made_of_each
from chibo_desktop.lists.candidate_way import HelperLine, StepLine, Ways, reached
from chibo_desktop.lists.lineage import followers
from chibo_desktop.lists.moved import with_later
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.admission import (
    LABELS,
    STATES,
    Due,
    Way,
    dues_of,
    is_near,
    way_of,
)
from chibo_desktop.rules.admission_warnings import (
    age_warning,
    missing_warning,
    order_warning,
    paper_warnings,
    schooling_warning,
)
from chibo_desktop.rules.deadlines import days_words
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

GONE = "Chi bộ kế thừa thêm người này vào danh sách của mình rồi ghi tiếp các bước."
FEW = 100
"""Up to so many candidates each is read alone."""
_ORDER = {state: place for place, state in enumerate(STATES)}


@dataclass(frozen=True)
class CandidateRow:
    """One candidate on a day. `name` is "" where the name stayed below; `shown` always says something.

    `dues` are all last days ahead or over, `near` those to be shown among what has to be done; `warnings` what forbids
    or hinders; `setback` a vote that did not carry. `remark_missing`: a helper runs and this month has no remark;
    `remark_late`: one helped all through last month, which has none.
    `studied_up`: was sent to study first and has the schooling now. `left_by_cell`: the cell that wrote it stands no more;
    `cell_id` is then the one that came in its place, if one alone did.
    """

    id: str
    cell_id: str
    cell_name: str
    name: str
    shown: str
    source: str
    helper: HelperLine | None
    helpers: tuple[HelperLine, ...]
    steps: tuple[StepLine, ...]
    way: Way
    dues: tuple[Due, ...]
    near: tuple[Due, ...]
    warnings: tuple[str, ...]
    setback: str
    last_remark: str
    remark_missing: bool
    remark_late: bool
    studied_up: bool
    left_by_cell: bool
    facts: Facts
    member: Facts | None

    @property
    def state_label(self) -> str:
        return STATES.get(self.way.state, self.way.state)

    @property
    def next_label(self) -> str:
        return LABELS.get(self.way.next_step, "")

    def day_of(self, step: str) -> date | None:
        """The newest day of a step."""
        return max((line.on for line in self.steps if line.step == step), default=None)

    def days_waiting(self, today: date) -> int | None:
        """How many days the case stands where it stands; None before its first step."""
        return (today - self.way.since).days if self.way.since else None


def candidates_of(store: Store, cell_id: str, today: date) -> list[CandidateRow]:
    """The candidates of a cell: those who studied up first, then the soonest due, those whose way is over last."""
    return _sorted(_rows(store, {organisations(store).same(cell_id)}, today))


def candidates_below(store: Store, body: str, today: date) -> list[CandidateRow]:
    """Every candidate of the cells below a body, in the same order; also of a cell that stands no more."""
    names = organisations(store)
    cells, ended = set(names.at(today).cells(body)), ended_cells(store, today)
    lost = {one for one, day in ended.items() if body in names.above(one, day)}
    return _sorted(_rows(store, cells | lost, today))


def ended_cells(store: Store, today: date) -> Mapping[str, date]:
    """The cells of candidates that stand no more and nobody came in the place of, with their last day."""
    names = organisations(store)
    return {
        row.cell_id: day - timedelta(days=1)
        for row in _every(store, today).values()
        if row.left_by_cell and (day := names.ended_since(row.cell_id, today)) is not None
    }


def candidate_row(store: Store, candidate_id: str, today: date) -> CandidateRow | None:
    """One of them; None when it is not held or put away."""
    return _every(store, today).get(candidate_id)


def _rows(store: Store, cells: set[str], today: date) -> list[CandidateRow]:
    return [row for row in _every(store, today).values() if row.cell_id in cells]


def _every(store: Store, today: date) -> Mapping[str, CandidateRow]:
    """All there are; after a write only those it touched are read again."""

    def make(changed: Sequence[Facts]) -> Mapping[str, CandidateRow]:
        read = Ways(store, many=len(changed) > FEW)
        return {facts.id: _row(store, read, facts, today) for facts in changed}

    def read() -> Mapping[str, CandidateRow]:
        rows = made_of_each(store, today, make)
        passed = _passed_on(store, rows.values())
        return {one: row for one, row in rows.items() if one not in passed}

    return known(store, ("candidates on", today), read)


def _passed_on(store: Store, rows: Iterable[CandidateRow]) -> set[str]:
    """Those of cells that stand no more whom the cell that followed took over itself, as the member of its list."""
    left = [row for row in rows if row.left_by_cell and row.facts.text("member_id")]
    followed = {row.facts.text("member_id") for row in rows if not row.left_by_cell} if left else set()
    return {
        row.id for row in left if (with_later(store, [one := row.facts.text("member_id")]) - {one}) & followed
    }


def _sorted(rows: Sequence[CandidateRow]) -> list[CandidateRow]:
    def key(row: CandidateRow) -> tuple[object, ...]:
        due = row.near[0].due_on if row.near else date.max
        furthest = -_ORDER.get(row.way.state, 0)
        return (row.way.is_over, not row.studied_up, due, furthest, name_key(row.name), row.id)

    return sorted(rows, key=key)


def _row(store: Store, read: Ways, facts: Facts, today: date) -> CandidateRow:
    names = organisations(store)
    written_in = names.same(facts.text("cell_id"))
    cell = _home(store, written_in, today)
    is_left = written_in not in names.at(today).nodes
    steps, member = read.steps(facts), read.member(facts)
    is_official = member is not None and member.day("official_on") is not None
    left_on, so_far = read.left_on(facts, today), reached(steps)
    way = way_of(so_far, is_official=is_official, left_on=left_on, today=today)
    is_listed, was_admitted = member is not None, any(line.step == "ceremony" for line in steps)
    dues = tuple(dues_of(so_far, is_official=is_official, left_on=left_on, is_listed=is_listed))
    helpers = read.helpers(facts, today)
    helper = next((each for each in helpers if each.is_running(today)), None)
    name, cell_name = facts.text("full_name"), names.name(cell, today)
    months = [month for each in helpers for month in each.months]
    before = way.next_step in LABELS and _ORDER.get(way.state, 0) < _ORDER["ceremony"]
    left = (f"{names.name(written_in, today)} thôi hoạt động. {GONE}",) if is_left else ()
    return CandidateRow(
        id=facts.id,
        cell_id=cell,
        cell_name=cell_name,
        name=name,
        shown=name or f"{'đảng viên dự bị' if was_admitted else 'quần chúng'} của {cell_name}",
        source=facts.shown("source"),
        helper=helper,
        helpers=helpers,
        steps=steps,
        way=way,
        dues=dues,
        near=_near(dues, today),
        warnings=() if way.is_over else (*left, *_warnings(facts, helper, steps, today, is_listed=is_listed)),
        setback=_setback(read, facts),
        last_remark=max(months, default=""),
        remark_missing=not way.is_over and helper is not None and month_of(today) not in months,
        remark_late=not way.is_over and _is_late(helpers, months, today),
        left_by_cell=is_left,
        studied_up=before
        and facts.text("schooling_state") == "meets"
        and facts.day("recheck_on") is not None,
        facts=facts,
        member=member,
    )


def _is_late(helpers: Sequence[HelperLine], months: Sequence[str], today: date) -> bool:
    last = today.replace(day=1) - timedelta(days=1)
    helped = any(each.is_running(last) and each.is_running(last.replace(day=1)) for each in helpers)
    return helped and month_of(last) not in months


def _near(dues: Sequence[Due], today: date) -> tuple[Due, ...]:
    """What has to be done soon: once probation is over that is the cell's resolution, for nobody is late with the year itself."""
    is_over = any(due.about == "probation" and due.due_on < today for due in dues)
    if not is_over:
        return tuple(due for due in dues if is_near(due, today))
    waits = [due for due in dues if due.about != "probation"]
    return tuple(due for due in waits if due.about == "official_resolved" or is_near(due, today))


def _home(store: Store, cell_id: str, today: date) -> str:
    """The cell itself, or the one that alone came in its place."""
    if cell_id in organisations(store).at(today).nodes:
        return cell_id
    after = followers(store, cell_id)
    return after[0] if len(after) == 1 else cell_id


def _warnings(
    facts: Facts, helper: HelperLine | None, steps: Sequence[StepLine], today: date, *, is_listed: bool
) -> list[str]:
    found, so_far = [], reached(steps)
    if not is_listed:
        found.append(missing_warning(so_far))
        resolved = max((line.on for line in steps if line.step == "resolved"), default=today)
        found.append(age_warning(facts.partial("birth_date"), resolved))
        found.append(schooling_warning(facts.text("schooling"), facts.text("schooling_state"), today))
        recheck = facts.day("recheck_on")
        if recheck and recheck <= today and facts.text("schooling_state") != "meets":
            found.append(f"Đến ngày xem lại việc học: {show_day(recheck)}.")
    if helper is None:
        found.append("Chưa có đảng viên giúp đỡ.")
    elif helper.trouble:
        found.append(
            f"Đảng viên giúp đỡ {helper.name}: {helper.trouble}. Phân công đảng viên chính thức khác."
        )
    return [each for each in (*found, order_warning(so_far), *paper_warnings(so_far, today)) if each]


def _setback(read: Ways, facts: Facts) -> str:
    said = read.setback(facts)
    return f"Chi bộ đã biểu quyết nhưng chưa đủ điều kiện. {said}" if said else ""


@dataclass(frozen=True)
class DueLine:
    """One thing to do on "Hôm nay": what, of whom, how long it still has."""

    candidate_id: str
    words: str
    second: str
    due_words: str
    is_late: bool


def due_lines(rows: Sequence[CandidateRow], today: date, *, by: str = "cell") -> list[DueLine]:
    """What a cell, or with `by` "body" the body above, has to do soon of these candidates, the soonest first.

    Of the cell: also what the body owes it over its time, and at the end the remarks of last month and of this.
    """
    found = [(due, row) for row in rows for due in row.near if _is_of(due, by, today)]
    found.sort(key=lambda each: each[0].due_on)
    lines = [
        DueLine(row.id, _due_words(due, by), row.shown, days_words(due.due_on, today), due.due_on < today)
        for due, row in found
    ]
    if by == "cell":
        last = today.replace(day=1) - timedelta(days=1)
        lines += _remarks_lacking([row for row in rows if row.remark_late], last, is_late=True)
        lines += _remarks_lacking([row for row in rows if row.remark_missing], today, is_late=False)
    return lines


def _remarks_lacking(rows: Sequence[CandidateRow], month: date, *, is_late: bool) -> list[DueLine]:
    if not rows:
        return []
    said = f"Nhận xét tháng {month.month} của đảng viên giúp đỡ"
    names = ", ".join(row.shown for row in rows[:3]) + (" …" if len(rows) > 3 else "")
    return [DueLine(rows[0].id, said, names, f"{len(rows)} người chưa có", is_late=is_late)]


def _is_of(due: Due, by: str, today: date) -> bool:
    return due.by == by or (by == "cell" and due.due_on < today)


def _due_words(due: Due, by: str) -> str:
    if due.by == by:
        return due.words
    return f"Cấp trên chưa làm: {due.words[:1].lower()}{due.words[1:]}"


def untracked_probationary(store: Store, cell_id: str, today: date) -> list[Facts]:
    """Probationary members on the list whom no candidate record follows."""
    taken = {facts.text("member_id") for facts in candidates(store).values()}
    return [
        row.facts
        for row in list_members(store, cell_id, today)
        if row.standing.membership == "probationary" and row.id not in taken
    ]


def offered_for(store: Store, cell_id: str, matter: str, today: date) -> list[CandidateRow]:
    """Whom a meeting may consider: for admission those not yet members, for full membership probationary members."""
    rows = [row for row in candidates_of(store, cell_id, today) if not row.way.is_over]
    has_member = matter == "full_membership"
    return [row for row in rows if bool(row.facts.text("member_id")) == has_member]
