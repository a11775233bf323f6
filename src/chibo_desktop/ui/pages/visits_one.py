"""One visit: who goes where and when, whom it meets there, putting it off, excusing it, noting it made and reported."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtWidgets import QWidget

from chibo_desktop.actions.visits import change_visit, put_away_visit, take_back_excuse, take_back_made
from chibo_desktop.base.dates import last_day, month_of, show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.assessments import assessments_of
from chibo_desktop.lists.lineage import followers
from chibo_desktop.lists.rows import children, find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_clashes import by_visit, clashes_among
from chibo_desktop.lists.visit_plans import PlannedVisit, all_planned
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.lists.visits import MadeVisit, all_visits_made
from chibo_desktop.papers.visit_values import occasion_of, who_came
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.keeping import Keeper, Keepers
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.editors.visit_changes import visit_change_form
from chibo_desktop.ui.editors.visit_forms import excuse_form, made_form, postpone_form, report_form
from chibo_desktop.ui.pages.parted import BackView
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.pages.visits_words import BACK
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ProseField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose


class _OneView(BackView):
    """A view with forms that keep drafts. It asks for "assessment" and "new assessment" in its place."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, BACK)
        self._forms: list[EntryForm] = []
        self._keepers = Keepers()

    def card_of(self, title: str, form: EntryForm) -> Card:
        """A form in a card of its own; once it is written the page reads again."""
        card = Card(title)
        form.written.connect(lambda _key: self.refresh())
        self._forms.append(form)
        card.add(form)
        return card

    def leave(self) -> bool:
        for form in self._forms:
            form.leave()
        return self._keepers.leave()

    def sheets(self, key: str, meeting_id: str, *visit_ids: str) -> Flow:
        """The way to the sheets this body wrote of the meeting or visits, and to a new one of `key`."""
        own, row = self.session.desk.organisation_id, Flow()
        found = assessments_of(self.session.store, meeting_id, *visit_ids)
        written = [each for each in found if each.body_id == own]
        for each in written:
            who = f" của {each.official_name}" if each.official_name else ""
            button = Button(f"Xem phiếu đánh giá{who}", icon="papers")
            button.clicked.connect(partial(self.wanted.emit, "assessment", each.id))
            row.put(button)
        new = Button("Vào phiếu của người khác" if written else "Vào phiếu đánh giá", icon="plus")
        new.clicked.connect(partial(self.wanted.emit, "new assessment", key))
        row.put(new)
        return row

    def add_taking_back(self, *visit_ids: str) -> None:
        """The way back where this body noted the visit as made and it was not, or on another day."""
        for visit_id in visit_ids:
            facts = find(self.session.store, "visit", visit_id)
            own = self.session.desk.organisation_id
            if facts is not None and facts.text("body_id") == own and facts.day("made_on"):
                take_back = partial(self.session.do, take_back_made, visit_id)
                self.add_button("Ghi nhầm, bỏ ghi đã dự", take_back)

    def add_button(self, words: str, do: Callable[[], object], icon: str = "undo") -> None:
        """A button that does something; a Refusal or Trouble is said beneath it, else the page reads again."""
        button, said = Button(words, "quiet", icon=icon), Message()

        def press() -> None:
            try:
                do()
            except (Refusal, Trouble) as problem:
                said.say("absent", problem.sentence)
                return
            self.refresh()

        button.clicked.connect(press)
        for part in (button, said):
            self.body.addWidget(part)

    def clear(self) -> None:
        """The body empty again, before it is filled anew."""
        self.leave()
        self._forms.clear()
        self._keepers.clear()
        empty(self.body)


