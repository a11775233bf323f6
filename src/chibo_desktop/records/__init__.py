"""What is kept: the explicit tuple of record types and the look-up by key; nothing else is ever stored."""

from __future__ import annotations

from typing import Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.records.addendum import Addendum
from chibo_desktop.records.development import (
    AdmissionTarget,
    Candidate,
    CandidateStep,
    HelperRemark,
    Helping,
)
from chibo_desktop.records.directive import (
    Directive,
    DirectiveReview,
    Material,
    MaterialIssue,
    MaterialReading,
    MaterialUse,
    Target,
)
from chibo_desktop.records.election import Election, Nominee
from chibo_desktop.records.field import FieldSpec, RecordSpec, is_id, spec_of
from chibo_desktop.records.joining import Opening, SameAs
from chibo_desktop.records.meeting import AgendaItem, Attendance, Ballot, Guest, Meeting, Opinion
from chibo_desktop.records.member import Member, Qualification, Standing
from chibo_desktop.records.organisation import Organisation
from chibo_desktop.records.oversight import FollowUp, FollowUpReport, Gathering, Inspection, Participant
from chibo_desktop.records.person_case import PersonCase
from chibo_desktop.records.phrase import Phrase
from chibo_desktop.records.proposal import Answer, Proposal, ProposalStep
from chibo_desktop.records.recognition import (
    Badge,
    Commendation,
    MemberRating,
    OrganisationRating,
    Snapshot,
)
from chibo_desktop.records.resolution import Assignment, AssignmentReport, Resolution
from chibo_desktop.records.scoring import Score, ScoreLine
from chibo_desktop.records.structure import (
    HandFigure,
    Place,
    Placement,
    PlacePerson,
    PlaceServed,
    PlaceStanding,
    Succession,
)
from chibo_desktop.records.visits import (
    Assessment,
    Official,
    Round,
    TeamMember,
    Visit,
    VisitDuty,
    VisitNotice,
    VisitPlan,
    VisitTeam,
)

SCHEMA = 1
"""The number every entry carries; it grows when the meaning of something already written changes."""

RECORDS: tuple[type[Any], ...] = (
    Organisation,
    Member,
    Standing,
    Meeting,
    AgendaItem,
    Attendance,
    Guest,
    Opinion,
    Ballot,
    Resolution,
    Assignment,
    AssignmentReport,
    Proposal,
    Answer,
    Score,
    ScoreLine,
    SameAs,
    Opening,
    Addendum,
    PersonCase,
    Election,
    Nominee,
    Phrase,
    ProposalStep,
    Placement,
    Succession,
    Place,
    PlaceServed,
    HandFigure,
    Official,
    VisitTeam,
    TeamMember,
    VisitDuty,
    VisitPlan,
    Visit,
    Assessment,
    Round,
    Directive,
    Target,
    Material,
    MaterialIssue,
    MaterialReading,
    MaterialUse,
    Inspection,
    Gathering,
    Participant,
    FollowUp,
    FollowUpReport,
    VisitNotice,
    Candidate,
    CandidateStep,
    Helping,
    HelperRemark,
    AdmissionTarget,
    PlaceStanding,
    PlacePerson,
    Qualification,
    OrganisationRating,
    MemberRating,
    Commendation,
    Badge,
    Snapshot,
    DirectiveReview,
)

SPECS: dict[str, RecordSpec] = {spec_of(cls).key: spec_of(cls) for cls in RECORDS}


def find_spec(key: str) -> RecordSpec:
    """The declaration of a kind; Refusal names the kinds there are."""
    if key not in SPECS:
        raise Refusal(f"Không có loại bản ghi “{key}”. Các loại có: {', '.join(SPECS)}.")
    return SPECS[key]


__all__ = ["RECORDS", "SCHEMA", "SPECS", "FieldSpec", "RecordSpec", "find_spec", "is_id", "spec_of"]
