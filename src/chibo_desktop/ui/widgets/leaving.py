"""Taking a widget off the screen for good; when that is due is its owner's affair."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def take_out(gone: QWidget) -> None:
    """Hides it and takes it out of its layout and from among its parent's children at once; it is deleted a little later."""
    gone.hide()
    gone.setParent(None)
    gone.deleteLater()
