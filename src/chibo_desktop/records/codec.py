"""Between a field's Python value, the JSON value the journal carries, and the words a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from chibo_desktop.base import dates
from chibo_desktop.records.field import FieldSpec, RecordSpec

Json = str | int | bool | None
"""The only values a field has in the journal; a day is ISO text, a moment ISO text with +07:00."""


def to_json(value: object) -> Json:
    """A Python value as the journal carries it; None clears the field."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(dates.VIETNAM).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dates.PartialDate):
        return str(value)
    raise TypeError(type(value).__name__)


def from_json(spec: FieldSpec, value: Json) -> object:
    """A checked journal value as its Python value."""
    if value is None or not isinstance(value, str):
        return value
    if spec.kind == "day":
        return dates.PartialDate.from_iso(value) if spec.partial else date.fromisoformat(value)
    if spec.kind == "moment":
        return datetime.fromisoformat(value)
    return value


def shown(spec: FieldSpec, value: Json) -> str:
    """A journal value in the words a person reads; an empty text where there is nothing."""
    if value is None:
        return ""
    if spec.kind == "flag":
        return "Có" if value else "Không"
    if spec.kind == "choice":
        return spec.label_of(str(value))
    if spec.kind == "day":
        return dates.PartialDate.from_iso(str(value)).shown()
    if spec.kind == "moment":
        at = datetime.fromisoformat(str(value))
        return f"{dates.show_time(at)} {dates.show_day(at.date())}"
    return str(value)


def make_record(spec: RecordSpec, record_id: str, values: Mapping[str, Json]) -> Any:
    """The frozen record of these journal values; a declared default stands for what was never written."""
    given = {
        field.name: from_json(field, values[field.name])
        for field in spec.fields
        if values.get(field.name) is not None or (field.name in values and not field.required)
    }
    return spec.cls(id=record_id, **given)


def missing(spec: RecordSpec, values: Mapping[str, Json]) -> tuple[FieldSpec, ...]:
    """The declared fields without a default that hold nothing yet."""
    return tuple(field for field in spec.fields if field.required and values.get(field.name) in (None, ""))
