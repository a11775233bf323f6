"""Taking keys of bodies below, or of this body's other devices, out of force; giving new ones is joining."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.seal.identity import make_signed
from chibo_desktop.seal.shapes import is_book, moment_text
from chibo_desktop.store import Changes
from chibo_desktop.store.access import note_access
from chibo_desktop.store.certificates import (
    chain_of_body,
    chain_of_device,
    devices_signed_by,
    has_key,
    path_up,
)
from chibo_desktop.store.intake import take_limit
from chibo_desktop.store.outgo import chain_tips
from chibo_desktop.store.revocations import revoked_devices
from chibo_desktop.store.secrets import body_key


def revoke_body(desk: Desk, organisation_id: str, after: Mapping[str, int] | None = None) -> Changes:
    """Revokes the key of a cell below with every device under it; what is held here stays valid.

    `after` gives per book the last number of its devices that stays valid instead. Refusal for a body that is
    not below this one, whose key is revoked already, or that is no cell.
    """
    chain = chain_of_body(desk.store, organisation_id)
    if chain is None or desk.organisation_id not in path_up(desk.store, organisation_id)[1:]:
        raise Refusal("Chỉ thu hồi được khóa của tổ chức cấp dưới. Hãy chọn trong danh sách.")
    said = chain[0].body
    if said["kind"] != "cell":
        raise Refusal(
            "Bản này mới thu hồi được khóa của chi bộ. Đảng bộ mất máy thì mở bản chép lưu ở máy khác."
        )
    if not has_key(desk.store, organisation_id):
        raise Refusal("Khóa của chi bộ này đã thu hồi rồi. Muốn chi bộ dùng máy mới, hãy làm giấy mời.")
    devices = devices_signed_by(desk.store, said["sign"])
    about = {"org": organisation_id, "device": None, "key": said["sign"]}
    return _revoke(desk, about, devices, [organisation_id], after or {})


def revoke_device(desk: Desk, device: str, after: Mapping[str, int] | None = None) -> Changes:
    """Revokes one device of this body or of one below, not its body's key; what is held here stays valid.

    Refusal for this very device, one not known, or one that is revoked.
    """
    chain = chain_of_device(desk.store, device)
    if device == desk.store.device:
        raise Refusal("Không thu hồi chính máy đang dùng. Hãy làm việc này ở một máy khác của tổ chức.")
    if chain is None or desk.organisation_id not in path_up(desk.store, chain[0].body["org"]):
        raise Refusal(f"Không biết máy “{device}” nào của tổ chức này hay cấp dưới. Hãy xem lại mã máy.")
    if device in revoked_devices(desk.store.connection):
        raise Refusal("Máy này đã thu hồi rồi.")
    said = chain[0].body
    books = [book for book in said["books"] if is_book(book)]
    about = {"org": said["org"], "device": device, "key": said["key"]}
    return _revoke(desk, about, [device], books, after or {})


def _revoke(
    desk: Desk, about: dict[str, Any], devices: Sequence[str], books: Sequence[str], after: Mapping[str, int]
) -> Changes:
    """One line for each book these devices could or did write, so that every reader of theirs hears of it."""
    store = desk.store
    tips = _tips(desk, devices)
    for book in after:
        if not is_book(book):
            raise Refusal(f"“{book}” không phải tên sổ. Ghi như: {about['org']}=12.", "after")
    changes = Changes()
    with store.transaction():
        for book in sorted({*books, *after, *(book for book, _ in tips)}):
            last = {device: after.get(book, tips.get((book, device), 0)) for device in devices}
            line = make_signed(
                body_key(store),
                {
                    **about,
                    "type": "revocation",
                    "book": book,
                    "last": [[device, n] for device, n in sorted(last.items()) if n],
                    "by": body_key(store).public,
                    "at": moment_text(store.clock.now()),
                },
            )
            changes += take_limit(store, line)
        what = about["device"] or "body key"
        note_access(store, "revoked", "organisation", about["org"], user=desk.user, note=what)
    return changes


def _tips(desk: Desk, devices: Sequence[str]) -> dict[tuple[str, str], int]:
    """(book, device) → the number of the last entry held."""
    tips = chain_tips(desk.store)
    return {(tip.book, tip.device): tip.number for tip in tips if tip.device in devices}


def what_follows(desk: Desk, organisation_id: str) -> str:
    """In a sentence or two, what revoking a cell's key means; nothing is done."""
    name = body_name(desk.store, organisation_id)
    return (
        f"Gói do máy cũ của {name} làm sau này đều bị từ chối, ở xã và ở mọi cấp. "
        "Những gì xã đã nhận vẫn giữ nguyên giá trị. "
        "Muốn chi bộ ghi tiếp ở máy mới: làm giấy mời cho chi bộ ấy."
    )
