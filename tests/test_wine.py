"""A Windows setup is made, installed, tried, replaced and removed under Wine, and says of itself that it is for trying."""

from __future__ import annotations

import hashlib
import re
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from chibo_desktop.cli.self_test import PARTS
from chibo_installer.plan import SOURCE
from chibo_installer.wine import Bed
from structure import ROOT

pytestmark = [
    pytest.mark.long,
    pytest.mark.needs("/usr/lib/wine/wine64", "makensis", "x86_64-w64-mingw32-gcc"),
    pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the bed takes the library of Python 3.11"),
]

WINDOW, CONSOLE = 2, 3
"""Subsystems of a program of Windows."""
MOST = 30_000_000
"""Bytes of the setup; on the day this was written it had 29.2 million."""
HELD = (
    "cài lặng lẽ",
    "demo: 4 sổ mẫu",
    "gói Windows → Linux",
    "gói Linux → Windows",
    "tệp .cbb mở bằng chương trình",
    "chương trình đang mở: bộ cài đợi rồi thôi",
    "đĩa đầy giữa lúc cài: bản cũ về nguyên chỗ",
    "cài đè: không sót tệp",
    "mất điện giữa lúc cài: cài lại là đủ",
    "bản cũ hơn: bộ cài từ chối",
    "quay lại bản trước khi được bảo",
    "bộ cài bị sửa một byte: từ chối",
    "cập nhật bằng USB lên bản 99.0.0: kiểm chữ ký, sao lưu, cài",
    "quay về bản 0.1.0",
    "gỡ lặng lẽ: chỉ còn sổ",
    "gỡ cả sổ: chỉ khi đánh dấu rồi trả lời “có”",
)


@dataclass(frozen=True)
class Made:
    """What one run of the script left and said."""

    out: Path
    bed: Bed
    said: str

    @property
    def folder(self) -> Path:
        return self.out / "chibo-desktop-windows-test"

    @property
    def setup(self) -> Path:
        (found,) = self.out.glob("*.exe")
        return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Built, installed and removed once for all tests here: five minutes on two idle cores."""
    out, bed = tmp_path_factory.mktemp("wine"), tmp_path_factory.mktemp("bed")
    command = [
        sys.executable,
        str(ROOT / "build_installer.py"),
        "--wine",
        "--out",
        str(out),
        "--bed",
        str(bed),
    ]
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Made(out, Bed(bed), done.stdout)


def test_every_part_of_the_installed_program_tries_itself(made: Made) -> None:
    assert re.findall(r"^self-test: ([^:]+):", made.said, re.MULTILINE) == [title for _, title, _ in PARTS]


@pytest.mark.parametrize("sentence", HELD)
def test_what_people_do_with_a_setup_holds(made: Made, sentence: str) -> None:
    assert any(line.startswith(sentence) for line in made.said.splitlines())


def test_the_setup_is_small_enough_to_be_carried_and_its_sum_stands_beside_it(made: Made) -> None:
    data = made.setup.read_bytes()
    assert len(data) < MOST
    beside = made.setup.with_name(f"{made.setup.name}.sha256").read_text(encoding="ascii")
    assert beside == f"{hashlib.sha256(data).hexdigest()}  {made.setup.name}\n"


def test_it_says_that_it_is_for_trying(made: Made) -> None:
    assert made.setup.name.endswith("-setup-test.exe")
    assert "(bản thử)".encode("utf-16-le") in made.setup.read_bytes()


@pytest.mark.parametrize(("name", "kind"), [("chibo-desktop", WINDOW), ("chibo-desktop-cli", CONSOLE)])
def test_the_program_people_open_has_no_console_and_the_other_has_one(
    made: Made, name: str, kind: int
) -> None:
    data = (made.folder / f"{name}.exe").read_bytes()
    (head,) = struct.unpack_from("<I", data, 0x3C)
    (subsystem,) = struct.unpack_from("<H", data, head + 24 + 68)  # PE format: optional header, Subsystem
    assert subsystem == kind


def test_the_properties_of_the_program_are_vietnamese(made: Made) -> None:
    data = (made.folder / "chibo-desktop.exe").read_bytes()
    assert "Sổ sinh hoạt chi bộ".encode("utf-16-le") in data
    assert b"longPathAware" in data


def test_it_carries_nothing_of_qt_that_opens_a_socket_and_one_sqlite(made: Made) -> None:
    names = [file.relative_to(made.folder).as_posix().lower() for file in made.folder.rglob("*")]
    assert any(name.endswith("platforms/qwindows.dll") for name in names)
    unwanted = re.compile(r"qt6?(network|qml|quick|pdf|sql|opengl)|opengl32sw|/sqlite3\.dll|/_sqlite3\.pyd")
    assert [name for name in names if unwanted.search(name) and "sqlcipher3" not in name] == []


def test_what_is_played_at_the_border_elsewhere_holds_under_wine(made: Made) -> None:
    script, folder = made.bed.path(ROOT / "tests" / "real_windows.py"), made.bed.profile / "thử"
    folder.mkdir()
    variables = {"PYTHONPATH": made.bed.path(SOURCE), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        assert made.bed.start(made.bed.python, script, made.bed.path(folder), **variables).wait(300) == 0
    finally:
        made.bed.stop()
