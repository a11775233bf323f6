"""Promises of shapes and icons: every state is another shape even in grey, every icon can be drawn."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from chibo_desktop.ui import glyphs, icons, look

# The same fact drawn in two places: half a disc, and a circle nobody has filled yet.
TWINS = {frozenset(("excused", "half")), frozenset(("optional", "missing"))}


def grey(kind: glyphs.Kind, side: int = 20) -> bytes:
    picture = QImage(side, side, QImage.Format.Format_RGB32)
    picture.fill(look.colour("surface"))
    painter = QPainter(picture)
    glyphs.glyph(painter, QRectF(0, 0, side, side), kind)
    painter.end()
    flat = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(flat.constBits())


def test_every_state_is_another_shape_in_grey() -> None:
    for one, other in combinations(glyphs.TONES, 2):
        if frozenset((one, other)) in TWINS:
            continue
        differ = sum(abs(a - b) > 60 for a, b in zip(grey(one), grey(other), strict=True))
        assert differ >= 12, (one, other)


@pytest.mark.parametrize("kind", glyphs.TONES)
def test_every_state_draws_something_and_has_words(kind: glyphs.Kind) -> None:
    assert len(set(grey(kind))) > 2
    assert glyphs.WORDS[kind]


@pytest.mark.parametrize("name", icons.PATHS)
def test_every_icon_draws_and_grows_with_the_zoom(name: str) -> None:
    small = icons.picture(name)
    assert small.width() == 20
    picture = small.toImage()
    inked = sum(picture.pixelColor(x, y).alpha() > 0 for x in range(20) for y in range(20))
    assert inked > 20
    look.set_zoom(150)
    assert icons.picture(name).width() == 30


def test_an_icon_takes_the_colour_of_its_token() -> None:
    picture = icons.picture("plus", "accent").toImage()
    middle = picture.pixelColor(10, 10)
    assert middle.name() == look.colour("accent").name()
