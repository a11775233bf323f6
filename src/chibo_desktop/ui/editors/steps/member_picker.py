"""The field for one member of the list: a part of the name that fits one person only is enough."""

from __future__ import annotations

from chibo_desktop.base import text
from chibo_desktop.base.errors import Refusal
from chibo_desktop.ui.widgets.name_picker import UNLIKE, NamePicker, Person, likeness


class MemberPicker(NamePicker):
    """`value()` is the whole name as soon as what is typed fits one person; `member()` gives the id."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(label, (), hint)
        self.person_chosen.connect(lambda _key: self.finish())

    def value(self) -> str:
        typed = super().value()
        found = self._fitting(typed)
        return found[0].name if len(found) == 1 else typed

    def member(self) -> str:
        """The id of the person named, "" when the field is empty; Refusal when it is nobody or several."""
        typed = super().value()
        found = self._fitting(typed)
        taken = next((one for one in found if one.key == self._taken), None)
        if taken is not None:
            return taken.key
        if not typed:
            return ""
        if not found:
            raise Refusal(f"Trong danh sách không có “{typed}”. Gõ vài chữ của tên rồi chọn.")
        if len(found) > 1:
            raise Refusal(
                f"Có {len(found)} người hợp với “{typed}”. Gõ thêm, hoặc chọn trong danh sách hiện ra."
            )
        return found[0].key

    def key(self) -> str:
        try:
            return self.member()
        except Refusal:
            return ""

    def _fitting(self, typed: str) -> list[Person]:
        sought = text.fold(typed)
        if not sought:
            return []
        whole = [one for one in self._people if text.fold(one.name) == sought]
        return whole or [one for one in self._people if likeness(sought, one) < UNLIKE]

    def _on_left(self) -> None:
        whole = self.value()
        if whole != super().value():
            self.set_value(whole)
        super()._on_left()
