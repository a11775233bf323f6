"""Whatever else is chosen instead of a table is told apart by what is in it, in one sentence that says what to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.excel.kinds import FILE_MOST, Kind
from chibo_desktop.excel.limits import check_reach
from chibo_desktop.excel.sheets import read_workbook
from excel.containers import locked_xls, ods_bomb, ole_of, packed, sheet_xlsx
from excel.rosters import as_csv, as_ods, as_xls, as_xlsx, kept, simple

ROSTER = simple(("Vàng A Chứ", "15/08/1975"), ("Giàng Thị Dua", "1980"))

HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.xlsx", lambda: b"", "trống"),
    "pdf": ("a.xlsx", lambda: b"%PDF-1.7\n1 0 obj", "là tệp PDF"),
    "picture": ("a.xls", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "là ảnh"),
    "rtf": ("a.xls", lambda: b"{\\rtf1 abc}", "văn bản Word"),
    "docx renamed": ("a.xlsx", lambda: packed({"word/document.xml": b"<w/>"}), "văn bản Word"),
    "slides": ("a.xlsx", lambda: packed({"ppt/presentation.xml": b"<p/>"}), "bài trình chiếu"),
    "a zip": ("a.xlsx", lambda: packed({"anh.jpg": b"x"}), "là tệp nén"),
    "rar": ("a.xlsx", lambda: b"Rar!\x1a\x07\x00" + b"\0" * 40, "là tệp nén"),
    "doc of 1997": ("a.xls", lambda: ole_of({"WordDocument": b"x"}), "văn bản Word"),
    "some other container": ("a.xls", lambda: ole_of({"Quill": b"x"}), "một loại tệp khác"),
    "writer": (
        "a.ods",
        lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "văn bản Writer",
    ),
    "html as xls": ("a.xls", lambda: b"\xef\xbb\xbf<html><table><tr><td>x</td></tr></table>", "trang web"),
    "html in UTF-16": ("a.xls", lambda: "\ufeff<HTML><body>".encode("utf-16-le"), "trang web"),
    "xml of 2003": ("a.xls", lambda: b'<?xml version="1.0"?><Workbook>', "trang web"),
    "xlsb": ("a.xlsb", lambda: packed({"xl/workbook.bin": b"x"}), ".xlsb"),
    "xlsx with a password": ("a.xlsx", lambda: ole_of({"EncryptedPackage": b"x"}), "đặt mật khẩu"),
    "xls with a password": ("a.xls", lambda: locked_xls(ROSTER), "đặt mật khẩu"),
    "zip with a password": ("a.xlsx", lambda: packed({"xl/workbook.xml": b"x"}, encrypted=True), "đặt mật khẩu"),
    "ods with a password": (
        "a.ods",
        lambda: packed(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": b"x",
                "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            }
        ),
        "đặt mật khẩu",
    ),
    "half an xlsx": ("a.xlsx", lambda: as_xlsx(ROSTER)[:2000], "hỏng hoặc chép chưa xong"),
    "half an xls": ("a.xls", lambda: as_xls(ROSTER)[:1800], "hỏng hoặc chép chưa xong"),
    "xls without its tables": ("a.xls", lambda: as_xls(ROSTER)[:512] + b"\xee" * 8000, "hỏng hoặc chép chưa xong"),
    "xlsx with torn xml": ("a.xlsx", lambda: sheet_xlsx('<row r="1"><c r="A1"><v>1</v>'), "hỏng hoặc chép chưa xong"),
    "zip bomb": ("a.xlsx", lambda: packed({"xl/workbook.xml": b"x", "xl/bomb.xml": b"\0" * (201 * 1024 * 1024)}), "bung ra lớn quá"),
    "far too large": ("a.csv", lambda: b"a;b\n" * (FILE_MOST // 4 + 10), "lớn quá 30 MB"),
    "a cell at the end of the sheet": (
        "a.xlsx",
        lambda: sheet_xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "ô XFD1048576",
    ),
    "16,384 columns": ("a.xlsx", lambda: as_xlsx([["x"] * 16_384]), "ô XFD1"),
    "65,536 rows of an xls": ("a.xls", lambda: as_xls([["x"], *[[]] * 65_534, [*[""] * 255, "y"]]), "ô IV65536"),
    "a million rows in one line of an ods": ("a.ods", ods_bomb, "ô XFD1048576"),
    "one word a million times": (
        "a.xlsx",
        lambda: sheet_xlsx(
            "".join(f'<row r="{row}">' + f'<c r="A{row}" t="s"><v>0</v></c>' * 3 + "</row>" for row in range(1, 9_000)),
            f"<si><t>{'x' * 32_000}</t></si>",
        ),
        "dài quá mức",
    ),
    "300 columns of a csv": ("a.csv", lambda: as_csv([["x"] * 400] * 3), "quá 20000 dòng hoặc 300 cột"),
    "no letters at all": ("a.xls", lambda: bytes(range(256)) * 8, "Không nhận ra tệp"),
    "old letters of no known code": ("a.csv", lambda: "Họ tên;Юрий Гагарин\nА;Б".encode("koi8-r", "replace"), "bảng mã"),
    "a letter": ("a.txt", "Kính gửi Đảng ủy".encode, "không có bảng nào"),
    "an empty workbook": ("a.xlsx", lambda: as_xlsx([[]]), "không có chữ nào"),
    "an empty ods": ("a.ods", lambda: as_ods([]), "không có chữ nào"),
}  # fmt: skip


@pytest.mark.parametrize("case", list(HOSTILE))
def test_what_is_no_table_is_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    name, make, said = HOSTILE[case]
    with pytest.raises(Refusal) as refusal:
        read_workbook(kept(tmp_path, make(), name))
    assert said in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")


def test_a_bomb_is_refused_before_memory_is_given_for_it(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for case in ("a cell at the end of the sheet", "a million rows in one line of an ods"):
        name, make, _ = HOSTILE[case]
        with pytest.raises(Refusal):
            read_workbook(kept(tmp_path, make(), name))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kilobytes


@pytest.mark.parametrize(
    ("kind", "part", "beginning"),
    [
        ("xlsx", "xl/sharedStrings.xml", b"<si>"),
        ("xlsx", "xl/worksheets/sheet1.xml", b"<c"),
        ("ods", "content.xml", b"<table:table-row"),
    ],
)
def test_beginnings_without_an_end_are_looked_through_once(kind: Kind, part: str, beginning: bytes) -> None:
    data = packed({part: beginning * 100_000})
    began = time.process_time()
    check_reach(data, kind, "a")
    assert time.process_time() - began < 2  # once for each beginning takes much longer


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"Không có tệp “khong-co\.xlsx”"):
        read_workbook(tmp_path / "khong-co.xlsx")
    with pytest.raises(Refusal, match="Không có tệp"):
        read_workbook(tmp_path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", as_xlsx(ROSTER)),
        ("a.xls", as_xls(ROSTER)),
        ("a.ods", as_ods(ROSTER)),
        ("a.csv", as_csv(ROSTER)),
        ("a.xls", as_xlsx(ROSTER)),  # renamed: what is in it counts
        ("a.csv", as_csv(ROSTER, "utf-16", "\t")),
        ("a.xls", as_csv(ROSTER, "utf-8", ",")),
    ],
)
def test_every_kind_of_table_gives_the_same_words(tmp_path: Path, name: str, data: bytes) -> None:
    sheet = read_workbook(kept(tmp_path, data, name)).sheets[0]
    assert [sheet.rows[1][1], sheet.rows[2][1]] == ["Vàng A Chứ", "Giàng Thị Dua"]
    assert sheet.rows[1][2] == "15/08/1975"
