"""A month's bundle over a line of 600 ms there and back and 30 kbit/s, to a WebDAV server with TLS: python benchmarks/slow_line.py [--rounds N].

The line is a relay of our own, so that it runs anywhere: every byte waits its turn at 30 kbit/s, then 300 ms more, and
a connection costs one way there and back before its first byte. Prints a table and ends with 1 when a month takes
10 s or more to arrive. A year in one bundle and the fetching at the other end are shown beside it, without a limit.
"""

from __future__ import annotations

import argparse
import contextlib
import queue
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from chibo_desktop.actions.demo import make_demo
from chibo_desktop.exchange import pieces
from chibo_desktop.exchange.carriers.webdav import WebDav
from exchange.carriers.servers import make_authority, place_at, webdav

RATE = 30_000 / 8
"""Bytes a second, each way."""

ONE_WAY = 0.3
LIMIT = 10.0
STEP = 256
BOX = "in-k7m2q4xa-1"


class Way:
    """One direction of the line, shared by all connections: when the next byte may begin."""

    def __init__(self) -> None:
        self._free, self._guard, self.bytes = 0.0, threading.Lock(), 0

    def arrival(self, size: int) -> float:
        with self._guard:
            self.bytes += size
            self._free = max(self._free, time.monotonic()) + size / RATE
            return self._free + ONE_WAY


@contextlib.contextmanager
def slow_line(port: int) -> Iterator[tuple[int, Way, Way]]:
    """A port that leads to a server on loopback over the slow line."""
    listener = socket.create_server(("127.0.0.1", 0))
    up, down = Way(), Way()

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", port))
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for source, target, way, wait in ((near, far, up, 2 * ONE_WAY), (far, near, down, 0.0)):
                    threading.Thread(target=carry, args=(source, target, way, wait), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield int(listener.getsockname()[1]), up, down
    finally:
        listener.close()


def carry(source: socket.socket, target: socket.socket, way: Way, wait: float) -> None:
    """Lets bytes through one after the other; what lies in between is on its way."""
    on_its_way: queue.Queue[tuple[float, bytes]] = queue.Queue()

    def deliver() -> None:
        with contextlib.suppress(OSError):
            while True:
                at, data = on_its_way.get()
                time.sleep(max(0.0, at - time.monotonic()))
                if not data:
                    target.shutdown(socket.SHUT_WR)
                    return
                target.sendall(data)

    threading.Thread(target=deliver, daemon=True).start()
    time.sleep(wait)
    with contextlib.suppress(OSError):
        while data := source.recv(STEP):
            on_its_way.put((way.arrival(len(data)), data))
    on_its_way.put((way.arrival(0), b""))


def month_of(folder: Path) -> tuple[str, bytes]:
    """The largest bundle that a cell of the sample sends up for its month."""
    demo = make_demo(folder, lambda _line: None)
    try:
        cells = {desk.organisation_id for desk in demo.cells}
        found = [path for path in demo.folder.rglob("*.cbb") if path.name.split("_")[0] in cells]
        largest = max(found, key=lambda path: path.stat().st_size)
        return largest.name, largest.read_bytes()
    finally:
        demo.close()


def measure(line: int, name: str, data: bytes, authority: str, **way: str) -> tuple[float, float]:
    """Seconds to carry it to the mailbox, and to list and get it at the other end, each on a fresh connection."""
    sender = WebDav(place_at(line, ca=authority, **way))
    begun = time.monotonic()
    for part, piece in pieces.cut(name, data):
        sender.put(BOX, part.name, piece, in_place=part.of > 1)
    carried = time.monotonic() - begun
    sender.close()
    receiver = WebDav(place_at(line, ca=authority, **way))
    begun = time.monotonic()
    got = {}
    for each in receiver.names(BOX):
        part_of = pieces.read_name(each)
        if part_of is not None:
            got[part_of] = receiver.get(BOX, each)
    if pieces.join(got) != data:
        raise SystemExit("what came is not what was sent")
    fetched = time.monotonic() - begun
    receiver.close()
    return carried, fetched


def main() -> int:
    """0 when every month arrived in time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    worst = 0.0
    with tempfile.TemporaryDirectory() as place:
        name, data = month_of(Path(place) / "demo")
        authority, chain, key = make_authority(Path(place))
        print(f"line: {ONE_WAY * 2000:.0f} ms there and back, 30 kbit/s each way; bundle: {len(data)} bytes")
        for scheme, certificate in (("http", None), ("https", (chain, key))):
            took = []
            for number in range(rounds):
                store = Path(place) / f"{scheme}{number}"
                (store / BOX).mkdir(parents=True)
                with webdav(store, certificate) as port, slow_line(port) as (line, up, down):
                    took.append(measure(line, name, data, authority, scheme=scheme))
            carried, fetched = (statistics.median(column) for column in zip(*took, strict=True))
            worst = max(worst, *(each[0] for each in took))
            print(
                f"{scheme:6} to the mailbox {carried:5.1f} s (limit {LIMIT:.0f} s)   list and get {fetched:5.1f} s"
                f"   bytes up {up.bytes}, down {down.bytes}"
            )
    print("ok" if worst < LIMIT else "TOO SLOW")
    return 0 if worst < LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
