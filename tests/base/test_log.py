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


def test_starting_again_writes_to_the_new_folder_only(folder: Path) -> None:
    other = folder / "other"
    start_log(other)
    log("store").info("here")
    assert "here" in _read(other)
    assert _read(folder) == ""
