"""A setup and the test bed it is installed in: where everything of the program lies there; nothing is tried here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chibo_installer.plan import CONSOLE, NAME
from chibo_installer.proof import Frozen
from chibo_installer.windows_face import TITLE
from chibo_installer.wine import Bed, loader

KEY = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{NAME}"
KIND = r"Software\Classes\ChiboDesktop.Bundle"


@dataclass(frozen=True)
class Installed:
    """A bed and the setup tried in it."""

    bed: Bed
    setup: Path

    @property
    def folder(self) -> Path:
        return self.bed.local / "Programs" / NAME

    @property
    def window(self) -> Path:
        return self.folder / f"{NAME}.exe"

    @property
    def data(self) -> Path:
        """Where the person's own book would lie."""
        return self.bed.local / "chibo_desktop"

    @property
    def mark(self) -> Path:
        """Where this machine is marked, so that a copied book is known: it stays with the books."""
        return self.bed.profile / "AppData" / "Roaming" / "chibo_desktop"

    @property
    def shortcut(self) -> Path:
        programs = (
            self.bed.profile / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"
        )
        return programs / f"{TITLE}.lnk"

    @property
    def old(self) -> Path:
        """Where the setup lays the folder it replaces, until it is done."""
        return self.folder.with_name(f"{NAME}.old")

    @property
    def book(self) -> Path:
        """The person's own book."""
        return self.data / "chibo.db"

    def files(self) -> set[Path]:
        """Every file of the person but passing ones."""
        found = {file for file in self.bed.profile.rglob("*") if file.is_file()}
        return {file for file in found if "Temp" not in file.relative_to(self.bed.profile).parts}

    def known(self) -> list[str]:
        """What Windows remembers of the program."""
        return [key for key in (KEY, KIND, r"Software\Classes\.cbb") if self.bed.registry(key) is not None]

    def frozen(self) -> Frozen:
        """The installed program, called in words."""
        command = [loader(), str(self.folder / f"{CONSOLE}.exe")]
        given = {**self.bed.variables(), "PATH": "/usr/bin:/bin", "HOME": str(self.bed.home)}
        home = self.bed.profile / "sổ thử"
        home.mkdir(exist_ok=True)
        return Frozen(command, home, given, self.bed.path)
