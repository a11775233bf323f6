"""People from above or outside who came: each with office, level and what they said, kept as it is typed.

Who came before is offered by name; taking one fills office and level and ends the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import add_guest, change_guest, put_away_guest
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import fold
from chibo_desktop.lists.guests import guests_before
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.records import find_spec
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.kept import EnterKey, choose, keep
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField, ProseField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.name_picker import NamePicker, Person


class GuestForm(Card):
    """One guest. A new one becomes a record as soon as the name is left; `closed` when the person is done."""

    closed = Signal()

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__("Đại biểu", parent=parent)
        self._session, self._meeting_id = session, meeting_id
        self._fresh: FreshDraft | None = None
        self._guest_id = ""
        self._here: tuple[Facts, ...] = ()
        self._before: dict[str, Facts] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add(self._area, 1)
        done = Button("Xong", icon="check", key="F4")
        done.clicked.connect(self._on_done)
        self.add_to_head(done)

    def begin_new(self) -> None:
        """The empty form, the caret on the name."""
        self._guest_id, self._fresh = "", None
        fields = self._empty()
        self.set_title("Thêm đại biểu")
        self._picker = NamePicker(
            "Họ và tên đại biểu",
            self._earlier(),
            hint="Gõ vài chữ: người đã dự buổi trước hiện ra, Enter là lấy. Người mới: gõ đủ tên rồi Enter.",
            max_len=80,
        )
        self._name: LineField = self._picker
        self._picker.person_chosen.connect(lambda _key: self._on_named(self._picker.value()))
        self._fresh = FreshDraft(self._session, self._name, ("guest", f"{self._meeting_id}/new", "full_name"))
        self._name.left.connect(self._on_named)
        EnterKey(self._name, lambda: None)  # the name is left by it; the caret goes on with the form
        fields.addWidget(self._name)
        fields.addStretch(1)
        self.setFocusProxy(self._name)

    def _earlier(self) -> list[Person]:
        """Who came to earlier meetings and is not on this sheet yet."""
        meeting = find(self._session.store, "meeting", self._meeting_id)
        if meeting is None:
            return []
        here = {fold(each.text("full_name")) for each in self._here}
        found = guests_before(self._session.store, meeting.text("cell_id"), self._meeting_id)
        self._before = {guest.id: guest for guest in found if fold(guest.text("full_name")) not in here}
        return [
            Person(guest.id, guest.text("full_name"), guest.text("office")) for guest in self._before.values()
        ]

    def show_guest(self, guest_id: str, *, locked: bool = False) -> None:
        """The form of a guest who is on the sheet."""
        guest = find(self._session.store, "guest", guest_id)
        if guest is None:
            return
        self._fresh, self._guest_id = None, guest_id
        fields = self._empty()
        self.set_title(guest.text("full_name"))
        self._build(fields, guest)
        self._inside.setEnabled(not locked)
        self.setFocusProxy(self._name)

    def _build(self, fields: QVBoxLayout, guest: Facts) -> None:
        self._name = LineField("Họ và tên đại biểu", max_len=80)
        level = find_spec("guest").field("level")
        self._office = LineField("Chức vụ, đơn vị", max_len=160)
        self._level = ChoiceField("Cấp", level.choices if level else ())
        self._leads = CheckBox("Là tổ trưởng tổ dự sinh hoạt")
        self._leads.setChecked(guest.flag("leads_team"))
        self._leads.toggled.connect(self._on_leads)
        pair = QHBoxLayout()
        pair.setSpacing(look.px(16))
        pair.addWidget(self._office, 2)
        pair.addWidget(self._level, 1)
        directions, handed = (
            ProseField("Ý kiến chỉ đạo", lines=3),
            LineField("Tài liệu phát tại buổi", max_len=200),
        )
        said = Message()
        fields.addWidget(self._name)
        fields.addLayout(pair)
        for widget in (self._leads, directions, handed, said):
            fields.addWidget(widget)
        kept = (
            ("full_name", self._name),
            ("office", self._office),
            ("directions", directions),
            ("handed_out", handed),
        )
        for name, field in kept:
            keep(self._session, field, ("guest", guest.id, name), change_guest)
        choose(self._session, self._level, ("guest", guest.id, "level"), change_guest, said=said)
        away = Button("Bỏ đại biểu này", "quiet", icon="put-away")
        away.clicked.connect(self._on_put_away)
        row = QHBoxLayout()
        row.addWidget(away)
        row.addStretch(1)
        fields.addLayout(row)
        fields.addStretch(1)

    def refresh(self, sheet: MeetingSheet) -> None:
        """Shows what is stored now."""
        self._here = sheet.guests
        guest = next((each for each in sheet.guests if each.id == self._guest_id), None)
        if guest is not None:
            self.set_title(guest.text("full_name"))
            self._leads.setChecked(guest.flag("leads_team"))

    def _on_named(self, name: str) -> None:
        # taken out first: the focus leaves a second time when the form is put in its place
        fresh, self._fresh = self._fresh, None
        if not name or fresh is None:
            self._fresh = fresh
            return
        before = self._before.get(self._picker.key())
        known = {each: before[each] for each in ("office", "level", "leads_team")} if before else {}
        try:
            _, guest_id = self._session.do(add_guest, self._meeting_id, full_name=name, **_given(known))
        except (Refusal, Trouble) as problem:
            self._fresh = fresh
            self._name.show_error(problem.sentence)
            return
        fresh.clear()
        if before is not None:
            self.closed.emit()
            return
        self.show_guest(guest_id)
        self._office.setFocus()

    def _on_leads(self, leads: bool) -> None:
        guest = find(self._session.store, "guest", self._guest_id)
        if guest is not None and guest.flag("leads_team") != leads:
            self._session.do(change_guest, self._guest_id, leads_team=leads)

    def _on_put_away(self) -> None:
        try:
            self._session.do(put_away_guest, self._guest_id)
        except (Refusal, Trouble) as problem:
            self._name.show_error(problem.sentence)
            return
        self._guest_id = ""
        self.closed.emit()

    def _on_done(self) -> None:
        if self.leave():
            self.closed.emit()

    def leave(self) -> bool:
        """Writes what is typed; a name that is not yet a record stays as a draft."""
        if self._fresh is not None:
            self._fresh.leave()
        outcomes = [keeper.leave() for keeper in self.findChildren(Keeper)]
        return all(outcomes)

    def _empty(self) -> QVBoxLayout:
        self.leave()
        self._inside = QWidget()
        self._inside.setProperty("look", "scrolled")
        fields = QVBoxLayout(self._inside)
        fields.setContentsMargins(look.px(4), look.px(4), look.px(12), 0)
        fields.setSpacing(look.px(12))
        before = self._area.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self._area.setWidget(self._inside)
        return fields


def _given(known: Mapping[str, object]) -> dict[str, Any]:
    """Only what was written down of the guest."""
    return {name: value for name, value in known.items() if value}
