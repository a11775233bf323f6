"""Tests of the paper of the score: its values, its layout, and the sentence it lends to minutes and resolution."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.decisions import change_resolution
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.actions.papers import make_paper
from chibo_desktop.actions.scoring import choose_frame, give_points, note_weaknesses
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.scoring import score_sheet
from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.render import render
from chibo_desktop.papers.score_values import ScorePaper, score_values
from chibo_desktop.papers.values import minutes_values, resolution_values
from papers.samples import form_named, printed, sample_of
from papers.test_forms import fits

CODE = "phieu-tu-cham-diem"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path / "cell", FixedClock(datetime(2026, 10, 5, 22, 0, tzinfo=VIETNAM)))
    change_organisation(made, place_name="Mường Sáy", parent_name="Đảng bộ xã Mường Sáy")
    yield made
    made.close()


@pytest.fixture
def meeting(desk: Desk) -> str:
    """October, everybody present, two hours long, read back."""
    members = make_members(desk)
    _, made = add_meeting(
        desk,
        period="2026-10",
        held_on=date(2026, 10, 5),
        started_at=time(19, 30),
        ended_at=time(21, 30),
        secretary_id=members[1],
    )
    record_all_present(desk, made)
    change_meeting(desk, made, read_back=True)
    return made


def score(desk: Desk, meeting: str) -> None:
    """Everything that waits gets one point less than it could."""
    facts = find(desk.store, "meeting", meeting)
    sheet = score_sheet(desk.store, facts) if facts else None
    assert sheet is not None
    for code in sheet.total.lacking:
        row = sheet.row(code)
        assert row is not None
        give_points(desk, meeting, code, row.item.most - 1)


def test_the_sample_has_the_shape_the_program_fills() -> None:
    assert fits(sample_of(CODE), ScorePaper)


def test_the_paper_keeps_every_rule_of_layout() -> None:
    assert check_pdf(printed(CODE)) == []


def test_a_score_as_it_stands_has_blanks_for_what_waits(desk: Desk, meeting: str) -> None:
    values = score_values(desk.store, meeting)
    assert (values["total"], values["grade"], values["draft"]) == ("", "", True)
    assert [group["points"] for group in values["groups"]] == ["5", "5", "", "", "", "", ""]
    assert "……" in " ".join(texts(render(form_named(CODE), values)))


def test_a_whole_score_prints_total_grade_and_what_the_chair_named(desk: Desk, meeting: str) -> None:
    score(desk, meeting)
    note_weaknesses(desk, meeting, "Còn ít ý kiến.")
    values = score_values(desk.store, meeting)
    assert (values["total"], values["out_of"], values["grade"]) == ("92", "100", "Tốt")
    said = " ".join(texts(render(form_named(CODE), values))).replace("\u00a0", " ")
    assert "Tổng điểm chi bộ tự chấm: 92/100; tự xếp loại: Tốt." in said
    assert "Hạn chế, cách khắc phục: Còn ít ý kiến." in said


def test_an_item_of_a_themed_month_is_struck_out(desk: Desk, meeting: str) -> None:
    choose_frame(desk, meeting, "score_08kh")
    items = [item for group in score_values(desk.store, meeting)["groups"] for item in group["items"]]
    assert [item["code"] for item in items if not item["applied"]] == ["4.3"]


def test_minutes_and_resolution_tell_the_score_once_it_is_whole(desk: Desk, meeting: str) -> None:
    change_resolution(desk, meeting, direction="Giữ rừng.")
    give_points(desk, meeting, "5", 4)
    assert minutes_values(desk.store, meeting)["score"] == ""
    score(desk, meeting)
    note_weaknesses(desk, meeting, "Còn ít ý kiến.\nGửi tài liệu sớm hơn.")
    said = minutes_values(desk.store, meeting)["score"]
    assert said == (
        "Chi bộ tự chấm 92/100 điểm, xếp loại Tốt. "
        "Hạn chế, cách khắc phục: Còn ít ý kiến. Gửi tài liệu sớm hơn."
    )
    assert resolution_values(desk.store, meeting)["score"].endswith(
        "nhóm 5: 4/5; nhóm 6: 29/30; nhóm 7: 4/5."
    )


def test_the_paper_of_a_finalised_score_is_made_as_a_file(desk: Desk, meeting: str) -> None:
    score(desk, meeting)
    finalise(desk, meeting)
    paper = make_paper(desk, CODE, meeting)
    assert check_pdf(paper.data) == []
    assert CODE in paper.name


def test_a_meeting_closed_without_a_score_has_no_such_paper(desk: Desk, meeting: str) -> None:
    finalise(desk, meeting)
    with pytest.raises(Refusal, match="không chấm điểm"):
        score_values(desk.store, meeting)
