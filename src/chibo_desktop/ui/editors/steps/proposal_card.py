"""One proposal raised at this meeting: what, from whom, where, whose competence, a party matter or a civic one."""

from __future__ import annotations

from typing import ClassVar

from chibo_desktop.actions.proposals import add_proposal, change_proposal, put_away_proposal
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.records import find_spec
from chibo_desktop.ui.editors.field_of_work import FieldOfWork
from chibo_desktop.ui.editors.steps.labelled import Labelled
from chibo_desktop.ui.editors.steps.numbered_segments import NumberedSegments
from chibo_desktop.ui.editors.steps.part_card import Actions, PartCard
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Segments
from chibo_desktop.ui.widgets.fields import LineField, ProseField
from chibo_desktop.ui.widgets.rows import Row


class ProposalCard(PartCard):
    """Folded it says what is asked for and of whom."""

    KIND: ClassVar[str] = "proposal"
    FIRST: ClassVar[str] = "content"
    ACTIONS: ClassVar[Actions] = Actions(add_proposal, change_proposal, put_away_proposal)
    DROP: ClassVar[str] = "Bỏ kiến nghị này"
    ENTER: ClassVar[tuple[str, ...]] = ("content", "source", "competence", "field", "place")

    def __init__(self, session: Session, meeting_id: str, part_id: str = "") -> None:
        self._row: ProposalRow | None = None
        super().__init__(session, meeting_id, part_id)

    def build(self) -> None:
        self.rows.addWidget(self.keep_field("content", ProseField("Nội dung kiến nghị", lines=2)))
        self._source = NumberedSegments(_choices("source"), "cell", "Kiến nghị của")
        self.keep_choice("source", self._source)
        self._by = self.keep_field("raised_by", LineField("Người nêu", hint="chỉ chi bộ giữ", max_len=160))
        self.rows.addWidget(Abreast(Labelled("Kiến nghị của", self._source), self._by, least=640))
        competence, matter = (
            NumberedSegments(_choices("competence"), "", "Thẩm quyền"),
            Segments(_choices("party_matter"), "civic", "Tính chất"),
        )
        self.keep_choice("competence", competence)
        self.keep_choice("party_matter", matter)
        self.rows.addWidget(
            Abreast(Labelled("Thẩm quyền giải quyết", competence), Labelled("Tính chất", matter), least=860)
        )
        field = self.keep_field("field", FieldOfWork(self.session))
        place = self.keep_field("place", LineField("Nơi có việc", max_len=160))
        self.rows.addWidget(Abreast(field, place, least=400))

    def show_proposal(self, row: ProposalRow | None) -> None:
        """The proposal as stored; None while it is only being typed."""
        self._row = row
        self.refresh()

    def show_facts(self) -> None:
        self._by.setVisible(self._source.taken() != "cell")

    def describe(self) -> Row:
        row = self._row
        if row is None:
            return Row(self.part_id, self.fields["content"].value())
        said = [row.source_label, row.field, row.place]
        second = " · ".join(part for part in said if part)
        if not row.competence:
            return Row(row.id, row.content, second, "late", "Chưa ghi thẩm quyền")
        return Row(row.id, row.content, second, None, row.competence_label)


def _choices(name: str) -> tuple[tuple[str, str], ...]:
    spec = find_spec("proposal").field(name)
    return tuple(spec.choices) if spec else ()
