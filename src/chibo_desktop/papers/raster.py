"""Pages of a PDF as pixels, for the preview and the printer; it knows no screen and no printer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

_ONE = threading.RLock()
"""PDFium may be called by one thread at a time: a preview on the worker and a print on the window take turns."""


@dataclass(frozen=True)
class Pixels:
    """One page: four bytes a pixel in the order blue, green, red, unused; `stride` bytes a row."""

    width: int
    height: int
    stride: int
    data: bytes


def read_pixels(data: bytes, dots_per_inch: float) -> Iterator[Pixels]:
    """Every page of the PDF in order, drawn when it is asked for; about 0.15 s a page at 300 dots."""
    import pypdfium2

    with _ONE:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    try:
        for number in range(count):
            with _ONE:
                pixels = _draw(document[number], dots_per_inch)
            yield pixels
    finally:
        with _ONE:
            document.close()


def _draw(page: object, dots_per_inch: float) -> Pixels:
    """Page and bitmap are given back at once: left to the garbage collector, another thread might do it."""
    drawn = page.render(scale=dots_per_inch / 72, prefer_bgrx=True)  # type: ignore[attr-defined]
    try:
        return Pixels(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))
    finally:
        drawn.close()
        page.close()  # type: ignore[attr-defined]
