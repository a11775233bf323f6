"""A sentence the cell uses again and again in its minutes; it never leaves the cell."""

from __future__ import annotations

from typing import NewType

from chibo_desktop.records.field import Kept, prose, record, ref
from chibo_desktop.records.organisation import OrganisationId

PhraseId = NewType("PhraseId", str)


@record(key="phrase", title="Câu dùng lại")
class Phrase(Kept):
    """Words to be put in where they fit."""

    id: PhraseId
    cell_id: OrganisationId = ref("Chi bộ", "organisation")
    body: str = prose("Câu chữ", max_len=2_000, private="own")
