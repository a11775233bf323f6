"""Whom a meeting considers for admission or full membership, offered from those the cell prepares, with what is known filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from chibo_desktop.actions.candidates import from_candidate
from chibo_desktop.lists.candidates import CandidateRow, offered_for
from chibo_desktop.lists.rows import find
from chibo_desktop.ui.editors.steps.case_card import CaseCard, label_of
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.name_picker import NamePicker, Person


class PreparedCard(CaseCard):
    """What the record of the candidate says stands in the fields that are still empty."""

    def offered(self) -> list[CandidateRow]:
        """The candidates of the cell whose meeting this is."""
        meeting = find(self.session.store, "meeting", self.meeting_id)
        today = self.session.now().date()
        cell = meeting.text("cell_id") if meeting else ""
        return offered_for(self.session.store, cell, self.matter, today)

    def filled(self, candidate_id: str, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields to write, with those of the candidate nobody typed."""
        known = from_candidate(self.session.desk, candidate_id)
        blank = {
            name: value
            for name, value in known.items()
            if name in self.fields and name not in fields and not self.fields[name].value()
        }
        return {**blank, **fields}


class AdmissionCard(PreparedCard):
    """Somebody who is on no list yet: a candidate, or a name that is typed."""

    FIRST: ClassVar[str] = "full_name"

    def make_who(self) -> TypedField:
        self._names = NamePicker(label_of("full_name"), max_len=80)
        self._names.person_chosen.connect(lambda _key: self._names.finish())
        return self._names

    def show_people(self, people: Sequence[Person]) -> None:
        """Those the cell prepares; members are not considered for admission."""
        found = [Person(row.id, row.name, row.state_label) for row in self.offered() if row.name]
        if self._names.property("people") != found:
            self._names.setProperty("people", found)
            self._names.set_people(found)

    def _write(self, **fields: Any) -> None:
        if fields.get("full_name"):
            candidate_id = self._names.key()
            fields = self.filled(candidate_id, fields) if candidate_id else fields
            if candidate_id or self.part_id:
                fields["candidate_id"] = candidate_id or None
        super()._write(**fields)


class FullMembershipCard(PreparedCard):
    """A probationary member of the list; who helps is known where the cell follows them."""

    def _write(self, **fields: Any) -> None:
        member = fields.get("member_id")
        row = next(
            (each for each in self.offered() if member and each.facts.text("member_id") == member), None
        )
        super()._write(**(self.filled(row.id, fields) if row else fields))


CARDS = {"admission": AdmissionCard, "full_membership": FullMembershipCard}


def make_case_card(session: Session, meeting_id: str, part_id: str, matter: str) -> CaseCard:
    """The card that fits the matter."""
    return CARDS.get(matter, CaseCard)(session, meeting_id, part_id, matter)
