"""Whether a value fits its declaration: cleaned and refused when written here, only named when it came from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from chibo_desktop.base import dates, text
from chibo_desktop.base.errors import Refusal
from chibo_desktop.records.codec import Json
from chibo_desktop.records.field import FieldSpec, RecordSpec, is_id

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)


def check_fields(spec: RecordSpec, fields: Mapping[str, Json]) -> dict[str, Json]:
    """The cleaned values to write; Refusal names the field in the words of the form and what to do.

    Lines and prose are NFC without direction marks; days and moments are ISO text; an unknown field is refused.
    """
    cleaned: dict[str, Json] = {}
    for name, value in fields.items():
        field = spec.field(name)
        if field is None:
            raise Refusal(
                f"“{spec.title}” không có mục “{name}”. Xem các mục bằng: records schema {spec.key}.", name
            )
        cleaned[name] = _check(field, value)
    return cleaned


def find_problems(spec: RecordSpec, fields: Mapping[str, Json]) -> list[str]:
    """What breaks a limit in values that came from another machine; unknown fields are no problem."""
    found = []
    for name, value in fields.items():
        field = spec.field(name)
        if field is None:
            continue
        try:
            cleaned = _check(field, value)
        except Refusal as refusal:
            found.append(refusal.sentence)
        else:
            if field.kind in ("day", "moment") and cleaned != value:
                found.append(f"Mục “{field.label}”: “{value}” ghi không đúng dạng, phải là {cleaned}.")
    return found


def _check(field: FieldSpec, value: Json) -> Json:
    if value is None:
        return None
    return _CHECKS[field.kind](field, value)


def _refuse(field: FieldSpec, sentence: str) -> Refusal:
    return Refusal(f"Mục “{field.label}”: {sentence}", field.name)


def _line(field: FieldSpec, value: Json) -> Json:
    return _limited(field, value, text.clean_line)


def _prose(field: FieldSpec, value: Json) -> Json:
    return _limited(field, value, text.clean_prose)


def _limited(field: FieldSpec, value: Json, clean: Callable[[str], str]) -> str:
    if not isinstance(value, str):
        raise _refuse(field, "phải là chữ.")
    cleaned = clean(value)
    if len(cleaned) > field.max_len:
        raise _refuse(field, f"dài {len(cleaned)} chữ cái, nhiều nhất {field.max_len}. Hãy viết gọn lại.")
    return cleaned


def _day(field: FieldSpec, value: Json) -> Json:
    try:
        given = dates.PartialDate.from_iso(str(value))
    except ValueError:
        raise _refuse(field, _why_no_day(str(value))) from None
    if given.day is None and not field.partial:
        raise _refuse(field, f"“{value}” thiếu ngày. Ghi như 2026-10-05.")
    _check_year(field, given.year)
    return str(given)


def _why_no_day(typed: str) -> str:
    """What to do about a day that is not written as the journal carries it; a short year is asked, never guessed."""
    try:
        return f"“{typed}” chưa đúng cách ghi. Ghi là {dates.read_partial(typed)}."
    except Refusal as refusal:
        return f"“{typed}” không dùng được. {refusal.sentence}"


def _moment(field: FieldSpec, value: Json) -> Json:
    if not isinstance(value, str) or not _MOMENT.match(value):
        raise _refuse(field, f"“{value}” không phải là ngày và giờ. Ghi như 2026-10-05T19:30+07:00.")
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise _refuse(
            field, f"“{value}” không phải là giờ có thật. Ghi như 2026-10-05T19:30+07:00."
        ) from None
    _check_year(field, at.year)
    at = at if at.tzinfo else at.replace(tzinfo=dates.VIETNAM)
    return at.astimezone(dates.VIETNAM).isoformat(timespec="minutes")


def _check_year(field: FieldSpec, year: int) -> None:
    if not dates.FIRST_YEAR <= year <= dates.LAST_YEAR:
        raise _refuse(field, f"năm {year} ngoài khoảng {dates.FIRST_YEAR}–{dates.LAST_YEAR}. Xem lại năm.")


def _number(field: FieldSpec, value: Json) -> Json:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refuse(field, f"“{value}” phải là số nguyên.")
    if not field.low <= value <= field.high:
        raise _refuse(field, f"{value} nằm ngoài khoảng từ {field.low} đến {field.high}. Xem lại số này.")
    return value


def _flag(field: FieldSpec, value: Json) -> Json:
    if not isinstance(value, bool):
        raise _refuse(field, "chỉ nhận Có hoặc Không (true hoặc false).")
    return value


def _choice(field: FieldSpec, value: Json) -> Json:
    if value not in dict(field.choices):
        raise _refuse(
            field, f"không có lựa chọn “{value}”. Các lựa chọn: {', '.join(n for n, _ in field.choices)}."
        )
    return value


def _ref(field: FieldSpec, value: Json) -> Json:
    if value == "":
        raise _refuse(field, "chưa chọn. Hãy chọn trong danh sách.")
    if not isinstance(value, str) or not is_id(value):
        raise _refuse(field, f"“{value}” không phải là mã bản ghi.")
    return value


_CHECKS: dict[str, Callable[[FieldSpec, Json], Json]] = {
    "text": _line,
    "prose": _prose,
    "day": _day,
    "moment": _moment,
    "number": _number,
    "flag": _flag,
    "choice": _choice,
    "ref": _ref,
}
