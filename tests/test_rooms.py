"""Rooms stay small: lengths of files and functions, names of modules, and the sentence each file opens with."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from structure import INSTALLER, ROOT, SOURCE, Source, sources, write_tree

FILE_MOST = 400
FILE_USUAL = 350
FUNCTION_MOST = 60
FUNCTION_95 = 40
FUNCTION_MEDIAN = 8
VAGUE = {"util", "utils", "misc", "common", "helpers", "manager", "managers", "core"}

SENTENCE_END = re.compile(r"[.!?][”\"')]*(\s|$)")


def too_long_files(found: list[Source]) -> list[str]:
    """Files over the hard limit; and, when more than one in twenty is over the usual one, those too."""
    lengths = {source.inside: len(source.text.splitlines()) for source in found}
    over = {inside: lines for inside, lines in lengths.items() if lines > FILE_USUAL}
    if len(over) * 20 <= len(lengths):
        over = {inside: lines for inside, lines in over.items() if lines > FILE_MOST}
    return [f"{inside} has {lines} lines: split it by subject" for inside, lines in over.items()]


def functions(source: Source) -> Iterator[tuple[str, int]]:
    """Every function with its place and its lines, from `def` to the last, docstring and all."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{source.at(node)} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def too_long_functions(found: list[Source]) -> list[str]:
    """Functions over the hard limit, and one line each when the median or the 95th percentile is over its own."""
    lengths = sorted((lines, name) for source in found for name, lines in functions(source))
    problems = [f"{name} has {lines} lines" for lines, name in lengths if lines > FUNCTION_MOST]
    if not lengths:
        return problems
    middle = median(lines for lines, _ in lengths)
    high = lengths[(len(lengths) - 1) * 95 // 100][0]
    if middle > FUNCTION_MEDIAN:
        problems.append(f"the median function has {middle} lines, over {FUNCTION_MEDIAN}")
    if high > FUNCTION_95:
        problems.append(f"the 95th percentile of functions has {high} lines, over {FUNCTION_95}")
    return problems


def vague_names(found: list[Source]) -> list[str]:
    """Modules and folders whose name says nothing about their subject."""
    return [
        f"{source.inside}: “{word}” names no subject"
        for source in found
        for word in re.split(r"[/_.]", source.inside.removesuffix(".py"))
        if word in VAGUE
    ]


def without_a_sentence(found: list[Source]) -> list[str]:
    """Files that do not open with a sentence saying what they hold."""
    return [
        f"{source.inside} opens with no sentence that says what it holds"
        for source in found
        if not SENTENCE_END.search((ast.get_docstring(source.tree) or "").split("\n\n")[0])
    ]


def everything() -> list[Source]:
    """The program, what builds its packages, and its tests; tests are files people read, too."""
    return ours() + sources(ROOT / "tests")


def ours() -> list[Source]:
    """What is no test."""
    return sources(SOURCE) + sources(INSTALLER)


def test_files_stay_short() -> None:
    assert too_long_files(ours()) == []


def test_test_files_stay_short() -> None:
    assert too_long_files(sources(ROOT / "tests")) == []


def test_functions_stay_short() -> None:
    assert too_long_functions(ours()) == []


def test_no_module_has_a_vague_name() -> None:
    assert vague_names(everything()) == []


def test_every_file_opens_with_a_sentence() -> None:
    assert without_a_sentence(everything()) == []


def function_of(lines: int, name: str = "f") -> str:
    """A function of that many lines."""
    return f"def {name}():\n" + "    x = 1\n" * (lines - 1)


def small_tree(folder: Path, files: dict[str, str]) -> list[Source]:
    """Sources of a small package written for one test."""
    return sources(write_tree(folder, files))


def test_a_file_of_401_lines_is_found_and_a_rare_one_of_400_is_not(tmp_path: Path) -> None:
    files = {f"a{i}.py": "x = 1\n" for i in range(38)} | {"b.py": "x = 1\n" * 400, "c.py": "x = 1\n" * 401}
    assert [line.split(" ")[0] for line in too_long_files(small_tree(tmp_path, files))] == ["c.py"]


def test_many_files_over_the_usual_length_are_found(tmp_path: Path) -> None:
    files = {f"a{i}.py": "x = 1\n" * 351 for i in range(2)} | {"b.py": "x = 1\n"}
    assert len(too_long_files(small_tree(tmp_path, files))) == 2


def test_a_method_of_61_lines_is_found_by_name_and_line(tmp_path: Path) -> None:
    inside = "class A:\n" + "".join(f"    {line}\n" for line in function_of(61).splitlines())
    found = too_long_functions(small_tree(tmp_path, {"ui/x.py": inside}))
    assert "ui/x.py:2 f has 61 lines" in found


@pytest.mark.parametrize(
    ("lengths", "said"),
    [([9] * 11 + [3] * 10, "median"), ([3] * 90 + [41] * 10, "95th percentile"), ([8] * 95 + [60] * 5, "")],
)
def test_the_usual_function_is_short(tmp_path: Path, lengths: list[int], said: str) -> None:
    text = "\n".join(function_of(lines, f"f{i}") for i, lines in enumerate(lengths))
    found = too_long_functions(small_tree(tmp_path, {"x.py": text}))
    assert (said in found[0]) if said else found == []


@pytest.mark.parametrize("inside", ["ui/utils.py", "store/backup_manager.py", "core/x.py", "base/misc.py"])
def test_a_vague_name_is_found(tmp_path: Path, inside: str) -> None:
    assert vague_names(small_tree(tmp_path, {inside: ""}))


def test_the_trades_own_helper_is_not_vague(tmp_path: Path) -> None:
    assert vague_names(small_tree(tmp_path, {"records/helper.py": "", "ui/score.py": ""})) == []


@pytest.mark.parametrize(
    "text", ["", "x = 1\n", '"""Paths"""\n', "# Paths.\n", '"""Paths\n\nHere they are."""\n']
)
def test_a_file_without_a_sentence_is_found(tmp_path: Path, text: str) -> None:
    assert without_a_sentence(small_tree(tmp_path, {"x.py": text})) == [
        "x.py opens with no sentence that says what it holds"
    ]
