"""The unit file of first start: which organisation this is and whose desk; reading and checking it, nothing is made."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from chibo_desktop.base import dates, text
from chibo_desktop.base.errors import Refusal
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import Json
from chibo_desktop.records.validate import check_fields


@dataclass(frozen=True)
class Unit:
    """What first start asks; the names are those of the organisation record, `user` is the short name at the password."""

    name: str
    kind: str
    user: str = "bt"
    parent_name: str = ""
    place_name: str = ""
    usual_place: str = ""
    area: str | None = None
    code: str = ""
    sign: str = ""
    header_word: str | None = None
    tone_style: str | None = None
    signing: str | None = None
    recipients: str = ""
    minutes_numbered: bool | None = None
    least_minutes: int | None = None
    meeting_day: int | None = None
    term_from: date | None = None
    term_until: date | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the file this program does not know; kept out of the record."""

    def organisation(self) -> dict[str, Any]:
        """The fields of the organisation record, as Python values; what was left empty is left out."""
        skipped = {"user", "more"}
        values = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in skipped}
        return {name: value for name, value in values.items() if value not in (None, "")}


def read_unit(document: str | Mapping[str, Any]) -> Unit:
    """The unit of a JSON text or object, cleaned; Refusal names the key and what may stand there."""
    given = _object(document)
    known = {each.name for each in fields(Unit)} - {"more"}
    unknown = sorted(set(given) - known)
    if unknown:
        raise Refusal(
            f"Tệp đơn vị có mục lạ “{unknown[0]}”. Các mục có: {', '.join(sorted(known))}.", unknown[0]
        )
    for name in ("name", "kind"):
        if not isinstance(given.get(name), str) or not text.clean_line(given[name]):
            raise Refusal(f"Tệp đơn vị thiếu mục “{name}”. Xem mẫu bằng: setup --example.", name)
    user = text.clean_line(str(given.get("user") or "bt"))
    days = {name: _day(given, name) for name in ("term_from", "term_until")}
    cleaned = check_fields(
        find_spec("organisation"),
        {k: v for k, v in ({**given, **days}).items() if k != "user" and v is not None},
    )
    unit = Unit(user=user, **{**cleaned, **{n: date.fromisoformat(d) for n, d in days.items() if d}})  # type: ignore[arg-type]
    return check_unit(unit)


def check_unit(unit: Unit) -> Unit:
    """The unit itself when it can be set up; Refusal otherwise."""
    if not unit.user:
        raise Refusal("Hãy gõ tên ngắn của người dùng, ví dụ bt.", "user")
    if unit.kind == "district":
        raise Refusal(
            "Đảng bộ huyện không còn hoạt động từ 01/7/2025 nên không lập sổ. "
            "Cấp trên ghi lại ở Thiết đặt, mục Tổ chức bên dưới.",
            "kind",
        )
    if len(unit.name.split()) < 2:
        raise Refusal("Gõ tên đầy đủ của tổ chức, ví dụ Chi bộ bản Suối Lanh.", "name")
    if unit.term_from and unit.term_until and unit.term_until < unit.term_from:
        raise Refusal("Ngày kết thúc nhiệm kỳ trước ngày bắt đầu. Xem lại hai ngày này.", "term_until")
    return unit


def example_unit() -> dict[str, Any]:
    """A whole unit file, invented, in the form `read_unit` takes."""
    return {
        "name": "Chi bộ bản Suối Lanh",
        "kind": "cell",
        "user": "bt",
        "parent_name": "Đảng bộ xã Mường Sáy",
        "place_name": "Mường Sáy",
        "usual_place": "Nhà văn hóa bản Suối Lanh",
        "area": "hamlet",
        "header_word": "dang_bo",
        "tone_style": "new",
        "signing": "cell",
        "recipients": "Đảng ủy xã Mường Sáy (b/c)\nCác đồng chí đảng viên\nLưu Chi bộ",
        "minutes_numbered": False,
        "meeting_day": 5,
        "term_from": "2025-04-10",
        "term_until": "2030-04-09",
    }


def _object(document: str | Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(document, str):
        return dict(document)
    try:
        given = json.loads(document)
    except ValueError:
        raise Refusal("Tệp đơn vị không phải JSON đúng mẫu. Xem mẫu bằng: setup --example.") from None
    if not isinstance(given, dict):
        raise Refusal("Tệp đơn vị phải là một đối tượng JSON. Xem mẫu bằng: setup --example.")
    return given


def _day(given: Mapping[str, Json], name: str) -> str | None:
    value = given.get(name)
    if value in (None, ""):
        return None
    return dates.read_day(str(value), name).isoformat()


def replace_user(unit: Unit, user: str) -> Unit:
    """The same unit for another user name."""
    return check_unit(dataclasses.replace(unit, user=text.clean_line(user)))
