"""Promises of the sums of assessments: counted by part, answer, grade, team and commune; what a new sheet begins with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.assessments import assess, enter_request
from chibo_desktop.actions.visits import plan_visit
from chibo_desktop.lists.assessment_sums import lesson_words, lesson_words_of, sum_up
from chibo_desktop.lists.assessments import assessment_row, assessments, begin_with, not_assessed
from chibo_desktop.store import Store
from exchange.province import Province
from visiting import HU, LANH, make_visited, write_met, write_team


@contextmanager
def visited(folder: Path) -> Iterator[Province]:
    """Two cells visited in September, one again in October."""
    with make_visited(folder) as made:
        write_met(made.cells[0], date(2026, 9, 5), ("Hà Thị Xuân", "commune"), place="Nhà văn hóa bản")
        write_met(made.cells[1], date(2026, 9, 6), ("Cà Văn Xôm", "commune"))
        write_met(made.cells[0], date(2026, 10, 3), ("Hà Thị Xuân", "commune"), materials="Bản tin số 10")
        for cell in made.cells:
            made.send(cell, made.commune)
        yield made


@dataclass(frozen=True)
class Filled:
    """A province, its team's people by name, and two sheets of September."""

    province: Province
    people: dict[str, str]
    sheets: list[str]

    @property
    def own(self) -> str:
        return self.province.commune.organisation_id

    @property
    def store(self) -> Store:
        return self.province.commune.store


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Shared and only looked at."""
    with visited(tmp_path_factory.mktemp("filled")) as made:
        people = write_team(made.commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm").people
        yield Filled(made, people, fill(made, people))


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    """This test's own, to write in."""
    with visited(tmp_path) as made:
        yield made


@pytest.fixture
def people(province: Province) -> dict[str, str]:
    return write_team(province.commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm").people


def fill(province: Province, people: dict[str, str]) -> list[str]:
    lanh, hu = (cell.organisation_id for cell in province.cells)
    commune = province.commune
    xuan, xom = people["Hà Thị Xuân"], people["Cà Văn Xôm"]
    first = assess(
        commune, lanh, "2026-09", official_id=xuan, premises="Đủ chỗ", remarks="Bám việc", feasible="yes"
    )[1]
    second = assess(
        commune,
        hu,
        "2026-09",
        official_id=xom,
        remarks="Bám việc\nÍt ý kiến",
        feasible="no",
        materials_effective="yes",
        chairing="poor",
        requests="Sửa đường",
    )[1]
    return [first, second]


def test_parts_answers_and_grades_are_counted(filled: Filled) -> None:
    sums = sum_up(filled.store, filled.own, "2026-07", "2026-12")
    assert {part.name: part.filled for part in sums.parts} == {
        "premises": 1,
        "facilities": 0,
        "materials": 0,
        "conduct": 0,
        "requests": 1,
        "remarks": 2,
    }
    assert [(each.name, each.yes, each.no) for each in sums.said] == [
        ("feasible", 1, 1),
        ("materials_effective", 1, 0),
    ]
    assert [(each.name, dict(each.counts)) for each in sums.grades] == [("chairing", {"poor": 1})]
    assert [(each.name, len(each.rows), each.cells) for each in sums.by_team] == [("Tổ 1", 2, 2)]
    assert [each.name for each in sums.by_commune] == ["Đảng bộ xã Mường Sáy"]


def test_what_was_found_wanting_is_named_with_its_reasons(filled: Filled) -> None:
    sums = sum_up(filled.store, filled.own, "2026-09", "2026-09")
    assert [(each.name, each.reasons) for each in sums.wanting] == [
        (HU, ("nghị quyết chưa khả thi", "điều hành của bí thư: kém"))
    ]


def test_only_the_months_asked_for_are_summed(filled: Filled) -> None:
    own = filled.own
    assert len(sum_up(filled.store, own, "2026-09", "2026-09").rows) == 2
    assert sum_up(filled.store, own, "2026-10", "2026-12").rows == ()


def test_requests_are_counted_with_those_in_the_register(province: Province, people: dict[str, str]) -> None:
    second = fill(province, people)[1]
    own = province.commune.organisation_id
    before = sum_up(province.commune.store, own, "2026-09", "2026-09")
    assert (before.requests, before.entered) == (1, 0)
    enter_request(province.commune, second, "Sửa đường")
    after = sum_up(province.commune.store, own, "2026-09", "2026-09")
    assert (after.requests, after.entered) == (1, 1)


def test_a_notice_to_all_has_figures_and_remarks_once_and_names_no_cell(filled: Filled) -> None:
    words = lesson_words(sum_up(filled.store, filled.own, "2026-09", "2026-09"))
    assert "Qua 02 phiếu đánh giá sinh hoạt của 02 chi bộ, tháng 9/2026" in words
    assert "Nghị quyết khả thi: 01 trên 02 phiếu có ghi." in words
    assert words.count("- Bám việc") == 1
    assert LANH not in words
    assert HU not in words


def test_a_notice_to_one_cell_says_what_it_has_to_mend(filled: Filled) -> None:
    row = assessment_row(filled.store, filled.sheets[1])
    assert row is not None
    words = lesson_words_of(row)
    assert "Còn hạn chế: nghị quyết chưa khả thi; điều hành của bí thư: kém." in words
    assert "- Ít ý kiến" in words
    assert "Sửa đường" not in words


def test_an_upper_body_sums_what_communes_wrote_beside_its_own(
    province: Province, people: dict[str, str]
) -> None:
    fill(province, people)
    province.send(province.commune, province.upper)
    assess(province.upper, province.cell.organisation_id, "2026-09", remarks="Nền nếp")
    upper = sum_up(province.upper.store, province.upper.organisation_id, "2026-09", "2026-09")
    assert len(upper.rows) == 3
    assert upper.every.cells == 2
    commune = assessments(province.commune.store, province.commune.organisation_id, "2026-09", "2026-09")
    assert len(commune) == 2


def test_visits_without_a_sheet_are_listed_until_one_is_written(
    province: Province, people: dict[str, str]
) -> None:
    own = province.commune.organisation_id

    def missing() -> list[str]:
        return [made.month for made in not_assessed(province.commune.store, own, "2026-09", "2026-12")]

    assert missing() == ["2026-09", "2026-09", "2026-10"]
    fill(province, people)
    assert missing() == ["2026-10"]


def test_a_sheet_begins_with_what_the_visit_tells(filled: Filled) -> None:
    own = filled.own
    visit = not_assessed(filled.store, own, "2026-10", "2026-10")[0]
    begin = begin_with(filled.store, own, visit.id)
    assert begin.meeting_id == visit.meeting_id
    assert begin.official_id == filled.people["Hà Thị Xuân"]
    assert (begin.month, begin.day, begin.materials) == ("2026-10", date(2026, 10, 3), "Bản tin số 10")
    assert begin_with(filled.store, own, visit.meeting_id) == begin


def test_a_sheet_of_a_planned_visit_begins_with_who_goes(province: Province, people: dict[str, str]) -> None:
    hu, own = province.cells[1].organisation_id, province.commune.organisation_id
    visit = plan_visit(province.commune, hu, "2026-11", official_id=people["Cà Văn Xôm"])[1]
    begin = begin_with(province.commune.store, own, visit)
    assert (begin.organisation_id, begin.month, begin.visit_id) == (hu, "2026-11", visit)
    assert begin.official_id == people["Cà Văn Xôm"]
