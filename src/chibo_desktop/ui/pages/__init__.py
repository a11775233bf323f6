"""The pages there are, in the order of the list at the left, by what the list shows of them; the pages are modules beside.

A page's module is imported when the page is first shown, with the editors only that page needs: 10 to 50 ms and up to
2 MB each, which an evening spent on "Hôm nay" and one meeting never pays for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chibo_desktop.ui.pages.page import Page

EVERY_DESK = ("cell", "commune", "upper")


@dataclass(frozen=True)
class PageDoor:
    """One line of the list. The page is the class `<Name>Page` of the module `name`, by which other pages call it."""

    name: str
    title: str
    icon: str
    desks: tuple[str, ...] = EVERY_DESK

    def page(self) -> type[Page]:
        """The class of the page; the first time its module is imported, up to 50 ms."""
        module = import_module(f"{__name__}.{self.name}")
        page: type[Page] = getattr(module, f"{self.name.title()}Page")
        return page


PAGES = (
    PageDoor("today", "Hôm nay", "today"),
    PageDoor("meetings", "Sinh hoạt", "meetings"),
    PageDoor("tasks", "Nhiệm vụ", "tasks"),
    PageDoor("proposals", "Kiến nghị", "proposals"),
    PageDoor("visits", "Dự sinh hoạt", "visits"),
    PageDoor("members", "Đảng viên", "members"),
    PageDoor("development", "Phát triển đảng", "growth"),
    PageDoor("documents", "Văn bản", "papers"),
    PageDoor("indicators", "Chỉ tiêu", "indicators"),
    PageDoor("exchange", "Gửi – nhận", "exchange"),
    PageDoor("history", "Nhật ký", "clock"),
    PageDoor("settings", "Thiết đặt", "settings"),
    PageDoor("help", "Trợ giúp", "help"),
)


def title_of(module: str) -> str:
    """The title of the page whose module this is; KeyError for a page that is not listed."""
    return {f"{__name__}.{door.name}": door.title for door in PAGES}[module]
