"""Opening again the book of a body below that lost its password: a new password in its key file, and the mark of it.

The book itself is not opened here. What the cell sees of each use is the mark in its key file, the sentence on its
"Hôm nay" until the password is changed, and the line that its next opening writes to its access log (`actions.desk`).
No entry of the cell's own journal is written: no kind of record says this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from chibo_desktop.actions.desk import KEYS, Desk, read_slots
from chibo_desktop.actions.setup import check_password
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.seal.box import NotForUs
from chibo_desktop.seal.wrap import KeySlots
from chibo_desktop.store.access import note_access
from chibo_desktop.store.secrets import sealing_keys


@dataclass(frozen=True)
class Reopened:
    """Whose password was set, in which file, and when; the file goes back to where it came from."""

    keys_file: Path
    user: str
    at: datetime


def users_below(desk: Desk, keys_file: Path) -> list[str]:
    """Whose password could be set in this file; nothing is changed.

    Refusal when it is no key file, or the book never let this body open it.
    """
    slots = _read(keys_file)
    _key(desk, slots)
    return slots.users


def reopen_below(desk: Desk, keys_file: Path, *, user: str, new_password: str) -> Reopened:
    """Sets the password of that user, new or in place of the old one; takes about 0.2 s.

    Refusal when it is no key file, the book never let this body open it, or the password is weak; Trouble when
    the file cannot be written, which stays as it was. Sheet, other users and the body's own slot stay. Logged here
    before the file is written, so that no use goes unlogged; `note` holds the check of the book's key, because
    the file does not name its cell.
    """
    check_password(new_password)
    slots = _read(keys_file)
    key = _key(desk, slots)
    at = desk.store.clock.now()
    slots.reset_password(user, new_password, key, by=desk.organisation_id, at=at)
    note_access(
        desk.store,
        "opened_keys",
        "organisation",
        desk.organisation_id,
        user=desk.user,
        note=f"password of {user} reset in the book with key {slots.check}",
    )
    slots.save()
    return Reopened(keys_file, user, at)


def reopened_sentence(desk: Desk) -> str:
    """What the people of this desk are told of passwords a body above set and nobody has changed since; else ""."""
    slots = read_slots(desk.folder)
    several = len(slots.users) > 1
    return " ".join(
        f"{body_name(desk.store, reset.by)} đã đặt lại mật khẩu"
        f"{f' của {reset.user}' if several else ''} ngày {show_day(reset.at.date())}; hãy đổi mật khẩu."
        for reset in slots.resets
    )


def how_to_reopen(folder: Path) -> str:
    """How a cell that lost its password gets the body above to open its book again, in plain words."""
    return (
        f"Chép tệp {KEYS} trong thư mục “{folder}” ra USB, đưa tới cấp trên; ở đó, trang Gửi – nhận, "
        f"họ đặt mật khẩu mới vào tệp. Chép tệp trở lại đúng chỗ cũ rồi mở sổ bằng mật khẩu ấy."
    )


def _read(keys_file: Path) -> KeySlots:
    try:
        return KeySlots.read(keys_file)
    except Trouble:
        raise Refusal(
            f"Không đọc được tệp này, hoặc nó không phải tệp {KEYS} của một sổ. Hãy chép lại tệp ấy từ máy của chi bộ."
        ) from None


def _key(desk: Desk, slots: KeySlots) -> bytes:
    """By any sealing key this body ever had: the slot may be older than the newest."""
    for sealing_key in sealing_keys(desk.store):
        try:
            return slots.open_with_body(sealing_key)
        except NotForUs:
            continue
    raise Refusal(
        f"Sổ này chưa cho {body_name(desk.store, desk.organisation_id)} mở lại, nên không đặt được mật khẩu. "
        "Chỉ tờ mã khôi phục đã in mở được sổ ấy."
    )
