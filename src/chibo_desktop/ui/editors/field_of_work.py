"""The line "Lĩnh vực": while somebody types, the fields of work on the desk's list are offered; any other words stay possible."""

from __future__ import annotations

from chibo_desktop.lists.phrases import LONGEST_FIELD, fields_of_work
from chibo_desktop.ui.editors.offered_line import OfferedLine
from chibo_desktop.ui.session import Session


class FieldOfWork(OfferedLine):
    """Offers the desk's own list as it stands now: it may have grown since the form was opened."""

    def __init__(self, session: Session, label: str = "Lĩnh vực", value: str = "") -> None:
        def words() -> list[str]:
            return [row.body for row in fields_of_work(session.store, session.desk.organisation_id)]

        super().__init__(label, words, name="Các lĩnh vực", value=value, max_len=LONGEST_FIELD)
