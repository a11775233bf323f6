"""`conflicts`: what two laptops wrote differently is listed with the keys by which one value is kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from actions.twins import exchange
from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions.members import add_member, change_member
from chibo_desktop.actions.new_device import take_new_device
from cli.calling import Door


def write_apart(door: Door, folder: Path, **fields: tuple[object, object]) -> str:
    """Two laptops of the cell write each field of one member differently; gives the member's id."""
    desk = door.desk()
    _, member = add_member(desk, full_name="Lý Go Xá")
    desk.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(door.folder, folder)
    twin = open_desk(folder, os.environ["CHIBO_PASSWORD"])
    with twin.store.transaction():
        take_new_device(twin.store)
    change_member(desk, member, **{name: values[0] for name, values in fields.items()})
    change_member(twin, member, **{name: values[1] for name, values in fields.items()})
    exchange(desk, twin)
    desk.close()
    twin.close()
    return member


def test_a_listed_value_is_kept_by_its_key(cell: Door, tmp_path: Path) -> None:
    member = write_apart(cell, tmp_path / "twin", phone=("0900 000 222", "0900 000 444"))
    (found,) = cell.done("conflicts", "list", "--json").json["conflicts"]
    assert found["id"] == f"member:{member}:phone"
    assert found["may_settle"]
    assert {side["value"] for side in found["sides"]} == {"0900 000 222", "0900 000 444"}
    key = next(side["key"] for side in found["sides"] if side["value"] == "0900 000 222")
    cell.done("conflicts", "settle", found["id"], "--keep", key)
    assert cell.done("conflicts", "list", "--json").json["conflicts"] == []
    assert cell.show("member", member)["phone"] == "0900 000 222"


def test_a_card_number_is_masked_in_the_list_and_can_still_be_kept(cell: Door, tmp_path: Path) -> None:
    write_apart(cell, tmp_path / "twin", card_number=("099345678901", "099345678902"))
    said = cell.done("conflicts", "list")
    assert "09934567" not in said.out
    assert "đang che" in said.out
    (found,) = cell.done("conflicts", "list", "--json").json["conflicts"]
    assert found["masked"]
    assert all("value" not in side for side in found["sides"])
    cell.done("conflicts", "settle", found["id"], "--keep", found["sides"][1]["key"])


def test_a_key_that_wrote_no_value_is_refused(cell: Door, tmp_path: Path) -> None:
    write_apart(cell, tmp_path / "twin", phone=("0900 000 222", "0900 000 444"))
    (found,) = cell.done("conflicts", "list", "--json").json["conflicts"]
    assert cell.call("conflicts", "settle", found["id"], "--keep", "zzzzzzzz:9").code == 1
    assert cell.call("conflicts", "settle", "member:x:phone", "--keep", "zzzzzzzz:9").code == 1
