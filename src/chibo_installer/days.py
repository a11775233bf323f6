"""The one day that stands on everything that is made, so that the same sources give the same bytes."""

from __future__ import annotations

import contextlib
import os
import subprocess
from functools import cache

from chibo_installer.plan import ROOT


@cache
def day_of_sources() -> int:
    """The moment that stands on every file, in seconds: SOURCE_DATE_EPOCH, else that of the last commit."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    with contextlib.suppress(OSError, ValueError):  # no git, no checkout
        return int(subprocess.run(asked, capture_output=True, text=True, check=False).stdout)
    return 1577836800
