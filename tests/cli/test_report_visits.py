"""`report visits` prints what the minutes tell of a range of months, and writes it as a paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from chibo_desktop.actions.typing_for import add_cell
from cli.calling import Door
from visiting import write_met

RANGE = ("--from", "2026-01", "--to", "2026-12")


def test_the_visits_of_a_range_are_counted_and_written_as_a_paper(cell: Door, tmp_path: Path) -> None:
    desk = cell.desk()
    write_met(desk, date(2026, 9, 5), ("Hà Thị Xuân", "commune"), kind="thematic")
    desk.close()
    target = tmp_path / "bao-cao.pdf"
    said = cell.done("report", "visits", *RANGE, "--pdf", target, "--json").json
    assert (said["total"]["events"], said["total"]["cells"], said["total"]["thematic"]) == (1, 1, 1)
    assert [each["day"] for each in said["visits"]] == ["2026-09-05"]
    assert target.read_bytes().startswith(b"%PDF")
    assert (
        "1 lượt tại 1 chi bộ = 0 chi bộ cơ sở + 1 chi bộ trực thuộc"
        in cell.done("report", "visits", *RANGE).out
    )


def test_a_report_is_of_the_bodys_own_level_unless_every_level_is_asked_for(commune: Door) -> None:
    desk = commune.desk()
    cell = desk.for_organisation(add_cell(desk, name="Chi bộ bản Nà Hừ")[1])
    write_met(cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"))
    write_met(cell, date(2026, 8, 5), ("Mùa A Sính", "upper"))
    desk.close()
    own = commune.done("report", "visits", *RANGE, "--json").json
    assert (own["level"], [each["level"] for each in own["visits"]]) == ("commune", ["commune"])
    assert commune.done("report", "visits", *RANGE).out.startswith("Cấp xã: 1 lượt tại 1 chi bộ")
    every = commune.done("report", "visits", *RANGE, "--all-levels", "--json").json
    assert {each["level"] for each in every["visits"]} == {"commune", "upper"}
