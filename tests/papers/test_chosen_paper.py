"""The resolution that chooses candidates (1A-TN): everybody of that day with the helper of that day, and nobody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.candidates import add_candidate, add_step, assign_helper
from chibo_desktop.actions.report_papers import fill_report, report_bytes, report_scope
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.candidate_values import chosen_values
from chibo_desktop.papers.check import check_pdf

DAY = date(2026, 2, 5)


def test_those_chosen_on_the_day_stand_on_it_with_year_of_birth_and_helper(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = make_desk(tmp_path / "cell", clock)
    first, second = make_members(desk, 2)
    born = PartialDate(1994, 4, 12)
    candidate = add_candidate(desk, full_name="Vàng A Páo", birth_date=born, source="militia")[1]
    later = add_candidate(desk, full_name="Lò Văn Ín")[1]
    for one, day in ((candidate, DAY), (later, date(2026, 3, 5))):
        add_step(desk, one, "selected", day, paper="03-NQ/CB")
    assign_helper(desk, candidate, first, DAY)
    assign_helper(desk, candidate, second, date(2026, 6, 1))
    scope = report_scope(desk, DAY, DAY)
    values = chosen_values(desk.store, scope)
    assert (values["number"], values["issued_on"]) == ("03-NQ/CB", "2026-02-05")
    assert values["rows"] == [
        {"name": "Vàng A Páo", "born": "1994", "home": "", "source": "Dân quân", "helper": "Vàng A Chứ"}
    ]
    data = report_bytes(fill_report(desk, "nghi-quyet-chon-quan-chung", scope))
    with pytest.raises(Refusal, match="không có quần chúng nào được chọn"):
        chosen_values(desk.store, report_scope(desk, date(2026, 2, 6), date(2026, 2, 6)))
    desk.close()
    assert check_pdf(data) == []
