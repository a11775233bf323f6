"""The licence texts that travel with the program: Python's, every package's, the system libraries'; no licence is judged here."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from chibo_installer.plan import NOT_MODULES, Entry, requirements

LICENCE = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|COPYRIGHT)", re.IGNORECASE)


def licences(libraries: Iterable[Entry]) -> list[Entry]:
    """The licence texts of Python, of every package that goes along and of the system's own libraries among these."""
    texts = [*_of_python(), *_of_packages(), *_of_debian(libraries)]
    return [(f"licenses/{inside}", str(file), "DATA") for inside, file in sorted(texts) if file.is_file()]


def _of_python() -> Iterator[tuple[str, Path]]:
    # beside the library on Linux, beside python.exe on Windows
    for folder in (Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_path("data"))):
        yield "python/LICENSE.txt", folder / "LICENSE.txt"


def _of_packages() -> Iterator[tuple[str, Path]]:
    for name, package in _packages().items():
        for each in package.files or ():
            if "licenses" in each.parts or LICENCE.match(each.name):
                inside = each.as_posix().split("licenses/")[-1].split(".dist-info/")[-1]
                yield f"{name}/{inside}", Path(str(package.locate_file(each)))


def _packages() -> dict[str, metadata.Distribution]:
    waiting, outside = [_name_of(each) for each in requirements()], _left_outside()
    found: dict[str, metadata.Distribution] = {}
    while waiting:
        name = waiting.pop()
        with contextlib.suppress(metadata.PackageNotFoundError):  # needed on other systems only
            if name not in found and name not in outside:
                found[name] = metadata.distribution(name)
                needs = found[name].requires or []
                waiting += [_name_of(each) for each in needs if "extra ==" not in each]
    return found


def _left_outside() -> set[str]:
    """The packages whose module does not go along."""
    held = metadata.packages_distributions()
    return {_name_of(package) for module in NOT_MODULES for package in held.get(module, ())}


def _of_debian(libraries: Iterable[Entry]) -> Iterator[tuple[str, Path]]:
    patterns = [f"*/{Path(file).name}" for _, file, _ in libraries if file.startswith(("/usr/lib", "/lib"))]
    with contextlib.suppress(OSError):  # no Debian
        said = subprocess.run(["dpkg-query", "-S", *patterns], capture_output=True, text=True, check=False)
        for name in {line.split(":")[0] for line in said.stdout.splitlines()}:
            yield f"{name}/copyright", Path(f"/usr/share/doc/{name}/copyright")


def _name_of(requirement: str) -> str:
    """As in "pyside6-essentials" from "PySide6_Essentials>=6.11,<6.12"."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")
