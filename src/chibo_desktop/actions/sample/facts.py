"""What the sample province holds, as plain frozen facts: the records themselves, and meetings with all that hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_desktop.records.directive import Directive, Material, Target
from chibo_desktop.records.meeting import MeetingId
from chibo_desktop.records.member import Member, MemberId, Standing
from chibo_desktop.records.organisation import Organisation, OrganisationId
from chibo_desktop.records.oversight import FollowUp, Gathering, Inspection, Participant
from chibo_desktop.records.proposal import Answer, Proposal, ProposalStep
from chibo_desktop.records.structure import HandFigure, Place, Placement, PlaceServed, Succession
from chibo_desktop.records.visits import (
    Assessment,
    Official,
    Round,
    TeamMember,
    Visit,
    VisitDuty,
    VisitPlan,
    VisitTeam,
)


@dataclass(frozen=True)
class SampleGuest:
    """Somebody from above or outside who came to a meeting; `level` as in the record `guest`."""

    full_name: str
    office: str
    level: str
    leads_team: bool = False


@dataclass(frozen=True)
class SamplePaper:
    """A resolution or conclusion of a meeting. `issued_on` None: drafted, never issued. `of_case`: about one person."""

    kind: str
    issued_on: date | None
    of_case: bool = False


@dataclass(frozen=True)
class Session:
    """One meeting with its roll call by member ids; the names are those of the record `meeting`.

    `is_sent` False: no body above ever received it. `is_finalised` False: not locked, so it counts nowhere. A month
    `missed` has no day. One `from_old_book` has the four counts in place of names.
    """

    id: MeetingId
    cell_id: OrganisationId
    period: str
    kind: str = "regular"
    held_on: date | None = None
    is_finalised: bool = True
    is_sent: bool = True
    missed: bool = False
    missed_because: str = ""
    postponed_from: date | None = None
    postponed_because: str = ""
    from_old_book: bool = False
    due_count: int | None = None
    present_count: int | None = None
    excused_count: int | None = None
    absent_count: int | None = None
    theme: str = ""
    theme_kind: str = ""
    focus: str = ""
    present: tuple[MemberId, ...] = ()
    late: tuple[MemberId, ...] = ()
    excused: tuple[MemberId, ...] = ()
    absent: tuple[MemberId, ...] = ()
    guests: tuple[SampleGuest, ...] = ()
    opinions: int = 0
    papers: tuple[SamplePaper, ...] = ()
    materials_used: int = 0

    @property
    def came(self) -> tuple[MemberId, ...]:
        """Whoever is marked as having come, late ones included."""
        return (*self.present, *self.late)


@dataclass(frozen=True)
class World:
    """The whole sample province, ready to be written into books or handed to somebody who never saw the program.

    Ids are those the records bear in the books. `writers`: per organisation with a book the device that writes it, which
    for a cell typed for is its commune's. `today` is the day on which somebody looks at it.
    """

    seed: int
    first: str
    months: int
    today: date
    upper_id: OrganisationId
    writers: dict[str, str]
    organisations: tuple[Organisation, ...]
    placements: tuple[Placement, ...] = ()
    successions: tuple[Succession, ...] = ()
    places: tuple[Place, ...] = ()
    places_served: tuple[PlaceServed, ...] = ()
    members: tuple[Member, ...] = ()
    standings: tuple[Standing, ...] = ()
    sessions: tuple[Session, ...] = ()
    officials: tuple[Official, ...] = ()
    teams: tuple[VisitTeam, ...] = ()
    team_members: tuple[TeamMember, ...] = ()
    duties: tuple[VisitDuty, ...] = ()
    plans: tuple[VisitPlan, ...] = ()
    visits: tuple[Visit, ...] = ()
    rounds: tuple[Round, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    participants: tuple[Participant, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    steps: tuple[ProposalStep, ...] = ()
    answers: tuple[Answer, ...] = ()
    directives: tuple[Directive, ...] = ()
    targets: tuple[Target, ...] = ()
    materials: tuple[Material, ...] = ()
    hand_figures: tuple[HandFigure, ...] = ()
