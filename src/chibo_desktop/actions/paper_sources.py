"""Which papers can be made, from which record and by which values; filling them and giving them out is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import cell_name, resolution_of
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.scoring import score_of
from chibo_desktop.rules.guidance import in_force

if TYPE_CHECKING:
    from chibo_desktop.papers.blocks import Block
    from chibo_desktop.papers.catalogue import Form

MINUTES, RESOLUTION = "bien-ban-thuong-ky", "nghi-quyet-thuong-ky"
ADDENDUM = "bien-ban-bo-sung"
INVITATION = "giay-moi"
ROLL, BLANK_ROLL = "danh-sach-diem-danh", "phieu-diem-danh-trang"
SCORE = "phieu-tu-cham-diem"
PRINT_ORDER = (INVITATION, BLANK_ROLL, MINUTES, ADDENDUM, ROLL, RESOLUTION, SCORE)
"""Every paper made from a record, in the order of the evening."""

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
        return self.form.code == RESOLUTION and self.meeting.moment("finalised_at") is None

    @property
    def _mark(self) -> str:
        """What tells it from other papers of this form and meeting."""
        if self.form.code == ADDENDUM:
            return str(self.subject.count("number") or "")
        return self.subject.text("full_name") if self.subject.kind == "guest" else ""

    @property
    def period(self) -> str:
        """As 2026-10; a period that is no month gives that of the meeting's day."""
        period = self.meeting.text("period")
        return period if len(period) == 7 else meeting_day(self.meeting).isoformat()[:7]

    def file_name(self, ending: str) -> str:
        """`2026-10_chi-bo-ban-suoi-lanh_bien-ban-thuong-ky.pdf`."""
        from chibo_desktop.papers.pack import file_name

        words = " ".join(part for part in ("du thao" * self.is_draft, self.form.code, self._mark) if part)
        return file_name(self.period, self.cell, words, ending)


def fill(desk: Desk, code: str, record_id: str) -> Filled:
    """The paper as blocks, with blanks for what is not known yet. Refusal for an unknown form or record."""
    from chibo_desktop.papers.catalogue import form_in_force
    from chibo_desktop.papers.render import render
    from chibo_desktop.papers.values import meeting_of

    if code not in PRINT_ORDER:
        raise Refusal(
            f"Không in được “{code}” từ một bản ghi. Các văn bản in được: {', '.join(PRINT_ORDER)}."
        )
    meeting = meeting_of(desk.store, record_id)
    form = form_in_force(code, meeting_day(meeting))
    values = _values(desk, code, meeting, record_id)
    issuer = values["issuer"]
    values["issuer"] = {**issuer, "recipients": issuer["recipients"] or list(form.recipients)}
    cell = find(desk.store, "organisation", meeting.text("cell_id"))
    return Filled(
        form,
        meeting,
        _subject(desk, code, meeting, record_id),
        cell_name(desk.store, meeting.text("cell_id")),
        render(form, values, tone_style=tone_of(cell)),
    )


def _values(desk: Desk, code: str, meeting: Facts, record_id: str) -> dict[str, Any]:
    from chibo_desktop.papers.evening_values import addendum_values, invitation_values, roll_values
    from chibo_desktop.papers.score_values import score_values
    from chibo_desktop.papers.values import minutes_values, resolution_values

    found: Mapping[str, Any]
    if code == MINUTES:
        found = minutes_values(desk.store, meeting.id)
    elif code == RESOLUTION:
        found = resolution_values(desk.store, meeting.id)
    elif code == ADDENDUM:
        found = addendum_values(desk.store, record_id)
    elif code == INVITATION:
        found = invitation_values(desk.store, record_id)
    elif code == SCORE:
        found = score_values(desk.store, meeting.id)
    else:
        found = roll_values(desk.store, meeting.id)
    return {**found}


def _subject(desk: Desk, code: str, meeting: Facts, record_id: str) -> Facts:
    if code == RESOLUTION:
        return resolution_of(desk.store, meeting.id) or meeting
    if code == SCORE:
        return score_of(desk.store, meeting.id) or meeting
    kind = {ADDENDUM: "addendum", INVITATION: "guest"}.get(code)
    return (find(desk.store, kind, record_id) if kind else None) or meeting


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
