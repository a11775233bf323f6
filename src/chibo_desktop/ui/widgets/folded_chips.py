"""The filter row on one line: the chips for which there is no room are behind “Thêm…”, the one taken never."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.menu_button import MenuButton

MORE = "Thêm…"


class FoldedChips(Chips):
    """As `Chips`; the first ones given are those that stay on the line the longest."""

    def __init__(self, chips: Sequence[Chip], taken: str = "", name: str = "Lọc") -> None:
        self._offered = {chip.key: chip for chip in chips}
        self._more: MenuButton | None = None
        super().__init__(chips, taken, name)
        more = MenuButton(MORE, ())
        more.chosen.connect(self._on_more)
        self.put(more)
        self._more = more
        self.place()

    def set_chips(self, chips: Sequence[Chip]) -> None:
        super().set_chips(chips)
        self._offered |= {chip.key: chip for chip in chips}
        self.place()

    def show_only(self, chips: Sequence[Chip]) -> None:
        self._offered = {}
        self.set_chips(chips)

    def take(self, key: str) -> None:
        super().take(key)
        self.place()

    def place(self) -> None:
        """Folds what the width has no room for, then lays the others out."""
        if getattr(self, "_more", None) is not None:
            self._fold()
        super().place()

    def _fold(self) -> None:
        shown = self._fitting()
        folded = [chip for key, chip in self._offered.items() if key not in shown]
        for key, button in self._buttons.items():
            _set_visible(button, key in shown)
        if self._more is not None:
            self._more.set_choices([(chip.key, f"{chip.words}  {chip.count}") for chip in folded])
            _set_visible(self._more, bool(folded))

    def _fitting(self) -> set[str]:
        """The keys on the line: as many of the first as there is room for, and always the one taken."""
        gap, room = look.px(self._gap), self.contentsRect().width()
        widths = {key: self._buttons[key].sizeHint().width() + gap for key in self._offered}
        if sum(widths.values()) - gap <= room or self._more is None:
            return set(widths)
        room -= self._more.sizeHint().width()
        taken = self.taken()
        shown = {taken} & widths.keys()
        room -= sum(widths[key] for key in shown)
        for key, width in widths.items():
            if key not in shown:
                if width > room:
                    break
                shown.add(key)
                room -= width
        return shown

    def _on_more(self, key: str) -> None:
        self.take(key)
        self._buttons[key].setFocus()
        self.chosen.emit(key)


def _set_visible(widget: QWidget, visible: bool) -> None:
    """Only where it changes something: each change asks for the line to be laid out again."""
    if widget.isHidden() == visible:
        widget.setVisible(visible)
