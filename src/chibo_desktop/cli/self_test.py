"""`self-test`: tries every part of the program on this machine in a folder of its own; no person's book is touched."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.cli.call import Call
from chibo_desktop.cli.parser import PROGRAM, add_common

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk

PASSWORD = "hoa ban thử máy"  # noqa: S105 - of a book that lives for seconds
WRITTEN, SOUGHT = "Giàng Thị Dua", "giang thi dua"
"""A member of the sample, and what a person types who has no marks on the keyboard."""
PLAIN_HEAD = b"SQLite format 3"
NOWHERE = "https://127.0.0.1:1/"
"""A door of this machine where nobody answers: nothing leaves the machine."""
WINDOW_SECONDS, STAYS_SECONDS = 60.0, 1.0


def declare(parser: ArgumentParser) -> None:
    """Declares the options of `self-test`."""
    parser.add_argument("--no-window", action="store_true", help="không thử mở cửa sổ")
    add_common(parser)
    parser.set_defaults(handler=_try_all)


class _WrongError(Exception):
    """A part answered, and the answer is wrong; the text says what is."""


class Bench:
    """A sample commune and a sample cell with one finalised meeting, made when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: list[Desk] = []

    @cached_property
    def commune(self) -> Desk:
        return self._set_up("xa", {"kind": "commune", **self._named(self._sample["commune"])})

    @property
    def cell(self) -> Desk:
        return self._held[0]

    @property
    def meeting(self) -> str:
        """Id of the finalised meeting."""
        return self._held[1]

    @cached_property
    def pdf(self) -> bytes:
        """The minutes of that meeting."""
        from chibo_desktop.actions.papers import MINUTES, save_paper

        return save_paper(self.cell, MINUTES, self.meeting, self.folder).read_bytes()

    def close(self) -> None:
        """Closes every book."""
        for desk in self._open:
            desk.close()

    @cached_property
    def _held(self) -> tuple[Desk, str]:
        """The cell, and the meeting it has held."""
        from chibo_desktop.actions.finalise import finalise
        from chibo_desktop.actions.sample.cell import enter_meeting, enter_member

        given = self._sample["cells"][0]
        unit = self._named(given) | {name: given[name] for name in ("usual_place", "area")}
        above = self._sample["commune"]["name"]
        desk = self._set_up("chi-bo", {"kind": "cell", "parent_name": above, **unit})
        members = {one["name"]: enter_member(desk, one) for one in given["members"]}
        meeting_id = enter_meeting(desk, given["september"], members)
        finalise(desk, meeting_id)
        return desk, meeting_id

    @cached_property
    def _sample(self) -> dict[str, Any]:
        from chibo_desktop.actions.sample.cell import read_sample

        return read_sample()

    def _named(self, given: dict[str, Any]) -> dict[str, Any]:
        return {name: given[name] for name in ("name", "place_name", "user")}

    def _set_up(self, name: str, unit: dict[str, Any]) -> Desk:
        from chibo_desktop.actions.setup import read_unit, set_up
        from chibo_desktop.base.clock import FixedClock
        from chibo_desktop.base.dates import VIETNAM

        clock = FixedClock(datetime(2026, 9, 6, 8, 0, tzinfo=VIETNAM), timedelta(seconds=1))
        made = set_up(self.folder / name, read_unit(unit), password=PASSWORD, clock=clock, sample=True)
        self._open.append(made.desk)
        return made.desk


def try_book(bench: Bench) -> str:
    """The book is sealed on the disk, opens with its password and with no other."""
    from chibo_desktop.actions.desk import open_desk
    from chibo_desktop.store import DATABASE

    folder = bench.cell.store.folder
    held = b"".join(each.read_bytes() for each in sorted(folder.glob(f"{DATABASE}*")))
    _need(bool(held) and PLAIN_HEAD not in held, "tệp sổ không được mã hóa")
    _need(WRITTEN.encode() not in held, "tên người đọc được trong tệp sổ")
    try:
        open_desk(folder, PASSWORD + "?").close()
    except Refusal:
        open_desk(folder, PASSWORD).close()
        return "mã hóa; chỉ mở bằng đúng mật khẩu"
    raise _WrongError("sổ mở được bằng mật khẩu sai")


def try_journal(bench: Bench) -> str:
    """Every table follows from the journal."""
    from chibo_desktop.actions.doctor import examine

    report = examine(bench.cell, rebuild=True)
    _need(report.is_sound, "; ".join(each.sentence for each in report.findings))
    return f"{report.counts['journal']} mục, chiếu lại khớp từng dòng"


