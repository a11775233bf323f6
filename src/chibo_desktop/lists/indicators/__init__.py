"""The indicators of practice.md §1.6, one module a group; `report.py` counts them for an organisation and a range."""

from __future__ import annotations

from chibo_desktop.lists.indicators import (
    admission,
    attendance,
    focus,
    inspections,
    materials,
    places_led,
    proposals,
    ratings,
    rhythm,
    study,
    thematic,
    training,
    visited,
    visits,
)
from chibo_desktop.lists.indicators.figure import Indicator

INDICATORS: tuple[Indicator, ...] = (
    *attendance.COUNTS,
    *thematic.COUNTS,
    *focus.COUNTS,
    *visited.COUNTS,
    *materials.COUNTS,
    *inspections.COUNTS,
    *visits.COUNTS,
    *proposals.COUNTS,
    *admission.COUNTS,
    *training.COUNTS,
    *study.COUNTS,
    *places_led.COUNTS,
    *ratings.COUNTS,
    *places_led.HEADS,
    *rhythm.COUNTS,
)
"""In the order in which pages and papers show them."""
