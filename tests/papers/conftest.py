"""The desks of the tests of actions, to make papers from what is stored."""

from __future__ import annotations

from actions.conftest import desk, evening, finalised, meeting, members

__all__ = ["desk", "evening", "finalised", "meeting", "members"]
