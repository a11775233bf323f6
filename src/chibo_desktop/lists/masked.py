"""What leaves a list only with a reason, by kind of record; the reason itself is asked for and logged elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

MASKED: Mapping[str, tuple[str, ...]] = {
    "member": ("birth_date", "card_number", "ethnic_group"),
    "candidate": ("birth_date", "ethnic_group"),
}
"""DECISIONS, "Lists leave masked": the card number is the citizen number, the ethnic group is sensitive (practice.md 2.h)."""
