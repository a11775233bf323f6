"""Thresholds, impossible numbers of votes and papers, and results; who is counted in the base is in vote_base.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import percent
from chibo_desktop.rules import guidance

# The names are those of the ballot's fields, so that a refusal stands beside its box.
BOXES = (("yes_count", "Tán thành"), ("no_count", "Không tán thành"), ("other_count", "Ý kiến khác"))
LOOK_AGAIN = "xem lại điểm danh"
PAPERS = (
    ("issued_count", "Phát ra"),
    ("collected_count", "Thu về"),
    ("valid_count", "Hợp lệ"),
    ("invalid_count", "Không hợp lệ"),
)


class Papers(NamedTuple):
    """The papers of a vote by paper: issued ≥ collected = valid + invalid; None what nobody wrote down yet."""

    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None


@dataclass(frozen=True)
class Threshold:
    """A share of the base; strict means "more than". `rule` is the guidance version that set it."""

    key: str
    numerator: int
    denominator: int
    strict: bool
    words: str
    rule: str

    def is_reached(self, yes: int, base: int) -> bool:
        reached, wanted = self.denominator * yes, self.numerator * base
        return reached > wanted if self.strict else reached >= wanted

    def needed(self, base: int) -> int:
        """The fewest yes votes that carry."""
        product = self.numerator * base
        return product // self.denominator + 1 if self.strict else -(-product // self.denominator)


@dataclass(frozen=True)
class VoteResult:
    """A counted vote, carried or not: a vote that fails is reported in full as well (06-HD/TW §5.1)."""

    carried: bool
    yes: int
    base: int
    needed: int
    percent: str
    sentence: str
    rule: str


def threshold(key: str, day: date | None = None, *, extra: Iterable[guidance.Guidance] = ()) -> Threshold:
    """The threshold as set on that day (guidance `voting`; None: the newest); LookupError for an unknown key."""
    rule = _rule(day, extra)
    values = rule.values["thresholds"][key]
    return Threshold(
        key,
        int(values["numerator"]),
        int(values["denominator"]),
        bool(values["strict"]),
        str(values["words"]),
        rule.version,
    )


def threshold_for(
    decision: str, day: date | None = None, *, extra: Iterable[guidance.Guidance] = ()
) -> Threshold:
    """The threshold of a kind of decision (`ordinary`, `admission`, `full_membership`, `name_removal`, …)."""
    entries = tuple(extra)
    return threshold(_rule(day, entries).values["decisions"][decision], day, extra=entries)


def methods_for(decision: str, day: date) -> tuple[str, ...]:
    """The ways a vote on that kind of decision may be taken, the usual first; () for any (guidance `methods`)."""
    return tuple(guidance.in_force("methods", day).values.get(decision, ()))


def needed(base: int, limit: str | Threshold, *, day: date | None = None) -> int:
    """The fewest yes votes that carry: base 18 needs 10 by majority, 12 by two thirds."""
    return _as_threshold(limit, day).needed(base)


def check_votes(yes: int, no: int, other: int, base: int, present_official: int) -> None:
    """Refusal beside the box to mend when the numbers cannot be: negative, or more than may vote and are present.

    Fewer votes than people present is no error: somebody may not have raised a hand (see `warnings`).
    """
    votes = (yes, no, other)
    for (field, label), number in zip(BOXES, votes, strict=True):
        if number < 0:
            raise Refusal(f"Ô “{label}” không thể nhỏ hơn 0. Gõ lại số phiếu.", field)
    if present_official > base:
        raise Refusal(
            f"{present_official} đảng viên chính thức có mặt nhiều hơn {base} người được tính. Xem lại điểm danh."
        )
    if sum(votes) > present_official:
        raise _too_many(
            votes, present_official, f"{present_official} đảng viên chính thức có mặt", LOOK_AGAIN
        )


def check_papers(papers: Papers, votes: tuple[int, int, int], present_official: int) -> None:
    """Refusal beside the box to mend when papers and votes cannot both be; what is not written down is not checked."""
    issued, collected, valid, invalid = papers
    if issued is not None and issued > present_official:
        raise Refusal(
            f"Phát ra {issued} phiếu, nhưng chỉ {present_official} đảng viên chính thức có mặt. "
            "Sửa số phiếu phát ra, hoặc xem lại điểm danh.",
            "issued_count",
        )
    if collected is not None and issued is not None and collected > issued:
        raise Refusal(
            f"Thu về {collected} phiếu, nhiều hơn {issued} phiếu phát ra. Sửa một trong hai số.",
            "collected_count",
        )
    if collected is not None:
        _check_sorted(collected, valid, invalid)
    if valid is not None and sum(votes) > valid:
        raise _too_many(votes, valid, f"{valid} phiếu hợp lệ", "xem lại số phiếu hợp lệ")


def _check_sorted(collected: int, valid: int | None, invalid: int | None) -> None:
    for field, label, number in (
        ("valid_count", "Hợp lệ", valid),
        ("invalid_count", "Không hợp lệ", invalid),
    ):
        if number is not None and number > collected:
            raise Refusal(f"{label} {number} phiếu, nhưng thu về {collected}. Sửa một trong hai số.", field)
    if valid is not None and invalid is not None and valid + invalid != collected:
        raise Refusal(
            f"{valid} hợp lệ + {invalid} không hợp lệ là {valid + invalid} phiếu, nhưng thu về {collected}. "
            f"Ô “Không hợp lệ” phải là {collected - valid}, hoặc sửa ô khác.",
            "invalid_count",
        )


def result(
    yes: int, base: int, limit: str | Threshold, *, matter: str = "", day: date | None = None
) -> VoteResult:
    """What the yes votes come to; `matter` follows "đủ điều kiện" ("đề nghị kết nạp").

    Refusal when nobody is counted or more say yes than are counted.
    """
    if base <= 0:
        raise Refusal("Không có đảng viên chính thức nào được tính. Xem lại điểm danh.")
    if not 0 <= yes <= base:
        raise Refusal(f"Ô “Tán thành” từ 0 đến {base}, là số người được tính. Gõ lại số phiếu.", "yes_count")
    rule = _as_threshold(limit, day)
    carried, least, share = rule.is_reached(yes, base), rule.needed(base), percent(yes, base)
    about = f" {matter}" if matter else ""
    verdict = f"đủ điều kiện{about}" if carried else f"chưa đủ điều kiện{about}, cần {least} phiếu"
    return VoteResult(
        carried, yes, base, least, share, f"{yes} trên {base} tán thành, đạt {share}: {verdict}.", rule.rule
    )


def threshold_sentence(base: int, limit: str | Threshold, *, day: date | None = None) -> str:
    """Beside the boxes: "Cần ít nhất 2/3, tức 12 phiếu tán thành."."""
    rule = _as_threshold(limit, day)
    return f"Cần {rule.words}, tức {rule.needed(base)} phiếu tán thành."


def warnings(
    votes: Sequence[int],
    base: int,
    present_official: int,
    limit: str | Threshold,
    *,
    day: date | None = None,
    papers: Papers | None = None,
) -> list[str]:
    """What should be said and blocks nothing: too few present to carry, people or valid papers without a vote.

    `papers` of a vote by paper; with them it is the papers that should all be told of, not the people.
    """
    least = needed(base, limit, day=day)
    said = []
    if present_official < least:
        said.append(
            f"Chỉ {present_official} đảng viên chính thức có mặt, cần {least} phiếu tán thành: "
            "dù mọi người tán thành cũng chưa đủ."
        )
    if papers is not None and any(votes):
        said += _on_papers(papers, sum(votes))
    silent = present_official - sum(votes)
    if any(votes) and silent > 0 and (papers is None or papers.valid is None):
        said.append(f"Còn {silent} đảng viên chính thức có mặt chưa có trong số phiếu.")
    return said


def _on_papers(papers: Papers, cast: int) -> list[str]:
    said = []
    if None in papers:
        lacking = [label.lower() for (_, label), number in zip(PAPERS, papers, strict=True) if number is None]
        said.append(f"Phiếu kín: chưa ghi số phiếu {', '.join(lacking)}.")
    if papers.issued is not None and papers.collected is not None and papers.collected < papers.issued:
        said.append(f"{papers.issued - papers.collected} phiếu phát ra không thu về.")
    if papers.valid is not None and cast < papers.valid:
        said.append(f"Còn {papers.valid - cast} phiếu hợp lệ chưa có trong số phiếu.")
    return said


def _rule(day: date | None, extra: Iterable[guidance.Guidance]) -> guidance.Guidance:
    return guidance.in_force("voting", day, extra=extra) if day else guidance.newest("voting")


def _as_threshold(limit: str | Threshold, day: date | None) -> Threshold:
    return threshold(limit, day) if isinstance(limit, str) else limit


def _too_many(votes: tuple[int, int, int], most: int, limit: str, way_out: str) -> Refusal:
    total = sum(votes)
    added = " + ".join(str(each) for each in votes if each)
    opening = f"{added} là {total} phiếu" if added != str(total) else f"Có {total} phiếu"
    opening += f", nhưng chỉ {limit}."
    # The last box filled is the likely slip, if lowering it alone can make the numbers right.
    for (field, label), number in reversed(list(zip(BOXES, votes, strict=True))):
        room = most - (total - number)
        if number and room >= 0:
            return Refusal(
                f"{opening} Ô “{label}” nhiều nhất là {room}. Sửa số phiếu, hoặc {way_out}.", field
            )
    return Refusal(f"{opening} Sửa số phiếu, hoặc {way_out}.", BOXES[0][0])
