"""Promises of the tokens: contrast in every theme, sizes at every zoom, fonts with all Vietnamese letters."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from chibo_desktop.base import text
from chibo_desktop.ui import look


def luminance(colour: str) -> float:
    """WCAG 2.1, relative luminance."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_known_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#524F4B", "#F5F2ED") == pytest.approx(7.3, abs=0.05)  # measured in pictures/README.md


@pytest.mark.parametrize("theme", look.THEMES)
@pytest.mark.parametrize("pair", look.TEXT_PAIRS)
def test_text_stands_out_seven_to_one(theme: look.Theme, pair: tuple[str, str]) -> None:
    palette = look.THEMES[theme]
    assert contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) >= 7


@pytest.mark.parametrize("theme", look.THEMES)
@pytest.mark.parametrize("pair", look.SHAPE_PAIRS)
def test_shapes_and_outlines_stand_out_three_to_one(theme: look.Theme, pair: tuple[str, str]) -> None:
    palette = look.THEMES[theme]
    assert contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) >= 3


def test_no_tinted_ground_of_the_light_theme_is_darker_than_allowed() -> None:
    light = look.THEMES["light"]
    for ground in (light.ground, light.tinted, light.surface):
        assert luminance(ground) >= luminance("#F5F2ED")


@pytest.mark.parametrize(("percent", "body"), [(100, 16), (150, 24), (200, 32)])
def test_type_and_sizes_grow_with_the_zoom(percent: int, body: int) -> None:
    look.set_zoom(percent)
    assert look.font("body").pixelSize() == body
    assert look.px(40) == 40 * percent // 100
    assert look.logical(look.px(1000)) == 1000
    assert f"font-size: {body}px" in look.style_sheet()


def test_the_zoom_stays_between_one_and_two() -> None:
    look.set_zoom(20)
    assert look.zoom() == 100
    look.set_zoom(400)
    assert look.zoom() == 200


def test_controls_on_the_screen_grow_when_the_zoom_changes(qtbot: QtBot) -> None:
    button = QPushButton("Giữ bản này")
    qtbot.addWidget(button)
    assert button.sizeHint().height() == look.CONTROL
    look.set_zoom(150)
    assert button.sizeHint().height() in {59, 60, 61}  # a hairline stays one pixel up to 200 %


def test_a_change_of_look_reaches_those_that_follow_it(qtbot: QtBot) -> None:
    class Follower(QWidget):
        side = 0

        def fit(self) -> None:
            self.side = look.px(10)

    follower = Follower()
    qtbot.addWidget(follower)
    look.follow(follower.fit)
    assert follower.side == 10
    look.set_zoom(180)
    assert follower.side == 18


class Counted(QWidget):
    """Counts how often it was fitted, and says what happens when it is."""

    def __init__(self, fitted: Callable[[], object] = bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count, self._fitted = 0, fitted
        look.follow(self.fit)

    def fit(self) -> None:
        self.count += 1
        self._fitted()


def _end_later(widget: QWidget) -> None:
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("end", [delete, _end_later])
def test_a_widget_that_is_gone_is_not_fitted_though_somebody_still_holds_it(
    qapp: QApplication, end: Callable[[QWidget], None]
) -> None:
    alone, holder = Counted(), QWidget()
    inside = Counted(parent=holder)
    end(alone)
    end(holder)
    assert not isValid(inside)
    look.set_zoom(130)
    assert (alone.count, inside.count) == (1, 1)


def test_a_widget_that_goes_while_another_is_fitted_is_not_fitted_any_more(qapp: QApplication) -> None:
    second: Counted | None = None

    def end_the_second() -> None:
        if second is not None and isValid(second):
            delete(second)

    first, second = Counted(end_the_second), Counted()
    look.set_zoom(130)
    assert first.count == 2
    assert not isValid(second)
    assert second.count == 1


@pytest.mark.parametrize("theme", look.THEMES)
def test_the_style_sheet_leaves_no_token_unfilled(theme: look.Theme) -> None:
    look.set_theme(theme)
    sheet = look.style_sheet()
    assert "@" not in sheet
    assert look.THEMES[theme].accent in sheet
    assert not re.search(r"\d(hair|pt)", sheet)


@pytest.mark.parametrize("families", [look.sans_families, look.serif_families])
def test_screen_and_paper_fonts_hold_every_vietnamese_letter(families: Callable[[], tuple[str, ...]]) -> None:
    raw = QRawFont.fromFont(QFont(families()[0]))
    assert [letter for letter in text.VIETNAMESE_LETTERS if not raw.supportsCharacter(ord(letter))] == []


def test_qt_does_not_lose_references_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one per call that returns nothing and aborts one day."""
    face = QFont()
    before = sys.getrefcount(None)
    for _ in range(1000):
        face.setItalic(False)
    assert abs(sys.getrefcount(None) - before) < 10
