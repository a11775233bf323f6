"""The frozen folder works where there is no Python, and holds the program, its data and nothing of Qt that opens a socket."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import marshal
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from chibo_desktop.cli.self_test import PARTS
from chibo_installer.debian import dependencies
from chibo_installer.plan import NOT_MODULES
from chibo_installer.proof import prove
from chibo_installer.said import BuildError
from e2e.screen import Screen, open_screen
from exchange.carriers.servers import PASSWORD as SERVER_PASSWORD
from exchange.carriers.servers import USER, make_authority, webdav
from structure import ROOT

pytestmark = [pytest.mark.long, pytest.mark.needs("pyinstaller", "objdump")]

SCRIPT = ROOT / "build_installer.py"
PASSWORD = "hoa ban trang"
PACKAGES = (1, 3)
"""Kinds of an entry in PyInstaller's archive: a package, a package without a file of its own."""


@dataclass(frozen=True)
class Made:
    """What one run of the script left and said."""

    folder: Path
    said: str

    @property
    def inside(self) -> Path:
        """Where libraries and data lie."""
        return self.folder / "_internal"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The folder, built and proved once for all tests here."""
    out = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, str(SCRIPT), "--out", str(out)]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Made(out / "chibo-desktop", done.stdout)


@pytest.fixture(scope="module")
def modules(made: Made) -> Mapping[str, Any]:
    """Every Python module inside the executable, with its code."""
    from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-not-found, import-untyped, unused-ignore]

    archive = CArchiveReader(str(made.folder / "chibo-desktop")).open_embedded_archive("PYZ.pyz")
    return {name: (kind in PACKAGES, archive.extract(name)) for name, (kind, *_) in archive.toc.items()}


def run(program: list[str], home: Path, *words: object, **variables: str) -> Any:
    """The JSON that a program prints, started in `home` with these variables alone."""
    home.mkdir(exist_ok=True)
    command = [*program, *map(str, words), "--json"]
    environment = {"HOME": str(home), "CHIBO_PASSWORD": PASSWORD, **variables}
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def from_source(home: Path, *words: object) -> Any:
    """The same call answered by the sources."""
    return run([sys.executable, "-m", "chibo_desktop"], home, *words, PYTHONPATH=str(ROOT / "src"))


def test_moved_elsewhere_it_answers_as_the_sources_do(made: Made, tmp_path: Path) -> None:
    moved = tmp_path / "thư mục khác"
    shutil.copytree(made.folder, moved, symlinks=True)
    frozen = run([str(moved / "chibo-desktop")], tmp_path / "home", "records", "schema")
    assert frozen == from_source(tmp_path / "home", "records", "schema")


def test_a_desk_made_by_the_frozen_program_is_sound_to_the_sources(made: Made, tmp_path: Path) -> None:
    program, home = [str(made.folder / "chibo-desktop")], tmp_path / "home"
    unit = tmp_path / "unit.json"
    unit.write_text(json.dumps(run(program, home, "setup", "--example")), encoding="utf-8")
    run(program, home, "--data-dir", tmp_path / "sổ", "setup", "--unit", unit)
    assert from_source(home, "--data-dir", tmp_path / "sổ", "doctor", "--rebuild")["sound"]


@pytest.mark.parametrize("folder", ["resources", "forms"])
def test_it_carries_our_data_byte_for_byte(made: Made, folder: str) -> None:
    files = [file for file in (ROOT / folder).rglob("*") if file.is_file()]
    assert files
    for file in files:
        assert (made.inside / file.relative_to(ROOT)).read_bytes() == file.read_bytes()


def test_it_carries_nothing_of_qt_that_opens_a_socket_or_is_never_used(made: Made) -> None:
    names = [file.relative_to(made.folder).as_posix() for file in made.folder.rglob("*")]
    assert any(name.endswith("platforms/libqxcb.so") for name in names)
    unwanted = re.compile(
        r"Qt6?(Network|Qml|Quick|Pdf|WebEngine|Sql|OpenGL|Wayland|Egl)|wayland|egl|gtk|translations/"
    )
    assert [name for name in names if unwanted.search(name)] == []


def test_no_link_inside_leads_nowhere(made: Made) -> None:
    assert [file for file in made.folder.rglob("*") if not file.exists()] == []


def test_it_carries_every_module_of_ours_and_no_tool_of_developers(modules: Mapping[str, Any]) -> None:
    files = (ROOT / "src" / "chibo_desktop").rglob("*.py")
    own = {".".join(file.relative_to(ROOT / "src").with_suffix("").parts) for file in files}
    assert {name.removesuffix(".__init__") for name in own} <= set(modules)
    tools = (
        "hypothesis.",
        "mypy.",
        "PyInstaller.",
        "PySide6.QtNetwork.",
        *(f"{each}." for each in NOT_MODULES),
    )
    assert {name for name in modules if f"{name}.".startswith(tools)} == {
        "PIL",
        "PIL.Image",
    }  # no_pictures.py


def test_no_explanation_for_developers_goes_along(modules: Mapping[str, Any]) -> None:
    codes = [code for name, (_, code) in modules.items() if name.startswith("chibo_desktop.") and code]
    assert len(codes) > 500
    assert not any("__doc__" in code.co_names for code in codes)


def test_of_the_holidays_it_carries_vietnams_and_they_count(
    made: Made, modules: Mapping[str, Any], tmp_path: Path
) -> None:
    countries = {name for name in modules if name.startswith("holidays.countries.")}
    assert countries == {"holidays.countries.vietnam"}
    write_modules(modules, tmp_path)
    shutil.copytree(made.inside / "holidays", tmp_path / "holidays", dirs_exist_ok=True)
    for about in made.inside.glob("holidays-*.dist-info"):
        shutil.copytree(about, tmp_path / about.name)
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from datetime import date\n"
        "from chibo_desktop.base.working_days import add_working_days\n"
        "print(add_working_days(date(2026, 8, 31), 1))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=False
    )
    # National Day is 2 September with one day beside it, in 2026 the first
    assert (done.stdout, done.stderr) == ("2026-09-03\n", "")


def write_modules(modules: Mapping[str, Any], folder: Path) -> None:
    """Lays the modules that counting needs out as files, for a Python that has nothing else."""
    head = importlib.util.MAGIC_NUMBER + bytes(12)
    for name, (is_package, code) in modules.items():
        if code is not None and name.split(".")[0] in {"chibo_desktop", "holidays", "dateutil", "six"}:
            file = folder.joinpath(*name.split("."))
            file = file / "__init__.pyc" if is_package else file.with_suffix(".pyc")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(head + marshal.dumps(code))


def test_the_script_says_the_sum_of_the_executable_and_tries_every_part(made: Made) -> None:
    program = made.folder / "chibo-desktop"
    assert f"SHA-256 chibo-desktop: {hashlib.sha256(program.read_bytes()).hexdigest()}" in made.said
    assert made.said.count("self-test: ") == len(PARTS)


def test_it_carries_the_licences_of_what_it_carries(made: Made) -> None:
    held = {folder.name for folder in (made.inside / "licenses").iterdir() if any(folder.rglob("*"))}
    assert {"python", "cryptography", "pypdfium2", "reportlab", "sqlcipher3", "httpx"} <= held
    assert not {"pikepdf", "pillow"} & held


def test_it_asks_for_a_debian_package_for_every_library_it_does_not_carry(made: Made) -> None:
    asked = dependencies(made.folder)
    assert re.fullmatch(r"libc6 \(>= 2\.\d\d\)", asked[0])
    assert {"libgl1", "libegl1", "libxcb1", "fontconfig-config"} <= set(asked)


@pytest.fixture(scope="module")
def sample(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The sample province, made by the frozen program once: `folder`, `password`, `desks`."""
    folder = tmp_path_factory.mktemp("sample")
    said: Mapping[str, Any] = run([str(made.folder / "chibo-desktop")], folder, "demo", folder / "mau")
    return said


