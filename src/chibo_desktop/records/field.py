"""What a declared record is made of: the kinds of field, and the specs read from the declarations (all reflection lives here)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass
from functools import cached_property
from typing import Any, Literal, dataclass_transform

Kind = Literal["text", "prose", "day", "moment", "number", "flag", "choice", "ref"]
Reach = Literal["public", "parent", "own"]
"""How far a field's value travels: with the book everywhere, to the body directly above, or nowhere."""

_META = "chibo"
_ID = re.compile(r"[a-z2-7]{8}-[1-9][0-9]{0,9}(/[a-z2-7]{8}-[1-9][0-9]{0,9})?")


@dataclass(frozen=True)
class FieldSpec:
    """One declared field. `required` means: asked for when the record is finalised, never before."""

    name: str
    label: str
    kind: Kind
    required: bool
    default: object
    reach: Reach = "public"
    max_len: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    refers_to: str = ""
    partial: bool = False
    low: int = 0
    high: int = 0

    def label_of(self, choice: str | None) -> str:
        """The Vietnamese label of a stored choice name; the name itself when a newer program wrote it."""
        return dict(self.choices).get(choice or "", choice or "")


@dataclass(frozen=True)
class RecordSpec:
    """One declared record type: its key (the journal's and the table's name), title and fields in order."""

    key: str
    title: str
    cls: type[Any]
    fields: tuple[FieldSpec, ...]
    parent: str
    """The name of the ref field that says what the record belongs to; empty for the organisation."""

    def field(self, name: str) -> FieldSpec | None:
        """The declared field of that name, or None (a newer program may know more)."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> Mapping[str, FieldSpec]:
        return {spec.name: spec for spec in self.fields}

    def reach_of(self, name: str) -> Reach:
        """The declared reach of a field; an unknown field is treated as public, as its writer decided otherwise."""
        spec = self.field(name)
        return spec.reach if spec else "public"


def text(label: str, *, max_len: int, default: Any = MISSING, private: Reach = "public") -> Any:
    """One line of words, at most `max_len` characters."""
    return _declare("text", label, default, private, max_len=max_len)


def prose(label: str, *, max_len: int = 20_000, default: Any = "", private: Reach = "public") -> Any:
    """Words over several lines, at most `max_len` characters."""
    return _declare("prose", label, default, private, max_len=max_len)


def day(label: str, *, partial: bool = False, default: Any = MISSING, private: Reach = "public") -> Any:
    """A day (`date`); with `partial`, a year, a month or a day (`PartialDate`)."""
    return _declare("day", label, default, private, partial=partial)


def moment(label: str, *, default: Any = MISSING, private: Reach = "public") -> Any:
    """A wall-clock moment in Viet Nam, to the minute (`datetime`, +07:00)."""
    return _declare("moment", label, default, private)


def number(
    label: str, *, low: int = 0, high: int = 1_000_000, default: Any = MISSING, private: Reach = "public"
) -> Any:
    """A whole number between `low` and `high`, both allowed."""
    return _declare("number", label, default, private, low=low, high=high)


def flag(label: str, *, default: Any = MISSING) -> Any:
    """Yes or no."""
    return _declare("flag", label, default, "public")


def choice(
    label: str, choices: Sequence[tuple[str, str]], *, default: Any = MISSING, private: Reach = "public"
) -> Any:
    """One of a few names; names are stored, labels are shown."""
    return _declare("choice", label, default, private, choices=tuple(choices))


def ref(label: str, refers_to: str, *, default: Any = MISSING, private: Reach = "public") -> Any:
    """The id of another record, which may live in another book or not have arrived yet."""
    return _declare("ref", label, default, private, refers_to=refers_to)


def _declare(kind: Kind, label: str, default: Any, reach: Reach, **limits: Any) -> Any:
    metadata: Mapping[str, Any] = {_META: {"kind": kind, "label": label, "reach": reach, **limits}}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What every record has besides its own fields: it can be put away, and is never deleted."""

    put_away: bool = flag("Đã cho vào lưu trữ", default=False)


@dataclass_transform(
    frozen_default=True,
    kw_only_default=True,
    field_specifiers=(text, prose, day, moment, number, flag, choice, ref),
)
def record(*, key: str, title: str) -> Any:
    """Turns a class into a frozen record type and reads its declaration."""

    def declare(cls: type[Any]) -> type[Any]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        made.SPEC = _read_spec(key, title, made)
        return made

    return declare


def spec_of(cls: type[Any]) -> RecordSpec:
    """The declaration of a record type."""
    spec: RecordSpec = cls.SPEC
    return spec


def is_id(value: str) -> bool:
    """Whether a text has the form of a record id: `device-number`, or `id/id` for a child of a pair."""
    return _ID.fullmatch(value) is not None


def _read_spec(key: str, title: str, cls: type[Any]) -> RecordSpec:
    declared = [spec for field in dataclasses.fields(cls) if (spec := _read_field(field)) is not None]
    declared.sort(key=lambda spec: spec.name == "put_away")
    parent = next((spec.name for spec in declared if spec.kind == "ref" and spec.required), "")
    return RecordSpec(key, title, cls, tuple(declared), parent)


def _read_field(field: dataclasses.Field[Any]) -> FieldSpec | None:
    if field.name == "id":
        return None
    required = field.default is MISSING
    return FieldSpec(
        name=field.name,
        required=required,
        default=None if required else field.default,
        **field.metadata[_META],
    )
