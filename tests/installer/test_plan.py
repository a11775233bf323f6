"""What goes along in the program folder, by name; the folder itself is built by test_frozen and test_wine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chibo_installer.plan import NOT_MODULES, OWN, ROOT, is_wanted, kept_modules

IMPORTED = re.compile(r"^\s*(?:from|import)\s+([\w.]+)", re.MULTILINE)
PICTURE = re.compile(r"drawImage|drawInlineImage|ImageReader|platypus[^\n]*\bImage\b|to_pil|<img")


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6/QtCore.abi3.so",
        "sqlcipher3/_sqlite3.cp311-win_amd64.pyd",
        "python311.dll",
        "VCRUNTIME140.dll",
        "holidays-0.109.dist-info/METADATA",
    ],
)
def test_what_the_program_needs_goes_along(name: str) -> None:
    assert is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Network.dll",
        "PySide6/QtNetwork.pyd",
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/opengl32sw.dll",
        "_sqlite3.pyd",
        "python3.11/lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "api-ms-win-crt-heap-l1-1-0.dll",
        "certifi/cacert.pem",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "holidays-0.109.dist-info/RECORD",
    ],
)
def test_what_opens_a_socket_stands_on_the_machine_already_or_is_never_read_stays_behind(name: str) -> None:
    assert not is_wanted(name)


def test_a_stand_in_goes_along_for_what_is_named_and_never_called() -> None:
    names = ("sqlite3", "sqlite3.dbapi2", "json", "holidays.countries", "holidays.countries.laos")
    found = [(name, f"{name}.py", "PYMODULE-2") for name in names]
    assert {name: Path(file).name for name, file, _ in kept_modules(found, "empty")} == {
        "json": "json.py",
        "sqlite3": "one_sqlite.py",
        "PIL": "empty",
        "PIL.Image": "no_pictures.py",
        "holidays.countries": "empty",
    }


def test_no_module_of_ours_asks_for_what_stays_behind() -> None:
    texts = [file.read_text(encoding="utf-8") for file in OWN.rglob("*.py")]
    asked = {f"{name}." for text in texts for name in IMPORTED.findall(text)}
    assert {"zipfile.", "reportlab.platypus."} <= asked
    assert [name for name in asked if name.startswith(tuple(f"{each}." for each in NOT_MODULES))] == []


def test_no_paper_of_ours_holds_a_picture() -> None:
    """Both reportlab and pypdfium2 hand pictures to Pillow, and no_pictures.py stands in its place."""
    files = [*(OWN / "papers").rglob("*.py"), *(ROOT / "forms").rglob("*.j2")]
    assert len(files) > 50
    assert [file for file in files if PICTURE.search(file.read_text(encoding="utf-8"))] == []
