"""The page "Gửi – nhận": joining, sending and receiving by files, what went and came, and where each meeting's minutes are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.base.setups import is_setup, newer_setup
from chibo_desktop.lists.exchange import ExchangeFacts, body_name, exchange_facts
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.store import Changes
from chibo_desktop.store.certificates import parent_of
from chibo_desktop.store.ledger import BundleIn, BundleOut
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.editors.office_aside import AsideCard
from chibo_desktop.ui.editors.office_import import OfficeImport
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.exchange_bundles import ReceiveCard, SendCard
from chibo_desktop.ui.pages.exchange_inviting import ApproveCard, InviteCard
from chibo_desktop.ui.pages.exchange_joining import JoinCard, ReopenCard
from chibo_desktop.ui.pages.exchange_mailbox import MailboxCard
from chibo_desktop.ui.pages.exchange_reopening import ReopenBelowCard
from chibo_desktop.ui.pages.exchange_revoking import RevokeCard
from chibo_desktop.ui.pages.exchange_same import SameCard
from chibo_desktop.ui.pages.meeting_words import strip_title
from chibo_desktop.ui.pages.scrolled import ScrolledPage, empty
from chibo_desktop.ui.points import strip_points
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.strip import Strip
from chibo_desktop.ui.widgets.words import Prose, Words

STRIPS_SHOWN = 4
ROWS_SHOWN = 6


class ExchangePage(ScrolledPage):
    TITLE: ClassVar[str] = title_of(__name__)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._make_joining()
        self._make_bundles()
        self._setup: Path | None = None
        self._newer = Message()
        self._newer.link_chosen.connect(lambda page: self.go_to.emit(page, str(self._setup)))
        self._where = Card("Biên bản đang ở đâu")
        self._went = Card("Đã gửi")
        self._came = Card("Đã nhận")
        self._pairs = [
            Folding(self._send, self._receive),
            Folding(self._went, self._came),
            *self._make_others(),
        ]
        for part in (
            self._join,
            self._same,
            self._mailbox,
            self._newer,
            self._office,
            self._pairs[0],
            self._aside,
            self._where,
            *self._pairs[1:],
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._primary = self.title.set_primary(" ", "send")
        self.title.primary_chosen.connect(self._on_primary)
        self.setFocusProxy(self._primary)
        self.fold()

    def _make_joining(self) -> None:
        self._join = JoinCard(self.session)
        self._same = SameCard(self.session)
        self._same.joined.connect(self.refresh)
        self._reopen = ReopenCard(self.session)
        self._join.wished.connect(self._reopen.refresh)
        self._reopen.wished.connect(self._join.refresh)
        self._join.stepped.connect(self._show_primary)

    def _make_bundles(self) -> None:
        self._mailbox = MailboxCard(self.session)
        self._send = SendCard(self.session)
        self._send.made.connect(self.refresh)
        self._receive = ReceiveCard(self.session)
        self._office = OfficeImport(self.session)
        self._receive.chosen.connect(self.receive)
        self._office.begun.connect(self._show_office)
        self._office.read.connect(self._on_read)
        self._office.news_chosen.connect(lambda _body: self.go_to.emit("meetings", ""))
        self._aside = AsideCard(self.session)
        self._aside.again_asked.connect(self._office.read_aside_again)
        self._join.answer_wanted.connect(self._receive.ask_files)

    def _make_others(self) -> list[Folding]:
        """Of a cell who may open its book again; of a body with others below also inviting and revoking them."""
        if self.session.desk.kind == "cell":
            return [Folding(self._reopen)]
        self._invite, self._revoke = InviteCard(self.session), RevokeCard(self.session)
        self._revoke.revoked.connect(self.refresh)
        approve = ApproveCard(self.session)
        approve.approved.connect(self.refresh)
        return [
            Folding(self._invite, Column(approve, self._revoke)),
            Folding(self._reopen, ReopenBelowCard(self.session)),
        ]

    def refresh(self) -> None:
        desk = self.session.desk
        facts = exchange_facts(desk.store, desk.organisation_id)
        self._has_parent = parent_of(desk.store, desk.organisation_id) is not None
        self._join.setVisible(not self._has_parent and desk.kind != "upper")
        self._join.refresh()
        self._same.refresh()
        self._same.setVisible(self._same.is_needed)
        if desk.kind != "cell":
            self._invite.refresh()
            self._revoke.refresh()
        self._reopen.refresh()
        self._office.refresh()
        self._aside.refresh()
        self._mailbox.refresh()
        self._mailbox.setVisible(self._mailbox.is_used)
        by_hand = " bằng USB hoặc thư mục" if self._mailbox.is_used else ""
        self._send.set_title(f"Gửi{by_hand}")
        self._receive.set_title(f"Nhận{by_hand}")
        self._send.show_facts(facts)
        self._send.setVisible(bool(facts.neighbours))
        self._show_where()
        self._show_ledger(facts)
        self._show_primary()

    def _show_primary(self) -> None:
        """The red button is the next step of a cell that stands alone, else sending or receiving."""
        if not hasattr(self, "_has_parent"):
            return
        if self._goes_by_mailbox():
            self.title.set_primary("Gửi và nhận ngay", "exchange")
        elif self.session.desk.kind == "cell":
            words = ("Gửi lên cấp trên", "send") if self._has_parent else self._join.next_step()
            self.title.set_primary(*words)
        else:
            self.title.set_primary("Nhận gói", "receive")

    def _goes_by_mailbox(self) -> bool:
        """Whether the red button is the mailbox's; a cell that stands alone joins first."""
        return self._mailbox.is_used and (self._has_parent or self.session.desk.kind != "cell")

    def receive(self, places: Sequence[Path]) -> None:
        """Bundles, folders, a stick that were chosen, or dropped on the window."""
        setup = next(filter(is_setup, places), None)
        if setup is not None:
            self.go_to.emit("settings", str(setup))
            return
        self._office.receive(places)
        self._say_of_setup(next(filter(None, map(newer_setup, places)), None))

    def _say_of_setup(self, setup: Path | None) -> None:
        """A newer version of the program that lies on the same stick."""
        self._setup = setup
        link = '<a href="settings">Kiểm bộ cài rồi cập nhật</a>'
        self._newer.say("todo", "Ở đây còn có bộ cài bản mới của chương trình." if setup else "", link)

    def _show_office(self) -> None:
        """Once the card has its place."""
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(self._office.y()))

    def _on_read(self, is_told: bool) -> None:
        """The worker's desk learned which books are ours now; this one asks again."""
        self.session.desk.read_standing()
        if not is_told:  # receipts alone: no record changed, but strips and the top bar show what they say
            self.session.changed.emit(Changes())
        elif self.session.desk.kind == "cell":
            self.refresh()
        self._show_office()  # once joined, the card above it goes: what was read must not slide out of sight

    def _on_primary(self) -> None:
        if self._goes_by_mailbox():
            self._mailbox.go()
        elif self.session.desk.kind != "cell":
            self._receive.ask_files()
        elif self._has_parent:
            self._send.ask_folder()
        else:
            self._join.take_next_step()

    def _show_where(self) -> None:
        empty(self._where.body)
        desk = self.session.desk
        rows = [row for row in list_meetings(desk.store, finalised=STRIPS_SHOWN) if row.is_finalised]
        for row in rows:
            line = QWidget()
            down = QVBoxLayout(line)  # a name of any length above its strip: nothing to cut at any zoom
            down.setContentsMargins(0, 0, 0, 0)
            name = strip_title(row, cell=desk.kind != "cell")
            title = Words(name, "strong")
            title.setWordWrap(True)
            down.addWidget(title)
            down.addWidget(Strip(strip_points(meeting_strip(desk.store, row.id)), name))
            self._where.add(line)
        if not rows:
            self._where.add(
                Prose(
                    "Biên bản đã chốt sẽ hiện ở đây: đã in hoặc lưu tệp ngày nào, rời đi ngày nào, ai đã nhận.",
                    "muted",
                )
            )

    def _show_ledger(self, facts: ExchangeFacts) -> None:
        store = self.session.store
        went = [sent_row(out, body_name(store, out.to_org)) for out in facts.outgoing[:ROWS_SHOWN]]
        came = [
            came_row(one, body_name(store, one.from_org) if one.from_org else "")
            for one in facts.incoming[:ROWS_SHOWN]
        ]
        for card, rows, count, sentence in (
            (self._went, went, len(facts.outgoing), "Chưa tạo gói nào."),
            (self._came, came, len(facts.incoming), "Chưa nhận gói nào."),
        ):
            empty(card.body)
            card.set_note(f"{count} gói" if count else "")
            card.add(RowList(rows, card.accessibleName()) if rows else Prose(sentence, "muted"))
            card.body.addStretch(1)

    def fold(self) -> None:
        if hasattr(self, "_pairs"):
            self.title.set_title(self.TITLE, "qua USB, thư mục hoặc hòm thư chung" if self.is_roomy() else "")
            for pair in self._pairs:
                pair.fold(roomy=self.is_roomy())


def sent_row(out: BundleOut, name: str) -> Row:
    """A bundle that was made here: for whom and when."""
    return Row(out.hash, name, f"{out.at:%H:%M %d/%m/%Y}")


def came_row(came: BundleIn, name: str) -> Row:
    """A file that was tried here, and what became of it."""
    kinds: dict[str, tuple[glyphs.Kind, str]] = {
        "read": ("done", "Đã đọc"),
        "known": ("dot", "Đã có từ trước"),
        "refused": ("absent", "Không đọc được"),
    }
    kind, words = kinds.get(came.result, ("dot", came.result))
    second = f"{came.at:%H:%M %d/%m/%Y}" + (f" · {came.note}" if came.result == "refused" else "")
    return Row(
        f"{came.hash} {came.at}", name or "Tệp lạ", second, kind, words, quiet=came.result != "refused"
    )
