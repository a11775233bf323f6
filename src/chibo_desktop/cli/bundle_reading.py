"""`bundle read` and `bundle aside`: files and whole folders into the book, and the files nobody could read."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk
    from chibo_desktop.actions.exchange import ReadResult
    from chibo_desktop.actions.office_import import Copied, Outcome
    from chibo_desktop.actions.office_survey import Survey
    from chibo_desktop.lists.set_aside import Lack

LEFT = "Chưa đọc tới tệp này; bản chép đã nằm trong máy. Chạy lại: bundle read, không cần tên tệp."
TWICE = "Trùng từng byte với một tệp khác trong lần đọc này."


def declare(verbs: Verbs) -> None:
    """Declares both words."""
    read = verbs.add("read", "nhận gói hoặc cả thư mục vào sổ; gói bị từ chối không cản gói khác", _read)
    read.add_argument(
        "files", type=Path, nargs="*", metavar="FILE", help="tệp gói hoặc thư mục; không có: đọc tiếp"
    )
    read.add_argument("--dry-run", action="store_true", help="chỉ nói điều sẽ xảy ra, không ghi gì")
    aside = verbs.add("aside", "các tệp không đọc được đã để riêng", _aside)
    what = aside.add_mutually_exclusive_group()
    what.add_argument("--again", action="store_true", help="thử đọc lại tất cả")
    what.add_argument("--forget", action="store_true", help="bỏ các bản chép ấy")


def _read(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.office_import import copy_in, find_bundles, read_arrivals
    from chibo_desktop.store.arrivals import list_to_read

    with call.desk() as desk:
        if not given.files:
            return _go_on(call, desk, is_dry=given.dry_run)
        found = find_bundles(given.files, any_name=True)
        if not found.paths:
            raise Refusal(
                found.trouble or "Không có tệp .cbb nào ở đó. Hãy chọn lại tệp hoặc thư mục.", "files"
            )
        before = {one.mark for one in list_to_read(desk.folder)}
        copied = copy_in(desk, found.paths)
        if given.dry_run:
            return _say_dry(call, desk, copied, before, found.others)
        outcome = read_arrivals(desk, copied.arrivals, call.progress)
    return _say_read(call, copied, outcome, found.others, (found.trouble, copied.trouble, outcome.trouble))


def _go_on(call: Call, desk: Desk, *, is_dry: bool) -> int:
    from chibo_desktop.actions.office_import import Copied, read_arrivals
    from chibo_desktop.store.arrivals import list_to_read

    arrivals = tuple(list_to_read(desk.folder))
    if not arrivals:
        raise Refusal("Không có tệp nào chờ đọc. Hãy viết tên tệp hoặc thư mục.", "files")
    copied = Copied(arrivals, tuple((Path(one.name), one) for one in arrivals))
    if is_dry:
        return _say_dry(call, desk, copied, {one.mark for one in arrivals}, 0)
    outcome = read_arrivals(desk, arrivals, call.progress)
    return _say_read(call, copied, outcome, 0, (outcome.trouble,))


def _say_dry(call: Call, desk: Desk, copied: Copied, before: set[str], others: int) -> int:
    """What each file alone would bring, and what all of them together lack; the copies go again."""
    from chibo_desktop.actions.exchange import read_bundles
    from chibo_desktop.actions.office_survey import look_over
    from chibo_desktop.store.arrivals import forget

    try:
        survey = look_over(desk, copied.arrivals)
        tried = read_bundles(desk, [one.path for one in copied.arrivals], True, call.progress)
    finally:
        forget(one for one in copied.arrivals if one.mark not in before)
    results = list(_by_file(copied, dict(zip(copied.arrivals, tried, strict=False))))
    document = {"dry_run": True, "bundles": [read_document(each) for each in results], "others": others}
    document |= {
        "senders": _senders(survey),
        "lacks": [_lack(one) for each in survey.senders for one in each.lacks],
    }
    _say(call, document, results, (copied.trouble,))
    return exit_code([each.result for each in results])


def _say_read(call: Call, copied: Copied, outcome: Outcome, others: int, troubles: Sequence[str]) -> int:
    results = list(_by_file(copied, dict(outcome.results)))
    document: dict[str, Any] = {"dry_run": False, "bundles": [read_document(each) for each in results]}
    document |= {"others": others, "lacks": [_lack(one) for one in outcome.lacks]}
    _say(call, document, results, troubles)
    for lack in outcome.lacks:
        call.warn(f"{lack.name}: thiếu {lack.words}.")
    if outcome.granted:
        call.warn(outcome.granted)
    return exit_code([each.result for each in results]) or (4 if any(troubles) else 0)


def _by_file(copied: Copied, results: dict[Any, ReadResult]) -> Iterator[ReadResult]:
    """One for every file that was named or found, under the name it has there."""
    from chibo_desktop.actions.exchange import ReadResult

    said = set()
    for path, arrival in copied.origins:
        result = results.get(arrival) or ReadResult(path, "refused", LEFT)
        if arrival in said and result.result != "refused":
            result = ReadResult(path, "known", TWICE, result.from_org, result.from_name)
        said.add(arrival)
        yield replace(result, path=path)
    yield from (ReadResult(path, "refused", sentence) for path, sentence in copied.refused)


def _say(call: Call, document: Any, results: Sequence[ReadResult], troubles: Sequence[str]) -> None:
    call.show(document, (f"{one.path.name}: {one.sentence}" for one in results if one.result != "refused"))
    for each in results:
        if each.result == "refused":
            call.warn(f"{each.path.name}: {each.sentence}")
    for trouble in filter(None, troubles):
        call.warn(trouble)


def read_document(each: ReadResult) -> dict[str, Any]:
    """What became of one file, as JSON says it."""
    document: dict[str, Any] = {"file": str(each.path), "result": each.result, "sentence": each.sentence}
    if each.taken is not None:
        taken = each.taken
        document |= {
            "from": each.from_org,
            "from_name": each.from_name,
            "new": taken.new,
            "known": taken.known,
            "waiting": taken.waiting,
            "branched": taken.branched,
            "parts": taken.parts,
            "receipts": taken.receipts,
            "conflicts": taken.conflicts,
            "gaps": [{"device": gap.device, "book": gap.book, "number": gap.number} for gap in taken.gaps],
        }
    return document


def _senders(survey: Survey) -> list[dict[str, Any]]:
    return [
        {
            "from": each.org,
            "from_name": each.name,
            "files": each.files,
            "known": each.known,
            "entries": each.entries,
            "months": list(each.months),
        }
        for each in survey.senders
    ]


def _lack(lack: Lack) -> dict[str, Any]:
    said = {"book": lack.book, "name": lack.name, "device": lack.device}
    return {**said, "first": lack.first, "last": lack.last, "sentence": f"Thiếu {lack.words}."}


def _aside(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.office_import import Copied, forget_aside, read_aside_again
    from chibo_desktop.lists.set_aside import list_set_aside
    from chibo_desktop.store.arrivals import list_aside

    with call.desk() as desk:
        if given.forget:
            gone = forget_aside(desk)
            call.show({"forgotten": gone}, [f"Đã bỏ {gone} tệp để riêng."])
            return 0
        if given.again:
            if not list_aside(desk.folder):
                raise Refusal("Không có tệp nào để riêng.")
            outcome = read_aside_again(desk, call.progress)
            named = tuple((Path(arrival.name), arrival) for arrival, _ in outcome.results)
            copied = Copied(tuple(arrival for _, arrival in named), named)
            return _say_read(call, copied, outcome, 0, (outcome.trouble,))
        rows = list_set_aside(desk.store)
    said = [
        {"file": row.arrival.name, "at": row.at.isoformat() if row.at else None, "sentence": row.sentence}
        for row in rows
    ]
    lines = [
        f"{row.arrival.name} ({row.at:%d/%m/%Y}): {row.sentence}"
        if row.at
        else f"{row.arrival.name}: {row.sentence}"
        for row in rows
    ]
    call.show({"aside": said}, lines or ["Không có tệp nào để riêng."])
    return 0


def exit_code(results: list[str]) -> int:
    """0 when no file was refused, 1 when all were, 4 when some were."""
    refused = results.count("refused")
    if not refused:
        return 0
    return 1 if refused == len(results) else 4
