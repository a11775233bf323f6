"""The frame of the command line: Vietnamese throughout, exit codes, one JSON document, and a light start."""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from chibo_desktop.actions.book_files import KEYS
from chibo_desktop.cli.parser import NOUNS
from chibo_desktop.cli.run import read_top
from chibo_desktop.cli.vietnamese import WORDS
from chibo_desktop.store import DATABASE
from cli.calling import Door, call, make_desk, outside
from structure import ROOT

TO_PROGRAMMERS = re.compile(
    r"conflict|cannot merge|invalid option string|dest=|mutually|'required' is|not defined|callable|"
    r"multiple subparser|with mode"
)
"""What argparse says to whoever declares words wrongly; nobody who types words ever reads it."""


def test_every_word_of_argparse_that_a_person_can_meet_is_translated() -> None:
    said = [
        node.args
        for node in ast.walk(ast.parse(inspect.getsource(argparse)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "ngettext")
    ]
    words = [
        arg.value
        for args in said
        for arg in args
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    ]
    assert [word for word in words if word not in WORDS and not TO_PROGRAMMERS.search(word)] == []
    assert "usage: " in words


@pytest.mark.parametrize("words", [["--help"], *([noun.name, "--help"] for noun in NOUNS)])
def test_help_is_vietnamese_and_ends_with_0(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    said = call(capsys, *words)
    assert said.code == 0
    assert "cách dùng:" in said.out
    assert not re.search(r"\b(usage|options|optional|positional|arguments?|show this|exit)\b", said.out)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["recrods"], "recrods"),
        (["records", "lst"], "lst"),
        (["records", "show", "member"], "ID"),
        (["records", "list", "member", "--wher", "a=b"], "--wher"),
        (["setup"], "--unit"),
        (["setup", "--unit", "a.json", "--example"], "--example"),
        (["--data-dir"], "--data-dir"),
        (["goi.cbb", "--json"], "--json"),
    ],
)
def test_wrong_words_end_with_2_and_are_named(
    capsys: pytest.CaptureFixture[str], words: list[str], named: str
) -> None:
    said = call(capsys, *words)
    assert said.code == 2
    assert said.out == ""
    assert named in said.err
    assert not re.search(r"error|required|expected|invalid|unrecognized", said.err)


def test_a_folder_without_a_desk_is_refused_before_any_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = Door(tmp_path / "nowhere", capsys).call("records", "list", "member")
    assert (said.code, said.out) == (1, "")
    assert said.err == "Thư mục này chưa có sổ. Hãy bắt đầu sổ mới, hoặc chọn đúng thư mục dữ liệu.\n"
    assert not (tmp_path / "nowhere").exists()


