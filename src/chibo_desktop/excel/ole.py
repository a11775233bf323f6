"""The container of old Office files, read just far enough to name its streams and to walk the cells of a workbook."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""

FILE_PASS = 0x2F
_CELLS = {0x06, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E}
_MANY = 0xBD
_BEGIN = 0x809


class Container:
    """The streams of one file; ValueError when its own tables cannot be right."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC) or len(data) < 512:
            raise ValueError("no container")
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise ValueError("no such sector size")
        self._size = 1 << shift
        self._next = self._read_table()
        self._sizes = dict(self._entries())

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams."""
        return frozenset(self._sizes)

    def stream(self, name: str) -> bytes:
        """The bytes of a large stream; a workbook is never one of the small ones kept elsewhere."""
        first, size = self._sizes[name]
        return b"".join(self._chain(first))[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        if at >= len(self._data):
            raise ValueError("a sector behind the end")
        return self._data[at : at + self._size]

    def _read_table(self) -> list[int]:
        listed = list(struct.unpack_from("<109I", self._data, 76))
        more, count = struct.unpack_from("<II", self._data, 68)
        per = self._size // 4
        for _ in range(min(count, len(self._data) // self._size)):
            if more >= _END:
                break
            block = struct.unpack(f"<{per}I", self._sector(more).ljust(self._size, b"\xff"))
            listed += block[:-1]
            more = block[-1]
        table: list[int] = []
        for number in listed:
            if number < _END:
                table += struct.unpack(f"<{per}I", self._sector(number).ljust(self._size, b"\xff"))
        return table

    def _chain(self, first: int) -> Iterator[bytes]:
        for _ in range(len(self._next)):
            if first >= _END:
                return
            yield self._sector(first)
            if first >= len(self._next):
                raise ValueError("a chain that leaves its table")
            first = self._next[first]

    def _entries(self) -> Iterator[tuple[str, tuple[int, int]]]:
        directory = b"".join(self._chain(struct.unpack_from("<I", self._data, 48)[0]))
        for at in range(0, len(directory) - 127, 128):
            length = struct.unpack_from("<H", directory, at + 64)[0]
            if directory[at + 66] in (1, 2) and 2 <= length <= 64:
                name = directory[at : at + length - 2].decode("utf-16-le", "replace")
                yield name, struct.unpack_from("<II", directory, at + 116)


def furthest_cells(book: bytes) -> Iterator[tuple[int, int]]:
    """For each sheet of a workbook stream, the last row and column that hold something, counted from 0.

    ValueError when the book is locked with a password: its cells cannot be walked.
    """
    at, row, column, began = 0, -1, -1, 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == FILE_PASS:
            raise ValueError("locked")
        if kind == _BEGIN:
            if began > 1:
                yield row, column
            began, row, column = began + 1, -1, -1
        elif kind in _CELLS or kind == _MANY:
            here, first = struct.unpack_from("<HH", book, at + 4) if length >= 4 else (0, 0)
            last = struct.unpack_from("<H", book, at + 2 + length)[0] if kind == _MANY else first
            row, column = max(row, here), max(column, last)
        at += 4 + length
    yield row, column
