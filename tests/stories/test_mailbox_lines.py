"""Mailboxes whose line breaks or that are changed for another: a large book goes on where it stopped, and a fallen key stops nobody else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.actions.carrying import choose_mailbox, forget_mailbox, mailbox_of, try_mailbox
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.fetching import fetch
from chibo_desktop.actions.sending import OUTBOX, carry, send
from chibo_desktop.base.errors import Trouble
from chibo_desktop.lists.outbox import outbox_rows
from chibo_desktop.store import DATABASE
from chibo_desktop.store.outbox import list_posted
from exchange.carriers.servers import PASSWORD, line_to, place_at, plain_store, webdav
from exchange.province import Province, make_province, write_meeting


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as made:
        yield made


def write_much(cell: Desk) -> None:
    """Nine meetings, so much in each that a bundle of them takes several pieces."""
    chance = random.Random(5)
    for month in range(1, 10):
        write_meeting(cell, f"2026-0{month}", opinion=chance.randbytes(3_500).hex())


def test_over_webdav_a_large_book_goes_on_where_the_line_broke_and_no_password_is_written_anywhere(
    province: Province, tmp_path: Path
) -> None:
    cell, commune = province.cell, province.commune
    write_much(cell)
    store = tmp_path / "store"
    store.mkdir()
    with webdav(store) as port, line_to(port, [10_000, 22_000]) as line:
        choose_mailbox(commune, place_at(port))
        choose_mailbox(cell, place_at(line.port))
        assert "Dùng được" in try_mailbox(commune, place_at(port))
        for _ in range(2):
            with pytest.raises(Trouble):
                send(cell, [commune.organisation_id])
            assert "còn thiếu phần" in fetch(commune).incomplete[0]
        assert outbox_rows(cell.store)[0].note
        size = next((cell.folder / OUTBOX).iterdir()).stat().st_size
        assert [each.sent > 0 for each in list_posted(cell.store)] == [True]
        carried = send(cell).carried
        assert [each.to_org for each in carried] == [commune.organisation_id]
        assert line.sent < size * 1.1 + 2 * 8192
        assert [result.result for result in fetch(commune).results] == ["read"]
    assert commune.store.value("SELECT COUNT(*) FROM meeting") == 9
    for folder in (cell.folder, commune.folder, store):
        for path in folder.rglob("*"):
            if path.is_file() and path.name != DATABASE:
                assert PASSWORD.encode() not in path.read_bytes()
    assert PASSWORD not in repr(mailbox_of(cell))
    forget_mailbox(cell)
    assert mailbox_of(cell) is None


def test_what_was_half_carried_to_one_mailbox_goes_whole_to_another(
    province: Province, tmp_path: Path
) -> None:
    cell, commune = province.cell, province.commune
    write_much(cell)
    kept: dict[str, bytes] = {}
    with plain_store({}) as first, plain_store(kept) as second, line_to(first, [20_000]) as line:
        choose_mailbox(cell, place_at(line.port))
        with pytest.raises(Trouble):
            send(cell, [commune.organisation_id])
        for desk in (cell, commune):
            choose_mailbox(desk, place_at(second))
        assert len(carry(cell)) == 1
        assert [result.result for result in fetch(commune).results] == ["read"]
