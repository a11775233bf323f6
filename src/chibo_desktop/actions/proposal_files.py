"""The register of proposals as a workbook: of a range of an organisation, or of the rows a page shows; the papers are report_papers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.paths import write_whole
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.proposal_lines import register_lines
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.store.access import note_access


def save_proposal_book(
    desk: Desk, rows: Sequence[ProposalRow], place: Path, said: str, organisation_id: str = ""
) -> Path:
    """These proposals as a workbook, in their order; gives the file. `said` is which they are, in words.

    Who raised one is not among the columns. Refusal unless the file ends in .xlsx; Trouble when it is open elsewhere or
    the disk refuses. Logged as exported.
    """
    from chibo_desktop.excel.book import check_ending
    from chibo_desktop.excel.proposal_book import make_proposal_book

    check_ending(place)
    whose = organisation_id or desk.organisation_id
    lines = [
        f"{body_name(desk.store, whose)}: {said}.",
        f"Lập ngày {show_day(desk.today)}, {len(rows)} lượt.",
    ]
    data = make_proposal_book(register_lines(desk.store, rows), lines)
    note_access(desk.store, "exported", "organisation", whose, user=desk.user, note="sổ kiến nghị")
    write_whole(place, data)
    return place
