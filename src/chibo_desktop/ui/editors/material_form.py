"""The form by which a body sends something down: what it is, for whom, its words; it is written by actions/materials.py."""

from __future__ import annotations

from datetime import date
from typing import Any

from chibo_desktop.actions.materials import send_material, send_to_several
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.below_choices import reachable
from chibo_desktop.lists.materials import SINGLE
from chibo_desktop.records import find_spec
from chibo_desktop.records.directive import CONTENT_MOST
from chibo_desktop.store import Store
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.receivers_field import EVERYBODY, ReceiversField
from chibo_desktop.ui.editors.text_from_file import TextFromFile
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField

ASKS = (("yes", "Cần xác nhận đã đọc"), ("no", "Không cần"))
TITLE_MOST = 200
STEPS_HINT = "Hướng dẫn chuyên đề: mỗi dòng một bước, chi bộ lấy làm chương trình được."


def material_form(session: Session, sort: str = "bulletin") -> EntryForm:
    """`sort` is what is offered first; a reminder must name whom it reminds."""
    today = session.now().date()
    spec = find_spec("material").field("sort")
    title = LineField("Tên", max_len=TITLE_MOST)
    content = ProseField("Nội dung", hint=STEPS_HINT, lines=5, most=14, max_len=CONTENT_MOST)
    whom_to = ReceiversField(session.store, session.desk.organisation_id, today)
    fields: dict[str, Field] = {
        "title": title,
        "sort": ChoiceField("Loại", spec.choices if spec else (), sort),
        "asks_reading": ChoiceField("Xác nhận", ASKS, "yes"),
        "organisation_id": whom_to,
        "issue": LineField("Kỳ, số (nếu có)", max_len=60, placeholder="số 10/2026"),
        "issued_on": DayField("Ngày gửi", today),
        "content": content,
    }

    def write(given: dict[str, Any]) -> str:
        del given["organisation_id"]
        given["asks_reading"] = given["asks_reading"] == "yes"
        chosen = whom_to.chosen()
        if chosen is not None:
            return session.do(send_to_several, chosen, **given)[1]
        if given["sort"] in SINGLE:
            raise Refusal("Nhắc việc gửi riêng từng nơi. Chọn nơi cần nhắc.", "organisation_id")
        return session.do(send_material, **given)[1]

    rows = (("title",), ("sort", "asks_reading"), ("organisation_id",), ("issue", "issued_on"), ("content",))
    draft = ("material", "new" if sort == "bulletin" else f"new-{sort}")
    form = EntryForm(session, draft, fields, rows, button="Gửi xuống", write=write)
    form.put_above(
        "content", TextFromFile(session, title, content, title_most=TITLE_MOST, content_most=CONTENT_MOST)
    )
    return form


def whom(store: Store, own: str, day: date) -> list[tuple[str, str]]:
    """Everybody, then each organisation this body can send to by name, each beneath its own."""
    return [(EVERYBODY, "Toàn đảng bộ"), *reachable(store, own, day)]
