"""What Windows shows of the program: an icon in every size, names and numbers of its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PIL.IcoImagePlugin import IcoImageFile

from chibo_installer.plan import CONSOLE, NAME
from chibo_installer.windows_face import (
    DRAWN,
    SETUP_ICON,
    SIZES,
    WORDS,
    make_face,
    numbers,
    programs,
    version_file,
    write_icon,
)


def test_the_icon_is_drawn_in_every_size_and_leaves_the_ground_free(tmp_path: Path) -> None:
    target = tmp_path / "x.ico"
    write_icon(DRAWN / f"{NAME}.svg", target)
    with Image.open(target) as icon:
        assert isinstance(icon, IcoImageFile)
        assert icon.info["sizes"] == {(size, size) for size in SIZES}
        for size in SIZES:
            drawn = icon.ico.getimage((size, size)).convert("RGBA").tobytes()
            assert drawn[:4] == bytes(4)
            cover = 4 * (size * (size * 2 // 3) + size * 3 // 10)  # on the red, left below the page
            red, green, blue, opacity = drawn[cover : cover + 4]
            assert red > 2 * max(green, blue)
            assert opacity > 200


def test_the_setup_whose_icon_is_not_packed_shows_the_same_without_the_largest(tmp_path: Path) -> None:
    folder = make_face(tmp_path / "face")
    with Image.open(folder / SETUP_ICON) as icon:
        assert icon.info["sizes"] == {(size, size) for size in SIZES if size < 256}
    assert f"${{NAME}}{SETUP_ICON.removeprefix(NAME)}" in (WORDS / "setup.nsi").read_text(encoding="utf-8")
    assert (folder / SETUP_ICON).stat().st_size < 120_000


@pytest.mark.parametrize(
    ("version", "expected"), [("0.2.1", (0, 2, 1, 0)), ("1.10", (1, 10, 0, 0)), ("2.0.0.7.9", (2, 0, 0, 7))]
)
def test_windows_compares_four_numbers(version: str, expected: tuple[int, ...]) -> None:
    assert numbers(version) == expected


def test_the_properties_of_the_file_are_vietnamese_and_can_be_read() -> None:
    said: dict[str, str] = {}
    pairs = {
        "StringStruct": said.__setitem__,
        "FixedFileInfo": lambda **given: given,
        "VarStruct": lambda name, values: (name, values),
        "StringTable": lambda *_: None,
        "StringFileInfo": list,
        "VarFileInfo": list,
        "VSVersionInfo": lambda ffi, **_: ffi,
    }
    numbers_given = eval(version_file(NAME, "Sổ sinh hoạt chi bộ", "0.2.1"), pairs)  # noqa: S307 - PyInstaller reads it so
    assert numbers_given["filevers"] == (0, 2, 1, 0)
    assert said["ProductName"] == said["FileDescription"] == "Sổ sinh hoạt chi bộ"
    assert said["ProductVersion"] == "0.2.1"
    assert said["OriginalFilename"] == f"{NAME}.exe"


def test_on_windows_one_program_has_a_console_and_the_one_people_open_has_none() -> None:
    assert [(name, console) for name, console, _ in programs("x")] == [(NAME, False), (CONSOLE, True)]
    assert programs("") == [(NAME, True, {})]
