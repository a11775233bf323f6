"""A folder as the mailbox: gone on with at every tenth, never half a file under its name, and no socket."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.exchange.bundle import MAX_FILE
from chibo_desktop.exchange.carriers.folder import Folder
from chibo_desktop.exchange.place import Place
from exchange.carriers.test_webdav import BOX, make_file
from structure import ROOT

WRITER = """
import resource, signal, sys
from pathlib import Path
from chibo_desktop.base.errors import Trouble
from chibo_desktop.exchange.carriers.folder import Folder
from chibo_desktop.exchange.place import Place
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
data = Path(sys.argv[2]).read_bytes()
for tenth in range(1, 10):
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(data) * tenth // 10, resource.RLIM_INFINITY))
    try:
        Folder(Place("folder", sys.argv[1])).put(sys.argv[3], sys.argv[4], data)
    except Trouble:
        box = Path(sys.argv[1], sys.argv[3])
        print(*[f"{path.name}:{path.stat().st_size}" for path in box.iterdir()])
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
before = Path("/proc/self/io").read_text()
Folder(Place("folder", sys.argv[1])).put(sys.argv[3], sys.argv[4], data)
print(next(line for line in Path("/proc/self/io").read_text().splitlines() if line.startswith("wchar")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts what a process wrote as Linux does")
def test_a_file_cut_off_at_every_tenth_is_gone_on_with_and_never_stands_there_half(tmp_path: Path) -> None:
    """The system itself cuts each write: nine times, at nine places of one file."""
    name, data = make_file(1_000_000)
    source = tmp_path / "source"
    source.write_bytes(data)
    post = tmp_path / "post"
    post.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", WRITER, post, source, BOX, name],
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    *cut, written = done.stdout.splitlines()
    assert cut == [f"{name}.part:{len(data) * tenth // 10}" for tenth in range(1, 10)]
    assert int(written.split()[1]) <= 1.1 * len(data)
    assert (post / BOX / name).read_bytes() == data
    assert Folder(Place("folder", str(post))).names(BOX) == [name]


KILLED = """
import os, sys, time
from pathlib import Path
from chibo_desktop.exchange.carriers.folder import Folder
from chibo_desktop.exchange.place import Place
print("ready", flush=True)
Folder(Place("folder", sys.argv[1])).put(sys.argv[3], sys.argv[4], Path(sys.argv[2]).read_bytes())
"""


def test_whoever_is_killed_while_writing_leaves_no_half_file_under_the_name(tmp_path: Path) -> None:
    name, data = make_file(8_000_000)
    source, post = tmp_path / "source", tmp_path / "post"
    source.write_bytes(data)
    post.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, post, source, BOX, name],
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
    carrier = Folder(Place("folder", str(post)))
    for found in carrier.names(BOX):
        assert carrier.get(BOX, found) == data
    carrier.put(BOX, name, data)
    carrier.put(BOX, name, data)
    assert carrier.get(BOX, name) == data
    assert [path.name for path in (post / BOX).iterdir()] == [name]


def test_a_spoilt_copy_is_replaced_and_a_foreign_part_written_anew(tmp_path: Path) -> None:
    name, data = make_file(10_000)
    box = tmp_path / BOX
    box.mkdir()
    (box / name).write_bytes(data[:10])
    (box / f"{name}.part").write_bytes(b"of something else, and longer" * 1000)
    Folder(Place("folder", str(tmp_path))).put(BOX, name, data)
    assert (box / name).read_bytes() == data
    assert [path.name for path in box.iterdir()] == [name]


def test_a_bundle_another_machine_has_just_finished_writing_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, data = make_file(10_000)
    flush, part = os.fsync, tmp_path / BOX / f"{name}.part"

    def fsync(handle: int) -> None:
        flush(handle)
        if part.exists():
            part.rename(tmp_path / BOX / name)

    monkeypatch.setattr(os, "fsync", fsync)
    Folder(Place("folder", str(tmp_path))).put(BOX, name, data)
    assert [path.name for path in (tmp_path / BOX).iterdir()] == [name]


def test_a_file_that_is_too_large_is_read_no_further(tmp_path: Path) -> None:
    name, _ = make_file(10)
    (tmp_path / BOX).mkdir()
    with (tmp_path / BOX / name).open("wb") as file:
        file.truncate(MAX_FILE + 1)
    with pytest.raises(Refusal, match="quá lớn"):
        Folder(Place("folder", str(tmp_path))).get(BOX, name)


def test_a_folder_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    carrier = Folder(Place("folder", str(tmp_path / "usb")))
    for act in (lambda: carrier.names(BOX), lambda: carrier.put(BOX, "x", b"x")):
        with pytest.raises(Trouble, match="Cắm lại USB"):
            act()
    assert not (tmp_path / "usb").exists()
