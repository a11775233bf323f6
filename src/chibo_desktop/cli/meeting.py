"""`meeting`: one whole meeting as one document, what it still lacks, and finalising it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from chibo_desktop.cli.call import Call, read_object
from chibo_desktop.cli.parser import Verbs


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `meeting`."""
    verbs = Verbs(parser)
    put = verbs.add("put", "ghi cả buổi sinh hoạt từ một tệp JSON; được cả hoặc không gì cả", _put)
    put.add_argument("file", type=Path, metavar="FILE.json", help="tệp một buổi sinh hoạt")
    check = verbs.add("check", "xem buổi sinh hoạt còn thiếu gì để chốt", _check)
    finalise = verbs.add("finalise", "kiểm tra, đánh số và chốt buổi sinh hoạt", _finalise)
    for verb in (check, finalise):
        verb.add_argument("id", metavar="ID", help="mã buổi sinh hoạt")


def _put(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.meeting_document import put_meeting

    document = read_object(given.file)
    with call.desk() as desk:
        meeting_id = put_meeting(desk, document)
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
