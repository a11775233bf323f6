"""The one zstd frame of a bundle: compressing, checking before opening, opening; dictionaries by their number."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import zstandard

from chibo_desktop.base import paths
from chibo_desktop.base.errors import Trouble
from chibo_desktop.exchange import refusals

LEVEL = 19
MAX_WINDOW = 8 * 1024 * 1024
_MAGIC = b"\x28\xb5\x2f\xfd"
"""A skippable frame opens otherwise; the library would pass over it in silence."""


def compress(contents: bytes, dictionary: int = 0, folder: Path | None = None) -> bytes:
    """One frame with its size stated and a checksum; dictionary 0 is none."""
    return _compressor(dictionary, folder).compress(contents)


def check_frame(frame: bytes, length: int, dictionary: int) -> None:
    """Refuse, before anything is opened, a frame that is not what the manifest says."""
    try:
        stated = zstandard.get_frame_parameters(frame)
    except zstandard.ZstdError as error:
        raise refusals.not_as_signed("frame") from error
    if not frame.startswith(_MAGIC) or stated.content_size != length:
        raise refusals.not_as_signed("frame size")
    if stated.window_size > MAX_WINDOW:
        raise refusals.too_large()
    if stated.dict_id != dictionary:
        raise refusals.not_as_signed("dictionary")


def decompress(frame: bytes, length: int, dictionary: int = 0, folder: Path | None = None) -> bytes:
    """The contents of a frame that `check_frame` has passed; never more than `length` bytes are made.

    BundleRefused when the frame is damaged, is followed by anything, or needs a dictionary we have not.
    """
    known = _dictionary(dictionary, folder)
    opener = zstandard.ZstdDecompressor(dict_data=known, max_window_size=MAX_WINDOW)
    try:
        # Without allow_extra_data=False a second frame or trailing bytes would be dropped in silence.
        contents = opener.decompress(frame, max_output_size=length, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise refusals.not_as_signed("frame") from error
    if len(contents) != length:
        raise refusals.not_as_signed("length")
    return contents


def newest_dictionary(folder: Path | None = None) -> int:
    """The number of the dictionary new bundles are written with; 0 while none is shipped."""
    place = folder or _shipped()
    numbers = [int(file.stem) for file in place.glob("*.zdict")] if place else []
    return max(numbers, default=0)


@lru_cache(maxsize=4)
def _compressor(dictionary: int, folder: Path | None) -> zstandard.ZstdCompressor:
    # Building one with its dictionary takes five times as long as compressing a month.
    known = _dictionary(dictionary, folder)
    return zstandard.ZstdCompressor(
        level=LEVEL, dict_data=known, write_checksum=True, write_content_size=True
    )


def _dictionary(number: int, folder: Path | None) -> zstandard.ZstdCompressionDict | None:
    if number == 0:
        return None
    place = folder or _shipped()
    file = place / f"{number}.zdict" if place else None
    if file is None or not file.is_file():
        raise refusals.unknown_dictionary()
    known = zstandard.ZstdCompressionDict(file.read_bytes())
    if known.dict_id() != number:
        raise refusals.unknown_dictionary()
    return known


def _shipped() -> Path | None:
    try:
        return paths.resource("dictionaries")
    except Trouble:
        return None
