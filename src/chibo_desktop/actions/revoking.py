"""Taking keys of bodies below, or of this body's other devices, out of force; giving new ones is joining."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
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
from chibo_desktop.store.ledger import Receipt, list_receipts
from chibo_desktop.store.outgo import chain_tips
from chibo_desktop.store.revocations import last_counted, revoked_devices
from chibo_desktop.store.secrets import body_key


def revoke_body(
    desk: Desk,
    organisation_id: str,
    after: Mapping[str, int] | None = None,
    *,
    until: datetime | None = None,
) -> Changes:
    """Revokes the key of a cell below with every device under it; what is held here stays valid.

    `after` gives per book the last number of its devices that stays valid instead; `until` (of `received_moments`)
    leaves valid only what had come by then. Refusal for a body that is not below this one, whose key is revoked
    already, or that is no cell.
    """
    chain = chain_of_body(desk.store, organisation_id)
    if chain is None or desk.organisation_id not in path_up(desk.store, organisation_id)[1:]:
        raise Refusal("Chỉ thu hồi được khóa của tổ chức cấp dưới. Hãy chọn trong danh sách.")
    said = chain[0].body
    if said["kind"] != "cell":
        raise Refusal(
            "Bản này mới thu hồi được khóa của chi bộ. Đảng bộ mất máy thì lấy lại sổ từ bản sao lưu, trên máy khác."
        )
    if not has_key(desk.store, organisation_id):
        raise Refusal("Khóa của chi bộ này đã thu hồi rồi. Muốn chi bộ dùng máy mới, hãy làm giấy mời.")
    devices = devices_signed_by(desk.store, said["sign"])
    about = {"org": organisation_id, "device": None, "key": said["sign"]}
    kept = _kept(_tips(desk, devices, until), devices, after or {})
    return _revoke(desk, about, devices, [organisation_id], kept)


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
    return _revoke(desk, about, [device], books, _kept(_tips(desk, [device]), [device], after or {}))


def _kept(
    tips: Mapping[tuple[str, str], int], devices: Sequence[str], after: Mapping[str, int]
) -> dict[tuple[str, str], int]:
    """(book, device) → the last number that stays valid; what `after` says of a book holds for all its devices."""
    for book in after:
        if not is_book(book):
            raise Refusal(f"“{book}” không phải tên sổ. Ghi mã sổ rồi số, như: k7m2q4xa-1=12.", "after")
    return {**tips, **{(book, device): number for book, number in after.items() for device in devices}}


def _revoke(
    desk: Desk,
    about: dict[str, Any],
    devices: Sequence[str],
    books: Sequence[str],
    kept: Mapping[tuple[str, str], int],
) -> Changes:
    """One line for each book these devices could or did write, so that every reader of theirs hears of it."""
    store = desk.store
    changes = Changes()
    with store.transaction():
        for book in sorted({*books, *(book for book, _ in kept)}):
            last = [[device, n] for device in sorted(devices) if (n := kept.get((book, device), 0))]
            line = make_signed(
                body_key(store),
                {
                    **about,
                    "type": "revocation",
                    "book": book,
                    "last": last,
                    "by": body_key(store).public,
                    "at": moment_text(store.clock.now()),
                },
            )
            changes += take_limit(store, line)
        what = about["device"] or "body key"
        note_access(store, "revoked", "organisation", about["org"], user=desk.user, note=what)
    return changes


def _tips(desk: Desk, devices: Sequence[str], until: datetime | None = None) -> dict[tuple[str, str], int]:
    """(book, device) → the number of the last entry held, or of the last one held at that moment."""
    tips = {(tip.book, tip.device): tip.number for tip in chain_tips(desk.store) if tip.device in devices}
    if until is None:
        return tips
    return {
        (book, device): max(
            (one.number for one in _received(desk, book, device) if one.at <= until), default=0
        )
        for book, device in tips
    }


def _received(desk: Desk, book: str, device: str) -> list[Receipt]:
    """What this body signed, each time a bundle was read, of how far it holds a chain."""
    return list_receipts(desk.store, book, device, desk.organisation_id)


def received_moments(desk: Desk, organisation_id: str) -> list[datetime]:
    """When bundles with entries by a cell's machines were read here, the newest first."""
    tips = _tips(desk, _devices_of(desk, organisation_id))
    return sorted({one.at for book, device in tips for one in _received(desk, book, device)}, reverse=True)


def _devices_of(desk: Desk, organisation_id: str) -> list[str]:
    chain = chain_of_body(desk.store, organisation_id)
    return devices_signed_by(desk.store, chain[0].body["sign"]) if chain else []


def what_follows(desk: Desk, organisation_id: str, until: datetime | None = None) -> str:
    """In a sentence or two, what revoking a cell's key means; nothing is done. `until` as in `revoke_body`."""
    name = body_name(desk.store, organisation_id)
    return (
        f"Gói do máy cũ của {name} làm sau này đều bị từ chối, ở xã và ở mọi cấp. "
        f"{what_stays(desk, organisation_id, until)} "
        "Muốn chi bộ ghi tiếp ở máy mới: làm giấy mời cho chi bộ ấy."
    )


def what_stays(desk: Desk, organisation_id: str, until: datetime | None = None) -> str:
    """In a sentence, how much of what a cell's machines wrote counts once its key is taken out of force."""
    devices = _devices_of(desk, organisation_id)
    held = _tips(desk, devices)
    limit = {
        chain: min(number, last_counted(desk.store.connection, *chain))
        for chain, number in _tips(desk, devices, until).items()
    }
    kept, dropped = sum(limit.values()), sum(held.values()) - sum(limit.values())
    if not held:
        return "Chưa nhận lần ghi nào của máy cũ."
    words = f"{kept} lần ghi xã đã nhận của máy cũ giữ nguyên giá trị"
    if dropped:
        return f"{words}; {dropped} lần ghi nhận sau đó, và máy ấy ghi gì nữa, đều không tính."
    return f"{words}; máy ấy ghi gì sau đó đều không tính."
