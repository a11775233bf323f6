"""The golden text of every declared record, field, kind, choice and limit; changing it is a deliberate diff."""

from __future__ import annotations

from chibo_desktop.records import SCHEMA, SPECS
from chibo_desktop.records.field import FieldSpec


def print_contract() -> str:
    """One line a field, in the order declared."""
    lines = [f"schema {SCHEMA}"]
    for spec in SPECS.values():
        lines += ["", f"{spec.key} · {spec.title} · parent {spec.parent or '-'}"]
        lines += [f"  {_line(field)}" for field in spec.fields]
    return "\n".join(lines) + "\n"


def _line(field: FieldSpec) -> str:
    words = [
        field.name,
        field.kind,
        f"“{field.label}”",
        "required" if field.required else f"default {field.default!r}",
    ]
    if field.reach != "public":
        words.append(f"reach {field.reach}")
    if field.max_len:
        words.append(f"max {field.max_len}")
    if field.kind == "number":
        words.append(f"{field.low}..{field.high}")
    if field.refers_to:
        words.append(f"-> {field.refers_to}")
    if field.partial:
        words.append("partial")
    if field.choices:
        words.append("/".join(f"{name}={label}" for name, label in field.choices))
    return " · ".join(words)
