"""The forms by which a directive is entered in the register and a cell writes down its regulation of a term."""

from __future__ import annotations

from typing import Any

from chibo_desktop.actions.directives import register_directive
from chibo_desktop.lists.directives import REGULATION
from chibo_desktop.records import find_spec
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField

SHARED = (("yes", "Toàn đảng bộ cùng đọc"), ("no", "Chỉ trong sổ này"))
SHARED_HINT = "Chỉ văn bản phổ biến xuống dưới mới giao được chỉ tiêu."


def directive_form(session: Session) -> EntryForm:
    """Number and day may stay open; at a cell nothing is asked about whom it is for."""
    fields: dict[str, Field] = {
        "summary": LineField("Trích yếu", max_len=300, placeholder="văn bản nói về việc gì"),
        "sort": ChoiceField("Loại văn bản", sorts(), "resolution"),
        "number": LineField("Số, ký hiệu", max_len=60),
        "issuer": LineField("Cơ quan ban hành", max_len=160),
        "issued_on": DayField("Ngày ban hành (nếu có)"),
        "valid_from": DayField("Có hiệu lực từ"),
        "valid_until": DayField("Hết hiệu lực sau ngày"),
        "content": ProseField("Nội dung chính", lines=4, most=12),
    }
    rows: list[tuple[str, ...]] = [
        ("summary",),
        ("sort", "number"),
        ("issuer", "issued_on"),
        ("valid_from", "valid_until"),
        ("content",),
    ]
    if session.desk.kind != "cell":
        fields["shared"] = ChoiceField("Dành cho", SHARED, "yes", SHARED_HINT)
        rows.insert(1, ("shared",))

    def write(given: dict[str, Any]) -> str:
        shared = given.pop("shared", "no") == "yes"
        return session.do(register_directive, shared=shared, **given)[1]

    return EntryForm(session, ("directive", "new"), fields, rows, button="Vào sổ", write=write)


def regulation_form(session: Session) -> EntryForm:
    """The working regulation of one term: from when until when, and its words."""
    fields: dict[str, Field] = {
        "summary": LineField("Tên quy chế", "Quy chế làm việc của chi bộ", max_len=300),
        "number": LineField("Số, ký hiệu (nếu có)", max_len=60),
        "issued_on": DayField("Ngày ban hành"),
        "valid_from": DayField("Nhiệm kỳ từ ngày"),
        "valid_until": DayField("Đến hết ngày"),
        "content": ProseField("Nội dung quy chế", lines=6, most=16),
    }
    rows = (("summary",), ("number", "issued_on"), ("valid_from", "valid_until"), ("content",))

    def write(given: dict[str, Any]) -> str:
        return session.do(register_directive, sort=REGULATION, **given)[1]

    return EntryForm(
        session, ("directive", "new-regulation"), fields, rows, button="Ghi quy chế", write=write
    )


def sorts() -> tuple[tuple[str, str], ...]:
    """The sorts of directive, by name and label."""
    spec = find_spec("directive").field("sort")
    return spec.choices if spec else ()