class VisitView(_OneView):
    """A planned visit. What is another body's can only be read."""

    TITLE = "Lượt dự"

    def __init__(self, session: Session, visit_id: str) -> None:
        super().__init__(session)
        self._visit_id = visit_id
        if find(session.store, "visit", visit_id) is not None:  # of another body's only a notice may be here
            mark_record(self, "visit", visit_id)
            self.title.add(HistoryButton(session, lambda: ("visit", visit_id)))
        self.refresh()

    def refresh(self) -> None:
        every = all_planned(self.session.store, self.session.now().date())
        visit = next((each for each in every if each.id == self._visit_id), None)
        self.clear()
        if visit is None:
            self.body.addWidget(Prose("Lượt dự này không còn trong kế hoạch.", "muted", width=320))
            self.body.addStretch(1)
            return
        self.title.set_title(visit.organisation_name, visit.when)
        is_own = visit.body_id == self.session.desk.organisation_id
        self._show_facts(visit)
        if is_own:
            self._show_ended(visit)
        self._show_clash(visit, every, is_own=is_own)
        if is_own:
            self._offer(visit)
        self.body.addStretch(1)

    def _show_facts(self, visit: PlannedVisit) -> None:
        said = [f"<b>{visit.state_words.capitalize()}</b>", escape(visit.who)]
        said += [escape(visit.body_name)] if visit.who != visit.body_name else []
        facts = visit.facts
        said += [escape(visit.put_off)] if visit.put_off else []
        if because := facts.text("excused_because"):
            said.append(f"lý do: {escape(because)}")
        if visit.made is not None:
            told = "theo biên bản" if visit.made.meeting_id and visit.made.names else "ghi ở đây"
            said.append(f"dự ngày {show_day(visit.made.day)}, {told}")
        if reported := facts.day("reported_on"):
            said.append(f"báo cáo ngày {show_day(reported)}")
        self.body.addWidget(Prose(" · ".join(said), width=320))

    def _show_ended(self, visit: PlannedVisit) -> None:
        """Where an own visit can no more be made, with the way to whatever came after the place."""
        known, today = organisations(self.session.store), self.session.now().date()
        if not visit.is_left:
            return
        ended = max((spell.until_on for spell in known.times(visit.organisation_id)), default=None)
        card, message = Card("Nơi này không còn"), Message()
        card.add(message)
        self.body.addWidget(card)
        message.say(
            "warning",
            f"{visit.organisation_name} đã thôi hoạt động{f' sau {show_day(ended)}' if ended else ''}. "
            "Chuyển lượt dự sang nơi tiếp nối, hoặc bỏ khỏi kế hoạch ở dưới.",
        )
        for after in followers(self.session.store, visit.organisation_id):
            name = known.name(after, today)
            self.add_button(f"Chuyển sang {name}", partial(self._move, visit.id, after, name), icon="forward")

    def _move(self, visit_id: str, place: str, name: str) -> None:
        self.session.do(change_visit, visit_id, organisation_id=place)
        self.session.succeeded.emit(f"Đã chuyển lượt dự sang {name}.")

    def _show_clash(self, visit: PlannedVisit, every: tuple[PlannedVisit, ...], *, is_own: bool) -> None:
        same = [each for each in every if each.month == visit.month]
        clash = by_visit(clashes_among(same)).get(visit.id)
        if clash is None:
            return
        way = (
            "Hoãn lượt này ở dưới, hoặc báo nơi kia hoãn."
            if is_own
            else "Báo nơi kia, hoặc hoãn lượt của mình."
        )
        card = Card("Trùng lịch")
        message = Message()
        card.add(message)
        self.body.addWidget(card)  # before it is shown: it would flash up as a window
        message.say("warning", f"{clash.sentence}. {way}")

    def _offer(self, visit: PlannedVisit) -> None:
        """First what one comes for: while the visit is ahead its day and who goes, afterwards what was brought home."""
        if visit.is_to_come:
            self._offer_changes(visit)
            self._add_brought(visit)
        else:
            self._add_brought(visit)
            self._offer_changes(visit)

    def _add_brought(self, visit: PlannedVisit) -> None:
        self._add_prepared(visit)
        if visit.purpose == "cell":
            self._add_sheets(visit)

    def _offer_changes(self, visit: PlannedVisit) -> None:
        if visit.made is not None:
            report = report_form(self.session, visit.made.id)
            self.body.addWidget(self.card_of("Báo cáo sau chuyến", report))
            self.add_taking_back(visit.id)
            return
        if visit.state == "excused":
            self.add_button("Vẫn đi, bỏ lý do vắng", lambda: self.session.do(take_back_excuse, visit.id))
        else:
            for title, form in (
                ("Ngày, tổ, người dự", visit_change_form(self.session, visit)),
                ("Hoãn", postpone_form(self.session, visit.id)),
                ("Đã dự, biên bản không có ở đây", made_form(self.session, visit.id)),
                ("Không dự được", excuse_form(self.session, visit.id)),
            ):
                self.body.addWidget(self.card_of(title, form))
        self.add_button("Bỏ khỏi kế hoạch", partial(self._put_away, visit.id), icon="put-away")

    def _put_away(self, visit_id: str) -> None:
        self.session.do(put_away_visit, visit_id)
        self.session.succeeded.emit("Đã bỏ lượt dự này khỏi kế hoạch. Ctrl+Z lấy lại.")

    def _add_sheets(self, visit: PlannedVisit) -> None:
        """Before the visit the blank sheet to take along, from its day on what is written on it."""
        today = self.session.now().date()
        begun = visit.planned_on <= today if visit.planned_on else visit.month <= month_of(today)
        has_begun = visit.made is not None or begun
        met = visit.made.meeting_id if visit.made else ""
        row = self.sheets(visit.id, met, visit.id) if has_begun else Flow()
        printer = ReportPrinter(self.session)
        if visit.made is None:
            last = last_day(visit.month)
            blank = Button("In phiếu đánh giá trắng", icon="print")
            blank.clicked.connect(
                lambda: printer.print_report("phieu-danh-gia", last.replace(day=1), last, record_id=visit.id)
            )
            row.put(blank)
        for part in (row, printer):
            self.body.addWidget(part)

    def _add_prepared(self, visit: PlannedVisit) -> None:
        field = ProseField("Nội dung chuẩn bị, chương trình", lines=2)

        def save(value: str) -> object:
            return self.session.do(change_visit, visit.id, prepared=value)

        place = ("visit", visit.id, "prepared")
        self._keepers.add(Keeper(self.session, field, place, save, visit.facts.text("prepared")))
        card = Card()
        card.add(field)
        self.body.addWidget(card)


