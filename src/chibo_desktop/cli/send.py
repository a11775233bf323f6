"""`send`: seals what the bodies above and below have not got, and carries what waits to the mailbox."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import add_common, add_repeated

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk
    from chibo_desktop.actions.sending import News, Sent
    from chibo_desktop.store.outbox import Posted


def declare(parser: ArgumentParser) -> None:
    """Declares what may follow `send`."""
    add_repeated(parser, "--to", "ORG", "mã tổ chức nhận; không có: mọi nơi có gì mới")
    parser.add_argument("--again", action="store_true", help="gửi lại cả khi không có gì mới từ gói trước")
    parser.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ gửi gì cho ai, không gửi")
    add_common(parser)
    parser.set_defaults(handler=_send)


def _send(call: Call, given: Namespace) -> int:
    from chibo_desktop.actions.sending import send

    with call.desk() as desk:
        if given.dry_run:
            return _only_say(call, desk, given)
        sent = send(desk, given.to, again=given.again, on_step=call.progress)
        lines = list(_lines(desk, sent))
    call.show(_document(sent), lines)
    for org, sentence in sent.refused:
        call.warn(f"{org}: {sentence}")
    if not sent.refused:
        return 0
    return 4 if sent.carried else 1


def _only_say(call: Call, desk: Desk, given: Namespace) -> int:
    from chibo_desktop.actions.carrying import needed_mailbox
    from chibo_desktop.actions.sending import list_news
    from chibo_desktop.store.outbox import list_posted

    needed_mailbox(desk)
    news = list_news(desk, given.to, again=given.again)
    waiting = list_posted(desk.store, waiting=True)
    document = {
        "dry_run": True,
        "new": [{"to": each.org, "to_name": each.name, "entries": each.entries} for each in news],
        "waiting": [_posted(each) for each in waiting],
    }
    call.show(document, _news_lines(news, waiting))
    return 0


def _news_lines(news: list[News], waiting: list[Posted]) -> Iterator[str]:
    for each in news:
        yield f"Sẽ làm gói cho {each.name}: {each.entries} lần ghi chưa được xác nhận."
    for one in waiting:
        yield f"Đang chờ gửi: {one.name}, đã lên {one.sent}/{one.pieces} phần."
    if not news and not waiting:
        yield "Không có gì mới để gửi."


def _document(sent: Sent) -> dict[str, Any]:
    return {
        "dry_run": False,
        "made": [
            {"to": each.to_org, "entries": each.entries, "file": each.path.name, "bytes": each.size}
            for each in sent.made
        ],
        "carried": [_posted(each) for each in sent.carried],
        "refused": [{"to": org, "sentence": sentence} for org, sentence in sent.refused],
    }


def _posted(each: Posted) -> dict[str, Any]:
    return {
        "to": each.to_org,
        "file": each.name,
        "bytes": each.size,
        "pieces": each.pieces,
        "sent": each.sent,
        "carried": each.carried_at.isoformat() if each.carried_at else None,
    }


def _lines(desk: Desk, sent: Sent) -> Iterator[str]:
    from chibo_desktop.lists.exchange import body_name

    for each in sent.carried:
        yield f"Đã gửi cho {body_name(desk.store, each.to_org)}: {each.name}, {each.size} byte."
    if not sent.carried:
        yield "Không có gì mới để gửi."
