"""Fills a form from a record: which record a paper is of, what its file is called; which form it is stands beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.paper_forms import (
    ADDENDUM,
    COUNT,
    EXCERPT,
    MINUTES,
    PRINT_ORDER,
    RESOLUTION,
    SCORE,
    form_of,
    paper_of,
    refuse_no_papers,
)
from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import cell_name
from chibo_desktop.lists.roster import kind_at, meeting_day
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.scoring import score_of
from chibo_desktop.rules.guidance import in_force

if TYPE_CHECKING:
    from chibo_desktop.papers.blocks import Block
    from chibo_desktop.papers.catalogue import Form

__all__ = ["SCORE", "Filled", "fill", "presumed_rules", "tone_of"]

RESTS_ON = (("meeting", "sinh hoạt chi bộ"), ("voting", "biểu quyết"))
"""The guidance whose figures stand on the papers of a meeting, with what it is about."""


@dataclass(frozen=True)
class Filled:
    """A form filled from a record, before it is set; `kind` and `id` are the record's, for the access log."""

    form: Form
    meeting: Facts
    subject: Facts
    cell: str
    blocks: list[Block]

    @property
    def note(self) -> str:
        """What the access log says: the form and its version."""
        return f"{self.form.code} {self.form.version}"

    @property
    def title(self) -> str:
        """As in "Biên bản bổ sung 1, tháng 10 năm 2026"; a resolution not finalised is a draft."""
        name = self.form.title
        if self.is_draft:
            name = f"Dự thảo {name[0].lower()}{name[1:]}"
        mark = self._mark
        return f"{name}{f' {mark}' if mark else ''}, {show_month(self.period)}"

    @property
    def is_draft(self) -> bool:
        return self.form.record == "resolution" and self.meeting.moment("finalised_at") is None

    @property
    def _mark(self) -> str:
        """What tells it from other papers of this form and meeting."""
        if self.form.code == ADDENDUM or self.form.values == "case":
            return str(self.subject.count("number") or "")
        if self.form.code in (EXCERPT, COUNT):
            return f"{_PIECES[self.subject.kind]} {self.subject.count('position') or 1}"
        return self.subject.text("full_name") if self.subject.kind == "guest" else ""

    @property
    def period(self) -> str:
        """As 2026-10; a period that is no month gives that of the meeting's day."""
        period = self.meeting.text("period")
        return period if len(period) == 7 else meeting_day(self.meeting).isoformat()[:7]

    def file_name(self, ending: str) -> str:
        """`2026-10_chi-bo-ban-suoi-lanh_bien-ban-thuong-ky.pdf`; with its day where a month has several such meetings."""
        from chibo_desktop.papers.pack import file_name

        words = " ".join(part for part in ("du thao" * self.is_draft, self.form.code, self._mark) if part)
        when = self.period if kind_at(self.meeting).series else meeting_day(self.meeting).isoformat()
        return file_name(when, self.cell, words, ending)


_PIECES = {
    "agenda_item": "nội dung",
    "person_case": "trường hợp",
    "ballot": "biểu quyết",
    "election": "bầu cử",
}


def fill(desk: Desk, code: str, record_id: str) -> Filled:
    """The paper as blocks, with blanks for what is not known yet. Refusal for an unknown form or record.

    So for a form that is not of the meeting's kind, and for a meeting that has no papers (`refuse_no_papers`).
    """
    from chibo_desktop.papers.catalogue import form_in_force
    from chibo_desktop.papers.occasion import meeting_of
    from chibo_desktop.papers.render import in_tone, render
    from chibo_desktop.papers.sources import values_for

    if code not in (MINUTES, RESOLUTION, *PRINT_ORDER):
        raise Refusal(
            f"Không in được “{code}” từ một bản ghi. Các văn bản in được: {', '.join(PRINT_ORDER)}."
        )
    meeting = meeting_of(desk.store, record_id)
    refuse_no_papers(meeting)
    form = form_in_force(form_of(desk.store, code, meeting, record_id), meeting_day(meeting))
    subject = _subject(desk, form, meeting, record_id)
    values = values_for(desk.store, form.values, meeting.id, subject.id)
    tone = tone_of(find(desk.store, "organisation", meeting.text("cell_id")))
    usual = [in_tone(each, tone) for each in form.recipients]
    values["issuer"] = {**values["issuer"], "recipients": values["issuer"]["recipients"] or usual}
    name = cell_name(desk.store, meeting.text("cell_id"))
    return Filled(form, meeting, subject, name, render(form, values, tone_style=tone))


def _subject(desk: Desk, form: Form, meeting: Facts, record_id: str) -> Facts:
    """The record the paper is of; the meeting where there is none yet."""
    if form.values in ("resolution", "case"):
        return paper_of(desk.store, form.code, meeting, record_id) or meeting
    if form.values == "score":
        return score_of(desk.store, meeting.id) or meeting
    kinds = {"addendum": ("addendum",), "invitation": ("guest",)}
    pieces = tuple(_PIECES) if form.values in ("excerpt", "count") else ()
    found = (find(desk.store, kind, record_id) for kind in kinds.get(form.values, pieces))
    return next((each for each in found if each), meeting)


def presumed_rules(desk: Desk, meeting_id: str) -> list[str]:
    """A sentence for each rule the papers of a meeting rest on though no text we know covers its day; [] usually."""
    meeting = find(desk.store, "meeting", meeting_id)
    if meeting is None:
        return []
    day = meeting_day(meeting)
    rules = [(what, in_force(key, day)) for key, what in RESTS_ON]
    return [
        f"Chưa có văn bản về {what} cho ngày {show_day(day)}: văn bản in ra dùng {rule.version}. Hãy xem lại."
        for what, rule in rules
        if rule.is_presumed
    ]


def tone_of(cell: Facts | None) -> str:
    """How the organisation places its marks, "new" or "old"."""
    return cell.text("tone_style") if cell else "new"
