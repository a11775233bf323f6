"""How candidates and numbers to be admitted are said in rows; shared by the parts of the page "Phát triển đảng" and "Hôm nay"."""

from __future__ import annotations

from datetime import date

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.admission_targets import Years, new_numbers
from chibo_desktop.lists.candidates import CandidateRow, DueLine
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.admission import LEFT, OFFICIAL, STOPPED, Due
from chibo_desktop.rules.deadlines import days_words
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.rows import Row

PAGE = "Phát triển đảng"
CANDIDATE, NEW = "candidate", "new candidate"
"""The views that are wanted: one candidate, the form for another."""
GONE = {STOPPED: "thôi", LEFT: "đã rời danh sách"}
TERM = 5
"""Years from one congress to the next; congresses are held in years that it divides."""
ROOMY = 900
"""Logical pixels from which two columns of cards stand beside each other."""


def candidate_line(row: CandidateRow, today: date, *, with_cell: bool = False) -> Row:
    """Name; state, cell or helper and the last remark; at the right what is due, else the next step's side."""
    since = f"từ {show_day(row.way.since)}" if row.way.since else ""
    parts = [row.state_label, since]
    if with_cell:
        parts.append(row.cell_name if row.name else "")
    else:
        parts.append(f"{row.helper.name} giúp đỡ" if row.helper else "")
        parts.append(f"nhận xét tháng {_month(row.last_remark)}" if row.last_remark else "")
    second = " · ".join(part for part in parts if part)
    kind, words = _right(row, today, with_cell=with_cell)
    return Row(row.id, row.shown, second, kind, words, quiet=kind in ("tick", "dot", "todo", "half"))


def _right(row: CandidateRow, today: date, *, with_cell: bool) -> tuple[glyphs.Kind, str]:
    if row.way.is_over:
        return ("tick", "chính thức") if row.way.state == OFFICIAL else ("dot", GONE.get(row.way.state, ""))
    if row.near:
        due = row.near[0]
        whose = "cấp trên " if due.by == "body" and not with_cell else ""
        kind, words = due_state(due, today)
        return ("late" if kind == "todo" else kind), f"{whose}{words}"
    if row.warnings:
        return "warning", f"{len(row.warnings)} điều cần xem"
    return ("half", "chờ cấp trên") if row.way.by == "body" else ("todo", "chi bộ làm")


def due_state(due: Due, today: date) -> tuple[glyphs.Kind, str]:
    """How long it still has; that the months of probation are over is nobody's delay."""
    if due.about == "probation" and due.due_on < today:
        return "tick", "đã đủ 12 tháng"
    return ("absent" if due.due_on < today else "todo"), days_words(due.due_on, today)


def due_row(line: DueLine) -> Row:
    """One thing to do: what, of whom, how long it still has."""
    return Row(
        line.candidate_id, line.words, line.second, "absent" if line.is_late else "late", line.due_words
    )


def _month(month: str) -> str:
    return f"{int(month[5:7])}/{month[:4]}"


def new_number_rows(session: Session) -> list[Row]:
    """For "Hôm nay": the numbers bodies above gave this desk of late, a quiet line each; their key "" opens the page."""
    store, today = session.store, session.now().date()
    held = organisations(store)
    return [
        Row(
            "",
            f"Chỉ tiêu kết nạp {years_words(given.years)}: {given.count} đảng viên",
            f"{held.name(given.body_id, on)} giao ngày {show_day(on)}",
            quiet=True,
        )
        for given, on in new_numbers(store, session.desk.organisation_id, today)
    ]


def years_words(years: Years) -> str:
    """As "năm 2026", "nhiệm kỳ 2025–2030" of the five years after a congress, "các năm 2025–2027"."""
    first, last = years
    if first == last:
        return f"năm {first}"
    is_term = first % TERM == 1 and last - first == TERM - 1
    return f"nhiệm kỳ {first - 1}–{last}" if is_term else f"các năm {first}–{last}"
