"""The form of one commendation: whom, by which level, in which form, by which decision; the same form changes one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chibo_desktop.actions.commendations import add_commendation, change_commendation
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.commendations import CommendationRow
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records import find_spec
from chibo_desktop.rules.ratings import forms_of
from chibo_desktop.store.drafts import read_draft
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.offered_line import OfferedLine
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField

NEW = ("commendation", "new")
NOBODY = ("", "(chưa chọn)")
WHOLE = ("whole", "Cả tổ chức")
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
    whom = Whom(session)
    fields = {"organisation_id": whom.organisation, "member_id": whom.member, **fields}
    rows.insert(0, ("organisation_id", "member_id"))

    def write(given: dict[str, Any]) -> str:
        need_all(given)
        member = given.pop("member_id")
        organisation = given.pop("organisation_id")
        of = {"organisation_id": organisation} if member == WHOLE[0] else {"member_id": member}
        return session.do(add_commendation, **of, **given)[1]

    entry = EntryForm(
        session, NEW, fields, rows, button="Vào sổ", write=write, leave="Thôi", done=whom.written_words
    )
    entry.written.connect(lambda _id: whom.offer(whom.organisation.value()))
    return entry


def need_all(given: Mapping[str, Any]) -> None:
    """Refusal beside the field that a new one lacks: whom it is for and since when are never guessed."""
    asked = {
        "organisation_id": "Chọn nơi được khen.",
        "member_id": "Chọn đảng viên, hoặc cả tổ chức.",
        "decided_on": "Ghi ngày quyết định.",
    }
    for name, sentence in asked.items():
        if not given[name]:
            raise Refusal(sentence, name)


def _changing(
    session: Session, record_id: str, fields: dict[str, Field], rows: list[tuple[str, ...]]
) -> EntryForm:
    def write(given: dict[str, Any]) -> str:
        session.do(change_commendation, record_id, **given)
        return record_id

    draft = ("commendation", record_id)
    return EntryForm(session, draft, fields, rows, button="Ghi thay đổi", write=write, leave="Thôi")


class Whom:
    """The organisation, then one of its members or the whole of it: only a cell has members. Nobody is taken by itself."""

    def __init__(self, session: Session) -> None:
        self._session = session
        known, own, today = organisations(session.store), session.desk.organisation_id, session.now().date()
        tree = known.at(today)
        places = [(one, known.name(one, today)) for one in (known.same(own), *tree.under(known.same(own)))]
        places = places if len(places) == 1 else [NOBODY, *places]
        usual = places[0][0]
        self.organisation = ChoiceField("Nơi được khen", places, usual)
        # a form left in the middle comes back with the organisation of then, whose members are to be offered
        draft = read_draft(session.store, *NEW, "organisation_id")
        kept = draft.text if draft and draft.base == usual and draft.text in dict(places) else usual
        choices = _members(session, kept)
        self.member = ChoiceField("Đảng viên được khen", choices, choices[0][0])
        self.organisation.left.connect(self.offer)
        self._names = dict(places)

    def written_words(self, given: Mapping[str, Any]) -> str:
        """As in "Đã vào sổ khen thưởng: Giấy khen, Vàng A Chứ."."""
        names = dict(_members(self._session, given["organisation_id"]))
        is_whole = given["member_id"] == WHOLE[0]
        whom = self._names[given["organisation_id"]] if is_whole else names.get(given["member_id"], "")
        return f"Đã vào sổ khen thưởng: {', '.join(part for part in (given['form'], whom) if part)}."

    def offer(self, organisation_id: str) -> None:
        """Offers the members of this one, and none of another's stays taken."""
        choices = _members(self._session, organisation_id)
        self.member.set_choices(choices)
        if not self.member.value():
            self.member.set_value(choices[0][0])


def _members(session: Session, organisation_id: str) -> list[tuple[str, str]]:
    if organisations(session.store).kind(organisation_id) != "cell":
        return [WHOLE] if organisation_id else [NOBODY]
    rows = list_members(session.store, organisation_id, session.now().date())
    return [NOBODY, WHOLE, *((row.id, row.name) for row in rows if row.name)]


def levels() -> tuple[tuple[str, str], ...]:
    """The levels, by name and label."""
    spec = find_spec("commendation").field("level")
    return spec.choices if spec else ()
