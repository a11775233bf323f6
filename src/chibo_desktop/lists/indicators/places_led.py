"""IND-13 and IND-15: places without a cell, and the heads of hamlets who are Party members or secretaries."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from chibo_desktop.lists.indicators.figure import Behind, Figure, Indicator, Row
from chibo_desktop.lists.indicators.people import lists_on
from chibo_desktop.lists.indicators.scope import Scope, refs
from chibo_desktop.lists.place_states import (
    GROUPS,
    HAMLETS,
    NO_MEMBERS,
    UNSTABLE,
    WITHOUT,
    every_place,
    is_member,
    member_of,
    place_kinds,
)
from chibo_desktop.lists.rows import Facts

NONE_WRITTEN = "Chưa ghi thôn, bản nào."
HEADS_BY_NAME = (
    "Bí thư kiêm trưởng thôn, bản: chỉ tính trưởng thôn, bản đã chọn tên trong danh sách đảng viên."
)


def _states(scope: Scope) -> list[tuple[Facts, str]]:
    """Every place with its state on the last day."""
    store, day = scope.held.store, scope.within.last_day
    held = every_place(store)
    places = held.below(scope.organisation_id, day)
    return [(place, held.state(place.id, day)[0]) for place in places]


def _without(scope: Scope) -> Figure | None:
    if scope.is_cell:
        return None
    every = _states(scope)
    hamlets = _of(every, HAMLETS)
    whole = _share("", "", hamlets, WITHOUT)
    return Figure(
        LED.key,
        LED.title,
        whole.numerator,
        whole.denominator,
        unit="thôn, bản",
        notes=() if every else (NONE_WRITTEN,),
        parts=lambda: (*_kinds(every), *_hard(hamlets)),
        behind=whole.behind,
    )


def _of(every: Sequence[tuple[Facts, str]], kinds: Collection[str]) -> list[tuple[Facts, str]]:
    return [pair for pair in every if pair[0].text("kind") in kinds]


def _share(key: str, title: str, places: Sequence[tuple[Facts, str]], states: Collection[str]) -> Row:
    found = [place.id for place, state in places if state in states]
    return Row(
        key,
        title,
        len(found),
        len(places),
        unit="nơi",
        behind=lambda: Behind(refs("place", found), refs("place", (place.id for place, _ in places))),
    )


def _kinds(every: Sequence[tuple[Facts, str]]) -> list[Row]:
    """Hamlets together, each of their kinds where there are several, schools, clinics."""
    rows = []
    for kinds, title in GROUPS:
        if places := _of(every, kinds):
            rows.append(
                _share(kinds[0] if len(kinds) == 1 else "hamlets", f"{title} chưa có chi bộ", places, WITHOUT)
            )
            each = [kind for kind in kinds if _of(places, (kind,))]
            words = place_kinds()
            rows += [
                _share(kind, f"{words[kind]} chưa có chi bộ", _of(places, (kind,)), WITHOUT)
                for kind in (each if len(each) > 1 else ())
            ]
    return rows


def _hard(hamlets: Sequence[tuple[Facts, str]]) -> list[Row]:
    if not hamlets:
        return []
    return [
        _share(NO_MEMBERS, "Thôn, bản chưa có đảng viên", hamlets, (NO_MEMBERS,)),
        _share(UNSTABLE, "Thôn, bản có chi bộ chưa bền vững", hamlets, (UNSTABLE,)),
    ]


def _headed(scope: Scope) -> Figure | None:
    if scope.is_cell:
        return None
    store, day = scope.held.store, scope.within.last_day
    hamlets = [place for place, _ in _of(_states(scope), HAMLETS)]
    heads = [head for place in hamlets if (head := every_place(store).head(place.id, day)) is not None]
    members = [head for head in heads if is_member(store, head, day)]
    whole = _people("heads", "Trưởng thôn, bản là đảng viên", members, heads)
    return Figure(
        HEADED.key,
        HEADED.title,
        whole.numerator,
        whole.denominator,
        unit="trưởng thôn, bản",
        notes=(HEADS_BY_NAME,) if heads else (),
        parts=lambda: (whole, *_secretaries(scope, hamlets, heads)),
        behind=whole.behind,
    )


def _people(key: str, title: str, found: Sequence[Facts], every: Sequence[Facts]) -> Row:
    return Row(
        key,
        title,
        len(found),
        len(every),
        unit="người",
        behind=lambda: Behind(
            refs("place_person", (each.id for each in found)),
            refs("place_person", (each.id for each in every)),
        ),
    )


def _secretaries(scope: Scope, hamlets: Sequence[Facts], heads: Sequence[Facts]) -> list[Row]:
    """Of secretaries of cells that lead a hamlet, and of all (practice.md X15: the article does not say which)."""
    store, day = scope.held.store, scope.within.last_day
    leading = {cell for place in hamlets for cell in every_place(store).cells(place.id, day)}
    by_cell = lists_on(scope.held, day).secretaries
    heading = {member_of(store, head) for head in heads} - {""}
    rows = []
    for key, title, cells in (
        ("secretaries_leading", "Bí thư kiêm trưởng thôn, bản / bí thư chi bộ thôn, bản", leading),
        ("secretaries_all", "Bí thư kiêm trưởng thôn, bản / bí thư mọi chi bộ", None),
    ):
        asked = [cell for cell in scope.cells if cells is None or cell in cells]
        every = [member for cell in asked for member in sorted(by_cell.get(cell, ()))]
        rows.append(_of_members(key, title, [one for one in every if one in heading], every))
    return rows


def _of_members(key: str, title: str, found: Sequence[str], every: Sequence[str]) -> Row:
    return Row(
        key,
        title,
        len(found),
        len(every),
        unit="bí thư",
        behind=lambda: Behind(refs("member", found), refs("member", every)),
    )


LED = Indicator(
    "IND-13",
    "Thôn, bản, trường, trạm chưa có chi bộ",
    "Số thôn, bản chưa có chi bộ (kể cả nơi chưa có đảng viên) / số thôn, bản ngày cuối kỳ; trường, trạm tính riêng.",
    _without,
)
HEADED = Indicator(
    "IND-15",
    "Trưởng thôn, bản là đảng viên; bí thư kiêm trưởng thôn, bản",
    "Số trưởng thôn, bản là đảng viên / số trưởng thôn, bản đã ghi tên; bí thư kiêm trưởng thôn, bản chia cho bí thư chi "
    "bộ thôn, bản và chia cho bí thư mọi chi bộ.",
    _headed,
)
COUNTS, HEADS = (LED,), (HEADED,)
