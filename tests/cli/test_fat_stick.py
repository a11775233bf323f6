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
from chibo_desktop.store.backup_file import unpack
from cli.calling import PASSWORD, Door
from cli.own_kernel import PYTHON, own_kernel

SIZE = 40 * 1024 * 1024
"""Bytes of the image: what a test that fills it can take at most; FAT32 has 65,525 clusters and more."""
FORMAT = {"vfat": ("mkfs.vfat", "-F", 32, "-s", 1), "exfat": ("mkfs.exfat",)}
POST = """
from pathlib import Path
from chibo_desktop.base.paths import write_whole
from chibo_desktop.exchange.carriers.folder import Folder
from chibo_desktop.exchange.place import Place
Folder(Place("folder", "/mnt/usb")).put("hòm", "gói.cbb", bytes(50_000))
write_whole(Path("/mnt/usb/thay.txt"), b"new" * 10_000)
"""
"""A stick as the mailbox, whose first bundle also makes the box; and a file in the place of one that is there."""

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
    run(*FORMAT[request.param], image)
    with image.open("rb") as file:
        assert file.read(90)[82:] == b"FAT32   " or request.param == "exfat"
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


@pytest.mark.needs("linux.uml", "insmod", "mkfs.vfat", "losetup")
def test_all_of_it_holds_on_fat32_where_only_another_kernel_has_that(tmp_path: Path) -> None:
    test = "-m pytest -p no:cacheprovider --color=no -q -m long -k vfat --basetemp=/mnt/t"
    with own_kernel(tmp_path, f"{PYTHON} {test} {__file__}") as lines:
        said = "\n".join(lines)
    assert "5 passed" in said
    assert "skipped" not in said


@pytest.mark.needs("linux.uml", "insmod", "mkfs.vfat", "losetup")
def test_a_fat32_stick_pulled_out_at_once_has_what_was_said_to_be_on_it(cell: Door, tmp_path: Path) -> None:
    """The power is cut in the moment the words are there; what nobody flushed is gone, which shows that it was cut."""
    image, out = tmp_path / "stick.img", tmp_path / "out"
    with image.open("wb") as file:
        file.truncate(SIZE)
    run(*FORMAT["vfat"], image)
    out.mkdir()
    cell.add(
        "member", cell_id=cell.done("keys", "show", "--json").json["organisation"], full_name="Vàng A Chứ"
    )
    mount = f"mkdir /mnt/usb; mount -t vfat -o utf8 $(losetup -f --show {image}) /mnt/usb"
    program = f"CHIBO_PASSWORD='{PASSWORD}' {PYTHON} -m chibo_desktop --data-dir /mnt/so"
    work = f"""{mount}; cp -a {cell.folder} /mnt/so
echo old > /mnt/usb/thay.txt; sync
head -c 100000 /dev/urandom > /mnt/usb/loose.bin
{program} keys request --out "/mnt/usb/yêu cầu.txt"
{program} backup make --to /mnt/usb
{PYTHON} -c '{POST}' && echo PULLED
sleep 60"""
    with own_kernel(tmp_path, work) as lines:
        assert any("PULLED" in line for line in lines)
    with own_kernel(tmp_path, f"{mount}; cp -r /mnt/usb/* {out}; sync; echo COPIED; sleep 60") as lines:
        assert any("COPIED" in line for line in lines)
    (backup,) = out.glob("*.cbk")
    assert unpack(backup, None).entries > 0
    assert (out / "yêu cầu.txt").stat().st_size > 100
    assert (out / "hòm" / "gói.cbb").stat().st_size == 50_000
    assert (out / "thay.txt").read_bytes() == b"new" * 10_000
    loose = out / "loose.bin"
    assert not loose.exists() or loose.stat().st_size < 100_000
    assert list(out.glob("*.part")) == []


def _is_exfat(device: str) -> bool:
    return b"EXFAT" in Path(device).read_bytes()[:16]
