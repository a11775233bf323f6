"""Calls a frozen program the way a machine of somebody else would, and describes what was made; it builds nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chibo_installer.plan import CONSOLE, NAME
from chibo_installer.said import BuildError, sum_of

KEPT = ("SYSTEMROOT",)
"""Windows starts nothing without it."""
HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP")


@dataclass(frozen=True)
class Frozen:
    """The frozen program, called from an empty folder with no variable of ours: no PATH, no Python."""

    command: Sequence[str]
    home: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    path: Callable[[Path], str] = str
    """How the program names a file."""

    def ask(self, *words: object, **variables: str) -> Any:
        """The JSON that a call prints; BuildError when it ends otherwise than well."""
        spoken = [self.path(word) if isinstance(word, Path) else str(word) for word in words]
        done = subprocess.run(
            [*self.command, *spoken, "--json"],
            cwd=self.home,
            env={**self.variables, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            raise BuildError(f"“{' '.join(spoken)}” kết thúc với mã {done.returncode}:\n{said}")
        return json.loads(done.stdout)


def executable(folder: Path) -> Path:
    """The program inside a folder made here that answers in words."""
    return folder / (f"{CONSOLE}.exe" if sys.platform == "win32" else NAME)


def frozen_here(folder: Path, home: Path) -> Frozen:
    """The program of a folder made for this machine; `home` stands for everything a person has."""
    # what `env -i` leaves, and the home folder
    given = dict.fromkeys(HOMES, str(home))
    given |= {name: os.environ[name] for name in KEPT if name in os.environ}
    given["LC_ALL"] = "C.UTF-8"  # Qt complains of a machine without UTF-8
    return Frozen([str(executable(folder))], home, given)


def prove(folder: Path) -> Iterator[str]:
    """Runs the frozen program from an empty folder and gives a sentence for each thing that works.

    BuildError at the first that does not. Takes about as long as the sample province.
    """
    with tempfile.TemporaryDirectory(prefix="chibo-") as name:
        home = Path(name).resolve() / "sổ thử"  # a home with marks, as people have
        home.mkdir()
        yield from prove_parts(frozen_here(folder, home))


def prove_parts(frozen: Frozen) -> Iterator[str]:
    """Every part of the program tries itself; then the sample province is made in `mau` of its home."""
    for part in frozen.ask("self-test")["parts"]:
        yield f"self-test: {part['title']}: {part['sentence']}"
    yield f"demo: {len(frozen.ask('demo', frozen.home / 'mau')['desks'])} sổ mẫu"


def describe(made: Path) -> Iterator[str]:
    """Size and SHA-256 of a package; of a folder its size, its number of files and the SHA-256 of the executable."""
    if made.is_file():
        yield f"{made.stat().st_size / 1e6:.1f} MB"
        yield f"SHA-256 {made.name}: {sum_of(made)}"
        return
    files = [file for file in made.rglob("*") if file.is_file() and not file.is_symlink()]
    yield f"{sum(file.stat().st_size for file in files) / 1e6:.1f} MB, {len(files)} tệp"
    for program in (made / NAME, made / f"{NAME}.exe", made / f"{CONSOLE}.exe"):
        if program.is_file():
            yield f"SHA-256 {program.name}: {sum_of(program)}"
