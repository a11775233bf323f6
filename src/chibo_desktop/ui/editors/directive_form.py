"""The forms by which a directive is entered in the register, sets targets, and a regulation of a term is written down."""

from __future__ import annotations

from typing import Any

from chibo_desktop.actions.directives import register_directive
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.directives import REGULATION, TargetRow, indicator_titles
from chibo_desktop.records import find_spec
from chibo_desktop.records.directive import CONTENT_MOST
from chibo_desktop.records.organisation import AREAS
from chibo_desktop.ui.editors.entry_form import EntryForm, Write
from chibo_desktop.ui.editors.text_from_file import TextFromFile
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, NumberField, ProseField

SHARED = (("yes", "Toàn đảng bộ cùng đọc"), ("no", "Chỉ trong sổ này"))
EVERY_AREA = "every"
STRICT = (("no", "Từ mức này trở lên"), ("yes", "Phải trên mức này"))
SUMMARY_MOST = 300
SHARED_HINT = "Chỉ văn bản phổ biến xuống dưới mới giao được chỉ tiêu."


def directive_form(session: Session) -> EntryForm:
    """Number and day may stay open; at a cell nothing is asked about whom it is for."""
    summary = LineField("Trích yếu", max_len=SUMMARY_MOST, placeholder="văn bản nói về việc gì")
    content = ProseField("Nội dung chính", lines=4, most=12, max_len=CONTENT_MOST)
    fields: dict[str, Field] = {
        "summary": summary,
        "sort": ChoiceField("Loại văn bản", sorts(), "resolution"),
        "number": LineField("Số, ký hiệu", max_len=60),
        "issuer": LineField("Cơ quan ban hành", max_len=160),
        "issued_on": DayField("Ngày ban hành (nếu có)"),
        "valid_from": DayField("Có hiệu lực từ"),
        "valid_until": DayField("Hết hiệu lực sau ngày"),
        "content": content,
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

    form = EntryForm(session, ("directive", "new"), fields, rows, button="Vào sổ", write=write)
    form.put_above("content", _from_file(session, summary, content))
    return form


def _from_file(session: Session, summary: LineField, content: ProseField) -> TextFromFile:
    return TextFromFile(session, summary, content, title_most=SUMMARY_MOST, content_most=CONTENT_MOST)


def regulation_form(session: Session) -> EntryForm:
    """The working regulation of one term: from when until when, and its words."""
    usual = f"Quy chế làm việc của {'chi bộ' if session.desk.kind == 'cell' else 'cấp ủy'}"
    summary = LineField("Tên quy chế", usual, max_len=SUMMARY_MOST)
    content = ProseField("Nội dung quy chế", lines=6, most=16, max_len=CONTENT_MOST)
    fields: dict[str, Field] = {
        "summary": summary,
        "number": LineField("Số, ký hiệu (nếu có)", max_len=60),
        "issued_on": DayField("Ngày ban hành"),
        "valid_from": DayField("Nhiệm kỳ từ ngày"),
        "valid_until": DayField("Đến hết ngày"),
        "content": content,
    }
    rows = (("summary",), ("number", "issued_on"), ("valid_from", "valid_until"), ("content",))

    def write(given: dict[str, Any]) -> str:
        return session.do(register_directive, sort=REGULATION, **given)[1]

    draft = ("directive", "new-regulation")
    form = EntryForm(session, draft, fields, rows, button="Ghi quy chế", write=write)
    form.put_above("content", _from_file(session, summary, content))
    return form


def target_form(
    session: Session, draft: str, write: Write, *, button: str, target: TargetRow | None = None
) -> EntryForm:
    """Picks the indicator by its title; whom and from when is asked beside the share. `target` is one to be changed."""
    was = target.facts if target else None
    fields: dict[str, Field] = {
        "indicator": ChoiceField(
            "Chỉ tiêu", tuple(indicator_titles().items()), target.indicator if target else ""
        ),
        "percent": NumberField("Mức phải đạt (%)", target.percent if target else None, least=1, most=100),
        "strict": ChoiceField("Cách so", STRICT, "yes" if target and target.strict else "no"),
        "area": ChoiceField(
            "Áp dụng cho",
            ((EVERY_AREA, "Toàn đảng bộ"), *AREAS),
            (was.text("area") if was else "") or EVERY_AREA,
        ),
        "from_on": DayField("Từ ngày (nếu có)", was.day("from_on") if was else None),
        "until_on": DayField("Đến hết ngày (nếu có)", was.day("until_on") if was else None),
    }
    rows = (("indicator",), ("percent", "strict"), ("area", "from_on", "until_on"))
    leave = "Thôi" if target else ""
    return EntryForm(session, ("target", draft), fields, rows, button=button, write=write, leave=leave)


def target_fields(given: dict[str, Any]) -> dict[str, Any]:
    """What stands in the form as the actions take it; Refusal beside the field that lacks something."""
    if not given["indicator"]:
        raise Refusal("Chọn chỉ tiêu cần giao.", "indicator")
    if given["percent"] is None:
        raise Refusal("Ghi mức phải đạt, từ 1 đến 100.", "percent")
    area = None if given["area"] == EVERY_AREA else given["area"]
    return {**given, "area": area, "strict": given["strict"] == "yes"}


def sorts() -> tuple[tuple[str, str], ...]:
    """The sorts of directive, by name and label."""
    spec = find_spec("directive").field("sort")
    return spec.choices if spec else ()
