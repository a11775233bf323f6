"""The glossary knows every word we declare: the titles of records, fields and choices, table by table."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from chibo_desktop.records import SPECS
from chibo_desktop.records.field import FieldSpec, Kept, RecordSpec, record, spec_of, text
from structure import ROOT

GLOSSARY = ROOT / "docs" / "GLOSSARY.md"
MARK = "<!-- below this line: written by `python -m pytest tests/test_glossary.py --accept` -->"


def table_of(spec: RecordSpec) -> str:
    """The glossary's table of one record."""
    rows = [f"| `{field.name}` | {field.label} | {names_of(field)} |" for field in spec.fields]
    head = [
        "",
        f"### `{spec.key}`: {spec.title}",
        "",
        "| code | tiếng Việt | stored name = label |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def names_of(field: FieldSpec) -> str:
    """The stored names of a choice with the labels people see."""
    return " · ".join(f"`{name}` = {label}" for name, label in field.choices)


def tables(specs: Iterable[RecordSpec]) -> str:
    """Everything below the mark."""
    return "".join(map(table_of, specs))


def unknown_words(specs: Iterable[RecordSpec], glossary: str) -> list[str]:
    """Records and fields whose title the glossary does not give in its own table, and tables nothing declares."""
    specs = list(specs)
    held = glossary.partition(MARK)[2]
    missing = [
        f"{spec.key}: {line}"
        for spec in specs
        for line in table_of(spec).splitlines()
        if line not in held.splitlines()
    ]
    wanted = set(tables(specs).splitlines())
    stale = [f"no longer declared: {line}" for line in held.splitlines() if line not in wanted]
    return missing + stale


def test_every_declared_title_is_in_the_glossary(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        above = GLOSSARY.read_text(encoding="utf-8").partition(MARK)[0]
        GLOSSARY.write_text(f"{above}{MARK}\n{tables(SPECS.values())}", encoding="utf-8")
    assert unknown_words(SPECS.values(), GLOSSARY.read_text(encoding="utf-8")) == []


@record(key="stall", title="Quầy hàng")
class Stall(Kept):
    """A record no program has, to prove that the test bites."""

    id: str
    name: str = text("Tên quầy", max_len=20)


def test_a_field_the_glossary_does_not_know_is_found() -> None:
    glossary = f"# Words\nTên quầy\n{MARK}\n" + table_of(spec_of(Stall)).replace("Tên quầy", "Tên")
    found = unknown_words([spec_of(Stall)], glossary)
    assert found[0] == "stall: | `name` | Tên quầy |  |"
    assert found[1] == "no longer declared: | `name` | Tên |  |"


def test_a_glossary_that_knows_all_is_fine() -> None:
    assert unknown_words([spec_of(Stall)], f"{MARK}\n{tables([spec_of(Stall)])}") == []
