"""Rosters as offices really keep them: where the table stands, what each column holds, and every wrong cell by its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.excel.encodings import NAMES
from chibo_desktop.excel.headings import labels, meaning
from chibo_desktop.excel.reading import People, read_people
from chibo_desktop.excel.sheets import read_workbook
from chibo_desktop.excel.table import Table, find_table
from chibo_desktop.excel.template import make_template, template_keys
from excel.old_fonts import as_tcvn3, as_vni, as_windows_1258
from excel.rosters import Cell, Grid, as_csv, as_ods, as_xls, as_xlsx, kept, simple, ward_list

BORN = {"birth_date": "1975-08-15"}


@dataclass(frozen=True)
class Layout:
    """A file, the people in it (name to some of their facts), and the cells with a problem."""

    make: Callable[[], bytes]
    people: dict[str, dict[str, str]]
    wrong: list[str] = field(default_factory=list)
    name: str = "danh-sach.xlsx"


def one(head: str, value: Cell, wrong: str = "", **facts: str) -> Layout:
    """A roster of one person with one more column."""
    grid = simple(("Vàng A Chứ", value), head=("STT", "Họ và tên", head))
    return Layout(lambda: as_xlsx(grid), {"Vàng A Chứ": facts}, [wrong] if wrong else [])


def of(grid: Grid, people: dict[str, dict[str, str]], *wrong: str) -> Layout:
    """A grid as an .xlsx."""
    return Layout(lambda: as_xlsx(grid), people, list(wrong))


def _badges() -> Grid:
    """The list for badges of the ward workbook: days in three columns, the card a digit a cell."""
    head = ["TUỔI ĐẢNG", "HỌ TÊN KHAI SINH", "HỌ TÊN ĐANG DÙNG", "NGÀY \nSINH", "", "", "QUÊ QUÁN"]
    head += ["NGÀY VÀO ĐẢNG", "", "", "SỐ THẺ ĐẢNG", *[""] * 7, "CHI BỘ", "GHI CHÚ"]
    dua = [
        30,
        "Giàng Thị Dua",
        "Giàng Thị Thào Dua",
        3,
        2,
        1975,
        "Nậm Sơn",
        "19",
        "5",
        "1996",
        *"01234567",
        "Suối Lanh",
        "",
    ]
    return [
        ["QUẬN ỦY", *[""] * 19],
        ["DANH SÁCH ĐẢNG VIÊN", *[""] * 19],
        head,
        ["10", *[""] * 19],
        ["30", *[""] * 19],
        dua,
        [*[""] * 12, "T/M ĐẢNG ỦY", *[""] * 7],
        [*[""] * 12, "Hoàng Văn Biểu", *[""] * 7],
    ]  # fmt: skip


def _marks() -> Grid:
    """X in choice columns under a head of two rows."""
    return [
        ["TT", "Họ và tên", "Giới tính", "", "Diện", "", "", "Chức vụ trong chi bộ", "", ""],
        ["", "", "Nam", "Nữ", "Chính thức", "Dự bị", "Miễn sinh hoạt", "BT", "PBT", "CUV"],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        [1, "Vàng A Chứ", "X", "", "x", "", "", "X", "", ""],
        [2, "Giàng Thị Dua", "", "x", "", "x", "", "", "", ""],
        [3, "Lò Văn Hặc", "x", "", "X", "", "X", "", "", "có thể"],
    ]


def _hostile_rows() -> Grid:
    """Empty rows, sums, repeated heads, groups, signatures."""
    head = ["STT", "Họ và tên", "Năm sinh"]
    return [
        ["DANH SÁCH ĐẢNG VIÊN"],
        ["Ngày 05 tháng 10 năm 2026"],
        [],
        head,
        ["I", "Chi bộ bản Suối Lanh", ""],
        [1, "Vàng A Chứ", 1975],
        [],
        [2, "Giàng Thị Dua", "1980"],
        ["", "Cộng: 2", ""],
        head,
        [3, "Lò Văn Hặc", 1990],
        ["Tổng số", "", "3"],
        [],
        ["", "", "NGƯỜI LẬP BIỂU"],
        ["", "Pờ Go Hừ", ""],
    ]


WARD, WARD_SPANS = ward_list()
WARD_PEOPLE = {
    "Vàng A Chứ": {"gender": "male", "birth_date": "1975-08-15", "card_number": "01234567", "office": "secretary",
                   "other_office": "Trưởng bản", "admitted_on": "2001-02-03", "official_on": "2002-02-03"},
    "Giàng Thị Dua": {"gender": "female", "birth_date": "1980", "card_number": "01234568"},
    "Pờ Go Hừ": {"birth_date": "1969-02", "office": "committee_member"},
    "Lò Văn Hặc": {"official_on": "2021-09-02"},
}  # fmt: skip
NFD = unicodedata.normalize("NFD", "Vàng A Chứ")
PLAIN: Grid = simple(
    ("Vàng A Chứ", "15/08/1975"),
    ("Giàng Thị Dua", ""),
    ("Lò Văn Hặc", "1990"),
    head=("STT", "Họ và tên", "Ngày sinh"),
)
THREE = {"Vàng A Chứ": BORN, "Giàng Thị Dua": {}, "Lò Văn Hặc": {"birth_date": "1990"}}

LAYOUTS: dict[str, Layout] = {
    "the ward workbook of 2020": Layout(lambda: as_xls(WARD, WARD_SPANS), WARD_PEOPLE, ["E12"], "a.xls"),
    "the same as xlsx": Layout(lambda: as_xlsx(WARD, WARD_SPANS), WARD_PEOPLE, ["E12"]),
    "the list for badges": of(_badges(), {"Giàng Thị Thào Dua": {"birth_date": "1975-02-03", "admitted_on": "1996-05-19", "card_number": "01234567"}}),
    "marks": of(_marks(), {"Vàng A Chứ": {"gender": "male", "office": "secretary"}, "Giàng Thị Dua": {"gender": "female"}, "Lò Văn Hặc": {}}, "J6"),
    "rows that are no people": of(_hostile_rows(), {"Vàng A Chứ": {"birth_date": "1975"}, "Giàng Thị Dua": {}, "Lò Văn Hặc": {}}),
    "ods": Layout(lambda: as_ods(PLAIN), THREE, name="a.ods"),
    "csv with semicolons": Layout(lambda: as_csv(PLAIN), THREE, name="a.csv"),
    "csv in windows-1258": Layout(lambda: as_windows_1258("\n".join(",".join(map(str, row)) for row in PLAIN)), THREE, name="a.csv"),
    "csv in TCVN3": Layout(lambda: as_tcvn3("\n".join(",".join(map(str, row)) for row in PLAIN)).encode("latin-1"), THREE, name="a.csv"),
    "xls in .VnTime": Layout(lambda: as_xls([[as_tcvn3(str(cell)) for cell in row] for row in PLAIN]), THREE, name="a.xls"),
    "xlsx in VNI": Layout(lambda: as_xlsx([[as_vni(str(cell)) for cell in row] for row in PLAIN]), THREE),
    "names in capitals": of(simple(("VÀNG A  CHỨ", "15/8/1975")), {"Vàng A Chứ": BORN}),
    "names of two columns": of([["STT", "Họ và tên đệm", "Tên", "Năm sinh"], [1, "Vàng A", "Chứ", 1975]], {"Vàng A Chứ": {"birth_date": "1975"}}),
    "a name in decomposed letters": of(simple((NFD, "15/8/1975")), {"Vàng A Chứ": BORN}),
    "a name with a note": of(simple(("Đ/c Vàng A Chứ (Bí thư)", "15/8/1975")), {"Vàng A Chứ": BORN}),
    "a name of one word": of(simple(("Chứ", "15/8/1975"), ("Lò Văn Hặc", "")), {"": {}, "Lò Văn Hặc": {}}, "B2"),
    "a name with a figure": of(simple(("Vàng A Ch1", ""), ("Lò Văn Hặc", "")), {"": {}, "Lò Văn Hặc": {}}, "B2"),
    "facts without a name": of(simple(("", "15/8/1975"), ("Lò Văn Hặc", "")), {"": {}, "Lò Văn Hặc": {}}, "B2"),
    "a real day": one("Ngày sinh", date(1975, 8, 15), **BORN),
    "a day as Excel counts": one("Ngày sinh", 27621, **BORN),
    "a year as a figure": one("Ngày sinh", 1975, birth_date="1975"),
    "a month": one("Ngày sinh", "8/1975", birth_date="1975-08"),
    "a day in words": one("Ngày sinh", "ngày 15 tháng 8 năm 1975", **BORN),
    "a day with a clock": one("Ngày sinh", "1975-08-15 00:00:00", **BORN),
    "a year of two figures": one("Ngày sinh", "15/8/75", "C2"),
    "a month 13": one("Ngày sinh", "12/13/1975", "C2"),
    "30 February": one("Ngày sinh", "30/2/1975", "C2"),
    "a letter for a figure": one("Ngày sinh", "I5/8/1975", "C2"),
    "figures run together": one("Ngày sinh", 15081975, "C2"),
    "a day too early": one("Ngày sinh", "15/8/1875", "C2"),
    "dots to be filled": one("Ngày sinh", "…/…/…"),
    "only a year of becoming official": one("Ngày chính thức", "2002", "C2"),
    "two days in one cell": one("Ngày vào Đảng/chính thức", "3/2/2001 - 3/2/2002", admitted_on="2001-02-03", official_on="2002-02-03"),
    "three days in one cell": one("Ngày vào Đảng/chính thức", "3/2/2001, 3/2/2002, 3/2/2003", "C2"),
    "a card that lost its digits": one("Số thẻ đảng viên", "1.23E+11", "C2"),
    "a card that is a round figure": one("Số thẻ đảng viên", 1.23e11, "C2"),
    "a card that lost its noughts": one("Số thẻ đảng viên", 1234567, "C2"),
    "a card of twelve digits without the first": one("Số thẻ đảng viên", 99075001234, "C2"),
    "a card as words": one("Số thẻ đảng viên", "099 075 001 234", card_number="099075001234"),
    "card and file in one cell": one("Số thẻ/ số lý lịch", "01234567/8912", card_number="01234567"),
    "a telephone without its nought": one("Điện thoại", 900000678, phone="0900000678"),
    "a telephone that is none": one("Điện thoại", 1.5, "C2"),
    "a sex nobody knows": one("Giới tính", "?? x", "C2"),
    "an unclear standing": one("Tình trạng", "CT", "C2"),
    "an office with others": one("Chức vụ", "Phó Bí thư, Trưởng bản", office="deputy_secretary", other_office="Trưởng bản"),
}  # fmt: skip


def table_of(folder: Path, layout: Layout) -> Table:
    return find_table(read_workbook(kept(folder, layout.make(), layout.name)))


def people_of(folder: Path, layout: Layout) -> People:
    return read_people(table_of(folder, layout))


@pytest.mark.parametrize("case", list(LAYOUTS))
def test_people_and_wrong_cells_are_found(case: str, tmp_path: Path) -> None:
    layout = LAYOUTS[case]
    people = people_of(tmp_path, layout)
    assert [row.name for row in people.rows] == list(layout.people)
    assert [said.cell for row in people.rows for said in row.problems] == layout.wrong
    for row in people.rows:
        expected = layout.people[row.name]
        assert {name: row.values.get(name) for name in expected} == expected


def test_the_columns_of_the_ward_workbook_are_all_understood(tmp_path: Path) -> None:
    table = table_of(tmp_path, LAYOUTS["the ward workbook of 2020"])
    assert (table.top, table.body) == (5, 8)
    assert table.mapped == {
        1: "cell", 2: "full_name", 3: "card_number", 4: "male", 5: "female", 12: "office", 13: "other_office",
        14: "admitted_on", 15: "official_on", 8: "ethnic_group", 10: "schooling", 11: "theory",
    }  # fmt: skip


def test_every_wrong_cell_says_what_to_do(tmp_path: Path) -> None:
    for layout in LAYOUTS.values():
        for row in people_of(tmp_path, layout).rows:
            for said in row.problems:
                assert str(said).startswith(f"Ô {said.cell}: ")
                assert said.sentence.endswith(".")


def test_what_was_changed_on_the_way_is_said(tmp_path: Path) -> None:
    for case, said in (
        ("a telephone without its nought", "thêm lại số 0"),
        ("a day as Excel counts", "số 27621 của Excel là ngày 15/08/1975"),
        ("a name with a note", "bỏ phần ghi thêm “(Bí thư)”"),
        ("card and file in one cell", "bỏ phần sau dấu /"),
    ):
        (row,) = people_of(tmp_path, LAYOUTS[case]).rows
        assert any(said in note.sentence for note in row.notes), case


def test_both_ways_of_writing_a_name_are_kept_to_be_shown(tmp_path: Path) -> None:
    (row,) = people_of(tmp_path, LAYOUTS["names in capitals"]).rows
    assert (row.raw_name, row.name) == ("VÀNG A CHỨ", "Vàng A Chứ")


@pytest.mark.parametrize(("case", "font"), [("xls in .VnTime", "tcvn3"), ("xlsx in VNI", "vni")])
def test_an_old_font_is_named(case: str, font: str, tmp_path: Path) -> None:
    assert table_of(tmp_path, LAYOUTS[case]).sheet.font == NAMES[font]


def test_standings_come_from_marks_and_words(tmp_path: Path) -> None:
    rows = people_of(tmp_path, LAYOUTS["marks"]).rows
    assert [sorted(row.standings) for row in rows] == [["official"], ["probationary"], ["exempt", "official"]]
    (gone,) = people_of(tmp_path, one("Tình trạng", "Từ trần")).rows
    assert gone.gone == "Từ trần"


def test_the_sheet_with_the_people_is_taken(tmp_path: Path) -> None:
    data = as_xlsx([["Hướng dẫn", "điền"], ["Họ và tên", "Ngày sinh"]], sheets={"DS 2026": PLAIN})
    table = find_table(read_workbook(kept(tmp_path, data)))
    assert table.sheet.name == "DS 2026"


def test_hidden_sheets_are_passed_over(tmp_path: Path) -> None:
    workbook = read_workbook(kept(tmp_path, make_template("Chi bộ bản Suối Lanh")))
    assert [sheet.name for sheet in workbook.sheets] == ["Danh sách"]


def test_our_own_template_is_understood_whole_and_its_example_is_no_person(tmp_path: Path) -> None:
    table = find_table(read_workbook(kept(tmp_path, make_template("Chi bộ bản Suối Lanh"))))
    assert tuple(table.mapped[column] for column in sorted(table.mapped)) == template_keys()
    assert read_people(table).rows == ()


def test_every_label_that_can_be_chosen_is_itself_a_heading_that_is_known() -> None:
    unknown = {
        key for key, words in labels().items() if ":" not in key and (meaning(words) or ("", 0))[0] != key
    }
    assert unknown == set()
