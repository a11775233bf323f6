"""`report visits`: visits made in a range of months, per team and body, with the most and the fewest named; as a paper too."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.dates import first_day, last_day
from chibo_desktop.cli.call import Call

if TYPE_CHECKING:
    from chibo_desktop.lists.visit_reports import Extreme, VisitCount, VisitReport

FORM = "bao-cao-du-sinh-hoat"


def show_visits(call: Call, given: Namespace, organisation_id: str, months: tuple[str, str]) -> int:
    """Prints the report of the months of an organisation ("" for the desk's own), and writes the paper asked for.

    Of the visits of people of that organisation's level, of a cell and with `--all-levels` of everybody.
    """
    from chibo_desktop.actions.report_papers import report_scope, save_report
    from chibo_desktop.lists.visit_reports import level_of, visit_report

    first, last = first_day(months[0]), last_day(months[1])
    with call.desk() as desk:
        own = organisation_id or desk.organisation_id
        level = "" if given.all_levels else level_of(desk.store, own, last)
        report = visit_report(desk.store, own, first, last, level=level)
        if given.pdf is not None:
            scope = report_scope(desk, first, last, organisation_id=own, level=level)
            save_report(desk, FORM, scope, given.pdf)
    call.show(_document(report, months, level), _lines(report, level))
    return 0


def _document(report: VisitReport, months: tuple[str, str], level: str) -> dict[str, Any]:
    return {
        "from": months[0],
        "to": months[1],
        "level": level,
        "total": _count(report.total),
        "levels": [_count(each) for each in report.by_level],
        "bodies": [_count(each) for each in report.by_body],
        "teams": [_count(each) for each in report.by_team],
        "other_teams": [_count(each) for each in report.other_teams],
        "most_and_fewest": [_extreme(each) for pair in report.most_and_fewest for each in pair],
        "difficult": [{"name": name, "events": times} for name, times in report.difficult],
        "visits": [
            {
                "id": each.id,
                "day": each.day.isoformat(),
                "organisation": each.organisation_id,
                "level": each.level,
            }
            for each in report.total.visits
        ],
    }


def _count(count: VisitCount) -> dict[str, Any]:
    return {
        "id": count.key,
        "name": count.name,
        "unit": count.unit,
        "events": count.events,
        "cells": count.cells,
        "grassroots_cells": count.grassroots_cells,
        "other_cells": count.other_cells,
        "committee": count.committee,
        "thematic": count.thematic,
    }


def _extreme(extreme: Extreme) -> dict[str, Any]:
    return {"unit": extreme.unit, "cells": extreme.cells, "names": list(extreme.names)}


def _lines(report: VisitReport, level: str) -> Iterator[str]:
    from chibo_desktop.lists.visit_reports import LEVEL_NAMES

    total = report.total
    yield (
        f"{LEVEL_NAMES.get(level, 'Mọi cấp')}: {total.events} lượt tại {total.cells} chi bộ = {total.grassroots_cells} chi bộ cơ sở + "
        f"{total.other_cells} chi bộ trực thuộc; {total.committee} họp cấp ủy; {total.thematic} chuyên đề"
    )
    for most, fewest in report.most_and_fewest:
        yield f"Nhiều nhất theo {most.sentence}; ít nhất theo {fewest.sentence}"
    for count in (*report.by_level, *report.by_body, *report.by_team, *report.other_teams):
        unit = f"{count.unit} " if count.unit else ""
        yield f"  {unit}{count.name}: {count.events} lượt, {count.cells} chi bộ, {count.committee} họp cấp ủy"
