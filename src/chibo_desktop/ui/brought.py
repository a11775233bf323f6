"""The files the program was started with, kept until a desk is open and said meanwhile; nothing reads them here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chibo_desktop.base.paths import BUNDLE
from chibo_desktop.base.setups import is_setup
from chibo_desktop.ui.widgets.message import Message

if TYPE_CHECKING:
    from chibo_desktop.ui.frame import Frame

LONGEST_NAME = 32


class Brought(QObject):
    """Bundles that wait for a desk, and what is to be said of other files. `changed` when either changed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.waiting: tuple[Path, ...] = ()
        self.refused = ""
        """Why the last files brought cannot be shown; "" when they can."""

    def bring(self, places: Sequence[Path]) -> None:
        """Keeps the bundles and folders among these; of the others it is said what is wrong."""
        if not places:
            return
        said = {place: _why_not(place) for place in places}
        good = [place for place, why in said.items() if not why]
        self.waiting = tuple(dict.fromkeys((*self.waiting, *good)))
        self.refused = " ".join(filter(None, said.values()))
        self.changed.emit()

    def hand_to(self, frame: Frame | None) -> None:
        """Gives an open desk what waits, and says what cannot be shown; without a desk it goes on waiting."""
        if frame is None:
            return
        places, refused = self.waiting, self.refused
        self.forget()
        if places:
            frame.receive(places)
        if refused:
            frame.session.said.emit(refused)

    def forget(self) -> None:
        """Nothing waits any more."""
        self.waiting, self.refused = (), ""
        self.changed.emit()


class BroughtLine(Message):
    """At a door: what will be looked at `when` it was passed, as “sau khi mở sổ”; hidden while nothing waits."""

    def __init__(self, brought: Brought, when: str) -> None:
        super().__init__()
        self._brought, self._when = brought, when
        brought.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        waiting, refused = self._brought.waiting, self._brought.refused
        if not waiting:
            self.say("absent", refused)
            return
        what = f"gói {_named(waiting[0])}" if len(waiting) == 1 else f"{len(waiting)} gói"
        self.say("todo", f"Sẽ xem {what} {self._when}.", escape(refused))


def _why_not(place: Path) -> str:
    """What to say of a file that is no bundle or is not there; "" for a bundle, and for a folder of them."""
    if place.is_dir() or is_setup(place):
        return ""
    if place.suffix.lower() != BUNDLE:
        return f"Tệp {_named(place)} không phải gói; chỉ mở được tệp có đuôi {BUNDLE}."
    if not place.exists():
        return f"Không thấy gói {_named(place)}. Cắm lại USB, hoặc tìm xem tệp đã chuyển đi đâu, rồi mở lại."
    return ""


def _named(place: Path) -> str:
    """The name in quotes, short enough for a line: the names of bundles are long, and no words."""
    name = place.name
    return f"“{name}”" if len(name) <= LONGEST_NAME else f"“{name[:16]}…{name[-12:]}”"
