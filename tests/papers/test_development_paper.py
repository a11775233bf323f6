"""Promises of the report on admitting members: numbers and admissions of each, small cells, places by state (practice.md A12, A13, A20, N16)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actions.desks import make_desk, make_members
from chibo_desktop.actions.admission_targets import give_targets
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.places import add_place, serve_place
from chibo_desktop.actions.report_papers import fill_report, report_bytes, report_scope
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.development_values import development_values
from chibo_desktop.papers.readback import read_pages

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def test_the_report_names_each_with_number_and_admitted_and_is_printed(
    tmp_path: Path, clock: FixedClock
) -> None:
    commune = make_desk(tmp_path / "commune", clock, "commune", "Đảng bộ xã Mường Sáy")
    cells = [add_cell(commune, name=name)[1] for name in ("Chi bộ bản Nà Hừ", "Chi bộ bản Suối Lanh")]
    cell = commune.for_organisation(cells[1])
    make_members(cell, 4)
    add_member(cell, full_name="Cứ Thị Mai", official=False, decided_on=date(2026, 5, 19))
    give_targets(commune, 2026, {cells[1]: 2})
    serve_place(commune, add_place(commune, name="Bản Suối Lanh")[1], cells[1])
    add_place(commune, name="Trạm y tế", kind="clinic")
    scope = report_scope(commune, FIRST, LAST)
    values = development_values(commune.store, scope)
    assert values["rows"] == [
        {"name": "Chi bộ bản Nà Hừ", "target": "chưa giao", "admitted": 0, "share": "–"},
        {"name": "Chi bộ bản Suối Lanh", "target": "2", "admitted": 1, "share": "50,0\N{NO-BREAK SPACE}%"},
    ]
    assert (values["admitted"], values["target"]) == (1, 2)
    assert values["small"] == [{"name": "Chi bộ bản Suối Lanh", "official": 4}]
    assert [each["cells"] for each in values["limits"]] == [0, 1, 1]
    assert [(each["title"], each["total"], each["no_cell"]) for each in values["places"]] == [
        ("Thôn, bản", 1, 0),
        ("Trạm y tế", 1, 1),
    ]
    assert values["without"] == ["Trạm y tế"]
    data = report_bytes(fill_report(commune, "bao-cao-phat-trien-dang", scope))
    commune.close()
    assert check_pdf(data) == []
    said = " ".join(line.text for page in read_pages(data) for line in page.lines)
    assert "Kết nạp 01 đảng viên, chỉ tiêu 02, đạt 50,0" in said
