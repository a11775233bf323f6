"""What Windows shows of the program before it runs: icons, names and numbers of its files; their text lies in resources/windows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chibo_installer.plan import CONSOLE, NAME, ROOT, version

TITLE = "Sổ sinh hoạt chi bộ"
WORDS = ROOT / "resources" / "windows"
DRAWN = ROOT / "resources" / "desktop"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels: the sizes Windows asks for from 100 to 250 %, and those of large views."""
SMALL_SIZES = SIZES[:-1]
"""Of the setup, whose own icon is the one thing in it that is not packed: the largest alone weighs 0.27 MB."""
ICON, BUNDLE_ICON, SETUP_ICON = f"{NAME}.ico", f"{NAME}-bundle.ico", f"{NAME}-setup.ico"
SAYS = {NAME: TITLE, CONSOLE: f"{TITLE} (dòng lệnh)"}


def programs(face: str) -> list[tuple[str, bool, dict[str, Any]]]:
    """Name, whether it has a console, and what else EXE is told, for each program of the folder.

    `face` is the folder that `make_face` filled; "" anywhere but on Windows, where one program is enough.
    """
    if not face:
        return [(NAME, True, {})]
    folder = Path(face)
    return [
        (name, name == CONSOLE, {"icon": str(folder / ICON), "version": str(folder / f"{name}.txt")})
        for name in SAYS
    ]


def make_face(folder: Path) -> Path:
    """Makes icons and version files in a new folder and gives it."""
    folder.mkdir()
    write_icon(DRAWN / f"{NAME}.svg", folder / ICON)
    write_icon(DRAWN / f"{NAME}.svg", folder / SETUP_ICON, SMALL_SIZES)
    write_icon(DRAWN / f"{NAME}-bundle.svg", folder / BUNDLE_ICON)
    for name, says in SAYS.items():
        (folder / f"{name}.txt").write_text(version_file(name, says, version()), encoding="utf-8")
    return folder


def numbers(version: str) -> tuple[int, int, int, int]:
    """The four numbers Windows compares: "0.2.1" is (0, 2, 1, 0)."""
    found = [int(number) for number in re.findall(r"\d+", version)][:4]
    first, second, third, fourth = found + [0] * (4 - len(found))
    return first, second, third, fourth


def version_file(name: str, says: str, version: str) -> str:
    """What PyInstaller reads as `version`: a VSVersionInfo in Python's writing."""
    form = (WORDS / "version.txt").read_text(encoding="utf-8")
    return form.format(name=name, says=says, title=TITLE, version=version, numbers=numbers(version))


def write_icon(drawing: Path, target: Path, sizes: Sequence[int] = SIZES) -> None:
    """Draws an SVG in every size, in pixels and rising, each by itself, into one .ico of plain bitmaps.

    Plain, because NSIS takes no other and older views of Windows show no other below 256 pixels.
    """
    from PIL import Image

    squares = [(size, size) for size in sizes]
    images = [Image.frombytes("RGBA", square, _drawn(drawing, square[0])) for square in squares]
    images[-1].save(target, format="ICO", sizes=squares, append_images=images[:-1], bitmap_format="bmp")


def _drawn(drawing: Path, size: int) -> bytes:
    """Pixels of red, green, blue and opacity, row by row."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    return bytes(image.constBits())
