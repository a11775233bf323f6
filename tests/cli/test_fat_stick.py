"""Sticks with real FAT32 and exFAT on an image that is mounted; a machine that may not mount one says so and runs the rest."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.base.disks import refuse_unsafe
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import write_whole
from cli.calling import Door

SIZE = 24 * 1024 * 1024
"""Bytes of the image: what a test that fills it can take at most."""

pytestmark = pytest.mark.long


def run(*words: object) -> str:
    """One command of the system; skips where the machine refuses."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{words[0]}: {(done.stderr or done.stdout).strip()[:200]}")
    return done.stdout.strip()


@pytest.fixture(
    params=[
        pytest.param("vfat", marks=pytest.mark.needs("mkfs.vfat", "losetup")),
        pytest.param("exfat", marks=pytest.mark.needs("mkfs.exfat", "mount.exfat-fuse", "losetup")),
    ]
)
def stick(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A mounted stick and its device."""
    image, point = tmp_path / "stick.img", tmp_path / "USB đen"
    point.mkdir()
    with image.open("wb") as file:
        file.truncate(SIZE)
    run(f"mkfs.{request.param}", image)
    device = run("losetup", "-f", "--show", image)
    try:
        by_kernel = ("mount", "-t", "vfat", "-o", "utf8", device, point)
        run(*(by_kernel if request.param == "vfat" else ("mount.exfat-fuse", device, point)))
        assert os.path.ismount(point)
        yield point, device
    finally:
        subprocess.run(["umount", str(point)], check=False, capture_output=True)
        subprocess.run(["losetup", "-d", device], check=False)


def test_a_month_goes_by_stick_from_the_village_to_the_commune(
    stick: tuple[Path, str], cell: Door, commune: Door, tmp_path: Path
) -> None:
    point, _ = stick
    request, certificate = point / "yêu cầu.txt", point / "chứng thư.txt"
    cell.done("keys", "request", "--out", request)
    commune.done("keys", "certify", request, "--out", certificate)
    cell.done("keys", "accept", certificate)
    own = cell.done("keys", "show", "--json").json["organisation"]
    above = commune.done("keys", "show", "--json").json["organisation"]
    cell.add("member", cell_id=own, full_name="Vàng A Chứ")
    cell.done("backup", "make", "--to", point)
    cell.done("members", "export", point / "Danh sách đảng viên.xlsx")
    cell.done("members", "export", point / "Danh sách đảng viên.xlsx")  # over the one that is there
    bundle = Path(cell.done("bundle", "make", "--to", above, "--out", point, "--json").json["file"])
    assert commune.done("bundle", "read", bundle, "--json").json["bundles"][0]["result"] == "read"
    endings = sorted(path.suffix for path in point.iterdir() if path.is_file())
    assert endings == [".cbb", ".cbk", ".txt", ".txt", ".xlsx"]


def test_a_full_stick_keeps_what_it_had_and_nothing_half_written(stick: tuple[Path, str]) -> None:
    point, _ = stick
    write_whole(point / "gói.cbb", b"old")
    with pytest.raises(Trouble, match="đã đầy"):
        write_whole(point / "gói.cbb", b"x" * (SIZE + 1))
    assert (point / "gói.cbb").read_bytes() == b"old"
    assert [path.name for path in point.iterdir() if path.is_file()] == ["gói.cbb"]


def test_a_locked_stick_says_to_unlock_it(stick: tuple[Path, str]) -> None:
    point, device = stick
    run("umount", point)
    command = ("mount.exfat-fuse", "-o", "ro") if _is_exfat(device) else ("mount", "-t", "vfat", "-o", "ro")
    run(*command, device, point)
    with pytest.raises(Trouble, match="Gạt khóa chống ghi"):
        write_whole(point / "gói.cbb", b"x")


def test_a_name_the_stick_does_not_take_is_said(stick: tuple[Path, str]) -> None:
    point, _ = stick
    with pytest.raises(Refusal, match="dấu :"):
        write_whole(point / "biên bản 19:30.pdf", b"x")
    write_whole(point / f"{'ự' * 80}.pdf", b"x")


def test_no_book_lies_on_a_stick(stick: tuple[Path, str]) -> None:
    point, device = stick
    if _is_exfat(device):
        pytest.skip("by FUSE, a stick is known by the flag of its disk, which an image has not")
    with pytest.raises(Refusal, match="tháo rời"):
        refuse_unsafe(point / "sổ")


def _is_exfat(device: str) -> bool:
    return b"EXFAT" in Path(device).read_bytes()[:16]
