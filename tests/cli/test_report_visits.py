"""`report visits` prints what the minutes tell of a range of months, and writes it as a paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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
