"""Where the sources are and how the structural tests read them; the rules stand in the tests themselves."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "chibo_desktop"
SOURCE = ROOT / "src" / PACKAGE
INSTALLER = ROOT / "src" / "chibo_installer"
"""Builds what is given to people and does not travel with it."""


@dataclass
class Source:
    """One Python file below a package folder, read when first asked for."""

    path: Path
    top: Path

    @property
    def inside(self) -> str:
        """The path inside the package, with forward slashes: `ui/pages/today.py`."""
        return self.path.relative_to(self.top).as_posix()

    @property
    def part(self) -> str:
        """The package of ours it belongs to: `ui`; for a file at the top its own name: `app`."""
        first = self.inside.split("/")[0]
        return first.removesuffix(".py")

    @property
    def module(self) -> str:
        """The full dotted name: `chibo_desktop.ui.pages.today`."""
        words = self.inside.removesuffix(".py").split("/")
        return ".".join([PACKAGE, *[word for word in words if word != "__init__"]])

    @cached_property
    def text(self) -> str:
        """The words of the file."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text, filename=str(self.path))

    def at(self, node: ast.AST) -> str:
        """`ui/pages/today.py:12`, as every finding begins."""
        return f"{self.inside}:{getattr(node, 'lineno', 1)}"


def sources(top: Path = SOURCE) -> list[Source]:
    """Every Python file below `top`, in a fixed order; those of the program are read and parsed once a process."""
    return list(_own()) if top == SOURCE else _below(top)


def _below(top: Path) -> list[Source]:
    return [Source(path, top) for path in sorted(top.rglob("*.py"))]


@cache
def _own() -> list[Source]:
    found = _below(SOURCE)
    gc.collect()
    for source in found:
        source.tree  # noqa: B018 - parsed now, then kept out of the way of every later collection
    gc.freeze()
    return found


def imported(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every name imported anywhere in the file, inside functions and by `import_module` as well, fully dotted.

    `from a.b import c` gives `a.b.c`: whether c is a module or a thing in one is all the same to the rules.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from ((node, f"{start}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and _calls_import(node.func):
            yield from ((node, name) for name in map(_text_of, node.args[:1]) if name)


def _calls_import(func: ast.expr) -> bool:
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    return name in {"import_module", "__import__"}


def _text_of(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def write_tree(top: Path, files: dict[str, str]) -> Path:
    """A small package in a test's own folder, to prove that a rule bites; returns `top`."""
    for inside, text in files.items():
        path = top / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return top
