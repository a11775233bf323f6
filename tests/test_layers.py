"""Imports point down, and what is dangerous or heavy stays in its own room; every finding names file and line."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from structure import PACKAGE, ROOT, SOURCE, Source, imported, sources, write_tree

LEVELS = {
    "base": 0,
    "seal": 1,
    "records": 2,
    "store": 3,
    "rules": 3,
    "lists": 4,
    "excel": 5,
    "papers": 5,
    "exchange": 5,
    "actions": 6,
    "ui": 7,
    "cli": 7,
    "app": 8,
    "__main__": 9,
}

# what may be named where: the first words of an import -> the rooms that may say them
ROOMS = {
    "PySide6": ("ui/", "app.py"),
    "shiboken6": ("ui/", "app.py"),
    "cryptography": ("seal/",),
    "pyrage": ("seal/",),
    "argon2": ("seal/",),
    "hashlib": ("seal/",),
    "hmac": ("seal/",),
    "sqlcipher3": ("store/",),
    "pysqlite3": ("store/",),
    "sqlite3": ("store/",),
    "sqlite_utils": ("store/", "cli/"),
    "reportlab": ("papers/",),
    "pypdfium2": ("papers/",),
    "jinja2": ("papers/",),
    "docx": ("papers/",),
    "python_calamine": ("excel/",),
    "xlsxwriter": ("excel/",),
    "httpx": ("exchange/carriers/",),
    "zstandard": ("exchange/", "store/"),
    "holidays": ("base/", "rules/"),
    # what one system has and the other has not: everybody else asks base/system.py
    "ctypes": ("base/windows.py", "papers/"),
    "msvcrt": ("base/windows.py",),
    "winreg": ("base/windows.py",),
    "fcntl": ("base/system.py",),
    # no room: the program has no network code but its carriers, and no second PDF engine
    "PySide6.QtNetwork": (),
    "PySide6.QtPdf": (),
    "PySide6.QtWebEngineCore": (),
    "socket": ("exchange/carriers/",),
    "http": ("exchange/carriers/",),
    "urllib.request": ("exchange/carriers/",),
    "paramiko": ("exchange/carriers/",),
    "chibo_installer": (),
    "pickle": (),
    "marshal": (),
}

# a translation meets records of other times: it must not know today's declarations
NEVER = {"store/translate.py": (f"{PACKAGE}.records",)}

NO_SQL = {"ui", "rules", "actions"}
MOVES = ("base/system.py", "base/log.py")
"""Who may: the log does not wait for anybody; a file another holds is written on in, and moved another time."""
SQL = re.compile(
    r"\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA\s)",
    re.IGNORECASE | re.DOTALL,
)


def begins(name: str, start: str) -> bool:
    """Whether a dotted name is `start` or lies below it."""
    return name == start or name.startswith(start + ".")


def upward_imports(top: Path) -> list[str]:
    """Every import that points beside or above."""
    found = []
    for source in sources(top):
        for node, name in imported(source.tree):
            problem = wrong_way(source, name)
            if problem:
                found.append(f"{source.at(node)} {problem}")
    return found


def wrong_way(source: Source, name: str) -> str:
    """What is wrong with one import, or an empty text."""
    if name.startswith("."):
        return f"imports {name}: write the whole name, {PACKAGE}…"
    words = name.split(".")
    if words[0] != PACKAGE or len(words) < 2 or source.inside == "__init__.py":
        return ""
    if source.part not in LEVELS:
        return f"lies in {source.part}, which has no place among the layers"
    target = words[1]
    if target == source.part or target not in LEVELS:
        return ""
    if LEVELS[target] < LEVELS[source.part]:
        return ""
    return f"imports {name}: {source.part} lies {'beside' if LEVELS[target] == LEVELS[source.part] else 'below'} it"


def strangers(top: Path) -> list[str]:
    """Every import of something that has its own room elsewhere."""
    found = []
    for source in sources(top):
        for node, name in imported(source.tree):
            for start, rooms in ROOMS.items():
                if begins(name, start) and not source.inside.startswith(rooms):
                    found.append(
                        f"{source.at(node)} names {name}, which belongs in {', '.join(rooms) or 'no room'}"
                    )
            for start in NEVER.get(source.inside, ()):
                if begins(name, start):
                    found += [f"{source.at(node)} names {name}"]
    return found


def sql_outside(top: Path) -> list[str]:
    """SQL in rooms that read lists and call actions instead."""
    return [
        f"{source.at(node)} holds SQL: “{words.split()[0]} …”"
        for source in sources(top)
        if source.part in NO_SQL
        for node in ast.walk(source.tree)
        if SQL.match(words := written(node))
    ]


def moved_bare(top: Path) -> list[str]:
    """Files moved by Python's own call: on Windows it neither waits for a virus scanner nor reaches the disk."""
    return [
        f"{source.at(node)} moves a file: use base/system.py, move_into_place"
        for source in sources(top)
        if source.inside not in MOVES
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_move(node.func, node)
    ]


def _is_move(name: ast.Attribute, call: ast.Call) -> bool:
    """`path.replace(target)` has one argument and no name before it, `text.replace(a, b)` two, `day.replace(day=1)` none."""
    of_os = isinstance(name.value, ast.Name) and name.value.id == "os"
    if name.attr in ("rename", "renames"):
        return True
    return name.attr == "replace" and (of_os or (len(call.args) == 1 and not call.keywords))


