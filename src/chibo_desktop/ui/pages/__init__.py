"""The pages there are, in the order of the list at the left; what a page is stands in page.py."""

from __future__ import annotations

from chibo_desktop.ui.pages.exchange import ExchangePage
from chibo_desktop.ui.pages.help import HelpPage
from chibo_desktop.ui.pages.history import HistoryPage
from chibo_desktop.ui.pages.meetings import MeetingsPage
from chibo_desktop.ui.pages.members import MembersPage
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.pages.proposals import ProposalsPage
from chibo_desktop.ui.pages.settings import SettingsPage
from chibo_desktop.ui.pages.today import TodayPage

PAGES: tuple[type[Page], ...] = (
    TodayPage,
    MeetingsPage,
    ProposalsPage,
    MembersPage,
    ExchangePage,
    HistoryPage,
    SettingsPage,
    HelpPage,
)


def name_of(page: type[Page]) -> str:
    """The name other pages call it by: that of its module."""
    return page.__module__.rpartition(".")[2]
