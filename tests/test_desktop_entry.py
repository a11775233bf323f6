"""What the desktop of Linux is told of the program: the entry, the kind of file and the icons agree with each other and the program."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from chibo_desktop.base.paths import BUNDLE
from chibo_desktop.cli.parser import PROGRAM
from chibo_desktop.cli.run import read_top
from chibo_desktop.exchange.bundle import SUFFIX
from structure import ROOT

DESKTOP = ROOT / "resources" / "desktop"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def entry() -> dict[str, str]:
    """What the .desktop file says."""
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign] # keys keep their case
    parser.read(DESKTOP / f"{PROGRAM}.desktop", encoding="utf-8")
    return dict(parser["Desktop Entry"])


def kind_of_file() -> ET.Element:
    """The one kind of file that is declared."""
    (found,) = ET.fromstring((DESKTOP / f"{PROGRAM}.xml").read_bytes())  # noqa: S314 - our own file
    return found


def test_the_entry_starts_the_program_by_its_name() -> None:
    assert entry()["Exec"].split()[0] == entry()["TryExec"] == PROGRAM


def test_bundles_opened_together_go_to_one_program_which_takes_each() -> None:
    (taken,) = entry()["Exec"].split()[1:]
    assert taken == "%F"  # whole paths of all of them, no addresses
    assert read_top(["/media/usb/mot.cbb", "/media/usb/hai.cbb"]).files == [
        Path("/media/usb/mot.cbb"),
        Path("/media/usb/hai.cbb"),
    ]


def test_a_bundle_is_known_by_its_ending_and_belongs_to_the_program() -> None:
    assert [glob.get("pattern") for glob in kind_of_file().findall(f"{MIME}glob")] == [f"*{SUFFIX}"]
    assert SUFFIX == BUNDLE
    assert kind_of_file().get("type") in entry()["MimeType"].split(";")


def test_every_icon_that_is_named_is_there() -> None:
    icon = kind_of_file().find(f"{MIME}icon")
    assert icon is not None
    for name in (entry()["Icon"], icon.get("name")):
        drawn = ET.fromstring((DESKTOP / f"{name}.svg").read_bytes())  # noqa: S314 - our own file
        assert drawn.tag.endswith("svg")


@pytest.mark.parametrize("name", ["control", "copyright"])
def test_the_package_s_papers_have_only_blanks_that_are_filled(name: str) -> None:
    words = dict.fromkeys(("name", "version", "architecture", "size", "depends"), "x")
    assert "{" not in (DESKTOP / name).read_text(encoding="utf-8").format(**words)
