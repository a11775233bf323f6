"""On which form each paper of a meeting is printed: by its kind, by what it decides, by the person it is about."""

from __future__ import annotations

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import resolution_of
from chibo_desktop.lists.roster import kind_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.store import Store

MINUTES, RESOLUTION = "bien-ban", "nghi-quyet"
"""No forms: the minutes of a meeting and the paper that closes it, each on the form that its kind names."""
ADDENDUM, EXCERPT, COUNT = "bien-ban-bo-sung", "trich-bien-ban", "bien-ban-kiem-phieu"
INVITATION, PROGRAMME = "giay-moi", "chuong-trinh"
ROLL, BLANK_ROLL = "danh-sach-diem-danh", "phieu-diem-danh-trang"
SCORE = "phieu-tu-cham-diem"
RULING, GENERAL = "ket-luan", "nghi-quyet-chuyen-de"
CASE_FORMS = {
    "admission": "nghi-quyet-ket-nap",
    "full_membership": "nghi-quyet-chinh-thuc",
    "exemption": "nghi-quyet-mien-sinh-hoat",
}
ANY_CASE = "nghi-quyet-ve-truong-hop"
"""The resolution on a person, by what the person is considered for; one frame where no layout of its own was found."""
PRINT_ORDER = (
    INVITATION,
    PROGRAMME,
    BLANK_ROLL,
    "bien-ban-thuong-ky",
    "bien-ban-chuyen-de",
    "bien-ban-ket-hop",
    "bien-ban-chi-uy",
    "bien-ban-xet-tung-nguoi",
    "bien-ban-bat-thuong",
    "bien-ban-kiem-diem",
    "bien-ban-giao-ban",
    "bien-ban-cong-dong",
    "bien-ban-dai-hoi",
    COUNT,
    EXCERPT,
    ADDENDUM,
    ROLL,
    "nghi-quyet-thuong-ky",
    GENERAL,
    RULING,
    "nghi-quyet-dai-hoi",
    *CASE_FORMS.values(),
    ANY_CASE,
    SCORE,
)
"""Every paper made from a record, in the order of the evening."""


def refuse_no_papers(meeting: Facts) -> None:
    """Refusal where a meeting is printed by nobody: it was not held, or its papers are in an old book."""
    if meeting.flag("missed"):
        raise Refusal("Kỳ này không sinh hoạt được nên không có văn bản để in.")
    if meeting.flag("from_old_book"):
        raise Refusal("Buổi này ghi lại từ sổ cũ: văn bản ở trong sổ giấy, chương trình không in lại.")


def form_of(store: Store, code: str, meeting: Facts, record_id: str) -> str:
    """The form on which a paper of this meeting is printed: `MINUTES` and `RESOLUTION` are found by its kind.

    Refusal when another form of that sort was asked for by its code, or a resolution on a person that is not there.
    """
    kind, paper = kind_at(meeting), paper_of(store, code, meeting, record_id)
    if code in (*CASE_FORMS.values(), ANY_CASE) and paper is None:
        raise Refusal("Buổi này chưa có nghị quyết về người được xét theo mẫu ấy. Hãy soạn nghị quyết trước.")
    named = {MINUTES: kind.minutes_form, RESOLUTION: resolution_form(store, meeting, paper)}
    if code in named:
        return named[code]
    for sort, form in named.items():
        if code != form and _is_like(code, sort):
            raise Refusal(f"Văn bản này của buổi {kind.words} in theo mẫu “{form}”. Hãy chọn mẫu ấy.")
    return code


def _is_like(code: str, sort: str) -> bool:
    """Whether a form is one of minutes, or of what a meeting decides."""
    if sort == MINUTES:
        return code.startswith("bien-ban-") and code not in (ADDENDUM, COUNT)
    return code.startswith("nghi-quyet-") or code == RULING


def paper_of(store: Store, code: str, meeting: Facts, record_id: str) -> Facts | None:
    """The resolution or conclusion of that id; else the meeting's own, or its one on a person for a form of those."""
    papers = children(store, "resolution", "meeting_id", meeting.id)
    named = next((paper for paper in papers if paper.id == record_id), None)
    if named is not None:
        return named
    if code in (*CASE_FORMS.values(), ANY_CASE):
        on_persons = (paper for paper in papers if paper.text("case_id"))
        return next((each for each in on_persons if resolution_form(store, meeting, each) == code), None)
    return resolution_of(store, meeting.id)


def resolution_form(store: Store, meeting: Facts, paper: Facts | None) -> str:
    """The form of a resolution or conclusion: by its person, by what it is, else by the kind of the meeting."""
    usual = kind_at(meeting).resolution_form
    if paper is None:
        return usual
    if paper.text("case_id"):
        case = find(store, "person_case", paper.text("case_id"))
        return CASE_FORMS.get(case.text("matter"), ANY_CASE) if case else ANY_CASE
    if paper.text("kind") == "conclusion":
        return RULING
    return GENERAL if usual == RULING else usual
