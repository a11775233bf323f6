"""What a meeting gets by a score frame: points proposed from facts, caps, total and grade, in whole parts of a point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chibo_desktop.rules.comparisons import met
from chibo_desktop.rules.score_frame import Band, Frame, Group, Item


@dataclass(frozen=True)
class Evidence:
    """One fact about the meeting: `amount` of `whole`, said in one sentence, written in a step of the sheet.

    Yes or no is 1 of 1 or 0 of 1. A `whole` of 0 means: nothing can be said yet, the sentence says why.
    """

    amount: int
    whole: int
    sentence: str
    step: str

    @property
    def is_known(self) -> bool:
        return self.whole > 0

    @property
    def holds(self) -> bool:
        """Whether all of it is there."""
        return self.is_known and self.amount >= self.whole


@dataclass(frozen=True)
class Proposal:
    """What the facts say of one item. `points` None: a person has to judge. `step` "": no step is behind it.

    `proof` also says which fact is missing; `known` only what is known, for points a person gave nevertheless.
    """

    points: int | None
    proof: str
    step: str = ""
    known: str = ""


@dataclass(frozen=True)
class Total:
    """What the meeting comes to, in parts. `grade` is None while items are `lacking`."""

    points: int
    out_of: int
    lacking: tuple[str, ...]
    grade: str | None
    by_group: Mapping[str, int]


def is_applied(item: Item, known: Mapping[str, Evidence]) -> bool:
    """Whether the item is scored at this meeting."""
    return not item.when or (item.when in known and known[item.when].holds)


def propose(item: Item, known: Mapping[str, Evidence]) -> Proposal:
    """The points the facts call for with their proof; none where a fact is missing or no band fits."""
    said = [known[name] for name in (*item.facts, *item.hints) if name in known]
    proof = " ".join(each.sentence for each in said)
    step = next((each.step for each in said if each.step), "")
    held = " ".join(each.sentence for each in said if each.is_known)
    if item.full_when in known and known[item.full_when].holds:
        only = known[item.full_when]
        return Proposal(item.most, only.sentence, only.step, only.sentence)
    given = [_banded(item, known[name]) for name in item.facts if name in known]
    if not given or len(given) < len(item.facts) or None in given:
        return Proposal(None, proof, step, held)
    points = min(each for each in given if each is not None)
    lowered = [(name, most) for name, most in item.lowered if name in known and known[name].holds]
    if lowered:
        points = min(points, *(most for _, most in lowered))
        proof = " ".join([proof, *(known[name].sentence for name, _ in lowered)])
    proof += _doubt(item, known)
    return Proposal(points, proof, step, proof)


def _banded(item: Item, fact: Evidence) -> int | None:
    if not fact.is_known:
        return None
    return next((band.points for band in item.bands if _fits(band, fact)), None)


def _fits(band: Band, fact: Evidence) -> bool:
    if band.short is not None:
        return fact.whole - fact.amount <= band.short
    return met(fact.amount, fact.whole, band.percent, band.strict) is True


def _doubt(item: Item, known: Mapping[str, Evidence]) -> str:
    for name in item.facts:
        for percent in item.unclear:
            if 100 * known[name].amount == percent * known[name].whole:
                return f" Biểu không nói rõ mức đúng {percent} %."
    return ""


def total(frame: Frame, points: Mapping[str, int | None], left_out: frozenset[str] = frozenset()) -> Total:
    """Sum of the groups, each held to its cap and never below 0; `left_out` are the items not applied this time.

    Where the frame counts the remaining items only, grades are compared by shares of what could be got, in whole
    numbers; where it does not say, the frame's own sum stays the measure.
    """
    by_group = {group.code: _sum(group, points, left_out) for group in frame.groups}
    lacking = tuple(
        item.code
        for item in frame.items
        if not item.deducts and item.code not in left_out and points.get(item.code) is None
    )
    out_of = frame.most
    if frame.not_applicable == "left_out":
        out_of = sum(_attainable(group, left_out) for group in frame.groups)
    made = sum(by_group.values())
    return Total(made, out_of, lacking, None if lacking else grade_of(frame, made, out_of), by_group)


def grade_of(frame: Frame, points: int, out_of: int) -> str | None:
    """The grade, comparing points × whole frame with threshold × attainable; None when nothing could be got."""
    if out_of <= 0:
        return None
    return next((name for name, least in frame.grades if points * frame.most >= least * out_of), None)


def _sum(group: Group, points: Mapping[str, int | None], left_out: frozenset[str]) -> int:
    made = 0
    for item in group.items:
        got = min(points.get(item.code) or 0, item.most) if item.code not in left_out else 0
        made += -got if item.deducts else got
    return max(0, min(made, group.most))


def _attainable(group: Group, left_out: frozenset[str]) -> int:
    got = sum(item.most for item in group.items if not item.deducts and item.code not in left_out)
    return min(got, group.most)


def show_points(parts: int, number: int) -> str:
    """A number of parts in points, as people write it: 18 of quarters is "4,5"."""
    whole, rest = divmod(number, parts)
    if not rest:
        return str(whole)
    digits = ""
    while rest and len(digits) < 3:
        rest *= 10
        digits += str(rest // parts)
        rest %= parts
    return f"{whole},{digits}"


def read_points(parts: int, typed: str) -> int | None:
    """Points as typed ("4", "4,5", "4.25") in parts; None when it is no number or no step of this frame."""
    whole, comma, rest = typed.strip().replace(".", ",").partition(",")
    if not (whole + rest).isdecimal() or not (whole + rest).isascii() or (comma and not rest) or not whole:
        return None
    scaled, left_over = divmod(int(whole + rest) * parts, 10 ** len(rest))
    return None if left_over else scaled
