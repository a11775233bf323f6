"""Who may open this desk, each with a password of their own: listing, adding, removing, a new password for a colleague."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_desktop.actions.book_files import KEYS, read_slots
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.setup import check_password
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import NAME_MAX_LEN, clean_line
from chibo_desktop.seal.wrap import Cost, KeySlots, WrongPassword
from chibo_desktop.store.access import note_access
from chibo_desktop.store.users import end_user, full_name, has_left, put_user

STILL_KNOWN = (
    "Người ấy không mở được sổ nữa, nhưng điều đã biết thì vẫn biết, và bản sao lưu cũ vẫn mở bằng mật khẩu cũ. "
    "Nếu họ biết chỗ cất tờ mã khôi phục, hãy in tờ mới."
)
"""Said wherever somebody is taken away."""

LONGEST_SHORT_NAME = 20
"""Characters: it stands in every entry and in one line of the history."""


@dataclass(frozen=True)
class DeskUser:
    """One who opens the desk. `user` is the short name of the entries, `name` the full one or ""."""

    user: str
    name: str
    is_present: bool

    @property
    def shown(self) -> str:
        """As "lan (Lò Thị Lan)"."""
        return f"{self.user} ({self.name})" if self.name else self.user


def list_users(desk: Desk) -> list[DeskUser]:
    """Everybody with a password, in the order they were added."""
    return [
        DeskUser(user, full_name(desk.store, user), user == desk.user)
        for user in read_slots(desk.folder).users
    ]


def add_user(
    desk: Desk, user: str, name: str, *, own_password: str, new_password: str, cost: Cost | None = None
) -> None:
    """Lets another person open this desk with a password of their own; takes about half a second.

    Refusal, with its field: a wrong own password (`password`), an impossible or taken short name (`user`), a weak
    new password (`new`).
    """
    user = _short_name(user)
    name = _full_name(name)
    slots = _asked(desk, own_password, cost)
    if user in slots.users:
        raise Refusal("Tên này đã có. Hãy chọn tên ngắn khác.", "user")
    # without a full name nobody can tell whether it is the same person
    if has_left(desk.store, user) and (not name or full_name(desk.store, user) != name):
        raise Refusal(
            "Tên ngắn này là của người dùng trước đây và còn đứng trong lịch sử. Hãy chọn tên khác.", "user"
        )
    _check_new(new_password)
    slots.add_password(user, new_password, desk.key)
    _note(desk, f"thêm người dùng {user}")
    with desk.store.transaction():
        put_user(desk.store, user, name)
    slots.save()


def name_user(desk: Desk, user: str, name: str) -> None:
    """The full name behind a short one; shown in the history of this desk."""
    if user not in read_slots(desk.folder).users:
        raise Refusal("Sổ này không có người dùng ấy. Hãy chọn tên trong danh sách.", "user")
    with desk.store.transaction():
        put_user(desk.store, user, _full_name(name))


def set_password_of(
    desk: Desk, user: str, *, own_password: str, new_password: str, cost: Cost | None = None
) -> None:
    """Another password for a colleague who lost theirs. Refusal as in `add_user`."""
    slots = _asked(desk, own_password, cost)
    if user not in slots.users:
        raise Refusal("Sổ này không có người dùng ấy. Hãy chọn tên trong danh sách.", "user")
    _check_new(new_password)
    slots.drop_user(user)
    slots.add_password(user, new_password, desk.key)
    _note(desk, f"đặt mật khẩu mới cho {user}")
    slots.save()


def remove_user(desk: Desk, user: str, *, own_password: str) -> None:
    """Takes the person's password away; what they learned they know, and older backups open with it still.

    Refusal for a wrong own password, for oneself, and so for the last.
    """
    slots = _asked(desk, own_password)
    if user not in slots.users:
        raise Refusal("Sổ này không có người dùng ấy. Hãy chọn tên trong danh sách.", "user")
    if len(slots.users) == 1:
        raise Refusal("Chỉ còn một người mở được sổ, không bỏ được. Hãy thêm người khác trước.", "user")
    if user == desk.user:
        raise Refusal("Sổ đang mở bằng chính tên này. Hãy để người dùng kia mở sổ rồi bỏ.", "user")
    slots.drop_user(user)
    _note(desk, f"bỏ người dùng {user}")
    with desk.store.transaction():
        end_user(desk.store, user)
    slots.save()


def _asked(desk: Desk, own_password: str, cost: Cost | None = None) -> KeySlots:
    """The slots, once who sits at the desk has shown to be the one who opened it; `cost` is for slots added."""
    slots = KeySlots.read(desk.folder / KEYS, cost=cost)
    if desk.user not in slots.users:
        raise Refusal("Tên này không còn mở được sổ. Hãy khóa sổ rồi mở lại bằng tên khác.", "password")
    try:
        slots.open_with_password(desk.user, own_password)
    except WrongPassword as wrong:
        raise Refusal(wrong.sentence, "password") from None
    return slots


def _check_new(password: str) -> None:
    try:
        check_password(password)
    except Refusal as weak:
        raise Refusal(weak.sentence, "new") from None


def _short_name(user: str) -> str:
    cleaned = clean_line(user)
    if not cleaned:
        raise Refusal("Hãy gõ tên ngắn của người dùng, ví dụ lan.", "user")
    if len(cleaned) > LONGEST_SHORT_NAME:
        raise Refusal(f"Tên ngắn nhiều nhất {LONGEST_SHORT_NAME} chữ. Tên đầy đủ ghi ở ô bên.", "user")
    return cleaned


def _full_name(name: str) -> str:
    cleaned = clean_line(name)
    if len(cleaned) > NAME_MAX_LEN:
        raise Refusal(f"Họ và tên dài quá {NAME_MAX_LEN} chữ. Hãy viết gọn lại.", "name")
    return cleaned


def _note(desk: Desk, words: str) -> None:
    """Before the keys change, so that no change goes unlogged."""
    note_access(desk.store, "opened_keys", "organisation", desk.organisation_id, user=desk.user, note=words)
