"""Finds the serif of official papers on this machine and hands it to reportlab; no sizes, no styles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.text import VIETNAMESE_LETTERS

TIMES = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Paper", "Paper-Bold", "Paper-Italic", "Paper-BoldItalic"
ADVICE = (
    "Máy này thiếu phông chữ để in văn bản (Times New Roman hoặc phông cùng cỡ chữ). "
    "Trên Windows, mở Cài đặt, mục Phông chữ, cài lại phông ấy; trên Linux, cài gói fonts-croscore hoặc "
    "fonts-liberation2; rồi in lại."
)


@dataclass(frozen=True)
class Family:
    """The four files of one serif, in the order upright, bold, italic, bold italic."""

    name: str
    files: tuple[Path, Path, Path, Path]


def _family(name: str, folder: str | Path, *files: str) -> Family:
    upright, bold, italic, bold_italic = (Path(folder) / each for each in files)
    return Family(name, (upright, bold, italic, bold_italic))


def _files(stem: str) -> tuple[str, ...]:
    return tuple(f"{stem}-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic"))


def _windows_folders() -> tuple[Path, Path]:
    """Of the machine, and of the person: since Windows 10 1809 a font is installed without an administrator there."""
    local = Path(os.environ.get("LOCALAPPDATA", "C:/"))
    return (
        Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
        local / "Microsoft" / "Windows" / "Fonts",
    )


def candidates() -> list[Family]:
    """The serifs with the widths of Times New Roman, best first; they need not be there."""
    debian = Path("/usr/share/fonts/truetype")
    return [
        *(_family("Times New Roman", folder, *TIMES) for folder in _windows_folders()),
        _family("Tinos", debian / "croscore", *_files("Tinos")),
        _family("Liberation Serif", debian / "liberation2", *_files("LiberationSerif")),
        # newer distributions put version 2 under the old name; version 1 lacks letters and fails the check
        _family("Liberation Serif", debian / "liberation", *_files("LiberationSerif")),
        # a Windows without Times New Roman, where somebody put a free one
        *(_family("Tinos", folder, *_files("Tinos")) for folder in _windows_folders()),
        *(_family("Liberation Serif", folder, *_files("LiberationSerif")) for folder in _windows_folders()),
    ]


def find_family(among: Iterable[Family] | None = None) -> Family:
    """The first serif whose four files are there and whole; Trouble with advice when there is none."""
    for family in candidates() if among is None else among:
        if all(file.is_file() for file in family.files) and is_fit(family):
            return family
    raise Trouble(ADVICE)


@lru_cache(maxsize=1)
def ready_family() -> Family:
    """The family in use, found and registered once for the life of the program (about 30 ms)."""
    family = find_family()
    use_family(family)
    return family


def is_fit(family: Family) -> bool:
    """Whether all four faces have the 134 marked letters and four different names inside.

    Faces that share an inner name are all set in the first one: bold would silently come out upright.
    """
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    try:
        faces = [TTFontFile(str(file)) for file in family.files]
    except (TTFError, OSError):
        return False
    whole = all(ord(letter) in face.charToGlyph for face in faces for letter in VIETNAMESE_LETTERS)
    return whole and len({face.name for face in faces}) == len(faces)


def use_family(family: Family) -> None:
    """Register the faces with reportlab under the names `Paper…`, also as the family of <b> and <i>."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in zip((REGULAR, BOLD, ITALIC, BOLD_ITALIC), family.files, strict=True):
        pdfmetrics.registerFont(TTFont(name, str(file)))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)


def known_characters() -> Mapping[int, Any]:
    """The code points of the upright face in use."""
    from reportlab.pdfbase import pdfmetrics

    known: Mapping[int, Any] = pdfmetrics.getFont(REGULAR).face.charToGlyph
    return known


def with_codes(text: str, known: Mapping[int, Any]) -> str:
    """The text with every character the serif lacks as its code, `[U+1F642]`: it is seen, not lost.

    A code and not a second font: the paper keeps to one family and looks the same on every machine.
    """
    if text.isascii():
        return text
    return "".join(each if ord(each) in known or each == "\n" else f"[U+{ord(each):04X}]" for each in text)
