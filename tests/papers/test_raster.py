"""Tests of papers/raster.py: pages as pixels of the right size, with ink where the paper has ink."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from chibo_desktop.papers.raster import Pixels, read_pixels
from papers.samples import SENTENCE, paper_with


def darkest(page: Pixels, top: float, bottom: float) -> int:
    """The lowest blue value between two heights given as parts of the page."""
    rows = range(int(page.height * top), int(page.height * bottom))
    return min(min(page.data[row * page.stride : row * page.stride + 4 * page.width : 4]) for row in rows)


def test_every_page_has_the_size_of_a4_at_the_dots_wanted() -> None:
    pages = list(read_pixels(paper_with(f"<p>{SENTENCE * 60}</p>"), 100))
    assert len(pages) > 1
    for page in pages:
        assert (page.width, page.height) == pytest.approx((827, 1169), abs=1)
        assert len(page.data) == page.stride * page.height


def test_the_head_is_black_and_the_upper_margin_white() -> None:
    page = next(read_pixels(paper_with("<p>Hết.</p>"), 100))
    assert darkest(page, 0.0, 0.05) == 255
    assert darkest(page, 0.07, 0.12) < 60


def test_a_preview_and_a_print_may_draw_at_once() -> None:
    papers = [paper_with(f"<p>{SENTENCE * times}</p>") for times in (10, 40)]
    alone = [list(read_pixels(each, 60)) for each in papers]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda at: (at % 2, list(read_pixels(papers[at % 2], 60))), range(8)))
    assert all(pages == alone[at] for at, pages in together)
