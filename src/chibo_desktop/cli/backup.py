"""`backup`: making checked copies of a book, listing and checking them, and putting one back; never deletes a book."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.disks import shown
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import Verbs

if TYPE_CHECKING:
    from chibo_desktop.actions.backups import Comparison
    from chibo_desktop.actions.restoring import Restored
    from chibo_desktop.lists.backups import BackupRow
    from chibo_desktop.store.backup import Facts


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `backup`."""
    verbs = Verbs(parser)
    make = verbs.add("make", "sao lưu sổ nếu có gì mới từ bản trước; mở lại kiểm tra rồi mới tính", _make)
    make.add_argument(
        "--to", type=Path, metavar="DIR", help="chép thêm một bản ra USB hoặc ổ khác, rồi đọc lại"
    )
    verbs.add("list", "các bản sao lưu đang có; không cần mật khẩu", _list)
    check = verbs.add("check", "mở thử một bản ở thư mục tạm, xét từng trang, so với sổ hiện nay", _check)
    restore = verbs.add("restore", "lấy sổ lại từ bản sao lưu; các tệp đang có được giữ riêng", _restore)
    for verb, what in ((check, "bản mới nhất"), (restore, "bản mới nhất, chỉ khi sổ đang hỏng")):
        verb.add_argument("file", type=Path, metavar="FILE", nargs="?", help=f"tệp sao lưu; không có: {what}")


def _make(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.backups import back_up, copy_out

    with call.desk() as desk:
        made = back_up(desk, "asked", call.progress)
        copied = copy_out(desk, given.to.absolute(), call.progress) if given.to else None
        newest = _rows(desk.folder)[0]
    lines = [
        f"Đã sao lưu và kiểm tra: {shown(newest.path)}" if made else f"Không có gì mới từ {newest.path.name}."
    ]
    if copied:
        lines.append(f"Đã chép ra {shown(copied)} và đọc lại. Rút USB được rồi.")
    document = {"made": made is not None, "file": str(newest.path), "copy": str(copied) if copied else None}
    call.show(document, lines)
    return 0


def _list(call: Call, _given: Namespace) -> int:
    rows = _rows(call.folder)
    documents = [
        {
            "file": str(row.path),
            "good": row.header is not None,
            "made": row.header.made if row.header else None,
            "why": row.header.why if row.header else None,
            "entries": row.header.entries if row.header else None,
            "bytes": row.size,
        }
        for row in rows
    ]
    call.show({"backups": documents}, _list_lines(rows))
    return 0


def _list_lines(rows: list[BackupRow]) -> Iterator[str]:
    if not rows:
        yield "Chưa có bản sao lưu nào."
    for row in rows:
        if row.header is None:
            yield f"{row.path.name}: không đọc được, không tính là bản sao lưu"
            continue
        yield f"{row.path.name}: {row.header.made_at:%H:%M %d/%m/%Y}, {row.header.entries} lần ghi, {row.why_words}"


def _check(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.backups import look_into

    with call.desk() as desk:
        path = given.file.absolute() if given.file else _newest(desk.folder)
        found = look_into(desk, path, call.progress)
    document: dict[str, Any] = {
        "file": str(path),
        "made": found.header.made,
        "program": found.header.program,
        "holds": _facts(found.facts),
        "present": _facts(found.own),
        "more_here": found.more_here,
    }
    call.show(document, _check_lines(found))
    return 0


def _facts(facts: Facts) -> dict[str, Any]:
    said = asdict(facts)
    del said["chains"]
    return said


def _check_lines(found: Comparison) -> Iterator[str]:
    yield f"Bản sao lưu {found.header.made_at:%H:%M %d/%m/%Y} nguyên vẹn và mở được."
    for words, name in (("lần ghi", "entries"), ("đảng viên", "members"), ("buổi sinh hoạt", "meetings")):
        yield f"  {words}: {getattr(found.facts, name)}, sổ hiện nay {getattr(found.own, name)}"
    last = found.facts.last_meeting
    yield f"  buổi sinh hoạt mới nhất: {PartialDate.from_iso(last).shown() if last else 'chưa có'}"
    yield f"  sổ hiện nay có thêm {found.more_here} lần ghi so với bản này"


def _restore(call: Call, given: Namespace) -> int:
    if given.file is None:
        return _recover(call)
    from chibo_desktop.actions.restoring import restore
    from chibo_desktop.base.clock import SystemClock

    if not given.file.is_file():
        raise Refusal(f"Không có tệp “{given.file.name}”. Hãy xem lại tên và thư mục.")
    restored = restore(
        call.folder,
        given.file.absolute(),
        call.password(),
        call.user,
        clock=SystemClock(),
        say=call.progress,
    )
    call.show(_restored(restored), _restored_lines(restored))
    return 0


def _recover(call: Call) -> int:
    """Only for a book that is damaged: nothing else chooses a backup by itself."""
    from chibo_desktop.actions.recovery import DamagedBook, make_ready, open_checked, recover

    said = make_ready(call.folder)
    try:
        open_checked(call.folder, call.password(), call.user).close()
    except DamagedBook as damaged:
        recovered = recover(damaged, say=call.progress)
        call.show(
            {**_restored(recovered.restored), "damage": recovered.damage, "sentence": recovered.sentence},
            (recovered.sentence, *recovered.more),
        )
        return 0
    if said:
        call.show({"sentence": said}, (said,))
        return 0
    raise Refusal("Sổ vẫn nguyên vẹn. Nếu vẫn muốn trở về một bản cũ, hãy nêu tên tệp sao lưu.")


def _restored(restored: Restored) -> dict[str, Any]:
    prepared = restored.prepared
    return {
        "made": prepared.header.made if prepared.header else None,
        "holds": _facts(prepared.facts),
        "device": prepared.device,
        "kept": str(restored.aside),
        "more_there": restored.more_there,
        "held_above": prepared.above,
        "password_of_that_day": prepared.by_old,
        "opened_by": list(prepared.opens),
        "opened_again_by": list(prepared.again),
        "invitations_withdrawn": prepared.withdrawn,
    }


def _restored_lines(restored: Restored) -> Iterator[str]:
    prepared = restored.prepared
    yield f"Đã lấy lại sổ từ bản sao lưu {prepared.moment}: {prepared.facts.entries} lần ghi."
    if restored.more_there:
        yield (
            f"Sổ trước đó có thêm {restored.more_there} lần ghi; phần đã gửi thì gói nhận lần tới đưa về, "
            "phần chưa gửi nằm trong các tệp được giữ lại."
        )
    yield from prepared.to_know
    if any(restored.aside.iterdir()):
        yield f"Các tệp trước đó được giữ ở: {shown(restored.aside)}"


def _rows(folder: Path) -> list[BackupRow]:
    from chibo_desktop.lists.backups import backup_facts

    return list(backup_facts(folder).rows)


def _newest(folder: Path) -> Path:
    for row in _rows(folder):
        if row.header is not None:
            return row.path
    raise Trouble("Chưa có bản sao lưu nào. Hãy chạy backup make trước.")
