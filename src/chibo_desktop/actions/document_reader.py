"""The values of a meeting document as Python values of the declared fields; people may be named instead of given by id."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, time
from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base import dates
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.roster import list_members, meeting_day
from chibo_desktop.lists.rows import find
from chibo_desktop.records import find_spec, is_id
from chibo_desktop.records.field import FieldSpec, RecordSpec

PEOPLE = {
    "chair": "chair_id",
    "secretary": "secretary_id",
    "member": "member_id",
    "presenter": "presenter_id",
    "preparer": "preparer_id",
    "leader": "leader_id",
}
"""Keys under which a person is given by full name or id, and the field each fills."""

OWN = frozenset(
    {
        "meeting_id",
        "cell_id",
        "assignment_id",
        "finalised_at",
        "rule",
        "put_away",
        "agenda_item_id",
        "case_id",
        "election_id",
    }
)
"""Fields the program itself fills."""


class Reader:
    """Reads the parts of one document for one meeting, whose list of that day is where names are looked up."""

    def __init__(self, desk: Desk, meeting_id: str) -> None:
        self.meeting_id = meeting_id
        self._desk = desk
        self._ids: dict[str, list[str]] | None = None

    def fields(self, kind: str, given: dict[str, Any], *, need: tuple[str, ...] = ()) -> dict[str, Any]:
        """Checked Python values by field name; Refusal for an unknown key, a wrong sort of value, a missing one."""
        spec = find_spec(kind)
        found: dict[str, Any] = {}
        for key, value in given.items():
            field = self._field(spec, key)
            if field.name in found:
                raise Refusal(f"mục “{key}” ghi hai lần: chỉ để một trong “{key}” và “{field.name}”.", key)
            if value is not None:
                found[field.name] = self._value(field, key, value)
        for name in need:
            if found.get(name) in (None, ""):
                raise Refusal(f"thiếu mục “{name}”.", name)
        return found

    def _field(self, spec: RecordSpec, key: str) -> FieldSpec:
        field = spec.field(PEOPLE.get(key, key))
        if field is None or field.name in OWN:
            allowed = [each.name for each in spec.fields if each.name not in OWN]
            allowed += [short for short, name in PEOPLE.items() if spec.field(name)]
            raise Refusal(f"mục lạ “{key}”. Các mục có: {', '.join(allowed)}.", key)
        return field

    def _value(self, field: FieldSpec, key: str, value: Any) -> Any:
        if isinstance(value, float | list | dict):
            raise Refusal(f"mục “{key}” chỉ nhận chữ, số nguyên, true hoặc false.", key)
        if field.kind == "ref" and field.refers_to == "member":
            return self._person(key, value)
        if field.kind in ("text", "prose") and not isinstance(value, str):
            raise Refusal(f"mục “{key}” phải là chữ.", key)
        if field.kind not in ("day", "moment"):
            return value
        if not isinstance(value, str):
            raise Refusal(f"mục “{key}” phải là chữ, ví dụ 2026-10-05 hoặc 19:30.", key)
        if field.kind == "moment":
            return _read_moment(value, key)
        return dates.read_partial(value, key) if field.partial else dates.read_day(value, key)

    def _person(self, key: str, value: Any) -> str:
        if not isinstance(value, str):
            raise Refusal(f"mục “{key}” phải là họ và tên, hoặc mã đảng viên.", key)
        if is_id(value) and find(self._desk.store, "member", value):
            return value
        same = self._by_name().get(clean_line(value).casefold(), [])
        if len(same) == 1:
            return same[0]
        if same:
            raise Refusal(f"có {len(same)} đảng viên tên “{value}”. Ghi mã đảng viên.", key)
        raise Refusal(f"danh sách chi bộ ngày ấy không có “{value}”. Xem lại họ và tên.", key)

    def _by_name(self) -> dict[str, list[str]]:
        if self._ids is None:
            self._ids = {}
            meeting = find(self._desk.store, "meeting", self.meeting_id) if self.meeting_id else None
            if meeting is not None:
                rows = list_members(self._desk.store, meeting.text("cell_id"), meeting_day(meeting))
                for row in rows:
                    self._ids.setdefault(row.name.casefold(), []).append(row.id)
        return self._ids


def _read_moment(value: str, key: str) -> datetime | time:
    if "T" not in value:
        return dates.read_time(value, key)
    with suppress(ValueError):
        at = datetime.fromisoformat(value)
        if dates.FIRST_YEAR <= at.year <= dates.LAST_YEAR:
            return at
    raise Refusal(f"mục “{key}”: “{value}” không phải là giờ có thật. Ghi như 19:30.", key)


def as_object(value: Any, place: str) -> dict[str, Any]:
    """A copy of a JSON object; Refusal for anything else."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise Refusal(f"{place or 'Mục này'} phải là một đối tượng JSON {{…}}.", place or None)
    return dict(value)


def as_list(value: Any, place: str) -> list[Any]:
    """A JSON list, [] when there is none; Refusal for anything else."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise Refusal(f"{place} phải là một danh sách JSON […].", place)
    return value
