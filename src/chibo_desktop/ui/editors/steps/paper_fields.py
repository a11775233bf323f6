"""The fields in which the words of one stored resolution are written; which parts it has is said by its card."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kept import Action, keep
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import LineField, ProseField


class PaperFields(QWidget):
    """`texts` are the fields by name: what it is about, then the parts. `action` writes them, as in `kept.keep`."""

    def __init__(
        self,
        session: Session,
        paper_id: str,
        parts: Iterable[tuple[str, str]],
        action: Action,
        *,
        lines: int,
        target: str = "",
    ) -> None:
        super().__init__()
        self.texts: dict[str, TypedField] = {"summary": LineField("Trích yếu: về việc", max_len=200)}
        self.texts |= {name: ProseField(label, lines=lines) for name, label in parts}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(12))
        for name, field in self.texts.items():
            keep(session, field, ("resolution", paper_id, name), action, target=target)
            self.column.addWidget(field)
