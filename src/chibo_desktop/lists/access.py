"""Sổ truy cập: who printed, saved, looked, exported and opened keys on this machine, in words; kept two years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.said_values import record_words, user_words
from chibo_desktop.records import SPECS
from chibo_desktop.store import Store
from chibo_desktop.store.access import KEPT, Access, list_access

WHAT = {
    "printed": "In",
    "saved": "Lưu thành tệp",
    "exported": "Ghi ra tệp, gói",
    "certified": "Chứng nhận tổ chức",
    "revoked": "Thu hồi",
    "opened_keys": "Mở khóa, đổi mật khẩu",
    "unmasked": "Xem số thẻ, ngày sinh",
    "looked": "Xem",
}


NOTES = (
    (re.compile(r"recovery sheet"), "tờ mã khôi phục"),
    (re.compile(r"export"), "cất khóa ra tệp"),
    (re.compile(r"body key"), "khóa của tổ chức"),
    (re.compile(r"password of (\S+) reset by .* at (\S+)"), r"cấp trên đặt lại mật khẩu của \1 lúc \2"),
    (
        re.compile(r"password of (\S+) reset in the book with key (\S+)"),
        r"đặt lại mật khẩu của \1, sổ có khóa \2",
    ),
)
"""Notes that the program itself writes, in the words a person reads; what a person typed stays as it is."""


@dataclass(frozen=True)
class AccessRow:
    """One line; `record` is the key by which `access_rows` narrows to one record, "" where none is meant."""

    at: datetime
    what: str
    words: str
    subject: str
    user: str
    note: str
    record: str


def access_rows(store: Store, record: str = "", what: str = "") -> list[AccessRow]:
    """The log, newest first; of one record ("kind id") or of one sort of act when named."""
    rows = [_row(store, each) for each in list_access(store)]
    return [row for row in rows if record in ("", row.record) and what in ("", row.what)]


def accessed_records(rows: list[AccessRow]) -> list[tuple[str, str]]:
    """Key and words of every record named in the rows, by words."""
    found = {row.record: row.subject for row in rows if row.record and row.subject}
    return sorted(found.items(), key=lambda each: each[1])


def kept_since(today: date) -> date:
    """The first day whose lines are still kept, by this desk's clock."""
    return today - KEPT


def _row(store: Store, line: Access) -> AccessRow:
    is_body = line.kind == "organisation"
    subject = body_name(store, line.id) if is_body and line.id else _subject(store, line)
    record = f"{line.kind} {line.id}" if line.id else ""
    return AccessRow(
        line.at,
        line.what,
        WHAT.get(line.what, line.what),
        subject,
        _who(store, line.user),
        _note(line.note),
        record,
    )


def _who(store: Store, user: str) -> str:
    return user_words(store, store.device, user)


def _note(note: str) -> str:
    for known, words in NOTES:
        if found := known.fullmatch(note):
            return found.expand(words)
    return note


def _subject(store: Store, line: Access) -> str:
    if line.kind not in SPECS:
        return ""
    return record_words(store, line.kind, line.id) if line.id else f"danh sách: {SPECS[line.kind].title}"
