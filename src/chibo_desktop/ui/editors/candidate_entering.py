"""The presses that join a candidate to the list of members: into it after the ceremony, to one who is there, official after the decision."""

from __future__ import annotations

from typing import Any

from chibo_desktop.actions.candidates import (
    admit_candidate,
    counts_as_official_from,
    decision_words,
    link_member,
    listed_alike,
    make_official,
)
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.candidates import CandidateRow
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.admission import official_day
from chibo_desktop.ui.editors.candidate_forms import CANCEL
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField

ADMIT, OFFICIAL = "Đưa vào danh sách đảng viên", "Ghi chính thức"
LINK = "Nối với đồng chí trong danh sách"
WRITE = "Ghi vào danh sách"


def admit_form(session: Session, row: CandidateRow) -> EntryForm:
    """The day of the decision, filled in where the body wrote it."""
    fields: dict[str, Field] = {
        "decided_on": DayField(
            "Ngày quyết định kết nạp", row.day_of("decided"), "Tuổi đảng tính từ ngày này."
        )
    }

    def write(given: dict[str, Any]) -> str:
        if given["decided_on"] is None:
            raise Refusal("Ghi ngày quyết định kết nạp.", "decided_on")
        return session.do(admit_candidate, row.id, **given)[1]

    done = f"Đã đưa {row.shown} vào danh sách, diện dự bị."
    return EntryForm(
        session,
        ("candidate", f"{row.id}/admit"),
        fields,
        (("decided_on",),),
        button=WRITE,
        write=write,
        leave=CANCEL,
        done=done,
    )


def link_form(session: Session, row: CandidateRow) -> EntryForm:
    """The probationary members of the name, told apart by their days."""
    people = [(each.id, _told_apart(each)) for each in listed_alike(session.desk, row)]
    hint = "Nếu là hai người khác nhau, ghi ngày sinh của từng người."
    fields: dict[str, Field] = {
        "member_id": ChoiceField(
            "Đảng viên dự bị trong danh sách", people, people[0][0] if people else "", hint
        )
    }

    def write(given: dict[str, Any]) -> str:
        if not given["member_id"]:
            raise Refusal("Chọn đồng chí trong danh sách.", "member_id")
        session.do(link_member, row.id, given["member_id"])
        return row.id

    draft, rows = ("candidate", f"{row.id}/link"), (("member_id",),)
    done = f"Đã nối {row.shown} với đồng chí trong danh sách."
    return EntryForm(session, draft, fields, rows, button="Nối", write=write, leave=CANCEL, done=done)


def _told_apart(member: Facts) -> str:
    born, admitted = member.shown("birth_date"), member.day("admitted_on")
    parts = (
        member.text("full_name"),
        f"sinh {born}" if born else "",
        f"kết nạp {show_day(admitted)}" if admitted else "",
    )
    return ", ".join(part for part in parts if part)


def official_form(session: Session, row: CandidateRow) -> EntryForm:
    """The decision, filled in where the body wrote it; says from when the list will count."""
    fields: dict[str, Field] = {
        "basis": LineField(
            "Số, ngày quyết định công nhận chính thức",
            decision_words(row),
            _counted_words(session, row),
            max_len=160,
        )
    }

    def write(given: dict[str, Any]) -> str:
        session.do(make_official, row.id, **given)
        return row.id

    done = f"Đã ghi {row.shown} là đảng viên chính thức."
    draft = ("candidate", f"{row.id}/official")
    return EntryForm(
        session, draft, fields, (("basis",),), button=WRITE, write=write, leave=CANCEL, done=done
    )


def _counted_words(session: Session, row: CandidateRow) -> str:
    ceremony = row.day_of("ceremony")
    if ceremony is None or row.member is None:
        return ""
    exact = official_day(ceremony)
    start = counts_as_official_from(session.desk, row.member, exact)
    said = f"Chính thức từ {show_day(exact)}, đúng 12 tháng sau lễ kết nạp."
    if start != exact:
        said += f" Các buổi đã chốt giữ nguyên; danh sách tính chính thức từ {show_day(start)}."
    return said
