"""The mailbox of this desk: choosing it, trying it, opening it for a while; what goes through it is sending's and fetching's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.exchange.place import Place, check_place, marked, read_place, where_now
from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.seal import digest
from chibo_desktop.store.outbox import begin_anew
from chibo_desktop.store.secrets import forget_secret, get_secret, put_secret

if TYPE_CHECKING:
    from chibo_desktop.exchange.waiting import Waited

SECRET = "mailbox"  # noqa: S105 - the name under which it is kept
OnWait = Callable[[], None]
"""Called several times a second while the line is waited for; leaves by raising."""


def mailbox_of(desk: Desk) -> Place | None:
    """The mailbox chosen for this desk; None while there is none, and then nothing opens a connection."""
    kept = get_secret(desk.store, SECRET)
    return read_place(kept) if kept else None


def choose_mailbox(desk: Desk, place: Place) -> None:
    """Keeps the address and the account in the encrypted book, nowhere else. Refusal for what cannot be one."""
    _refuse_typed(desk)
    check_place(place)
    held = mailbox_of(desk)
    with desk.store.transaction():
        put_secret(desk.store, SECRET, marked(place).text())
        if held is None or (held.kind, held.address) != (place.kind, place.address):
            begin_anew(desk.store)


def forget_mailbox(desk: Desk) -> None:
    """From now on bundles go by hand again. What waits to be sent stays and can be sent through another mailbox."""
    with desk.store.transaction():
        forget_secret(desk.store, SECRET)


def try_mailbox(desk: Desk, place: Place, on_wait: OnWait | None = None) -> str:
    """Lays a small file into this body's own box, reads it back, removes it; says in a sentence what works.

    Refusal with the field to mend, or Trouble, in a sentence for each way it can fail. Keeps nothing.
    """
    check_place(place)
    box = box_of(own_organisation(desk.store))
    name = f"thu-{digest.new_device_code()}.txt"
    data = f"Tệp thử của {desk.store.device}; xóa được.\n".encode()
    with opened(place, on_wait) as carrier:
        carrier.put(box, name, data)
        if carrier.get(box, name) != data:
            raise Trouble("Hòm thư nhận tệp thử nhưng trả lại không giống. Hãy báo người quản trị hòm thư.")
        listed = _is_listed(carrier, box)
        carrier.remove(box, name)
    if not listed:
        return "Gửi được. Hòm thư này không cho xem danh sách nên chưa nhận gói được từ đây."
    return "Dùng được: đã gửi, đọc lại và xóa một tệp thử."


def _is_listed(carrier: Waited, box: str) -> bool:
    try:
        carrier.names(box)
    except Refusal:
        return False
    return True


@contextmanager
def opened(place: Place, on_wait: OnWait | None = None) -> Iterator[Waited]:
    """The carrier of a mailbox; opens a connection with the first call and lets go of it at the end."""
    from chibo_desktop.exchange.carriers import open_carrier
    from chibo_desktop.exchange.waiting import Waited

    carrier = Waited(open_carrier(where_now(place)), on_wait)
    try:
        yield carrier
    finally:
        carrier.close()


def needed_mailbox(desk: Desk) -> Place:
    """The mailbox; Refusal when none was chosen."""
    _refuse_typed(desk)
    place = mailbox_of(desk)
    if place is None:
        raise Refusal("Chưa chọn hòm thư chung. Hãy chọn ở Thiết đặt, hoặc gửi bằng USB.", "mailbox")
    return place


def box_of(org: str) -> str:
    """The folder of a receiver in the mailbox: its id and nothing else, so that a list tells no names."""
    return f"in-{org}"


def _refuse_typed(desk: Desk) -> None:
    if desk.typed_by:
        raise Refusal("Đang nhập thay chi bộ. Hãy trở về sổ của mình để gửi và nhận.")
