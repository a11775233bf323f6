"""`meeting`: begin one, write one down whole, copy an old book, put one off; what it still lacks, and finalising it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from chibo_desktop.cli.call import Call, read_object
from chibo_desktop.cli.parser import Verbs
from chibo_desktop.records.meeting import KINDS


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `meeting`."""
    verbs = Verbs(parser)
    _declare_add(verbs)
    put = verbs.add("put", "ghi cả buổi sinh hoạt từ một tệp JSON; được cả hoặc không gì cả", _put)
    put.add_argument("file", type=Path, metavar="FILE.json", help="tệp một buổi sinh hoạt")
    old = verbs.add("old", "ghi lại nhiều buổi từ sổ cũ; dòng nào không được thì nêu ra", _old)
    old.add_argument("file", type=Path, metavar="FILE.json", help="tệp các buổi trong sổ cũ")
    _declare_put_off(verbs)
    check = verbs.add("check", "xem buổi sinh hoạt còn thiếu gì để chốt", _check)
    finalise = verbs.add("finalise", "kiểm tra, đánh số và chốt buổi sinh hoạt", _finalise)
    for verb in (check, finalise):
        verb.add_argument("id", metavar="ID", help="mã buổi sinh hoạt")


def _declare_add(verbs: Verbs) -> None:
    add = verbs.add("add", "bắt đầu một buổi: chương trình, nơi họp, chủ trì như thường lệ", _add)
    add.add_argument(
        "--kind",
        choices=[key for key, _ in KINDS],
        default="regular",
        metavar="LOẠI",
        help=f"loại buổi, không ghi là thường kỳ: {', '.join(f'{key} ({words})' for key, words in KINDS)}",
    )
    add.add_argument(
        "--period", metavar="THÁNG", help="kỳ sinh hoạt, ví dụ 2026-10; không ghi là tháng của ngày"
    )
    add.add_argument("--held-on", metavar="NGÀY", help="ngày sinh hoạt, ví dụ 05/10/2026")
    add.add_argument("--usual", action="store_true", help="ghi sẵn ngày, giờ theo lệ thường của chi bộ")


def _declare_put_off(verbs: Verbs) -> None:
    postpone = verbs.add("postpone", "hoãn một buổi sang ngày sau; giữ lại ngày đã định", _postpone)
    postpone.add_argument("id", metavar="ID", help="mã buổi sinh hoạt")
    postpone.add_argument("--to", metavar="NGÀY", help="ngày họp mới, ví dụ 12/10/2026")
    miss = verbs.add("miss", "ghi một tháng không sinh hoạt được, kèm lý do", _miss)
    miss.add_argument("period", metavar="THÁNG", help="kỳ không sinh hoạt, ví dụ 2026-10")
    for verb in (postpone, miss):
        verb.add_argument("--because", default="", metavar="LÝ_DO", help="lý do")
        verb.add_argument("--undo", action="store_true", help="bỏ ghi ấy")


def _add(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.meetings import add_meeting
    from chibo_desktop.base.dates import read_day

    with call.desk() as desk:
        _, meeting_id = add_meeting(
            desk,
            kind=given.kind,
            period=given.period,
            held_on=read_day(given.held_on, "held_on") if given.held_on else None,
            usual=given.usual,
        )
    call.show({"id": meeting_id}, (meeting_id,))
    return 0


def _put(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.meeting_document import put_meeting

    document = read_object(given.file)
    with call.desk() as desk:
        meeting_id = put_meeting(desk, document)
    call.show({"id": meeting_id}, (meeting_id,))
    return 0


def _old(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.old_books import add_old_meetings, read_old_meetings

    rows = read_old_meetings(read_object(given.file))
    with call.desk() as desk:
        done = add_old_meetings(desk, rows)
    problems = [
        {"row": each.row + 1, "field": each.field, "sentence": each.sentence} for each in done.problems
    ]
    call.show({"ids": list(done.added.values()), "problems": problems}, done.added.values())
    for problem in problems:
        call.warn(f"Dòng {problem['row']}: {problem['sentence']}")
    if not problems:
        return 0
    return 4 if done.added else 1


def _postpone(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.postponing import postpone_meeting, take_back_postponing
    from chibo_desktop.base.dates import read_day

    with call.desk() as desk:
        if given.undo:
            take_back_postponing(desk, given.id)
        else:
            postpone_meeting(desk, given.id, read_day(given.to or "", "to"), given.because)
    call.show({"id": given.id}, (given.id,))
    return 0


def _miss(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.postponing import miss_meeting, missed_in, take_back_missing

    with call.desk() as desk:
        if given.undo:
            meeting_id = missed_in(desk, given.period)
            take_back_missing(desk, meeting_id)
        else:
            _, meeting_id = miss_meeting(desk, given.period, given.because)
    call.show({"id": meeting_id}, (meeting_id,))
    return 0


def _check(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.finalise import check_meeting

    with call.desk() as desk:
        missing = check_meeting(desk, given.id)
    document = {
        "id": given.id,
        "complete": not missing,
        "missing": [{"sentence": each.sentence, "step": each.step, "field": each.field} for each in missing],
    }
    call.show(document, [each.sentence for each in missing] or ["Đủ để chốt."])
    if missing:
        call.warn(f"Buổi này còn thiếu {len(missing)} mục, chưa chốt được.")
    return 1 if missing else 0


def _finalise(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.finalise import finalise
    from chibo_desktop.lists.rows import find

    with call.desk() as desk:
        finalise(desk, given.id)
        meeting = find(desk.store, "meeting", given.id)
        at, shown = (meeting.text("finalised_at"), meeting.shown("finalised_at")) if meeting else ("", "")
    call.show({"id": given.id, "finalised_at": at}, (f"Đã chốt lúc {shown}.",))
    return 0
