"""One item of the agenda: what, who presented it, what was said by whom, and what was concluded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from chibo_desktop.actions.meetings import add_agenda_item, change_agenda_item, put_away_agenda_item
from chibo_desktop.lists.meeting_sheet import AgendaRow
from chibo_desktop.ui.editors.steps.abreast import Abreast
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.opinions import Opinions
from chibo_desktop.ui.editors.steps.part_card import Actions, PartCard
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.fields import LineField, ProseField
from chibo_desktop.ui.widgets.name_picker import Person
from chibo_desktop.ui.widgets.rows import Row


class AgendaCard(PartCard):
    """Folded it says how much of it is written down."""

    KIND: ClassVar[str] = "agenda_item"
    FIRST: ClassVar[str] = "title"
    ACTIONS: ClassVar[Actions] = Actions(add_agenda_item, change_agenda_item, put_away_agenda_item)
    DROP: ClassVar[str] = "Bỏ nội dung này"

    def __init__(self, session: Session, meeting_id: str, part_id: str = "") -> None:
        self._row: AgendaRow | None = None
        self.opinions: Opinions | None = None
        super().__init__(session, meeting_id, part_id)

    def build(self) -> None:
        self._presenter = MemberPicker("Người trình bày")
        title = self.keep_field("title", LineField("Nội dung", max_len=300))
        presenter = self.keep_field("presenter_id", self._presenter)
        self.rows.addWidget(Abreast(title, presenter, shares=(5, 3), least=640))
        self.rows.addWidget(self.keep_field("summary", ProseField("Tóm tắt trình bày", lines=2)))
        self.rows.addWidget(self.keep_field("conclusion", ProseField("Kết luận nội dung", lines=2)))

    def show_item(self, row: AgendaRow | None, people: Sequence[Person], *, is_final: bool) -> None:
        """The item as stored; None while it is only being typed."""
        self._row = row
        if self._presenter.property("people") != list(people):
            self._presenter.setProperty("people", list(people))
            self._presenter.set_people(people)
        if row is not None:
            if self.opinions is None:
                self.opinions = Opinions(self.session, self.meeting_id, row.facts.id)
                self.rows.insertWidget(2, self.opinions)
                if self.opinions.has_draft:
                    self.fold(folded=False)  # the program reopens on the same sentence
            self.opinions.show_opinions(row.opinions, people, is_final=is_final)
        self.refresh()

    @property
    def is_written(self) -> bool:
        """Whether anything is written down about this item."""
        if self._row is None:
            return False
        facts = self._row.facts
        return bool(self._row.opinions or facts.text("summary") or facts.text("conclusion"))

    def take_focus(self) -> None:
        """On who presents it when the title is there already."""
        if self.is_folded or not self.part_id:
            super().take_focus()
        elif self.opinions is not None and self.opinions.has_draft:
            self.opinions.take_focus()
        else:
            self._presenter.setFocus()

    def describe(self) -> Row:
        if self._row is None:
            return Row(self.part_id, self.fields["title"].value())
        facts, said = self._row.facts, []
        if self._row.presenter:
            said.append(f"{self._row.presenter} trình bày")
        if self._row.opinions:
            said.append(f"{len(self._row.opinions)} ý kiến")
        is_concluded = bool(facts.text("conclusion"))
        is_written = is_concluded or bool(said) or bool(facts.text("summary"))
        title = f"{facts.count('position') or ''}. {facts.text('title')}"
        second = " · ".join(said) or ("đã ghi tóm tắt" if is_written else "chưa ghi gì")
        kind, words = ("done", "Đã kết luận") if is_concluded else ("todo", "Chưa kết luận")
        return Row(self.part_id, title, second, kind, words, quiet=True)  # type: ignore[arg-type]
