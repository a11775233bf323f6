"""The paper that closes a meeting, drafted from what is written of it; only what is empty is filled, and all of it can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.dates import month_after, show_month
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import count, fold
from chibo_desktop.lists.assignments import AssignmentRow
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.papers.decision_values import looked_at
from chibo_desktop.store import Changes

LOOKS_BACK = ("danh gia", "ket qua", "thoi su", "tinh hinh", "kiem diem")
"""Folded words of an agenda item whose conclusion judges what was; that of any other says what is to be done."""

STATES = (
    ("done", "đã hoàn thành"),
    ("ongoing", "đang thực hiện"),
    ("not_done", "chưa thực hiện"),
    ("", "chưa báo cáo"),
)

FIRST_WORDS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")


def draft_resolution(desk: Desk, meeting_id: str, *, kind: str = "") -> Changes:
    """Fills the empty parts of the meeting's resolution or conclusion from its facts; the paper is made when first needed.

    `kind` makes it a "resolution" or "conclusion" in the same entry, also where there is nothing to draft from; ""
    leaves the kind, and is then refused when there is nothing to fill. Before anybody is marked it is the draft to be
    sent round: what goes on from last month, and what was prepared. Wording: HD 42, documents.md §4.1.
    """
    sheet = meeting_sheet(desk.store, meeting_id)
    if sheet is None:
        raise Refusal("Không có buổi sinh hoạt này. Hãy chọn lại trong danh sách.", "meeting_id")
    paper = sheet.resolution
    fields: dict[str, object] = {
        name: words
        for name, words in drafted(sheet).items()
        if words and not (paper is not None and paper.text(name))
    }
    if not fields and not kind:
        raise Refusal(
            "Không có gì để dự thảo thêm: các mục đã có chữ giữ nguyên, chỗ trống chưa có kết luận, nhiệm vụ nào."
        )
    if kind or paper is None:
        fields["kind"] = kind or sheet.kind.closes_with[0]
    with desk.writing(sheet.meeting.book) as writer:
        parent = {} if paper else {"meeting_id": meeting_id}
        writer.put("resolution", paper.id if paper else writer.new_id(), **parent, **fields)
    return writer.changes


def drafted(sheet: MeetingSheet) -> dict[str, str]:
    """What the facts give for each part of the paper, "" where they say nothing."""
    return {
        "summary": subject_of(sheet),
        "evaluation": _lines(_evaluation(sheet)),
        "shortcomings": _lines(_shortcomings(sheet)),
        "direction": _lines(_direction(sheet)),
        "carrying_out": _carrying_out(sheet),
    }


def subject_of(sheet: MeetingSheet) -> str:
    """What stands under the title: the tasks of the month it sets, or the theme; "" of a kind that has neither."""
    theme = sheet.meeting.text("theme") if "theme" in sheet.kind.asks else ""
    month = sheet.meeting.text("period")
    if theme and not sheet.kind.counts_as("regular"):
        return f"về {theme}"
    if not month or not sheet.kind.of_month:
        return ""
    return f"lãnh đạo thực hiện nhiệm vụ {show_month(looked_at(month, sheet.day)[1])}"


def _is_begun(sheet: MeetingSheet) -> bool:
    """Whether the meeting is under way: somebody is marked, or something was concluded."""
    return bool(sheet.attendance.came) or any(row.facts.text("conclusion") for row in sheet.agenda)


def _of_items(sheet: MeetingSheet, *, back: bool) -> list[str]:
    """Conclusions of the items that look back, or of the others; before the meeting what was prepared for them."""
    found = []
    for row in sheet.agenda:
        title = fold(row.facts.text("title"))
        if any(word in title for word in LOOKS_BACK) is back:
            prepared = "" if _is_begun(sheet) else row.facts.text("summary")
            found.append(row.facts.text("conclusion") or prepared)
    return found


def _evaluation(sheet: MeetingSheet) -> list[str]:
    return [sheet.meeting.text("last_month"), *_of_items(sheet, back=True), _results(sheet)]


def _due(sheet: MeetingSheet) -> Sequence[AssignmentRow]:
    """The tasks of last time where this kind of meeting goes through them; elsewhere nobody was asked about them."""
    return sheet.due_before if "last_month" in sheet.kind.steps else ()


def _results(sheet: MeetingSheet) -> str:
    """How many tasks of the last time were reported how; "" before anything is reported."""
    states = [row.state for row in _due(sheet)]
    if not any(states):
        return ""
    said = [(states.count(state), words) for state, words in STATES if state in states]
    if len(said) == 1 and len(states) > 1:
        return f"{count(len(states))} nhiệm vụ của kỳ trước đều {said[0][1]}."
    if len(said) == 1:
        return f"Nhiệm vụ của kỳ trước {said[0][1]}."
    parts = ", ".join(f"{count(number)} nhiệm vụ {words}" for number, words in said)
    return f"Trong {count(len(states))} nhiệm vụ của kỳ trước, {parts}."


def _shortcomings(sheet: MeetingSheet) -> list[str]:
    """Tasks reported late or not begun, with what was said of them; of the causes only what somebody reported."""
    said = [_short_of(row) for row in _due(sheet) if row.state in ("ongoing", "not_done")]
    found = [words for words in said if words]
    if len(found) < 2 or len(found) > len(FIRST_WORDS):
        return [f"{words[:1].upper()}{words[1:]}" for words in found]
    return [f"{FIRST_WORDS[place]} là, {words}" for place, words in enumerate(found)]


def _short_of(row: AssignmentRow) -> str:
    """One shortcoming as the end of a sentence, "" of a task that goes on in time."""
    late = f"chậm {count(row.months_late)} tháng" if row.months_late else ""
    idle = "chưa thực hiện" if row.state == "not_done" else ""
    if not late and not idle:
        return ""
    result = row.report.text("result").rstrip(".") if row.report else ""
    return f"nhiệm vụ “{row.title}” {', '.join(each for each in (idle, late) if each)}{f': {result}' if result else ''}"


def _direction(sheet: MeetingSheet) -> list[str]:
    """What was concluded, what goes on, what is given now; who leads and by when stands with the tasks themselves."""
    going_on = [row for row in _due(sheet) if not row.recurring and row.state != "done"]
    standing = [row for row in _due(sheet) if row.recurring and not _is_ended(row)]
    return [
        *_of_items(sheet, back=False),
        *_listed("Tiếp tục thực hiện các nhiệm vụ chưa hoàn thành:", going_on),
        *_listed("Duy trì nhiệm vụ thường xuyên:", standing),
        *_listed("Tập trung thực hiện các nhiệm vụ giao tại kỳ này:", sheet.given),
        sheet.meeting.text("conclusion"),
    ]


def _is_ended(row: AssignmentRow) -> bool:
    return row.report is not None and row.report.flag("ended")


def _listed(opening: str, rows: Iterable[AssignmentRow]) -> list[str]:
    """The titles beneath their opening words, a line each, the last with a full stop."""
    titles = [row.title.rstrip(".;") for row in rows]
    lines = [f"- {title};" for title in titles[:-1]] + [f"- {title}." for title in titles[-1:]]
    return [opening, *lines] if titles else []


def _carrying_out(sheet: MeetingSheet) -> str:
    """Who carries it out and who watches over it; the cell's committee where it has one."""
    month = sheet.meeting.text("period")
    when = (
        f"tại kỳ sinh hoạt {show_month(month_after(month))}"
        if month and sheet.kind.of_month
        else "với chi bộ"
    )
    offices = {row.member.office for row in (*sheet.roll, *sheet.others)}
    watching = "Chi ủy" if "committee_member" in offices else "Bí thư chi bộ"
    return (
        f"Từng đồng chí thực hiện nhiệm vụ được phân công, báo cáo kết quả {when}. "
        f"{watching} theo dõi, đôn đốc việc thực hiện."
    )


def _lines(paragraphs: Iterable[str]) -> str:
    """One paragraph a line, each ended as a sentence is."""
    said = [words.strip() for words in paragraphs]
    return "\n".join(words if words[-1] in ".!?…:;" else f"{words}." for words in said if words)
