"""The calendar of visits: three months from a chosen one, who goes where on which day, clashes first; plans stand in visits_plan."""

from __future__ import annotations

from chibo_desktop.base.dates import first_day, last_day, month_after, month_before, month_of, show_month
from chibo_desktop.lists.visit_clashes import Clash, clashes_among
from chibo_desktop.lists.visit_plans import PlannedVisit, planned_visits
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.visits_words import STATE_SHAPES
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose, Words

MONTHS = 3


class CalendarTab(Part):
    """Three months, each a card; what meets stands above them with the way out."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._first = month_of(session.now().date())
        earlier = Button("Ba tháng trước", "quiet", icon="back")
        later = Button("Ba tháng sau", "quiet", icon="forward")
        earlier.clicked.connect(lambda: self._move(month_before))
        later.clicked.connect(lambda: self._move(month_after))
        head = Flow()
        self._range = Words("", "emphasis_strong")
        for part in (earlier, self._range, later):
            head.put(part)
        self._clash_card = Card("Trùng lịch")
        self._clash_rows = RowList(name="Các lượt dự trùng lịch", wraps=True)
        self._clash_rows.opened.connect(self._on_opened)
        self._clash_card.add(
            Prose(
                "Hai nơi cùng đến một chi bộ. Bấm vào để hoãn lượt của mình, hoặc báo cho cấp kia.",
                "muted",
                width=300,
            )
        )
        self._clash_card.add(self._clash_rows)
        self._cards = [Card() for _ in range(MONTHS)]
        self._rows = [RowList(name="Lượt dự trong tháng", wraps=True) for _ in range(MONTHS)]
        self._empty = EmptyState(
            "Ba tháng này chưa xếp lượt dự nào. Xếp ở phần Kế hoạch: cả năm một lần, hoặc thêm từng lượt.",
            "Mở Kế hoạch",
            icon="calendar",
        )
        self._empty.begun.connect(lambda: self.go_to.emit("visits", "plan"))
        self.column.addWidget(head)
        self.column.addWidget(self._clash_card)
        for card, rows in zip(self._cards, self._rows, strict=True):
            rows.opened.connect(self._on_opened)
            card.add(rows)
            self.column.addWidget(card)
        self.column.addWidget(self._empty)

    def _months(self) -> list[str]:
        months = [self._first]
        while len(months) < MONTHS:
            months.append(month_after(months[-1]))
        return months

    def refresh(self) -> None:
        months = self._months()
        self._range.say(f"{months[0][5:7]}/{months[0][:4]} – {months[-1][5:7]}/{months[-1][:4]}")
        visits = planned_visits(self.session.store, months[0], months[-1])
        clashes = clashes_among(visits)
        meeting = {visit.id for clash in clashes for visit in clash.visits}
        for month, card, rows in zip(months, self._cards, self._rows, strict=True):
            own = [visit for visit in visits if visit.month == month]
            words = show_month(month)
            card.set_title(words[:1].upper() + words[1:])
            card.set_note(f"{len(own)} lượt")
            rows.set_rows([self._row(visit, is_clash=visit.id in meeting) for visit in own])
            card.setVisible(bool(own))
        self._clash_rows.set_rows([self._clash_row(clash) for clash in clashes])
        self._clash_card.setVisible(bool(clashes))
        self._clash_card.set_note(
            f"{len({clash.organisation_id for clash in clashes})} chi bộ" if clashes else ""
        )
        self._empty.setVisible(not visits)
        self.primary = ("In lịch", "print") if visits else ("", "")
        self.retitled.emit()

    def _row(self, visit: PlannedVisit, *, is_clash: bool) -> Row:
        foreign = visit.body_id != self.session.desk.organisation_id
        who = f"{visit.body_name}: {visit.who}" if foreign and visit.who != visit.body_name else visit.who
        committee = ", họp cấp ủy" if visit.purpose == "committee" else ""
        day = visit.when if visit.planned_on else "Chưa định ngày"
        state = "clash" if is_clash and visit.is_open else visit.state
        words = "Trùng lịch" if state == "clash" else visit.state_words.capitalize()
        return Row(
            visit.id,
            f"{day}: {visit.organisation_name}{committee}",
            who,
            "warning" if visit.is_left else STATE_SHAPES[state],
            words,
            quiet=visit.state == "made",
        )

    def _clash_row(self, clash: Clash) -> Row:
        own = [visit for visit in clash.visits if visit.body_id == self.session.desk.organisation_id]
        key = next((visit.id for visit in own if visit.is_open), clash.visits[0].id)
        words = "Cùng ngày" if clash.same_day else "Cùng tháng"
        return Row(key, clash.organisation_name, clash.sentence, "warning", words)

    def _move(self, step: object) -> None:
        for _ in range(MONTHS):
            self._first = month_before(self._first) if step is month_before else month_after(self._first)
        self.refresh()

    def _on_opened(self, key: str) -> None:
        self.wanted.emit("visit", key)

    def press(self) -> None:
        """The calendar of these months as a paper."""
        self.print_report("lich-du-sinh-hoat", first_day(self._first), last_day(self._months()[-1]))
