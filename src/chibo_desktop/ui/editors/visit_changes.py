"""The forms that change what the page "Dự sinh hoạt" already holds: a plan's rule, a visit's day, a team's name, an official's office."""

from __future__ import annotations

from typing import Any

from chibo_desktop.actions.visit_teams import change_official, change_team
from chibo_desktop.actions.visits import change_plan, change_visit
from chibo_desktop.base.dates import month_of
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.visit_plans import Plan, PlannedVisit
from chibo_desktop.lists.visit_teams import Team, teams
from chibo_desktop.records import find_spec
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.visit_forms import NOBODY
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, NumberField


def plan_change_form(session: Session, plan: Plan) -> EntryForm:
    """On what the plan rests, in which months and on which day; visits already planned stay where they are."""
    spec = find_spec("visit_plan").field("months")
    fields: dict[str, Field] = {
        "basis": LineField("Căn cứ (quy chế, kế hoạch)", plan.basis, max_len=300),
        "months": ChoiceField("Tháng phải dự", spec.choices if spec else (), plan.facts.text("months")),
        "fixed_day": NumberField(
            "Ngày cố định trong tháng",
            plan.fixed_day,
            "Bỏ trống: ngày chi bộ họp.",
            least=1,
            most=31,
        ),
    }

    def write(given: dict[str, Any]) -> str:
        session.do(change_plan, plan.id, **given)
        return plan.id

    rows = (("basis",), ("months", "fixed_day"))
    return EntryForm(session, ("visit_plan", plan.id), fields, rows, button="Ghi thay đổi", write=write)


def visit_change_form(session: Session, visit: PlannedVisit) -> EntryForm:
    """The day within the month of the plan, the team and the person; nothing is put off by it."""
    known, own, today = teams(session.store), session.desk.organisation_id, session.now().date()
    chosen = {team.id: team.name for team in known.of(own, today)}
    chosen |= {visit.team_id: visit.team_name} if visit.team_id else {}
    people = [NOBODY, *((each.id, each.text("full_name")) for each in known.officials_of(own))]
    month = f"{visit.month[5:7]}/{visit.month[:4]}"
    fields: dict[str, Field] = {
        "planned_on": DayField("Ngày dự kiến", visit.planned_on, f"trong tháng {month}"),
        "team_id": ChoiceField("Tổ", (NOBODY, *chosen.items()), visit.team_id),
        "official_id": ChoiceField("Người dự", tuple(people), visit.official_id),
    }

    def write(given: dict[str, Any]) -> str:
        day = given["planned_on"]
        if day is not None and month_of(day) != visit.month:
            raise Refusal(f"Lượt này của tháng {month}; sang tháng khác thì hoãn ở dưới.", "planned_on")
        session.do(change_visit, visit.id, **{name: value or None for name, value in given.items()})
        return visit.id

    rows = (("planned_on",), ("team_id", "official_id"))
    return EntryForm(session, ("visit", visit.id), fields, rows, button="Ghi lượt dự", write=write)


def team_change_form(session: Session, team: Team) -> EntryForm:
    """What the team is called and where it goes; its people change by "Kiện toàn tổ"."""
    fields: dict[str, Field] = {
        "name": LineField("Tên tổ", team.name, max_len=80),
        "territory": LineField(
            "Địa bàn phụ trách", team.territory, "Có tên bản thì chỉ đi bản ấy.", max_len=300
        ),
    }

    def write(given: dict[str, Any]) -> str:
        session.do(change_team, team.id, **given)
        return team.id

    rows = (("name", "territory"),)
    return EntryForm(session, ("visit_team", team.id), fields, rows, button="Ghi tên, địa bàn", write=write)


def official_form(session: Session, official: Facts) -> EntryForm:
    """The office, telephone and other roles of somebody who has changed them; his visits stay his."""
    labels = {
        "full_name": ("Họ và tên cán bộ", 80),
        "office": ("Chức vụ", 160),
        "phone": ("Điện thoại liên hệ", 20),
        "roles": ("Vai trò khác", 160),
    }
    fields: dict[str, Field] = {
        name: LineField(label, official.text(name), max_len=most) for name, (label, most) in labels.items()
    }

    def write(given: dict[str, Any]) -> str:
        session.do(change_official, official.id, **given)
        return official.id

    rows = (("full_name", "office"), ("phone", "roles"))
    return EntryForm(session, ("official", official.id), fields, rows, button="Ghi cán bộ", write=write)
