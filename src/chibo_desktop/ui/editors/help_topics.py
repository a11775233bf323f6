"""The pages of the user's guide: reading them from resources/help, finding one by words, and which one is of which place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtWidgets import QWidget

from chibo_desktop.base.paths import resource
from chibo_desktop.base.text import fold

FIRST = "bat-dau"
FROM_A_KEY = "F1 "
"""Before a topic: it was asked for from another page, and the way back leads there."""
OF_PAGE = {
    "today": FIRST,
    "meetings": "mot-buoi-sinh-hoat",
    "tasks": "nhiem-vu",
    "development": "phat-trien-dang",
    "proposals": "kien-nghi",
    "visits": "du-sinh-hoat",
    "members": "danh-sach-dang-vien",
    "documents": "van-ban",
    "indicators": "chi-tieu",
    "exchange": "gui-va-nhan",
    "history": "nhat-ky",
    "settings": "sao-luu",
}
OF_PART = {
    ("members", "badges"): "huy-hieu-so-lieu",
    ("members", "figures"): "huy-hieu-so-lieu#Số liệu",
    ("members", "ratings"): "xep-loai-khen-thuong",
    ("members", "commendations"): "xep-loai-khen-thuong",
}
"""By page and the part of it that is shown, where that has a topic of its own."""
OF_PAGE_ABOVE = {
    "commune": {"today": "xa-lam-gi", "meetings": "bang-sinh-hoat", "proposals": "xa-lam-gi"},
    "upper": {
        "today": "cap-tren-lam-gi",
        "meetings": "bang-sinh-hoat",
        "proposals": "cap-tren-lam-gi",
        "members": "xep-loai-khen-thuong",
    },
}
OF_STEP = {
    "prepare": "mot-buoi-sinh-hoat#1. Chuẩn bị",
    "roll_call": "mot-buoi-sinh-hoat#2. Điểm danh",
    "last_month": "mot-buoi-sinh-hoat#3. Tháng trước",
    "content": "mot-buoi-sinh-hoat#4. Nội dung",
    "cases": "mot-buoi-sinh-hoat#Xét từng người",
    "votes": "mot-buoi-sinh-hoat#5. Biểu quyết",
    "elections": "mot-buoi-sinh-hoat#Bầu cử tại đại hội",
    "decisions": "mot-buoi-sinh-hoat#6. Nghị quyết, nhiệm vụ",
    "proposals": "mot-buoi-sinh-hoat#7. Kiến nghị",
    "score": "mot-buoi-sinh-hoat#8. Chấm điểm",
    "read_back": "mot-buoi-sinh-hoat#9. Đọc lại",
    "finalise": "chot-va-in",
    "send": "gui-va-nhan",
}
"""A topic, or "topic#heading"."""
_MARK = "help"


@dataclass(frozen=True)
class Topic:
    """`name` is that of the file without number and ending; `text` is Markdown, its first line the title."""

    name: str
    title: str
    text: str


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Every page of the guide, in the order of the numbers of its files. Trouble when the guide is not there."""
    found = []
    for path in sorted(resource("help").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        found.append(Topic(path.stem.partition("-")[2], text.partition("\n")[0].removeprefix("# "), text))
    return tuple(found)


def find_topics(words: str) -> list[tuple[Topic, str]]:
    """The pages that hold every word, marks aside, those with it in the title first, each with the line it stands in.

    No words give every page, without a line.
    """
    wanted = fold(words).split()
    if not wanted:
        return [(topic, "") for topic in topics()]
    held = [topic for topic in topics() if all(word in fold(topic.text) for word in wanted)]
    held.sort(key=lambda topic: not all(word in fold(topic.title) for word in wanted))
    return [(topic, _line_with(topic, wanted)) for topic in held]


def _line_with(topic: Topic, wanted: list[str]) -> str:
    """The line of the page that holds most of the words, without its Markdown."""
    lines = [line for line in topic.text.splitlines()[1:] if line.strip() and not line.startswith("![")]
    best = max(lines, key=lambda line: sum(word in fold(line) for word in wanted), default="")
    return plain(best) if any(word in fold(best) for word in wanted) else ""


def plain(line: str) -> str:
    """A line of Markdown as it is read: no stars, no signs of headings, of links only their words."""
    import re

    words = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", line).replace("**", "")
    return re.sub(r"^(#+|-|\d+\.)\s+", "", words.strip())


def mark_help(widget: QWidget, topic: str) -> None:
    """Says which page of the guide is about the widget, for F1."""
    widget.setProperty(_MARK, topic)


def topic_at(widget: QWidget | None, page: str, kind: str, place: str = "") -> str:
    """The topic of the nearest marked widget around this one, else of the part shown, else of the page of that kind of desk."""
    while widget is not None:
        if marked := widget.property(_MARK):
            return str(marked)
        widget = widget.parentWidget()
    if of_part := OF_PART.get((page, place)):
        return of_part
    return OF_PAGE_ABOVE.get(kind, {}).get(page) or OF_PAGE.get(page, FIRST)
