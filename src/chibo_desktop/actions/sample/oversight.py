"""What the bodies of the sample province hold besides visits: inspections, classes, study, targets, bulletins, figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from chibo_desktop.actions.sample.chance import Chance, day_in
from chibo_desktop.actions.sample.people import People
from chibo_desktop.actions.sample.tree import DISTRICTS_END, Cell, Tree, parent_on
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.directive import Directive, Material, Target
from chibo_desktop.records.member import Member
from chibo_desktop.records.organisation import OrganisationId
from chibo_desktop.records.oversight import TOPICS, FollowUp, Gathering, Inspection, Participant
from chibo_desktop.records.structure import HandFigure

TARGETS = (("IND-1", 90), ("IND-3", 100), ("IND-4", 95), ("IND-5", 60), ("IND-6", 100), ("IND-7", 100))
MASSES = "IND-12-masses"


@dataclass
class Oversight:
    """What is made here."""

    tree: Tree
    people: People
    chance: Chance
    inspections: list[Inspection] = field(default_factory=list)
    gatherings: list[Gathering] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    materials: list[Material] = field(default_factory=list)
    hand_figures: list[HandFigure] = field(default_factory=list)

    def new_id(self, body: Any) -> Any:
        return self.tree.ids.new(body.partition("-")[0])

    def below(self, body: Any, day: date) -> list[OrganisationId]:
        """The organisations that stood directly below the body that day, in the order they were made."""
        cells = [c.id for c in self.tree.cells if c.stood(day, day) and parent_on(self.tree, c, day) == body]
        if body != self.tree.upper_id:
            return cells
        return [*(self.tree.districts if day <= DISTRICTS_END else self.tree.communes), *self.direct(day)]

    def direct(self, day: date) -> list[OrganisationId]:
        """Cells directly under the upper body, once there were no districts."""
        cells = [c for c in self.tree.cells if c.commune_id == self.tree.upper_id]
        return [
            c.id for c in cells if day > DISTRICTS_END and parent_on(self.tree, c, day) == self.tree.upper_id
        ]


def make_oversight(tree: Tree, people: People, seed: int, months: list[str]) -> Oversight:
    """Everything in the order of bodies and months."""
    made = Oversight(tree, people, Chance(f"oversight {seed}"))
    for number, body in enumerate((tree.upper_id, *tree.communes)):
        _inspect(made, body, months)
        _gather(made, body, months)
        _count_masses(made, body, months)
        _direct(made, body, number, months[0])
    for month in months:
        _issue(made, month)
    return made


def _inspect(made: Oversight, body: Any, months: list[str]) -> None:
    """Some every quarter, some of them twice; now and then one that is only planned."""
    for month in months[1::3]:
        day = day_in(month, 18)
        below = made.below(body, day)
        for organisation in made.chance.some(below, max(1, len(below) // 5)):
            is_held = made.chance.below(0.9)
            is_due = is_held and made.chance.below(0.5)
            made.inspections.append(
                Inspection(
                    id=made.new_id(body),
                    body_id=body,
                    organisation_id=organisation,
                    sort="inspection" if made.chance.below(0.8) else "supervision",
                    plan="Kế hoạch kiểm tra năm",
                    held_on=day if is_held else None,
                    findings="Sổ ghi nghị quyết chưa đủ" if is_due else "",
                    due_on=day + timedelta(days=60) if is_due else None,
                    closed_on=day + timedelta(days=55) if is_due and made.chance.below(0.6) else None,
                )
            )
            if is_due and made.chance.below(0.3):
                _follow(made, body, organisation, made.inspections[-1])


def _follow(made: Oversight, body: Any, organisation: Any, inspection: Inspection) -> None:
    made.follow_ups.append(
        FollowUp(
            id=made.new_id(body),
            body_id=body,
            organisation_id=organisation,
            sort="finding",
            inspection_id=inspection.id,
            title="Bổ sung sổ ghi nghị quyết",
            due_on=inspection.due_on,
            done_on=inspection.closed_on,
        )
    )


def _gather(made: Oversight, body: Any, months: list[str]) -> None:
    """Each half-year a class for secretaries and a study of resolutions; each quarter a briefing; one exchange."""
    for place, month in enumerate(months):
        if place % 6 == 2:
            _train(made, body, month, place // 6)
        if place % 6 == 4:
            _study(made, body, month)
        if place % 3 == 0:
            _hold(made, body, month, "briefing", "Giao ban với các chi bộ", conclusions="Giữ lịch sinh hoạt")
        if place == 10:
            _hold(made, body, month, "exchange", "Gặp mặt, trao đổi kinh nghiệm")


def _hold(made: Oversight, body: Any, month: str, sort: str, title: str, **said: Any) -> Gathering:
    gathering = Gathering(
        id=made.new_id(body),
        body_id=body,
        sort=sort,
        title=title,
        held_on=day_in(month, 22),
        **said,
    )
    made.gatherings.append(gathering)
    return gathering


def _join(made: Oversight, gathering: Gathering, group: str, **said: Any) -> None:
    made.participants.append(
        Participant(id=made.new_id(gathering.body_id), gathering_id=gathering.id, group=group, **said)
    )


def _cells_of(made: Oversight, body: Any, day: date) -> Sequence[Cell]:
    """The cells a body invites: a commune its own, the upper body every one."""
    standing = [cell for cell in made.tree.cells if cell.stood(day, day)]
    if body == made.tree.upper_id:
        return standing
    return [cell for cell in standing if parent_on(made.tree, cell, day) == body]


def _train(made: Oversight, body: Any, month: str, number: int) -> None:
    """About half of the secretaries come, some to several classes; one comes who is no secretary."""
    topic, title = TOPICS[number % len(TOPICS)]
    gathering = _hold(made, body, month, "training", f"Bồi dưỡng bí thư: {title.lower()}", topic=topic)
    share = 0.15 if body == made.tree.upper_id else 0.45
    for cell in _cells_of(made, body, gathering.held_on or date.max):
        secretary = made.people.secretary(cell.id)
        if secretary and made.chance.below(share):
            _join(made, gathering, "secretary", **_who(cell, secretary))
        elif made.chance.below(0.05):
            _join(made, gathering, "committee_member", **_who(cell, made.people.of_cell[cell.id][-1]))


def _who(cell: Cell, member: Member) -> dict[str, Any]:
    return {"organisation_id": cell.id, "member_id": member.id, "full_name": member.full_name}


def _study(made: Oversight, body: Any, month: str) -> None:
    """Organisations, members by name and people by heads; the upper body studies with what stands directly below."""
    gathering = _hold(made, body, month, "study", "Học tập, quán triệt nghị quyết")
    day = gathering.held_on or date.max
    for organisation in made.below(body, day):
        if made.chance.below(0.8):
            _join(made, gathering, "organisation", organisation_id=organisation)
    for cell in () if body == made.tree.upper_id else _cells_of(made, body, day):
        for member, standing in made.people.at(cell.id, day):
            if standing.is_listed and made.chance.below(0.6):
                group = "secretary" if member.office == "secretary" else "member"
                _join(made, gathering, group, **_who(cell, member))
    _join(made, gathering, "masses", heads=made.chance.number(80, 600))


def _count_masses(made: Oversight, body: Any, months: list[str]) -> None:
    for year in sorted({int(month[:4]) for month in months})[1:]:
        made.hand_figures.append(
            HandFigure(
                id=made.new_id(body),
                body_id=body,
                organisation_id=body,
                indicator=MASSES,
                period_from=PartialDate(year, 1),
                period_until=PartialDate(year, 12),
                denominator=made.chance.number(1500, 4000),
                source="Công an xã cung cấp",
            )
        )


def _direct(made: Oversight, body: Any, number: int, first: str) -> None:
    """The upper body sets targets for all; one commune in six asks more of its hamlets."""
    if number and number % 6 != 2:
        return
    directive = Directive(
        id=made.new_id(body),
        body_id=body,
        sort="resolution" if number == 0 else "plan",
        number="07-NQ/TU" if number == 0 else "15-KH/ĐU",
        summary="Nâng cao chất lượng sinh hoạt chi bộ",
        issued_on=day_in(first, 1) - timedelta(days=60),
        valid_from=day_in(first, 1),
    )
    made.directives.append(directive)
    if number:
        made.targets.append(
            Target(
                id=made.new_id(body), directive_id=directive.id, indicator="IND-5", percent=70, area="hamlet"
            )
        )
        return
    for indicator, percent in TARGETS:
        made.targets.append(
            Target(id=made.new_id(body), directive_id=directive.id, indicator=indicator, percent=percent)
        )


def _issue(made: Oversight, month: str) -> None:
    made.materials.append(
        Material(
            id=made.new_id(made.tree.upper_id),
            body_id=made.tree.upper_id,
            sort="bulletin",
            title="Bản tin Công tác xây dựng Đảng",
            issue=f"{month[5:]}/{month[:4]}",
            issued_on=day_in(month, 1),
            content="Tin hoạt động của các chi bộ",
        )
    )
