"""Whether the births that two records say can be one person's; names are not compared here."""

from __future__ import annotations

from chibo_desktop.lists.rows import Facts


def born_apart(one: Facts, other: Facts) -> bool:
    """Two people of one name told apart by birth; a year alone is not apart from a day of that year, nor is none."""
    first, second = one.text("birth_date"), other.text("birth_date")
    return bool(first and second) and not (first.startswith(second) or second.startswith(first))
