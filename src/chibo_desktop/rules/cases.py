"""What follows from votes on one person: how many rounds, which form of discipline, who decides; no records here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.records.meeting import MEASURES
from chibo_desktop.rules import guidance
from chibo_desktop.rules.voting import threshold_for

HEAVIEST_FIRST = tuple(reversed(MEASURES))
NONE_CHOSEN = "Không hình thức kỷ luật nào được bỏ phiếu: không có hình thức kỷ luật."


@dataclass(frozen=True)
class Outcome:
    """Who decides after the vote, in a sentence with its source; `is_decided_here`: the cell itself."""

    words: str
    is_decided_here: bool


@dataclass(frozen=True)
class MeasureResult:
    """The form of discipline the votes come to, "" while none; `is_added`: found by adding from the heaviest down."""

    measure: str
    is_added: bool
    sentence: str


def decision_of(matter: str, measure: str = "") -> str:
    """The kind of decision a vote on a person is: that of the matter; expulsion has a threshold of its own."""
    return "expulsion" if measure == "expulsion" else matter


def most_rounds(day: date) -> int:
    """How many times one person may be voted on at one meeting, by the guidance `rounds`."""
    return int(guidance.in_force("rounds", day).values["most"])


def after_rounds(decision: str, failed: int, day: date) -> str:
    """What is to be done after so many votes without the share asked for; "" while another may be taken."""
    values = guidance.in_force("rounds", day).values
    if failed < int(values["most"]) or decision not in values["reported_up"]:
        return ""
    return str(values["words"])


def outcome(matter: str, detail: str, day: date) -> Outcome | None:
    """Who decides a matter the cell voted for; `detail` is the ground of an exemption or the form of discipline.

    None where the matter is decided by detail and there is none yet.
    """
    found = guidance.in_force("outcomes", day).values.get(matter, {})
    given = found.get(detail) or found.get("any")
    return Outcome(str(given["words"]), bool(given["here"])) if given else None


def after_failing(matter: str, day: date) -> str:
    """What a vote without the share asked for still asks of the cell, "" when nothing."""
    values = guidance.in_force("outcomes", day).values
    return str(values["failed"]) if matter in values["failed_of"] else ""


def measures_for(membership: str | None, day: date) -> tuple[str, ...]:
    """The forms of discipline there are for a member, the lightest first: a probationary one has only the light ones."""
    every = tuple(key for key, _ in MEASURES)
    if membership != "probationary":
        return every
    allowed = guidance.in_force("probationary_measures", day).values["allowed"]
    return tuple(key for key in every if key in allowed)


def why_not_measure(day: date) -> str:
    """The rule about probationary members in words, with its source, no full stop."""
    return str(guidance.in_force("probationary_measures", day).values["words"])


def measure_reached(votes: Mapping[str, int], base: int, day: date) -> MeasureResult:
    """The form of discipline by the votes given to each, one vote a person (69-QĐ/TW, Điều 15).

    The heaviest form that reaches its own share; else votes are added from the heaviest form down, and the form at
    which the sum reaches the share of `discipline` is taken. A form with a share of its own (expulsion) is never
    reached by adding: its votes only count for the lighter ones.
    """
    if not any(votes.values()):
        return MeasureResult("", is_added=False, sentence=NONE_CHOSEN)
    for measure, label in HEAVIEST_FIRST:
        limit = threshold_for(decision_of("discipline", measure), day)
        yes = votes.get(measure, 0)
        if yes and limit.is_reached(yes, base):
            said = f"{label} được {yes} trên {base} phiếu, đủ {limit.words}."
            return MeasureResult(measure, is_added=False, sentence=said)
    return _added(votes, base, day)


def _added(votes: Mapping[str, int], base: int, day: date) -> MeasureResult:
    rule = guidance.in_force("measures", day).values
    limit = threshold_for(str(rule["added_up_reach"]), day)
    total, steps = 0, []
    for measure, label in HEAVIEST_FIRST:
        if measure not in votes:
            continue
        before, total = total, total + votes[measure]
        steps.append(
            f"{label.lower()} {before} + {votes[measure]} = {total}" if before else f"{label.lower()} {total}"
        )
        has_own_share = decision_of("discipline", measure) != rule["added_up_reach"]
        if limit.is_reached(total, base) and not has_own_share:
            said = (
                f"{rule['words']}: {', '.join(steps)} trên {base} phiếu, đủ {limit.words}: {label.lower()}."
            )
            return MeasureResult(measure, is_added=True, sentence=said)
    said = f"{rule['words']}: {', '.join(steps)} trên {base} phiếu, chưa đủ {limit.words}: chưa có hình thức kỷ luật."
    return MeasureResult("", is_added=False, sentence=said if steps else "")
