"""`report`: the figures and tables of a range of months, of this desk's organisation or of one below it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk
    from chibo_desktop.lists.indicators.figure import Behind, Figure, Report, Reported, Row


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `report`."""
    verbs = Verbs(parser)
    for name, summary, handler in (
        ("indicators", "các chỉ tiêu của một kỳ, của từng nơi trực thuộc", _indicators),
        ("meetings", "bảng các buổi sinh hoạt của một kỳ", _meetings),
        ("proposals", "bảng kiến nghị nêu trong một kỳ, nay đến đâu", _proposals),
        ("assignments", "bảng nhiệm vụ giao trong một kỳ, nay đến đâu", _assignments),
        ("visits", "lượt dự sinh hoạt của một kỳ, theo tổ, theo đảng bộ", _visits),
    ):
        verb = verbs.add(name, summary, handler)
        verb.add_argument("--from", dest="first", metavar="YYYY-MM", required=True, help="từ tháng")
        verb.add_argument("--to", dest="last", metavar="YYYY-MM", required=True, help="đến hết tháng")
        verb.add_argument(
            "--org", metavar="ORG", help="của tổ chức này và các nơi bên dưới; không ghi: của chính đơn vị"
        )
        if handler in (_visits, _indicators):
            verb.add_argument("--pdf", type=Path, metavar="FILE.pdf", help="ghi cả báo cáo ra tệp này")
        if handler is _visits:
            verb.add_argument(
                "--all-levels",
                action="store_true",
                help="cộng lượt dự của mọi cấp; không ghi: chỉ của cấp của đơn vị",
            )
        if handler in (_indicators, _proposals):
            verb.add_argument("--xlsx", type=Path, metavar="FILE.xlsx", help="ghi cả bảng tính ra tệp này")


def months_asked(given: Namespace) -> tuple[str, str]:
    """Both months; Refusal for what is no month, or an end before the begin."""
    from chibo_desktop.base.dates import read_partial

    months = [read_partial(given.first, "from"), read_partial(given.last, "to")]
    for month, option in zip(months, ("from", "to"), strict=True):
        if month.month is None or month.day is not None:
            raise Refusal("Gõ tháng và năm, ví dụ 2026-10.", option)
    first, last = (str(month) for month in months)
    if last < first:
        raise Refusal(f"Kỳ báo cáo ngược: đến {last} lại trước từ {first}. Đổi lại hai tháng.", "to")
    return first, last


def organisation_asked(desk: Desk, given: Namespace) -> str:
    """The organisation asked for; Refusal for one this desk knows nothing of."""
    from chibo_desktop.lists.tree import organisations

    if given.org is None:
        return desk.organisation_id
    held = organisations(desk.store)
    one = held.same(given.org)
    if held.name(one, desk.store.clock.now().date()) == one:
        raise Refusal(f"Máy này không có tổ chức {given.org}. Xem mã: records list organisation.", "org")
    return one


def _indicators(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.indicator_files import save_indicator_book, save_indicator_paper
    from chibo_desktop.lists.indicators.report import report

    first, last = months_asked(given)
    with call.desk() as desk:
        organisation_id = organisation_asked(desk, given)
        made = report(desk.store, organisation_id, first, last)
        document = _document(made)
        for save, place in ((save_indicator_paper, given.pdf), (save_indicator_book, given.xlsx)):
            if place is not None:
                save(desk, organisation_id, first, last, place)
    call.show(document, _lines(made))
    return 0


def _document(report: Report) -> dict[str, Any]:
    return {
        "from": report.first,
        "to": report.last,
        "own": _reported(report.own, with_rows=True),
        "below": [_reported(each, with_rows=False) for each in report.below],
        "by_hand": [asdict(row) for row in report.by_hand],
    }


def _reported(reported: Reported, *, with_rows: bool) -> dict[str, Any]:
    return {
        "id": reported.organisation_id,
        "name": reported.name,
        "kind": reported.kind,
        "figures": {key: _figure(each, with_rows=with_rows) for key, each in reported.figures.items()},
    }


def _figure(figure: Figure, *, with_rows: bool) -> dict[str, Any]:
    target = figure.target
    document: dict[str, Any] = {
        "title": figure.title,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "percent": figure.percent_shown,
        "target": {"percent": target.percent, "strict": target.strict, "rule": target.rule}
        if target
        else None,
        "met": figure.met,
        "unit": figure.unit,
        "notes": list(figure.notes),
    }
    if with_rows:
        document |= {"rows": [_row(row) for row in figure.rows], "behind": _behind(figure.ids)}
    return document


def _row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "title": row.title,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "percent": row.percent_shown,
        "met": row.met,
        "unit": row.unit,
        "note": row.note,
    }


