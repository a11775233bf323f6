"""Typing for a cell that has no laptop (nhập thay): taking one on; everything else is done at its desk as at any other."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.own_certificate import renew_device
from chibo_desktop.base import text
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.typed_for import cells_below
from chibo_desktop.store import Changes


def add_cell(desk: Desk, /, *, name: str, **fields: object) -> tuple[Changes, str]:
    """Takes on a cell without a laptop: its record in a book of its own, which this desk may write from now on.

    `fields` are declared ones of the organisation; what this body knows of itself (place, header, its own name) is
    filled in. Gives the cell's id, which begins with this device's code; `desk.for_organisation` is its desk.
    Refusal at another desk than a commune's, for a name that is short or stands there already.
    """
    refuse_typing(desk)
    name = _check_name(desk, name)
    own = find(desk.store, "organisation", desk.organisation_id)
    known = {key: own.text(key) for key in ("place_name", "tone_style") if own and own.text(key)}
    try:
        with desk.store.transaction():
            with desk.store.writing(desk.organisation_id, desk.user) as numbers:
                cell = numbers.new_id()  # nothing is put here: the commune's own book gets no entry
            renew_device(desk.store, [*desk.books, cell])
            desk.read_standing()
            with desk.for_organisation(cell).writing() as writer:
                writer.put(
                    "organisation",
                    cell,
                    **{
                        **known,
                        "kind": "cell",
                        "parent_id": desk.organisation_id,
                        "parent_name": own.text("name") if own else "",
                        **fields,
                        "name": name,
                    },
                )
    finally:
        desk.read_standing()
    return writer.changes, cell


def refuse_typing(desk: Desk) -> None:
    """Refusal where no cell can be typed for: only the body directly above a cell does that."""
    if desk.kind != "commune" or desk.typed_by:
        raise Refusal("Chỉ đảng ủy trực tiếp của chi bộ mới nhập thay được. Hãy mở sổ của Đảng ủy xã.")


def _check_name(desk: Desk, name: str) -> str:
    cleaned = text.clean_line(name)
    if len(cleaned.split()) < 2:
        raise Refusal("Gõ tên đầy đủ của chi bộ, ví dụ Chi bộ bản Suối Lanh.", "name")
    key = text.nfc(cleaned).casefold()
    for cell in cells_below(desk.store, desk.organisation_id):
        if text.nfc(body_name(desk.store, cell)).casefold() == key:
            raise Refusal(
                f"Đã có “{cleaned}” ở đây. Mở chi bộ ấy, hoặc gõ tên khác nếu là chi bộ khác.", "name"
            )
    return cleaned
