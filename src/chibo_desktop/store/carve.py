"""Reading rows out of the pages of a database that SQLite may no longer open: page by page, trusting nothing.

Follows SQLite's file format (sqlite.org/fileformat2.html, sections 1.6, 2.1 and 4). What comes out may be torn or
stale; whoever takes a row proves it by its own hash. Nothing is written.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from chibo_desktop.seal.page_cipher import PAGE, USABLE, clear_page

WAL_HEAD, FRAME_HEAD = 32, 24
INTERIOR_INDEX, LEAF_INDEX, LEAF_TABLE = 0x02, 0x0A, 0x0D
LONGEST = 16 * 1024 * 1024
"""Bytes; a longer row was not written by this program."""

Value = int | float | str | bytes | None
Row = tuple[Value, ...]
Pages = dict[int, bytes]
"""Encrypted pages by number, from 1."""


def carve(database: Path, log: Path, key: bytes) -> Iterator[Row]:
    """Every row that can be read from the pages of the file, those of its log in their place; in no order."""
    pages = _Clear(_pages_of(database) | _pages_of_log(log), key)
    for number in pages.numbers:
        for payload in _payloads(number, pages[number], pages):
            row = _row(payload)
            if row is not None:
                yield row


class _Clear(dict[int, bytes]):
    """Pages in the clear, decrypted when first looked at; KeyError for a page that is not there."""

    def __init__(self, encrypted: Pages, key: bytes) -> None:
        super().__init__()
        self._encrypted, self._key = encrypted, key
        self.numbers = sorted(encrypted)

    def __missing__(self, number: int) -> bytes:
        self[number] = clear_page(self._key, self._encrypted[number], is_first=number == 1)
        return self[number]


def _pages_of(database: Path) -> Pages:
    if not database.exists():
        return {}
    data = database.read_bytes()
    return {at // PAGE + 1: data[at : at + PAGE] for at in range(0, len(data) - PAGE + 1, PAGE)}


def _pages_of_log(log: Path) -> Pages:
    """The newest image of each page up to the last committed transaction; frames of an older log are left out."""
    data = log.read_bytes() if log.exists() else b""
    first = data[WAL_HEAD + 8 : WAL_HEAD + 16]
    settled: Pages = {}
    open_ones: Pages = {}
    for at in range(WAL_HEAD, len(data) - FRAME_HEAD - PAGE + 1, FRAME_HEAD + PAGE):
        number, size_after = struct.unpack_from(">II", data, at)
        if data[at + 8 : at + 16] != first or number == 0:
            break
        open_ones[number] = data[at + FRAME_HEAD : at + FRAME_HEAD + PAGE]
        if size_after:
            settled |= open_ones
            open_ones = {}
    return settled


def _payloads(number: int, page: bytes, pages: Pages) -> Iterator[bytes]:
    """The payload of each cell of a page that holds rows; nothing for any other page or for garbage."""
    start = 100 if number == 1 else 0
    kind = page[start]
    if kind not in (INTERIOR_INDEX, LEAF_INDEX, LEAF_TABLE):
        return
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    pointers = start + (12 if kind == INTERIOR_INDEX else 8)
    if pointers + 2 * count > USABLE:
        return
    for place in range(count):
        at = int.from_bytes(page[pointers + 2 * place : pointers + 2 * place + 2], "big")
        try:
            yield _payload(kind, page, at, pages)
        except (IndexError, KeyError, ValueError, struct.error):
            continue


def _payload(kind: int, page: bytes, at: int, pages: Pages) -> bytes:
    if kind == INTERIOR_INDEX:
        at += 4
    length, at = _varint(page, at)
    if kind == LEAF_TABLE:
        _, at = _varint(page, at)
    if not 0 < length <= LONGEST or at >= USABLE:
        raise ValueError("length")
    local = _local(kind, length)
    found = page[at : at + local]
    if local == length:
        return found
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    while len(found) < length:
        more = pages[following]
        found += more[4 : 4 + min(USABLE - 4, length - len(found))]
        following = int.from_bytes(more[:4], "big")
    return found


def _local(kind: int, length: int) -> int:
    """How much of a payload stands on the page itself (section 1.6 of the file format)."""
    most = USABLE - 35 if kind == LEAF_TABLE else (USABLE - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (USABLE - 12) * 32 // 255 - 23
    fitting = least + (length - least) % (USABLE - 4)
    return fitting if fitting <= most else least


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(9):
        byte = data[at + place]
        if place == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    raise ValueError("varint")


def _row(payload: bytes) -> Row | None:
    """The values of a record; None when it is none."""
    try:
        head, at = _varint(payload, 0)
        kinds = []
        while at < head:
            kind, at = _varint(payload, at)
            kinds.append(kind)
        values = []
        for kind in kinds:
            value, at = _value(payload, at, kind)
            values.append(value)
    except (IndexError, ValueError, struct.error):
        return None
    return tuple(values) if at == len(payload) else None


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind < 7:
        length = (0, 1, 2, 3, 4, 6, 8)[kind]
        return int.from_bytes(_slice(payload, at, length), "big", signed=True), at + length
    if kind < 12:
        raise ValueError("serial type")
    length = (kind - 12) // 2
    data = _slice(payload, at, length)
    return (data if kind % 2 == 0 else data.decode("utf-8")), at + length


def _slice(payload: bytes, at: int, length: int) -> bytes:
    data = payload[at : at + length]
    if len(data) != length:
        raise ValueError("cut")
    return data
