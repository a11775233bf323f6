"""Promises of what a roster file tells beside the old columns: ethnic group, file number, day of the card, levels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.qualifications import add_levels
from chibo_desktop.actions.roster_draft import RosterDraft, open_roster
from chibo_desktop.actions.roster_files import save_roster
from chibo_desktop.actions.roster_import import plan_roster, write_roster
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.qualifications import Levels, levels_on
from chibo_desktop.lists.rows import select

HEAD = (
    "STT", "Họ và tên", "Dân tộc", "Số thẻ/số lý lịch", "Ngày chính thức", "Ngày phát thẻ",
    "Trình độ học vấn, chuyên môn", "Lý luận chính trị",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One cell for all tests of this module, each about people of its own."""
    clock = FixedClock(datetime(2026, 10, 5, 22, 0, tzinfo=VIETNAM))
    made = make_desk(tmp_path_factory.mktemp("levels"), clock)
    yield made
    made.close()


def roster(folder: Path, desk: Desk, *rows: tuple[object, ...]) -> RosterDraft:
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(folder / "ds.xlsx")
    return open_roster(desk, folder / "ds.xlsx")


def written(desk: Desk, draft: RosterDraft) -> None:
    write_roster(desk, draft, plan_roster(desk, draft))


def test_a_new_person_comes_with_group_numbers_and_levels(desk: Desk, tmp_path: Path) -> None:
    row = (1, "VÀNG A CHỨ", "H'Mông", "01234567/001234 NS", "3/2/2002", "19/5/2002", "12/12, ĐH", "TC")
    written(desk, roster(tmp_path, desk, row))
    (member,) = [each for each in select(desk.store, "member") if each.text("full_name") == "Vàng A Chứ"]
    assert {name: member.text(name) for name in ("ethnic_group", "card_number", "file_number")} == {
        "ethnic_group": "Mông",
        "card_number": "01234567",
        "file_number": "001234 NS",
    }
    assert member.day("card_issued_on") == date(2002, 5, 19)
    assert levels_on(desk.store, desk.today)[member.id] == Levels("upper", "university", "intermediate")


def test_a_word_nobody_knows_is_asked_and_may_be_left_empty(desk: Desk, tmp_path: Path) -> None:
    draft = roster(tmp_path, desk, (1, "Lò Văn Hặc", "Mông", "", "3/2/2002", "", "lớp vỡ lòng", ""))
    (line,) = plan_roster(desk, draft).lines
    assert (line.outcome, line.problems[0].cell) == ("refuse", "G2")
    assert "chưa rõ là trình độ nào" in line.problems[0].sentence
    (left,) = plan_roster(desk, draft, leave_wrong=True).lines
    assert left.outcome == "add"


def test_a_level_that_changed_holds_from_the_day_of_the_file_and_the_old_one_before(
    desk: Desk, tmp_path: Path
) -> None:
    member = add_member(desk, full_name="Pờ Go Hừ", official_on=date(2002, 2, 3))[1]
    add_levels(desk, member, {"theory": "elementary"})
    row = (1, "Pờ Go Hừ", "", "", "3/2/2002", "", "9/12", "Trung cấp")
    draft = roster(tmp_path, desk, row)
    (line,) = plan_roster(desk, draft).lines
    assert [(each.label, each.old, each.new) for each in line.changes] == [
        ("Trình độ học vấn", "", "Trung học cơ sở"),
        ("Lý luận chính trị", "Sơ cấp", "Trung cấp"),
    ]
    written(desk, draft)
    assert levels_on(desk.store, date(2020, 1, 1))[member] == Levels("lower", "", "elementary")
    assert levels_on(desk.store, desk.today)[member] == Levels("lower", "", "intermediate")
    (again,) = plan_roster(desk, roster(tmp_path, desk, row)).lines
    assert again.outcome == "same"


def test_the_list_leaves_with_levels_and_is_read_back_unchanged(desk: Desk, tmp_path: Path) -> None:
    member = add_member(desk, full_name="Lù Thị Ương", ethnic_group="Mông", file_number="001234 NS")[1]
    add_levels(desk, member, {"theory": "elementary", "professional": "college"})
    for reason in ("", "đối chiếu thẻ đảng"):
        save_roster(desk, tmp_path / "ds.xlsx", reason=reason)
        rows = list(openpyxl.load_workbook(tmp_path / "ds.xlsx").active.iter_rows(values_only=True))
        assert [each for each in rows[-1] if each][-3:] == ["001234 NS", "Cao đẳng", "Sơ cấp"]
        assert ("Mông" in rows[-1]) is bool(reason)
        lines = plan_roster(desk, open_roster(desk, tmp_path / "ds.xlsx")).lines
        assert {line.outcome for line in lines} == {"same"}
