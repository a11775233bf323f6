"""Installs a Windows setup in a test bed the way people do and says what held; it makes neither the setup nor the bed."""

from __future__ import annotations

import json
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_installer.installed import KEY, KIND, Installed
from chibo_installer.mishaps_proof import prove_mishaps
from chibo_installer.plan import CONSOLE, NAME, SOURCE, version
from chibo_installer.proof import Frozen, prove_parts
from chibo_installer.removal_proof import prove_removal
from chibo_installer.said import BuildError, need
from chibo_installer.signing import signed
from chibo_installer.windows_face import TITLE
from chibo_installer.windows_setup import TEST, pack_setup

if TYPE_CHECKING:
    from chibo_desktop.seal.sign import SigningKey

NEWER = 4
"""How the setup ends when a newer version is there."""
OLDER, NEW = "0.0.1", "99.0.0"
PASSWORD = "hoa ban thử máy"  # noqa: S105 - of books that live for seconds
MEMBER = {"full_name": "Vàng A Chứ", "birth_date": "1975-03", "official_on": "2004-06-18"}


def prove_setup(installed: Installed, work: Path, key: SigningKey) -> Iterator[str]:
    """Installs, tries, replaces, refuses and removes; a sentence for each thing that held.

    `key` is the one whose public half the program was built with. BuildError at the first that does not. Takes
    about four minutes; the bed is as before afterwards, but for books.
    """
    _forget_earlier(installed)
    signed(installed.setup, key)
    before = installed.files()
    yield _install(installed)
    yield from prove_parts(installed.frozen())
    yield from trade(installed.frozen(), frozen_source(work), work)
    yield _bundles_open_with_it(installed, next((work / "usb").glob("*.cbb")))
    yield from prove_mishaps(installed)
    yield from _versions(installed, work)
    yield from _updates_by_stick(installed, work, key)
    yield from prove_removal(installed, before)


def _forget_earlier(installed: Installed) -> None:
    """A trial that stopped half way leaves things in a bed that is used again."""
    for folder in (
        installed.folder,
        installed.old,
        installed.data,
        installed.mark,
        installed.frozen().home,
    ):
        shutil.rmtree(folder, ignore_errors=True)


def frozen_source(work: Path) -> Frozen:
    """The program of Linux, from its sources."""
    home = work / "linux"
    home.mkdir()
    given = {"HOME": str(home), "LC_ALL": "C.UTF-8", "PYTHONPATH": str(SOURCE)}
    return Frozen([sys.executable, "-m", "chibo_desktop"], home, given)


def trade(cell: Frozen, commune: Frozen, work: Path) -> Iterator[str]:
    """A cell on one machine and its commune on another exchange bundles, both ways."""
    carried = work / "usb"
    carried.mkdir()
    below = _set_up(
        cell, {"kind": "cell", "parent_name": "Đảng bộ xã Mường Sáy", "name": "Chi bộ bản Suối Lanh"}
    )
    above = _set_up(commune, {"kind": "commune", "name": "Đảng bộ xã Mường Sáy"})
    below("keys", "request", "--out", carried / "xin.txt")
    above("keys", "certify", carried / "xin.txt", "--out", carried / "chung-thu.txt")
    below("keys", "accept", carried / "chung-thu.txt")
    member = carried / "dang-vien.jsonl"
    member.write_text(
        json.dumps({"cell_id": below("keys", "show")["organisation"], **MEMBER}), encoding="utf-8"
    )
    below("records", "put", "member", member)
    for sender, reader, ways in ((below, above, "Windows → Linux"), (above, below, "Linux → Windows")):
        to = reader("keys", "show")["organisation"]
        made = carried / f"{to}.cbb"
        sender("bundle", "make", "--to", to, "--out", made)
        (read,) = reader("bundle", "read", made)["bundles"]
        need(read["result"] == "read", f"gói {ways}: {read['sentence']}")
        # upwards goes what was written, home goes the receipt for it
        need(read["new"] + read["receipts"] > 0, f"gói {ways} trống")
        size = made.stat().st_size
        yield f"gói {ways}: {read['new']} lần ghi mới, {read['receipts']} biên nhận, {size} byte"


def _set_up(frozen: Frozen, unit: dict[str, str]) -> Callable[..., Any]:
    """A new book where the program keeps a person's own; gives how its desk is spoken to."""
    file = frozen.home / "don-vi.json"
    given = {**frozen.ask("setup", "--example"), "parent_name": "", **unit}
    file.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")

    def speak(*words: object) -> Any:
        return frozen.ask(*words, CHIBO_PASSWORD=PASSWORD)

    speak("setup", "--unit", file)
    return speak


def _install(installed: Installed) -> str:
    begun = time.monotonic()
    code = installed.bed.ends_with(installed.setup, "/S")
    need(code == 0 and installed.window.is_file(), f"bộ cài kết thúc với mã {code}")
    need(installed.shortcut.is_file(), "không có lối tắt trong trình đơn Start")
    listed = installed.bed.registry(KEY) or {}
    said = (listed.get("DisplayVersion"), listed.get("DisplayName"))
    need(said == (version(), TITLE + TEST), f"Windows không biết chương trình đã cài: {listed}")
    return f"cài lặng lẽ: {time.monotonic() - begun:.0f} giây, vào {installed.bed.path(installed.folder)}"


