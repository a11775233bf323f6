"""Opening again the book of a body below that lost its password: a new password in its key file, and the mark of it.

The book itself is not opened here. What the cell sees of each use is the mark in its key file with the sentence on
its "Hôm nay" until the password is changed, the line that its next opening writes to its access log (`actions.desk`),
and the record `opening` in the book addressed to it, which comes with the next bundle and stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from chibo_desktop.actions.book_files import KEYS, read_slots
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.setup import check_password
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import clean_line
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.openings import list_openings
from chibo_desktop.lists.rows import Facts
from chibo_desktop.seal.box import NotForUs
from chibo_desktop.seal.wrap import KeySlots
from chibo_desktop.store import Changes
from chibo_desktop.store.access import note_access
from chibo_desktop.store.certificates import children_of
from chibo_desktop.store.secrets import sealing_keys

DAYS_TOLD = 31
"""How long "Hôm nay" speaks of an opening whose password was changed since; the record itself stays."""


@dataclass(frozen=True)
class Reopened:
    """Whose password was set, in which file, and when; the file goes back to where it came from."""

    keys_file: Path
    user: str
    at: datetime
    changes: Changes = field(default_factory=Changes)
    """The `opening` written for the cell."""


def users_below(desk: Desk, keys_file: Path) -> list[str]:
    """Whose password could be set in this file; nothing is changed.

    Refusal when it is no key file, or the book never let this body open it.
    """
    slots = _read(keys_file)
    _key(desk, slots)
    return slots.users


def cells_to_reopen(desk: Desk) -> list[tuple[str, str]]:
    """Id and name of the bodies directly below that have a key, by name: the file does not say whose it is."""
    found = [(cell, body_name(desk.store, cell)) for cell in children_of(desk.store, desk.organisation_id)]
    return sorted(found, key=lambda one: one[1].casefold())


def reopen_below(
    desk: Desk, keys_file: Path, *, user: str, new_password: str, cell_id: str | None = None, reason: str = ""
) -> Reopened:
    """Sets the password of that user, new or in place of the old one; takes about 0.2 s.

    Refusal when it is no key file, the book never let this body open it, the password is weak, or it is not said
    whose book it is (`cell_id` None: the only one below); Trouble when the file cannot be written, which stays as
    it was. Sheet, other users and the body's own slot stay. Written here before the file, so that no use goes
    untold: an `opening` in the book addressed to the cell, and a line in the access log whose `note` holds the
    check of the book's key.
    """
    check_password(new_password)
    slots = _read(keys_file)
    key = _key(desk, slots)
    cell = _whose(desk, cell_id)
    at = desk.store.clock.now()
    slots.reset_password(user, new_password, key, by=desk.organisation_id, at=at)
    with desk.store.transaction():
        changes = _tell(desk, cell, user, clean_line(reason), at.date())
        note_access(
            desk.store,
            "opened_keys",
            "organisation",
            desk.organisation_id,
            user=desk.user,
            note=f"password of {user} reset in the book with key {slots.check}",
        )
    slots.save()
    return Reopened(keys_file, user, at, changes)


def _whose(desk: Desk, cell_id: str | None) -> str:
    below = [cell for cell, _ in cells_to_reopen(desk)]
    if cell_id is None and len(below) == 1:
        return below[0]
    if cell_id not in below:
        raise Refusal("Chọn sổ này của tổ chức nào, để tổ chức ấy được báo lại.", "cell_id")
    return str(cell_id)


def _tell(desk: Desk, cell: str, user: str, reason: str, on: date) -> Changes:
    with desk.writing(f"down:{cell}") as writer:
        writer.put(
            "opening",
            writer.new_id(),
            organisation_id=cell,
            body_id=desk.organisation_id,
            opened_on=on,
            user_name=user,
            reason=reason,
        )
    return writer.changes


def openings_sentence(desk: Desk) -> str:
    """What the cell is told, for a month, of each time a body above opened its book; "" when there was none.

    The one whose password nobody has changed yet is told by `reopened_sentence`.
    """
    told = {(reset.user, reset.at.date()) for reset in read_slots(desk.folder).resets}
    since = desk.today - timedelta(days=DAYS_TOLD)
    return " ".join(
        _opening_words(desk, opening)
        for opening in list_openings(desk.store, desk.organisation_id)
        if (on := opening.day("opened_on")) and on >= since and (opening.text("user_name"), on) not in told
    )


def _opening_words(desk: Desk, opening: Facts) -> str:
    reason = f" Lý do: {opening.text('reason')}." if opening.text("reason") else ""
    return (
        f"{body_name(desk.store, opening.text('body_id'))} đã mở lại sổ này ngày {opening.shown('opened_on')}, "
        f"đặt lại mật khẩu của {opening.text('user_name')}.{reason}"
    )


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
