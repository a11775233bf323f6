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
    "imageformats": {"qico", "qjpeg", "qsvg"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qoffscreen", "qwindows", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport"},
}
"""All that the window needs of Qt; what is not named here stays outside, QtNetwork above all."""
NOT_FILES = re.compile(
    r"(^|/)(translations/|opengl32sw|tcl|tzdata|libavif|libwebp|libcups\.so|api-ms-win-|ucrtbase\."
    r"|lxml/(isoschematron|objectify|sax)"
    r"|docx/templates/default-docx-template/|PIL/_(avif|webp|imagingtk|imagingft|imagingcms|imagingmath))"
)
"""libcups brings ten libraries of networks and keys along: a machine that prints has it, and keeps it up to date.
Every Windows 10 has Microsoft's C library (`api-ms-win-crt-…`) and keeps it up to date, too."""
NOT_MODULES = [
    *("pip", "setuptools", "tkinter", "pytest", "numpy", "pandas", "sqlite_utils.cli", "readline"),
    *("holidays.financial", "lxml.html", "lxml.objectify", "lxml.isoschematron", "zstandard._cffi"),
    *("zstandard.backend_cffi", "PIL.AvifImagePlugin", "PIL.WebPImagePlugin", "PIL.ImageTk"),
    *("httpx._main", "anyio", "trio", "pygments", "rich", "unittest", "doctest", "pdb", "pydoc", "xmlrpc"),
]
COUNTRIES = "holidays.countries"
"""Its `__init__` imports every country of the world; the folder carries an empty one, and Vietnam."""
VIETNAM = f"{COUNTRIES}.vietnam"
SECOND_SQLITE = re.compile(r"(^|lib-dynload/)_sqlite3\.")
"""Python's own, without encryption: `one_sqlite.py` stands for the module."""
ONE_SQLITE = Path(__file__).with_name("one_sqlite.py")

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
    """Python modules that go along; `empty` is a file without a line, for the list of countries."""
    stand_in = {COUNTRIES: empty, "sqlite3": str(ONE_SQLITE)}
    return [(name, stand_in.get(name, file), kind) for name, file, kind in found if _is_kept(name)]


def _is_kept(module: str) -> bool:
    return module == VIETNAM or not module.startswith((f"{COUNTRIES}.", "sqlite3."))


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
