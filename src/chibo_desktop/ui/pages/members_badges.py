"""The part "Huy hiệu, thẻ" of the page "Đảng viên": who reaches a badge in a round and how far it is, and who has no card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from chibo_desktop.actions.badges import put_away_badge
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.badges import (
    STATES,
    BadgeRow,
    badges_in,
    unwritten_before,
    without_card,
    without_decision,
)
from chibo_desktop.lists.member_people import PersonOn
from chibo_desktop.rules.party_age import Round, age_words, coming_round, files_due, hints, rounds_of
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.editors.badge_forms import SeveralBadges, badge_form, other_badge_form
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.long_list import LongList
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import Prose

ESTIMATED = "tạm tính từ ngày kết nạp"
PAPER = "de-nghi-huy-hieu"

OTHER = "Ghi huy hiệu khác …"
PEOPLE = "đồng chí"
YEARS_BACK = 3
SHAPES: dict[str, glyphs.Kind] = {"due": "todo", "proposed": "now", "decided": "half", "awarded": "tick"}


class BadgesPart(Part):
    """A row opens the form of its badge; the list paper of the round is printed without births unless a reason is given."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rounds = {each.on.isoformat(): each for each in _rounds(session.now().date())}
        self._rows: dict[str, BadgeRow] = {}
        self._form: EntryForm | None = None
        coming = coming_round(session.now().date()).on.isoformat()
        choices = [(key, f"Đợt {show_day(each.on)}") for key, each in self._rounds.items()]
        self._round = ChoiceField("Đợt trao", choices, coming)
        self._round.left.connect(lambda _key: self.refresh())
        self._about, self._hints = Prose("", "muted", width=320), Prose("", "muted", width=320)
        self._due, self._before = LongList(wraps=True), LongList(wraps=True)
        self._no_card, self._no_age = LongList(wraps=True), LongList(wraps=True)
        for badges in (self._due, self._before):
            badges.opened.connect(self._on_badge)
        for people in (self._no_card, self._no_age):
            people.opened.connect(lambda key: self.go_to.emit("members", key))
        self._said = Message()
        self._form_card, self._several_card = Card(), Card("Ghi cho nhiều đồng chí")
        self._several = SeveralBadges(session)
        self._several.written.connect(self.refresh)
        self._several_card.add(self._several)
        self._none = Prose("Đợt này không có ai đủ tuổi đảng.", width=320)
        self._make_paper()
        for part in (
            Abreast(self._round, self._about, least=760, shares=(2, 5), gap=24),
            self._none,
            self._said,
            self._form_card,
            self._due,
            self._make_other(),
            self._several_card,
            self._paper,
            self._hints,
            self._before,
            self._no_card,
            self._no_age,
        ):
            self.column.addWidget(part)
        self._form_card.hide()

    def _make_other(self) -> Flow:
        row, other = Flow(), Button(OTHER, icon="plus")
        other.clicked.connect(self._on_other)
        row.put(other)
        return row

    def _make_paper(self) -> None:
        self._births = CheckBox("Kèm ngày sinh")
        self._births.toggled.connect(self._on_births)
        self._reason = LineField("Lý do (được ghi vào sổ truy cập)", max_len=120)
        self._reason.hide()
        self._unwritten = Prose("", "muted", width=320)
        printed = Button("In danh sách đề nghị …", icon="print")
        printed.clicked.connect(self._on_print)
        foot = Flow()
        foot.put(printed)
        self._paper = Card("Danh sách đề nghị tặng Huy hiệu Đảng")
        for part in (self._unwritten, self._births, self._reason, foot):
            self._paper.add(part)

    def _taken(self) -> Round:
        return self._rounds[self._round.value()]

    def refresh(self) -> None:
        desk, today, within = self.session.desk, self.session.now().date(), self._taken()
        store, own = desk.store, desk.organisation_id
        due = badges_in(store, own, within, today)
        before = unwritten_before(store, own, within, today)
        self._rows = {row.key: row for row in (*due, *before)}
        self._about.say(escape(round_words(within)))
        self._hints.say(escape(hints(within.on)))
        with_cell = desk.kind != "cell"
        self._due.show_rows(f"Đợt {show_day(within.on)}", [badge_line(row, with_cell) for row in due], PEOPLE)
        self._before.show_rows(
            "Đủ tuổi đảng trước đợt này, chưa có huy hiệu",
            [badge_line(row, with_cell) for row in before],
            PEOPLE,
        )
        self._no_card.show_rows("Chưa phát thẻ", _people(without_card(store, own, today), with_cell), PEOPLE)
        self._no_age.show_rows(
            "Chưa ghi ngày quyết định kết nạp",
            [_undecided(each, with_cell) for each in without_decision(store, own, today)],
            PEOPLE,
        )
        self._several.show_rows(due, before, within.on)
        self._none.setVisible(not due)
        self._several_card.setVisible(bool(before) or any(row.state != "awarded" for row in due))
        self._unwritten.say(escape(unwritten_words(due)))
        self._unwritten.setVisible(bool(unwritten_words(due)))
        self._paper.setVisible(bool(due))

    def _on_badge(self, key: str) -> None:
        row = self._rows[key]
        form = badge_form(self.session, row, self._taken().on)
        self._show_form(f"{row.person.row.name_shown}: huy hiệu {row.years} năm", form)
        foot = Flow()
        if mine := [each.id for each in row.records if self.session.desk.may_write(each.book)]:
            away = Button("Cho vào lưu trữ", "quiet", icon="put-away")
            away.clicked.connect(lambda: self._put_away(mine))
            foot.put(away)
        card = Button("Xem thẻ đảng viên", "link")
        card.clicked.connect(lambda: self.go_to.emit("members", row.person.id))
        foot.put(card)
        self._form_card.add(foot)

    def _on_other(self) -> None:
        self._show_form(
            "Huy hiệu nhận từ trước, xét sớm, truy tặng",
            other_badge_form(self.session, self._taken().on),
        )

    def _show_form(self, title: str, form: EntryForm) -> None:
        self._drop_form()
        self._said.say("absent", "")
        self._form_card.set_title(title)
        self._form = form
        form.written.connect(lambda _key: self._on_left())
        form.left.connect(self._on_left)
        self._form_card.add(form)
        self._form_card.show()
        self.bring_into_view(form)

    def _put_away(self, records: Sequence[str]) -> None:
        """What this desk wrote of a badge by mistake; what another wrote stays."""
        try:
            for each in records:
                self.session.do(put_away_badge, each)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._on_left()

    def _on_left(self) -> None:
        self._drop_form()
        self._form_card.hide()
        self.refresh()

    def _drop_form(self) -> None:
        if self._form is not None:
            self._form.leave()
            self._form = None
            empty(self._form_card.body)

    def leave(self) -> bool:
        if self._form is not None:
            self._form.leave()
        return True

    def _on_births(self, is_wanted: bool) -> None:
        self._reason.setVisible(is_wanted)
        self._reason.clear_error()

    def _on_print(self) -> None:
        reason = self._reason.commit() if self._births.isChecked() else ""
        if self._births.isChecked() and not reason:
            self._reason.show_error("Ghi lý do, ví dụ: đề nghị tặng Huy hiệu Đảng đợt 7/11.")
            self._reason.setFocus()
            return
        on = self._taken().on
        self.print_report(PAPER, on, on, reason=reason)


