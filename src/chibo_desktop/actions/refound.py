"""Founding a cell's book again on a new laptop: the one file with its whole history; keys are given by joining."""

from __future__ import annotations

from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import Made, make_bundle
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.store.certificates import children_of, is_of, who_stands_for


def refound(desk: Desk, cell_id: str, place: Path) -> Made:
    """Writes everything held that a cell may read, from the first entry on, whatever it had confirmed.

    `cell_id` is the cell, or the organisation it was under a laptop that is gone; the file is sealed for the laptop
    in force today, which asks by an invitation first (`actions.inviting`). May be written any number of times:
    what the laptop has is skipped there. Refusal for a cell without such a laptop, or one not directly below.
    """
    store = desk.store
    acting = who_stands_for(store, cell_id)
    if acting not in children_of(store, desk.organisation_id):
        if not is_of(store, cell_id, desk.organisation_id):
            raise Refusal("Chỉ lập lại sổ cho chi bộ trực thuộc. Hãy chọn trong danh sách chi bộ.", "cell")
        raise Refusal(
            f"{body_name(store, cell_id)} chưa có máy mới được nhận. Hãy làm giấy mời cho chi bộ, duyệt tệp xin "
            "của máy mới, rồi mới ghi tệp lập lại sổ.",
            "cell",
        )
    return make_bundle(desk, acting, place, anew=True)
