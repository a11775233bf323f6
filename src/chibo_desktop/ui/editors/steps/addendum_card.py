"""One addendum to finalised minutes: what is corrected, the old words and the new, why; then locked and printed."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.actions.addenda import (
    add_addendum,
    change_addendum,
    finalise_addendum,
    put_away_addendum,
)
from chibo_desktop.actions.papers import ADDENDUM, PDF, WORD
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.rows import find
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.paper_work import print_paper, save_papers
from chibo_desktop.ui.editors.steps.member_picker import MemberPicker
from chibo_desktop.ui.editors.steps.part_card import Actions, PartCard
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import DayField, LineField, ProseField
from chibo_desktop.ui.widgets.rows import Row


class AddendumCard(PartCard):
    """Folded it says which and about what; once finalised it can only be read, printed and saved."""

    KIND: ClassVar[str] = "addendum"
    FIRST: ClassVar[str] = "about"
    ACTIONS: ClassVar[Actions] = Actions(add_addendum, change_addendum, put_away_addendum)
    DROP: ClassVar[str] = "Bỏ biên bản bổ sung này"

    def __init__(self, session: Session, meeting_id: str, part_id: str = "") -> None:
        self._papers = QWidget()
        super().__init__(session, meeting_id, part_id)
        self._make_papers()
        self.show_facts()

    def build(self) -> None:
        about = LineField(
            "Chỗ cần bổ sung, đính chính",
            placeholder="ví dụ: ý kiến của đồng chí Vàng A Chứ về làm đường",
            max_len=200,
        )
        self.picker = MemberPicker("Người đề nghị")
        self.rows.addWidget(self.keep_field("about", about))
        self.rows.addWidget(
            self.keep_field("old_words", ProseField("Biên bản đã ghi", lines=2, hint="để trống nếu ghi sót"))
        )
        self.rows.addWidget(self.keep_field("new_words", ProseField("Nay ghi là", lines=2)))
        self.rows.addWidget(self.keep_field("reason", ProseField("Lý do", lines=2)))
        self.rows.addWidget(
            Abreast(
                self.keep_field("raised_by_id", self.picker),
                self.keep_field("written_on", DayField("Ngày lập")),
                least=560,
            )
        )

    def _make_papers(self) -> None:
        self._finalise = Button("Chốt biên bản bổ sung", icon="lock")
        self._finalise.clicked.connect(self._on_finalise)
        self._print = Button("In thử", icon="print")
        self._print.clicked.connect(lambda: print_paper(self.session, self, ADDENDUM, self.part_id))
        self._pdf = Button("Lưu PDF", icon="folder")
        self._pdf.clicked.connect(lambda: self._save(PDF))
        self._word = Button("Lưu Word", icon="file")
        self._word.clicked.connect(lambda: self._save(WORD))
        self._paper_row = QHBoxLayout(self._papers)
        self._paper_row.setContentsMargins(0, 0, 0, 0)
        for button in (self._finalise, self._print, self._pdf, self._word):
            self._paper_row.addWidget(button)
        self._paper_row.addStretch(1)
        self.add(self._papers)

    @property
    def is_locked(self) -> bool:
        """Whether it was finalised."""
        facts = find(self.session.store, self.KIND, self.part_id) if self.part_id else None
        return facts is not None and facts.moment("finalised_at") is not None

    def show_facts(self) -> None:
        if not hasattr(self, "_word"):
            return
        locked = self.is_locked
        self.form.setEnabled(not locked)
        self._papers.setVisible(bool(self.part_id) and (locked or not self.is_folded))
        self._finalise.setVisible(not locked)
        self._print.say("In" if locked else "In thử")
        for button in (self._pdf, self._word):
            button.setVisible(locked)

    def fold(self, *, folded: bool) -> None:
        super().fold(folded=folded)
        if self.is_locked:
            self._foot.hide()
        self.show_facts()

    def describe(self) -> Row:
        facts = find(self.session.store, self.KIND, self.part_id)
        if facts is None:
            return Row(self.part_id, self.fields["about"].value())
        at, day = facts.moment("finalised_at"), facts.day("written_on")
        dated = f"lập ngày {show_day(day)}" if day else ""
        if at is None:
            return Row(self.part_id, facts.shown("about"), dated, "todo", "Chưa chốt")
        said = f"Lần {facts.count('number')}: {facts.shown('about')}"
        return Row(self.part_id, said, dated, "done", f"Đã chốt {show_day(at.date())}")

    def _on_finalise(self) -> None:
        if not self.leave():
            return
        try:
            self.session.do(finalise_addendum, self.part_id)
        except (Refusal, Trouble) as problem:
            named = problem.field if isinstance(problem, Refusal) else None
            if named in self.fields:
                self.fields[named].setFocus()  # leaving another field clears what stands beside the others
                self.fields[named].show_error(problem.sentence)
            else:
                self.message.say("absent", problem.sentence)
            return
        self.fold(folded=True)
        self.done.emit()
        self._print.setFocus()

    def _save(self, ending: str) -> None:
        save_papers(self.session, self, [ADDENDUM], self.part_id, ending=ending)

    def fit(self) -> None:
        super().fit()
        if hasattr(self, "_paper_row"):
            self._paper_row.setSpacing(look.px(12))
            side, foot = look.px(look.PADDING), look.px(look.GAP)
            self._column.setContentsMargins(side, look.px(8), side, foot)
