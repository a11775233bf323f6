"""One item of the agenda: what, who presented it, what was said by whom, and what was concluded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal

from chibo_desktop.actions.meetings import add_agenda_item, change_agenda_item, put_away_agenda_item
from chibo_desktop.lists.meeting_sheet import AgendaRow
from chibo_desktop.store.drafts import read_draft
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.opinions import Opinions
from chibo_desktop.ui.editors.steps.part_card import Actions, PartCard
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.fields import LineField, ProseField
from chibo_desktop.ui.widgets.name_picker import Person
from chibo_desktop.ui.widgets.rows import Row

HINT = "Enter: sang nội dung tiếp theo · Shift+Enter: xuống dòng"


class AgendaCard(PartCard):
    """Folded it says how much of it is written down."""

    KIND: ClassVar[str] = "agenda_item"
    FIRST: ClassVar[str] = "title"
    ACTIONS: ClassVar[Actions] = Actions(add_agenda_item, change_agenda_item, put_away_agenda_item)
    DROP: ClassVar[str] = "Bỏ nội dung này"
    ENTER: ClassVar[tuple[str, ...]] = ("conclusion",)

    grown = Signal()
    """There are more controls in it than before."""

    def __init__(self, session: Session, meeting_id: str, part_id: str = "") -> None:
        self._row: AgendaRow | None = None
        self._people: Sequence[Person] = ()
        self._is_final = False
        self.opinions: Opinions | None = None
        super().__init__(session, meeting_id, part_id)

    def build(self) -> None:
        self._presenter = MemberPicker("Người trình bày")
        title = self.keep_field("title", LineField("Nội dung", max_len=300))
        presenter = self.keep_field("presenter_id", self._presenter)
        self.rows.addWidget(Abreast(title, presenter, shares=(5, 3), least=640))
        self.rows.addWidget(self.keep_field("summary", ProseField("Tóm tắt trình bày", lines=2)))
        said = "Enter: sang nội dung tiếp theo · Shift+Enter: xuống dòng"
        self.rows.addWidget(
            self.keep_field("conclusion", ProseField("Kết luận nội dung", hint=said, lines=2))
        )

    def show_item(self, row: AgendaRow | None, people: Sequence[Person], *, is_final: bool) -> None:
        """The item as stored; None while it is only being typed."""
        self._row, self._people, self._is_final = row, people, is_final
        self.fields["conclusion"].set_hint("" if is_final else HINT)
        if self._presenter.property("people") != list(people):
            self._presenter.setProperty("people", list(people))
            self._presenter.set_people(people)
        if row is not None:
            self._presenter.set_hint(f"{row.preparer} chuẩn bị" if row.preparer else "")
            if self._is_half_said(row.facts.id):
                self.fold(folded=False)  # the program reopens on the same sentence
            self._show_opinions()
        self.refresh()

    def _is_half_said(self, item_id: str) -> bool:
        """Whether an opinion on it was being typed when the program was closed."""
        if self.opinions is not None:
            return False
        store, place = self.session.store, Opinions.place_of(self.meeting_id, item_id)
        return any(read_draft(store, "opinion", place, name) is not None for name in ("member_id", "body"))

    def _show_opinions(self) -> None:
        """The opinions and the line for the next; made when the card is first open."""
        if self._row is None or (self.opinions is None and self.is_folded):
            return
        if self.opinions is None:
            self.opinions = Opinions(self.session, self.meeting_id, self._row.facts.id)
            self.opinions.gone_on.connect(self.fields["conclusion"].setFocus)
            self.rows.insertWidget(2, self.opinions)
        self.opinions.show_opinions(self._row.opinions, self._people, is_final=self._is_final)

    def fold(self, *, folded: bool) -> None:
        is_first = not folded and self.opinions is None
        super().fold(folded=folded)
        if is_first:
            self._show_opinions()
            self.grown.emit()

    @property
    def is_written(self) -> bool:
        """Whether anything is written down about this item."""
        if self._row is None:
            return False
        facts = self._row.facts
        return bool(self._row.opinions or facts.text("summary") or facts.text("conclusion"))

    def take_focus(self) -> None:
        """On who speaks when the title is there already; who presents it is before that."""
        if self.is_folded or self.opinions is None:
            super().take_focus()
        else:
            self.opinions.take_focus()

    def describe(self) -> Row:
        if self._row is None:
            return Row(self.part_id, self.fields["title"].value())
        facts, said = self._row.facts, []
        if self._row.presenter:
            said.append(f"{self._row.presenter} trình bày")
        elif self._row.preparer:
            said.append(f"{self._row.preparer} chuẩn bị")
        if self._row.opinions:
            said.append(f"{len(self._row.opinions)} ý kiến")
        if facts.text("summary") and not said:
            said.append("đã ghi tóm tắt")
        is_concluded = bool(facts.text("conclusion"))
        title = f"{facts.count('position') or ''}. {facts.text('title')}"
        second = " · ".join(said) or ("đã ghi kết luận" if is_concluded else "chưa ghi gì")
        kind, words = ("done", "Đã kết luận") if is_concluded else ("todo", "Chưa kết luận")
        return Row(self.part_id, title, second, kind, words, quiet=True)  # type: ignore[arg-type]