def test_papers_of_the_frozen_program_are_those_of_the_sources_to_the_byte(
    made: Made, sample: Mapping[str, Any], tmp_path: Path
) -> None:
    program, home = [str(made.folder / "chibo-desktop")], tmp_path / "home"
    desk = ("--data-dir", sample["desks"][2]["folder"])
    known = {"CHIBO_PASSWORD": sample["password"]}
    *_, meeting = run(program, home, *desk, "records", "list", "meeting", **known)["records"]
    for name in ("bien-ban.pdf", "nghi-quyet.pdf", "bien-ban.docx", "nghi-quyet.docx"):
        asked = ("paper", "write", name.partition(".")[0], "--of", meeting["id"], "--out")
        run(program, home, *desk, *asked, tmp_path / name, **known)
        sources = [sys.executable, "-m", "chibo_desktop"]
        run(sources, home, *desk, *asked, tmp_path / f"nguồn-{name}", PYTHONPATH=str(ROOT / "src"), **known)
        assert (tmp_path / name).read_bytes() == (tmp_path / f"nguồn-{name}").read_bytes()
        if name.endswith(".pdf"):
            assert run(program, home, "paper", "check", tmp_path / name)["findings"] == []


def test_workbooks_of_the_frozen_program_are_read_by_another_and_by_itself(
    made: Made, sample: Mapping[str, Any], tmp_path: Path
) -> None:
    program, home, roster = (
        [str(made.folder / "chibo-desktop")],
        tmp_path / "home",
        tmp_path / "danh-sach.xlsx",
    )
    known = {"CHIBO_PASSWORD": sample["password"]}
    cell, commune = (("--data-dir", sample["desks"][number]["folder"]) for number in (2, 1))
    run(program, home, *cell, "members", "export", roster, **known)
    read = run(program, home, *cell, "members", "read", roster, "--dry-run", **known)
    assert {row["outcome"] for row in read["rows"]} == {"same"}
    months = ("--from", "2026-09", "--to", "2026-10")
    figures, list_ = tmp_path / "so-lieu.xlsx", tmp_path / "kien-nghi.xlsx"
    papers = ("--pdf", tmp_path / "so-lieu.pdf", "--xlsx", figures)
    run(program, home, *commune, "report", "indicators", *months, *papers, **known)
    run(program, home, *commune, "report", "proposals", *months, "--xlsx", list_, **known)
    for file in (roster, figures, list_):
        with contextlib.closing(openpyxl.load_workbook(file, read_only=True)) as book:
            assert sum(1 for sheet in book for row in sheet.values if any(row)) > 3


