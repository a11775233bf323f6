"""The forms of who helps a candidate: the assignment, its days, what the helper says of a month."""

from __future__ import annotations

from typing import Any

from chibo_desktop.actions.candidates import assign_helper, change_helping, write_remark
from chibo_desktop.base.dates import month_before, month_of, show_month
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.candidate_way import HelperLine
from chibo_desktop.lists.candidates import CandidateRow
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules import guidance
from chibo_desktop.ui.editors.candidate_forms import CANCEL, NOT_CHOSEN
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField

MONTHS_BACK = 3
"""How many months before this one a remark may still be written for."""


def helper_form(session: Session, row: CandidateRow) -> EntryForm:
    """An official member of the list, from a day on; whoever helped before ends the day before."""
    today, helping = session.now().date(), row.helper.member_id if row.helper else ""
    people = [
        (each.id, each.name_shown)
        for each in list_members(session.store, row.cell_id, today)
        if each.standing.membership == "official" and each.id not in (row.facts.text("member_id"), helping)
    ]
    together = guidance.in_force("admission", today).values["together_months"]
    hint = f"Cùng công tác, cư trú từ {together['months']} tháng; người thay thế thì không cần."
    fields: dict[str, Field] = {
        "member_id": ChoiceField("Đảng viên chính thức giúp đỡ", [NOT_CHOSEN, *people], "", hint),
        "from_on": DayField("Từ ngày", today),
        "basis": LineField("Nghị quyết phân công", max_len=160),
    }

    def write(given: dict[str, Any]) -> str:
        if not given["member_id"]:
            raise Refusal("Chọn đảng viên giúp đỡ.", "member_id")
        if given["from_on"] is None:
            raise Refusal("Ghi từ ngày nào.", "from_on")
        return session.do(assign_helper, row.id, **given)[1]

    draft, rows = ("helping", row.id), (("member_id",), ("from_on", "basis"))
    done = "Đã phân công đảng viên giúp đỡ."
    return EntryForm(
        session, draft, fields, rows, button="Ghi phân công", write=write, leave=CANCEL, done=done
    )


def change_helping_form(session: Session, line: HelperLine) -> EntryForm:
    """The days of an assignment; with a last day it ends without anybody in the place."""
    fields: dict[str, Field] = {
        "from_on": DayField("Từ ngày", line.from_on),
        "until_on": DayField("Đến hết ngày", line.until_on, "Để trống khi còn đang giúp đỡ."),
        "basis": LineField("Nghị quyết phân công", line.basis, max_len=160),
    }

    def write(given: dict[str, Any]) -> str:
        session.do(change_helping, line.id, **given)
        return line.id

    draft, rows = ("helping", f"{line.id}/change"), (("from_on", "until_on"), ("basis",))
    done = "Đã sửa phân công."
    return EntryForm(
        session, draft, fields, rows, button="Sửa phân công này", write=write, leave=CANCEL, done=done
    )


def lacking_months(session: Session, helper: HelperLine) -> list[str]:
    """Of this month and the last ones in the time of the helper those without a remark, the newest first."""
    months = [month_of(session.now().date())]
    for _ in range(MONTHS_BACK):
        months.append(month_before(months[-1]))
    first = month_of(helper.from_on) if helper.from_on else ""
    return [each for each in months if each >= first and each not in helper.months]


def remark_form(session: Session, helper: HelperLine) -> EntryForm:
    """What the helper says of one of the last months without a remark."""
    lacking = lacking_months(session, helper)
    fields: dict[str, Field] = {
        "month": ChoiceField(
            "Tháng", [(each, show_month(each).capitalize()) for each in lacking], lacking[0]
        ),
        "words": ProseField(f"Nhận xét của đồng chí {helper.name}", lines=2, max_len=4_000),
    }

    def write(given: dict[str, Any]) -> str:
        session.do(write_remark, helper.id, given["month"], given["words"])
        return helper.id

    draft = ("helper_remark", helper.id)
    rows, done = (("month",), ("words",)), "Đã ghi nhận xét."
    return EntryForm(
        session, draft, fields, rows, button="Ghi nhận xét", write=write, leave=CANCEL, done=done
    )


def change_remark_form(session: Session, helper: HelperLine, remark: Facts) -> EntryForm:
    """The words of one month, to be put right."""
    words = ProseField(f"Nhận xét của đồng chí {helper.name}", remark.text("words"), lines=2, max_len=4_000)

    def write(given: dict[str, Any]) -> str:
        session.do(write_remark, helper.id, remark.text("month")[:7], given["words"])
        return remark.id

    draft, rows = ("helper_remark", f"{remark.id}/change"), (("words",),)
    done = "Đã sửa nhận xét."
    return EntryForm(
        session, draft, {"words": words}, rows, button="Sửa nhận xét", write=write, leave=CANCEL, done=done
    )
