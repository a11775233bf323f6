"""What a step is called where it can be taken back: the deed where what was written shows it, else the field or the record."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.said_values import record_words
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records import find_spec
from chibo_desktop.records.visits import FOLLOWING
from chibo_desktop.store import Change, Changes, Store

LEADING = ("succession", "visit_team", "visit_duty", "visit", "placement", "proposal", "material")
"""Where several records were written, the deed is named by the first of these among them."""
RATED = {"organisation_rating": ("organisation", "organisation_id"), "member_rating": ("member", "member_id")}
"""By kind of rating whom it is of, and the field that says so."""
FIXED = "Chốt số liệu ngày"


def words_for(store: Store, changes: Changes) -> str:
    """As in "Điểm danh Lò Văn Hặc", "Sáp nhập", "Hoãn lượt dự" or "Địa điểm"; no name that is not on the screen already."""
    if changes.entry is None:
        return "Nhận gói"
    items = tuple(each for each in changes.items if each.kind not in FOLLOWING) or changes.items
    lead = _lead(items)
    facts = find(store, lead.kind, lead.id)
    deed = _deed(store, lead, facts, items)
    if deed:
        return deed
    return _several(items) if len(items) > 1 else _one(store, lead, facts)


def _lead(items: Sequence[Change]) -> Change:
    rank = {kind: place for place, kind in enumerate(LEADING)}
    return min(items, key=lambda each: rank.get(each.kind, len(rank)))


def _deed(store: Store, lead: Change, facts: Facts | None, items: Sequence[Change]) -> str:
    """Of what one writes as a decision or a visit; "" of everything else."""
    if facts is None or lead.fields == ("put_away",):
        return ""
    alike = sum(1 for each in items if each.kind == lead.kind)
    if lead.kind == "succession":
        return facts.shown("how")
    if lead.kind == "visit_team":
        name = facts.text("name")
        return f"Lập {name}" if "body_id" in lead.fields else f"Sửa {name}"
    if lead.kind == "visit_duty" and "official_id" in lead.fields:
        return f"Phân công {record_words(store, 'official', facts.text('official_id'))}"
    if lead.kind == "visit":
        return f"Lượt dự sinh hoạt, {alike} lượt" if alike > 1 else _visit(lead)
    if lead.kind == "placement":
        known = organisations(store)
        return f"Thay đổi {known.name(known.same(facts.text('organisation_id')), store.clock.now().date())}"
    return _development(store, lead, facts, alike)


def _development(store: Store, lead: Change, facts: Facts, alike: int) -> str:
    """Of a step of admission, a rating, figures fixed, a place."""
    if lead.kind == "candidate_step" and "step" in lead.fields:
        return facts.shown("step")
    if lead.kind in RATED:
        kind, field = RATED[lead.kind]
        return f"Xếp loại {record_words(store, kind, facts.text(field))}" if alike == 1 else ""
    if lead.kind in ("place_standing", "place_person"):
        what = "Tình trạng" if lead.kind == "place_standing" else facts.shown("role")
        return f"{what}: {record_words(store, 'place', facts.text('place_id'))}"
    return f"{FIXED} {facts.shown('on')}" if lead.kind == "snapshot" else ""


def _visit(change: Change) -> str:
    written = set(change.fields)
    if "body_id" in written:
        return "Thêm lượt dự"
    for fields, words in (
        ({"excused", "excused_because"}, "Vắng có lý do"),
        ({"postponed_from", "postponed_because"}, "Hoãn lượt dự"),
        ({"official_id", "team_id"}, "Đổi người dự"),
        ({"organisation_id"}, "Chuyển lượt dự sang nơi khác"),
        ({"made_on", "meeting_id", "guest_id"}, "Ghi đã dự"),
    ):
        if written & fields:
            return words
    return ""


def _several(items: Sequence[Change]) -> str:
    if people := {each.id for each in items if each.kind == "member"}:
        return f"{find_spec('member').title}, {len(people)} người"
    return f"{find_spec(_lead(items).kind).title}, {len(items)} mục"


def _one(store: Store, only: Change, facts: Facts | None) -> str:
    spec = find_spec(only.kind)
    if facts is not None and only.kind == "attendance":
        return f"{spec.title} {record_words(store, 'member', facts.text('member_id'))}".strip()
    if only.fields == ("put_away",):
        return f"{'Cho vào lưu trữ' if facts and facts.is_put_away else 'Đưa trở lại'}: {spec.title.lower()}"
    field = spec.field(only.fields[0]) if len(only.fields) == 1 else None
    return field.label if field is not None else spec.title