def try_search(bench: Bench) -> str:
    """A name is found by letters without marks."""
    from chibo_desktop.lists.search import search

    found = [group.label for group in search(bench.cell.store, SOUGHT)]
    _need(bool(found), f"gõ “{SOUGHT}” không thấy “{WRITTEN}”")
    return f"gõ “{SOUGHT}” thấy “{WRITTEN}”"


def try_bundle(bench: Bench) -> str:
    """A bundle is sealed, signed, carried and read above."""
    from chibo_desktop.actions.exchange import make_bundle, read_bundle
    from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate

    accept_certificate(bench.cell, certify(bench.commune, request_certificate(bench.cell)))
    made = make_bundle(bench.cell, bench.commune.organisation_id, bench.folder)
    read = read_bundle(bench.commune, made.path)
    _need(read.result == "read", read.sentence)
    return f"niêm phong {made.size} byte, nơi nhận đọc được {made.entries} lần ghi"


def try_pdf(bench: Bench) -> str:
    """The minutes are in the prescribed layout, and the marks of Vietnamese stand in them."""
    from chibo_desktop.papers.check import check_pdf
    from chibo_desktop.papers.fonts import ready_family
    from chibo_desktop.papers.readback import read_pages

    findings = check_pdf(bench.pdf)
    _need(not findings, "; ".join(each.sentence for each in findings))
    words = " ".join(line.text for page in read_pages(bench.pdf) for line in page.lines)
    _need("BIÊN BẢN" in words and "Suối Lanh" in words, "chữ có dấu không đọc lại được trong tệp PDF")
    return f"đúng thể thức, đủ dấu, phông {ready_family().name}"


def try_word(bench: Bench) -> str:
    """The same paper as a Word file holds the same words."""
    import zipfile

    from chibo_desktop.actions.papers import MINUTES, WORD, save_paper

    file = save_paper(bench.cell, MINUTES, bench.meeting, bench.folder, ending=WORD)
    with zipfile.ZipFile(file) as held:
        words = held.read("word/document.xml").decode()
    _need("Suối Lanh" in words, "chữ không đọc lại được trong tệp Word")
    return f"{file.stat().st_size} byte, đủ chữ"


def try_preview(bench: Bench) -> str:
    """The page is drawn, with ink on it."""
    from chibo_desktop.papers.raster import read_pixels

    pages = list(read_pixels(bench.pdf, 96))
    _need(all(len(set(page.data)) > 2 for page in pages), "trang vẽ ra trống trơn")
    return f"vẽ được {len(pages)} trang"


def try_excel(bench: Bench) -> str:
    """The roster written as a workbook is read back as the same people."""
    from chibo_desktop.actions.roster_draft import open_roster
    from chibo_desktop.actions.roster_files import save_roster
    from chibo_desktop.actions.roster_import import plan_roster

    file = bench.folder / "danh-sach.xlsx"
    count = save_roster(bench.cell, file)
    same = plan_roster(bench.cell, open_roster(bench.cell, file)).of("same")
    _need(len(same) == count > 0, f"ghi {count} người, đọc lại đúng {len(same)} người")
    return f"ghi rồi đọc lại đúng {count} người"


