"""Tests of papers/render.py: values become text and never markup; a form can do no harm."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.render import fill, render
from papers.samples import form_named, sample_of


def filled(body: str, **values: Any) -> str:
    return fill(replace(form_named("bien-ban-thuong-ky"), body=body), values)


def words(body: str, tone_style: str = "new", **values: Any) -> list[str]:
    return list(
        texts(render(replace(form_named("bien-ban-thuong-ky"), body=body), values, tone_style=tone_style))
    )


def test_text_from_people_is_never_markup() -> None:
    assert words("<p>{{ x }}</p>", x="<b>đậm</b> & <script>") == ["<b>đậm</b> & <script>"]


def test_a_date_on_paper_has_a_zero_only_before_small_days_and_the_months_one_and_two() -> None:
    """documents.md §1.7."""
    assert filled("{{ x|paper_day }}", x="2026-02-05") == "ngày 05 tháng 02 năm 2026"
    assert filled("{{ x|paper_day }}", x="2026-05-27") == "ngày 27 tháng 5 năm 2026"


def test_the_hour_is_read_from_a_moment_with_its_zone() -> None:
    assert filled("{{ x|paper_time }}", x="2026-11-05T19:30:00+07:00") == "19 giờ 30 phút"


def test_a_rate_has_one_decimal_and_a_comma() -> None:
    assert filled("{{ 8|percent(9) }}") == "88,9\u00a0%"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Nhất trí", "Nhất trí."),
        ("Nhất trí.", "Nhất trí."),
        ("Nhất trí./.", "Nhất trí."),
        ("Nhất trí;", "Nhất trí."),
        ("Có ý kiến gì không?", "Có ý kiến gì không?"),
        ("Các nhiệm vụ chưa hoàn thành:", "Các nhiệm vụ chưa hoàn thành:"),
        ("", ""),
    ],
)
def test_a_sentence_ends_in_one_full_stop(typed: str, printed: str) -> None:
    """documents.md §1.7: the body ends with a full stop, not `./.`."""
    assert filled("{{ x|sentence }}", x=typed) == printed


def test_the_lines_people_typed_become_paragraphs() -> None:
    assert words("{% for each in x|lines %}<p>{{ each }}</p>{% endfor %}", x="một\n\n hai\t\tba ") == [
        "một",
        "hai ba",
    ]


def test_the_old_way_of_placing_marks_changes_the_words_of_the_form_and_not_those_of_people() -> None:
    assert words("<p>Đảng ủy, hòa {{ x }}</p>", "old", x="Đảng ủy") == ["Đảng uỷ, hoà Đảng ủy"]


def test_a_value_the_form_asks_for_and_nobody_gave_is_refused_by_its_name() -> None:
    with pytest.raises(Refusal, match="venue"):
        filled("<p>{{ venue }}</p>")


def test_a_value_that_is_none_is_refused_and_never_printed() -> None:
    with pytest.raises(Refusal, match="còn trống"):
        filled("<p>{{ x }}</p>", x=None)


def test_a_form_written_wrongly_is_refused_with_the_line() -> None:
    with pytest.raises(Refusal, match="dòng 2"):
        filled("<p>a</p>\n{% if %}")


@pytest.mark.parametrize("wrong", ["{{ 'a' + 1 }}", "{{ x|show_day }}", "{{ 1 // 0 }}"])
def test_whatever_a_form_works_out_wrongly_is_said_with_its_title(wrong: str) -> None:
    with pytest.raises(Refusal, match=r"Biểu mẫu “.+” tính sai một chỗ"):
        filled(wrong, x="mai")


@pytest.mark.parametrize(
    "attack", ["{{ x.__class__.__mro__ }}", "{{ ''.__class__ }}", "{{ x.append(1) or x.__init__ }}"]
)
def test_a_form_reaches_nothing_but_its_values(attack: str) -> None:
    with pytest.raises(Refusal):
        filled(attack, x=[])


def test_minutes_without_guests_proposals_and_votes_say_so_where_the_trade_expects_it() -> None:
    values = sample_of("bien-ban-thuong-ky") | {
        "guests": [],
        "proposals": [],
        "votes": [],
        "praised": "",
        "reminded": "",
    }
    lines = list(texts(render(form_named("bien-ban-thuong-ky"), values)))
    assert "2. Đại biểu cấp trên: không." in lines
    assert any(line.endswith("Kiến nghị, đề xuất: không.") for line in lines)
    assert any(line.endswith("Biểu dương, nhắc nhở: không.") for line in lines)
    assert not any("Biểu quyết" in line for line in lines)


def test_the_numbers_of_the_minutes_run_on_when_a_section_is_left_out() -> None:
    values = sample_of("bien-ban-thuong-ky") | {"dues": "", "materials": "", "mood": "", "score": ""}
    lines = [line for line in texts(render(form_named("bien-ban-thuong-ky"), values)) if line[:1].isdigit()]
    sections = [
        line for line in lines[lines.index(next(x for x in lines if "Đánh giá" in x)) :] if ". " in line[:4]
    ]
    assert [int(line.split(".")[0]) for line in sections] == list(range(1, len(sections) + 1))


def test_the_vote_is_a_full_sentence_with_its_base() -> None:
    text = " ".join(texts(render(form_named("bien-ban-thuong-ky"), sample_of("bien-ban-thuong-ky"))))
    assert "Tính trên 18 đảng viên chính thức" in text
    assert "Tán thành 16/18 đồng chí, đạt 88,9\u00a0%" in text
