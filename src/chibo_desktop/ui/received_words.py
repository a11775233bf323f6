"""What the top bar says of how far the body above has received this desk's months, and which changes may alter it."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.lists.exchange_state import exchange_state
from chibo_desktop.store import Changes
from chibo_desktop.ui import glyphs

MOVING = ("addendum", "organisation", "same_as")
"""Records that bear on what the body above has received, beside the finalising of a meeting."""
ABOVE = {"commune": "Xã", "upper": "Cấp trên"}


def received_words(desk: Desk) -> tuple[glyphs.Kind, str]:
    """Shape and words; no words while typing for a cell: sending and receiving are the commune's affair."""
    if desk.typed_by:
        return "missing", ""
    state = exchange_state(desk.store, desk.organisation_id)
    if not state.above_kind:
        return "missing", "Chưa nối với cấp trên" if desk.kind != "upper" else ""
    above = ABOVE.get(state.above_kind, "Cấp trên")
    words = [f"{above} đã nhận kỳ {month_words(state.received)}"] if state.received else []
    if state.waiting:
        words.append(f"{'chờ' if words else 'Chờ'} {above.lower()} nhận {state.waiting}")
    return "todo" if state.waiting else "done", " · ".join(words)


def month_words(period: str) -> str:
    """The short form of the bars: "2026-10" is "T10"."""
    return f"T{int(period[5:7])}" if len(period) >= 7 else period


def moves_state(changes: Changes) -> bool:
    """Whether what the body above has received may be another now: somebody else wrote, or a meeting was finalised."""
    told = any("finalised_at" in change.fields for change in changes.items)
    return not changes or told or changes.touches(*MOVING)
