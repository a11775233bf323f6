"""Bundles as an enemy makes them: changed and sealed anew, or signed by a good key over false words."""

from __future__ import annotations

import dataclasses
import time
import tracemalloc
from collections.abc import Callable

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.exchange import bundle, frame
from chibo_desktop.exchange.bundle import open_bundle, sign_head
from chibo_desktop.exchange.lines import write_contents
from chibo_desktop.seal import digest
from chibo_desktop.seal.box import open_box, seal
from exchange.world import Body, make_bundle, make_contents


def resealed(sender: Body, to: Body, change: Callable[[bytes], bytes]) -> bytes:
    """A bundle whose opened bytes were changed by somebody who can seal, but not sign."""
    opened = open_box(make_bundle(sender, to).data, [to.seal])
    return seal(change(opened), [to.seal.recipient])


def resigned(
    made_by: Body, to: Body, packed: Callable[[bytes], bytes] = lambda frame: frame, **fields: object
) -> bytes:
    """A bundle that a certified device itself signed over a false manifest or frame."""
    run, contents = make_contents(made_by)
    inside = packed(frame.compress(write_contents(contents)))
    good = make_bundle(made_by, to).manifest
    said = {"zlen": len(inside), "sha256": digest.sha256(inside).hex(), "runs": (run,), **fields}
    false = dataclasses.replace(good, **said)  # type: ignore[arg-type]
    return seal(sign_head(made_by.device_key, false) + inside, [to.seal.recipient])


def with_lines(sender: Body, to: Body, text: bytes) -> bytes:
    """A well signed bundle that holds any bytes as its lines."""
    return resigned(sender, to, lambda _: frame.compress(text), length=len(text))


def refused_quickly(data: bytes, reader: bundle.Reader) -> Refusal:
    """The refusal, which must come in under a second and 100 MB."""
    tracemalloc.start()
    start = time.perf_counter()
    try:
        with pytest.raises(Refusal) as caught:
            open_bundle(data, reader)
        spent, peak = time.perf_counter() - start, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert spent < 1
    assert peak < 100_000_000
    return caught.value
