"""Windows of tests that ended: what is still about would be dressed again by every change of the look."""

from __future__ import annotations

import gc
from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget


def windows() -> list[QWidget]:
    """Every window that belongs to nobody; a list that drops down belongs to its field, with a parent or without."""
    return [
        each
        for each in QApplication.topLevelWidgets()
        if each.parent() is None and each.windowType() == Qt.WindowType.Window
    ]


def put_away(kept: Collection[QWidget] = ()) -> None:
    """Ends what was to end later, and every window but those `kept`.

    What stood behind the windows goes too: a session nobody closed would look into its closed book a second later.
    """
    gone = [window for window in windows() if window not in kept]
    for window in gone:
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if gone:
        gone.clear()
        gc.collect()
