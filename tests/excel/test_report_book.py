"""The workbook of indicators: numbers are numbers, heads stay, empty parts are left out, nothing is a formula."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from chibo_desktop.actions.indicator_files import save_indicator_book
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.errors import Refusal
from lists.small_upper import SmallUpper, make_small_upper


@pytest.fixture
def upper(tmp_path: Path) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path / "upper")
    commune = made.commune()
    hu = made.cell(commune, 9, name="=Chi bộ bản Nà Hừ")
    made.session(hu, "2026-08", 8)
    made.session(hu, "2026-09")
    made.put(
        "hand_figure",
        body_id=made.upper,
        indicator="population",
        period_from=PartialDate(2026),
        period_until=PartialDate(2026),
        denominator=1520,
        source="Ủy ban nhân dân xã",
    )
    yield made
    made.desk.close()


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def written(upper: SmallUpper, folder: Path) -> bytes:
    save_indicator_book(upper.desk, upper.upper, "2026-07", "2026-09", folder / "so.xlsx")
    return (folder / "so.xlsx").read_bytes()


def test_numerator_denominator_and_share_are_numbers(upper: SmallUpper, tmp_path: Path) -> None:
    found = sheets(written(upper, tmp_path))
    first = found["Chỉ tiêu"][4]
    assert first[:4] == ["Buổi sinh hoạt đủ tỷ lệ đảng viên dự", 1.0, 2.0, 0.5]
    assert first[6] == "Chưa đạt"
    assert [row[1:4] for row in found["Từng buổi"][4:]] == [[8.0, 9.0, pytest.approx(8 / 9)], [9.0, 9.0, 1.0]]
    assert found["Trực thuộc"][4][:4] == ["Đảng bộ xã Mường Sáy", 1.0, 2.0, 0.5]
    assert found["Nhập tay"][4][3] == 1520.0
    assert found["Qua các kỳ"][3][-1] == "III/26"


def test_a_name_that_begins_like_a_formula_stays_a_name_and_heads_stay(
    upper: SmallUpper, tmp_path: Path
) -> None:
    data = written(upper, tmp_path)
    assert sheets(data)["Từng buổi"][4][0].startswith("=Chi bộ bản Nà Hừ, ")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        every = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
    assert not any("<f>" in one for one in every)
    assert all('state="frozen"' in one and 'orientation="landscape"' in one for one in every)


def test_where_nothing_was_counted_the_share_is_an_empty_cell(upper: SmallUpper, tmp_path: Path) -> None:
    save_indicator_book(upper.desk, upper.upper, "2020-01", "2020-03", tmp_path / "so.xlsx")
    found = sheets((tmp_path / "so.xlsx").read_bytes())
    assert found["Chỉ tiêu"][4][1:4] == [0.0, 0.0, ""]
    assert "Từng buổi" not in found


def test_a_file_no_program_opens_is_refused_before_anything_is_counted(
    upper: SmallUpper, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="xlsx"):
        save_indicator_book(upper.desk, upper.upper, "2026-07", "2026-09", tmp_path / "so.csv")
