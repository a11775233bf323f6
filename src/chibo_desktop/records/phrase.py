"""What the cell or a body writes again and again: a sentence of its minutes, a field of work; it never leaves the desk."""

from __future__ import annotations

from typing import NewType

from chibo_desktop.records.field import Kept, choice, prose, record, ref
from chibo_desktop.records.organisation import OrganisationId

PhraseId = NewType("PhraseId", str)


@record(key="phrase", title="Câu dùng lại")
class Phrase(Kept):
    """Words to be put in where they fit: `field` is one of the fields of work by which proposals are told apart."""

    id: PhraseId
    cell_id: OrganisationId = ref("Chi bộ", "organisation")
    body: str = prose("Câu chữ", max_len=2_000, private="own")
    sort: str = choice("Dùng ở", (("sentence", "Biên bản"), ("field", "Lĩnh vực")), default="sentence")
