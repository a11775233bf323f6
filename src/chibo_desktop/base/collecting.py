"""Looking for garbage, put off while it would find none or would come at a bad moment; what is garbage Python decides."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing is looked for in the block: hundreds of thousands of small tuples that all stay would be gone through."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
