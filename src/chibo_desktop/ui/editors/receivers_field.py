"""For whom something is: everybody below, or some ticked in a list with a search and quick choices; it sends nothing itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.lists.below_choices import reachable
from chibo_desktop.lists.tree import Tree, organisations
from chibo_desktop.records.organisation import AREAS
from chibo_desktop.store import Store
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.check_list import CheckList
from chibo_desktop.ui.widgets.composing import ComposingLine
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.words import Words

EVERYBODY, SOME = "all", "some"
WAYS = ((EVERYBODY, "Toàn đảng bộ"), (SOME, "Chọn nơi nhận"))
QUICK_FROM = 4
"""From so many places on groups of them are offered to be ticked at once."""
Group = tuple[str, tuple[str, ...]]
"""Its words, and whom it holds."""


class ReceiversField(Field):
    """Its value is "all", or the ids of those ticked parted by spaces; "" while none is ticked."""

    def __init__(
        self, store: Store, own: str, day: date, label: str = "Gửi cho", value: str = EVERYBODY
    ) -> None:
        tree, self._places = organisations(store).at(day), reachable(store, own, day)
        self._groups = groups(tree, self._places)
        self._words = [(one, _full_name(tree, one, name, own)) for one, name in self._places]
        self._box = QWidget()
        self._ways = Segments(WAYS, EVERYBODY, label)
        super().__init__(label, self._box)
        self._ways.chosen.connect(self._on_way)
        self._picking = self._build_picking(label)
        self._parts = QVBoxLayout(self._box)
        self._parts.addWidget(self._ways, 0, Qt.AlignmentFlag.AlignLeft)
        self._parts.addWidget(self._picking)
        self.set_value(value)
        self.fit()

    def _build_picking(self, label: str) -> QWidget:
        made = QWidget()
        self._count = Words("", tone="muted")
        self._list = CheckList(self._words, f"{label}: nơi nhận")
        self._list.changed.connect(self._on_ticked)
        self._seek, self._quick = ComposingLine(), DropDown()
        self._seek.setPlaceholderText("Tìm nơi nhận")
        self._seek.setAccessibleName("Tìm nơi nhận")
        self._seek.typed.connect(lambda: self._list.narrow(self._seek.whole_text()))
        self._seek.returnPressed.connect(self._on_entered)
        self._seek.stepped.connect(lambda step: self._list.go(-step))
        self._quick.setAccessibleName("Chọn nhanh")
        for words, _ in (("Chọn nhanh …", ()), *self._groups):
            self._quick.addItem(words)
        self._quick.activated.connect(self._on_quick)
        self._quick.setVisible(len(self._places) >= QUICK_FROM)
        none = Button("Bỏ chọn hết", "quiet", icon="close")
        none.clicked.connect(lambda: self._take(()))
        line = Flow()
        for part in (self._seek, self._quick, none, self._count):
            line.put(part)
        self._inner = QVBoxLayout(made)
        self._inner.addWidget(line)
        self._inner.addWidget(self._list)
        return made

    def value(self) -> str:
        return EVERYBODY if self._ways.taken() == EVERYBODY else " ".join(self._list.checked())

    def set_value(self, value: str) -> None:
        self._ways.take(EVERYBODY if value == EVERYBODY else SOME)
        self._list.check(() if value == EVERYBODY else value.split())
        self._show()

    def chosen(self) -> tuple[str, ...] | None:
        """The ids of those ticked; None for everybody."""
        return None if self._ways.taken() == EVERYBODY else self._list.checked()

    def everybody(self) -> tuple[str, ...]:
        """Whoever could be ticked."""
        return tuple(key for key, _ in self._places)

    def _show(self) -> None:
        is_some, taken = self._ways.taken() == SOME, len(self._list.checked())
        self._picking.setVisible(is_some)
        self.setFocusProxy(self._seek if is_some else self._ways)
        self._count.say(f"Đã chọn {taken} trong {len(self._places)} nơi")

    def _take(self, keys: Sequence[str]) -> None:
        self._list.check(keys)
        self._on_ticked()

    def _on_way(self, _key: str) -> None:
        self._on_ticked()
        if self._ways.taken() == SOME:
            self._seek.setFocus()

    def _on_ticked(self) -> None:
        self.clear_error()
        self._show()
        self.left.emit(self.value())

    def _on_quick(self, place: int) -> None:
        """Adds a group to what is ticked."""
        if place:
            self._take((*self._list.checked(), *self._groups[place - 1][1]))
        self._quick.setCurrentIndex(0)

    def _on_entered(self) -> None:
        """Enter ticks the one gone to; the next name can be sought at once."""
        if self._list.seen():
            self._list.turn_current()
            self._seek.selectAll()

    def fit(self) -> None:
        super().fit()
        if not hasattr(self, "_parts"):
            return
        for column in (self._parts, self._inner):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(look.px(8))
        self._seek.setFixedWidth(look.px(240))


def _full_name(tree: Tree, organisation_id: str, name: str, own: str) -> str:
    """With the body it stands under where that is not the desk's own: two communes may have cells of one name."""
    node = tree.nodes.get(organisation_id)
    above = tree.nodes.get(node.parent_id) if node is not None else None
    return name if above is None or above.id == own else f"{name} ({above.name})"


def groups(tree: Tree, places: Sequence[tuple[str, str]]) -> tuple[Group, ...]:
    """What is ticked at once: bodies directly below, a body with all under it, cells of one kind of area; none of everybody."""
    offered = [one for one, _ in places]
    bodies = [one for one in offered if one in tree.nodes and tree.nodes[one].kind != "cell"]
    found: list[Group] = [("Mọi đảng bộ trực thuộc", tuple(bodies))] if bodies else []
    cells = tuple(one for one in offered if one not in bodies)
    found += [("Mọi chi bộ", cells)] if bodies else []
    by_area: defaultdict[str, list[str]] = defaultdict(list)
    for one in cells:
        by_area[tree.nodes[one].area if one in tree.nodes else ""].append(one)
    found += [(f"Chi bộ: {label.lower()}", tuple(by_area[area])) for area, label in AREAS if by_area[area]]
    for body in bodies:
        under = tuple(one for one in tree.under(body) if one in offered)
        found += [(f"{tree.nodes[body].name} và các chi bộ", (body, *under))]
    return tuple((f"{words} ({len(ids)})", ids) for words, ids in found if 0 < len(ids) < len(offered))
