"""What a heading of a column means, and the words of choices, as resources/roster/headings.toml says; no cells are read here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from chibo_desktop.base import text
from chibo_desktop.base.paths import resource
from chibo_desktop.records import find_spec

BETWEEN = " > "
"""Stands between the rows of a head of two or three rows."""

MEMBER_FIELDS = tuple(
    field.name for field in find_spec("member").fields if field.kind in ("text", "day", "choice")
)
"""The fields of a member that a workbook may fill, in the order of the declaration."""
LEVELS = ("schooling", "professional", "theory")
"""What it may tell of a member's levels."""
ADDED = ("ethnic_group", "file_number", "card_issued_on", *LEVELS)
"""Columns that came later: they stand at the end of our own workbooks, where those of before find theirs."""

_MORE = {
    "admitted_on+official_on": "Ngày kết nạp, chính thức",
    "male": "Nam (dấu X, ngày sinh)",
    "female": "Nữ (dấu X, ngày sinh)",
    "family_name": "Họ và tên đệm",
    "given_name": "Tên",
    "standing": "Diện sinh hoạt",
    "standing:official": "Chính thức (dấu X)",
    "standing:probationary": "Dự bị (dấu X)",
    "standing:exempt": "Miễn sinh hoạt (dấu X)",
    "office:secretary": "Bí thư (dấu X)",
    "office:deputy_secretary": "Phó Bí thư (dấu X)",
    "office:committee_member": "Chi ủy viên (dấu X)",
    "joined_on": "Ngày về chi bộ",
    "gone": "Không còn quản lý",
    "education": "Học vấn, chuyên môn (một cột)",
    "cell": "Tên chi bộ",
}
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SIGNS = re.compile(r"[^a-z0-9>]+")


@lru_cache(maxsize=1)
def labels() -> Mapping[str, str]:
    """What a column may be, with the words for a person; the order is that of the list to choose from."""
    spec = find_spec("member")
    declared = {field.name: field.label for field in spec.fields if field.name in MEMBER_FIELDS}
    levels = {name: _label("qualification", name) for name in LEVELS}
    return {**declared, **levels, **_MORE}


def _label(kind: str, name: str) -> str:
    field = find_spec(kind).field(name)
    return field.label if field else name


@dataclass(frozen=True)
class Rule:
    """Headings that mean one key; `rank` is higher for a weaker claim."""

    key: str
    rank: int
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Words:
    """The file of headings and choices."""

    rules: tuple[Rule, ...]
    choices: Mapping[str, Mapping[str, str]]
    """For each field, folded words to the name of the choice."""


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of the offices; the declared labels of the choices count too. Trouble when the file is missing."""
    given = tomllib.loads(resource("roster", "headings.toml").read_text(encoding="utf-8"))
    rules = tuple(
        Rule(each["key"], each.get("rank", 0), re.compile("|".join(f"(?:{one})" for one in each["is"])))
        for each in given["heading"]
    )
    choices = {
        field: {word: name for name, list_of in names.items() for word in list_of}
        for field, names in given["choice"].items()
    }
    for field, kind, name in (
        ("gender", "member", "gender"),
        ("office", "member", "office"),
        ("standing", "standing", "kind"),
        *((name, "qualification", name) for name in LEVELS),
    ):
        spec = find_spec(kind).field(name)
        for choice, label in spec.choices if spec else ():
            choices[field][plain(label)] = choice
    return Words(rules, choices)


def plain(heading: str) -> str:
    """A heading or a word of a choice, folded: brackets and signs dropped."""
    bare = _BRACKETS.sub(" ", heading)
    folded = text.fold(text.clean_line(bare if any(letter.isalnum() for letter in bare) else heading))
    return " ".join(_SIGNS.sub(" ", folded).split())


def meaning(path: str) -> tuple[str, int] | None:
    """The key of a heading whose rows are joined by `BETWEEN`, with its rank; None when nobody knows it."""
    folded = plain(path)
    if not folded:
        return None
    return next(
        ((rule.key, rule.rank) for rule in words().rules if rule.pattern.fullmatch(folded)),
        None,
    )


def choice_of(field: str, word: str) -> str:
    """The name of the choice a word stands for, also "none", "gone" and "unclear"; "" when nobody knows it."""
    return words().choices[field].get(plain(word), "")
