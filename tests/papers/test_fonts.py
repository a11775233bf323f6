"""Tests of papers/fonts.py: which serif is taken, and what happens to characters it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
import reportlab

from chibo_desktop.base.errors import Trouble
from chibo_desktop.papers.fonts import Family, candidates, find_family, is_fit, with_codes


def whole_family() -> Family:
    return find_family(candidates())


def test_a_machine_without_a_fit_serif_is_told_which_package_to_install(tmp_path: Path) -> None:
    missing = Family("Không có", tuple(tmp_path / f"{n}.ttf" for n in range(4)))  # type: ignore[arg-type]
    with pytest.raises(Trouble, match="fonts-croscore"):
        find_family([missing])


def test_a_family_that_lacks_one_of_its_four_files_is_passed_over(tmp_path: Path) -> None:
    whole = whole_family()
    torn = Family("Thiếu đậm", (whole.files[0], tmp_path / "none.ttf", whole.files[2], whole.files[3]))
    assert find_family([torn, whole]) == whole


def test_a_font_without_the_vietnamese_letters_is_passed_over() -> None:
    """Liberation 1.x lacks some of them; Vera, which comes with reportlab, lacks them too."""
    folder = Path(reportlab.__file__).parent / "fonts"
    upright, bold, italic, bold_italic = (
        folder / f"{name}.ttf" for name in ("Vera", "VeraBd", "VeraIt", "VeraBI")
    )
    assert upright.is_file()
    assert not is_fit(Family("Vera", (upright, bold, italic, bold_italic)))


def test_four_faces_with_one_inner_name_are_passed_over_because_bold_would_come_out_upright() -> None:
    upright = whole_family().files[0]
    assert not is_fit(Family("Một tệp", (upright, upright, upright, upright)))


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path) -> None:
    broken = tmp_path / "a.ttf"
    broken.write_bytes(b"no font")
    assert not is_fit(Family("Hỏng", (broken, broken, broken, broken)))


def test_times_new_roman_comes_first_and_old_liberation_last() -> None:
    names = [family.name for family in candidates()]
    assert names[0] == "Times New Roman"
    assert names.index("Tinos") < names.index("Liberation Serif")


@pytest.mark.parametrize(
    ("variable", "inside"), [("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts")]
)
def test_windows_fonts_of_the_machine_and_of_the_person_alone_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, inside: str
) -> None:
    given = whole_family().files
    for name in ("WINDIR", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folder = tmp_path / variable / inside
    folder.mkdir(parents=True)
    for name, file in zip(("times", "timesbd", "timesi", "timesbi"), given, strict=True):
        (folder / f"{name}.ttf").symlink_to(file)
    found = find_family()
    assert (found.name, found.files[0].parent) == ("Times New Roman", folder)


def test_a_character_the_serif_lacks_is_shown_as_its_code() -> None:
    known = dict.fromkeys(map(ord, "Tốt "), 1)
    assert with_codes("Tốt 🙂", known) == "Tốt [U+1F642]"
