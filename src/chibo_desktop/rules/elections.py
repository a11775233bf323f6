"""Who is elected by how many papers, impossible numbers of papers, and what a list or an office asks for; no records here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from chibo_desktop.base.errors import Refusal
from chibo_desktop.rules import guidance
from chibo_desktop.rules.kinds import committee_least
from chibo_desktop.rules.voting import Threshold, threshold_for

CHOSEN = "chosen_count"


class Candidate(NamedTuple):
    """Somebody on the list and how many papers chose them."""

    key: str
    chosen: int


@dataclass(frozen=True)
class Count:
    """Elected: whom more than half of the base chose, the most chosen first, never more than there are seats.

    `tied`: who would share the last seat; another vote among them fills the `seats_left` as far as it goes.
    """

    elected: tuple[Candidate, ...]
    tied: tuple[Candidate, ...]
    seats_left: int

    def rank_of(self, key: str) -> int | None:
        """From 1 among those elected; those chosen as often share it. None for somebody not elected."""
        chosen = next((each.chosen for each in self.elected if each.key == key), None)
        return None if chosen is None else 1 + sum(each.chosen > chosen for each in self.elected)


def election_threshold(day: date) -> Threshold:
    """The share of the base that elects, by the guidance `voting` of that day."""
    return threshold_for("election", day)


def count_election(candidates: Sequence[Candidate], seats: int, base: int, day: date) -> Count:
    """What the papers come to; the order of the list says nothing."""
    limit = election_threshold(day)
    reached = [each for each in candidates if limit.is_reached(each.chosen, base)]
    reached.sort(key=lambda each: -each.chosen)
    if len(reached) <= seats:
        return Count(tuple(reached), (), seats - len(reached))
    last = reached[seats - 1].chosen
    if reached[seats].chosen < last:
        return Count(tuple(reached[:seats]), (), 0)
    sure = tuple(each for each in reached if each.chosen > last)
    return Count(sure, tuple(each for each in reached if each.chosen == last), seats - len(sure))


def check_chosen(name: str, chosen: int, others: int, valid: int | None, seats: int) -> None:
    """Refusal when one name has more papers than are valid, or all names more than the papers could carry.

    `others`: what the rest of the list was chosen together. Nothing is checked before the valid papers are counted.
    """
    who = name or "Người này"
    if chosen < 0:
        raise Refusal(f"{who}: số phiếu không thể nhỏ hơn 0. Gõ lại số phiếu.", CHOSEN)
    if valid is None:
        return
    if chosen > valid:
        raise Refusal(
            f"{who} {chosen} phiếu, nhưng chỉ {valid} phiếu hợp lệ. Sửa số này, hoặc số phiếu hợp lệ.", CHOSEN
        )
    if others + chosen > valid * seats:
        raise Refusal(
            f"Cộng cả danh sách {others + chosen} lượt bầu, nhưng {valid} phiếu hợp lệ bầu {seats} người "
            f"nhiều nhất {valid * seats}. {who} nhiều nhất {max(0, valid * seats - others)}. Xem lại số phiếu.",
            CHOSEN,
        )


def check_seats(office: str, seats: int, day: date) -> None:
    """Refusal for more than one seat of an office there is one of."""
    if seats > 1 and office in _rule(day)["one_seat"]:
        raise Refusal("Chức vụ này chỉ bầu 1 người. Ghi số lượng cần bầu là 1.", "seats")


def usual_seats(office: str, day: date) -> int | None:
    """The number of seats where there is no choice; None where the congress sets it."""
    return 1 if office in _rule(day)["one_seat"] else None


def may_go_on(office: str, round_: int, day: date) -> bool:
    """Whether another round may follow one that left a seat; after the last one for some offices the body above appoints."""
    values = _rule(day)
    return office not in values["appointed"] or round_ < int(values["rounds_most"])


def after_round(office: str, round_: int, day: date) -> str:
    """What follows from a seat left over, in a sentence."""
    values = _rule(day)
    return str(values["next_words" if may_go_on(office, round_, day) else "appointed_words"])


def office_advice(office: str, seats: int, official: int, day: date) -> str:
    """What the rule says against such an election in a cell of so many official members; "" when nothing."""
    values = _rule(day)
    if office == "committee" and official < committee_least(day):
        return str(values["no_committee_words"])
    if office == "committee" and seats > int(values["committee_most"]):
        return str(values["committee_words"])
    return ""


def list_advice(office: str, seats: int, listed: int, day: date) -> str:
    """What the rule says of a list too short or too long for the seats; "" when nothing. Of a first round only."""
    values = guidance.in_force("election_lists", day).values
    if office not in values["offices"] or not listed:
        return ""
    most = max(int(values["least_surplus"]), seats * int(values["surplus_percent"]) // 100)
    return (
        "" if seats < listed <= seats + most else f"{values['words']} Danh sách có {listed}, cần bầu {seats}."
    )


def committee_advice(office: str, day: date) -> str:
    """What the rule says of somebody outside the committee on the list for an office elected from it; "" for others."""
    values = _rule(day)
    return str(values["from_committee_words"]) if office in values["from_committee"] else ""


def one_office_advice(office: str, day: date) -> str:
    """What the rule says of somebody elected to two offices nobody has together; "" for an office not among them."""
    values = _rule(day)
    return str(values["one_office_words"]) if office in values["one_office"] else ""


def teller_advice(day: date) -> str:
    """Who may count the papers."""
    return str(_rule(day)["teller_words"])


def rules_applied(base_rule: str, day: date) -> str:
    """What is kept with a counted election: the regulation on elections, and that of the base and the share."""
    return f"{guidance.in_force('election_lists', day).version}; {base_rule}"


def _rule(day: date) -> Mapping[str, Any]:
    return guidance.in_force("elections", day).values