class MadeView(_OneView):
    """A visit that was made: what the minutes tell, the report, and the way to the meeting."""

    TITLE = "Lượt đã dự"

    def __init__(self, session: Session, made_id: str) -> None:
        super().__init__(session)
        self._made_id = made_id
        self.refresh()

    def made(self) -> MadeVisit | None:
        """The visit; None when nothing tells of it any more."""
        every = all_visits_made(self.session.store)
        return next((each for each in every if each.id == self._made_id), None)

    def refresh(self) -> None:
        made = self.made()
        self.clear()
        if made is None:
            self.body.addWidget(Prose("Không còn gì ghi lượt dự này.", "muted", width=320))
            self.body.addStretch(1)
            return
        names = organisations(self.session.store)
        self.title.set_title(names.name(made.organisation_id, made.day), show_day(made.day))
        team = teams(self.session.store).teams.get(made.team_id)
        who = who_came(made, team, names.name(made.body_id, made.day) if made.body_id else "")
        told = "theo danh sách đại biểu trong biên bản" if made.names and made.meeting_id else "ghi ở đây"
        self.body.addWidget(Prose(escape(f"{occasion_of(made)} · {who} · {told}"), width=320))
        for part in self._parts(made):
            self.body.addWidget(part)
        self.add_taking_back(*made.visit_ids)
        self.body.addStretch(1)

    def _parts(self, made: MadeVisit) -> list[QWidget]:
        parts: list[QWidget] = []
        for guest in (
            children(self.session.store, "guest", "meeting_id", made.meeting_id) if made.meeting_id else ()
        ):
            if guest.text("level") == made.level and guest.text("directions"):
                card = Card(f"Ý kiến của đồng chí {guest.text('full_name')}")
                card.add(Prose(escape(guest.text("directions")), width=320))
                parts.append(card)
        if made.meeting_id:
            button = Button("Xem buổi sinh hoạt", icon="meetings")
            button.clicked.connect(lambda: self.go_to.emit("meetings", made.meeting_id))
            parts.append(button)
        if made.body_id == self.session.desk.organisation_id:
            if made.purpose != "committee":
                parts.append(self.sheets(made.id, made.meeting_id, *made.visit_ids))
            parts.append(self.card_of("Báo cáo sau chuyến", report_form(self.session, made.id)))
        return parts
