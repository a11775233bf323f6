"""What of a window cannot be read whole: labels and buttons cut off, squeezed or laid over each other; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from chibo_desktop.ui.widgets.pill import Pill

SLACK = 2
"""Pixels: sizes are rounded twice on their way, by the style sheet and by the layout."""
READ = (QLabel, QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, Pill)


def cut(root: QWidget) -> list[str]:
    """One line for each visible label, button or field that cannot be read or reached whole."""
    read = [each for each in _readable(root) if each.isVisibleTo(root)]
    return [
        f"{_called(each)}: {why}" for each in read for why in (*_squeezed(each), *_hidden(each, root))
    ] + [f"{_called(one)}: under “{_words(other)}”" for one, other in _overlaid(read)]


def _readable(root: QWidget) -> Iterator[QWidget]:
    for each in root.findChildren(QWidget):
        if isinstance(each, READ) and not _is_inner(each) and _words(each):
            yield each


def _is_inner(each: QWidget) -> bool:
    """The line inside a combo box and the parts of scroll bars are their owner's affair."""
    parent = each.parentWidget()
    return isinstance(parent, QComboBox | QScrollBar) or isinstance(each, QScrollBar)


def _words(each: QWidget) -> str:
    if isinstance(each, QLabel):
        return each.text()
    return each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")


def _called(each: QWidget) -> str:
    return f"{type(each).__name__} “{_words(each)[:90]}”"


def _squeezed(each: QWidget) -> Iterator[str]:
    wanted, has = _wanted(each), each.size()
    if has.width() + SLACK < wanted.width():
        yield f"needs {wanted.width()} across, has {has.width()}"
    if has.height() + SLACK < wanted.height():
        yield f"needs {wanted.height()} down, has {has.height()}"


def _wanted(each: QWidget) -> QSize:
    """Labels and pills need their words, wrapped ones the height at their width and their longest word."""
    if isinstance(each, QLabel) and each.wordWrap():
        return QSize(0, each.heightForWidth(each.width()))
    if isinstance(each, QLabel | Pill):
        return each.sizeHint()
    least = each.minimumSizeHint()
    if isinstance(each, QAbstractButton):
        is_picture = not each.text() and not each.icon().isNull()
        needs = each.iconSize().width() if is_picture else least.width()
        return QSize(needs, each.fontMetrics().height())
    if isinstance(each, QPlainTextEdit):  # it scrolls by itself: a line of it is enough
        return QSize(each.fontMetrics().averageCharWidth() * 8, each.fontMetrics().lineSpacing())
    if isinstance(each, QComboBox):
        return QSize(QFontMetrics(each.font()).horizontalAdvance(each.currentText()), least.height())
    if isinstance(each, QLineEdit):
        shown = QFontMetrics(each.font()).horizontalAdvance(each.placeholderText())
        return QSize(max(least.width(), shown + 2 * SLACK if not each.text() else 0), least.height())
    return least


def _hidden(each: QWidget, root: QWidget) -> Iterator[str]:
    """Follows the rectangle up: whoever clips it must be a scroll area that can bring it in."""
    rect, inner = QRect(QPoint(0, 0), each.size()), each
    while inner is not root:
        outer = inner.parentWidget()
        if outer is None:
            return
        rect.translate(inner.pos())
        area = outer.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is outer:
            rect = _brought_in(area, rect, inner)
        room = outer.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if not room.contains(rect):
            yield f"leaves {type(outer).__name__} by {_beyond(room, rect)}"
            return
        inner = outer


def _brought_in(area: QAbstractScrollArea, rect: QRect, inner: QWidget) -> QRect:
    """Where the rectangle stands once it was scrolled to; a scroll bar switched off can still have a way to go."""
    view, brought = area.viewport().rect(), QRect(rect)
    if not isinstance(area, QScrollArea) or area.widget() is not inner:
        return brought
    across, down = area.horizontalScrollBar(), area.verticalScrollBar()
    always_off = area.horizontalScrollBarPolicy().name == "ScrollBarAlwaysOff"
    if across.maximum() > 0 and not always_off:
        brought.moveLeft(max(0, min(brought.left(), view.width() - brought.width())))
        brought.setWidth(min(brought.width(), view.width()))
    if down.maximum() > 0:
        brought.moveTop(max(0, min(brought.top(), view.height() - brought.height())))
        brought.setHeight(min(brought.height(), view.height()))
    return brought


def _beyond(room: QRect, rect: QRect) -> str:
    sides = {
        "left": room.left() - rect.left(),
        "right": rect.right() - room.right(),
        "top": room.top() - rect.top(),
        "bottom": rect.bottom() - room.bottom(),
    }
    return ", ".join(f"{beyond} at the {side}" for side, beyond in sides.items() if beyond > 0)


def _overlaid(read: list[QWidget]) -> Iterator[tuple[QWidget, QWidget]]:
    """Pairs beside each other in one layout whose rectangles share more than a hairline."""
    for place, one in enumerate(read):
        for other in read[place + 1 :]:
            if one.parentWidget() is other.parentWidget():
                shared = one.geometry().intersected(other.geometry())
                if shared.width() > SLACK and shared.height() > SLACK:
                    yield one, other