def try_processes(_bench: Bench) -> str:
    """Offices open many bundles in several processes: one more process of the program starts and answers."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        _need(pool.submit(os.getpid).result(timeout=60) != os.getpid(), "không chạy được tiến trình thứ hai")
    return f"chạy được tiến trình thứ hai; máy có {os.cpu_count()} lõi"


def try_network(_bench: Bench) -> str:
    """The way to a mailbox is whole, up to the door of this machine, where nobody answers."""
    from chibo_desktop.exchange.carriers import open_carrier
    from chibo_desktop.exchange.place import NO_PROXY, Place

    carrier = open_carrier(Place("webdav", NOWHERE, proxy=NO_PROXY))
    try:
        carrier.names("thu")
    except Trouble:
        return "gọi được, không ra khỏi máy"
    finally:
        carrier.close()
    raise _WrongError("nơi không ai nghe mà có trả lời")


def try_window(bench: Bench) -> str:
    """The window of that book opens in a process of its own and stays; without a screen it is drawn nowhere."""
    folder, has_screen = bench.cell.store.folder, _has_screen()
    environment = os.environ | ({} if has_screen else {"QT_QPA_PLATFORM": "offscreen"})
    errors = bench.folder / "window.txt"
    with errors.open("wb") as file:
        window = subprocess.Popen(
            [*_own_program(), "--data-dir", str(folder)], env=environment, stdout=file, stderr=file
        )
    try:
        is_open = _waited_for(window, folder / "logs" / "chibo.log")
    finally:
        window.kill()
        window.wait()
    lines = errors.read_text(encoding="utf-8", errors="replace").splitlines()
    said = " / ".join(line for line in lines if "propagateSizeHints" not in line)[-500:]
    _need(is_open, f"cửa sổ không mở: {said}")
    where = "mở được trên màn hình" if has_screen else "mở được, không có màn hình"
    return f"{where}; báo: {said}" if said else where


def _waited_for(window: subprocess.Popen[bytes], log: Path) -> bool:
    """Whether the log says the window opened, nothing went wrong, and the process is still there a moment later."""
    until = time.monotonic() + WINDOW_SECONDS
    while window.poll() is None and time.monotonic() < until and not _says(log, "window opened"):
        time.sleep(0.05)
    time.sleep(STAYS_SECONDS)  # painting comes after that line
    return _says(log, "window opened") and not _says(log, " ERROR ") and window.poll() is None


def _says(log: Path, words: str) -> bool:
    return log.is_file() and words in log.read_text(encoding="utf-8")


def _own_program() -> list[str]:
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "chibo_desktop"]
    # on Windows the program that answers here is the one with a console; people open the other
    window = Path(sys.executable).with_name(f"{PROGRAM}.exe")
    return [str(window) if window.is_file() else sys.executable]


def _has_screen() -> bool:
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return os.environ.get("QT_QPA_PLATFORM") != "offscreen" and (named or sys.platform != "linux")


PARTS: tuple[tuple[str, str, Callable[[Bench], str]], ...] = (
    ("book", "Sổ", try_book),
    ("journal", "Nhật ký", try_journal),
    ("search", "Tìm kiếm", try_search),
    ("bundle", "Gói gửi nhận", try_bundle),
    ("pdf", "Văn bản PDF", try_pdf),
    ("word", "Văn bản Word", try_word),
    ("preview", "Xem trước", try_preview),
    ("excel", "Bảng Excel", try_excel),
    ("processes", "Đọc nhiều gói một lúc", try_processes),
    ("network", "Hòm thư trên mạng", try_network),
    ("window", "Cửa sổ", try_window),
)


@dataclass(frozen=True)
class Tried:
    """What became of one part; `seconds` it took."""

    part: str
    title: str
    works: bool
    sentence: str
    seconds: float


def try_parts(folder: Path, *, window: bool = True) -> Iterator[Tried]:
    """Every part in turn in an empty folder; a part that fails stops none of the others. Takes seconds."""
    bench = Bench(folder)
    try:
        for part, title, trial in PARTS:
            if part != "window" or window:
                begun = time.monotonic()
                works, sentence = _outcome(trial, bench)
                yield Tried(part, title, works, sentence, round(time.monotonic() - begun, 2))
    finally:
        bench.close()


def _outcome(trial: Callable[[Bench], str], bench: Bench) -> tuple[bool, str]:
    from chibo_desktop.base.log import say_where

    try:
        return True, trial(bench)
    except (Refusal, Trouble) as said:
        return False, said.sentence
    except _WrongError as wrong:
        return False, str(wrong)
    except Exception as error:  # noqa: BLE001 - whatever a broken machine or a broken build raises is the finding
        return False, f"{error} ({say_where(error)})"


def _need(holds: object, otherwise: str) -> None:
    if not holds:
        raise _WrongError(otherwise)


def _try_all(call: Call, given: Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="chibo-thu-", ignore_cleanup_errors=True) as name:
        tried = list(try_parts(Path(name).resolve(), window=not given.no_window))
    failed = [each.title for each in tried if not each.works]
    document = {"works": not failed, "parts": [vars(each) for each in tried]}
    call.show(
        document, (f"{'được  ' if each.works else 'HỎNG  '}{each.title}: {each.sentence}" for each in tried)
    )
    if failed:
        call.warn(f"Máy này còn {len(failed)} phần chưa chạy được: {', '.join(failed)}. Xem câu ở từng phần.")
        return 3
    return 0
