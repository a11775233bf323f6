"""`join`: inviting, asking, approving; revoking a lost laptop; two records that are one. The answer is read by `bundle read`."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_desktop.base.errors import Refusal
from chibo_desktop.cli.call import Call, read_file, read_words
from chibo_desktop.cli.parser import Verbs, add_repeated

if TYPE_CHECKING:
    from chibo_desktop.actions.inviting import Asked

WORD = "CHIBO_WORD"
STATES = {"open": "còn mở", "used": "đã dùng", "withdrawn": "đã rút", "closed": "đã đóng vì sai từ khóa"}


def declare(parser: ArgumentParser) -> None:
    """Declares the words of `join`."""
    verbs = Verbs(parser)
    invite = verbs.add("invite", "làm giấy mời và từ khóa mời cho một chi bộ", _invite)
    invite.add_argument("organisation", nargs="?", metavar="ORG", help="chi bộ xã ghi thay, hoặc mất máy")
    invite.add_argument("--name", default="", help="tên chi bộ mới, khi không có ORG")
    verbs.add("list", "xem các giấy mời đã làm", _invitations)
    withdraw = verbs.add("withdraw", "rút lại một giấy mời còn mở", _withdraw)
    withdraw.add_argument("number", metavar="SỐ", help="số giấy mời")
    request = verbs.add("request", "trả lời giấy mời: làm tệp xin nối", _request)
    look = verbs.add("look", "xem tệp xin nối: ai xin, số kiểm tra, từ khóa đúng hay sai", _look)
    approve = verbs.add("approve", "duyệt tệp xin nối, làm một tệp gửi lại", _approve)
    approve.add_argument(
        "--check", metavar="SỐ", required=True, help="sáu số kiểm tra nơi xin đọc qua điện thoại"
    )
    for verb, what in ((request, "giấy mời"), (look, "tệp xin nối"), (approve, "tệp xin nối")):
        verb.add_argument("file", type=Path, metavar="FILE", help=what)
    for verb in (invite, request):
        verb.add_argument("--out", type=Path, metavar="FILE", required=True, help="tệp sẽ ghi")
    approve.add_argument("--out", type=Path, metavar="FILE", required=True, help="tệp hoặc thư mục sẽ ghi")
    revoke = verbs.add("revoke", "thu hồi khóa của chi bộ mất máy, hoặc của một máy", _revoke)
    revoke.add_argument("what", metavar="ORG|MÁY", help="mã chi bộ, hoặc mã máy 8 ký tự")
    add_repeated(revoke, "--after", "SỔ=SỐ", "lần ghi cuối còn giá trị trong một sổ")
    same = verbs.add("same", "nói rằng hai bản ghi là một", _same)
    same.add_argument("kind", choices=("organisation", "member"), metavar="organisation|member", help="loại")
    same.add_argument("kept", metavar="GIỮ", help="mã bản ghi giữ lại")
    same.add_argument("joined", metavar="NỐI", help="mã bản ghi nối vào")
    same.add_argument("--part", action="store_true", help="tách lại hai bản ghi đã nối")


def _invite(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.inviting import invite
    from chibo_desktop.base.paths import write_whole

    with call.desk() as desk:
        made = invite(desk, given.name, given.organisation)
        write_whole(given.out, made.text.encode())
    call.show(
        {"file": str(given.out), "number": made.number, "name": made.name, "word": made.word},
        (
            f"Đã làm giấy mời cho {made.name}: {given.out}",
            f"Từ khóa mời, chỉ hiện một lần, đọc qua điện thoại: {made.word}",
            f"Số giấy mời, để rút lại khi cần: {made.number}",
        ),
    )
    return 0


def _invitations(call: Call, _given: Namespace) -> int:
    from chibo_desktop.store.invitations import list_invitations

    with call.desk() as desk:
        found = list_invitations(desk.store)
    call.show(
        {
            "invitations": [
                {
                    "number": each.number,
                    "name": each.name,
                    "organisation": each.org,
                    "at": each.at.isoformat(),
                    "state": each.state,
                    "wrong_words": len(each.wrong),
                    "joined": each.joined,
                }
                for each in found
            ]
        },
        [f"{each.number}  {each.at:%d/%m/%Y}  {STATES[each.state]}  {each.name}" for each in found]
        or ["Chưa làm giấy mời nào."],
    )
    return 0


def _withdraw(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.inviting import withdraw

    with call.desk() as desk:
        withdraw(desk, given.number)
    call.show({"number": given.number, "state": "withdrawn"}, (f"Đã rút lại giấy mời {given.number}.",))
    return 0


def _request(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.joining import request_join
    from chibo_desktop.base.paths import write_whole

    text, word = read_words(given.file), os.environ.get(WORD) or _ask_word()
    with call.desk() as desk:
        made = request_join(desk, text, word)
        write_whole(given.out, made.data)
    number = made.asking.check_number
    call.show(
        {"file": str(given.out), "to": made.asking.organisation_id, "check_number": number},
        (
            f"Đã làm tệp xin nối với {made.asking.name}: {given.out}",
            f"Số kiểm tra, đọc qua điện thoại cho nơi ấy so: {number}",
            "Khi có tệp trả lời, đọc nó như mọi gói: bundle read TỆP",
        ),
    )
    return 0


def _ask_word() -> str:
    import sys

    if not sys.stdin.isatty():
        raise Refusal(f"Chưa có từ khóa mời. Hãy đặt biến {WORD}, hoặc chạy lệnh này trong cửa sổ gõ lệnh.")
    return input("Từ khóa mời cấp trên đọc cho: ")


def _look(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.inviting import look_request

    with call.desk() as desk:
        asked = look_request(desk, read_file(given.file))
    call.show(_asked_document(asked), _asked_lines(asked))
    return 0 if asked.word_right else 1


def _asked_document(asked: Asked) -> dict[str, object]:
    return {
        "organisation": asked.organisation_id,
        "name": asked.name,
        "kind": asked.kind,
        "check_number": asked.check_number,
        "word_right": asked.word_right,
        "tries_left": asked.tries_left,
        "stands_for": asked.known_id or None,
        "replaces_lost": asked.was_lost,
        "approved": asked.is_done,
    }


def _asked_lines(asked: Asked) -> list[str]:
    lines = [f"{asked.name} ({asked.organisation_id}) xin nối.", f"Số kiểm tra: {asked.check_number}"]
    if asked.known_name:
        what = "dùng máy mới thay máy đã mất" if asked.was_lost else "nhận lại sổ xã đang ghi thay"
        lines.append(f"Duyệt thì nơi này {what}: {asked.known_name}.")
    lines.append(
        "Từ khóa mời: đúng"
        if asked.word_right
        else f"Từ khóa mời: SAI, còn {asked.tries_left} lần. Không duyệt được."
    )
    return [*lines, "Tệp này đã duyệt rồi; duyệt lại chỉ làm lại tệp gửi đi."] if asked.is_done else lines


def _approve(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.inviting import approve, look_request

    data = read_file(given.file)
    with call.desk() as desk:
        asked = look_request(desk, data)
        if given.check.replace(" ", "") != asked.check_number:
            raise Refusal(
                "Số kiểm tra không khớp với tệp này. Đừng duyệt: hãy hỏi lại nơi xin, rồi xin tệp mới.",
                "check",
            )
        made, _changes = approve(desk, data, given.out)
    call.show(
        {**_asked_document(asked), "file": str(made.path), "entries": made.entries},
        (f"Đã duyệt {asked.name}. Đưa tệp này cho họ: {made.path}",),
    )
    return 0


def _revoke(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.revoking import revoke_body, revoke_device, what_follows

    after = dict(map(_book_number, given.after))
    with call.desk() as desk:
        if "-" in given.what:
            changes = revoke_body(desk, given.what, after)
            said = what_follows(desk, given.what)
        else:
            said = "Gói máy này làm sau này đều bị từ chối. Những gì đã nhận vẫn giữ nguyên giá trị."
            changes = revoke_device(desk, given.what, after)
    call.show({"revoked": given.what, "records": len(changes.items)}, (f"Đã thu hồi. {said}",))
    return 0


def _book_number(words: str) -> tuple[str, int]:
    book, equals, number = words.rpartition("=")
    if not equals or not number.isdecimal():
        raise Refusal(f"“{words}” chưa đúng cách ghi. Ghi như: --after k7m2q9xa-1=12", "after")
    return book, int(number)


def _same(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.same_as import join_same

    if given.part:
        return _part(call, given)
    with call.desk() as desk:
        changes = join_same(desk, given.kind, given.kept, given.joined)
    call.show(
        {"id": changes.ids("same_as")[0], "kept": given.kept, "joined": given.joined},
        (f"Từ nay {given.joined} được đọc là {given.kept} ở mọi nơi.",),
    )
    return 0


def _part(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.same_as import part_again
    from chibo_desktop.lists.same import joins

    with call.desk() as desk:
        pairs = [(join.kept_id, join.joined_id) for join in joins(desk.store, given.kind)]
        if (given.kept, given.joined) not in pairs:
            raise Refusal(f"{given.joined} không nối vào {given.kept}. Hãy xem lại hai mã.", "joined")
        changes = part_again(desk, given.kind, given.joined)
    call.show(
        {"ids": list(changes.ids("same_as")), "kept": given.kept, "parted": given.joined},
        (f"Đã tách: {given.joined} lại đứng riêng ở mọi nơi.",),
    )
    return 0