def test_the_mailbox_over_tls_and_in_a_folder_work_in_the_frozen_program(
    made: Made, sample: Mapping[str, Any], tmp_path: Path
) -> None:
    """The machine's own authorities are trusted, or the one a person names; the list of a library does not go along."""
    pem, *certificate = make_authority(tmp_path)
    (tmp_path / "co-quan.pem").write_text(pem, encoding="ascii")
    (tmp_path / "kho").mkdir()
    with webdav(tmp_path / "kho", (certificate[0], certificate[1])) as port:
        safe = {"kind": "webdav", "address": f"https://127.0.0.1:{port}/", "user": USER, "proxy": "none"}
        said = mailbox(made, sample, tmp_path, {**safe, "ca_file": str(tmp_path / "co-quan.pem")})
        assert said["own_authority"]
        with pytest.raises(AssertionError, match="chứng thư"):
            mailbox(made, sample, tmp_path, safe)
    assert (
        mailbox(made, sample, tmp_path, {"kind": "folder", "address": str(tmp_path / "kho")})["kind"]
        == "folder"
    )


def mailbox(made: Made, sample: Mapping[str, Any], folder: Path, place: Mapping[str, str]) -> Any:
    """What the frozen program says of a mailbox it was given and has tried."""
    file = folder / "hom-thu.json"
    file.write_text(json.dumps(place), encoding="utf-8")
    known = {"CHIBO_PASSWORD": sample["password"], "CHIBO_MAILBOX_PASSWORD": SERVER_PASSWORD}
    words = ("--data-dir", sample["desks"][2]["folder"], "mailbox", "set", file)
    return run([str(made.folder / "chibo-desktop")], folder / "home", *words, LC_ALL="C.UTF-8", **known)


def test_many_bundles_are_read_by_the_frozen_program_in_several_processes(
    made: Made, sample: Mapping[str, Any], tmp_path: Path
) -> None:
    commune = sample["desks"][1]
    made_before = Path(sample["folder"]).rglob("*.cbb")
    bundles = [file for file in made_before if f"_{commune['organisation']}_" in file.name]
    files = [tmp_path / f"{number}.cbb" for number in range(201)]
    for number, file in enumerate(files):
        shutil.copy(bundles[number % len(bundles)], file)
    said = run(
        [str(made.folder / "chibo-desktop")],
        tmp_path / "home",
        "--data-dir",
        commune["folder"],
        "bundle",
        "read",
        *files,
        CHIBO_PASSWORD=sample["password"],
    )
    assert {each["result"] for each in said["bundles"]} == {"known"}


def test_a_folder_that_is_there_is_not_overwritten(made: Made) -> None:
    before = sorted(made.folder.rglob("*"))
    command = [sys.executable, str(SCRIPT), "--out", str(made.folder.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "đã có" in done.stderr
    assert sorted(made.folder.rglob("*")) == before


@pytest.mark.parametrize(
    "lost", ["forms", "resources", "sqlcipher3", "PySide6/Qt/plugins/platforms", "docx", "pypdfium2_raw"]
)
def test_a_folder_that_lost_a_piece_does_not_pass(made: Made, tmp_path: Path, lost: str) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(made.folder, broken, symlinks=True)
    shutil.rmtree(broken / "_internal" / lost)
    with pytest.raises(BuildError):
        list(prove(broken))


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """An empty one."""
    with open_screen(tmp_path) as screen:
        yield screen


@pytest.mark.needs("Xvfb", "xdotool")
def test_on_a_real_screen_the_window_comes_up_without_a_word_of_complaint(
    made: Made, screen: Screen, tmp_path: Path
) -> None:
    variables = {"HOME": str(tmp_path), "DISPLAY": screen.display, "LC_ALL": "C.UTF-8"}
    command = [str(made.folder / "chibo-desktop"), "--data-dir", str(tmp_path / "sổ")]
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Sổ sinh hoạt"]
    environment = {**os.environ, **variables}
    with subprocess.Popen(command, env=variables, stdout=-1, stderr=subprocess.STDOUT) as window:
        try:
            found = subprocess.run(search, env=environment, capture_output=True, timeout=60, check=True)
        finally:
            window.terminate()
        assert window.stdout is not None
        assert window.stdout.read() == b""
    assert found.stdout.strip()
