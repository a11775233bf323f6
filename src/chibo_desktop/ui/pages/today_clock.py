"""How far off the next meeting of a cell is: the figure that leads "Hôm nay", its strip of hours, and the day in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from chibo_desktop.base.dates import VIETNAM, weekday_within
from chibo_desktop.lists.meetings import MeetingRow
from chibo_desktop.lists.today import TodayFacts
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.figure import Figure
from chibo_desktop.ui.widgets.strip import Strip, StripPoint


def held_words(meeting: MeetingRow) -> str:
    """The day of the meeting as it was written, nothing counted from it."""
    held = meeting.held_on
    if held is None:
        return "Chưa ghi ngày sinh hoạt của kỳ này."
    return f"Sinh hoạt {weekday_within(held)} {held:%d/%m/%Y}. Chỉnh đúng đồng hồ thì số ngày còn lại hiện ra ở đây."


def next_figure(facts: TodayFacts, meeting: MeetingRow, now: datetime) -> Figure:
    """The one figure that leads the page, and the sentence that says what it counts."""
    held = meeting.held_on
    if held is None:
        return Figure("–", "Chưa ghi ngày sinh hoạt của kỳ này.", "muted")
    due = facts.materials_due_at
    # without a written hour the limit would rest on a guess: then whole days are counted
    if due is not None and now <= due and meeting.facts.moment("started_at") is not None:
        tone: look.Tone = "warn" if due - now < timedelta(days=2) else "ink"
        words = "nữa là hết hạn phát tài liệu cho đảng viên<br>(trước giờ sinh hoạt ít nhất 1 ngày)"
        return Figure(facts.materials_words, words, tone, width=360)
    days = (held - now.date()).days
    if days > 0:
        return Figure(
            f"{days} ngày", f"nữa là đến buổi sinh hoạt, {weekday_within(held)} {held:%d/%m}", width=360
        )
    if days == 0:
        return Figure("Hôm nay", "là ngày sinh hoạt của chi bộ", "warn", width=300)
    figure = f"{-days} ngày"
    return Figure(figure, f"từ ngày sinh hoạt {held:%d/%m}; biên bản chưa chốt", "warn", width=360)


def clock_strip(due: datetime, starts: datetime, now: datetime) -> Strip:
    """Now, the last hour for materials, the meeting; in the order of time."""
    points = [
        (
            due,
            StripPoint(
                "Hết hạn phát tài liệu", moment_words(due), "diamond" if due > now else "dot", tone="warn"
            ),
        ),
        (
            starts,
            StripPoint("Sinh hoạt", moment_words(starts), "todo" if starts > now else "dot", line="quiet"),
        ),
        (now, StripPoint("Bây giờ", moment_words(now), "now", line="solid", tone="warn", strong=True)),
    ]
    ordered = [point for _, point in sorted(points, key=lambda pair: pair[0])]
    return Strip(
        [StripPoint(p.label, p.date, p.kind, p.line or "quiet", p.tone, p.strong) for p in ordered], "Đồng hồ"
    )


def moment_words(at: datetime) -> str:
    """Hour, weekday and day: "19:30 thứ Tư 04/11"."""
    day = at.astimezone(VIETNAM)
    return f"{day:%H:%M} {weekday_within(day.date())} {day:%d/%m}"
