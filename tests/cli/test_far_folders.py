"""The whole work where paths have more than 260 characters, under a home folder with Vietnamese letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from chibo_desktop.base.paths import DATABASE
from cli.calling import PASSWORD, Door, make_desk

LONG = 260


@pytest.fixture
def far(tmp_path: Path) -> Path:
    """A folder so far down that everything in it is beyond what Windows takes without a prefix."""
    parts = ("Nguyễn Thị Ánh", *(f"Tài liệu của chi bộ bản Suối Lanh {number}" for number in range(1, 8)))
    folder = tmp_path.joinpath(*parts)
    folder.mkdir(parents=True)
    assert len(str(folder)) > LONG
    return folder


@pytest.fixture
def cell(far: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Door:
    monkeypatch.setenv("CHIBO_PASSWORD", PASSWORD)
    make_desk(far / "sổ")
    return Door(far / "sổ", capsys)


def test_a_year_of_work_far_down_is_written_backed_up_sent_and_put_back(
    cell: Door, commune: Door, far: Path
) -> None:
    own = cell.done("keys", "show", "--json").json["organisation"]
    above = commune.done("keys", "show", "--json").json["organisation"]
    request, certificate = far / "yêu cầu.txt", far / "chứng thư.txt"
    cell.done("keys", "request", "--out", request)
    commune.done("keys", "certify", request, "--out", certificate)
    cell.done("keys", "accept", certificate)
    cell.add("member", cell_id=own, full_name="Vàng A Chứ")

    stick = far / "USB"
    stick.mkdir()
    copied = cell.done("backup", "make", "--to", stick, "--json").json
    assert len(copied["file"]) > LONG
    cell.add("member", cell_id=own, full_name="Mùa Thị Chư")
    made = Path(cell.done("bundle", "make", "--to", above, "--out", stick, "--json").json["file"])
    assert made.parent == stick
    assert commune.done("bundle", "read", made, "--json").json["bundles"][0]["result"] == "read"
    listed = commune.done("records", "list", "member", "--json").json["records"]
    assert {each["full_name"] for each in listed} == {"Vàng A Chứ", "Mùa Thị Chư"}

    cell.done("members", "export", far / "danh sách.xlsx")
    assert (far / "danh sách.xlsx").stat().st_size > 0
    (backup,) = stick.glob("*.cbk")
    cell.done("backup", "restore", backup)
    assert len(cell.done("records", "list", "member", "--json").json["records"]) == 1
    assert cell.done("doctor", "--json").json["sound"]
    assert (cell.folder / DATABASE).is_file()


def test_a_paper_saved_far_down_lies_there(cell: Door, far: Path) -> None:
    own = cell.done("keys", "show", "--json").json["organisation"]
    meeting = cell.add("meeting", cell_id=own, kind="regular", period="2026-10", held_on="2026-10-05")
    cell.done("paper", "write", "bien-ban-thuong-ky", "--of", meeting, "--out", far / "Biên bản tháng 10.pdf")
    assert (far / "Biên bản tháng 10.pdf").read_bytes().startswith(b"%PDF")
