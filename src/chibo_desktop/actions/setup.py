"""First start: keys, certificates and the organisation's record; passwords and the printed recovery code afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chibo_desktop.actions.book_files import KEYS, has_desk, read_slots
from chibo_desktop.actions.desk import Desk, desk_of
from chibo_desktop.actions.let_reopen import let_body_above_open, wish_reopening
from chibo_desktop.actions.unit import Unit, check_unit, example_unit, read_unit, replace_user
from chibo_desktop.base.clock import Clock, SystemClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.paths import check_data_dir
from chibo_desktop.base.text import nfc
from chibo_desktop.seal.box import SealingKey
from chibo_desktop.seal.digest import new_device_code
from chibo_desktop.seal.identity import make_body_certificate, make_device_certificate
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.seal.wrap import Cost, KeySlots, new_key
from chibo_desktop.store import DATABASE, Store, create_store
from chibo_desktop.store.access import note_access
from chibo_desktop.store.certificates import put_certificate, trust
from chibo_desktop.store.secrets import put_secret

__all__ = [
    "SetUp",
    "Unit",
    "change_password",
    "check_password",
    "example_unit",
    "let_body_above_open",
    "new_recovery_code",
    "read_unit",
    "set_password",
    "set_up",
]

SHORTEST_PASSWORD = 8


@dataclass(frozen=True)
class SetUp:
    """What first start gives: the open desk, and the code to print once, which is kept nowhere."""

    desk: Desk
    recovery_code: str


def set_up(
    folder: Path,
    unit: Unit,
    *,
    password: str,
    user: str | None = None,
    clock: Clock | None = None,
    sample: bool = False,
    cost: Cost | None = None,
    let_above: bool = False,
) -> SetUp:
    """Makes a desk in an empty folder; takes about half a second. `user` None is the unit's.

    `let_above`: once joined, the body above may open the book should the password be lost (`let_reopen`).

    Refusal for a weak password, an impossible unit or a folder that has a desk; then nothing is left behind.
    """
    unit = replace_user(unit, user) if user else check_unit(unit)
    check_password(password)
    check_data_dir(folder)
    if has_desk(folder):
        raise Refusal("Thư mục này đã có sổ. Hãy mở sổ ấy, hoặc chọn thư mục khác.")
    key = new_key()
    slots = KeySlots.new(folder / KEYS, cost=cost)
    slots.add_password(unit.user, password, key)
    code = slots.add_sheet(key)
    with _sweeping(folder) as opened:
        store = create_store(
            folder, key, device=new_device_code(), sample=sample, clock=clock or SystemClock()
        )
        opened.append(store)
        with store.transaction():
            _found(store, unit)
        desk = desk_of(store, unit.user, key)
        wish_reopening(desk, wished=let_above)
        # the keys last: a cut before this line leaves a folder that can be set up again
        slots.save()
    return SetUp(desk, code)


def _found(store: Store, unit: Unit) -> None:
    """The first id is the organisation's and names its book: one cannot be had without the other."""
    organisation_id = f"{store.device}-1"
    with store.writing(organisation_id, unit.user) as writer:
        if writer.new_id() != organisation_id:
            raise Refusal("Thư mục này đã có sổ. Hãy mở sổ ấy, hoặc chọn thư mục khác.")
        writer.put("organisation", organisation_id, **unit.organisation())
    _make_keys(store, organisation_id, unit)


def _make_keys(store: Store, organisation_id: str, unit: Unit) -> None:
    device, body, seal = SigningKey.new(), SigningKey.new(), SealingKey.new()
    for name, secret in (("device", device.text), ("body:1", body.text), ("seal:1", seal.text)):
        put_secret(store, name, secret)
    at = store.clock.now()
    put_certificate(
        store,
        make_body_certificate(
            body,
            org=organisation_id,
            name=unit.name,
            kind=unit.kind,
            sign=body.public,
            seal=seal.recipient,
            parent=None,
            at=at,
            sample=store.sample,
        ),
    )
    put_certificate(
        store,
        make_device_certificate(
            body,
            org=organisation_id,
            device=store.device,
            key=device.public,
            books=_books(organisation_id, unit.kind),
            at=at,
            sample=store.sample,
        ),
    )
    trust(store, body.public, organisation_id)


def _books(organisation_id: str, kind: str) -> list[str]:
    own = [organisation_id]
    return own if kind == "cell" else [*own, f"all:{organisation_id}", "down:*"]


@contextmanager
def _sweeping(folder: Path) -> Iterator[list[Store]]:
    """Takes away what a set-up that failed has made, its stores closed first; the folder had no desk before."""
    opened: list[Store] = []
    try:
        yield opened
    except BaseException:
        for store in opened:
            store.close()
        for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", KEYS):
            (folder / name).unlink(missing_ok=True)
        raise


def check_password(password: str) -> None:
    """Refusal for a password too short to keep a book of members."""
    if len(nfc(password).strip()) < SHORTEST_PASSWORD:
        raise Refusal(
            f"Mật khẩu cần ít nhất {SHORTEST_PASSWORD} ký tự. Một câu ngắn dễ nhớ là tốt nhất.", "password"
        )


def change_password(desk: Desk, old: str, new: str) -> None:
    """Sets another password for this desk's user; older backups still open with the old one."""
    check_password(new)
    slots = read_slots(desk.folder)
    slots.change_password(desk.user, old, new)
    slots.save()


def set_password(desk: Desk, user: str, new: str) -> None:
    """A new password after the desk was opened with the recovery sheet, or a first one for another user."""
    check_password(new)
    slots = read_slots(desk.folder)
    if nfc(user) in slots.users:
        slots.drop_user(user)
    slots.add_password(user, new, desk.key)
    slots.save()


def new_recovery_code(desk: Desk) -> str:
    """SECRET: a new code to print; sheets printed before open the book no more."""
    slots = read_slots(desk.folder)
    if slots.kinds["sheet"]:
        slots.drop_sheets()
    code = slots.add_sheet(desk.key)
    slots.save()
    note_access(
        desk.store, "opened_keys", "organisation", desk.organisation_id, user=desk.user, note="recovery sheet"
    )
    return code
