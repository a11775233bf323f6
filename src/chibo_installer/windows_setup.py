"""Packs a proved folder as a setup of Windows with NSIS, on Windows or on Debian; what the setup does stands in resources/windows/setup.nsi."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from chibo_installer.days import day_of_sources
from chibo_installer.plan import CONSOLE, NAME, version
from chibo_installer.said import BuildError, said_by, write_sum
from chibo_installer.windows_face import DRAWN, TITLE, WORDS, make_face, numbers

LANGUAGE = ("Vietnamese.nlf", "Vietnamese.nsh")
TEST = " (bản thử)"
"""Stands behind the name of everything that was not made on a real Windows."""
SIDE = (328, 628)
"""Pixels of the picture beside the first and the last page: twice what Windows shows at 100 %."""
DEBIAN_NSIS = Path("/usr/share/nsis")


def find_makensis() -> Path | None:
    """NSIS's compiler on the path or where its own setup puts it on Windows; None where there is none."""
    if found := shutil.which("makensis"):
        return Path(found)
    programs = [os.environ.get(name, "") for name in ("PROGRAMFILES(X86)", "PROGRAMFILES")]
    places = [Path(folder, "NSIS", "makensis.exe") for folder in programs if folder]
    return next((place for place in places if place.is_file()), None)


def setup_name(version: str, label: str = "") -> str:
    """As in "chibo-desktop-0.2.0-setup.exe"; a test build says so in its name, too."""
    return f"{NAME}-{version}-setup{'-test' if label else ''}.exe"


def pack_setup(folder: Path, work: Path, *, label: str = "", version: str = version()) -> list[Path]:
    """Packs the folder, about a minute; gives the setup and the file with its SHA-256, in `work`.

    `label` stands behind the name on every page. BuildError without NSIS.
    """
    makensis = find_makensis()
    if makensis is None:
        raise BuildError("thiếu NSIS nên chưa đóng được bộ cài; thư mục chương trình vẫn dùng được")
    home = work / "setup"
    home.mkdir(parents=True)
    made = work / setup_name(version, label)
    draw_side(make_face(home / "face") / "side.bmp")
    write_nfc(_shared(makensis) / "Contrib" / "Language files", home / "language")
    words = words_of(folder, home, label=label, version=version, target=_target(makensis), made=made)
    (home / "facts.nsh").write_text(facts(words), encoding="utf-8-sig")
    shutil.copy(WORDS / "setup.nsi", home)
    # a mark at its head tells NSIS that the script is UTF-8 whatever the machine's own letters are
    said_by(
        makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", home / "setup.nsi", where=home, variables=_one_day()
    )
    return [made, write_sum(made)]


def words_of(
    folder: Path, home: Path, *, label: str, version: str, target: str, made: Path
) -> dict[str, str]:
    """What setup.nsi asks for; `home` holds its pictures and its language, `made` is the setup to be."""
    return {
        "NAME": NAME,
        "CONSOLE": CONSOLE,
        "TITLE": TITLE,
        "VERSION": version,
        "NUMBERS": ".".join(map(str, numbers(version))),
        "LABEL": label,
        "SETUP": made.name,
        "OUT": str(made),
        "FOLDER": str(folder),
        "FACE": str(home / "face"),
        "LANGUAGE": str(home / "language"),
        "KILOBYTES": str(_size(folder) // 1024),
        "TARGET": target,
    }


def facts(words: Mapping[str, str]) -> str:
    """The lines of facts.nsh: a name and what stands for it, whatever signs are in it."""
    return "".join(f'!define {name} "{_quoted(text)}"\n' for name, text in words.items())


def _quoted(text: str) -> str:
    return text.replace("$", "$$").replace('"', '$\\"')


def write_nfc(source: Path, target: Path) -> None:
    """Copies NSIS's Vietnamese with whole letters: its own has every mark as a sign beside its letter."""
    target.mkdir()
    for name in LANGUAGE:
        try:
            text = (source / name).read_text(encoding="utf-8-sig")
        except OSError as error:
            raise BuildError(f"NSIS trên máy này thiếu {name}; cài lại NSIS đủ các thứ tiếng") from error
        (target / name).write_text(unicodedata.normalize("NFC", text), encoding="utf-8-sig")


def draw_side(target: Path) -> None:
    """The picture beside the first and last page: the icon of the program on paper."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    width, height = SIDE
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("#F3EFE8"))
    painter = QPainter(image)
    edge = width * 0.5
    QSvgRenderer(str(DRAWN / f"{NAME}.svg")).render(
        painter, QRectF((width - edge) / 2, height * 0.18, edge, edge)
    )
    painter.end()
    image.save(str(target))


def _size(folder: Path) -> int:
    """Bytes of all its files."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _shared(makensis: Path) -> Path:
    """Where NSIS keeps what scripts include."""
    return DEBIAN_NSIS if sys.platform == "linux" else makensis.parent


def _target(makensis: Path) -> str:
    """A setup of 64 bits where NSIS can make one (Debian's can): under Wine alone there is no other."""
    stubs = _shared(makensis) / "Stubs"
    return "amd64-unicode" if (stubs / "lzma_solid-amd64-unicode").exists() else "x86-unicode"


def _one_day() -> dict[str, str]:
    return {"SOURCE_DATE_EPOCH": str(day_of_sources())}
