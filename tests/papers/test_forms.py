"""Tests of the folder forms/: every sample has the declared shape, every form is printed, docs name every tag."""

from __future__ import annotations

import types
import typing
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.papers.assessment_values import AssessmentPaper, LessonPaper, SummaryPaper
from chibo_desktop.papers.badge_values import BadgeList
from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.board_values import HalfYearTable, MeetingNotice, QualityTable, WeakTable
from chibo_desktop.papers.book_values import ResolutionBook
from chibo_desktop.papers.candidate_values import ChosenList
from chibo_desktop.papers.cases import CaseResolution
from chibo_desktop.papers.catalogue import list_forms
from chibo_desktop.papers.cell_report_values import CellReport
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.commendation_values import CommendationBook
from chibo_desktop.papers.development_values import DevelopmentReport
from chibo_desktop.papers.elections import CountPaper
from chibo_desktop.papers.evening import AddendumPaper, Invitation, Programme, RollSheet
from chibo_desktop.papers.indicator_values import IndicatorReport
from chibo_desktop.papers.markup import ATTRIBUTES, KNOWN
from chibo_desktop.papers.member_book_values import MemberBook
from chibo_desktop.papers.minutes import Excerpt, Minutes
from chibo_desktop.papers.oversight_values import DutyBook, GatheringPaper, InspectionBook
from chibo_desktop.papers.proposal_values import AnswerPaper, ProposalReport, Register
from chibo_desktop.papers.readback import read_pages
from chibo_desktop.papers.recovery import RecoverySheet
from chibo_desktop.papers.render import FILTERS, render
from chibo_desktop.papers.resolution import Resolution
from chibo_desktop.papers.score_values import ScorePaper
from chibo_desktop.papers.sources import OF_LIST, OF_MEETING, OF_RECORD
from chibo_desktop.papers.visit_values import AssignmentPaper, Calendar, VisitBook, VisitReportPaper
from chibo_desktop.papers.year_roll_values import YearRollPaper
from chibo_desktop.rules.guidance import newest
from chibo_desktop.rules.kinds import kind_of
from papers.samples import form_named, printed, printed_sample, sample_of

SHAPES: dict[str, Any] = {
    "badge-list": BadgeList,
    "chosen-list": ChosenList,
    "half-year": HalfYearTable,
    "meeting-notice": MeetingNotice,
    "month-quality": QualityTable,
    "weak-cells": WeakTable,
    "indicator-report": IndicatorReport,
    "commendation-book": CommendationBook,
    "development-report": DevelopmentReport,
    "cell-report": CellReport,
    "duty-book": DutyBook,
    "gathering-list": GatheringPaper,
    "inspection-book": InspectionBook,
    "assessment": AssessmentPaper,
    "assessment-summary": SummaryPaper,
    "lesson": LessonPaper,
    "member-book": MemberBook,
    "proposal-answer": AnswerPaper,
    "proposal-register": Register,
    "proposal-report": ProposalReport,
    "resolution-book": ResolutionBook,
    "visit-assignment": AssignmentPaper,
    "visit-book": VisitBook,
    "visit-calendar": Calendar,
    "visit-report": VisitReportPaper,
    "year-roll": YearRollPaper,
    "addendum": AddendumPaper,
    "case": CaseResolution,
    "count": CountPaper,
    "excerpt": Excerpt,
    "invitation": Invitation,
    "minutes": Minutes,
    "programme": Programme,
    "recovery": RecoverySheet,
    "resolution": Resolution,
    "roll": RollSheet,
    "score": ScorePaper,
}
CODES = [form.code for form in list_forms()]
DOCS = Path(__file__).parents[2] / "docs" / "FORMS.md"


def fits(value: object, shape: Any) -> bool:
    """Whether a JSON value has the shape of a TypedDict, list, union or plain type; no key more, none less."""
    origin = typing.get_origin(shape)
    if typing.is_typeddict(shape):
        hints = typing.get_type_hints(shape)
        return (
            isinstance(value, dict)
            and value.keys() == hints.keys()
            and all(fits(value[k], hints[k]) for k in hints)
        )
    if origin is list:
        return isinstance(value, list) and all(fits(each, typing.get_args(shape)[0]) for each in value)
    if origin in (typing.Union, types.UnionType):
        return any(fits(value, each) for each in typing.get_args(shape))
    return type(value) is shape


