"""The part "Giao ban, lớp" of the page "Nhiệm vụ": briefings when they are due, classes by topic, study, exchanges of a year."""

from __future__ import annotations

from html import escape

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.gatherings import (
    GatheringRow,
    Span,
    briefings_due,
    gatherings,
    topics_taught,
    turnout,
)
from chibo_desktop.records.oversight import TOPICS
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.tasks_one import fill, listed
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose
from chibo_desktop.ui.widgets.year_chips import YearChips, span_of

ALL = "all"
SHORT = {
    "briefing": "Giao ban",
    "training": "Lớp bồi dưỡng",
    "study": "Học nghị quyết",
    "exchange": "Gặp mặt, trao đổi",
}
NEW = {
    "briefing": "Ghi giao ban",
    "training": "Ghi lớp",
    "study": "Ghi đợt học tập",
    "exchange": "Ghi gặp mặt, trao đổi",
}


class GatheringsTab(Part):
    """A chip takes one sort, another the year; the red button writes down one of the sort shown, or a briefing."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._year = YearChips(session.now().date())
        self._sort = Chips(_chips([]), name="Lọc theo loại")
        for chips in (self._year, self._sort):
            chips.chosen.connect(lambda _key: self.refresh())
        self._due, self._due_words = Card("Giao ban theo kỳ"), Prose("", width=320)
        self._due.add(self._due_words)
        self._topics, self._topic_words = Card("Chuyên đề đã bồi dưỡng"), Prose("", width=320)
        self._topics.add(self._topic_words)
        self._card = Card("Đã tổ chức")
        self._rows = listed("Giao ban, lớp", lambda key: self.wanted.emit("gathering", key))
        self._card.add(self._rows)
        self._foot = Flow()
        self._new = {sort: Button(words, icon="plus") for sort, words in NEW.items()}
        for sort, button in self._new.items():
            button.clicked.connect(lambda _=False, key=sort: self.wanted.emit("new gathering", key))
            self._foot.put(button)
        self._paper = Button("In sổ", icon="print")
        self._paper.clicked.connect(self._on_print)
        self._foot.put(self._paper)
        self._empty = EmptyState(
            "Giao ban, lớp bồi dưỡng, học tập nghị quyết, gặp mặt trao đổi sẽ ở đây, cùng ai đã dự.",
            NEW["briefing"],
            icon="tasks",
        )
        self._empty.begun.connect(self.press)
        for part in (self._year, self._sort, self._due, self._topics, self._card, self._empty, self._foot):
            self.column.addWidget(part)

    def refresh(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        every = gatherings(store, own)
        year = self._year.show_days([row.held_on for row in every])
        rows = [row for row in every if row.held_on is None or row.held_on.year == year]
        self._sort.set_chips(_chips([row.sort for row in rows]))
        taken = self._sort.taken()
        shown = [row for row in rows if taken in (ALL, row.sort)]
        counted = turnout(store, shown)
        unnamed = f", {counted.unnamed} lượt không ghi tên" if counted.unnamed else ""
        note = f"{counted.heads} lượt, {counted.persons} người{unnamed}"
        fill(self._card, self._rows, [gathering_line(row) for row in shown], note)
        self._show_due(year, is_shown=bool(every) and taken in (ALL, "briefing"))
        self._show_topics(year, is_shown=taken == "training")
        for part in (self._year, self._sort, self._paper, self._new["briefing"]):
            part.setVisible(bool(every))
        self._empty.setVisible(not every)
        self.primary = (NEW.get(taken, NEW["briefing"]), "plus") if every else ("", "")
        self.retitled.emit()

    def _show_due(self, year: int, *, is_shown: bool) -> None:
        desk, today = self.session.desk, self.session.now().date()
        spans = briefings_due(desk.store, desk.organisation_id, desk.kind, year, today)
        over = [span for span in spans if span.is_over]
        missed = [_span_name(span) for span in over if not span.held]
        held = sum(bool(span.held) for span in over)
        self._due.set_note(f"{held}/{len(over)} kỳ đã qua")
        said = f"Chưa giao ban: {', '.join(missed)}." if missed else "Kỳ nào đã qua cũng có giao ban."
        self._due_words.say(said if over else "Chưa kỳ nào của năm đã qua.")
        self._due.setVisible(is_shown and bool(spans))

    def _show_topics(self, year: int, *, is_shown: bool) -> None:
        desk = self.session.desk
        taught = topics_taught(desk.store, desk.organisation_id, *span_of(year))
        labels = dict(TOPICS)
        lines = [
            f"{labels[topic]}: {len(who)} đồng chí"
            for topic, who in taught.items()
            if topic != "other" or who
        ]
        self._topic_words.say("<br>".join(escape(line) for line in lines))
        self._topics.setVisible(is_shown)

    def press(self) -> None:
        """The form for one of the sort shown."""
        taken = self._sort.taken()
        self.wanted.emit("new gathering", "briefing" if taken == ALL else taken)

    def _on_print(self) -> None:
        self.print_report("danh-sach-lop", *span_of(int(self._year.taken())))


def _chips(sorts: list[str]) -> list[Chip]:
    """All, then each sort with how many."""
    return [
        Chip(ALL, "Tất cả", len(sorts)),
        *(Chip(one, words, sorts.count(one)) for one, words in SHORT.items()),
    ]


def _span_name(span: Span) -> str:
    """As in "tháng 9" or "quý III"."""
    if span.first.month == span.last.month:
        return f"tháng {span.first.month}"
    return f"quý {('I', 'II', 'III', 'IV')[(span.first.month - 1) // 3]}"


def gathering_line(row: GatheringRow) -> Row:
    """What it was, when and by whom; how many came."""
    topic = row.facts.shown("topic") if row.facts.text("topic") else ""
    held = show_day(row.held_on) if row.held_on else "chưa ghi ngày"
    second = " · ".join(part for part in (row.sort_label, held, row.facts.text("organiser"), topic) if part)
    organisations = row.groups.get("organisation", 0)
    came = [f"{row.heads} lượt"] if row.heads or not organisations else []
    came += [f"{organisations} tổ chức"] if organisations else []
    return Row(row.id, row.title, second, None, ", ".join(came))
