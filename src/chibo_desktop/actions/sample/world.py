"""The sample province as pure data: repeatable, invented, with every edge the figures know; who writes it into books is elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from chibo_desktop.actions.sample.chance import day_in, months_from, words
from chibo_desktop.actions.sample.facts import SampleGuest, SamplePaper, Session, World
from chibo_desktop.actions.sample.oversight import make_oversight
from chibo_desktop.actions.sample.people import make_people
from chibo_desktop.actions.sample.proposals import make_proposals
from chibo_desktop.actions.sample.sessions import make_sessions
from chibo_desktop.actions.sample.tree import make_tree
from chibo_desktop.actions.sample.visits import make_visits
from chibo_desktop.base.dates import last_day, month_after
from chibo_desktop.records.codec import to_json
from chibo_desktop.records.field import Kept

__all__ = ["SampleGuest", "SamplePaper", "Session", "World", "as_json", "make_world"]


def make_world(
    seed: int = 5, *, communes: int = 12, cells: int = 130, first: str = "2024-10", months: int = 24
) -> World:
    """The same province for the same arguments, on every machine; takes about half a second.

    `first` is the first month ("2024-10"), of `months`. The changes of the tree stand on days of 2025 and 2026.
    """
    said, span = words(), months_from(first, months)
    today = day_in(month_after(span[-1]), 5)
    tree = make_tree(said, seed, communes, cells)
    people = make_people(tree, seed, day_in(span[0], 1), last_day(span[-1]))
    visits = make_visits(tree, seed, span, make_sessions(tree, people, seed, span))
    proposals = make_proposals(tree, seed, visits.sessions, visits.rounds, today)
    oversight = make_oversight(tree, people, seed, span)
    made: dict[str, Any] = {
        "members": people.members,
        "standings": people.standings,
        "places_served": tree.served,
    }
    for source in (tree, visits, proposals, oversight):
        for field in fields(World):
            value = getattr(source, field.name, None)
            if isinstance(value, list):
                made[field.name] = value
    kept: dict[str, Any] = {name: tuple(values) for name, values in made.items()}
    return World(seed, first, months, today, tree.upper_id, tree.writers, **kept)


def as_json(world: World) -> str:
    """Everything as JSON, one record a line; what is empty, False or nothing is left out.

    A zero a meeting counted is said; one a record's field begins with is not, so that a field added later changes nothing.
    """
    parts = []
    for field in fields(world):
        value = getattr(world, field.name)
        if isinstance(value, tuple):
            lines = ",\n".join(_line(_plain(each)) for each in value)
            parts.append(f"{json.dumps(field.name)}: [\n{lines}\n]")
        else:
            parts.append(f"{json.dumps(field.name)}: {_line(_plain(value))}")
    return "{" + ",\n".join(parts) + "}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type) and hasattr(value, "__dict__"):
        if type(value).__name__ == "PartialDate":
            return str(value)
        named = ((field, getattr(value, field.name)) for field in fields(value))
        is_record = isinstance(value, Kept)
        return {
            field.name: _plain(each)
            for field, each in named
            if _says(each) and not (is_record and each == field.default == 0)
        }
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else to_json(value)


def _says(value: object) -> bool:
    return value not in (None, "", (), False) or (value == 0 and type(value) is int)
