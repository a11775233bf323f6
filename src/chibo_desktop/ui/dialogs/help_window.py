"""The guide in a window of its own, for F1 before a book is open; beside an open book it is a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.editors.help_view import HelpView


def show_help(parent: QWidget, topic: str) -> QDialog:
    """Shows a topic beside what one was doing; Esc or F1 closes it."""
    window = QDialog(parent)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.setWindowTitle("Trợ giúp")
    view = HelpView()
    column = QVBoxLayout(window)
    column.addWidget(view)
    QShortcut(QKeySequence("F1"), window, activated=window.close)  # type: ignore[call-overload]
    window.resize(min(look.px(1000), parent.width()), min(look.px(640), parent.height()))
    view.open(topic)
    window.show()
    view.take_focus()
    return window
