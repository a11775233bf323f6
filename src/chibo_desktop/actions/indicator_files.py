"""The indicators of an organisation as files: a report to be signed, and a workbook; counting is lists/indicators."""

from __future__ import annotations

from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.report_papers import report_scope, save_report
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.paths import write_whole
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.indicator_trends import Step, trends
from chibo_desktop.lists.indicators.facts import Range
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.store.access import note_access
from chibo_desktop.store.known import reading

FORM = "bao-cao-chi-tieu"


def save_indicator_paper(desk: Desk, organisation_id: str, first: str, last: str, place: Path) -> Path:
    """The report of the months `first` to `last` as a PDF (or .docx) of this desk's body; gives the file.

    Logged as saved. Trouble when it is open elsewhere or the disk refuses. Seconds for thousands of cells: on a worker.
    """
    within = Range(first, last)
    scope = report_scope(desk, within.first_day, within.last_day, record_id=organisation_id)
    return save_report(desk, FORM, scope, place)


def save_indicator_book(
    desk: Desk, organisation_id: str, first: str, last: str, place: Path, *, step: Step = "quarter"
) -> Path:
    """The figures of the same months as a workbook, with those below and the spans before; gives the file.

    Refusal unless it ends in .xlsx. Logged as exported. On a worker.
    """
    from chibo_desktop.excel.book import check_ending
    from chibo_desktop.excel.report_book import make_report_book

    check_ending(place)
    with reading(desk.store):
        made = report(desk.store, organisation_id, first, last)
        lines = trends(desk.store, organisation_id, step, last)
        own = body_name(desk.store, desk.organisation_id)
        data = make_report_book(made, lines, f"Lập ngày {show_day(desk.today)} tại {own}.")
    note_access(desk.store, "exported", "organisation", organisation_id, user=desk.user, note="bảng chỉ tiêu")
    write_whole(place, data)
    return place
