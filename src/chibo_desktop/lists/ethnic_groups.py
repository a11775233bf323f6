"""The ethnic groups offered and how offices write them (resources/roster/ethnic_groups.toml); whoever belongs to none of them is written as typed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache

from chibo_desktop.base.paths import resource
from chibo_desktop.base.text import clean_line, fold

_SIGNS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1)
def _said() -> tuple[tuple[str, ...], frozenset[str], Mapping[str, str]]:
    """The names in the order of the file, which are no minority, and every way of writing with its name."""
    given = tomllib.loads(resource("roster", "ethnic_groups.toml").read_text(encoding="utf-8"))
    names = tuple(given["groups"])
    ways = {_plain(name): name for name in names}
    ways |= {_plain(word): name for name, words in given["groups"].items() for word in words}
    return names, frozenset(given["majority"]), ways


def group_names() -> tuple[str, ...]:
    """The names to offer, the largest groups first."""
    return _said()[0]


def proper_group(words: str) -> str:
    """The name of the group some words mean; the words themselves, cleaned, where no group is known by them."""
    return _said()[2].get(_plain(words), clean_line(words))


def is_minority(words: str) -> bool | None:
    """Whether a group is a minority; None where none is written down, or one that is not known ("không rõ")."""
    names, majority, ways = _said()
    name = ways.get(_plain(words))
    return name not in majority if name in names else None


def _plain(words: str) -> str:
    return " ".join(_SIGNS.sub(" ", fold(words)).split())