def written(node: ast.AST) -> str:
    """The words of a text in the source, with an x for every hole of an f-string; empty for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part) or "x" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_imports_point_down() -> None:
    assert upward_imports(SOURCE) == []


def test_files_get_their_names_by_one_way() -> None:
    assert moved_bare(SOURCE) == []


def test_a_bare_move_is_found(tmp_path: Path) -> None:
    body = "import os\nos.replace(a, b)\na.replace(b)\na.rename(b)\n'x'.replace('a', 'b')\nd.replace(day=1)\n"
    write_tree(tmp_path, {"store/moving.py": body, "base/system.py": "a.replace(b)\n"})
    assert [found.split()[0] for found in moved_bare(tmp_path)] == [
        f"store/moving.py:{line}" for line in (2, 3, 4)
    ]


def test_what_has_a_room_is_named_nowhere_else() -> None:
    assert strangers(SOURCE) == []


def test_no_sql_in_screens_rules_and_actions() -> None:
    assert sql_outside(SOURCE) == []


@pytest.mark.parametrize(
    ("inside", "line", "said"),
    [
        (
            "base/text.py",
            "from chibo_desktop.seal import digest",
            "base/text.py:2 imports chibo_desktop.seal.digest",
        ),
        (
            "store/journal.py",
            "from chibo_desktop import rules",
            "store/journal.py:2 imports chibo_desktop.rules",
        ),
        ("rules/voting.py", "import chibo_desktop.store.database", "rules/voting.py:2 imports"),
        ("cli/demo.py", "from chibo_desktop.ui import look", "cli/demo.py:2 imports chibo_desktop.ui.look"),
        (
            "lists/today.py",
            "def f() -> None:\n    from chibo_desktop.actions import Desk",
            "lists/today.py:3 imports",
        ),
        (
            "base/log.py",
            "importlib.import_module('chibo_desktop.app')",
            "base/log.py:2 imports chibo_desktop.app",
        ),
        ("ui/look.py", "from . import icons", "ui/look.py:2 imports ..icons"),
        ("extras/x.py", "from chibo_desktop.base import text", "extras, which has no place"),
    ],
)
def test_an_import_that_points_up_or_aside_is_named_with_its_line(
    tmp_path: Path, inside: str, line: str, said: str
) -> None:
    found = upward_imports(write_tree(tmp_path, {inside: f'"""One."""\n{line}\n'}))
    assert len(found) == 1
    assert said in found[0]


def test_an_import_that_points_down_is_fine(tmp_path: Path) -> None:
    text = '"""One."""\nfrom chibo_desktop import __version__\nfrom chibo_desktop.ui.look import px\n'
    assert upward_imports(write_tree(tmp_path, {"app.py": text, "ui/page.py": text})) == []


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("cli/demo.py", "from PySide6.QtCore import QObject"),
        ("ui/tasks.py", "from PySide6 import QtNetwork"),
        ("store/backup.py", "import hashlib"),
        ("exchange/bundle.py", "from cryptography.hazmat.primitives import hashes"),
        ("exchange/bundle.py", "import pyrage"),
        ("actions/desk.py", "def f() -> None:\n    import argon2"),
        ("lists/today.py", "import sqlcipher3"),
        ("store/translate.py", "from chibo_desktop.records import SPECS"),
        ("base/settings.py", "import pickle"),
        ("ui/crash.py", "from urllib.request import urlopen"),
    ],
)
def test_a_stranger_in_a_room_is_found(tmp_path: Path, inside: str, line: str) -> None:
    found = strangers(write_tree(tmp_path, {inside: f'"""One."""\n{line}\n'}))
    assert found
    assert found[0].startswith(f"{inside}:")


def test_each_thing_is_welcome_in_its_own_room(tmp_path: Path) -> None:
    files = {
        "ui/look.py": "import PySide6\n",
        "seal/digest.py": "import hashlib\n",
        "app.py": "import PySide6\n",
    }
    assert strangers(write_tree(tmp_path, files)) == []


def test_sql_on_a_page_is_found_and_a_sentence_is_not(tmp_path: Path) -> None:
    files = {
        "ui/pages/x.py": "Q = 'select id from member'\nS = 'Select what you need'\n",
        "actions/y.py": "Q = f'UPDATE {table} SET a = 1'\nR = 'INSERT INTO member VALUES (1)'\n",
        "lists/z.py": "Q = 'SELECT id FROM member'\n",
    }
    assert [line.split(" ")[0] for line in sql_outside(write_tree(tmp_path, files))] == [
        "actions/y.py:1",
        "actions/y.py:2",
        "ui/pages/x.py:1",
    ]


HEAVY = (
    "PySide6",
    "reportlab",
    "sqlite_utils",
    "jinja2",
    "holidays",
    "zstandard",
    "pypdfium2",
    "cryptography",
    "docx",
    "python_calamine",
    "xlsxwriter",
    "httpx",
)


def modules_that_start_early() -> list[str]:
    """The doors of the program: what is loaded before anyone has asked for anything."""
    doors = (
        "__main__.py",
        "cli/__init__.py",
        "store/__init__.py",
        "store/database.py",
        "records/__init__.py",
        "actions/__init__.py",
    )
    return [source.module for source in sources() if source.inside in doors]


@pytest.mark.parametrize("module", modules_that_start_early())
def test_a_door_loads_nothing_heavy(module: str) -> None:
    script = f"import sys, importlib; importlib.import_module({module!r}); print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.stdout.split() == []
