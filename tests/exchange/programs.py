"""Two programs for one test: this one, and a newer one made from a copy of its sources; what both do, called alike."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.lists.history import recent_history
from chibo_desktop.store.entry import PrivatePart, read_entry
from chibo_desktop.store.intake import take
from chibo_desktop.store.outgo import entries_between
from chibo_desktop.store.parts import held_parts
from chibo_desktop.store.rebuild import compare, dump
from chibo_desktop.store.store import Store, open_store
from exchange.province import PASSWORD
from structure import ROOT

KEY = bytes(range(32))
PLEDGE = '''"""What the newer program knows beside: a member's pledge."""

from __future__ import annotations

from chibo_desktop.records.field import Kept, prose, record, ref, text


@record(key="pledge", title="Bản cam kết")
class Pledge(Kept):
    """What a member takes upon themselves for the year."""

    id: str
    member_id: str = ref("Đảng viên", "member")
    year: str = text("Năm", max_len=4, default="")
    words: str = prose("Nội dung", default="", private="parent")
    thoughts: str = prose("Suy nghĩ riêng", default="", private="own")
'''
RENAMED = """

def _rename(kind: str, record_id: str, fields: Fields) -> Fields:
    words = {"proposal": {"place": "spot"}, "meeting": {"mood": "feeling"}}.get(kind, {})
    return {words.get(name, name): value for name, value in fields.items()}


TRANSLATIONS = (Translation(2, _rename),)
"""
NEWER: dict[str, tuple[tuple[str, str], ...]] = {
    "records/__init__.py": (
        ("SCHEMA = 1\n", "SCHEMA = 2\n"),
        ("RECORDS: tuple", "from chibo_desktop.records.pledge import Pledge\n\nRECORDS: tuple"),
        ("    Addendum,\n", "    Addendum,\n    Pledge,\n"),
    ),
    "records/member.py": (
        (
            '(("male", "Nam"), ("female", "Nữ"))',
            '(("male", "Nam"), ("female", "Nữ"), ("unsaid", "Không ghi"))',
        ),
        (
            "    decided_on: date",
            """    nickname: str = text("Tên gọi khác", max_len=80, default="")
    blood_group: str = text("Nhóm máu", max_len=8, default="", private="parent")
    decided_on: date""",
        ),
    ),
    "records/proposal.py": (("    place: str", "    spot: str"),),
    "records/meeting.py": (("    mood: str", "    feeling: str"),),
}
"""How the newer program's declarations differ: what stands there, and what stands there instead."""


@dataclass(frozen=True)
class NewerProgram:
    """A copy of the program with another kind, other fields, two fields renamed and a higher schema number."""

    folder: Path

    def run(self, *steps: Sequence[object]) -> list[Any]:
        """Each step is the name of a function below with its arguments; what they gave back, in order."""
        path = os.pathsep.join((str(self.folder / "src"), str(ROOT / "tests")))
        said = subprocess.run(
            [sys.executable, "-m", "exchange.programs"],
            input=json.dumps(steps),
            capture_output=True,
            encoding="utf-8",
            check=False,
            env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
        )
        assert said.returncode == 0, said.stderr
        found: list[Any] = json.loads(said.stdout)
        return found


def make_newer_program(folder: Path) -> NewerProgram:
    """Copies the sources and changes the declarations."""
    package = folder / "src" / "chibo_desktop"
    shutil.copytree(ROOT / "src" / "chibo_desktop", package, ignore=shutil.ignore_patterns("ui", "cli"))
    for name in ("resources", "forms"):
        shutil.copytree(ROOT / name, folder / name)
    for name, changes in NEWER.items():
        text = (package / name).read_text(encoding="utf-8")
        for there, instead in changes:
            assert text.count(there) == 1, f"{name}: {there}"
            text = text.replace(there, instead)
        (package / name).write_text(text, encoding="utf-8")
    (package / "records" / "pledge.py").write_text(PLEDGE, encoding="utf-8")
    with (package / "store" / "translate.py").open("a", encoding="utf-8") as file:
        file.write(RENAMED)
    return NewerProgram(folder)


Put = tuple[str, str, Mapping[str, Any]]
"""Kind, id, fields as the journal carries them."""


def _open(folder: str, at: str) -> Desk:
    return open_desk(Path(folder), PASSWORD, clock=FixedClock(datetime.fromisoformat(at)))


def put(folder: str, at: str, puts: Sequence[Put]) -> None:
    """Writes records into the desk's own book through the guard, one entry each."""
    desk = _open(folder, at)
    try:
        for kind, record_id, fields in puts:
            with desk.writing() as writer:
                writer.put_json(kind, record_id, fields)
    finally:
        desk.close()


def send(folder: str, at: str, to: str, stick: str) -> str:
    """Makes a bundle; gives its path."""
    desk = _open(folder, at)
    try:
        return str(make_bundle(desk, to, Path(stick)).path)
    finally:
        desk.close()


def receive(folder: str, at: str, path: str) -> str:
    """Reads a bundle; gives its result in one word."""
    desk = _open(folder, at)
    try:
        return read_bundle(desk, Path(path)).result
    finally:
        desk.close()


def look(folder: str, at: str) -> dict[str, Any]:
    """Opens a desk, bringing it up to date, and gives everything that was written and what is shown of it."""
    desk = _open(folder, at)
    try:
        return _look(desk.store)
    finally:
        desk.close()


def _look(store: Store) -> dict[str, Any]:
    return {
        "shown": [[*key, row] for key, row in sorted(dump(store.connection).items())],
        "wrong": [str(each) for each in compare(store.connection)],
        "journal": [row["body"].decode() for row in store.rows("SELECT body FROM journal ORDER BY b, d, n")],
        "parts": [
            [row["digest"], row["reach"], row["body"]]
            for row in store.rows("SELECT * FROM private_part ORDER BY digest")
        ],
    }


def tell(folder: str, at: str) -> list[str]:
    """What the page of history says was written, newest first."""
    desk = _open(folder, at)
    try:
        return [row.subject for row in recent_history(desk.store)]
    finally:
        desk.close()


def write(folder: str, at: str, book: str, puts: Sequence[Put]) -> None:
    """Writes into a bare store, one entry each."""
    store = open_store(Path(folder), KEY, clock=FixedClock(datetime.fromisoformat(at)))
    for kind, record_id, fields in puts:
        with store.writing(book, "bt") as writer:
            writer.put_json(kind, record_id, fields)
    store.close()


def give(folder: str, at: str) -> list[list[Any]]:
    """Every entry of a bare store with the private parts it names."""
    store = open_store(Path(folder), KEY, clock=FixedClock(datetime.fromisoformat(at)))
    found = []
    for row in store.rows("SELECT b, d, n FROM journal ORDER BY b, d, n"):
        book, device, n = row
        (entry,) = entries_between(store, book, device, n, n)
        held = held_parts(store.connection, (book, device), n, n, ("parent", "own"))
        parts = [[one.part.reach, one.part.salt.hex(), one.part.body] for one in held]
        found.append([entry.decode(), parts])
    store.close()
    return found


def accept(folder: str, at: str, entries: Sequence[Sequence[Any]]) -> None:
    """Takes entries with their parts into a bare store, in that order."""
    store = open_store(Path(folder), KEY, clock=FixedClock(datetime.fromisoformat(at)))
    for entry, parts in entries:
        with store.transaction():
            kept = [PrivatePart(reach, bytes.fromhex(salt), body) for reach, salt, body in parts]
            take(store, [read_entry(entry.encode())], kept)
    store.close()


def look_bare(folder: str, at: str) -> dict[str, Any]:
    """As `look`, of a bare store."""
    store = open_store(Path(folder), KEY, clock=FixedClock(datetime.fromisoformat(at)))
    found = _look(store)
    store.close()
    return found


def main() -> None:
    """Does the steps that come in, as the newer program does in a process of its own."""
    steps = json.load(sys.stdin)
    json.dump([globals()[name](*given) for name, *given in steps], sys.stdout)


if __name__ == "__main__":
    main()
