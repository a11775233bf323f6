"""Which libraries a file asks the system for, on Linux and on Windows, and which of these every Windows 10 has."""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from chibo_installer.plan import ROOT
from chibo_installer.said import said_by

PROGRAMS = {".exe", ".dll", ".pyd"}


def imports_of(file: str) -> set[tuple[str, None]]:
    """The libraries a file itself asks for; not what those ask for in turn. As PyInstaller's own list of them."""
    if os.name == "posix":
        return {(name, None) for name in re.findall(r"NEEDED +(\S+)", about_library(Path(file)))}
    return {(name, None) for name in windows_imports(Path(file))}


def about_library(file: Path) -> str:
    """What objdump says of a file of Linux; BuildError for one that is none."""
    return said_by("objdump", "-p", file)


def windows_imports(file: Path) -> set[str]:
    """The libraries a file of Windows loads with itself or later, by name in small letters."""
    pefile = importlib.import_module("pefile")  # comes with PyInstaller on Windows, and there only
    directory = pefile.DIRECTORY_ENTRY
    wanted = [directory[f"IMAGE_DIRECTORY_ENTRY_{kind}"] for kind in ("IMPORT", "DELAY_IMPORT")]
    with pefile.PE(str(file), fast_load=True) as opened:
        opened.parse_data_directories(wanted)
        listed = [getattr(opened, f"DIRECTORY_ENTRY_{kind}", []) for kind in ("IMPORT", "DELAY_IMPORT")]
        return {entry.dll.decode("ascii").lower() for entries in listed for entry in entries}


def all_windows_imports(folder: Path) -> dict[str, set[str]]:
    """The same of every program and library below a folder, by path inside."""
    files = [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in PROGRAMS]
    return {file.relative_to(folder).as_posix(): windows_imports(file) for file in files}


def system_libraries() -> set[str]:
    """The libraries of every Windows 10 from 1809 on, as resources/windows/system.txt lists them."""
    lines = (ROOT / "resources" / "windows" / "system.txt").read_text(encoding="ascii").splitlines()
    return {word for line in lines for word in line.partition("#")[0].split()}


def outside(imports: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """What is asked for and not in the folder: library and the files that ask for it."""
    inside = {Path(name).name.lower() for name in imports}
    asked: dict[str, list[str]] = {}
    for name, libraries in sorted(imports.items()):
        for library in sorted(set(libraries) - inside):
            asked.setdefault(library, []).append(name)
    return asked


def not_windows(asked: Iterable[str], system: set[str]) -> list[str]:
    """Those of the libraries asked for that the list of the system does not name."""
    return sorted(set(asked) - system)
