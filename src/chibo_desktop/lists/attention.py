"""The cells that have to be put right, each with its reasons, from IND-1 to IND-6 and from what visitors wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from chibo_desktop.base.dates import last_day, month_of
from chibo_desktop.base.text import NO_BREAK_SPACE
from chibo_desktop.lists.indicators.facts import Range, Session
from chibo_desktop.lists.indicators.figure import Ref
from chibo_desktop.lists.indicators.report import scope_of
from chibo_desktop.lists.indicators.scope import Scope
from chibo_desktop.lists.indicators.thematic import quarter_words
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.records import find_spec
from chibo_desktop.rules import guidance
from chibo_desktop.store import Store
from chibo_desktop.store.known import reading

GRADED = ("routine", "form", "chairing", "democracy", "criticism", "awareness")
WORST = "poor"
Weight = Literal["grave", "counted", "said"]
WEIGHTS: tuple[Weight, ...] = ("grave", "counted", "said")
Levels = Mapping[str, Any]
"""The values of guidance `attention`."""


@dataclass(frozen=True)
class Reason:
    """Why a cell is on the list: one grave reason or several counted ones put it there, others are said beside them.

    `indicator` names what it is from ("IND-1", "phiếu"); `behind` the records that tell it.
    """

    indicator: str
    words: str
    weight: Weight
    behind: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Weak:
    """A cell to be put right; its gravest reasons come first."""

    cell_id: str
    name: str
    body_name: str
    """What it stands under, "" where that is the body whose list it is."""
    reasons: tuple[Reason, ...]

    @property
    def graves(self) -> int:
        """How many of the reasons are grave."""
        return sum(reason.weight == "grave" for reason in self.reasons)

    @property
    def counted(self) -> int:
        """How many of the reasons count, the grave ones among them."""
        return sum(reason.weight != "said" for reason in self.reasons)

    @property
    def words(self) -> str:
        """Every reason, begun with a capital letter."""
        said = "; ".join(reason.words for reason in self.reasons)
        return said[:1].upper() + said[1:]


def weak_cells(
    store: Store, body: str, first_month: str, last_month: str, *, today: date | None = None
) -> list[Weak]:
    """The cells at or below a body to be put right in the range, those with the most grave reasons first.

    Reasons are: months that are over without their regular session (IND-2, IND-16), sessions to which fewer came than
    had to (IND-1), quarters that are over without their thematic session (IND-3), and visitors who called the resolution
    not feasible, the materials without effect or a line poor. From which number each counts or is grave, and how many
    put a cell here, is guidance `attention`. Nothing worth noting in a session (IND-4), nobody from above (IND-5) and no
    material (IND-6) are only said beside those: they are as much the doing of those above.
    """
    day = today or store.clock.now().date()
    levels = guidance.in_force("attention", day).values
    with reading(store):
        scope = scope_of(store, body, first_month, last_month, today=day)
        written = _assessments(store, scope)
        found = [_weak(scope, cell, written.get(cell, ()), levels) for cell in scope.cells]
    listed = [weak for weak in found if weak.graves or weak.counted >= levels["reasons"]]
    return sorted(
        listed, key=lambda weak: (-weak.graves, -weak.counted, -len(weak.reasons), weak.name.casefold())
    )


def rule_words(day: date) -> str:
    """What puts a cell on the list on a day, in two sentences."""
    levels = guidance.in_force("attention", day).values
    counted, grave = levels["counted"], levels["grave"]
    return (
        f"Có tên khi có điều nặng: từ {grave['missed']} kỳ không họp, từ {grave['below_percent']}{NO_BREAK_SPACE}% số "
        f"buổi dự dưới mức (ít nhất {counted['below']} buổi), từ {grave['quarters']} quý không có chuyên đề, "
        f"{grave['sheets']} phiếu cùng nêu nghị quyết chưa khả thi hoặc tài liệu chưa có hiệu quả, phiếu xếp kém; hoặc "
        f"có từ {levels['reasons']} điều trở lên. Điều khác chỉ nói kèm."
    )


def _weak(scope: Scope, cell: str, written: Sequence[Facts], levels: Levels) -> Weak:
    counting = [*_of_meetings(scope, cell, levels), *_of_visitors(written, levels)]
    reasons = sorted([*counting, *_light(scope, cell)], key=lambda each: WEIGHTS.index(each.weight))
    parent = scope.tree.nodes[cell].parent_id
    body = "" if parent == scope.organisation_id else scope.name(parent)
    return Weak(cell, scope.name(cell), body, tuple(reasons))


def _weight(number: int, levels: Levels, key: str) -> Weight:
    if number >= levels["grave"].get(key, number + 1):
        return "grave"
    return "counted" if number >= levels["counted"][key] else "said"


def _of_meetings(scope: Scope, cell: str, levels: Levels) -> Iterator[Reason]:
    over = [month for month in scope.months_due.get(cell, ()) if month < month_of(scope.today)]
    held = {each.month for each in scope.of_cell(cell, "regular")}
    lacking = [month for month in over if month not in held]
    if lacking:
        words = f"{len(lacking)} kỳ không họp thường kỳ ({_months(lacking)})"
        yield Reason("IND-2", words, _weight(len(lacking), levels, "missed"))
    counted = scope.of_cell(cell, "attendance")
    below = [each for each in counted if scope.rate(each).due and not scope.is_reached(each)]
    if below:
        words = (
            f"{len(below)} trên {len(counted)} buổi dự dưới mức ({_months([each.month for each in below])})"
        )
        weight = _weight(len(below), levels, "below")
        if weight == "counted" and len(below) * 100 >= levels["grave"]["below_percent"] * len(counted):
            weight = "grave"
        yield Reason("IND-1", words, weight, behind=_refs(below))
    if bare := _bare_quarters(scope, cell):
        names = ", ".join(f"q{quarter_words(each)[1:]}" for each in bare)
        words = f"không sinh hoạt chuyên đề {names}"
        yield Reason("IND-3", words, _weight(len(bare), levels, "quarters"))


def _bare_quarters(scope: Scope, cell: str) -> list[Range]:
    """The quarters that are over, throughout which the cell stood, without a thematic session of the quarter."""
    quarters = [each for each in scope.within.quarters() if each.last_day < scope.today]
    thematic = [each for each in scope.of_cell(cell, "thematic") if each.theme_kind == "quarterly"]
    return [
        each
        for each in quarters
        if scope.held.stood(cell, each) and not any(each.first <= one.month <= each.last for one in thematic)
    ]


def _of_visitors(written: Sequence[Facts], levels: Levels) -> Iterator[Reason]:
    for name, words in (
        ("feasible", "phiếu đánh giá: nghị quyết chưa khả thi"),
        ("materials_effective", "phiếu đánh giá: tài liệu dùng chưa có hiệu quả"),
    ):
        said = [each for each in written if each.text(name) == "no"]
        if said:
            times = f" ({len(said)} phiếu)" if len(said) > 1 else ""
            weight = _weight(len(said), levels, "sheets")
            yield Reason("phiếu", f"{words}{times}", weight, behind=_sheets(said))
    for name in GRADED:
        poor = [each for each in written if each.text(name) == WORST]
        if poor:
            field = find_spec("assessment").field(name)
            label = field.label if field else name
            words = f"phiếu đánh giá: {label[:1].lower()}{label[1:]} xếp kém"
            yield Reason("phiếu", words, _weight(len(poor), levels, "poor"), behind=_sheets(poor))


def _light(scope: Scope, cell: str) -> Iterator[Reason]:
    held, counted = scope.held, scope.of_cell(cell, "attendance")
    levels = frozenset(guidance.in_force("indicators", scope.today).values["levels"])
    if not counted:
        return
    for indicator, lacks, words in (
        ("IND-4", [each for each in counted if not each.has_focus], "chưa ghi nội dung trọng tâm"),
        ("IND-4", [each for each in counted if each.id not in held.spoken], "không ai phát biểu"),
        (
            "IND-4",
            [each for each in counted if each.id not in held.concluded],
            "không ra nghị quyết, kết luận",
        ),
        ("IND-6", [each for each in counted if each.id not in held.supplied], "không dùng tài liệu"),
    ):
        if lacks:
            yield Reason(indicator, f"{len(lacks)} buổi {words}", weight="said", behind=_refs(lacks))
    if not any(levels.intersection(held.guests.get(each.id, ())) for each in counted):
        yield Reason("IND-5", "chưa có cấp ủy nào dự", weight="said")


def _assessments(store: Store, scope: Scope) -> Mapping[str, Sequence[Facts]]:
    """What visitors wrote of sessions in the range, by cell."""
    found: defaultdict[str, list[Facts]] = defaultdict(list)
    for facts in select(store, "assessment"):
        if scope.within.first <= facts.text("period")[:7] <= scope.within.last:
            found[scope.held.organisations.same(facts.text("organisation_id"))].append(facts)
    return found


def _refs(sessions: Sequence[Session]) -> tuple[Ref, ...]:
    return tuple(("meeting", each.id) for each in sessions)


def _sheets(written: Sequence[Facts]) -> tuple[Ref, ...]:
    return tuple(("assessment", each.id) for each in written)


def _months(months: Sequence[str]) -> str:
    """As in "tháng 3, 7/2026", each year by itself."""
    by_year: defaultdict[str, list[str]] = defaultdict(list)
    for month in sorted(set(months)):
        by_year[month[:4]].append(str(int(month[5:])))
    return "; ".join(f"tháng {', '.join(each)}/{year}" for year, each in by_year.items())


def range_words(first_month: str, last_month: str) -> str:
    """As in "từ 01/01/2026 đến 30/11/2026"."""
    first, last = date.fromisoformat(f"{first_month}-01"), last_day(last_month)
    return f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"