def _rounds(today: date) -> Sequence[Round]:
    """The coming one first, those after it up to the end of next year, then the past ones from the newest back."""
    years = range(today.year - YEARS_BACK + 1, today.year + 2)
    every = [each for year in years for each in rounds_of(year)]
    coming = [each for each in every if each.on >= today]
    return [*coming, *reversed([each for each in every if each.on < today])]


def unwritten_words(rows: Sequence[BadgeRow]) -> str:
    """What the paper would leave empty, and for whom; "" where nothing."""
    asked = (("decided_on", "ngày quyết định kết nạp"), ("official_on", "ngày chính thức"))
    said = []
    for name, words in asked:
        left = [row.person.row.name_shown for row in rows if row.person.row.facts.day(name) is None]
        if left:
            said.append(f"{words} của {', '.join(left)}")
    return f"Chưa ghi trên thẻ: {'; '.join(said)}. Danh sách in ra sẽ để “chưa ghi”." if said else ""


def round_words(within: Round) -> str:
    """Until when the years must be full, and the files sent."""
    return (
        f"Đủ tuổi đảng từ {show_day(within.first)} đến {show_day(within.last)}. "
        f"Hồ sơ gửi chậm nhất {show_day(files_due(within))}. Theo {within.rule}."
    )


def badge_line(row: BadgeRow, with_cell: bool) -> Row:
    """Who, which badge, since when the years are full; the state at the right."""
    parts = [
        row.person.cell_name if with_cell else "",
        f"huy hiệu {row.years} năm",
        f"đủ ngày {show_day(row.reached_on)}" if row.reached_on else "chưa rõ ngày đủ tuổi đảng",
        f"tuổi đảng {age_words(row.months)}" if row.months else "",
        ESTIMATED if row.is_estimated else "",
        f"số {row.number}" if row.number else "",
        row.own_word,
    ]
    second = " · ".join(part for part in parts if part)
    title, state = row.person.row.name_shown, STATES[row.state]
    return Row(row.key, title, second, SHAPES[row.state], state, quiet=row.state == "awarded")


def _undecided(one: PersonOn, with_cell: bool) -> Row:
    """Whose party age is counted from the ceremony for the time being, or not at all."""
    admitted = one.row.facts.day("admitted_on")
    said = f"{ESTIMATED} {show_day(admitted)}" if admitted else "chưa tính được tuổi đảng"
    place = one.cell_name if with_cell else ""
    return Row(one.id, one.row.name_shown, " · ".join(part for part in (place, said) if part))


def _people(found: Sequence[PersonOn], with_cell: bool) -> list[Row]:
    return [
        Row(each.id, each.row.name_shown, each.cell_name if with_cell else each.row.office_label)
        for each in found
    ]
