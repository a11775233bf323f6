"""IND-12: who studied resolutions: organisations, members and the masses, three shares that are never added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from chibo_desktop.lists.indicators.facts import Held, Range
from chibo_desktop.lists.indicators.figure import Behind, Figure, Indicator, Row
from chibo_desktop.lists.indicators.people import TookPart, lists_on, took_part
from chibo_desktop.lists.indicators.scope import Scope, behind_cells, refs
from chibo_desktop.lists.moved import with_later
from chibo_desktop.lists.rows import Facts, made_order, select
from chibo_desktop.store.known import known

MEMBERS = ("secretary", "committee_member", "member")
BY_HAND = "IND-12-masses"
"""The key under which the number of people living there is typed by hand; nothing here counts them."""


def _studied(scope: Scope) -> Figure:
    members = _members(scope)
    return STUDIED.share(
        scope,
        members.numerator,
        members.denominator or 0,
        "đảng viên",
        members.behind,
        parts=lambda: (*_organisations(scope), members, _masses(scope)),
    )


class _Studied(NamedTuple):
    """Who studied in a range: members, organisations, and unnamed people by the body that held the session."""

    members: frozenset[str]
    organisations: frozenset[str]
    masses: Mapping[str, list[TookPart]]


def _read(scope: Scope) -> _Studied:
    return known(scope.held.store, ("studied", scope.within), lambda: _studied_in(scope.held, scope.within))


def _studied_in(held: Held, within: Range) -> _Studied:
    same, masses = held.organisations.same, defaultdict[str, list[TookPart]](list)
    members, organisations = set(), set()
    for each in took_part(held, within, "study"):
        group = each.facts.text("group")
        if group in MEMBERS:
            members.add(each.facts.text("member_id"))
        elif group == "organisation":
            organisations.add(same(each.facts.text("organisation_id")))
        elif group == "masses":
            masses[same(each.body_id)].append(each)
    return _Studied(with_later(held.store, members), frozenset(organisations), masses)


def _organisations(scope: Scope) -> tuple[Row, ...]:
    if scope.is_cell:
        return ()
    below, came = scope.tree.below(scope.organisation_id), _read(scope).organisations
    studied = [one for one in below if one in came]
    return (
        Row(
            "organisations",
            "Tổ chức đảng trực thuộc",
            len(studied),
            len(below),
            unit="tổ chức",
            behind=lambda: behind_cells(studied, below),
        ),
    )


def _members(scope: Scope) -> Row:
    listed, came = lists_on(scope.held, scope.within.last_day).members, _read(scope).members
    every = [member for cell in scope.cells for member in sorted(listed.get(cell, ()))]
    studied = [member for member in every if member in came]
    return Row(
        "members",
        "Đảng viên",
        len(studied),
        len(every),
        unit="đảng viên",
        behind=lambda: Behind(refs("member", studied), refs("member", every)),
    )


def _masses(scope: Scope) -> Row:
    """Only of its own sessions: nobody knows whether unnamed people of two levels are the same."""
    came = _read(scope).masses.get(scope.organisation_id, [])
    typed = _typed(scope)
    return Row(
        "masses",
        "Quần chúng",
        sum(each.facts.count("heads") or 0 for each in came),
        typed.count("denominator") or 0 if typed else 0,
        unit="người",
        note="mẫu số nhập tay" if typed else "chưa nhập số quần chúng",
        behind=lambda: Behind(
            refs("participant", (each.facts.id for each in came)),
            refs("hand_figure", [typed.id] if typed else []),
        ),
    )


def _typed(scope: Scope) -> Facts | None:
    """The newest hand figure of this organisation whose period covers the range."""
    same = scope.held.organisations.same
    found = [
        each
        for each in select(scope.held.store, "hand_figure", "indicator = ?", (BY_HAND,))
        if same(each.text("organisation_id") or each.text("body_id")) == scope.organisation_id
        and scope.within.lies_in(each.text("period_from"), each.text("period_until"))
        and each.count("denominator") is not None
    ]
    return max(found, key=lambda each: (each.text("period_until"), made_order(each.id)), default=None)


STUDIED = Indicator(
    "IND-12",
    "Học tập, quán triệt nghị quyết",
    "Số đảng viên đã dự học tập (mỗi người một lần) / số đảng viên trong danh sách ngày cuối kỳ; tổ chức đảng và quần "
    "chúng tính riêng.",
    _studied,
)
COUNTS = (STUDIED,)
