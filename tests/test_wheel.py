"""The wheel is whole: the program, its resources and its forms travel together, and nothing else does."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from structure import PACKAGE, ROOT

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def held(folder: str) -> set[str]:
    """The files below a folder of the checkout, as the wheel should name them."""
    target = {"src/chibo_desktop": PACKAGE}.get(folder, f"{PACKAGE}/{folder}")
    top = ROOT / folder
    return {
        f"{target}/{path.relative_to(top).as_posix()}"
        for path in top.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


@pytest.mark.parametrize("folder", ["src/chibo_desktop", "resources", "forms"])
def test_the_wheel_holds_every_file(wheel: Path, folder: str) -> None:
    wanted = held(folder)
    assert wanted
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rest = names - held("src/chibo_desktop") - held("resources") - held("forms")
    assert [name for name in rest if ".dist-info/" not in name] == []


def test_resources_are_found_from_the_unpacked_wheel(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    script = "from chibo_desktop.base.paths import form_folder, resource; print(resource('guidance')); print(form_folder())"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    package = tmp_path / PACKAGE
    assert done.stdout.split("\n")[:2] == [str(package / "resources" / "guidance"), str(package / "forms")]
