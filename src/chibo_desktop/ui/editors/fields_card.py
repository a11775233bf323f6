"""The list of fields of work of this desk: one typed in joins it, one taken out is offered no more; where it is offered, others say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.phrases import keep_field_of_work, put_away_phrase
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.phrases import LONGEST_FIELD, PhraseRow, fields_of_work
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.beside import Beside
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.words import Prose

NONE = "Chưa có lĩnh vực nào. Thêm những lĩnh vực hay gặp ở địa phương, như trồng rừng, nông thôn mới: khi ghi kiến nghị chỉ việc chọn."


class FieldsCard(Card):
    """Folded to one line until somebody wants to change the list."""

    def __init__(self, session: Session) -> None:
        super().__init__("Danh sách lĩnh vực")
        self._session = session
        self._words = Prose("", "muted")
        self._change = Button("Sửa danh sách", "quiet", icon="edit")
        self._change.clicked.connect(self._on_change)
        self._listed = Flow()
        self._name = LineField("Thêm lĩnh vực", max_len=LONGEST_FIELD)
        self._add = Button("Thêm", icon="plus")
        self._add.clicked.connect(self._on_add)
        self._line = Flow()
        self._line.put(self._name)
        self._line.put(Beside(self._add))
        self._taken: list[Button] = []
        self._found: list[PhraseRow] = []
        for part in (self._words, self._listed, self._line, self._change):
            self.add(part)
        self._is_open = False
        self.refresh()

    def refresh(self) -> None:
        found = fields_of_work(self._session.store, self._session.desk.organisation_id)
        self._words.say(" · ".join(row.body for row in found) or NONE)
        self._words.setVisible(not self._is_open or not found)
        self._found = found
        self._show_each()
        for part in (self._listed, self._line):
            part.setVisible(self._is_open)
        self._change.set_icon("check" if self._is_open else "edit")
        self._change.say("Xong" if self._is_open else "Sửa danh sách")

    def _show_each(self) -> None:
        """A button for each, which takes it out."""
        while len(self._taken) < len(self._found):
            button = Button(" ", icon="close")
            button.clicked.connect(partial(self._on_taken, len(self._taken)))
            self._taken.append(button)
            self._listed.put(button)
        for place, button in enumerate(self._taken):
            button.setVisible(place < len(self._found))
            if place < len(self._found):
                button.say(self._found[place].body)
                button.setAccessibleName(f"Bỏ lĩnh vực {self._found[place].body}")
        self._listed.place()

    def _on_taken(self, place: int, _checked: bool = False) -> None:
        self._do(put_away_phrase, self._found[place].id)

    def _on_change(self) -> None:
        self._is_open = not self._is_open
        self.refresh()
        if self._is_open:
            self._name.setFocus()

    def _on_add(self) -> None:
        if self._do(keep_field_of_work, self._name.value()):
            self._name.set_value("")
            self._name.setFocus()

    def _do(self, action: Callable[[Desk, str], object], given: str) -> bool:
        self._name.clear_error()
        try:
            self._session.do(action, given)
        except (Refusal, Trouble) as problem:
            self._name.show_error(problem.sentence)
            return False
        self.refresh()
        return True