def _bundles_open_with_it(installed: Installed, bundle: Path) -> str:
    """What Windows is told to do with a bundle opens the window, also when its name has marks and spaces.

    Wine 8 looks for kinds of files among those of the whole machine alone, so what was told is done here by hand.
    """
    brought = installed.frozen().home / "gói mang về.cbb"
    shutil.copy(bundle, brought)
    told = (installed.bed.registry(KIND + r"\shell\open\command") or {}).get("", "")
    words = [word.replace("%1", installed.bed.path(brought)) for word in re.findall(r'"([^"]*)"', str(told))]
    need(len(words) == len(("program", "file")), f"tệp .cbb không mở bằng chương trình: {told}")
    log, until = installed.data / "logs" / "chibo.log", time.monotonic() + 60
    running = installed.bed.start(*words)
    try:
        while not _says(log, "window opened") and time.monotonic() < until and running.poll() is None:
            time.sleep(0.5)
        need(_says(log, "window opened"), "mở tệp .cbb mà cửa sổ không lên")
    finally:
        installed.bed.stop()
        running.wait(60)
    return "tệp .cbb mở bằng chương trình, tên có dấu và khoảng cách"


def _says(file: Path, words: str) -> bool:
    return file.is_file() and words in file.read_text(encoding="utf-8", errors="replace")


def _updates_by_stick(installed: Installed, work: Path, key: SigningKey) -> Iterator[str]:
    """The installed program takes a signed newer setup, refuses a forged one, and is put back by what was kept."""
    frozen, stick = installed.frozen(), work / "usb-cap-nhat"
    stick.mkdir()
    newer = Path(shutil.copy(small_setup(installed, work, NEW), stick))
    signed(newer, key)
    looked = frozen.ask("update", "look", newer)
    need((looked["version"], looked["checked"]) == (NEW, True), f"bộ cài có chữ ký: {looked}")
    ready = frozen.ask("update", "prepare", newer, CHIBO_PASSWORD=PASSWORD)
    with newer.open("ab") as file:
        file.write(b"!")
    try:
        frozen.ask("update", "look", newer)
    except BuildError:
        yield "bộ cài bị sửa một byte: từ chối"
    else:
        raise BuildError("bộ cài bị sửa vẫn được nhận")
    need(installed.bed.ends_with(ready["file"], "/S") == 0, "bộ cài bản mới không chạy được")
    listed = installed.bed.registry(KEY) or {}
    need(listed.get("DisplayVersion") == NEW, f"cập nhật xong Windows vẫn nói bản cũ: {listed}")
    back = installed.folder / "previous" / installed.setup.name
    need(back.is_file() and back.with_name(f"{back.name}.release").is_file(), "không giữ bộ cài bản trước")
    yield f"cập nhật bằng USB lên bản {NEW}: kiểm chữ ký, sao lưu, cài; giữ bộ cài bản trước"
    again = Path(shutil.copy(back, stick))  # the folder it lies in is replaced
    shutil.copy(back.with_name(f"{back.name}.release"), stick)
    need(installed.bed.ends_with(again, "/S", "/BACK") == 0, "không quay về được")
    need(frozen.ask("update", "look", again)["checked"], "bộ cài bản trước không còn kiểm được")
    yield f"quay về bản {version()}"


def small_setup(installed: Installed, work: Path, of: str) -> Path:
    """A setup of another version that installs next to nothing: what is tried is the changing of versions."""
    small = work / f"small-{of}"
    small.mkdir()
    for name in (NAME, CONSOLE):
        shutil.copy(installed.folder / "uninstall.exe", small / f"{name}.exe")
    return pack_setup(small, work / f"setup-{of}", label=TEST, version=of)[0]


def _versions(installed: Installed, work: Path) -> Iterator[str]:
    """An older version is refused, put back only when asked for, and replaced by a newer one."""
    older = small_setup(installed, work, OLDER)
    need(installed.bed.ends_with(older, "/S") == NEWER, "bản cũ cài được đè lên bản mới")
    need((installed.folder / "_internal").is_dir(), "bản mới bị đụng đến")
    yield "bản cũ hơn: bộ cài từ chối, không đụng gì"
    need(installed.bed.ends_with(older, "/S", "/BACK") == 0, "không quay lại được bản trước")
    kept = [file.name for file in sorted((installed.folder / "previous").glob("*.exe"))]
    need(kept == [installed.setup.name], f"không giữ bộ cài của bản vừa thay: {kept}")
    yield "quay lại bản trước khi được bảo (/BACK), giữ bộ cài của bản vừa thay"
    need(installed.bed.ends_with(installed.setup, "/S") == 0, "không cài được đè lên bản cũ hơn")
    need((installed.folder / "_internal").is_dir(), "bản mới không về đủ")
    yield "cài đè lên bản cũ hơn"
