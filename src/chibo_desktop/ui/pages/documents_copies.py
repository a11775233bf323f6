"""The card "Cấp phát bản in" of a material at its sender: how many printed copies went where, written down and taken back."""

from __future__ import annotations

from typing import Any

from chibo_desktop.actions.materials import hand_out, put_away_issue
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.materials_used import IssueRow, issues_of
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.receivers_field import ReceiversField
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import DayField, NumberField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList


class CopiesCard(Card):
    """A line taken offers to take it off the log; nothing is gone by one key."""

    def __init__(self, session: Session, material_id: str) -> None:
        super().__init__("Cấp phát bản in")
        self._session, self._id, self._taken = session, material_id, ""
        self._rows, self._said = RowList(name="Các lần cấp phát", wraps=True), Message()
        self._rows.opened.connect(self._on_taken)
        self._off = Button("", "quiet", icon="close")
        self._off.clicked.connect(self._on_off)
        self._off.hide()
        foot = Flow()
        foot.put(self._off)
        self._form = self._build_form()
        for part in (self._rows, foot, self._said, self._form):
            self.add(part)

    def leave(self) -> None:
        """Keeps what is typed and chosen as drafts."""
        self._form.leave()

    def _build_form(self) -> EntryForm:
        session, today = self._session, self._session.now().date()
        whom = ReceiversField(session.store, session.desk.organisation_id, today, "Cấp cho")
        fields: dict[str, Field] = {
            "copies": NumberField("Số bản mỗi nơi", least=1, most=100_000),
            "issued_on": DayField("Ngày cấp", today),
            "organisation_id": whom,
        }

        def write(given: dict[str, Any]) -> str:
            if given["copies"] is None:
                raise Refusal("Ghi số bản in đã cấp cho mỗi nơi.", "copies")
            chosen = whom.chosen()
            to = whom.everybody() if chosen is None else chosen
            if not to:
                raise Refusal("Chọn nơi được cấp.", "organisation_id")
            session.do(hand_out, self._id, to, copies=given["copies"], issued_on=given["issued_on"])
            return self._id

        rows = (("copies", "issued_on"), ("organisation_id",))
        return EntryForm(
            session, ("material_issue", self._id), fields, rows, button="Ghi cấp phát", write=write
        )

    def refresh(self) -> None:
        """What was handed out, newest first."""
        issues = issues_of(self._session.store, self._id)
        copies = sum(issue.copies for issue in issues)
        self.set_note(f"{len(issues)} lượt, {copies} bản" if issues else "")
        self._rows.set_rows([_line(issue) for issue in issues])
        self._off.setVisible(any(issue.id == self._taken for issue in issues))

    def _on_taken(self, key: str) -> None:
        row = next(row for row in self._rows.rows() if row.key == key)
        self._taken = key
        self._off.say(f"Bỏ lần cấp {row.words} cho {row.title}")
        self._off.show()
        self._off.setFocus()

    def _on_off(self) -> None:
        try:
            self._session.do(put_away_issue, self._taken)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._said.say("absent", "")
        self.refresh()
        self._rows.setFocus()


def _line(issue: IssueRow) -> Row:
    day = show_day(issue.issued_on) if issue.issued_on else ""
    return Row(issue.id, issue.name, day, None, f"{issue.copies} bản")
