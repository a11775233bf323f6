"""The figures of visits an article prints, out of books shaped like its own, each with the unit it is counted by (B17, B18)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from chibo_desktop.actions.sample.articles import article_b
from chibo_desktop.lists.visit_reports import extremes, visit_report
from lists.test_indicators_articles import book_of

FIRST, LAST = date(2023, 1, 1), date(2023, 6, 30)


def test_most_and_fewest_are_named_with_the_unit_they_are_counted_by(tmp_path: Path) -> None:
    world = article_b()
    with book_of(world, tmp_path) as store:
        above = visit_report(store, world.upper_id, FIRST, LAST, level="upper")
        below = visit_report(store, world.upper_id, FIRST, LAST, level="commune")
    figures = [
        (each.cells, each.grassroots_cells, each.other_cells, each.committee, each.thematic)
        for each in (above.total, below.total)
    ]
    assert figures == [(68, 2, 66, 25, 6), (596, 113, 483, 199, 101)]
    said = [[each.sentence for each in extremes(counts) or ()] for counts in (above.by_team, below.by_body)]
    assert said[0] == ["tổ: 10 chi bộ (Tổ số 1)", "tổ: 03 chi bộ (Tổ số 10)"]
    assert said[1][0] == "đảng bộ: 128 chi bộ (Đảng bộ trực thuộc số 1)"
    fewest = extremes(below.by_team)
    assert fewest is not None
    assert fewest[1].sentence == "tổ: 08 chi bộ (Tổ số 1, Đảng bộ trực thuộc số 11)"
