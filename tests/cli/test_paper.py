"""Promises of `paper`: the catalogue without a book, a PDF or a Word file of a record, and nothing else."""

from __future__ import annotations

import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.papers import PRINT_ORDER, list_papers
from chibo_desktop.store.access import list_access
from cli.calling import Door, call

ROLL = "phieu-diem-danh-trang"


@pytest.fixture
def meeting(cell: Door) -> str:
    with closing(cell.desk()) as desk:
        return add_meeting(desk, period="2026-10")[1]


def test_the_catalogue_needs_no_book_and_names_every_paper(capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "paper", "list", "--json")
    assert said.code == 0
    forms = said.json["forms"]
    assert [form["code"] for form in forms] == [each.code for each in list_papers()]
    assert set(PRINT_ORDER) <= {form["code"] for form in forms if form["valid"]}


def test_a_name_that_ends_in_docx_gives_a_word_file_and_is_logged(
    cell: Door, meeting: str, tmp_path: Path
) -> None:
    target = tmp_path / "phieu.docx"
    cell.done("paper", "write", ROLL, "--of", meeting, "--out", target)
    with zipfile.ZipFile(target) as held:
        assert "word/document.xml" in held.namelist()
    with closing(cell.desk()) as desk:
        assert ("saved", meeting) in [(line.what, line.id) for line in list_access(desk.store, "meeting")]


@pytest.mark.parametrize("name", ["phieu.doc", "phieu", "phieu.txt"])
def test_another_kind_of_file_is_refused(cell: Door, meeting: str, tmp_path: Path, name: str) -> None:
    said = cell.call("paper", "write", ROLL, "--of", meeting, "--out", tmp_path / name)
    assert said.code == 1
    assert ".pdf hoặc .docx" in said.err
    assert not (tmp_path / name).exists()


def test_a_book_of_months_is_written_and_one_of_no_minutes_or_months_the_wrong_way_round_is_refused(
    cell: Door, tmp_path: Path
) -> None:
    target, year = tmp_path / "so.pdf", ("--from", "2026-01", "--to", "2026-12")
    cell.done("paper", "book", "so-nghi-quyet", *year, "--out", target)
    assert cell.call("paper", "check", target).code == 0
    for words, said in (
        (("so-bien-ban", *year), "chưa có biên bản nào đã chốt"),
        (("diem-danh-nam", "--from", "2026-12", "--to", "2026-01"), "Kỳ báo cáo ngược"),
        (("giay-moi", *year), "báo cáo chỉ nhận"),
    ):
        refused = cell.call("paper", "book", *words, "--out", tmp_path / "khong.pdf")
        assert (refused.code, said in refused.err) == (1, True)
    assert not (tmp_path / "khong.pdf").exists()
