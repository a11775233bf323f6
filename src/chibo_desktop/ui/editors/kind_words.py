"""What a kind of meeting means to those who prepare it, and what changes with it, in sentences; nothing is written here."""

from __future__ import annotations

from chibo_desktop.lists.meeting_sheet import STEPS
from chibo_desktop.rules.kinds import MeetingKind

_LABELS = dict(STEPS)
_ROLLS = {
    "members": "đảng viên trong danh sách phải dự",
    "committee": "chi ủy phải dự",
    "open": "không ai phải dự, ai dự thì ghi",
}


def about_kind(kind: MeetingKind, minutes: int) -> str:
    """Who must come, which figures it is among, how long it lasts at least (minutes; 0: nothing is set)."""
    said = [_ROLLS[kind.roll], _figures(kind)]
    if kind.series:
        said.append("mỗi tháng một buổi")
    if minutes:
        said.append(f"ít nhất {minutes} phút")
    return _sentence(said)


def kind_changes(before: MeetingKind, after: MeetingKind, *, is_agenda_new: bool) -> str:
    """What another kind changes at this meeting: agenda, steps, who must come, figures."""
    said = [
        "chương trình theo mẫu của loại này" if is_agenda_new else "chương trình đã sửa nên giữ nguyên",
        *_steps("thêm bước", [key for key in after.steps if key not in before.steps]),
        *_steps("không có bước", [key for key in before.steps if key not in after.steps]),
    ]
    if after.roll != before.roll:
        said.append(_ROLLS[after.roll])
    if after.counts != before.counts:
        said.append(_figures(after))
    return _sentence(said)


def _steps(verb: str, keys: list[str]) -> list[str]:
    return [f"{verb} {', '.join(_LABELS[key] for key in keys)}"] if keys else []


def _figures(kind: MeetingKind) -> str:
    if not kind.counts_as("attendance"):
        return "không tính vào tỷ lệ dự"
    among = [
        words
        for figure, words in (("regular", "sinh hoạt thường kỳ"), ("thematic", "sinh hoạt chuyên đề"))
        if kind.counts_as(figure)
    ]
    return f"tính vào tỷ lệ dự và là buổi {' và '.join(among)}"


def _sentence(said: list[str]) -> str:
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}."
