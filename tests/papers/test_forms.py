"""Tests of the folder forms/: every sample has the declared shape, every form is printed, docs name every tag."""

from __future__ import annotations

import types
import typing
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.catalogue import list_forms
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.papers.evening import AddendumPaper, Invitation, RollSheet
from chibo_desktop.papers.markup import ATTRIBUTES, KNOWN
from chibo_desktop.papers.minutes import Minutes
from chibo_desktop.papers.readback import read_pages
from chibo_desktop.papers.recovery import RecoverySheet
from chibo_desktop.papers.render import FILTERS, render
from chibo_desktop.papers.resolution import Resolution
from papers.samples import form_named, printed, sample_of

SHAPES = {
    "bien-ban-thuong-ky": Minutes,
    "bien-ban-bo-sung": AddendumPaper,
    "danh-sach-diem-danh": RollSheet,
    "giay-moi": Invitation,
    "nghi-quyet-thuong-ky": Resolution,
    "phieu-diem-danh-trang": RollSheet,
    "phieu-khoi-phuc": RecoverySheet,
}
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


@pytest.mark.parametrize("code", sorted(SHAPES))
def test_the_sample_has_the_shape_the_program_fills(code: str) -> None:
    assert fits(sample_of(code), SHAPES[code])


def test_a_sample_of_another_shape_is_noticed() -> None:
    assert not fits(sample_of("bien-ban-thuong-ky") | {"more": 1}, Minutes)
    assert not fits(sample_of("bien-ban-thuong-ky") | {"dues": 1}, Minutes)


@pytest.mark.parametrize("code", [form.code for form in list_forms()])
def test_every_form_is_printed_from_its_sample(code: str) -> None:
    written = " ".join(texts(render(form_named(code), sample_of(code)))).split()
    read = " ".join(line.text for page in read_pages(printed(code)) for line in page.lines).split()
    assert set(written) <= set(read) | {word.rstrip(".") for word in read} | {
        word.rstrip(";.") for word in read
    }


@pytest.mark.parametrize("code", [form.code for form in list_forms() if form.official])
def test_every_official_form_keeps_the_layout_rules(code: str) -> None:
    assert check_pdf(printed(code)) == []


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
