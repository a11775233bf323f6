"""What is declared is listed: the explicit tuples of records, pages, indicators and carriers miss nothing."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from chibo_desktop.records import RECORDS, SPECS, spec_of
from structure import SOURCE, Source, imported, sources, write_tree


@dataclass(frozen=True)
class Listing:
    """A tuple, the folder whose modules it lists, and the name by which a module there declares itself.

    An empty mark means that every module of the folder is to be listed.
    """

    tuple_name: str
    folder: str
    mark: str


LISTINGS = (
    Listing("PAGES", "ui/pages", "TITLE"),
    Listing("INDICATORS", "lists/indicators", "COUNTS"),
    Listing("CARRIERS", "exchange/carriers", ""),
)


def assigned(tree: ast.Module) -> dict[str, ast.expr]:
    """The values given to names at the top of a file."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            found |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found


def declaring(listing: Listing, top: Path) -> dict[str, Source]:
    """The modules of the folder that have to be listed, by their last name."""
    folder = top / listing.folder
    if not folder.is_dir():
        return {}
    return {
        source.path.stem: source
        for source in sources(top)
        if source.path.parent == folder and not source.path.stem.startswith("_")
        if not listing.mark or listing.mark in assigned(source.tree)
    }


def listed(listing: Listing, top: Path) -> set[str]:
    """Every word of the dotted names that the tuple mentions, directly, through imports or as a text."""
    for source in sources(top):
        value = assigned(source.tree).get(listing.tuple_name)
        if value is not None:
            return words_of(value, dict(reached(source.tree)))
    return set()


def reached(tree: ast.Module) -> list[tuple[str, str]]:
    """The names imports bind in a file, each with the full dotted name behind it."""
    found = [(name.split(".")[-1], name) for _, name in imported(tree)]
    renames = [
        (alias.asname, f"{node.module}.{alias.name}")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    ]
    return found + renames


def words_of(value: ast.expr, names: dict[str, str]) -> set[str]:
    """The dotted words behind every name and text inside a value."""
    words: set[str] = set()
    for node in ast.walk(value):
        if isinstance(node, ast.Name):
            words |= set(names.get(node.id, node.id).split("."))
        elif isinstance(node, ast.Attribute):
            words.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words |= set(node.value.split("."))
    return words


def forgotten(top: Path) -> list[str]:
    """Modules that declare something no tuple lists."""
    return [
        f"{source.inside} is not in {listing.tuple_name}"
        for listing in LISTINGS
        for name, source in declaring(listing, top).items()
        if name not in listed(listing, top)
    ]


def declared_records(top: Path) -> list[str]:
    """The names of all classes under `@record(…)` in records/."""
    return [
        node.name
        for source in sources(top)
        if source.part == "records"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and any(is_record(line) for line in node.decorator_list)
    ]


def is_record(decorator: ast.expr) -> bool:
    """Whether a decorator is `@record(…)`."""
    return isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "record"


def test_every_declared_record_is_in_records_once() -> None:
    assert Counter(declared_records(SOURCE)) == Counter(cls.__name__ for cls in RECORDS)


def test_no_two_records_share_a_key_or_a_title() -> None:
    assert len(SPECS) == len(RECORDS)
    assert len({spec_of(cls).title for cls in RECORDS}) == len(RECORDS)


def test_every_reference_points_to_a_declared_record() -> None:
    targets = {field.refers_to for spec in SPECS.values() for field in spec.fields if field.refers_to}
    assert targets <= set(SPECS)


def test_nothing_declared_is_forgotten() -> None:
    assert forgotten(SOURCE) == []


PAGE = '"""One."""\nTITLE = "Hôm nay"\n'


def test_a_page_that_is_not_listed_is_found(tmp_path: Path) -> None:
    init = '"""Pages."""\nfrom chibo_desktop.ui.pages import today\nPAGES = (today,)\n'
    files = {"ui/pages/__init__.py": init, "ui/pages/today.py": PAGE, "ui/pages/members.py": PAGE}
    assert forgotten(write_tree(tmp_path, files)) == ["ui/pages/members.py is not in PAGES"]


@pytest.mark.parametrize(
    "entry",
    [
        "from chibo_desktop.ui.pages.today import Today\nPAGES: tuple[object, ...] = (Today,)\n",
        "from chibo_desktop.ui.pages.today import Today as T\nPAGES = (Page(T, 1),)\n",
        "PAGES = ('chibo_desktop.ui.pages.today',)\n",
        "from chibo_desktop.ui import pages\nPAGES = (pages.today.Today,)\n",
    ],
)
def test_a_listed_page_is_recognised_however_it_is_named(tmp_path: Path, entry: str) -> None:
    files = {"ui/main_window.py": entry, "ui/pages/today.py": PAGE, "ui/pages/rows.py": '"""No page."""\n'}
    assert forgotten(write_tree(tmp_path, files)) == []


def test_a_carrier_without_any_tuple_is_found(tmp_path: Path) -> None:
    files = {
        "exchange/carriers/stick.py": '"""One."""\n',
        "lists/indicators/meeting.py": '"""One."""\nCOUNTS = ()\n',
    }
    assert forgotten(write_tree(tmp_path, files)) == [
        "lists/indicators/meeting.py is not in INDICATORS",
        "exchange/carriers/stick.py is not in CARRIERS",
    ]


def test_a_record_class_is_seen_by_its_decorator(tmp_path: Path) -> None:
    text = '"""One."""\n@record(key="a", title="A")\nclass A:\n    id: str\n\nclass B:\n    id: str\n'
    assert declared_records(write_tree(tmp_path, {"records/a.py": text})) == ["A"]
