"""The page "Gửi – nhận": joining, sending and receiving by files, what went and came, and where each meeting's minutes are."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.lists.exchange import ExchangeFacts, body_name, exchange_facts
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.store.certificates import parent_of
from chibo_desktop.store.ledger import BundleIn, BundleOut
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.pages.exchange_bundles import ReceiveCard, SendCard
from chibo_desktop.ui.pages.exchange_joining import CertifyCard, JoinCard, ReopenCard
from chibo_desktop.ui.pages.exchange_reopening import ReopenBelowCard
from chibo_desktop.ui.pages.scrolled import ScrolledPage, empty
from chibo_desktop.ui.points import strip_points
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.strip import Strip
from chibo_desktop.ui.widgets.words import Prose, Words

STRIPS_SHOWN = 4
ROWS_SHOWN = 6


class ExchangePage(ScrolledPage):
    TITLE: ClassVar[str] = "Gửi – nhận"
    ICON: ClassVar[str] = "exchange"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        kind = session.desk.kind
        self._join = JoinCard(session)
        self._join.joined.connect(self.refresh)
        self._certify = CertifyCard(session)
        self._certify.certified.connect(self.refresh)
        self._reopen = ReopenCard(session)
        self._send = SendCard(session)
        self._send.made.connect(self.refresh)
        self._receive = ReceiveCard(session)
        self._receive.read.connect(self.refresh)
        self._where = Card("Biên bản đang ở đâu")
        self._went = Card("Đã gửi")
        self._came = Card("Đã nhận")
        self._pairs = [Folding(self._send, self._receive), Folding(self._went, self._came)]
        if kind == "cell":
            self._pairs.append(Folding(self._reopen))
        else:
            self._pairs.append(Folding(self._certify, Column(self._reopen, ReopenBelowCard(session))))
        for part in (self._join, self._pairs[0], self._where, *self._pairs[1:]):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._primary = self.title.set_primary(" ", "send")
        self.title.primary_chosen.connect(self._on_primary)
        self.setFocusProxy(self._primary)
        self.fold()

    def refresh(self) -> None:
        desk = self.session.desk
        facts = exchange_facts(desk.store, desk.organisation_id)
        self._has_parent = parent_of(desk.store, desk.organisation_id) is not None
        self._join.setVisible(not self._has_parent and desk.kind != "upper")
        self._reopen.refresh()
        self._send.show_facts(facts)
        self._send.setVisible(bool(facts.neighbours))
        self._show_where()
        self._show_ledger(facts)
        if desk.kind == "cell":
            words = ("Gửi lên cấp trên", "send") if self._has_parent else ("Lưu tệp xin chứng thư", "file")
            self.title.set_primary(*words)
        else:
            self.title.set_primary("Nhận gói", "receive")

    def _on_primary(self) -> None:
        if self.session.desk.kind != "cell":
            self._receive.ask_files()
        elif self._has_parent:
            self._send.ask_folder()
        else:
            self._join.ask_target()

    def _show_where(self) -> None:
        empty(self._where.body)
        desk = self.session.desk
        rows = [row for row in list_meetings(desk.store) if row.is_finalised][:STRIPS_SHOWN]
        for row in rows:
            line = QWidget()
            across = QHBoxLayout(line)
            across.setContentsMargins(0, 0, 0, 0)
            name = (
                f"Kỳ T{int(row.period[5:7])}"
                if desk.kind == "cell"
                else f"{row.cell_name}, T{int(row.period[5:7])}"
            )
            words = Words(name, "strong")
            words.setFixedWidth(look.px(90 if desk.kind == "cell" else 230))
            words.setToolTip(name)
            across.addWidget(words)
            across.addWidget(Strip(strip_points(meeting_strip(desk.store, row.id)), name), 1)
            self._where.add(line)
        if not rows:
            self._where.add(
                Prose("Biên bản đã chốt sẽ hiện ở đây: đã in ngày nào, rời đi ngày nào, ai đã nhận.", "muted")
            )

    def _show_ledger(self, facts: ExchangeFacts) -> None:
        store = self.session.store
        for card, rows, sentence in (
            (
                self._went,
                [sent_row(out, body_name(store, out.to_org)) for out in facts.outgoing],
                "Chưa tạo gói nào.",
            ),
            (
                self._came,
                [
                    came_row(came, body_name(store, came.from_org) if came.from_org else "")
                    for came in facts.incoming
                ],
                "Chưa nhận gói nào.",
            ),
        ):
            empty(card.body)
            card.set_note(f"{len(rows)} gói" if rows else "")
            card.add(RowList(rows[:ROWS_SHOWN], card.accessibleName()) if rows else Prose(sentence, "muted"))
            card.body.addStretch(1)

    def fold(self) -> None:
        if hasattr(self, "_pairs"):
            self.title.set_title(
                self.TITLE, "qua USB hoặc thư mục, không cần mạng" if self.is_roomy() else ""
            )
            for pair in self._pairs:
                pair.fold(roomy=self.is_roomy())


def sent_row(out: BundleOut, name: str) -> Row:
    """A bundle that was made here: for whom, when, how much."""
    count = sum(last - first + 1 for _, _, first, last in out.runs)
    return Row(out.hash, name, f"{out.at:%H:%M %d/%m/%Y} · {count} lần ghi")


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
