"""The form of one commendation: whom, by which level, in which form, by which decision; the same form changes one."""

from __future__ import annotations

from typing import Any

from chibo_desktop.actions.commendations import add_commendation, change_commendation
from chibo_desktop.lists.commendations import CommendationRow
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records import find_spec
from chibo_desktop.rules.ratings import forms_of
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.offered_line import OfferedLine
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField

WHOLE = ("", "Cả tổ chức")
USUAL = {"cell": "cell", "commune": "commune", "upper": "upper"}
"""By kind of desk the level that is offered first."""


def commendation_form(session: Session, row: CommendationRow | None = None) -> EntryForm:
    """Without a row a new one; of one in the register everything but whom it is for may be changed."""
    today, facts = session.now().date(), row.facts if row else None
    level = ChoiceField("Cấp khen", levels(), row.level if row else USUAL.get(session.desk.kind, "commune"))
    form = OfferedLine(
        "Hình thức khen",
        lambda: forms_of(level.value(), today),
        name="Các hình thức khen",
        value=row.form if row else "",
        max_len=80,
    )
    level.left.connect(lambda _level: form.fill())
    fields: dict[str, Field] = {
        "level": level,
        "form": form,
        "paper": LineField("Số quyết định", facts.text("paper") if facts else "", max_len=80),
        "decided_on": DayField("Ngày quyết định", facts.day("decided_on") if facts else None),
        "reason": LineField("Thành tích", facts.text("reason") if facts else "", max_len=300),
    }
    rows: list[tuple[str, ...]] = [("level", "form"), ("paper", "decided_on"), ("reason",)]
    if row is not None:
        return _changing(session, row.id, fields, rows)
    fields = {**_whom(session), **fields}
    rows.insert(0, ("organisation_id", "member_id"))

    def write(given: dict[str, Any]) -> str:
        member = given.pop("member_id")
        organisation = given.pop("organisation_id")
        whom = {"member_id": member} if member else {"organisation_id": organisation}
        return session.do(add_commendation, **whom, **given)[1]

    return EntryForm(
        session, ("commendation", "new"), fields, rows, button="Vào sổ", write=write, leave="Thôi"
    )


def _changing(
    session: Session, record_id: str, fields: dict[str, Field], rows: list[tuple[str, ...]]
) -> EntryForm:
    def write(given: dict[str, Any]) -> str:
        session.do(change_commendation, record_id, **given)
        return record_id

    draft = ("commendation", record_id)
    return EntryForm(session, draft, fields, rows, button="Ghi thay đổi", write=write, leave="Thôi")


def _whom(session: Session) -> dict[str, Field]:
    """The organisation, then one of its members or none: only a cell has members."""
    known, own, today = organisations(session.store), session.desk.organisation_id, session.now().date()
    tree = known.at(today)
    places = [(one, known.name(one, today)) for one in (known.same(own), *tree.under(known.same(own)))]
    organisation = ChoiceField("Nơi được khen", places, places[0][0])
    member = ChoiceField("Đảng viên được khen", _members(session, organisation.value()))

    def offer(organisation_id: str) -> None:
        member.set_choices(_members(session, organisation_id))
        member.set_value(member.value())

    organisation.left.connect(offer)
    return {"organisation_id": organisation, "member_id": member}


def _members(session: Session, organisation_id: str) -> list[tuple[str, str]]:
    if organisations(session.store).kind(organisation_id) != "cell":
        return [WHOLE]
    rows = list_members(session.store, organisation_id, session.now().date())
    return [WHOLE, *((row.id, row.name) for row in rows if row.name)]


def levels() -> tuple[tuple[str, str], ...]:
    """The levels, by name and label."""
    spec = find_spec("commendation").field("level")
    return spec.choices if spec else ()
