"""Promises about the log: it says what happened and where, and never what a person typed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.log import (
    FILE_BYTES,
    FILE_COUNT,
    FILE_NAME,
    Code,
    log,
    say_where,
    start_log,
    stop_log,
)

MARKED = "Vàng A Dấuhiệu"
PHONE = "0900000123"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    start_log(tmp_path)
    yield tmp_path
    stop_log()


def _read(folder: Path) -> str:
    return (folder / FILE_NAME).read_text(encoding="utf-8")


def test_ids_numbers_types_and_words_of_the_program_are_written(folder: Path) -> None:
    log("store").info("put %s %s of %s: %d fields, %s", "abcdefg2-17", Code("member"), Refusal, 3, True)
    log("store").info("%(id)s ready", {"id": "abcdefg2-17/hijklmn3-4"})
    written = _read(folder)
    assert "INFO chibo_desktop.store put abcdefg2-17 member of Refusal: 3 fields, True\n" in written
    assert "abcdefg2-17/hijklmn3-4 ready\n" in written


@pytest.mark.parametrize(
    "value", [MARKED, PHONE, "Vang", "vangachu", [MARKED], {"a": MARKED}, date(1975, 3, 2), Code(MARKED)]
)
def test_a_value_among_the_arguments_is_not_written(folder: Path, value: object) -> None:
    log("store").info("put %s", value)
    log("store").info("put %(value)s", {"value": value})
    written = _read(folder)
    assert written.count("put ") == 2
    assert str(value) not in written
    assert MARKED not in written


def test_a_message_put_together_while_running_is_not_written(folder: Path) -> None:
    name = MARKED.replace(" A ", " Thị ")
    log("store").info(f"put {name}")
    log("store").info(str(ValueError(name)))
    log("store").info("put " + PHONE[:-1])
    written = _read(folder)
    assert written.count("INFO") == 3
    assert "Dấuhiệu" not in written
    assert "put" not in written


def _fail_with_a_name() -> None:
    try:
        int(MARKED)
    except ValueError as error:
        raise Refusal(f"Không tìm thấy {MARKED}.") from error


def test_an_exception_is_written_as_type_and_place_without_its_text(
    folder: Path, said_in_log: list[str]
) -> None:
    try:
        _fail_with_a_name()
    except Refusal:
        logger = log("actions")
        # Another handler that renders the exception first leaves its text in the record.
        other = logging.StreamHandler()
        logger.addHandler(other)
        logger.exception("the action failed")
        logger.removeHandler(other)
    said_in_log.clear()
    written = _read(folder)
    assert "the action failed | Refusal at test_log.py:" in written
    assert "in _fail_with_a_name < ValueError at test_log.py:" in written
    assert MARKED not in written
    assert "Dấuhiệu" not in written


def test_the_place_of_an_exception_holds_no_path_of_the_machine(folder: Path) -> None:
    try:
        raise ValueError(MARKED)
    except ValueError as error:
        said = say_where(error)
    assert said.startswith("ValueError at test_log.py:")
    assert "/" not in said


def test_a_place_in_the_program_is_named_from_its_package(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    with pytest.raises(Trouble) as trouble:
        start_log(tmp_path / "tệp" / "log")
    said = say_where(trouble.value)
    assert " at base/log.py:" in said
    assert str(tmp_path) not in said


def test_an_error_that_is_its_own_cause_is_told_in_the_end() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert say_where(one).count("ValueError") == 5


def test_the_log_keeps_five_files_of_one_megabyte(folder: Path) -> None:
    for number in range(8000):
        log("store").info("filling %d %d", number, 10**700)
    files = list(folder.iterdir())
    assert len(files) == FILE_COUNT
    assert all(FILE_BYTES // 2 < file.stat().st_size <= FILE_BYTES for file in files if file.suffix == ".1")
    assert sum(file.stat().st_size for file in files) <= FILE_COUNT * FILE_BYTES


def test_after_a_full_file_the_newest_lines_stand_in_the_first(folder: Path) -> None:
    (folder / FILE_NAME).write_text("x" * (FILE_BYTES - 10), encoding="utf-8")
    (folder / f"{FILE_NAME}.1").write_text("older", encoding="utf-8")
    log("store").info("first of the new file")
    log("store").info("second of the new file")
    assert [line.split(" ", 3)[3] for line in _read(folder).splitlines()] == [
        "first of the new file",
        "second of the new file",
    ]
    assert (folder / f"{FILE_NAME}.1").stat().st_size == FILE_BYTES - 10
    assert (folder / f"{FILE_NAME}.2").read_text(encoding="utf-8") == "older"


def test_while_another_program_holds_the_newest_file_no_older_one_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows refuses to rename a file that is open elsewhere."""
    (folder / FILE_NAME).write_text("x" * FILE_BYTES, encoding="utf-8")
    for number in range(1, FILE_COUNT):
        (folder / f"{FILE_NAME}.{number}").write_text(f"older {number}", encoding="utf-8")
    rename = Path.replace

    def held(file: Path, target: Path) -> Path:
        if file.name == FILE_NAME:
            raise PermissionError(13, "held")
        return rename(file, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", held)
        for number in range(FILE_COUNT):
            log("store").info("held %d", number)
    kept = [(folder / f"{FILE_NAME}.{number}").read_text(encoding="utf-8") for number in range(1, FILE_COUNT)]
    assert kept == [f"older {number}" for number in range(1, FILE_COUNT)]
    assert _read(folder).count("held ") == FILE_COUNT
    log("store").info("let go")
    assert _read(folder).endswith("let go\n")
    assert "held 4" in (folder / f"{FILE_NAME}.1").read_text(encoding="utf-8")
    assert (folder / f"{FILE_NAME}.2").read_text(encoding="utf-8") == "older 1"


def test_a_disk_that_refuses_the_next_file_neither_stops_the_work_nor_ends_the_log(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / FILE_NAME).write_text("x" * FILE_BYTES, encoding="utf-8")
    (folder / f"{FILE_NAME}.3").touch()
    in_the_way = folder / f"{FILE_NAME}.4"  # no file takes the place of a folder
    in_the_way.mkdir()
    log("store").info("lost")
    in_the_way.rmdir()
    log("store").info("written again")
    assert "written again" in _read(folder)
    assert capsys.readouterr().err == ""


def test_starting_again_writes_to_the_new_folder_only(folder: Path) -> None:
    other = folder / "other"
    start_log(other)
    log("store").info("here")
    assert "here" in _read(other)
    assert _read(folder) == ""
