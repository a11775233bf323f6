"""A cell and its commune that meet only in a mailbox: sent, fetched, confirmed; killed, full, late; never twice, never a socket."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from chibo_desktop.actions.carrying import choose_mailbox, mailbox_of
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.fetching import Fetched, fetch
from chibo_desktop.actions.revoking import revoke_body
from chibo_desktop.actions.sending import OUTBOX, carry, list_news, queue, send
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.exchange.place import Place
from chibo_desktop.lists.outbox import outbox_rows
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.store.outbox import list_posted
from exchange.carriers.servers import plain_store
from exchange.province import PASSWORD as DESK_PASSWORD
from exchange.province import Province, make_province, state, write_answer, write_meeting, write_proposal
from structure import ROOT


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as made:
        yield made


@pytest.fixture
def post(province: Province, tmp_path: Path) -> Path:
    """A shared folder, chosen as the mailbox by everybody."""
    folder = tmp_path / "hom-thu"
    folder.mkdir()
    for desk in (province.upper, province.commune, *province.cells):
        choose_mailbox(desk, Place("folder", str(folder)))
    return folder


@pytest.fixture
def no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)


def both(desk: Desk, province: Province) -> Fetched:
    """What the button does: fetch, then send."""
    province.wait()
    fetched = fetch(desk)
    send(desk)
    return fetched


def lying(post: Path) -> list[str]:
    """Every file in the mailbox, as `folder/name`."""
    return sorted(str(path.relative_to(post)) for path in post.rglob("*") if path.is_file())


@pytest.mark.usefixtures("no_socket")
def test_a_month_goes_up_and_its_answer_comes_down_through_a_folder_without_any_socket(
    province: Province, post: Path
) -> None:
    cell, commune = province.cell, province.commune
    write_meeting(cell, "2026-10")
    proposal = write_proposal(cell, "Đề nghị cấp loa truyền thanh")
    both(cell, province)
    assert [row.state for row in outbox_rows(cell.store)] == ["lying"]

    both(commune, province)
    write_answer(commune, cell, proposal, "Đã cấp một bộ loa")
    both(commune, province)
    both(cell, province)

    assert cell.store.value("SELECT content FROM answer") == "Đã cấp một bộ loa"
    assert outbox_rows(cell.store)[0].state == "received"
    assert list_news(cell, [commune.organisation_id]) == []
    both(cell, province)
    both(commune, province)
    both(cell, province)
    settled = lying(post)
    for desk in (cell, commune, cell, commune):
        both(desk, province)
    assert lying(post) == settled


def test_each_receiver_has_its_own_folder_and_names_hold_nothing_but_ids(
    province: Province, post: Path
) -> None:
    for cell in province.cells:
        write_meeting(cell, "2026-10")
        both(cell, province)
    both(province.commune, province)
    for cell in province.cells:
        other = next(each for each in province.cells if each is not cell)
        box = post / f"in-{cell.organisation_id}"
        assert box.is_dir()
        assert not any(other.organisation_id in path.name for path in box.iterdir())
        assert fetch(cell).results
    assert all(name.isascii() for name in lying(post))


def test_nothing_is_sealed_twice_for_the_same_news_and_an_unsent_bundle_gives_way_to_a_newer(
    province: Province, post: Path
) -> None:
    cell, to = province.cell, [province.commune.organisation_id]
    write_meeting(cell, "2026-10")
    queue(cell, to)
    queue(cell, to)
    assert len(list_posted(cell.store, waiting=True)) == 1
    write_meeting(cell, "2026-11")
    province.wait()
    queue(cell, to)
    assert len(list_posted(cell.store, waiting=True)) == 1
    assert len(carry(cell)) == 1
    assert carry(cell) == []
    assert len(lying(post)) == 1
    assert not list((cell.folder / OUTBOX).iterdir())
    fetch(province.commune)
    assert province.commune.store.value("SELECT COUNT(*) FROM meeting") == 2


def test_a_meetings_strip_says_where_it_is_from_stored_facts_alone(province: Province, post: Path) -> None:
    cell, commune = province.cell, province.commune
    meeting = write_meeting(cell, "2026-10")
    with cell.store.writing(cell.organisation_id, cell.user) as writer:
        writer.put("meeting", meeting, finalised_at=province.clock.now())

    def said() -> list[str]:
        points = {point.key: point for point in meeting_strip(cell.store, meeting)}
        return [f"{points[key].state} {points[key].note}".strip() for key in ("left", "received")]

    assert said() == ["todo chưa gửi", "todo chưa có tin"]
    queue(cell)
    assert said() == ["todo chờ gửi", "todo chưa có tin"]
    carry(cell)
    assert said() == ["done ở hòm thư", "todo chưa có tin"]
    both(commune, province)
    fetch(cell)
    assert said() == ["done", "done"]


def test_one_receivers_folder_that_is_closed_stops_no_other(province: Province, post: Path) -> None:
    commune, (first, second) = province.commune, province.cells
    for cell in province.cells:
        write_meeting(cell, "2026-10")
        both(cell, province)
    fetch(commune)
    kept: dict[str, bytes] = {}
    with plain_store(kept, f"/in-{first.organisation_id}/") as port:
        choose_mailbox(commune, Place("webdav", f"http://127.0.0.1:{port}", proxy="none"))
        sent = send(commune, [first.organisation_id, second.organisation_id])
    assert [each.to_org for each in sent.carried] == [second.organisation_id]
    assert [path.split("/")[1] for path in kept] == [f"in-{second.organisation_id}"]
    waiting = list_posted(commune.store, waiting=True)
    assert [each.to_org for each in waiting] == [first.organisation_id]
    assert "không có quyền" in waiting[0].note


def test_what_was_read_stays_a_week_in_the_mailbox_and_is_not_downloaded_again(
    province: Province, post: Path
) -> None:
    write_meeting(province.cell, "2026-10")
    both(province.cell, province)
    commune = province.commune
    assert [result.result for result in fetch(commune).results] == ["read"]
    assert fetch(commune).results == ()
    assert len(lying(post)) == 1
    province.clock.set(province.clock.now() + timedelta(days=8))
    assert fetch(commune).removed == 1
    assert lying(post) == []


def test_a_file_that_is_no_bundle_is_refused_once_a_day_and_stops_no_other(
    province: Province, post: Path
) -> None:
    from chibo_desktop.seal import digest

    commune, cell = province.commune, province.cell
    data = b"not a bundle at all"
    box = post / f"in-{commune.organisation_id}"
    box.mkdir()
    name = f"{cell.organisation_id}_{commune.organisation_id}_{cell.store.device}_20261005_{digest.short_hash(data)}.cbb"
    (box / name).write_bytes(data)
    (box / name.replace("_20261005_", "_20261004_")).write_bytes(data[:5])
    write_meeting(cell, "2026-10")
    both(cell, province)
    first = fetch(commune)
    assert sorted(result.result for result in first.results) == ["read", "refused"]
    assert len(first.incomplete) == 1
    assert fetch(commune).results == ()
    assert (box / name).exists()
    assert [result.result for result in fetch(commune, anew=True).results] == ["refused"]


def test_a_dry_run_takes_nothing_in_and_downloads_nothing_twice(province: Province, post: Path) -> None:
    write_meeting(province.cell, "2026-10")
    both(province.cell, province)
    before = state(province.commune)
    assert [result.result for result in fetch(province.commune, dry_run=True).results] == ["read"]
    assert state(province.commune) == before
    for path in (post / f"in-{province.commune.organisation_id}").iterdir():
        path.write_bytes(b"")  # gone meanwhile, but it lies here
    assert [result.result for result in fetch(province.commune).results] == ["read"]


def test_a_mailbox_that_is_not_there_says_so_and_the_bundle_waits(province: Province, post: Path) -> None:
    write_meeting(province.cell, "2026-10")
    shutil.move(post, post.with_name("rut-ra"))
    with pytest.raises(Trouble) as caught:
        send(province.cell, [province.commune.organisation_id])
    assert "Không thấy thư mục" in caught.value.sentence
    row = outbox_rows(province.cell.store)[0]
    assert (row.state, row.note) == ("waiting", caught.value.sentence)
    assert not post.exists()
    shutil.move(post.with_name("rut-ra"), post)
    assert len(carry(province.cell)) == 1


def test_without_a_mailbox_nothing_is_sent_and_the_reason_says_where_to_choose_one(
    province: Province,
) -> None:
    assert mailbox_of(province.cell) is None
    for act in (send, fetch):
        with pytest.raises(Refusal, match="Thiết đặt"):
            act(province.cell)


KILLED = """
import os, sys
from pathlib import Path
from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions import sending
desk = open_desk(Path(sys.argv[1]), sys.argv[2])
place = sys.argv[3]
def die(*given, **named): os._exit(9)
if place == "sealed": sending._post = die
if place == "carried": sending.note_carried = die
sending.send(desk)
"""


@pytest.mark.parametrize("place", ["sealed", "carried"])
def test_killed_between_sealing_queueing_and_noting_it_arrives_once(
    province: Province, post: Path, place: str
) -> None:
    """The process dies at the two places where file and book could come to differ."""
    cell, commune = province.cell, province.commune
    write_meeting(cell, "2026-10")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, cell.folder, DESK_PASSWORD, place],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin", "TZ": "UTC"},
        check=False,
        capture_output=True,
    )
    assert done.returncode == 9, done.stderr.decode()
    send(cell)
    to_commune = post / f"in-{commune.organisation_id}"
    assert len(list(to_commune.iterdir())) == 1
    assert len(list_posted(cell.store, waiting=True)) == 0
    assert [result.result for result in fetch(commune).results] == ["read"]


def test_a_neighbour_whose_key_fell_keeps_nobody_else_waiting(province: Province, post: Path) -> None:
    commune, (lost, other) = province.commune, province.cells
    for cell in province.cells:
        write_meeting(cell, "2026-10")
        both(cell, province)
    fetch(commune)
    revoke_body(commune, lost.organisation_id)
    got = [each.to_org for each in send(commune).carried]
    assert other.organisation_id in got
    assert lost.organisation_id not in got
    with pytest.raises(Refusal):
        list_news(commune, [lost.organisation_id])


def test_what_belongs_to_the_machine_is_no_mailbox(province: Province) -> None:
    for place, name in (
        (Place("folder", "hom-thu"), "address"),
        (Place("webdav", "thu.vi-du/chibo"), "address"),
        (Place("webdav", "https://xa:x@thu/"), "address"),
        (Place("webdav", "http://thu.vi-du/", user="xa", password="x"), "address"),
        (Place("webdav", "https://thu.vi-du/", password="x"), "user"),
        (Place("webdav", "https://thu.vi-du/", proxy="3128"), "proxy"),
        (Place("webdav", "https://thu.vi-du/", ca="không phải"), "ca"),
        (Place("sftp", "thu.vi-du"), "kind"),
    ):
        with pytest.raises(Refusal) as caught:
            choose_mailbox(province.cell, place)
        assert caught.value.field == name
