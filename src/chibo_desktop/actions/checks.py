"""Which rules a put of each kind must pass; the rules themselves stand in the files named here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chibo_desktop.actions import (
    addendum_checks,
    ballot_checks,
    case_checks,
    decision_checks,
    election_checks,
    joining_checks,
    meeting_checks,
    member_checks,
    phrase_checks,
    score_checks,
)
from chibo_desktop.actions.proposed import Proposed

CHECKS: Mapping[str, Callable[[Proposed], None]] = {
    "organisation": member_checks.check_organisation,
    "member": member_checks.check_member,
    "standing": member_checks.check_standing,
    "meeting": meeting_checks.check_meeting,
    "agenda_item": meeting_checks.check_agenda_item,
    "attendance": meeting_checks.check_attendance,
    "guest": meeting_checks.check_guest,
    "opinion": meeting_checks.check_opinion,
    "ballot": ballot_checks.check_ballot,
    "person_case": case_checks.check_case,
    "election": election_checks.check_election,
    "nominee": election_checks.check_nominee,
    "resolution": decision_checks.check_resolution,
    "assignment": decision_checks.check_assignment,
    "assignment_report": decision_checks.check_report,
    "proposal": decision_checks.check_proposal,
    "phrase": phrase_checks.check_phrase,
    "answer": decision_checks.check_answer,
    "same_as": joining_checks.check_same_as,
    "opening": joining_checks.check_opening,
    "addendum": addendum_checks.check_addendum,
    "score": score_checks.check_score,
    "score_line": score_checks.check_score_line,
}
