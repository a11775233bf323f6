"""The gate itself: a missing tool fails it, a red step fails it, and the build machine runs the README's own words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import check
from structure import ROOT, write_tree


def command_after(marker: str) -> str:
    """The sh block that follows a marker in the README."""
    found = re.search(
        rf"^<!-- {marker} -->\n```sh\n(.*?)```$", (ROOT / "README.md").read_text(), re.DOTALL | re.MULTILINE
    )
    return found[1] if found else ""


@pytest.mark.parametrize("marker", ["run", "test"])
def test_the_readme_gives_each_command_in_one_line(marker: str) -> None:
    assert len(command_after(marker).splitlines()) == 1


def test_the_readmes_test_command_ends_in_the_gate_and_brings_its_tools() -> None:
    command = command_after("test")
    assert command.rstrip().endswith("python tests/check.py")
    assert set(check.TOOLS.values()) <= set(command.split())


def run_ci(folder: Path, readme: str) -> subprocess.CompletedProcess[str]:
    """Runs a copy of .ci/run beside another README."""
    write_tree(folder, {"README.md": readme, ".ci/run": ""})
    shutil.copy(ROOT / ".ci" / "run", folder / ".ci" / "run")
    return subprocess.run(
        ["bash", str(folder / ".ci" / "run")], check=False, capture_output=True, text=True, cwd="/"
    )


def test_the_build_machine_runs_the_readmes_test_command(tmp_path: Path) -> None:
    blocks = "<!-- run -->\n```sh\necho run\n```\n\n<!-- test -->\n```sh\necho test in && pwd\n```\n\n```sh\necho no\n```\n"
    done = run_ci(tmp_path, blocks)
    assert (done.returncode, done.stdout) == (0, f"test in\n{tmp_path}\n")


@pytest.mark.parametrize("readme", ["# nothing\n", "<!-- test -->\n```sh\nfalse\n```\n"])
def test_the_build_machine_fails_without_or_with_a_failing_command(tmp_path: Path, readme: str) -> None:
    assert run_ci(tmp_path, readme).returncode != 0


def test_a_missing_tool_fails_the_gate_and_names_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not check.check_tools()
    assert "pdftotext is missing: apt-get install poppler-utils" in capfd.readouterr().out


def test_a_step_that_fails_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    assert not check.run("nothing", ["no_module_of_this_name"])
    assert "== nothing: FAILED" in capfd.readouterr().out


GOOD = '"""One sentence."""\n'


@pytest.mark.long
@pytest.mark.parametrize(
    ("inside", "text", "red"),
    [
        ("src/chibo_desktop/a.py", GOOD, ""),
        ("src/chibo_desktop/a.py", f"{GOOD}\nA = 'one'\n", "format"),
        ("src/chibo_desktop/a.py", f"{GOOD}\nimport os\n", "lint"),
        ("src/chibo_desktop/a.py", f'{GOOD}\nA: int = "one"\n', "types"),
        ("tests/test_b.py", f"{GOOD}\n\ndef test_b() -> None:\n    assert 1 + 1 == 3\n", "1 failed"),
    ],
)
def test_one_red_step_makes_the_gate_red(tmp_path: Path, inside: str, text: str, red: str) -> None:
    passing = f"{GOOD}\n\ndef test_a() -> None:\n    assert 1 + 1 == 2\n"
    write_tree(tmp_path, {"src/chibo_desktop/__init__.py": GOOD, "tests/test_a.py": passing, inside: text})
    shutil.copy(ROOT / "tests" / "check.py", tmp_path / "tests" / "check.py")
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    command = [sys.executable, str(tmp_path / "tests" / "check.py")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/")
    assert done.returncode == (1 if red else 0), done.stdout
    said = [line for line in done.stdout.splitlines() if "red before any test" in line or " passed" in line]
    assert red in " ".join(said)


def test_a_long_test_that_cannot_run_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_tree(tmp_path, {"tests/ui/test_x.py": '@pytest.mark.needs("sh", "no-such-tool")\n'})
    monkeypatch.setattr(check, "ROOT", tmp_path)
    assert check.not_run() == ["no-such-tool"]


def test_the_tests_have_a_home_of_their_own(empty_home: Path) -> None:
    assert Path.home() == empty_home
    assert Path(os.environ["XDG_DATA_HOME"]).is_relative_to(empty_home)
    assert list(Path(os.environ["XDG_CONFIG_HOME"]).iterdir()) == []
