"""Who helps a candidate and what they say of each month: the card of one candidate's page, with its own forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from chibo_desktop.actions.candidates import change_helping
from chibo_desktop.lists.candidate_way import HelperLine, ways
from chibo_desktop.lists.candidates import CandidateRow
from chibo_desktop.lists.rows import Facts
from chibo_desktop.ui.editors.candidate_helping import (
    change_helping_form,
    change_remark_form,
    helper_form,
    lacking_months,
    remark_form,
)
from chibo_desktop.ui.pages.development_offers import Offer, Offers
from chibo_desktop.ui.pages.tasks_one import OneView, listed
from chibo_desktop.ui.pages.visits_words import days_words as span_words
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Words


class HelpingCard(Card):
    """Rows open where `is_own`: the days of an assignment, the words of a remark."""

    def __init__(self, view: OneView, on_written: Callable[[], None], *, is_own: bool) -> None:
        super().__init__("Đảng viên giúp đỡ")
        self._session, self._is_own = view.session, is_own
        self._helping = dict[str, HelperLine]()
        self._said = dict[str, tuple[HelperLine, Facts]]()
        self._helpers = listed("Đảng viên giúp đỡ", self._on_helper)
        self._remarks_title = Words("Nhận xét hằng tháng", "strong")
        self._remarks = listed("Nhận xét hằng tháng", self._on_remark)
        for part in (self._helpers, self._remarks_title, self._remarks):
            self.add(part)
        self.offers = Offers(view, self, on_written)
        self.body.addStretch(1)

    def show_row(self, row: CandidateRow) -> None:
        """What stands of it now."""
        today, read = self._session.now().date(), ways(self._session.store)
        self._helping = {each.id: each for each in row.helpers}
        self._said = {facts.id: (each, facts) for each in row.helpers for facts in read.remarks(each.id)}
        self._helpers.set_rows([self._helper_row(each, each.is_running(today)) for each in row.helpers])
        self._helpers.setVisible(bool(row.helpers))
        self._remarks.set_rows([self._remark_row(facts) for _, facts in self._said.values()])
        for part in (self._remarks_title, self._remarks):
            part.setVisible(bool(self._said))
        self.set_note("" if row.helpers else "chưa có ai")
        self.setVisible(bool(row.helpers) or self._is_own)
        self.offers.show(self._wanted(row))

    def _wanted(self, row: CandidateRow) -> list[Offer]:
        if not self._is_own or row.way.is_over:
            return []
        session, helper = self._session, row.helper
        words = "Thay người giúp đỡ" if helper else "Phân công đảng viên giúp đỡ"
        found: list[Offer] = [(words, "members", lambda: helper_form(session, row))]
        if helper is not None and lacking_months(session, helper):
            found.insert(0, ("Ghi nhận xét của tháng", "edit", lambda: remark_form(session, helper)))
        return found

    def _helper_row(self, line: HelperLine, is_running: bool) -> Row:
        second = " · ".join(part for part in (span_words((line.from_on, line.until_on)), line.basis) if part)
        key = line.id if self._is_own else ""
        if not is_running:
            return Row(key, line.name, second, "dot", "đã thôi", quiet=True)
        if line.trouble:
            return Row(key, line.name, second, "warning", line.trouble)
        return Row(key, line.name, second, "tick", "đang giúp đỡ", quiet=True)

    def _remark_row(self, facts: Facts) -> Row:
        key = facts.id if self._is_own else ""
        return Row(key, f"Tháng {facts.shown('month')}", " ".join(facts.shown("words").split()))

    def _on_helper(self, key: str) -> None:
        line = self._helping.get(key)
        if line is None:
            return
        self.offers.open(f"{line.name} giúp đỡ", lambda: change_helping_form(self._session, line))
        away = partial(change_helping, helping_id=key, put_away=True)
        self.offers.offer_away("Ghi nhầm, bỏ phân công này", away)

    def _on_remark(self, key: str) -> None:
        if key not in self._said:
            return
        line, facts = self._said[key]
        title = f"Sửa nhận xét tháng {facts.shown('month')}"
        self.offers.open(title, lambda: change_remark_form(self._session, line, facts))
