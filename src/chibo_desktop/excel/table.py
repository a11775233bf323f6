"""Where in a sheet the list of members stands: the rows of its head, what each column holds, where people begin."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chibo_desktop.base import text
from chibo_desktop.excel import headings
from chibo_desktop.excel.cells import says_nothing, words_of
from chibo_desktop.excel.sheets import Sheet, Workbook

HEAD_WITHIN = 60
"""A head stands among the first rows; what comes later that looks like one is a page repeated."""
DEEPEST = 3
_DATES = frozenset({"birth_date", "decided_on", "admitted_on", "official_on", "joined_on", "card_issued_on"})
_NUMBER = re.compile(r"\(?\d{1,2}\)?")

Mapped = Mapping[int, str]
"""Column, counted from 0, to what it holds (a key of `headings.labels`). Several columns may hold one thing together."""


@dataclass(frozen=True)
class Table:
    """The list in one sheet. Rows and columns are counted from 0; `body` is the first row of people.

    Without a head `top` is the first row of people too, and the headings are empty.
    """

    sheet: Sheet
    top: int
    body: int
    headings: tuple[str, ...]
    mapped: Mapped
    has_head: bool = True

    @property
    def signature(self) -> str:
        """What another file of the same layout has in common: the headings, folded."""
        return "|".join(headings.plain(each) for each in self.headings)


def find_table(workbook: Workbook) -> Table:
    """The table that fits best among the sheets; one without a head, nothing mapped, when none is recognised."""
    return max((table_in(sheet) for sheet in workbook.sheets), key=_fitness)


def _fitness(table: Table) -> tuple[bool, bool, int, int]:
    keys = set(table.mapped.values())
    rows = sum(
        1
        for row in table.sheet.rows[table.body :]
        if sum(not says_nothing(words_of(each)) for each in row) > 1
    )
    return has_name(table.mapped), rows > 0, len(keys), rows


def has_name(mapped: Mapped) -> bool:
    """Whether a column holds the names, without which there is no list."""
    keys = set(mapped.values())
    return "full_name" in keys or {"family_name", "given_name"} <= keys


def table_in(sheet: Sheet) -> Table:
    """The table of one sheet; where no head is recognised, the first filled row is, unless it holds figures."""
    grid = _filled(sheet)
    found: list[tuple[int, int, int, tuple[str, ...], dict[int, str]]] = []
    for top in range(min(len(grid), HEAD_WITHIN)):
        for depth in range(1, min(DEEPEST, len(grid) - top) + 1):
            paths = _paths(grid[top : top + depth], sheet.width)
            mapped = _mapped(paths)
            if not has_name(mapped) or not _is_head(sheet, grid, top, depth, mapped):
                continue
            found.append((-len(set(mapped.values())), depth, top, paths, mapped))
    if not found:
        return _headless(sheet, grid)
    # the most columns understood, then the fewest rows (no title above), then the first (no page repeated)
    _, depth, top, paths, mapped = min(found, key=lambda each: each[:3])
    body = _after_numbers(grid, top + depth)
    return Table(sheet, top, body, paths, _widened(sheet, body, paths, mapped))


def _headless(sheet: Sheet, grid: Sequence[Sequence[str]]) -> Table:
    top = next((place for place, row in enumerate(grid) if sum(map(bool, row)) > 1), 0)
    paths = tuple(grid[top]) if grid else ()
    if any(
        letter.isdigit() for words in paths for letter in words
    ):  # a person: heads hold no days, no numbers
        return Table(sheet, top, top, ("",) * sheet.width, {}, has_head=False)
    return Table(sheet, top, top + 1, paths, _mapped(paths))


def _filled(sheet: Sheet) -> list[list[str]]:
    """The words of the first rows, those of a merged cell in each of its cells."""
    grid = [[words_of(each) for each in row] for row in sheet.rows[: HEAD_WITHIN + DEEPEST + 2]]
    for (top, left), (high, wide) in sheet.spans.items():
        for row in range(top, min(top + high, len(grid))):
            for column in range(left, min(left + wide, sheet.width)):
                grid[row][column] = grid[top][left]
    return grid


def _paths(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """For each column the words of the head from top to bottom, each said once."""
    head = [list(row) for row in rows]
    for upper, lower in itertools.pairwise(head):
        for column in range(1, width):
            # a heading over several columns whose cells the file does not merge: each has a word of its own below
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return tuple(
        headings.BETWEEN.join(dict.fromkeys(row[column] for row in head if row[column]))
        for column in range(width)
    )


def _mapped(paths: Sequence[str]) -> dict[int, str]:
    claims: dict[int, tuple[str, int]] = {}
    for column, path in enumerate(paths):
        found = _split(paths, column) or headings.meaning(path)
        if found is None and headings.BETWEEN in path:
            found = headings.meaning(path.rsplit(headings.BETWEEN, 1)[1])
        if found is not None and found[0]:
            claims[column] = found
    return {column: key for column, (key, _) in claims.items() if _wins(claims, paths, column)}


def _split(paths: Sequence[str], column: int) -> tuple[str, int] | None:
    """A head of a date over columns of its own: day, month, year; or men, women."""
    over, between, under = paths[column].rpartition(headings.BETWEEN)
    found = headings.meaning(over) if between else None
    if found is None or found[0] not in _DATES:
        return None
    beside = [path.rpartition(headings.BETWEEN)[2] for path in paths if path.startswith(over + between)]
    folded = [text.fold(each) for each in beside]
    if folded == ["ngay", "thang", "nam"]:
        return found
    if "nu" in folded and found[0] == "birth_date":
        return {"nam": ("male", 0), "nu": ("female", 0)}.get(text.fold(under))
    return None


def _wins(claims: Mapping[int, tuple[str, int]], paths: Sequence[str], column: int) -> bool:
    """Of columns that claim one key the first with the lowest rank has it, with those beside it under the same head."""
    key, _ = claims[column]
    rivals = [place for place, (other, _) in claims.items() if other == key]
    winner = min(rivals, key=lambda place: (claims[place][1], place))
    span = [place for place in rivals if _over(paths[place]) == _over(paths[winner])]
    return column == winner or (column in span and len(span) > 1 and span[-1] - span[0] == len(span) - 1)


def _over(path: str) -> str:
    return path.partition(headings.BETWEEN)[0]


def _is_head(sheet: Sheet, grid: Sequence[Sequence[str]], top: int, depth: int, mapped: Mapped) -> bool:
    """The last row of a head holds words, and a head of several rows has no person in its lower ones."""
    name = next(column for column, key in mapped.items() if key in ("full_name", "family_name"))
    if not all(any(row) for row in grid[top : top + depth]):
        return False
    lower = [words_of(sheet.rows[row][name]) for row in range(top + 1, top + depth)]
    return all(not words or headings.meaning(words) is not None for words in lower)


def _after_numbers(grid: Sequence[Sequence[str]], body: int) -> int:
    """A row of column numbers, which may skip some, is no person."""
    while body < len(grid):
        filled = [each for each in grid[body] if each]
        numbers = [int(each.strip("()")) for each in filled if _NUMBER.fullmatch(each)]
        if len(numbers) < 3 or len(numbers) < len(filled) or numbers != sorted(numbers):
            return body
        body += 1
    return body


def _widened(sheet: Sheet, body: int, paths: Sequence[str], mapped: dict[int, str]) -> dict[int, str]:
    """Columns without a heading that go on with the one before: a digit a cell, or day, month, year."""
    made = dict(mapped)
    name = next(column for column, key in mapped.items() if key in ("full_name", "family_name"))
    people = [row for row in sheet.rows[body:] if words_of(row[name])]
    for column in range(1, sheet.width):
        key = made.get(column - 1)
        if column in made or paths[column] or key not in {"card_number", *_DATES}:
            continue
        values = [words for row in people if (words := words_of(row[column]))]
        most = 1 if key == "card_number" else 4
        if values and all(each.isdigit() and len(each) <= most for each in values):
            made[column] = key
    return made
