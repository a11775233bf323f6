"""The page "Thiết đặt": what the papers need to know of this body, the look of the screen, password and recovery sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.actions.setup import change_password, new_recovery_code
from chibo_desktop.base import dates
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.setups import is_setup
from chibo_desktop.exchange.release import release_key
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.seal.wrap import WrongPassword
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.dialogs.recovery_sheet import RecoverySheet
from chibo_desktop.ui.editors.keeping import Keeper, Keepers
from chibo_desktop.ui.editors.organisations_traits import TraitsCard
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.pages.settings_backups import BackupsPair
from chibo_desktop.ui.pages.settings_carriers import MailboxSettingsCard
from chibo_desktop.ui.pages.settings_program import ProgramCard
from chibo_desktop.ui.pages.settings_users import UsersCard
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField, LineField, NumberField, ProseField
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Words

if TYPE_CHECKING:
    from chibo_desktop.ui.editors.organisations import OrganisationsView

ZOOMS = (100, 125, 150, 175, 200)
Editor = LineField | ProseField
BELOW = "below"
"""Given to `open` in place of a record: the organisations below."""


class SettingsPage(ScrolledPage):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "organisation",
        "placement",
        "succession",
        "place",
        "place_served",
        "hand_figure",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._keepers = Keepers()
        self._kept: list[Keeper] = []
        self._unit = UnitCard(session, self._keepers, self._kept)
        self._traits = TraitsCard(session)
        self._screen = ScreenCard(session)
        # at a cell typed for there is no password of its own: those are the commune's
        own = () if session.desk.typed_by else (SecretsCard(session), UsersCard(session))
        self._program = _program_card(session)
        self._pair = Folding(
            Column(self._unit, self._traits, *self._below_cards(), self._program),
            Column(self._screen, *own),
            weights=(6, 5),
        )
        self.body.addWidget(self._pair)
        self._program.setVisible(not session.desk.typed_by)  # in its place: before, it would open as a window
        self._backups = BackupsPair(session)
        self.body.addWidget(self._backups)
        self._backups.setVisible(not session.desk.typed_by)
        self._mailbox = MailboxSettingsCard(session)
        self.body.addWidget(self._mailbox)
        self._mailbox.setVisible(not session.desk.typed_by)
        self._view: OrganisationsView | None = None
        self.body.addStretch(1)
        self.title.set_title(self.TITLE)
        self.fold()

    def _below_cards(self) -> list[BelowCard]:
        """At a cell there is nobody below."""
        if self.session.desk.kind == "cell":
            return []
        card = BelowCard()
        card.wanted.connect(lambda: self.open(BELOW))
        return [card]

    def refresh(self) -> None:
        for keeper in self._kept:
            keeper.refresh()
        self._traits.refresh()
        self._backups.refresh()
        if self._view is not None and self._view.isVisibleTo(self):
            self._view.refresh()

    def open(self, record_id: str) -> None:
        """`BELOW` shows the organisations below in place of the cards; the path of an installer has it checked."""
        if is_setup(Path(record_id)):
            self._program.look(Path(record_id))
            self.bring_into_view(self._program)
        elif record_id == BELOW and self.session.desk.kind != "cell" and self.may_leave():
            self._show_below()

    def place(self) -> str:
        return BELOW if self._view is not None and self._view.isVisibleTo(self) else ""

    def _show_below(self) -> None:
        if self._view is None:
            from chibo_desktop.ui.editors.organisations import OrganisationsView

            self._view = OrganisationsView(self.session)
            self._view.closed.connect(self._on_below_closed)
            self._view.inviting.connect(lambda: self.go_to.emit("exchange", ""))
            self.put_over(self._view)
        self.cover(self._view)
        self._view.begin()

    def _on_below_closed(self) -> None:
        if self._view is not None:
            self.uncover(self._view)
        self.refresh()

    def may_leave(self) -> bool:
        if self._view is not None:
            self._view.leave()
        return self._keepers.leave()

    def fold(self) -> None:
        if hasattr(self, "_pair"):
            self._pair.fold(roomy=self.is_roomy())
            self._backups.fold(roomy=self.is_roomy())


def _program_card(session: Session) -> ProgramCard:
    """A spoilt release key stops updates, never this page: the backups are on it."""
    try:
        return ProgramCard(session, release_key())
    except Trouble as trouble:
        return ProgramCard(session, None, spoilt=trouble.sentence)


class UnitCard(Card):
    """Fields of the organisation's record, kept as they are typed."""

    def __init__(self, session: Session, keepers: Keepers, kept: list[Keeper]) -> None:
        super().__init__("Đơn vị", "in trên văn bản")
        self._session, self._keepers, self._kept = session, keepers, kept
        is_cell = session.desk.kind == "cell"
        self.add(self._keep("name", LineField("Tên tổ chức đảng", max_len=120)))
        self._add_pair(
            self._keep("parent_name", LineField("Trực thuộc", max_len=120)),
            self._keep("place_name", LineField("Địa danh ghi trên văn bản", max_len=60)),
        )
        if is_cell:
            self._add_pair(
                self._keep("usual_place", LineField("Nơi thường sinh hoạt", max_len=120)),
                self._keep("meeting_day", NumberField("Ngày sinh hoạt hằng tháng", least=1, most=31)),
            )
            self._add_pair(
                self._keep("term_from", DayField("Ngày bắt đầu nhiệm kỳ")),
                self._keep("term_until", DayField("Ngày kết thúc nhiệm kỳ")),
            )
        else:
            label = "Các chi bộ sinh hoạt trước ngày (hằng tháng)"
            self.add(self._keep("cells_meet_by", NumberField(label, least=1, most=31)))
        self.add(self._keep("recipients", ProseField("Nơi nhận", hint="mỗi dòng một nơi", lines=3)))
        self.body.addStretch(1)

    def _add_pair(self, *fields: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        for field in fields:
            row.addWidget(field, 1)
        self.add_layout(row)

    def _keep(self, name: str, field: Editor) -> Editor:
        def stored() -> str:
            return stored_words(own_organisation(self._session), name, field)

        def save(value: str) -> object:
            return self._session.do(change_organisation, **{name: read_words(field, value)})

        place = ("organisation", self._session.desk.organisation_id, name)
        keeper = Keeper(self._session, field, place, save, stored(), read=stored)
        self._keepers.add(keeper)
        self._kept.append(keeper)
        return field

    def fit(self) -> None:
        super().fit()
        self.body.setSpacing(look.px(16))


class BelowCard(Card):
    """What stands below, in a sentence, and the way to its tree."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Tổ chức bên dưới", "cây tổ chức theo từng ngày")
        words = (
            "Đổi tên, chuyển nơi trực thuộc, sáp nhập, chia tách, kết thúc hoạt động theo quyết định. "
            "Số liệu của mỗi ngày tính theo cây của ngày ấy."
        )
        self.add(Prose(words, "muted", width=320))
        begin = Button("Xem và sửa cây tổ chức", icon="members")
        begin.clicked.connect(self.wanted)
        row = QHBoxLayout()
        row.addWidget(begin)
        row.addStretch(1)
        self.add_layout(row)


class ScreenCard(Card):
    """Zoom and theme of this machine; they hold at once."""

    def __init__(self, session: Session) -> None:
        super().__init__("Màn hình")
        self._session = session
        nearest = min(ZOOMS, key=lambda percent: abs(percent - look.zoom()))
        self._zoom = Segments(
            [(str(percent), f"{percent}\u00a0%") for percent in ZOOMS], str(nearest), "Cỡ chữ"
        )
        self._zoom.chosen.connect(self._on_zoom)
        self._theme = Segments(
            [(name, words) for name, words in look.THEME_NAMES.items()], look.theme(), "Nền"
        )
        self._theme.chosen.connect(self._on_theme)
        self.add(Words("Cỡ chữ (Ctrl + và Ctrl −)"))
        self.add(self._zoom)
        self.add(Words("Nền: “Nắng” cho chỗ sáng chói"))
        self.add(self._theme)

    def _on_zoom(self, percent: str) -> None:
        look.set_zoom(int(percent))
        self._session.settings.put("zoom", look.zoom())

    def _on_theme(self, name: str) -> None:
        look.set_theme(cast("look.Theme", name))
        self._session.settings.put("theme", name)


class SecretsCard(Card):
    """Another password, and a new recovery sheet in place of the old one."""

    def __init__(self, session: Session) -> None:
        super().__init__("Mật khẩu và tờ mã khôi phục")
        self._session = session
        self._old = LineField("Mật khẩu đang dùng", secret=True)
        self._new = LineField("Mật khẩu mới", secret=True)
        self._again = LineField("Gõ lại", secret=True)
        self._message = Message()
        change = Button("Đổi mật khẩu", icon="lock")
        change.clicked.connect(self._on_change)
        anew = Button("In tờ mã khôi phục mới …", icon="print")
        anew.clicked.connect(self._on_sheet)
        self.add(self._old)
        pair = QHBoxLayout()
        pair.setSpacing(look.px(16))
        pair.addWidget(self._new, 1)
        pair.addWidget(self._again, 1)
        self.add_layout(pair)
        self.add(self._message)
        row = QHBoxLayout()
        row.addWidget(change)
        row.addStretch(1)
        row.addWidget(anew)
        self.add_layout(row)
        self.add(
            Prose(
                "Tờ mới in ra thì tờ cũ không mở được sổ nữa. Bản sao lưu cũ vẫn mở bằng mật khẩu của ngày đó.",
                "muted",
                width=320,
            )
        )
        self.body.addStretch(1)

    def _on_change(self) -> None:
        for field in (self._old, self._new, self._again):
            field.clear_error()
        if self._new.draft() != self._again.draft():
            self._again.show_error("Hai lần gõ mật khẩu khác nhau. Gõ lại ô này.")
            return
        try:
            change_password(self._session.desk, self._old.draft(), self._new.draft())
        except WrongPassword as refusal:
            self._old.show_error(refusal.sentence)
            return
        except (Refusal, Trouble) as problem:
            self._new.show_error(problem.sentence)
            return
        for field in (self._old, self._new, self._again):
            field.set_value("")
        self._message.say("done", "Đã đổi mật khẩu.")
        self._session.changed.emit(Changes())  # "Hôm nay" may still ask for this

    def _on_sheet(self) -> None:
        try:
            code = new_recovery_code(self._session.desk)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        dialog = QDialog(self.window())
        dialog.setWindowTitle("Tờ mã khôi phục")
        sheet = RecoverySheet(self._session.desk, code, self._session.settings, done_words="Xong")
        sheet.done.connect(dialog.accept)
        column = QVBoxLayout(dialog)
        column.addWidget(sheet)
        dialog.exec()


def own_organisation(session: Session) -> Facts:
    """The record of this desk's own body; every desk has it from its first entry."""
    found = find(session.store, "organisation", session.desk.organisation_id)
    if found is None:
        raise Trouble("Sổ này thiếu bản ghi của chính tổ chức mình. Hãy lấy lại từ bản sao lưu gần nhất.")
    return found


def stored_words(own: Facts, name: str, field: Editor) -> str:
    """The stored value as its field shows it."""
    return own.shown(name) if isinstance(field, DayField) else own.text(name)


def read_words(field: Editor, value: str) -> object:
    """The typed words as the record takes them; an emptied day or number is cleared."""
    if isinstance(field, DayField):
        return dates.read_day(value) if value else None
    if isinstance(field, NumberField):
        return field.number()
    return value
