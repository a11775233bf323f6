"""Whether the body above may open this book when its passwords are lost: wished, in force once joined, taken back."""

from __future__ import annotations

from chibo_desktop.actions.book_files import read_slots
from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import Store, meta
from chibo_desktop.store.certificates import chain_of_body, parent_of

WISH = "let above reopen"
"""Under which name the database keeps a wish that waits for a body above."""


def wishes_reopening(store: Store) -> bool:
    """Whether the body above, once there is one, is to be let in; no key has been given for it yet."""
    return meta.get(store.connection, WISH) == "yes"


def wish_reopening(desk: Desk, *, wished: bool) -> None:
    """Remembers the wish, in the caller's transaction or one of its own; nobody is let in by it."""
    meta.put(desk.store.connection, WISH, "yes" if wished else "")


def let_body_above_open(desk: Desk) -> str:
    """Lets the body above open this book should all passwords be lost; gives its name.

    Refusal while its certificate is not held.
    """
    parent = parent_of(desk.store, desk.organisation_id)
    chain = chain_of_body(desk.store, parent) if parent else None
    if parent is None or not chain:
        raise Refusal("Chưa có chứng thư của cấp trên. Hãy nhận chứng thư từ cấp trên trước.")
    said = chain[0].body
    slots = read_slots(desk.folder)
    slots.add_body(said["seal"], parent, desk.key)
    slots.save()
    wish_reopening(desk, wished=False)
    return str(said["name"])


def fulfil_wish(desk: Desk) -> str:
    """Lets the body above in where that was wished and it has answered; gives what to tell the person, else "".

    Called after its answer was taken in and committed. A key file that cannot be written keeps the wish.
    """
    if not wishes_reopening(desk.store) or parent_of(desk.store, desk.organisation_id) is None:
        return ""
    try:
        name = let_body_above_open(desk)
    except (Refusal, Trouble) as problem:
        return f"Chưa cho cấp trên mở lại sổ này được: {problem.sentence}"
    return f"Như đã chọn, {name} mở lại được sổ này khi quên mật khẩu; đổi ý thì sửa ở trang Gửi – nhận."


def stop_reopening(desk: Desk) -> None:
    """Nobody above may open this book any more, nor is that wished; copies of the key file made before stay as they are.

    Trouble when the key file cannot be written.
    """
    slots = read_slots(desk.folder)
    if slots.kinds["body"]:
        slots.drop_bodies()
        slots.save()
    wish_reopening(desk, wished=False)
