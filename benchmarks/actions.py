"""Every action of the meeting sheet after ten years of meetings, timed on the window's thread: python benchmarks/actions.py [FOLDER].

FOLDER is a book made by benchmarks/years.py (it is copied; without one the years are made first, which takes minutes).
November 2026 is begun in it, with 22 members on the list, and typed from the first step to the lock in the real window.
An action is one key or one click: the time runs from its arrival until everything it set off has been done and painted,
without the waiting for other programs on the same processor and for the disk. Printed are the middle and the slowest of
each sort. Ends with 1 when the middle of a sort is above 50 ms. A screen that comes for the first time (the sheet, a
step) is no answer to a key of somebody typing: it is printed and may take longer.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

import years
from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.session import LAST_STEP
from chibo_desktop.ui.start import make_application
from ui.hands import button, editor, shown, words_on  # the tests' own hands

MOST_MS = 50.0
OPEN, FIRST = "open the sheet", "next step, first time"
SCREENS = {OPEN, FIRST}
LOOKED_AT_MS = 1_000
"""How long the person looks at a step when it comes, before the first key."""
PATIENCE_S = 20.0
EVENING = datetime(2026, 11, 5, 21, 40, tzinfo=VIETNAM)
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Home": Qt.Key.Key_Home,
    "Delete": Qt.Key.Key_Delete,
}
WORDS = "đã làm xong, có ký nhận"


@dataclass
class Watch:
    """`times` are milliseconds by sort of action."""

    window: QWidget
    times: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def timed(self, sort: str) -> Iterator[None]:
        """What happens in the block, and everything that waits for its turn after it."""
        begun = time.thread_time()
        yield
        for _ in range(4):
            QApplication.processEvents()
        self.times.setdefault(sort, []).append((time.thread_time() - begun) * 1_000)
        QTest.qWait(5)

    def key(self, sort: str, name: str) -> None:
        """One key where the keyboard is: a digit or a letter as UniKey sends it, "Enter", "F6", "Ctrl+Enter"."""
        held, _, last = name.rpartition("+")
        target = self._keyboard()
        if last in KEYS or last[1:].isdecimal():
            code = KEYS.get(last) or getattr(Qt.Key, f"Key_{last}")
            mark = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
            with self.timed(sort):
                QTest.keyClick(target, code, mark)
            return
        code = getattr(Qt.Key, f"Key_{last}") if last.isdecimal() else Qt.Key.Key_unknown
        with self.timed(sort):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(
                    target, QKeyEvent(kind, code.value, Qt.KeyboardModifier.NoModifier, last)
                )

    def type(self, words: str, sort: str = "a letter") -> None:
        """Letter by letter where the keyboard is."""
        for letter in words:
            self.key(sort, letter)

    def write(self, sort: str, label: str, words: str, end: str = "Tab") -> None:
        """Words into the field of that label; the key that leaves it is the action."""
        self.window.activateWindow()
        editor(self.window, label).setFocus(Qt.FocusReason.TabFocusReason)
        self.type(words)
        self.key(sort, end)

    def press(self, sort: str, words: str) -> None:
        """The first button whose name begins so."""
        found = next(
            one for one in shown(self.window, QAbstractButton) if one.accessibleName().startswith(words)
        )
        with self.timed(sort):
            found.click()

    def wait(self, seen: Callable[[], bool], what: str) -> None:
        """Until it is to be seen; nothing is timed."""
        end = time.monotonic() + PATIENCE_S
        while not seen():
            assert time.monotonic() < end, (
                f"{what} was not seen; on the screen: {words_on(self.window)[:1500]}"
            )
            QTest.qWait(10)

    def go_on(self, expected: str) -> None:
        """Ctrl+Enter, to a step never shown before."""
        self.key(FIRST, "Ctrl+Enter")
        self.wait(lambda: expected in words_on(self.window), expected)
        QTest.qWait(LOOKED_AT_MS)

    def _keyboard(self) -> QWidget:
        if QApplication.activePopupWidget() is None and not self.window.isActiveWindow():
            self.window.activateWindow()
            QApplication.processEvents()
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window


def prepare(watch: Watch) -> None:
    """Hours, place, one item of the agenda."""
    watch.write("prepare: hour", "Bắt đầu lúc", "1930")
    watch.write("prepare: place", "Địa điểm", "Nhà văn hóa bản")
    for place in (1, 2):
        watch.write("prepare: agenda item", f"Nội dung {place}", " và việc khác")


def call_roll(watch: Watch) -> None:
    """Everybody by digits, two with reasons, then F6, a visitor, dues."""
    for _ in range(6):
        watch.key("roll call: mark", "1")
        watch.key("roll call: arrow", "Down")
    for reason in ("ốm", "đi công tác"):
        watch.key("roll call: mark with a reason", "2")
        watch.type(reason)
        watch.key("roll call: reason", "Enter")
        watch.key("roll call: arrow", "Down")
    watch.key("roll call: F6 the rest present", "F6")
    watch.key("roll call: dues begun", "F8")
    watch.type("đã nộp đủ")
    watch.key("roll call: dues", "Enter")
    watch.key("roll call: visitor begun", "F4")
    watch.type("Hà Văn Thắng")
    watch.key("roll call: visitor named", "Enter")
    watch.write("roll call: visitor's office", "Chức vụ, đơn vị", "Phó Bí thư Đảng ủy xã")


def last_month(watch: Watch) -> None:
    """The state and the result of every task."""
    states = [
        one for one in shown(watch.window, QAbstractButton) if one.accessibleName() == "Kết quả: Hoàn thành"
    ]
    for state in states:
        with watch.timed("last month: state of a task"):
            state.click()
    for _ in states:
        watch.write("last month: result", "Kết quả thực hiện", WORDS)
    watch.write("last month: prose", "Biểu dương", WORDS)


def content(watch: Watch) -> None:
    """Speakers, what they said, a conclusion, another item."""
    for letters in ("ch", "h"):
        editor(watch.window, "Người phát biểu").setFocus()
        watch.type(letters, "content: letter of a name")
        watch.key("content: speaker", "Enter")
        editor(watch.window, "Ý kiến").setFocus()
        watch.type(WORDS)
        watch.key("content: opinion", "Enter")
    watch.write("content: summary", "Tóm tắt trình bày", WORDS)
    watch.write("content: conclusion", "Kết luận nội dung", WORDS)
    watch.key("content: F6 next item", "F6")
    watch.write("content: mood", "Tâm tư, nguyện vọng, dư luận", WORDS)


def vote(watch: Watch) -> None:
    """Two votes with their numbers, one opened again."""
    for place in (1, 2):
        if place > 1 or "Việc biểu quyết" not in words_on(watch.window):
            watch.key("votes: begin", "F2")
        watch.write("votes: matter", "Việc biểu quyết", f"việc thứ {place}")
        watch.write("votes: numbers", "Tán thành", "15")
        watch.write("votes: numbers", "Không tán thành", "1")
        watch.press("votes: through with one", "Xong")


def decide(watch: Watch) -> None:
    """The paper of the meeting and two tasks."""
    watch.press("decisions: kind of paper", "Loại văn kiện: Nghị quyết")
    watch.write("decisions: prose", "Phương hướng, nhiệm vụ", WORDS)
    for place in (1, 2):
        watch.press("decisions: task begun", "Thêm nhiệm vụ")
        watch.write("decisions: task", "Nhiệm vụ", f"{WORDS} {place}", "Enter")
        watch.type("ch", "decisions: letter of a name")
        watch.key("decisions: leader", "Enter")
        watch.press("decisions: through with one", "Xong")


def propose(watch: Watch) -> None:
    """One proposal."""
    watch.key("proposals: begin", "F2")
    watch.type(WORDS)
    watch.key("proposals: words", "Tab")
    watch.press("proposals: source", "Kiến nghị của: Nhân dân")
    watch.press("proposals: through with one", "Xong")


def score(watch: Watch) -> None:
    """Every item the facts say nothing of."""
    left = re.search(r"còn (\d+) mục", words_on(watch.window))
    assert left is not None, "nothing says how many items are left"
    for _ in range(int(left.group(1))):
        watch.key("score: next item", "Enter")
        watch.key("score: points", "3")
    watch.key("score: first item", "Home")
    watch.key("score: as the facts say", "Delete")


def walk(watch: Watch) -> None:
    """Every step again, by its line in the thread."""
    for name in (
        "Chuẩn bị",
        "Điểm danh",
        "Tháng trước",
        "Nội dung",
        "Biểu quyết",
        "Nghị quyết",
        "Kiến nghị",
        "Chấm điểm",
    ):
        found = next(
            one
            for one in shown(watch.window, QAbstractButton)
            if one.accessibleName().startswith("Bước ") and f", {name}" in one.accessibleName()
        )
        with watch.timed("a step again"):
            found.click()


def live_through(watch: Watch) -> None:
    """The evening, from the preparation to the lock."""
    prepare(watch)
    for expected, act in (
        ("Tất cả còn lại có mặt", call_roll),
        ("Biểu dương", last_month),
        ("Kết luận của chủ trì", content),
        ("Thêm việc biểu quyết", vote),
        ("Thêm nhiệm vụ", decide),
        ("Thêm kiến nghị", propose),
        ("Các mục chấm điểm", score),
    ):
        watch.go_on(expected)
        act(watch)
    walk(watch)
    QTest.qWait(LOOKED_AT_MS)
    watch.press(FIRST, "Bước 9")
    QTest.qWait(LOOKED_AT_MS)
    watch.write("read back: hour of the end", "Kết thúc lúc", "2120")
    watch.press("read back: consent", "Đã đọc lại")
    watch.wait(lambda: button(watch.window, "Chốt biên bản").isEnabled(), "the button that finalises")
    watch.press("finalise", "Chốt biên bản")
    watch.wait(lambda: "Đã chốt" in words_on(watch.window), "the lock")


def report(watch: Watch) -> bool:
    """The figures; whether every sort keeps within the limit."""
    print(f"{'':44}{'times':>6}{'middle':>10}{'slowest':>10}")
    slow = [sort for sort, times in watch.times.items() if statistics.median(times) > MOST_MS]
    for sort, times in watch.times.items():
        over = "" if sort not in slow else "  a screen" if sort in SCREENS else "  OVER"
        print(f"{sort:44}{len(times):>6}{statistics.median(times):>7.1f} ms{max(times):>7.1f} ms{over}")
    every = [each for times in watch.times.values() for each in times]
    beyond = sum(each > MOST_MS for each in every)
    print(
        f"{'all':44}{len(every):>6}{statistics.median(every):>7.1f} ms{max(every):>7.1f} ms   "
        f"limit {MOST_MS:.0f} ms, {beyond} of {len(every)} beyond it"
    )
    return not set(slow) - SCREENS


def measure(folder: Path) -> bool:
    """The evening in a book that may be spoilt."""
    clock = FixedClock(EVENING)
    desk = open_desk(folder, years.PASSWORD, clock=clock)
    _, meeting = add_meeting(desk, period="2026-11", usual=True)
    settings = Settings(folder)
    settings.put(LAST_STEP, f"{meeting}/prepare")
    window = MainWindow(folder, settings, clock=clock)
    window.resize(1366, 768)
    window.show_desk(desk)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    assert window.frame is not None
    window.frame.show_page("meetings")
    watch = Watch(window)
    watch.wait(lambda: "Thêm kỳ" in words_on(window), "the page of meetings")
    with watch.timed(OPEN):
        window.frame.page("meetings").open(meeting)
    try:
        live_through(watch)
    finally:
        is_quick = report(watch)
    window.close()
    return is_quick


def main() -> int:
    """Measures in a copy of the folder given, or of years made for it."""
    make_application([])
    look.apply()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "so"
        if sys.argv[1:]:
            shutil.copytree(sys.argv[1], folder)
        else:
            years.make_years(folder).close()
        return 0 if measure(folder) else 1


if __name__ == "__main__":
    sys.exit(main())
