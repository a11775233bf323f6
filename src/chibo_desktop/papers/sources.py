"""Which function fills a form, by the word that its card says; what they read stands in their own files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.assessment_values import assessment_values, lesson_values, summary_values
from chibo_desktop.papers.badge_values import badge_values
from chibo_desktop.papers.board_values import half_year_values, notice_values, quality_values, weak_values
from chibo_desktop.papers.book_values import resolution_book_values
from chibo_desktop.papers.candidate_values import chosen_values
from chibo_desktop.papers.case_values import case_resolution_values
from chibo_desktop.papers.cell_report_values import cell_report_values
from chibo_desktop.papers.commendation_values import commendation_values
from chibo_desktop.papers.development_values import development_values
from chibo_desktop.papers.election_values import count_values
from chibo_desktop.papers.evening_values import (
    addendum_values,
    invitation_values,
    programme_values,
    roll_values,
)
from chibo_desktop.papers.excerpt_values import excerpt_values
from chibo_desktop.papers.indicator_values import indicator_values
from chibo_desktop.papers.member_book_values import member_book_values
from chibo_desktop.papers.oversight_values import duty_values, gathering_values, inspection_values
from chibo_desktop.papers.proposal_values import answer_values, proposal_report_values, register_values
from chibo_desktop.papers.scope import Scope
from chibo_desktop.papers.score_values import score_values
from chibo_desktop.papers.values import minutes_values, resolution_values
from chibo_desktop.papers.visit_values import (
    assignment_values,
    book_values,
    calendar_values,
    report_values,
)
from chibo_desktop.papers.year_roll_values import year_roll_values
from chibo_desktop.store import Store

Source = Callable[[Store, str], Mapping[str, Any]]
ListSource = Callable[[Store, Scope], Mapping[str, Any]]

OF_MEETING: Mapping[str, Source] = {
    "minutes": minutes_values,
    "programme": programme_values,
    "resolution": resolution_values,
    "roll": roll_values,
    "score": score_values,
}
"""What is filled from a meeting."""
OF_RECORD: Mapping[str, Source] = {
    "addendum": addendum_values,
    "case": case_resolution_values,
    "count": count_values,
    "excerpt": excerpt_values,
    "invitation": invitation_values,
}
"""What is filled from a part of a meeting; an invitation without a guest is the meeting's own."""
OF_LIST: Mapping[str, ListSource] = {
    "badge-list": badge_values,
    "chosen-list": chosen_values,
    "half-year": half_year_values,
    "meeting-notice": notice_values,
    "month-quality": quality_values,
    "weak-cells": weak_values,
    "indicator-report": indicator_values,
    "commendation-book": commendation_values,
    "development-report": development_values,
    "duty-book": duty_values,
    "gathering-list": gathering_values,
    "inspection-book": inspection_values,
    "member-book": member_book_values,
    "cell-report": cell_report_values,
    "assessment": assessment_values,
    "assessment-summary": summary_values,
    "lesson": lesson_values,
    "proposal-answer": answer_values,
    "proposal-register": register_values,
    "proposal-report": proposal_report_values,
    "resolution-book": resolution_book_values,
    "visit-assignment": assignment_values,
    "visit-book": book_values,
    "visit-calendar": calendar_values,
    "visit-report": report_values,
    "year-roll": year_roll_values,
}
"""What is filled from a list: reports, plans and registers of a body (actions/report_papers.py)."""


def values_for(store: Store, sort: str, meeting_id: str, record_id: str) -> dict[str, Any]:
    """What fills a form of that sort (`values` in form.toml). Refusal for a sort nobody knows."""
    if sort in OF_MEETING:
        return {**OF_MEETING[sort](store, meeting_id)}
    if sort in OF_RECORD:
        return {**OF_RECORD[sort](store, record_id)}
    known = ", ".join(sorted({*OF_MEETING, *OF_RECORD}))
    raise Refusal(f"Mục “values” trong form.toml ghi “{sort}”; chỉ nhận: {known}.")


def list_values(store: Store, sort: str, scope: Scope) -> dict[str, Any]:
    """What fills a report form of that sort. Refusal for a sort nobody knows."""
    if sort in OF_LIST:
        return {**OF_LIST[sort](store, scope)}
    raise Refusal(
        f"Mục “values” trong form.toml ghi “{sort}”; báo cáo chỉ nhận: {', '.join(sorted(OF_LIST))}."
    )
