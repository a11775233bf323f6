"""Renames, removals and changed values: fields of entries written under a lower schema number, read as written today.

Entries themselves are never rewritten, and nothing here knows the declared records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]
"""Values by name, as an entry or one of its private parts carries them."""


@dataclass(frozen=True)
class Translation:
    """How fields of entries with a schema number below `until` read today: `translate(kind, id, fields)`.

    Kind and id of a record stay for ever; fields may get another name, another value, or go. Each field is
    translated by itself, since fields travel, differ and are dropped each by itself: what becomes of one must
    not hang on another. Any value may come, None too, which stands for one that is not held; nothing is raised.
    """

    until: int
    translate: Callable[[str, str, Fields], Fields]


TRANSLATIONS: tuple[Translation, ...] = ()
"""From the oldest to the newest; `records.SCHEMA` grows to the `until` of each one added, and the tables are then
projected again at opening, after a checked backup."""


def needed(schema: int, translations: tuple[Translation, ...]) -> tuple[Translation, ...]:
    """The translations that stand between an entry of that schema number and today."""
    return tuple(each for each in translations if schema < each.until)


def translate(translations: tuple[Translation, ...], kind: str, record_id: str, fields: Fields) -> Fields:
    """The fields after each translation in turn."""
    for each in translations:
        fields = each.translate(kind, record_id, fields)
    return fields
