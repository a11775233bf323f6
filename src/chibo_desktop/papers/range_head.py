"""What every book and report of a range begins and ends with: who issues it, of which days, who signs; nothing of its contents."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import find
from chibo_desktop.papers.facts import Issuer
from chibo_desktop.papers.people_values import issuer_of, signing_of
from chibo_desktop.papers.scope import Scope
from chibo_desktop.store import Store


class RangeHead(TypedDict):
    """`first` and `last` are ISO days, both within; `signing` is as in "T/M CHI BỘ"."""

    issuer: Issuer
    issued_on: str
    signing: str
    first: str
    last: str


def range_head(store: Store, scope: Scope) -> RangeHead:
    """Of the organisation the scope belongs to."""
    return RangeHead(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        signing=signing_of(store, scope.organisation_id),
        first=scope.first.isoformat(),
        last=scope.last.isoformat(),
    )


def cell_head(store: Store, scope: Scope) -> RangeHead:
    """The same of a paper that only a cell has; Refusal for any other organisation."""
    one = find(store, "organisation", scope.organisation_id)
    if one is None or one.text("kind") != "cell":
        raise Refusal("Văn bản này in cho từng chi bộ. Hãy chọn một chi bộ.", "org")
    return range_head(store, scope)
