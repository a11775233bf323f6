"""The desks of the tests of actions, used to fill what lists read."""

from __future__ import annotations

from actions.conftest import desk, evening, finalised, meeting, members

__all__ = ["desk", "evening", "finalised", "meeting", "members"]
