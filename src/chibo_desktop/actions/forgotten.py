"""A forgotten password before the book is open: the key file carried to the body above, and taken back with a new password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chibo_desktop.actions.book_files import KEYS, read_slots
from chibo_desktop.base.clock import Clock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import write_whole
from chibo_desktop.seal.wrap import KeySlots

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk

WHAT_REMAINS = (
    "Không còn mật khẩu, không còn tờ mã khôi phục và cấp trên không được phép mở lại, thì không ai mở được sổ này "
    "nữa, kể cả người làm chương trình."
)
"""Said when no way is left."""

STILL_THERE = (
    "Những gì đã gửi lên vẫn còn ở cấp trên: nhờ cấp trên lập lại sổ cho máy này từ bản đã nhận; những gì chưa gửi "
    "thì phải ghi lại. Nếu có bản sao lưu cũ và còn nhớ mật khẩu của ngày ấy thì mở được bản ấy. "
    "Hãy giữ nguyên thư mục dữ liệu: tìm lại được tờ mã thì sổ mở được ngay."
)


@dataclass(frozen=True)
class NewPassword:
    """In a key file that came back: whose password the body above set, and on which day."""

    user: str
    on: date


def may_body_open(folder: Path) -> bool:
    """Whether the book let a body above open it; readable without any password."""
    return bool(read_slots(folder).kinds["body"])


def carry_keys_out(folder: Path, target: Path) -> Path:
    """Copies the key file into a folder, as of a stick, and reads it back; it holds no password and no record.

    Refusal when another file of that name lies there; Trouble when the stick does not take it.
    """
    slots = read_slots(folder)
    copy = target / KEYS
    if copy.exists() and not _is_of_same_book(copy, slots):
        raise Refusal(f"Ở đó đã có tệp {KEYS} của sổ khác. Hãy chọn thư mục khác.")
    data = slots.path.read_bytes()
    write_whole(copy, data)
    if copy.read_bytes() != data:
        raise Trouble("Tệp chép ra đọc lại không giống. Hãy thử USB khác.")
    return copy


def _is_of_same_book(file: Path, slots: KeySlots) -> bool:
    try:
        return KeySlots.read(file).check == slots.check
    except (Refusal, Trouble):
        return False


def look_brought(folder: Path, brought: Path) -> list[NewPassword]:
    """Whose password was set in a key file that came back from above; nothing is changed.

    Refusal when it is no key file, of another book, or came back as it went.
    """
    slots, known = _brought(folder, brought), set(read_slots(folder).resets)
    fresh = [NewPassword(each.user, each.at.date()) for each in slots.resets if each not in known]
    if not fresh:
        raise Refusal(
            "Tệp này chưa được đặt mật khẩu mới. Hãy mang lại cấp trên để đặt, rồi chọn tệp mang về."
        )
    return fresh


def open_with_brought(
    folder: Path, brought: Path, user: str, password: str, clock: Clock | None = None
) -> Desk:
    """Opens the desk with the password set above, which from now on opens it here too; takes about half a second.

    The file is not put in place of ours: only that user's password is taken over, and only once it has opened the
    book, so that a wrong or changed file can lock nobody out. Refusal as in `look_brought`, and WrongPassword.
    """
    from chibo_desktop.actions.desk import open_desk

    look_brought(folder, brought)
    theirs, ours = _brought(folder, brought), read_slots(folder)
    reset = next((each for each in theirs.resets if each.user == user), None)
    if reset is None:
        raise Refusal("Trong tệp này không có mật khẩu mới của người ấy. Hãy chọn tên khác.", "user")
    key = theirs.open_with_password(user, password)
    ours.reset_password(user, password, key, by=reset.by, at=reset.at)
    ours.save()
    return open_desk(folder, password, user, clock)


def _brought(folder: Path, brought: Path) -> KeySlots:
    try:
        slots = KeySlots.read(brought)
    except Trouble:
        raise Refusal(
            f"Không đọc được tệp này, hoặc nó không phải tệp {KEYS}. Hãy chọn đúng tệp cấp trên đưa về."
        ) from None
    if slots.check != read_slots(folder).check:
        raise Refusal("Tệp này là của sổ khác. Hãy chọn đúng tệp của sổ này.")
    return slots
