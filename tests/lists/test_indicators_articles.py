"""The figures three articles print, counted by the indicators out of books shaped like theirs (practice.md rows B17, B18, L10, M11)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path

from chibo_desktop.actions.sample.articles import article_b, article_l, article_m
from chibo_desktop.actions.sample.deeds import make_deeds
from chibo_desktop.actions.sample.world import World
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.store import Store, create_store
from lists.small_upper import row_of, said, share


@contextmanager
def book_of(world: World, folder: Path) -> Iterator[Store]:
    """Everything of the world at its upper body, in the books it belongs to, each organisation placed under its parent."""
    clock = FixedClock(datetime.combine(world.today, time(8), VIETNAM))
    store = create_store(folder, bytes(32), device="aaaaaaaa", sample=True, clock=clock)
    with store.writing(world.upper_id, "bt") as writer:
        for one in world.organisations:
            if one.parent_id:
                placed = {"organisation_id": one.id, "parent_id": one.parent_id}
                writer.put("placement", writer.new_id(), **placed)
    with store.transaction():
        for deed in make_deeds(world):
            for kind, record_id, values in deed.puts:
                book = world.upper_id if kind == "organisation" else deed.book
                with store.writing(book, "bt") as writer:
                    writer.put_json(kind, record_id, values)
    yield store
    store.close()


def test_sixty_eight_visits_from_above_and_five_hundred_and_ninety_six_from_below(tmp_path: Path) -> None:
    world = article_b()
    with book_of(world, tmp_path) as store:
        made = report(store, world.upper_id, "2023-01", "2023-06", keys=["IND-8"])
        made.settle()
    figure = made.own.figures["IND-8"]
    counted = {row.key: row.numerator for row in figure.rows}
    upper = {"cells": 68, "cells_grassroots": 2, "cells_other": 66, "committee": 25, "thematic": 6}
    commune = {"cells": 596, "cells_grassroots": 113, "cells_other": 483, "committee": 199, "thematic": 101}
    ends = {"upper/team_most": 10, "upper/team_least": 3, "commune/body_most": 128, "commune/team_least": 8}
    expected = {f"upper/{key}": number for key, number in upper.items()}
    expected |= {f"commune/{key}": number for key, number in commune.items()} | ends
    assert {key: counted[key] for key in expected} == expected
    most, least = row_of(figure, "commune/body_most"), row_of(figure, "commune/team_least")
    assert (most.title, most.note) == ("Cấp xã: cấp ủy dự nhiều nhất", "Đảng bộ trực thuộc số 1")
    assert (least.title, least.note) == ("Cấp xã: tổ dự ít nhất", "Tổ số 1, Đảng bộ trực thuộc số 11")


def test_of_the_proposals_of_eleven_rounds_eighty_nine_percent_are_for_above(tmp_path: Path) -> None:
    world = article_l()
    with book_of(world, tmp_path) as store:
        made = report(store, world.upper_id, "2016-10", "2019-06", keys=["IND-9"])
        made.settle()
    figure = made.own.figures["IND-9"]
    above, own = row_of(figure, "above"), row_of(figure, "grassroots")
    assert (share(above), said(above)) == ((282, 317), "89,0 %")
    assert (share(own), said(own), figure.notes) == ((35, 317), "11,0 %", ())


def test_forty_two_of_forty_two_were_inspected(tmp_path: Path) -> None:
    world = article_m()
    with book_of(world, tmp_path) as store:
        figure = report(store, world.upper_id, "2017-01", "2017-12", keys=["IND-7"]).own.figures["IND-7"]
    assert (share(figure), said(figure), figure.met) == ((42, 42), "100,0 %", True)
