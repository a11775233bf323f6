"""`members`: a workbook read from outside the window, with the same answers, and nothing done on `--dry-run`."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from cli.calling import Door
from excel.rosters import as_xls, as_xlsx, kept, simple, ward_list


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    grid, spans = ward_list()
    return kept(tmp_path, as_xls(grid, spans), "danh-sach.xls")


def names(door: Door) -> list[str]:
    return sorted(
        each["full_name"] for each in door.done("records", "list", "member", "--json").json["records"]
    )


def test_a_dry_run_names_every_row_and_writes_nothing(cell: Door, ward: Path) -> None:
    said = cell.call("members", "read", ward, "--dry-run", "--json")
    assert said.code == 4
    assert said.json["counts"] == {
        "add": 2, "change": 0, "back": 0, "same": 0, "unsaid": 0, "ask": 0, "refuse": 1, "skip": 0, "elsewhere": 1,
    }  # fmt: skip
    (refused,) = [row for row in said.json["rows"] if row["outcome"] == "refuse"]
    assert [problem["cell"] for problem in refused["problems"]] == ["E12"]
    assert said.json["columns"]["C"] == {"key": "full_name", "heading": "HỌ TÊN ĐANG DÙNG"}
    assert names(cell) == []


def test_reading_twice_writes_once(cell: Door, ward: Path) -> None:
    assert cell.call("members", "read", ward).code == 4
    assert names(cell) == ["Giàng Thị Dua", "Vàng A Chứ"]
    again = cell.call("members", "read", ward, "--json")
    assert again.json["counts"]["same"] == 2
    assert again.json["remembered"] is True
    assert names(cell) == ["Giàng Thị Dua", "Vàng A Chứ"]


def test_the_words_for_people_name_cells_and_changes(cell: Door, ward: Path) -> None:
    cell.add("member", cell_id=_own(cell), full_name="Giàng Thị Dua", birth_date="1980-03-02")
    said = cell.call("members", "read", ward, "--leave-wrong")
    assert said.code == 0
    assert "Dòng 10: sửa: Giàng Thị Dua (cùng họ tên, cùng năm sinh)" in said.out
    assert "Số thẻ đảng viên: (trống) → 01234568" in said.out
    assert "Ô E12" in said.out or "thêm: Lò Văn Hặc" in said.out
    assert "Đã: thêm 2, sửa 1, chi bộ khác 1." in said.out


def _own(door: Door) -> str:
    return str(door.done("records", "list", "organisation", "--json").json["records"][0]["id"])


def test_columns_cells_and_people_can_be_named(cell: Door, tmp_path: Path) -> None:
    grid = simple(
        ("Vàng A Chứ", "15/8/1975", "Nà Hừ"), ("Lò Văn Hặc", "1990", "Nậm Én"), head=("", "A", "B", "C")
    )
    path = kept(tmp_path, as_xlsx(grid))
    first = cell.add("member", cell_id=_own(cell), full_name="Vàng A Chứ", birth_date="1950")
    mapped = ["--map", "full_name=B", "--map", "birth_date=C", "--map", "cell=D"]
    waiting = cell.call("members", "read", path, *mapped)
    assert (waiting.code, "Chọn một bằng --cell" in waiting.err) == (1, True)
    asked = cell.call("members", "read", path, *mapped, "--cell", "Nà Hừ", "--json")
    assert asked.code == 1
    (row,) = [row for row in asked.json["rows"] if row["outcome"] == "ask"]
    assert [each["id"] for each in row["candidates"]] == [first]
    done = cell.call(
        "members",
        "read",
        path,
        *mapped,
        "--cell",
        "Nà Hừ",
        "--new",
        row["row"],
        "--standing",
        "official",
        "--json",
    )
    assert (done.code, done.json["counts"]["add"]) == (0, 1)
    assert names(cell) == ["Vàng A Chứ", "Vàng A Chứ"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--map", "full_name"], "FIELD=COLUMN"),
        (["--map", "tuoi=B"], "Không có mục “tuoi”"),
        (["--map", "full_name=ZZ"], "Cột ấy không có"),
        (["--same", "2"], "ROW=ID"),
        (["--same", "9=k7m2q4xa-9"], "Không có đảng viên mang mã"),
        (["--standing", "exempt"], "--standing phải là official"),
        (["--standing", "x=official"], "--standing phải là official"),
        (["--back", "x"], "--back phải là số dòng"),
        (["--new", "x"], "--new phải là số dòng"),
        (["--sheet", "X"], "không có trang tính"),
        (["--cell", "X"], "không có chi bộ"),
    ],
)
def test_words_that_cannot_be_are_refused(cell: Door, ward: Path, words: list[str], said: str) -> None:
    done = cell.call("members", "read", ward, *words)
    assert (done.code, done.out) == (1, "")
    assert said in done.err


def test_nobody_is_official_unasked_and_the_refusal_names_the_option(cell: Door, tmp_path: Path) -> None:
    path = kept(
        tmp_path,
        as_xlsx(
            simple(("Vàng A Chứ", "1975"), ("Lò Văn Hặc", "1990"), head=("STT", "Họ và tên", "Ngày sinh"))
        ),
    )
    refused = cell.call("members", "read", path)
    assert (refused.code, refused.out) == (1, "")
    assert "của 2 người (dòng 2, 3)" in refused.err
    assert "--standing official" in refused.err
    assert names(cell) == []
    dry = cell.call("members", "read", path, "--dry-run", "--json")
    assert dry.json["counts"]["unsaid"] == 2
    cell.done("members", "read", path, "--standing", "official", "--standing", "3=probationary")
    kinds = cell.done("records", "list", "standing", "--json").json["records"]
    assert sorted(each["kind"] for each in kinds) == ["official", "probationary"]


def test_who_was_put_away_comes_back_when_asked(cell: Door, tmp_path: Path) -> None:
    path = kept(tmp_path, as_xlsx(simple(("Vàng A Chứ", "1975", "", "", "3/2/2002"))))
    cell.done("members", "read", path)
    desk = cell.desk()
    from chibo_desktop.actions.members import put_away_member

    put_away_member(desk, str(desk.store.value("SELECT id FROM member")))
    desk.close()
    waiting = cell.call("members", "read", path)
    assert (waiting.code, "--back" in waiting.err) == (1, True)
    done = cell.done("members", "read", path, "--back", "all", "--json")
    assert done.json["counts"]["back"] == 1
    assert names(cell) == ["Vàng A Chứ"]


def test_a_file_without_a_head_is_not_said_to_have_one(cell: Door, tmp_path: Path) -> None:
    path = kept(tmp_path, as_xlsx([["Vàng A Chứ", "15/8/1975"]]))
    said = cell.call("members", "read", path, "--map", "full_name=A", "--dry-run")
    assert "không có đầu bảng" in said.out
    assert "đầu bảng ở dòng" not in said.out


def test_a_file_that_is_no_table_is_refused_in_one_sentence(cell: Door, tmp_path: Path) -> None:
    done = cell.call("members", "read", kept(tmp_path, b"%PDF-1.7"), "--json")
    assert (done.code, done.out) == (1, "")
    assert "là tệp PDF" in done.err


def test_a_commune_has_no_list_of_its_own(commune: Door, ward: Path) -> None:
    done = commune.call("members", "read", ward)
    assert (done.code, done.out) == (1, "")
    assert "nhập ở máy của chi bộ" in done.err


def test_a_table_without_people_is_no_success(cell: Door, tmp_path: Path) -> None:
    cell.done("members", "template", tmp_path / "mau.xlsx")
    done = cell.call("members", "read", tmp_path / "mau.xlsx")
    assert (done.code, "không có dòng nào có tên người" in done.err) == (1, True)


def test_lists_leave_as_workbooks_masked_unless_a_reason_is_given(
    cell: Door, ward: Path, tmp_path: Path
) -> None:
    cell.call("members", "read", ward)
    out = tmp_path / "ra.xlsx"
    for words in (("members", "export", out), ("records", "list", "member", "--xlsx", out)):
        cell.done(*words)
        assert "01234567" not in _words(out)
        assert "Vàng A Chứ" in _words(out)
        refused = cell.call(*words, "--unmasked")
        assert (refused.code, "--reason" in refused.err) == (1, True)
        cell.done(*words, "--unmasked", "--reason", "đối chiếu thẻ đảng")
        assert "01234567" in _words(out)
    desk = cell.desk()
    from chibo_desktop.store.access import list_access

    assert [line.note for line in list_access(desk.store, "member")] == ["đối chiếu thẻ đảng", ""] * 2
    desk.close()


def _words(path: Path) -> str:
    return str([list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)])
