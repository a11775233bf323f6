"""The ordinary month of the cell by keys, from the closed program to "đã ghi gói": python benchmarks/month.py [MEMBERS …].

The month is that of the screens' measure of success: of 20 members (also of 9 and of 120) the 7th and the 15th of the
roll (of nine the last) are absent with a reason, three tasks are reviewed of which one is late, three are given, five
opinions, one vote with one no, one proposal, one visitor, the notice on dues, one conclusion; the minutes are scrolled to
their end to be read.

An *action* is one key press (a chord such as Ctrl+Enter is one) or one click, from the double click on the program's
picture on. Letters, space and Backspace of prose do not count, nor does the password; letters of names, digits, dates,
Tab and Enter do.

A *decision* is a choice a person has to think about before a key: who (a name to be found: who is absent, who speaks,
who leads, who visits), what state (of a member with its reason, of all the rest at once, of a task), which item of the
agenda, a number of votes, a date or hour (also one proposed, which is looked at and agreed to), whose a proposal is and
whose competence, what kind of paper closes the meeting, yes to what is proposed as a whole (the preparation, the subject
of the vote, the draft), that a step has nothing more, that the minutes were read and agreed to, to finalise, to send.
Not one: the Enter that follows words just typed, and going on in the order of the sheet, which asks nothing.

The time is 1.5 s an action and 1.35 s a decision. Ends with 1 above 90 actions or 4 minutes, or when
a key in the middle keeps the window's thread longer than 50 ms. `--years=10` puts ten years of meetings before.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest

from chibo_desktop.actions.desk import open_desk
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.start import make_application
from month_book import EVENING, GUESTS, PASSWORD, Book, make_book
from month_hand import Hand

MOST_ACTIONS, MOST_SECONDS = 90, 240.0
MOST_MS = 50.0
KEY_S, DECISION_S = 1.5, 1.35
SIZES = (9, 20, 120)
ABSENT = {9: (7, 9)}
OPINION = "Đề nghị xã sớm cho đá dăm để bà con tự vá đoạn đường hỏng ấy"
TASK = "Vận động học sinh nội trú về nghỉ trở lại lớp đủ cả"
RESULT = "Đã làm xong, có ký nhận đủ cả"
CONCLUSION = "Giao tổ bảo vệ rừng trực ba đêm một tuần; đảng viên nhắc nhau giữ nước đầu nguồn"
PROPOSAL = "Đề nghị xã hỗ trợ đá dăm để bà con vá đoạn đường hỏng từ suối lên bản Suối Lanh"
DUES = "Đảng viên trong chi bộ đã nộp đảng phí tháng 10 đủ, đúng hạn"


def live_through(hand: Hand, book: Book) -> None:
    """One month: every step of the sheet in its order."""
    for step in (
        open_program,
        prepare,
        call_roll,
        last_month,
        content,
        vote,
        decide,
        propose,
        score,
        close,
        send,
    ):
        step(hand, book)
        hand.done(step.__name__)


def open_program(hand: Hand, book: Book) -> None:
    """The picture, the password, and the one thing "Hôm nay" asks for."""
    hand.click(2)
    hand.whisper(PASSWORD)
    hand.press("Enter")
    hand.until("the open book", lambda: "Hôm nay" in hand.words() and "Kỳ" in hand.words())
    hand.decide()
    hand.press("Enter")
    hand.until("the sheet", lambda: "Chuẩn bị" in hand.words())


def prepare(hand: Hand, book: Book) -> None:
    """Day, hours, place, chair, secretary and agenda are proposed; they are read."""
    hand.decide(2)
    hand.press("Ctrl+Enter")


def call_roll(hand: Hand, book: Book) -> None:
    """Two by name, the rest in one key; the visitor is one of an earlier month."""
    first, second = ABSENT.get(len(book.roll), (7, 15))
    for place, reason in ((first, "ốm"), (second, "đi công tác")):
        hand.jump(book.roll[place - 1])
        hand.decide(2)
        hand.press("2")
        hand.say(reason)
        hand.press("Enter")
    hand.decide()
    hand.press("F6", "F4")
    hand.pick(GUESTS[0][0])
    hand.press("F8")
    hand.say(DUES)
    hand.press("Ctrl+Enter")


def last_month(hand: Hand, book: Book) -> None:
    """Two done, one still late."""
    for place, state in enumerate(("1", "1", "2")):
        hand.decide()
        hand.press(state)
        hand.say(RESULT)
        hand.press("Enter" if place < 2 else "Ctrl+Enter")


def content(hand: Hand, book: Book) -> None:
    """Three speak to the second item, two to the third, which is concluded."""
    speakers = (1, 4, 5, 2, 8)
    hand.decide()
    hand.press("F6")
    for place in speakers[:3]:
        _speak(hand, book, place)
    hand.decide()
    hand.press("F6")
    for place in speakers[3:]:
        _speak(hand, book, place)
    hand.press("Enter")
    hand.say(CONCLUSION)
    hand.press("Ctrl+Enter")


def _speak(hand: Hand, book: Book, place: int) -> None:
    hand.pick(book.roll[place - 1])
    hand.say(OPINION)
    hand.press("Enter")


def vote(hand: Hand, book: Book) -> None:
    """The resolution, one against: everybody else voted for it."""
    hand.decide()
    hand.press("Enter", "Enter", "Enter")
    hand.decide()
    hand.press("1", "Enter")
    hand.decide()
    hand.press("Enter", "Ctrl+Enter")


def decide(hand: Hand, book: Book) -> None:
    """A resolution as it is drafted, three tasks."""
    hand.decide(2)
    hand.press("1", "F2")
    for place in (3, 6, 8):
        hand.say(TASK)
        hand.press("Enter")
        hand.pick(book.roll[place - 1])
        hand.decide()
        hand.press("Enter" if place != 8 else "Ctrl+Enter")
    hand.decide()


def propose(hand: Hand, book: Book) -> None:
    """One, of the people, for the commune."""
    hand.decide()
    hand.press("F2")
    hand.say(PROPOSAL)
    hand.press("Enter")
    hand.decide()
    hand.press("3")
    hand.decide()
    hand.press("2")
    hand.decide()
    hand.press("Ctrl+Enter")


def score(hand: Hand, book: Book) -> None:
    """This cell does not score its meetings."""
    hand.decide()
    hand.press("Ctrl+Enter")


def close(hand: Hand, book: Book) -> None:
    """The hour of the end, the minutes read to their end, yes, finalised."""
    hand.decide()
    hand.type("2110")
    hand.press("Enter")
    while not hand.is_at_end():
        hand.press("Space")
    hand.decide()
    hand.press("Enter")
    hand.decide()
    hand.press("Enter")


def send(hand: Hand, book: Book) -> None:
    """The bundle onto the stick of last month."""
    hand.decide()
    hand.press("Enter", "Enter")
    hand.until("the bundle", lambda: "Đã ghi và đọc lại gói" in hand.words())


def measure(count: int, years: int) -> bool:
    """Prints the figures of a cell of so many; whether they keep within the limits."""
    with tempfile.TemporaryDirectory() as folder:
        book = make_book(Path(folder), count, years)
        settings = Settings(book.folder)
        settings.put("bundle_folder", str(book.bundles))
        window = MainWindow(book.folder, settings, clock=FixedClock(EVENING))
        window.resize(1366, 768)
        window.begin()
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        hand = Hand(window)
        live_through(hand, book)
        window.close()
        hand.rest()
        check(book, count)
        return report(hand, count)


def check(book: Book, count: int) -> None:
    """What was typed is what is stored; AssertionError where the hand only seemed to do it."""
    desk = open_desk(book.folder, PASSWORD, clock=FixedClock(EVENING))
    newest = desk.store.value("SELECT id FROM meeting WHERE period = '2026-11'")
    sheet = meeting_sheet(desk.store, str(newest))
    desk.close()
    assert sheet is not None
    assert sheet.is_finalised, sheet.missing
    found = facts_of(sheet)
    first, second = ABSENT.get(count, (7, 15))
    wanted = {
        "absent": {book.roll[first - 1]: "ốm", book.roll[second - 1]: "đi công tác"},
        "present": count - 2,
        "reports": ["done", "done", "ongoing"],
        "opinions": [book.roll[place - 1] for place in (1, 4, 5, 2, 8)],
        "votes": (count - 3, 1),
        "tasks": [book.roll[place - 1] for place in (3, 6, 8)],
        "proposals": ["people commune"],
        "guests": [f"{GUESTS[0][0]}, {GUESTS[0][1]}"],
        "dues": DUES,
        "conclusion": CONCLUSION,
        "end": "21:10",
    }
    assert found == wanted, f"\n{found}\n{wanted}"
    assert list(book.bundles.iterdir()), "no bundle"


def facts_of(sheet: MeetingSheet) -> dict[str, object]:
    """What the month left in the book."""
    ended = sheet.meeting.moment("ended_at")
    return {
        "absent": {row.member.name: row.person.reason for row in sheet.roll if row.person.state == "excused"},
        "present": sheet.attendance.present,
        "reports": sorted(task.report.text("state") for task in sheet.due_before if task.report),
        "opinions": [each.speaker for row in sheet.agenda for each in row.opinions],
        "votes": next((row.facts.count("yes_count"), row.facts.count("no_count")) for row in sheet.ballots),
        "tasks": [row.leader_name for row in sheet.given if row.due_on],
        "proposals": [
            f"{row.facts.text('source')} {row.facts.text('competence')}" for row in sheet.proposals
        ],
        "guests": [f"{each.text('full_name')}, {each.text('office')}" for each in sheet.guests],
        "dues": sheet.meeting.text("dues_note"),
        "conclusion": sheet.agenda[2].facts.text("conclusion"),
        "end": f"{ended:%H:%M}" if ended else "",
    }


def report(hand: Hand, count: int) -> bool:
    """The figures; whether they keep within the limits."""
    seconds = hand.actions * KEY_S + hand.decisions * DECISION_S
    times = sorted(hand.times)
    print(
        f"{count} members: {hand.actions} actions (at most {MOST_ACTIONS}), {hand.decisions} decisions, "
        f"{seconds / 60:.1f} minutes (at most {MOST_SECONDS / 60:.0f}); {hand.prose} letters of prose beside"
    )
    print(f"  counting Ctrl as a key of its own: {hand.actions + hand.chords} actions")
    print("  " + " · ".join(f"{step} {keys}+{thoughts}" for step, keys, thoughts in hand.steps))
    middle, worst = statistics.median(each for each, _ in times), times[-5:]
    said = ", ".join(f"{spent:.0f} ms ({what})" for spent, what in reversed(worst))
    print(
        f"  a key takes the window {middle:.1f} ms in the middle (at most {MOST_MS:.0f}), the slowest {said}",
        flush=True,
    )
    return hand.actions <= MOST_ACTIONS and seconds <= MOST_SECONDS and middle <= MOST_MS


def main() -> int:
    """Each size named, or all three."""
    make_application([])
    look.apply()
    asked = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    years = max(
        (int(each.partition("=")[2]) for each in sys.argv[1:] if each.startswith("--years=")), default=0
    )
    outcomes = [measure(count, years) for count in asked or SIZES]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
