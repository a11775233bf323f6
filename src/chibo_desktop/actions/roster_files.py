"""Workbooks a person takes away: the empty template, and the list of members with what is private left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.roster_import import Line
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.paths import write_whole
from chibo_desktop.excel.book import Column, check_ending, make_book
from chibo_desktop.excel.headings import ADDED, LEVELS, MEMBER_FIELDS, labels
from chibo_desktop.excel.reading import Said
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.masked import MASKED
from chibo_desktop.lists.qualifications import level_words, levels_on
from chibo_desktop.lists.roster import list_members
from chibo_desktop.store.access import note_access


def save_template(desk: Desk, path: Path) -> None:
    """Writes the empty roster workbook; Trouble when the disk refuses."""
    from chibo_desktop.excel.template import make_template

    check_ending(path)
    write_whole(path, make_template(body_name(desk.store, desk.organisation_id)))


def save_roster(desk: Desk, path: Path, *, reason: str = "", cell_id: str | None = None) -> int:
    """Writes the list of today as a workbook and notes it in the access log; gives how many people are in it.

    Without a reason the days of birth, the card numbers and the ethnic groups stay out. The file can be read back as a
    roster.
    """
    check_ending(path)
    cell = cell_id or desk.organisation_id
    kept = [name for name in MEMBER_FIELDS if reason or name not in MASKED["member"]]
    first = [name for name in kept if name not in ADDED]
    later = [name for name in kept if name in ADDED]
    people, levels = list_members(desk.store, cell, desk.today), levels_on(desk.store, desk.today)
    rows: list[list[str | int]] = [
        [
            place,
            *(row.facts.shown(name) for name in first),
            _first_upper(row.standing_label),
            *(row.facts.shown(name) for name in later),
            *(level_words(sort, levels[row.id].of(sort)) if row.id in levels else "" for sort in LEVELS),
        ]
        for place, row in enumerate(people, 1)
    ]
    columns = [Column("STT"), *(Column(labels()[name]) for name in (*first, "standing", *later, *LEVELS))]
    said = (
        "Có ngày sinh, dân tộc và số thẻ: giữ kín tệp này."
        if reason
        else "Không có ngày sinh, dân tộc và số thẻ đảng viên."
    )
    title = f"DANH SÁCH ĐẢNG VIÊN – {body_name(desk.store, cell)}"
    data = make_book(title, columns, rows, help_lines=(f"Ngày {show_day(desk.today)}. {said}",))
    note_access(desk.store, "exported", "member", "", user=desk.user, note=reason)
    write_whole(path, data)
    return len(people)


def save_left(desk: Desk, path: Path, lines: Sequence[Line], of_file: str) -> int:
    """Writes who of a roster file was not written, with row, cell and reason; gives how many people that is.

    Only what the file itself holds is in it, nothing of the book; noted in the access log like every list.
    """
    check_ending(path)
    rows: list[list[str | int]] = [
        [line.row.number, said.cell, line.row.name or line.row.raw_name, said.sentence]
        for line in lines
        for said in reasons(line)
    ]
    columns = [Column("Dòng"), Column("Ô"), Column("Họ và tên", wide=28), Column("Vì sao", wide=90)]
    said = f"Chưa ghi được từ “{of_file}”, ngày {show_day(desk.today)}. Sửa các ô ấy trong tệp rồi nhập lại."
    data = make_book("DANH SÁCH CHƯA GHI ĐƯỢC", columns, rows, help_lines=(said,))
    note_access(desk.store, "exported", "member", "", user=desk.user, note="danh sách chưa ghi được khi nhập")
    write_whole(path, data)
    return len(lines)


def reasons(line: Line) -> tuple[Said, ...]:
    """Why a row is not written, each with its cell; nothing in the words comes from the book but names in the file."""
    cell = line.row.place_of("full_name")
    if line.outcome == "ask":
        return (Said(cell, "chưa chọn là người nào trong danh sách, hay là người mới."),)
    if line.outcome == "unsaid":
        return (Said(cell, "tệp không ghi là chính thức hay dự bị."),)
    return line.problems


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]
