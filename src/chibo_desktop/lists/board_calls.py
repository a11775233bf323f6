"""Whom a body rings up about a cell's meeting, when it reminded the cell, what the cell sent last; reminding is an action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import show_month
from chibo_desktop.lists.board_shapes import CellMonth
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.said import speaks_for_cell
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class Secretary:
    """Who leads a cell; `phone` is "" where it is not written down or not held at this level."""

    name: str
    phone: str


def secretaries(store: Store) -> Mapping[str, Secretary]:
    """The secretary of every cell held here, by cell; read once until somebody writes."""
    return known(store, "secretaries", lambda: _read(store))


def _read(store: Store) -> Mapping[str, Secretary]:
    same, found = organisations(store).same, {}
    for member in select(store, "member", "office = 'secretary'"):
        found[same(member.text("cell_id"))] = Secretary(member.text("full_name"), _phone(member))
    return found


def _phone(member: Facts) -> str:
    return "" if "phone" in member.absent else member.text("phone")


def reminder_title(month: str) -> str:
    """What a reminder about a month's meeting is called, so that it is found again."""
    return f"Nhắc sinh hoạt chi bộ {show_month(month)}"


def reminder_words(cell_month: CellMonth, today: date) -> str:
    """What it says to the cell."""
    if cell_month.state == "partial":
        return f"Biên bản {show_month(cell_month.month)} nhận chưa đủ: {cell_month.lacking}. Đề nghị chi bộ gửi lại gói còn thiếu."
    late = cell_month.days_late(today)
    when = f", đã quá {late} ngày so với ngày định" if late > 0 else ""
    return (
        f"Chưa nhận được biên bản sinh hoạt {show_month(cell_month.month)} của chi bộ{when}. "
        "Đề nghị chi bộ sinh hoạt và gửi biên bản; nếu kỳ này không họp được thì ghi lý do."
    )


def reminded_on(store: Store, cell_id: str, month: str) -> date | None:
    """The last day on which the cell was reminded of a month's meeting."""
    found = select(
        store,
        "material",
        "sort = 'reminder' AND organisation_id = ? AND title = ?",
        (cell_id, reminder_title(month)),
    )
    days = [day for facts in found if (day := facts.day("issued_on")) is not None]
    return max(days, default=None)


_LAST = """SELECT cell_id, _book, COALESCE(kind, 'regular') AS kind, max(substr(period, 1, 7)) AS month FROM meeting
    WHERE finalised_at IS NOT NULL AND length(period) >= 7 AND COALESCE(missed, 0) = 0
    AND COALESCE(from_old_book, 0) = 0 AND COALESCE(put_away, 0) = 0 GROUP BY cell_id, _book, kind"""


def last_months(store: Store) -> Mapping[str, str]:
    """By cell the newest month of which its minutes are here."""
    same, found = organisations(store).same, dict[str, str]()
    is_own = speaks_for_cell(store)
    for row in store.rows(_LAST):
        cell = same(row["cell_id"] or "")
        if is_own(row["_book"], row["cell_id"] or "") and kind_of(row["kind"]).counts_as("regular"):
            found[cell] = max(found.get(cell, ""), row["month"])
    return found
