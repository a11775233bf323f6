"""What joining leaves behind: two records that are one thing, and each time a body above opened a cell's book again."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.records.field import Kept, choice, day, record, ref, text
from chibo_desktop.records.organisation import OrganisationId

SameAsId = NewType("SameAsId", str)
OpeningId = NewType("OpeningId", str)


@record(key="same_as", title="Hai bản ghi là một")
class SameAs(Kept):
    """That the joined record is the kept one, entered twice; a person says so in the cell's own book, and may undo it.

    Every list reads the joined one as the kept one; nothing written under either is changed.
    """

    id: SameAsId
    cell_id: OrganisationId = ref("Chi bộ nối", "organisation")
    of: str = choice("Nối hai", (("organisation", "Tổ chức đảng"), ("member", "Đảng viên")))
    kept_id: str = text("Bản ghi giữ lại", max_len=64)
    joined_id: str = text("Bản ghi nối vào", max_len=64)


@record(key="opening", title="Lần cấp trên mở lại sổ")
class Opening(Kept):
    """That a body above opened a cell's book for a forgotten password; in the book addressed to the cell."""

    id: OpeningId
    organisation_id: OrganisationId = ref("Sổ của", "organisation")
    body_id: OrganisationId | None = ref("Cấp mở lại", "organisation", default=None)
    opened_on: date | None = day("Ngày mở lại", default=None)
    user_name: str = text("Đặt lại mật khẩu của", max_len=80, default="")
    reason: str = text("Lý do mở lại", max_len=200, default="")
