"""One round with the mailbox: fetch, seal what is new when a person asked, carry what waits; told in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.fetching import Fetched, fetch
from chibo_desktop.actions.sending import carry, queue
from chibo_desktop.base.errors import Refusal
from chibo_desktop.store import Changes
from chibo_desktop.store.outbox import Posted

Say = Callable[[int, int], None]


@dataclass(frozen=True)
class Mailed:
    """What one round did. `is_clean`: nothing was refused and nothing is missing; `read`, `moved`: bundles."""

    sentence: str
    is_clean: bool
    read: int
    moved: int
    changes: Changes = field(default_factory=Changes)


def mail(desk: Desk, *, is_asked: bool, say: Say | None = None) -> Mailed:
    """Fetches first, so that receipts for what came go back in the same round.

    Without being asked nothing is sealed: what leaves the cell, and when, is a person's to say. A mailbox that
    cannot be listed stops no sending; then its Refusal comes at the end. Errors as of `fetch` and `send`.
    """

    def on_wait() -> None:
        if say is not None:
            say(0, 0)

    if is_asked:
        queue(desk)
    unread: Refusal | None = None
    fetched = Fetched()
    try:
        fetched = fetch(desk, anew=is_asked, on_step=say, on_wait=on_wait)
    except Refusal as refusal:
        unread = refusal
    if is_asked and fetched.results:
        queue(desk)
    carried = carry(desk, say, on_wait)
    if unread is not None and not carried:
        raise unread
    return _mailed(desk, fetched, carried, unread)


def _mailed(desk: Desk, fetched: Fetched, carried: list[Posted], unread: Refusal | None) -> Mailed:
    refused = [each for each in fetched.results if each.result == "refused"]
    good = len(fetched.results) - len(refused)
    words = [f"đã gửi {len(carried)} gói"] if carried else []
    words += [f"đã nhận {good} gói"] if good else []
    now = desk.store.clock.now()
    opening = f"{now:%H:%M} {', '.join(words)}." if words else f"{now:%H:%M} không có gói mới."
    more = [each.sentence for each in refused] + list(fetched.incomplete)
    more += [unread.sentence] if unread is not None else []
    granted = [each.granted for each in fetched.results if each.granted]
    return Mailed(
        " ".join([opening, *granted, *more]),
        is_clean=not more,
        read=len(fetched.results),
        moved=len(carried) + len(fetched.results),
        changes=fetched.changes,
    )
