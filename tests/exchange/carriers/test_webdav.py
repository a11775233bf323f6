"""WebDAV on loopback: a line cut at every tenth, nothing truncated taken, nothing sent twice over; plain stores; TLS."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.exchange import pieces
from chibo_desktop.exchange.carriers.webdav import WebDav
from chibo_desktop.seal import digest
from exchange.carriers.servers import line_to, make_authority, place_at, plain_store, webdav
from structure import ROOT

BOX = "in-k7m2q4xa-1"


def make_file(size: int, seed: int = 7) -> tuple[str, bytes]:
    """Bytes of that length under the name a bundle of them has."""
    data = random.Random(seed).randbytes(size)
    return f"r3epue3p-1_k7m2q4xa-1_r3epue3p_20261005_{digest.short_hash(data)}.cbb", data


def send(carrier: WebDav, name: str, data: bytes, begun: int = 0) -> int:
    """Sends piece after piece until the line breaks; gives how many are there."""
    parts = pieces.cut(name, data, digest.new_salt().hex()[:4])
    for place, (part, piece) in enumerate(parts[begun:], begun + 1):
        try:
            carrier.put(BOX, part.name, piece, in_place=part.of > 1)
        except Trouble:
            return place - 1
    return len(parts)


def take(carrier: WebDav, got: dict[pieces.Part, bytes] | None = None) -> bytes | None:
    """What the receiver gets: each piece it has not got, held against its name, then the whole."""
    got = {} if got is None else got
    for name in carrier.names(BOX):
        part = pieces.read_name(name)
        if part is not None and part.number not in {each.number for each in got}:
            data = carrier.get(BOX, name)
            if part.fits(data):
                got[part] = data
    return pieces.join(got)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """One WebDAV server for all: its port and its folder."""
    folder = tmp_path_factory.mktemp("webdav")
    with webdav(folder) as port:
        yield port, folder


@dataclass
class Room:
    """A folder of the server for one test."""

    port: int
    folder: Path

    @contextmanager
    def carrier(self, port: int = 0) -> Iterator[WebDav]:
        """Straight to the server, or through the line at `port`."""
        with carrier_at(port or self.port, self.folder.name) as carrier:
            yield carrier


@pytest.fixture
def room(served: tuple[int, Path], tmp_path: Path) -> Room:
    port, folder = served
    (folder / tmp_path.name).mkdir()
    return Room(port, folder / tmp_path.name)


@contextmanager
def carrier_at(port: int, below: str = "") -> Iterator[WebDav]:
    carrier = WebDav(place_at(port, below=below))
    try:
        yield carrier
    finally:
        carrier.close()


def test_a_bundle_cut_off_at_every_tenth_arrives_whole_and_a_tenth_is_sent_again_at_most(room: Room) -> None:
    name, data = make_file(2_200_000)
    cuts = [len(data) * tenth // 10 for tenth in range(1, 10)]
    with line_to(room.port, cuts) as line:
        done, tries, of = 0, 0, len(pieces.cut(name, data))
        got: dict[pieces.Part, bytes] = {}
        with room.carrier(line.port) as sender, room.carrier() as receiver:
            while done < of:
                done, tries = send(sender, name, data, done), tries + 1
                assert take(receiver, got) == (data if done == of else None)
    assert line.broken == 9
    assert tries == 10
    assert line.sent <= 1.1 * len(data)


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_small_bundle_cut_off_once_sends_no_tenth_of_it_again(room: Room, tenth: int) -> None:
    name, data = make_file(100_000)
    heads = 400 * len(pieces.cut(name, data))
    with line_to(room.port, [len(data) * tenth // 10]) as line, room.carrier(line.port) as sender:
        done = send(sender, name, data)
        assert send(sender, name, data, done) == len(pieces.cut(name, data))
        with room.carrier() as receiver:
            assert take(receiver) == data
    assert line.broken == 1
    assert line.sent - heads <= 1.1 * len(data)


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_month_cut_off_is_not_seen_before_it_is_whole(room: Room, tenth: int) -> None:
    name, data = make_file(6_000)
    with (
        line_to(room.port, [6_000 * tenth // 10]) as line,
        room.carrier(line.port) as sender,
        room.carrier() as receiver,
    ):
        assert send(sender, name, data) == 0
        assert receiver.names(BOX) == []
        assert send(sender, name, data) == 1
        assert receiver.names(BOX) == [name]
        assert take(receiver) == data


def test_what_is_there_already_is_success_and_a_cut_off_copy_is_replaced(room: Room) -> None:
    name, data = make_file(6_000)
    with room.carrier() as carrier:
        carrier.put(BOX, name, data)
        carrier.put(BOX, name, data)
        (room.folder / BOX / name).write_bytes(data[:4000])
        carrier.put(BOX, name, data)
        assert (room.folder / BOX / name).read_bytes() == data
        assert [path.name for path in (room.folder / BOX).iterdir()] == [name]
        carrier.remove(BOX, name)
        carrier.remove(BOX, name)
        assert carrier.names(BOX) == []


def test_names_that_are_not_ours_are_not_listed(room: Room) -> None:
    name, data = make_file(100)
    box = room.folder / BOX
    box.mkdir()
    for other in ("thu.txt", f"{name}.part", f"x{name}", "ảnh của bản.jpg"):
        (box / other).write_bytes(data)
    with room.carrier() as carrier:
        assert carrier.names(BOX) == []
        assert carrier.names("in-aaaaaaaa-9") == []


def test_a_store_without_webdav_serves_too() -> None:
    kept: dict[str, bytes] = {}
    with plain_store(kept) as port, carrier_at(port) as carrier:
        for name, data in (make_file(6_000), make_file(60_000)):
            assert send(carrier, name, data) == len(pieces.cut(name, data))
            assert take(carrier) == data
            for each in carrier.names(BOX):
                carrier.remove(BOX, each)
    assert kept == {}


def test_a_file_larger_than_any_bundle_is_not_read_to_its_end(room: Room) -> None:
    name, _ = make_file(100)
    (room.folder / BOX).mkdir()
    with (room.folder / BOX / name).open("wb") as file:
        file.truncate(80 * 1024 * 1024)
    with room.carrier() as carrier, pytest.raises(Trouble):
        carrier.get(BOX, name)


def test_a_certificate_of_an_own_authority_holds_once_it_was_chosen(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    authority, chain, key = make_authority(tmp_path)
    name, data = make_file(6_000)
    with webdav(store, (chain, key)) as port:
        stranger, known = WebDav(place_at(port, "https")), WebDav(place_at(port, "https", ca=authority))
        with pytest.raises(Refusal) as caught:
            stranger.names(BOX)
        assert caught.value.field == "ca"
        known.put(BOX, name, data)
        assert take(known) == data
        known.close()


@pytest.mark.parametrize(
    ("days", "host", "said"),
    [
        ((-30, -2), "127.0.0.1", "Đồng hồ máy này đang chỉ"),
        ((2, 30), "127.0.0.1", "Đồng hồ máy này đang chỉ"),
        ((-1, 30), "thu.vi-du", "đòi đăng nhập ở trình duyệt"),
    ],
)
def test_a_clock_that_is_wrong_and_a_certificate_of_another_are_told_apart(
    tmp_path: Path, days: tuple[int, int], host: str, said: str
) -> None:
    authority, chain, key = make_authority(tmp_path, days=days, host=host)
    with webdav(tmp_path, (chain, key)) as port:
        carrier = WebDav(place_at(port, "https", ca=authority))
        with pytest.raises((Refusal, Trouble), match=said):
            carrier.names(BOX)


NGINX = """
{user} daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}
http {{ access_log off; client_body_temp_path {folder}/tmp; client_max_body_size 70m;
server {{ listen 127.0.0.1:{port}; root {folder}/store; autoindex on;
location / {{ dav_methods PUT DELETE MKCOL MOVE; create_full_put_path off; dav_access user:rw; }} }} }}
"""


def wait_for(port: int) -> None:
    """Until somebody listens there."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not start")


@pytest.mark.long
@pytest.mark.needs("nginx")
def test_nginx_carries_the_same_and_never_shows_half_a_file(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    (tmp_path / "store").mkdir()
    user = "user root;" if os.getuid() == 0 else ""  # or its workers may not enter the folder
    (tmp_path / "nginx.conf").write_text(NGINX.format(folder=tmp_path, port=port, user=user))
    server = subprocess.Popen([shutil.which("nginx") or "nginx", "-c", str(tmp_path / "nginx.conf")])
    try:
        wait_for(port)
        name, data = make_file(2_200_000)
        cuts = [len(data) * tenth // 10 for tenth in range(1, 10)]
        with line_to(port, cuts) as line, carrier_at(line.port) as sender, carrier_at(port) as receiver:
            done, of = 0, len(pieces.cut(name, data))
            while done < of:
                done = send(sender, name, data, done)
                assert take(receiver) == (data if done == of else None)
        assert line.sent <= 1.1 * len(data)
    finally:
        server.terminate()
        server.wait()


@pytest.mark.long
def test_a_month_over_a_village_line_arrives_in_less_than_ten_seconds() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "slow_line.py"), "--rounds", "1"],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
