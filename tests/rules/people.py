"""Invented members for the tests of rules; it holds no expectations."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.rules.attendance import Person, State
from chibo_desktop.rules.standing import Membership, Standing


def make_person(
    name: str = "",
    membership: Membership | None = "official",
    state: State | None = "present",
    *,
    reason: str = "",
    left_early: bool = False,
    on: Sequence[str] = (),
) -> Person:
    """A person with the grounds named in `on` (exempt, away, suspended, charged)."""
    standing = Standing(
        membership,
        exempt="exempt" in on,
        away="away" in on,
        suspended="suspended" in on,
        charged="charged" in on,
    )
    return Person(name, name, standing, state, reason, left_early)


def make_people(
    count: int,
    membership: Membership = "official",
    state: State | None = "present",
    *,
    on: Sequence[str] = (),
) -> list[Person]:
    return [make_person("", membership, state, on=on) for _ in range(count)]


def make_small_cell() -> list[Person]:
    """9 official members, one excused."""
    return [*make_people(8), make_person("Lò Văn Hặc", state="excused", reason="ốm")]


def make_large_cell() -> list[Person]:
    """22 official (1 exempt, 1 away, 2 excused), 2 probationary; due 22, present 20."""
    return [
        *make_people(18),
        make_person("Lò Văn Hặc", state="excused", reason="ốm"),
        make_person("Quàng Văn Kiêm", state="excused", reason="con nằm viện"),
        make_person("Lý Go Xá", state=None, on=["exempt"]),
        make_person("Sùng A Dơ", state=None, on=["away"]),
        *make_people(2, "probationary"),
    ]
