"""Rows and columns the scenes of the gallery are set in."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.ui import look


def column(*parts: QWidget, gap: int = 12) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setSpacing(look.px(gap))
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    return made


def row(*parts: QWidget, gap: int = 16) -> QWidget:
    made = QWidget()
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(look.px(gap))
    for part in parts:
        box.addWidget(part)
    return made
