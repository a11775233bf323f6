"""IND-14: how many of the organisations a body rated it gave each grade; those not rated are counted beside."""

from __future__ import annotations

from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.indicators.figure import Behind, Figure, Indicator, Row
from chibo_desktop.lists.indicators.scope import Scope, behind_cells, refs
from chibo_desktop.lists.ratings import GradeShare, YearTable, year_table


def _rated(scope: Scope) -> Figure | None:
    if scope.is_cell:
        return None
    table = year_table(scope.held.store, scope.organisation_id, year_of(scope.within.last))
    if not table.rated and scope.organisation_id != own_organisation(scope.held.store):
        return None  # what a body below gave its own does not come here: nothing held is not nothing rated
    best = table.shares[0]
    notes = [f"Xếp loại năm {table.year}: {best.grade.words.lower()}.", table.warning]
    if table.left:
        notes.append(f"Chưa xếp loại {table.left} nơi.")
    return Figure(
        RATED.key,
        RATED.title,
        best.count,
        best.rated,
        unit="tổ chức",
        notes=tuple(note for note in notes if note),
        parts=lambda: (*(_row(table, share) for share in table.shares), _left(table)),
        behind=lambda: _behind(table, best),
    )


def year_of(last: str) -> int:
    """The newest year that is over at the end of a month: ratings are given after December."""
    return int(last[:4]) - (last[5:7] != "12")


def _row(table: YearTable, share: GradeShare) -> Row:
    return Row(
        share.grade.key,
        share.grade.words,
        share.count,
        share.rated,
        unit="tổ chức",
        behind=lambda: _behind(table, share),
    )


def _behind(table: YearTable, share: GradeShare) -> Behind:
    rated = [line for line in table.lines if line.grade]
    given = [line.id for line in rated if line.grade and line.grade.key == share.grade.key]
    return behind_cells(given, [line.id for line in rated])


def _left(table: YearTable) -> Row:
    left = [line.id for line in table.lines if line.grade is None]
    return Row(
        "left",
        "Chưa xếp loại",
        len(left),
        unit="tổ chức",
        behind=lambda: Behind(refs("organisation", left)),
    )


RATED = Indicator(
    "IND-14",
    "Xếp loại tổ chức đảng",
    "Số tổ chức trực thuộc được xếp mức cao nhất / số tổ chức đã xếp loại của năm gần nhất đã hết; từng mức và số chưa "
    "xếp loại ghi riêng.",
    _rated,
)
COUNTS = (RATED,)
