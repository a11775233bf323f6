"""Tab goes in reading order: down the layouts as they stand, however late a widget was put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget


def set_reading_order(root: QWidget, known: Sequence[QWidget] = ()) -> list[QWidget]:
    """Chains every control under `root` as it is read, from top to bottom and from left to right; gives that order.

    Nothing is done where it is the order `known` from the last time.
    """
    controls = list(_controls(root.layout()))
    if controls != known:
        for before, after in pairwise(controls):
            QWidget.setTabOrder(before, after)
    return controls


def _controls(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            if _takes_keys(widget):
                yield widget
            yield from _controls(widget.layout())
        elif inner is not None:
            yield from _controls(inner)


def _takes_keys(widget: QWidget) -> bool:
    """Also a segment that is not taken: Qt lets Tab pass it by, until an arrow makes it the one Tab stops at."""
    if widget.focusProxy() is not None:
        return False
    may_be_taken = isinstance(widget, QAbstractButton) and widget.group() is not None
    return may_be_taken or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
