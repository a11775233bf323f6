"""How the tests of the command line call it: in process on a folder with a real desk, or from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop import app
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.setup import Unit, set_up
from chibo_desktop.seal.wrap import Cost
from chibo_desktop.store import DATABASE
from ready import take
from structure import ROOT

PASSWORD = "hoa ban trang"
CHEAP = Cost(t=1, m=64, p=1)


@dataclass(frozen=True)
class Said:
    """What one call gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The whole of stdout as one JSON document."""
        return json.loads(self.out)


@dataclass
class Door:
    """The command line on one data folder, in this process."""

    folder: Path
    capsys: pytest.CaptureFixture[str] = field(repr=False)

    def call(self, *words: object) -> Said:
        """Runs the words after `--data-dir`."""
        return call(self.capsys, "--data-dir", self.folder, *words)

    def done(self, *words: object) -> Said:
        """The same; the call must succeed."""
        said = self.call(*words)
        assert said.code == 0, said.err
        return said

    def put(self, kind: str, *lines: Mapping[str, Any], more: Sequence[object] = ()) -> Said:
        """`records put` of these lines."""
        file = self.folder.parent / "lines.jsonl"
        file.write_text(
            "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
        )
        return self.call("records", "put", kind, file, *more, "--json")

    def add(self, kind: str, /, **values: Any) -> str:
        """Puts one new record, which must succeed; gives its id."""
        said = self.put(kind, values)
        assert said.code == 0, said.err
        return str(said.json["ids"][0])

    def show(self, kind: str, record_id: str) -> Any:
        """The JSON of one record."""
        return self.done("records", "show", kind, record_id, "--json").json

    def desk(self) -> Desk:
        """The desk behind the door, for what no word does; the test closes it."""
        return open_desk(self.folder, os.environ["CHIBO_PASSWORD"])


def damage(door: Door, table: str) -> None:
    """Changes one bit on the first page of a table behind the program's back; opening reads the schema, not this."""
    desk = door.desk()
    page = desk.store.value("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    size = int(desk.store.value("PRAGMA page_size"))  # SQLCipher gives a text
    desk.close()
    file = door.folder / DATABASE
    data = bytearray(file.read_bytes())
    data[page * size - 100] ^= 1
    file.write_bytes(bytes(data))


def call(capsys: pytest.CaptureFixture[str], *words: object) -> Said:
    """Runs the program in this process."""
    capsys.readouterr()
    code = app.run([str(word) for word in words])
    out, err = capsys.readouterr()
    return Said(code, out, err)


def make_desk(folder: Path, kind: str = "cell", name: str = "Chi bộ bản Suối Lanh") -> str:
    """A desk with a cheap password in a new folder; gives the organisation's id."""

    def make(place: Path) -> str:
        desk = set_up(place, Unit(name=name, kind=kind), password=PASSWORD, cost=CHEAP).desk
        desk.close()
        return desk.organisation_id

    return take(folder, make, "cli", kind, name)


def outside(folder: Path, *words: object, stdin: str = "", env: Mapping[str, str] | None = None) -> Said:
    """Runs the program as another process standing in `folder`, with an environment of our own."""
    done = subprocess.run(
        [sys.executable, "-m", "chibo_desktop", *(str(word) for word in words)],
        cwd=folder,
        env={**_plain_environment(), **(env or {})},
        input=stdin.encode(),
        capture_output=True,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def _plain_environment() -> dict[str, str]:
    kept = (
        "PATH",
        "HOME",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "SYSTEMROOT",
        "APPDATA",
        "LOCALAPPDATA",
        "TEMP",
    )
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONWARNINGS": "error",
        "LC_ALL": "C",
    }
