"""That every record, field, kind, choice and limit stands as it was agreed; changing one is a deliberate difference."""

from __future__ import annotations

from collections.abc import Callable

from chibo_desktop.records import SPECS
from chibo_desktop.records.contract import print_contract


def test_the_declared_records_are_those_of_the_contract(golden: Callable[[str, str], None]) -> None:
    golden("contract.txt", print_contract())


def test_the_contract_names_every_record_field_and_choice() -> None:
    text = print_contract()
    for spec in SPECS.values():
        assert f"\n{spec.key} · " in text
        for field in spec.fields:
            assert f"  {field.name} · {field.kind} · “{field.label}”" in text
            assert all(f"{name}={label}" in text for name, label in field.choices)
