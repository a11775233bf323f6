"""What border.py only plays, asked of a real Windows or of Wine: `python tests/real_windows.py FOLDER`, with our sources on PYTHONPATH.

Not run by pytest: it prints a line for each promise and ends with 1 when one does not hold. Needs no package.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from chibo_desktop.base import clouds, disks, system, windows
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import check_data_dir, write_whole
from chibo_desktop.store.alone import alone

HOLD = "import sys, time; from pathlib import Path; file = open(sys.argv[1], 'rb'); print('held', flush=True); time.sleep(float(sys.argv[2]))"
LOCK = (
    "import sys; from pathlib import Path; from chibo_desktop.store.alone import alone\n"
    "with alone(Path(sys.argv[1]), 'held'): print('locked', flush=True); sys.stdin.readline()"
)


def held(code: str, *words: object) -> subprocess.Popen[str]:
    """Another process that has said that it holds what it was told to hold."""
    program = [sys.executable, "-c", code, *map(str, words)]
    other = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline()
    return other


def said(call: Callable[[], object]) -> str:
    """The sentence a call was refused with; "" when it was not."""
    try:
        call()
    except (Refusal, Trouble) as problem:
        return problem.sentence
    return ""


def replaces(folder: Path) -> bool:
    write_whole(folder / "biên bản.pdf", b"old")
    write_whole(folder / "biên bản.pdf", b"new")
    return (folder / "biên bản.pdf").read_bytes() == b"new"


def waits_for_a_scanner(folder: Path) -> bool:
    write_whole(folder / "sổ.xlsx", b"old")
    other = held(HOLD, folder / "sổ.xlsx", 0.6)
    write_whole(folder / "sổ.xlsx", b"new")
    other.wait()
    return (folder / "sổ.xlsx").read_bytes() == b"new"


def names_what_excel_holds(folder: Path) -> bool:
    target = folder / "danh sách.xlsx"
    write_whole(target, b"old")
    other, begun = held(HOLD, target, 6), time.monotonic()
    sentence = said(lambda: write_whole(target, b"new"))
    took = time.monotonic() - begun
    other.kill()
    other.wait()
    print("   ", sentence, f"{took:.1f} s")
    clean = not list(folder.glob("*.part"))
    return "danh sách.xlsx" in sentence and "Đóng tệp trong Excel" in sentence and took < 3 and clean


def keeps_the_file_excel_holds(folder: Path) -> bool:
    return (folder / "danh sách.xlsx").read_bytes() == b"old"


def locks_and_a_killed_program_lets_go(folder: Path) -> bool:
    def take() -> None:
        with alone(folder / "a.lock", "bận"):
            pass

    other = held(LOCK, folder / "a.lock")
    busy = said(take)
    other.kill()
    other.wait()
    then = said(take)
    print("   ", repr(busy), repr(then))
    return busy == "bận" and then == ""


def goes_far_down(folder: Path) -> bool:
    deep = system.reached(folder.joinpath(*(f"Chi bộ bản Suối Lanh, quyển {n}" for n in range(12))))
    check_data_dir(deep)
    check_data_dir(deep)  # and now that it is there
    write_whole(deep / "biên bản.pdf", b"new")
    return len(str(deep)) > 300 and (deep / "biên bản.pdf").read_bytes() == b"new"


def refuses_devices(folder: Path) -> bool:
    names = ("CON.pdf", "aux", "biên bản 19:30.pdf", "sổ. ")
    return all(said(lambda name=name: write_whole(folder / name, b"x")) for name in names)  # type: ignore[misc]


def knows_its_disk(folder: Path) -> bool:
    spot = disks.spot_of(folder)
    print("   ", windows.drive_type(str(folder)), spot, list(windows.local_roots()))
    return disks.why_unsafe(folder) is None and disks.place_of(spot, folder) == folder


def asks_the_disk_how_it_is_wired(folder: Path) -> bool:
    bus = windows.is_on_cable(str(folder))
    os.environ["SYSTEMROOT"], before = (
        "Q:\\Windows",
        os.environ["SYSTEMROOT"],
    )  # so that this disk, too, is asked
    try:
        print("   ", bus, windows.is_on_cable(str(folder)))
    finally:
        os.environ["SYSTEMROOT"] = before
    return not bus


def asks_what_copies_it_to_a_server(folder: Path) -> bool:
    provider = windows.cloud_provider(str(folder))
    print("   ", repr(provider), [name for name, _ in clouds.cloud_folders()])
    there, nowhere = (windows.person_setting(key, "TEMP") for key in ("Environment", r"Software\chibo none"))
    return not provider and clouds.cloud_above(folder) == "" and bool(there) and nowhere == ""


def leads_nowhere_back(folder: Path) -> bool:
    (folder / "a").mkdir()
    deep = system.reached(folder / "a" / ".." / ("x" * 120), room=200)
    check_data_dir(deep)
    return (folder / ("x" * 120)).is_dir() and ".." not in deep.parts


def lends_no_libraries(_: Path) -> bool:
    code = "import ctypes; b = ctypes.create_unicode_buffer(300); ctypes.windll.kernel32.GetDllDirectoryW(300, b); print(b.value)"
    with windows.without_own_libraries(r"C:\lent"):
        inside = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return "lent" not in inside.stdout


def a_folder_that_is_gone(folder: Path) -> bool:
    return "Cắm lại USB" in said(lambda: write_whole(folder / "gone" / "x.pdf", b"x"))


def a_folder_of_that_name(folder: Path) -> bool:
    (folder / "tháng 10").mkdir()
    return "là một thư mục" in said(lambda: write_whole(folder / "tháng 10", b"x"))


def knows_the_machine(_: Path) -> bool:
    return bool(system.machine_id())


PROMISES = (
    replaces,
    waits_for_a_scanner,
    names_what_excel_holds,
    keeps_the_file_excel_holds,
    locks_and_a_killed_program_lets_go,
    goes_far_down,
    refuses_devices,
    knows_its_disk,
    asks_the_disk_how_it_is_wired,
    asks_what_copies_it_to_a_server,
    leads_nowhere_back,
    lends_no_libraries,
    a_folder_that_is_gone,
    a_folder_of_that_name,
    knows_the_machine,
)


def main(folder: Path) -> int:
    """How many promises did not hold: 0 or 1 as exit code."""
    broken = 0
    for promise in PROMISES:
        place = folder / promise.__name__.replace("keeps_the_file_excel_holds", "names_what_excel_holds")
        place.mkdir(parents=True, exist_ok=True)
        try:
            kept = promise(place)
        except Exception as error:  # noqa: BLE001 - the others are asked all the same
            print("   ", repr(error))
            kept = False
        broken += not kept
        print("ok  " if kept else "NOT ", promise.__name__, flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(Path(sys.argv[1]).absolute()))
