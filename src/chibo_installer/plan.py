"""What goes along in the program folder, of Python, of Qt, of libraries and of data; read by the spec, inside PyInstaller's own process."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
OWN = SOURCE / "chibo_desktop"
NAME = "chibo-desktop"
CONSOLE = f"{NAME}-cli"
"""On Windows a program either has a console or has none: one of each, from one analysis."""

Entry = tuple[str, str, str]
"""What PyInstaller lists: path inside the folder (or module), file it comes from, kind."""

QT = {"Core", "Gui", "Widgets", "Svg", "PrintSupport", "DBus", "XcbQpa"}
PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qoffscreen", "qwindows", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport"},
}
"""All that the window needs of Qt; what is not named here stays outside, QtNetwork above all."""
NOT_FILES = re.compile(
    r"(^|/)(translations/|opengl32sw|tcl|tzdata|libcups\.so|api-ms-win-|ucrtbase\.|dateutil/zoneinfo/"
    r"|lxml/(isoschematron|objectify|sax|builder)|docx/templates/default-docx-template/|certifi/cacert"
    r"|[^/]+\.dist-info/(RECORD|sboms/))"
)
"""libcups brings ten libraries of networks and keys along: a machine that prints has it, and keeps it up to date.
Every Windows 10 has Microsoft's C library (`api-ms-win-crt-…`) and keeps it up to date, too. The mailbox trusts the
authorities the machine trusts, not certifi's list."""
NOT_MODULES = [
    *("pip", "setuptools", "pytest", "pygments", "unittest", "doctest", "pdb", "pydoc", "numpy", "pandas"),
    *("PIL", "reportlab.graphics", "charset_normalizer", "sqlite_utils.cli", "zstandard._cffi"),
    *("zstandard.backend_cffi", "holidays.financial", "dateutil.zoneinfo", "lxml.html", "lxml.objectify"),
    *("lxml.isoschematron", "lxml.builder", "lxml.doctestcompare", "lxml.ElementInclude", "httpx._main"),
    *("anyio", "trio", "rich", "asyncio", "ftplib", "xmlrpc", "tkinter", "readline", "_pydecimal", "tarfile"),
    *("bz2", "lzma", "xml.dom", "xml.etree", "xml.parsers", "xml.sax.expatreader"),
    *("multiprocessing.managers", "multiprocessing.pool"),
]
"""Tools of developers, and what libraries import in functions that the program never calls."""
COUNTRIES = "holidays.countries"
"""Its `__init__` imports every country of the world; the folder carries an empty one, and Vietnam."""
VIETNAM = f"{COUNTRIES}.vietnam"
SECOND_SQLITE = re.compile(r"(^|lib-dynload/)_sqlite3\.")
"""Python's own, without encryption."""
STAND_INS = {"sqlite3": "one_sqlite.py", "PIL.Image": "no_pictures.py"}
"""Modules that a library names when it loads and never calls for us: these files of this folder travel in their place."""

DATA = [*((str(ROOT / name), name) for name in ("resources", "forms")), (str(ROOT / "LICENSE"), ".")]
"""Where base/paths.py looks first."""


def version() -> str:
    """Of the program, as "0.1.0"."""
    said = re.search(r'__version__ = "([^"]+)"', (OWN / "__init__.py").read_text(encoding="utf-8"))
    return said[1] if said else "0.0.0"


def requirements() -> list[str]:
    """What pyproject.toml says the program needs, with its limits."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


def hidden_modules() -> list[str]:
    """Every module of ours (a noun's module is imported by its name), and what libraries import by name."""
    files = sorted(OWN.rglob("*.py"))
    names = [".".join(file.relative_to(SOURCE).with_suffix("").parts) for file in files]
    return [*(name.removesuffix(".__init__") for name in names), VIETNAM]


def kept_modules(found: Iterable[Entry], empty: str) -> list[Entry]:
    """Python modules that go along; `empty` is a file without a line, for what only has to be there."""
    kept = [(name, file, kind) for name, file, kind in found if _is_kept(name)]
    stand_in = {name: str(Path(__file__).with_name(file)) for name, file in STAND_INS.items()}
    stand_in |= {COUNTRIES: empty, "PIL": empty}
    return [*kept, *((name, file, "PYMODULE") for name, file in stand_in.items())]


def _is_kept(module: str) -> bool:
    return module == VIETNAM or not f"{module}.".startswith((f"{COUNTRIES}.", "PIL.", "sqlite3."))


def kept_libraries(found: Iterable[Entry], imports_of: Callable[[str], Any]) -> list[Entry]:
    """Libraries that go along; those of the system only when something that goes along loads them."""
    kept = kept_files(found)
    # Python's own is loaded by the program itself, which no list of imports says
    free = [e for e in kept if e[2] == "BINARY" and not re.search(r"(?<!\.libs)[/\\]|python", e[0])]
    loose = {Path(entry[0]).name.lower(): entry for entry in free}
    queue = [entry for entry in kept if entry not in free]
    needed = []
    while queue:
        entry = queue.pop()
        needed.append(entry)
        names = {name.lower() for name, _ in imports_of(entry[1])} if entry[2] != "SYMLINK" else set()
        queue += [loose.pop(name) for name in sorted(names & loose.keys())]
    return needed


def without_dead_links(kept: Sequence[Entry]) -> list[Entry]:
    """What goes along, without the links to what stays behind."""
    there = {Path(entry[0]).name for entry in kept if entry[2] != "SYMLINK"}
    return [entry for entry in kept if entry[2] != "SYMLINK" or Path(entry[1]).name in there]


def kept_files(found: Iterable[Entry]) -> list[Entry]:
    """Files that go along, by name."""
    return [entry for entry in found if is_wanted(entry[0].replace(os.sep, "/"))]


def is_wanted(name: str) -> bool:
    """Whether a file belongs into the folder; `name` is its path there with forward slashes."""
    if plugin := re.search(r"/plugins/([\w-]+)/(?:lib)?([\w-]+)\.\w+$", name):
        return plugin[2] in PLUGINS.get(plugin[1], ())
    library = re.search(r"(?:^|/)(?:(?:lib)?Qt6|PySide6/Qt(?!6))(\w+)\.(?:so|dll|abi3|pyd)", name)
    return library[1] in QT if library else not (NOT_FILES.search(name) or SECOND_SQLITE.search(name))