@pytest.mark.parametrize("code", CODES)
def test_the_sample_has_the_shape_the_program_fills(code: str) -> None:
    assert fits(sample_of(code), SHAPES[form_named(code).values])


def test_every_sort_of_values_has_a_source_and_a_form() -> None:
    sorts = {form_named(code).values for code in CODES}
    assert sorts == set(SHAPES) == {*OF_MEETING, *OF_RECORD, *OF_LIST, "recovery"}


@pytest.mark.parametrize("key", sorted(newest("kinds").values))
def test_every_kind_of_meeting_has_its_minutes_and_what_closes_it(key: str) -> None:
    kind = kind_of(key)
    assert form_named(kind.minutes_form).values == "minutes"
    assert form_named(kind.resolution_form).values == "resolution"


def test_a_form_whose_layout_was_not_found_says_so_at_its_source() -> None:
    for code in ("bien-ban-bat-thuong", "nghi-quyet-ve-truong-hop", "nghi-quyet-ket-nap", "trich-bien-ban"):
        assert "chưa tìm thấy" in form_named(code).source


def test_a_sample_of_another_shape_is_noticed() -> None:
    assert not fits(sample_of("bien-ban-thuong-ky") | {"more": 1}, Minutes)
    assert not fits(sample_of("bien-ban-thuong-ky") | {"dues": 1}, Minutes)


@pytest.mark.parametrize("code", CODES)
def test_every_form_is_printed_from_its_sample(code: str) -> None:
    written = " ".join(texts(render(form_named(code), sample_of(code)))).split()
    read = " ".join(line.text for page in read_pages(printed_sample(code)) for line in page.lines).split()
    assert set(written) <= set(read) | {word.rstrip(".") for word in read} | {
        word.rstrip(";.") for word in read
    }


@pytest.mark.parametrize("code", [form.code for form in list_forms() if form.official])
def test_every_official_form_keeps_the_layout_rules(code: str) -> None:
    assert check_pdf(printed_sample(code)) == []


def test_an_invitation_names_its_guest() -> None:
    guest = {"name": "Hà Thị Xuân", "office": "Ủy viên Ban Thường vụ Đảng ủy xã"}
    data = printed("giay-moi", sample_of("giay-moi") | {"guest": guest})
    assert check_pdf(data) == []
    said = " ".join(line.text for page in read_pages(data) for line in page.lines)
    assert "Kính mời: đồng chí Hà Thị Xuân" in said.replace("\u00a0", " ")
    assert "các đồng chí" not in said


def test_the_mark_of_a_draft_stands_under_the_number_and_the_date_beside_the_number() -> None:
    values = sample_of("nghi-quyet-thuong-ky") | {"draft": True, "number": "……-NQ/CB"}
    data = printed("nghi-quyet-thuong-ky", values)
    assert check_pdf(data) == []
    lines = {line.text: line for line in read_pages(data)[0].lines}
    number, mark = lines["Số ……-NQ/CB"], lines["DỰ THẢO"]
    (day,) = [line for text, line in lines.items() if text.startswith("Mường Sáy, ngày")]
    assert mark.is_bold
    assert mark.size == 14
    assert mark.baseline < number.baseline == day.baseline
    assert abs(mark.middle - number.middle) < 1


def test_the_recovery_sheet_is_one_page_with_the_code_in_large_groups() -> None:
    (page,) = read_pages(printed("phieu-khoi-phuc"))
    large = [line.text for line in page.lines if line.size > 20]
    assert "-".join(large) == sample_of("phieu-khoi-phuc")["code"]


def test_the_guide_names_every_tag_attribute_and_filter() -> None:
    guide = DOCS.read_text(encoding="utf-8")
    tags = {f"<{tag}" for tag in KNOWN if tag}
    attributes = {f"`{name}" for allowed in ATTRIBUTES.values() for name in allowed}
    filters = {f"`{name}`" for name in FILTERS}
    assert not {word for word in tags | attributes | filters if word not in guide}
