"""How long a key waits while the paper beside the typing follows, and with the paper away: python benchmarks/preview.py [OPINIONS]."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from chibo_desktop.actions.meetings import add_opinion, record_all_present
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.preview import PaperPreview
from chibo_desktop.ui.start import make_application
from driver import Secretary, make_cell, make_meeting

SENTENCE = "Đề nghị chi bộ quan tâm làm đường nội bản, giữ nước đầu nguồn và nhắc nhở các hộ. "
TYPED = "Nhà ông Lò Văn Pâng ở đầu bản, sau trường tiểu học "
KEYS = 160


def pause(milliseconds: int) -> None:
    """Lets the window and the worker go on; QTest.qWait would keep the interpreter to itself."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def key_times(person: Secretary) -> tuple[list[float], int]:
    """Milliseconds of each key until the window has drawn it, and how often the paper was made meanwhile."""
    person.go_to("Địa điểm")
    preview = person.window.findChild(PaperPreview)
    assert isinstance(preview, PaperPreview)
    last, built, times = preview.shown, 0, []
    for number in range(KEYS):
        begun = perf_counter()
        person.type_words(TYPED[number % len(TYPED)])
        times.append((perf_counter() - begun) * 1_000)
        pause(60 if number % 10 else 650)  # longer now and then: the draft is written, the paper follows
        if preview.shown is not last:
            built, last = built + 1, preview.shown
    return sorted(times), built


def report(words: str, times: list[float], built: int) -> None:
    """One line of figures."""
    slow = times[int(0.95 * len(times))]
    print(
        f"{words}: {len(times)} keys, median {statistics.median(times):.1f} ms, 95 % {slow:.1f} ms, "
        f"worst {times[-1]:.1f} ms; paper made {built} times"
    )


def main(opinions: int) -> None:
    app = make_application(sys.argv[:1])
    look.apply()
    with tempfile.TemporaryDirectory() as place:
        desk = make_cell(Path(place) / "cell")
        meeting = make_meeting(desk, whole=True)
        record_all_present(desk, meeting)
        members = [row["id"] for row in desk.store.rows("SELECT id FROM member")]
        for number in range(opinions):
            add_opinion(desk, meeting, body=SENTENCE * 3, member_id=members[number % len(members)])
        person = Secretary(desk)
        person.press("Sinh hoạt thường kỳ")
        person.press("Bước 1, Chuẩn bị")
        report("paper beside", *key_times(person))
        person.keys("F7")
        report("paper away", *key_times(person))
        person.close()
    assert isinstance(app, QApplication)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
