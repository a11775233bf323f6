"""The forms for numbers of members to admit: one for each organisation below, the same for several, those of a term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chibo_desktop.actions.admission_targets import give_targets, set_own_target
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.admission_targets import Given, TargetRow
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.check_list import CheckList
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import LineField, NumberField

MOST = 99_999
ABREAST = 2
PAPER = "Theo văn bản (nếu có)"
ONE = "Số đảng viên phải kết nạp"


class TickedField(Field):
    """Organisations ticked in a list; its value is their ids parted by spaces."""

    def __init__(self, label: str, places: Sequence[tuple[str, str]]) -> None:
        self._list = CheckList(places, label)
        super().__init__(label, self._list)
        self._list.changed.connect(lambda: self.left.emit(self.value()))

    def value(self) -> str:
        return " ".join(self._list.checked())

    def set_value(self, value: str) -> None:
        self._list.check(value.split())


def each_form(session: Session, year: int, rows: Sequence[TargetRow]) -> EntryForm:
    """One number each, those given before filled in; an empty one takes back what was given."""
    given = {row.organisation_id: _given(session, row) for row in rows}
    fields: dict[str, Field] = {
        row.organisation_id: NumberField(
            row.name if len(rows) > 1 else ONE, before.count if before else None, most=MOST
        )
        for row in rows
        for before in (given[row.organisation_id],)
    }
    papers = {before.basis for before in given.values() if before}
    names = [row.organisation_id for row in rows]
    lines = [tuple(names[place : place + ABREAST]) for place in range(0, len(names), ABREAST)]
    fields["basis"] = LineField(PAPER, papers.pop() if len(papers) == 1 else "", max_len=160)

    def write(values: dict[str, Any]) -> str:
        basis = values.pop("basis") or None
        session.do(give_targets, year, values, basis=basis)
        return str(year)

    return EntryForm(
        session,
        ("admission_target", f"{year}/each"),
        fields,
        (*lines, ("basis",)),
        button="Giao chỉ tiêu",
        write=write,
        done=f"Đã giao chỉ tiêu kết nạp năm {year}.",
    )


def _given(session: Session, row: TargetRow) -> Given | None:
    """What this body itself gave it."""
    own = session.desk.organisation_id
    found = row.aimed.given if row.aimed and not row.aimed.is_sum else ()
    return next((each for each in found if each.body_id == own), None)


def same_form(session: Session, year: int, rows: Sequence[TargetRow]) -> EntryForm:
    """One number for all that are ticked."""
    fields: dict[str, Field] = {
        "places": TickedField("Các nơi cùng một số", [(row.organisation_id, row.name) for row in rows]),
        "count": NumberField("Số đảng viên mỗi nơi", None, most=MOST),
        "basis": LineField(PAPER, max_len=160),
    }

    def write(values: dict[str, Any]) -> str:
        if not values["places"]:
            raise Refusal("Đánh dấu ít nhất một nơi.", "places")
        if values["count"] is None:
            raise Refusal("Gõ số đảng viên phải kết nạp.", "count")
        counts = dict.fromkeys(values["places"].split(), values["count"])
        session.do(give_targets, year, counts, basis=values["basis"] or None)
        return str(year)

    return EntryForm(
        session,
        ("admission_target", f"{year}/same"),
        fields,
        (("places",), ("count", "basis")),
        button="Giao các nơi đã chọn",
        write=write,
        done=f"Đã giao chỉ tiêu kết nạp năm {year}.",
    )


def term_form(session: Session, year: int) -> EntryForm:
    """This body's own number for several years, or for one where nobody above gave it; the years of a term are those after its congress."""
    first = (year - 1) // 5 * 5 + 1
    fields: dict[str, Field] = {
        "first_year": NumberField(
            "Tính từ năm", first, f"nhiệm kỳ {first - 1}–{first + 4} tính từ {first}", least=1930, most=2200
        ),
        "last_year": NumberField("Đến hết năm", first + 4, least=1930, most=2200),
        "count": NumberField(ONE, None, most=MOST),
        "basis": LineField(PAPER, max_len=160, placeholder="Nghị quyết Đại hội Đảng bộ"),
    }

    def write(values: dict[str, Any]) -> str:
        for name in ("first_year", "last_year", "count"):
            if values[name] is None:
                raise Refusal("Gõ một số.", name)
        session.do(set_own_target, **values)
        return str(year)

    rows = (("first_year", "last_year", "count"), ("basis",))
    return EntryForm(
        session,
        ("admission_target", "new/term"),
        fields,
        rows,
        button="Ghi chỉ tiêu nhiệm kỳ",
        write=write,
        done="Đã ghi chỉ tiêu nhiệm kỳ.",
    )


def term_change_form(session: Session, given: Given) -> EntryForm:
    """Another number, or another paper, for the term this body wrote."""
    first, last = given.years
    fields: dict[str, Field] = {
        "count": NumberField(ONE, given.count, most=MOST),
        "basis": LineField(PAPER, given.basis, max_len=160),
    }

    def write(values: dict[str, Any]) -> str:
        if values["count"] is None:
            raise Refusal("Gõ một số; không còn chỉ tiêu này thì bấm Bỏ chỉ tiêu này.", "count")
        session.do(set_own_target, first, last, **values)
        return str(first)

    return EntryForm(
        session,
        ("admission_target", f"{first}-{last}/term"),
        fields,
        (("count", "basis"),),
        button="Ghi",
        write=write,
        done="Đã ghi chỉ tiêu nhiệm kỳ.",
    )
