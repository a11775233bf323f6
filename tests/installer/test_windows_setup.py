"""What the Windows setup is made of: its facts, its Vietnamese in whole letters, its name; no setup is packed here."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from chibo_desktop.base.paths import BUNDLE
from chibo_desktop.base.setups import is_setup
from chibo_installer.plan import CONSOLE, NAME
from chibo_installer.said import BuildError
from chibo_installer.windows_face import WORDS
from chibo_installer.windows_setup import TEST, facts, pack_setup, setup_name, words_of, write_nfc

SCRIPT = (WORDS / "setup.nsi").read_text(encoding="utf-8")


def nsis_files(folder: Path, text: str) -> Path:
    """NSIS's own two files of Vietnamese."""
    folder.mkdir()
    for name in ("Vietnamese.nlf", "Vietnamese.nsh"):
        (folder / name).write_text(unicodedata.normalize("NFD", text), encoding="utf-8-sig")
    return folder


def test_signs_that_nsis_reads_as_its_own_stand_for_themselves() -> None:
    assert facts({"TITLE": 'Sổ "mới" $5'}) == '!define TITLE "Sổ $\\"mới$\\" $$5"\n'


def test_pages_are_in_vietnamese_of_whole_letters(tmp_path: Path) -> None:
    write_nfc(nsis_files(tmp_path / "nsis", "Tiếp tục cài đặt"), tmp_path / "made")
    for file in (tmp_path / "made").iterdir():
        assert file.read_text(encoding="utf-8-sig") == "Tiếp tục cài đặt"
    assert len(list((tmp_path / "made").iterdir())) == 2


def test_an_nsis_without_vietnamese_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="Vietnamese"):
        write_nfc(tmp_path, tmp_path / "made")


@pytest.mark.parametrize("label", ["", TEST])
def test_the_program_knows_its_setup_by_name(label: str) -> None:
    assert is_setup(Path(setup_name("0.2.0", label)))


def test_a_test_setup_says_so_in_its_name() -> None:
    assert setup_name("0.2.0", TEST) != setup_name("0.2.0")


def test_every_fact_the_script_asks_for_is_given(tmp_path: Path) -> None:
    asked = set(re.findall(r"\$\{([A-Z]+)\}", SCRIPT)) - set(re.findall(r"!define ([A-Z]+) ", SCRIPT))
    given = words_of(
        tmp_path, tmp_path, label="", version="0.2.0", target="amd64-unicode", made=tmp_path / "x.exe"
    )
    assert asked - {"UN", "KEY", "WORDS", "CODE"} == set(given)


def test_bundles_are_registered_by_their_ending() -> None:
    assert f'!define ENDING "{BUNDLE}"' in SCRIPT


@pytest.mark.long
@pytest.mark.needs("makensis")
def test_nsis_takes_the_script_without_a_warning(tmp_path: Path) -> None:
    folder = tmp_path / "program"
    folder.mkdir()
    for name in (NAME, CONSOLE):
        (folder / f"{name}.exe").write_bytes(b"x")
    setup, _ = pack_setup(folder, tmp_path / "work", label=TEST, version="0.0.1")
    assert setup.read_bytes()[:2] == b"MZ"
