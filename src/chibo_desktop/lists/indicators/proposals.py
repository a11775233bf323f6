"""IND-9: proposals raised in a range, by whose competence they are; distinct issues, answered, announced, overdue."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.lists.indicators.figure import Behind, Figure, Indicator, Row
from chibo_desktop.lists.indicators.scope import Scope, refs
from chibo_desktop.lists.proposal_groups import GROUPS, group_words
from chibo_desktop.lists.proposal_memory import issues
from chibo_desktop.lists.proposal_register import COUNTED, NOT_SAID, count, of_body
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.store import Store


def _by_competence(scope: Scope) -> Figure:
    first, last = scope.within.first_day, scope.within.last_day
    store = scope.held.store
    raised = of_body(store, scope.organisation_id, first, last)
    return Figure(
        PROPOSALS.key,
        PROPOSALS.title,
        len(raised),
        None,
        unit="lượt",
        notes=tuple(filter(None, (count(store, raised).problem,))),
        parts=lambda: _rows(store, raised, group_words(first, last, raised)),
        behind=lambda: Behind(refs("proposal", (each.id for each in raised))),
    )


def _rows(store: Store, raised: Sequence[ProposalRow], groups: tuple[str, str]) -> tuple[Row, ...]:
    rows = [
        _row(group, words, [one for one in raised if one.group == group], raised)
        for group, words in zip(GROUPS, groups, strict=True)
    ]
    unsaid = [one for one in raised if not one.competence]
    rows.append(_row("unclassified", dict(COUNTED)[NOT_SAID], unsaid, raised))
    by_level = [(key, words, [one for one in raised if one.competence == key]) for key, words in COMPETENCES]
    rows += [_row(f"competence_{key}", words, of, raised) for key, words, of in by_level if of]
    matters = sorted(set(issues(store, raised)))
    rows.append(
        Row("distinct", "Số vấn đề khác nhau", len(matters), unit="vấn đề", behind=lambda: _issues(matters))
    )
    for key, words, of in (
        ("answered", "Đã trả lời", [one for one in raised if one.is_answered]),
        ("announced", "Đã thông báo tại chi bộ", [one for one in raised if one.is_announced]),
        ("overdue", "Quá hạn trả lời", [one for one in raised if one.is_overdue]),
    ):
        rows.append(_row(key, words, of, raised))
    return tuple(rows)


def _row(key: str, title: str, of: Sequence[ProposalRow], every: Sequence[ProposalRow]) -> Row:
    def behind() -> Behind:
        return Behind(refs("proposal", (one.id for one in of)), refs("proposal", (one.id for one in every)))

    return Row(key, title, len(of), len(every), unit="lượt", behind=behind)


def _issues(matters: Sequence[str]) -> Behind:
    return Behind(refs("proposal", matters))


PROPOSALS = Indicator(
    "IND-9",
    "Kiến nghị theo thẩm quyền",
    "Số lượt kiến nghị nêu trong kỳ, chia theo cấp có thẩm quyền giải quyết / tổng số lượt, theo tình trạng hiện nay như sổ "
    "kiến nghị. Đã trả lời: đã có văn bản trả lời; báo đang giải quyết, hay trả lời trước khi mở lại, chưa phải là trả lời. "
    "Đã thông báo: chi bộ đã đọc trả lời ấy. Quá hạn: việc trong Đảng, chưa trả lời, đã qua hạn.",
    _by_competence,
)
COUNTS = (PROPOSALS,)