def _behind(ids: Behind) -> dict[str, list[str]]:
    return {
        "numerator": [f"{kind} {one}" for kind, one in ids.numerator],
        "denominator": [f"{kind} {one}" for kind, one in ids.denominator],
    }


OF_PARTS = ("IND-10", "IND-12", "IND-13", "IND-14", "IND-15")
"""Shares whose parts are said too: years, kinds of places, grades, shares of others."""
VERDICTS = {True: "đạt", False: "chưa đạt", None: ""}


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.own.name}, từ {report.first} đến {report.last}"
    for figure in report.figures:
        yield f"{figure.key}  {_said(figure)}"
        yield from (f"    {note}" for note in figure.notes)
        if figure.denominator is None or figure.key in OF_PARTS:
            yield from (f"    {_row_said(row)}" for row in figure.rows)
    for each in report.below:
        yield each.name
        yield from (f"  {figure.key}  {_said(figure)}" for figure in each.figures.values())
    for hand in report.by_hand:
        yield f"(nhập tay) {hand.indicator}: {hand.numerator}/{hand.denominator}, {hand.source}"


def _said(figure: Figure) -> str:
    if figure.denominator is None:
        return f"{figure.title}: {figure.numerator} {figure.unit}"
    said = f"{figure.title}: {figure.numerator}/{figure.denominator} {figure.unit} = {figure.percent_shown}"
    if figure.target is None or figure.met is None:
        return said
    words = "trên" if figure.target.strict else "từ"
    return f"{said} ({words} {figure.target.percent} %: {VERDICTS[figure.met]})"


def _row_said(row: Row) -> str:
    share = "" if row.denominator is None else f"/{row.denominator} = {row.percent_shown}"
    return f"{row.title}: {row.numerator}{share} {row.unit}{f' ({row.note})' if row.note else ''}"


def _meetings(call: Call, given: Namespace) -> int:
    from chibo_desktop.lists.period_tables import sessions_between

    def line(each: dict[str, Any]) -> str:
        verdict = VERDICTS[each["met"]]
        said = f"{each['cell_name']}  {each['month']}  {each['kind']}: {each['present']}/{each['due']}"
        return f"{each['id']}  {said}{f', {verdict}' if verdict else ''}"

    return _table(call, given, sessions_between, line)


def _proposals(call: Call, given: Namespace) -> int:
    from chibo_desktop.lists.period_tables import proposals_between

    def line(each: dict[str, Any]) -> str:
        late = ", quá hạn" if each["is_overdue"] else ""
        return f"{each['id']}  {each['raised_on']}  {each['cell_name']}: {each['content']} ({each['state']}{late})"

    if given.xlsx is not None:
        _save_proposals(call, given)
    return _table(call, given, proposals_between, line)


def _save_proposals(call: Call, given: Namespace) -> None:
    """The same proposals as a workbook, oldest first."""
    from chibo_desktop.actions.proposal_files import save_proposal_book
    from chibo_desktop.lists.indicators.facts import Range
    from chibo_desktop.lists.proposal_register import of_body

    first, last = months_asked(given)
    within = Range(first, last)
    with call.desk() as desk:
        one = organisation_asked(desk, given)
        rows = of_body(desk.store, one, within.first_day, within.last_day)[::-1]
        save_proposal_book(desk, rows, given.xlsx, f"nêu từ {first} đến {last}", one)


def _assignments(call: Call, given: Namespace) -> int:
    from chibo_desktop.lists.period_tables import tasks_between

    def line(each: dict[str, Any]) -> str:
        due = f", hạn {each['due_on']}" if each["due_on"] else ""
        state = STATES.get(each["state"], "chưa báo cáo")
        return f"{each['id']}  {each['cell_name']}  {each['month']}: {each['title']}{due} ({state})"

    return _table(call, given, tasks_between, line)


def _visits(call: Call, given: Namespace) -> int:
    from chibo_desktop.cli.report_visits import show_visits

    months = months_asked(given)
    with call.desk() as desk:
        one = organisation_asked(desk, given)
    return show_visits(call, given, one, months)


STATES = {"done": "hoàn thành", "ongoing": "đang thực hiện", "not_done": "chưa thực hiện"}


def _table(
    call: Call,
    given: Namespace,
    read: Callable[..., Sequence[Any]],
    line: Callable[[dict[str, Any]], str],
) -> int:
    """One line a record; the same values as JSON."""
    first, last = months_asked(given)
    with call.desk() as desk:
        found = read(desk.store, organisation_asked(desk, given), first, last)
        rows = [{name: _plain(value) for name, value in asdict(each).items()} for each in found]
    call.show(rows, [line(each) for each in rows] or ["Kỳ này không có mục nào."])
    return 0


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
