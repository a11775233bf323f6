"""The forms that change what the page "Dự sinh hoạt" already holds: a plan's rule, a visit's day, a team's name, an official's office."""

from __future__ import annotations

from functools import partial
from typing import Any

from chibo_desktop.actions.visit_teams import change_duty, change_official, change_team
from chibo_desktop.actions.visits import change_plan, change_visit
from chibo_desktop.base.dates import month_of
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.visit_plans import Plan, PlannedVisit
from chibo_desktop.lists.visit_teams import Duty, Team
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.visit_forms import PLAN_ROWS, TERRITORY_HINT, plan_fields, read_plan
from chibo_desktop.ui.editors.visit_goers import goer_fields, places_below
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField


def plan_change_form(session: Session, plan: Plan) -> EntryForm:
    """What a plan says, changed; visits already planned stay where they are."""

    def write(given: dict[str, Any]) -> str:
        session.do(change_plan, plan.id, **read_plan(given))
        return plan.id

    rows = (("basis",), *PLAN_ROWS)
    fields = plan_fields(plan)
    return EntryForm(session, ("visit_plan", plan.id), fields, rows, button="Ghi thay đổi", write=write)


def visit_change_form(session: Session, visit: PlannedVisit) -> EntryForm:
    """The day within the month of the plan, the team and the person; nothing is put off by it."""
    month = f"{visit.month[5:7]}/{visit.month[:4]}"
    fields: dict[str, Field] = {
        "planned_on": DayField("Ngày dự kiến", visit.planned_on, f"trong tháng {month}"),
        **goer_fields(session, (visit.team_id, visit.team_name), visit.official_id),
    }

    def write(given: dict[str, Any]) -> str:
        day = given["planned_on"]
        if day is not None and month_of(day) != visit.month:
            raise Refusal(f"Lượt này của tháng {month}; sang tháng khác thì hoãn ở dưới.", "planned_on")
        session.do(change_visit, visit.id, **{name: value or None for name, value in given.items()})
        return visit.id

    rows = (("planned_on",), ("team_id", "official_id"))
    done = partial(_changed_words, visit)
    return EntryForm(session, ("visit", visit.id), fields, rows, button="Ghi lượt dự", write=write, done=done)


def _changed_words(visit: PlannedVisit, given: dict[str, Any]) -> str:
    """As in "Đã đổi ngày, người dự."; without a change only that it is written."""
    parts = {
        "ngày": given["planned_on"] != visit.planned_on,
        "tổ": (given["team_id"] or "") != visit.team_id,
        "người dự": (given["official_id"] or "") != visit.official_id,
    }
    changed = ", ".join(words for words, is_other in parts.items() if is_other)
    return f"Đã đổi {changed}." if changed else "Đã ghi lượt dự, không có gì đổi."


def team_change_form(session: Session, team: Team) -> EntryForm:
    """What the team is called and where it goes; its people change by "Kiện toàn tổ"."""
    fields: dict[str, Field] = {
        "name": LineField("Tên tổ", team.name, max_len=80),
        "territory": LineField("Địa bàn phụ trách", team.territory, TERRITORY_HINT, max_len=300),
    }

    def write(given: dict[str, Any]) -> str:
        session.do(change_team, team.id, **given)
        return team.id

    rows = (("name", "territory"),)
    return EntryForm(session, ("visit_team", team.id), fields, rows, button="Ghi tên, địa bàn", write=write)


def duty_change_form(session: Session, duty: Duty, office: str) -> EntryForm:
    """What was written wrong of somebody's duty, or is now another: his office, the place, the days, the paper.

    Whose duty it is does not change: that one ends, another begins.
    """
    places = places_below(session, bodies=True)[1:]
    facts = find(session.store, "visit_duty", duty.id)
    fields: dict[str, Field] = {
        "organisation_id": ChoiceField("Theo dõi, phụ trách", places, duty.organisation_id),
        "office": LineField("Chức vụ", office, max_len=160),
        "from_on": DayField("Từ ngày", duty.from_on),
        "basis": LineField("Văn bản phân công", facts.text("basis") if facts else "", max_len=160),
    }

    if duty.until_on:
        fields["until_on"] = DayField("Thôi phụ trách sau ngày", duty.until_on, "Xóa ngày: vẫn phụ trách.")

    def write(given: dict[str, Any]) -> str:
        if not given["organisation_id"]:  # one that stands no more is not offered: it stays
            given.pop("organisation_id")
        session.do(change_duty, duty.id, **given)
        return duty.id

    days = ("from_on", *(("until_on",) if duty.until_on else ()), "basis")
    rows = (("organisation_id", "office"), days)
    return EntryForm(session, ("visit_duty", duty.id), fields, rows, button="Ghi phân công", write=write)


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
