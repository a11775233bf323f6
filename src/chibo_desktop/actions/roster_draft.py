"""A workbook opened as a roster of one cell: which sheet, which column holds what, whose rows; nothing is written yet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal
from chibo_desktop.excel import headings
from chibo_desktop.excel.reading import People, read_people
from chibo_desktop.excel.sheets import Step, Workbook, read_workbook
from chibo_desktop.excel.table import Table, find_table, has_name, table_in
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.seal import digest
from chibo_desktop.store import meta

EVERY_CELL = ""
"""Every row is this cell's, whatever its column of cells says."""


@dataclass(frozen=True)
class RosterDraft:
    """What a file is taken for. `cell` is the name in the file whose rows count, None while a person has to choose.

    `remembered`: this layout was read before and its columns are those a person settled then.
    """

    workbook: Workbook
    table: Table
    people: People
    cells: Mapping[str, int]
    cell: str | None
    remembered: bool = False


def open_roster(
    desk: Desk, path: Path, sheet: str | None = None, on_step: Step = lambda _done, _of: None
) -> RosterDraft:
    """Reads the file and proposes everything; may take seconds.

    Refusal for a file that is no sound table, and at a body above: a list belongs to a cell.
    """
    if desk.kind != "cell":
        raise Refusal(
            "Danh sách đảng viên nhập ở máy của chi bộ. Chi bộ chưa có máy thì nhập thay trong sổ của chi bộ ấy.",
            "for",
        )
    workbook = read_workbook(path, on_step)
    table = table_in(workbook.sheet(sheet)) if sheet else find_table(workbook)
    return _draft(desk, workbook, table, on_step)


def take_sheet(desk: Desk, draft: RosterDraft, sheet: str) -> RosterDraft:
    """The same file, another of its sheets."""
    return _draft(desk, draft.workbook, table_in(draft.workbook.sheet(sheet)), lambda _done, _of: None)


def take_columns(desk: Desk, draft: RosterDraft, mapped: Mapping[int, str]) -> RosterDraft:
    """The same table with other columns; Refusal for a key nobody knows or a column that is not there."""
    for column, key in mapped.items():
        if key not in headings.labels():
            known = ", ".join(headings.labels())
            raise Refusal(f"Không có mục “{key}”. Các mục: {known}.", "map")
        if not 0 <= column < draft.table.sheet.width:
            raise Refusal("Cột ấy không có trong bảng. Xem lại tên cột.", "map")
    table = replace(draft.table, mapped=dict(mapped))
    cells = draft.cells if "cell" in draft.table.mapped.values() else None
    made = _with_people(desk, draft.workbook, table, lambda _done, _of: None)
    return replace(made, cell=draft.cell) if cells is not None and cells == made.cells else made


def take_cell(draft: RosterDraft, cell: str) -> RosterDraft:
    """Only the rows of this cell of the file; `EVERY_CELL` takes all. Refusal for a name that is not in it."""
    if cell != EVERY_CELL and cell not in draft.cells:
        known = ", ".join(f"“{each}”" for each in draft.cells)
        raise Refusal(f"Trong tệp không có chi bộ “{cell}”. Các chi bộ trong tệp: {known}.", "cell")
    return replace(draft, cell=cell)


def _draft(desk: Desk, workbook: Workbook, table: Table, on_step: Step) -> RosterDraft:
    kept = recalled_columns(desk, table)
    if kept is not None:
        return replace(_with_people(desk, workbook, replace(table, mapped=kept), on_step), remembered=True)
    return _with_people(desk, workbook, table, on_step)


def _with_people(desk: Desk, workbook: Workbook, table: Table, on_step: Step) -> RosterDraft:
    people = read_people(table, on_step) if has_name(table.mapped) else People((), 0)
    cells = Counter(row.cell_name for row in people.rows if row.cell_name)
    return RosterDraft(workbook, table, people, dict(cells.most_common()), _own_cell(desk, cells))


def _own_cell(desk: Desk, cells: Counter[str]) -> str | None:
    """The one of the file's cells that is ours by its name; every row where the file knows no second cell."""
    if len(cells) < 2:
        return EVERY_CELL
    own = _bare(body_name(desk.store, desk.organisation_id))
    mine = [each for each in cells if _bare(each) == own]
    mine = mine or [each for each in cells if own and (_bare(each) in own or own in _bare(each))]
    return mine[0] if len(mine) == 1 else None


def _bare(cell: str) -> str:
    """A cell's name without the words that all cells share."""
    words = headings.plain(cell).split()
    return " ".join(word for word in words if word not in {"chi", "bo", "cb", "ban", "thon"})


def is_named_otherwise(desk: Desk, draft: RosterDraft) -> str:
    """The only cell the file names, when it is plainly another one than this; else ""."""
    if len(draft.cells) != 1:
        return ""
    named = next(iter(draft.cells))
    own, other = _bare(body_name(desk.store, desk.organisation_id)), _bare(named)
    return "" if not other or other in own or own in other else named


def recalled_columns(desk: Desk, table: Table) -> dict[int, str] | None:
    """The columns settled the last time a file of this layout was written; None for a new layout."""
    kept = meta.get(desk.store.connection, _layout(table)) if table.has_head else None
    if not kept:
        return None
    found = {int(column): str(key) for column, key in json.loads(kept).items()}
    known = headings.labels()
    fits = all(key in known and column < table.sheet.width for column, key in found.items())
    return found if fits and has_name(found) else None


def remember_columns(desk: Desk, table: Table) -> None:
    """Keeps the columns of this layout for the next file; headings and keys only, nothing about people."""
    if table.has_head:  # without one, two files of as many columns would be taken for one layout
        meta.put(desk.store.connection, _layout(table), json.dumps(dict(table.mapped)))


def _layout(table: Table) -> str:
    return f"roster_layout_{digest.hex16(table.signature.encode())}"
