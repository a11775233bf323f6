"""The forms of what visitors wrote: a new assessment in its six parts, and the notice that goes down from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chibo_desktop.actions.assessments import assess
from chibo_desktop.actions.materials import send_material
from chibo_desktop.base.dates import month_before, month_of
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.assessments import GRADED, PARTS, SAID, Beginning, label_of
from chibo_desktop.lists.rows import find
from chibo_desktop.records import find_spec
from chibo_desktop.rules.numbering import roman
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.material_form import whom
from chibo_desktop.ui.editors.receivers_field import EVERYBODY
from chibo_desktop.ui.editors.visit_goers import officials, places_below
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField

MONTHS_BACK = 12
"""How many months back a sheet is entered from the list; an older one from its meeting."""
LINES = {"conduct": 4, "requests": 3, "remarks": 4}
HINTS = {
    "requests": "Mỗi kiến nghị một dòng. Việc chi bộ đã ghi trong biên bản thì không ghi lại.",
    "remarks": "Mỗi nhận xét một dòng.",
}
ROWS = (
    ("premises", "facilities"),
    ("materials",),
    ("materials_effective",),
    ("conduct",),
    ("feasible",),
    ("requests",),
    ("remarks",),
)
"""How the six parts and both answers stand beneath each other; an answer stands under its part."""


def months_back(session: Session) -> tuple[tuple[str, str], ...]:
    """This month and those before it."""
    found = [month_of(session.now().date())]
    while len(found) <= MONTHS_BACK:
        found.append(month_before(found[-1]))
    return tuple((month, f"tháng {month[5:7]}/{month[:4]}") for month in found)


def is_graded(session: Session) -> bool:
    """Whether this body grades the lines beneath the six parts."""
    own = find(session.store, "organisation", session.desk.organisation_id)
    return own is not None and own.flag("assessment_graded")


def sheet_fields(*, graded: bool, values: Mapping[str, str] | None = None) -> dict[str, Field]:
    """The fields of a sheet by name: six parts numbered as on paper, two answers, the graded lines."""
    given = values or {}
    fields: dict[str, Field] = {}
    for number, name in enumerate(PARTS, 1):
        fields[name] = ProseField(
            f"{roman(number)}. {label_of(name)}",
            given.get(name, ""),
            HINTS.get(name, ""),
            lines=LINES.get(name, 2),
        )
    for name in (*SAID, *(GRADED if graded else ())):
        spec = find_spec("assessment").field(name)
        fields[name] = ChoiceField(label_of(name), (("", "Không ghi"), *(spec.choices if spec else ())), "")
    return fields


def sheet_rows(*, graded: bool) -> tuple[tuple[str, ...], ...]:
    """How the fields of a sheet are laid out."""
    return (*ROWS, *((GRADED[:3], GRADED[3:]) if graded else ()))


def assessment_form(session: Session, begin: Beginning) -> EntryForm:
    """A new sheet; of a meeting or visit what is known of it stands there already."""
    graded, fixed = is_graded(session), bool(begin.organisation_id)
    fields: dict[str, Field] = {}
    if not fixed:
        fields["organisation_id"] = ChoiceField("Chi bộ", places_below(session), "")
        fields["month"] = ChoiceField("Kỳ sinh hoạt", months_back(session), month_of(session.now().date()))
    fields["assessed_on"] = DayField("Ngày đánh giá", begin.day)
    fields["official_id"] = ChoiceField("Người đánh giá", officials(session), begin.official_id)
    fields |= sheet_fields(graded=graded, values={"premises": begin.premises, "materials": begin.materials})

    def write(given: dict[str, Any]) -> str:
        cell, month = (
            (begin.organisation_id, begin.month)
            if fixed
            else (given.pop("organisation_id"), given.pop("month"))
        )
        if not cell:
            raise Refusal("Chọn chi bộ được đánh giá.", "organisation_id")
        of = {"meeting_id": begin.meeting_id, "visit_id": begin.visit_id}
        return session.do(assess, cell, month, **of, **given)[1]

    where = () if fixed else (("organisation_id", "month"),)
    rows = (*where, ("assessed_on", "official_id"), *sheet_rows(graded=graded))
    draft = ("assessment", f"new/{begin.meeting_id or begin.visit_id or begin.organisation_id}")
    return EntryForm(session, draft, fields, rows, button="Ghi phiếu", write=write)


def lesson_form(session: Session, key: str, words: str, *, title: str, to: str = "") -> EntryForm:
    """The notice in the words prepared for it, to be worked on; `key` tells its drafts apart, `to` is a cell."""
    today, own = session.now().date(), session.desk.organisation_id
    fields: dict[str, Field] = {
        "title": LineField("Tên thông báo", title, max_len=200),
        "issue": LineField("Số, ký hiệu", max_len=60, placeholder="31-TB/ĐU"),
        "organisation_id": ChoiceField("Gửi cho", whom(session.store, own, today), to or EVERYBODY),
        "issued_on": DayField("Ngày gửi", today),
        "content": ProseField(
            "Nội dung", words, "Đọc lại trước khi gửi: nơi nhận thấy đúng như ở đây.", lines=8, most=18
        ),
    }

    def write(given: dict[str, Any]) -> str:
        if not given["content"]:
            raise Refusal("Chưa có nội dung. Gõ điều cần rút kinh nghiệm.", "content")
        alone = given.pop("organisation_id")
        only = None if alone == EVERYBODY else alone
        return session.do(send_material, sort="lesson", organisation_id=only, **given)[1]

    rows = (("title",), ("issue", "issued_on", "organisation_id"), ("content",))
    draft = ("material", f"lesson/{key}")
    return EntryForm(session, draft, fields, rows, button="Gửi xuống", write=write)
