"""The sums of a province's assessments against the facts its books were made from."""

from __future__ import annotations

from collections import Counter

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.sample.world import World
from chibo_desktop.lists.assessment_sums import sum_up
from world import province_folder, upper_desk, world

__all__ = ["province_folder", "upper_desk", "world"]


def test_every_assessment_that_was_written_is_summed_once(upper_desk: Desk, world: World) -> None:
    written = [each for each in world.assessments if not each.put_away]
    months = sorted(str(each.period) for each in written)
    sums = sum_up(upper_desk.store, upper_desk.organisation_id, months[0], months[-1])
    assert len(sums.rows) == len(written) > 50
    said = Counter(each.feasible for each in written)
    assert (sums.said[0].yes, sums.said[0].no) == (said["yes"], said["no"])
    assert sum(len(group.rows) for group in sums.by_team) == len(written)
    assert sum(len(group.rows) for group in sums.by_commune) == len(written)
    assert len(sums.remarks) == len(written)
    assert sums.every.cells == len({each.organisation_id for each in written})
