"""Names and pieces of bundles in a mailbox: what a name promises of its bytes, cutting, joining; nothing is carried here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chibo_desktop.exchange.bundle import SUFFIX
from chibo_desktop.seal import digest

WHOLE = 16 * 1024
"""Bytes up to which a bundle goes in one file: sending it again costs less than a piece's way there and back."""

SMALLEST, LARGEST = 8 * 1024, 128 * 1024
"""Bytes of a piece: one that a line of 30 kbit/s carries in 2 s, and in 35 s."""

_BUNDLE = r"[a-z2-7]{8}-\d{1,9}_[a-z2-7]{8}-\d{1,9}_[a-z2-7]{8}_\d{8}_[0-9a-f]{8}"
NAME = re.compile(
    rf"(?<![\w.-])({_BUNDLE})(?:\{SUFFIX}|\.(\d{{3}})-(\d{{3}})\.([0-9a-f]{{8}})-[0-9a-f]{{4}}\.cbp)(?![\w.-])",
    re.ASCII,
)
"""A bundle (`<from>_<to>_<device>_<day>_<hash8>.cbb`), or a piece of one (`….007-012.<hash8 of the piece>-<try>.cbp`)."""


@dataclass(frozen=True, order=True)
class Part:
    """What a name in a mailbox says: which bundle, and which of how many pieces; a whole bundle is 1 of 1."""

    bundle: str
    """The name of the whole bundle's file."""
    of: int
    number: int
    name: str
    check: str
    """The first 8 hex digits of the hash of these very bytes."""

    @property
    def hash8(self) -> str:
        """The first 8 hex digits of the hash of the whole bundle."""
        return self.bundle[-len(SUFFIX) - 8 : -len(SUFFIX)]

    @property
    def from_org(self) -> str:
        """The id of the body that sent it, as the name has it."""
        return self.bundle.split("_", maxsplit=1)[0]

    def fits(self, data: bytes) -> bool:
        """Whether these are the bytes the name stands for: neither cut off nor another file's."""
        return digest.short_hash(data) == self.check


def read_name(name: str) -> Part | None:
    """What a name says; None for every name that is not ours."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    bundle = f"{found[1]}{SUFFIX}"
    if found[2] is None:
        return Part(bundle, 1, 1, name, bundle[-len(SUFFIX) - 8 : -len(SUFFIX)])
    number, of = int(found[2]), int(found[3])
    return Part(bundle, of, number, name, found[4]) if 1 <= number <= of and of > 1 else None


def names_in(text: str) -> list[str]:
    """Every name of ours in a list as a server writes it: none of its characters is ever escaped in XML, HTML or JSON."""
    return sorted({found[0] for found in NAME.finditer(text)})


def cut(name: str, data: bytes, attempt: str = "0000") -> list[tuple[Part, bytes]]:
    """A bundle as it goes into the mailbox: whole, or in pieces of a hundred-and-twenty-eighth.

    The same bytes give the same pieces, so that sending goes on where it broke off. `attempt`, four hex digits,
    is another for each try: a server may still be busy with the write that broke off, and cut off what came
    after it, so no name of a piece is written twice. A reader takes whichever fits.
    """
    if len(data) <= WHOLE:
        return [(whole(name), data)]
    size = min(LARGEST, max(SMALLEST, -(-len(data) // 128)))
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    stem = name.removesuffix(SUFFIX)
    return [
        (whole(f"{stem}.{place:03}-{len(pieces):03}.{digest.short_hash(piece)}-{attempt}.cbp"), piece)
        for place, piece in enumerate(pieces, 1)
    ]


def join(parts: Mapping[Part, bytes]) -> bytes | None:
    """The bundle, when every piece of it is there and the whole fits its name."""
    if not parts:
        return None
    ordered = sorted(parts)
    first = ordered[0]
    if len(ordered) != first.of or any(part.of != first.of for part in ordered):
        return None
    data = b"".join(parts[part] for part in ordered)
    return data if digest.short_hash(data) == first.hash8 else None


def by_bundle(names: Iterable[str]) -> dict[tuple[str, int], list[Part]]:
    """What lies in a mailbox, by bundle and way of cutting; of several candidates for one piece all are listed."""
    found: dict[tuple[str, int], list[Part]] = {}
    for part in sorted(filter(None, map(read_name, names))):
        found.setdefault((part.bundle, part.of), []).append(part)
    return found


def missing(of: int, there: Iterable[int]) -> str:
    """Which pieces are not there, as people say it: "còn thiếu phần 3, 4/5"."""
    held = set(there)
    lacking = [str(number) for number in range(1, of + 1) if number not in held]
    shown = ", ".join(lacking[:6]) + (" …" if len(lacking) > 6 else "")
    return f"còn thiếu phần {shown}/{of}"


def whole(name: str) -> Part:
    """The one part of a bundle that is not cut."""
    part = read_name(name)
    if part is None:
        raise ValueError("not a name of a bundle")
    return part
