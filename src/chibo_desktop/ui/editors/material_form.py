"""The form by which a body sends something down: what it is, for whom, its words; it is written by actions/materials.py."""

from __future__ import annotations

from datetime import date
from typing import Any

from chibo_desktop.actions.materials import send_material
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.below_choices import reachable
from chibo_desktop.lists.materials import SINGLE
from chibo_desktop.records import find_spec
from chibo_desktop.store import Store
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField

EVERYBODY = "all"
ASKS = (("yes", "Cần xác nhận đã đọc"), ("no", "Không cần"))


def material_form(session: Session) -> EntryForm:
    """Chooses the sort first; a reminder must name whom it reminds."""
    today = session.now().date()
    own = session.desk.organisation_id
    spec = find_spec("material").field("sort")
    fields: dict[str, Field] = {
        "title": LineField("Tên", max_len=200),
        "sort": ChoiceField("Loại", spec.choices if spec else (), "bulletin"),
        "organisation_id": ChoiceField("Gửi cho", whom(session.store, own, today), EVERYBODY),
        "issue": LineField("Kỳ, số (nếu có)", max_len=60, placeholder="số 10/2026"),
        "issued_on": DayField("Ngày gửi", today),
        "asks_reading": ChoiceField("Xác nhận", ASKS, "yes"),
        "content": ProseField(
            "Nội dung",
            hint="Hướng dẫn chuyên đề: mỗi dòng một bước, chi bộ lấy làm chương trình được.",
            lines=5,
            most=14,
        ),
    }

    def write(given: dict[str, Any]) -> str:
        alone = "" if given.pop("organisation_id") == EVERYBODY else fields_value(fields["organisation_id"])
        if given["sort"] in SINGLE and not alone:
            raise Refusal("Nhắc việc gửi riêng từng nơi. Chọn nơi cần nhắc.", "organisation_id")
        given["asks_reading"] = given["asks_reading"] == "yes"
        return session.do(send_material, organisation_id=alone or None, **given)[1]

    rows = (("title",), ("sort", "organisation_id"), ("issue", "issued_on"), ("asks_reading",), ("content",))
    return EntryForm(session, ("material", "new"), fields, rows, button="Gửi xuống", write=write)


def fields_value(field: Field) -> str:
    """The key taken in a drop-down."""
    return field.value() if isinstance(field, ChoiceField) else ""


def whom(store: Store, own: str, day: date) -> list[tuple[str, str]]:
    """Everybody, then each organisation this body can send to by name, each beneath its own."""
    return [(EVERYBODY, "Toàn đảng bộ"), *reachable(store, own, day)]
