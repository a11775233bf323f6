"""The sample from outside, in an empty folder and without Qt; and papers of its desks through the command line."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.store.access import list_access
from cli.calling import Door, Said, call, outside
from structure import ROOT

MINUTES = "bien-ban-thuong-ky"


@dataclass(frozen=True)
class Sample:
    """What one run of `demo` said and made."""

    empty: Path
    said: Said

    @property
    def document(self) -> Any:
        return self.said.json


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """One sample for every test here, made where importing Qt is an error."""
    empty = tmp_path_factory.mktemp("empty")
    qt = tmp_path_factory.mktemp("ban") / "PySide6" / "__init__.py"
    qt.parent.mkdir()
    qt.write_text("raise AssertionError('Qt')", encoding="utf-8")
    env = {
        "HOME": str(empty / "home"),
        "XDG_DATA_HOME": str(empty / "home"),
        "PYTHONPATH": os.pathsep.join([str(qt.parent.parent), str(ROOT / "src")]),
    }
    return Sample(empty, outside(empty, "demo", "mau", "--json", env=env))


Go = Callable[[str], Door]


@pytest.fixture
def go(sample: Sample, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Go:
    """The door of one of the sample's desks, by the name of its folder."""
    monkeypatch.setenv("CHIBO_PASSWORD", sample.document["password"])
    return lambda name: Door(sample.empty / "mau" / name, capsys)


def october(door: Door) -> str:
    """The finalised meeting of October."""
    found = door.done("records", "list", "meeting", "--where", "period=2026-10", "--json").json["records"]
    return str(found[0]["id"])


def test_the_sample_is_made_without_qt_in_its_folder_and_nowhere_else(sample: Sample) -> None:
    assert sample.said.code == 0, sample.said.err
    assert [path.name for path in sample.empty.iterdir()] == ["mau"]
    assert [desk["kind"] for desk in sample.document["desks"]] == ["upper", "commune", "cell", "cell"]
    assert sample.document["password"] in sample.said.err


@pytest.mark.parametrize("name", ["cap-tren", "xa", "chi-bo-1", "chi-bo-2"])
def test_every_desk_of_the_sample_is_sound_and_says_that_it_is_one(go: Go, name: str) -> None:
    report = go(name).done("doctor", "--rebuild", "--json").json
    assert report["sound"]
    assert report["counts"]["waiting"] == 0
    assert go(name).done("keys", "show", "--json").json["sample"] is True


def test_a_paper_is_written_where_asked_passes_the_check_and_is_logged_as_saved(
    go: Go, tmp_path: Path
) -> None:
    door, out = go("chi-bo-1"), tmp_path / "bb.pdf"
    meeting = october(door)
    said = door.done("paper", "write", MINUTES, "--of", meeting, "--out", out, "--json").json
    assert said == {"file": str(out), "bytes": out.stat().st_size}
    assert [path.name for path in tmp_path.iterdir()] == ["bb.pdf"]
    assert door.done("paper", "check", out, "--json").json["findings"] == []
    desk = door.desk()
    assert list_access(desk.store, "meeting", meeting)[0].what == "saved"
    desk.close()


def test_a_month_is_packed_for_all_cells_or_one(go: Go, tmp_path: Path) -> None:
    door = go("xa")
    both, one = tmp_path / "both.pdf", tmp_path / "one.pdf"
    first = door.done("records", "list", "meeting", "--json").json["records"][0]["cell_id"]
    door.done("paper", "pack", "--month", "2026-10", "--out", both)
    door.done("paper", "pack", "--month", "2026-10", "--cell", first, "--out", one)
    assert both.stat().st_size > one.stat().st_size > 0
    assert both.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "words",
    [
        ["write", "khong-co", "--of", "k7m2q4xa-1", "--out", "a.pdf"],
        ["write", MINUTES, "--of", "k7m2q4xa-1", "--out", "a.pdf"],
        ["write", MINUTES, "--of", "k7m2q4xa-1", "--out", "a.docx"],
        ["pack", "--month", "2020-01", "--out", "a.pdf"],
        ["pack", "--month", "2026-13", "--out", "a.pdf"],
    ],
)
def test_a_paper_that_cannot_be_is_refused_and_nothing_is_written(
    go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    door = go("chi-bo-1")
    monkeypatch.chdir(tmp_path)
    said = door.call("paper", *words)
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_trouble(go: Go, tmp_path: Path) -> None:
    door = go("chi-bo-1")
    for words in (["write", MINUTES, "--of", october(door)], ["pack", "--month", "2026-10"]):
        said = door.call("paper", *words, "--out", tmp_path / "none" / "a.pdf")
        assert (said.code, said.out) == (3, "")


def test_the_catalogue_needs_no_book(capsys: pytest.CaptureFixture[str]) -> None:
    forms = call(capsys, "paper", "list", "--json").json["forms"]
    assert MINUTES in {form["code"] for form in forms}


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_paper_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(content)
    said = call(capsys, "paper", "check", file)
    assert (said.code, said.out) == (1, "")
    assert "x.pdf" in said.err
