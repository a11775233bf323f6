"""A backup with another header, its sum right: as a program of somebody else's, or another laptop, could have written it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from chibo_desktop.seal.digest import hex16
from chibo_desktop.seal.encoding import write_line
from chibo_desktop.store.backup_file import SIGN, read_header


def rewritten(good: Path, target: Path, **changed: object) -> Path:
    """The bytes of a good backup below a header in which some values are others."""
    header, start = read_header(good)
    said = {**asdict(header), **changed}
    line = write_line({**said, "sum": hex16(write_line(said).encode())})
    target.write_bytes(SIGN + line.encode() + b"\n" + good.read_bytes()[start:])
    return target