def test_a_wrong_password_is_refused(cell: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIBO_PASSWORD", "hoa ban tim")
    said = cell.call("doctor", "--json")
    assert (said.code, said.out) == (1, "")
    assert "Mật khẩu" in said.err


def test_without_a_password_and_without_a_terminal_the_call_is_refused(tmp_path: Path) -> None:
    make_desk(tmp_path / "cell")
    said = outside(tmp_path, "--data-dir", "cell", "records", "list", "member")
    assert (said.code, said.out) == (1, "")
    assert "CHIBO_PASSWORD" in said.err


def test_a_user_nobody_knows_is_refused(cell: Door) -> None:
    assert cell.call("records", "list", "member", "--user", "ai-do").code == 1
    assert cell.call("--user", "bt", "records", "list", "member").code == 0


def test_keys_that_are_gone_are_trouble(cell: Door) -> None:
    (cell.folder / KEYS).unlink()
    said = cell.call("doctor")
    assert (said.code, said.out) == (3, "")
    assert len(said.err.splitlines()) == 1


def test_a_page_damaged_on_disk_is_trouble_and_not_a_traceback(cell: Door) -> None:
    database = cell.folder / DATABASE
    pages = bytearray(database.read_bytes())
    for place in range(4096 * 2 + 100, len(pages), 4096):
        pages[place] ^= 1
    database.write_bytes(bytes(pages))
    said = cell.call("records", "list", "organisation")
    assert said.code in (1, 3)
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "bản sao lưu" in said.err


def test_a_fault_of_the_program_is_said_without_its_data_and_logged(
    cell: Door, monkeypatch: pytest.MonkeyPatch, said_in_log: list[str]
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("Vàng A Chứ")

    monkeypatch.setattr("chibo_desktop.cli.records_reading.read_record", broken)
    said = cell.call("records", "show", "member", "k7m2q4xa-1")
    assert said.code == 3
    assert "KeyError" in said.err
    assert "Vàng" not in said.err
    log = (cell.folder / "logs" / "chibo.log").read_text(encoding="utf-8")
    assert "KeyError" in log
    assert "Vàng" not in log
    said_in_log.clear()


def test_with_json_stdout_is_one_document(cell: Door) -> None:
    for words in (["records", "schema"], ["records", "list", "organisation"], ["doctor"], ["keys", "show"]):
        after, before = cell.done(*words, "--json"), cell.done("--json", *words)
        assert after.json == before.json


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "chibo_desktop", "records", "schema", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    with program.stderr as errors:
        assert errors.read() == b""
    assert program.wait() == 0


HEAVY = ("PySide6", "reportlab", "sqlite_utils", "holidays", "sqlcipher3", "cryptography", "jinja2", "argon2")


def loaded_by(words: list[str], folder: Path) -> set[str]:
    """The modules in memory after the words were run in a process of their own."""
    script = (
        "import sys, json; from chibo_desktop import app; code = app.run(sys.argv[1:]);"
        " print(json.dumps(sorted(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT / "src"), "CHIBO_PASSWORD": "hoa ban trang"},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_schema_loads_nothing_heavy_and_no_other_noun(tmp_path: Path) -> None:
    loaded = loaded_by(["records", "schema"], tmp_path)
    assert loaded & set(HEAVY) == set()
    assert {noun.name for noun in NOUNS if noun.module in loaded} == {"records"}


def test_no_word_loads_qt_or_what_makes_papers(tmp_path: Path) -> None:
    make_desk(tmp_path / "cell")
    for words in (["records", "list", "member"], ["doctor"], ["keys", "show"]):
        loaded = loaded_by(["--data-dir", "cell", *words], tmp_path)
        assert loaded & {"PySide6", "reportlab", "jinja2", "pypdfium2", "holidays"} == set()


def test_first_start_from_outside_writes_only_into_the_data_folder(tmp_path: Path) -> None:
    env = {"CHIBO_PASSWORD": "hoa ban trang", "HOME": str(tmp_path / "home")}
    empty = tmp_path / "empty"
    empty.mkdir()
    example = outside(empty, "setup", "--example", env=env)
    unit = tmp_path / "unit.json"
    unit.write_text(example.out, encoding="utf-8")
    assert outside(empty, "--data-dir", tmp_path / "cell", "setup", "--unit", unit, env=env).code == 0
    listed = outside(
        empty, "--data-dir", tmp_path / "cell", "records", "list", "organisation", "--json", env=env
    )
    assert listed.json["records"][0]["name"] == "Chi bộ bản Suối Lanh"
    assert list(empty.iterdir()) == []
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="a screen may be missing on Linux")
def test_without_a_screen_the_window_is_not_tried_and_the_way_out_is_said(tmp_path: Path) -> None:
    said = outside(tmp_path, "--data-dir", "cell")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("Không có màn hình")
    assert list(tmp_path.iterdir()) == []


def test_files_after_no_word_are_for_the_window_and_a_word_stays_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("doctor", "thu.txt"):
        (tmp_path / name).touch()
    opened = read_top(["--data-dir", "so", "Gói.CBB", "thu.txt", "doctor"])
    assert (opened.noun, opened.data_dir) == (None, Path("so"))
    assert opened.files == [tmp_path / name for name in ("Gói.CBB", "thu.txt", "doctor")]
    assert read_top(["thu.txt"]).files == [tmp_path / "thu.txt"]
    asked = read_top(["doctor", "goi.cbb"])
    assert (asked.noun, asked.files) == ("doctor", [])
    assert read_top([]).files == []


@pytest.mark.skipif(sys.platform != "linux", reason="a screen may be missing on Linux")
def test_a_file_that_is_no_word_is_the_window_s_to_judge(tmp_path: Path) -> None:
    (tmp_path / "anh.png").touch()
    for name in ("khong-con.cbb", "anh.png"):
        said = outside(tmp_path, "--data-dir", "cell", name)
        assert said.code == 3
        assert said.err.startswith("Không có màn hình")


def test_no_words_open_the_window_on_the_data_folder(tmp_path: Path) -> None:
    window = subprocess.Popen(
        [sys.executable, "-m", "chibo_desktop", "--data-dir", "cell"],
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(ROOT / "src"),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(tmp_path),
        },
    )
    log = tmp_path / "cell" / "logs" / "chibo.log"
    try:
        for _ in range(300):
            if log.is_file() and "window opened" in log.read_text(encoding="utf-8"):
                break
            with pytest.raises(subprocess.TimeoutExpired):
                window.wait(0.1)
        else:
            pytest.fail("no window within 30 s")
    finally:
        window.terminate()
        window.wait(10)
