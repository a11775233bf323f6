"""The indicators of an organisation and of those directly below it over a range of months, and one over time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from chibo_desktop.base.collecting import uncollected
from chibo_desktop.lists.indicators import INDICATORS
from chibo_desktop.lists.indicators.facts import Range, held
from chibo_desktop.lists.indicators.figure import Figure, HandRow, Indicator, Report, Reported
from chibo_desktop.lists.indicators.scope import Scope, Scopes
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.targets import targets
from chibo_desktop.store import Store
from chibo_desktop.store.known import known, reading


def report(
    store: Store,
    organisation_id: str,
    first: str,
    last: str,
    *,
    keys: Collection[str] | None = None,
    today: date | None = None,
    with_below: bool = True,
) -> Report:
    """The figures over the months `first` to `last` ("2026-01"), both within; `keys`: of these indicators only.

    Of the organisation itself and of each directly below it on the last day. `today` ends the months that are over
    (IND-16) and what is overdue (IND-9); without it the store's clock. Takes seconds for thousands of cells: on a worker.
    """
    within, found = Range(first, last), _asked(keys)
    with reading(store), uncollected():
        scopes = _scopes(store, within, within, today)
        below = scopes.tree.below(organisation_id) if with_below else ()
        return Report(
            _reported(scopes, organisation_id, found),
            first,
            last,
            tuple(_reported(scopes, one, found) for one in below),
            _by_hand(store, organisation_id, within),
        )


def trend(
    store: Store,
    organisation_id: str,
    key: str,
    ranges: Sequence[tuple[str, str]],
    *,
    today: date | None = None,
) -> list[Figure | None]:
    """One indicator over several ranges, such as the months or quarters of two years; the records are read once."""
    indicator = _asked([key])[0]
    if not ranges:
        return []
    whole = Range(min(first for first, _ in ranges), max(last for _, last in ranges))
    with reading(store):
        scopes = [_scopes(store, whole, Range(*each), today) for each in ranges]
        return [indicator.count(each.of(organisation_id)) for each in scopes]


def scope_of(
    store: Store, organisation_id: str, first: str, last: str, *, today: date | None = None
) -> Scope:
    """What the figures of one organisation are counted from, for lists of the same sessions and cells."""
    within = Range(first, last)
    return _scopes(store, within, within, today).of(organisation_id)


def _asked(keys: Collection[str] | None) -> list[Indicator]:
    known_keys = {each.key for each in INDICATORS}
    if keys is not None and not set(keys) <= known_keys:
        raise LookupError(f"no indicator named {sorted(set(keys) - known_keys)}")
    return [each for each in INDICATORS if keys is None or each.key in keys]


def _scopes(store: Store, whole: Range, within: Range, today: date | None) -> Scopes:
    day = today or store.clock.now().date()
    return known(
        store,
        ("scopes", whole, within, day),
        lambda: Scopes(held(store, whole), targets(store), within, day),
    )


def _reported(scopes: Scopes, organisation_id: str, asked: Sequence[Indicator]) -> Reported:
    scope = scopes.of(organisation_id)
    figures = {each.key: figure for each in asked if (figure := each.count(scope)) is not None}
    node = scope.tree.nodes.get(organisation_id)
    return Reported(organisation_id, scope.name(organisation_id), node.kind if node else "", figures)


def _by_hand(store: Store, organisation_id: str, within: Range) -> tuple[HandRow, ...]:
    same = held(store, within).organisations.same
    return tuple(
        _hand_row(each)
        for each in select(store, "hand_figure")
        if same(each.text("organisation_id") or each.text("body_id")) == organisation_id
        and within.touches(each.text("period_from"), each.text("period_until"))
    )


def _hand_row(facts: Facts) -> HandRow:
    return HandRow(
        facts.id,
        facts.text("indicator"),
        facts.text("period_from"),
        facts.text("period_until"),
        facts.count("numerator"),
        facts.count("denominator"),
        facts.text("source"),
    )
