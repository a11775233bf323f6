"""Tests of papers/readback.py: fonts and properties of a PDF read the way another library reads them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from chibo_desktop.papers.readback import fonts_of, metadata_of
from papers.samples import printed


def listed_fonts(data: bytes) -> set[str]:
    """Every font that a page of the file names, whether it draws with it or not."""
    with pikepdf.open(BytesIO(data)) as pdf:
        resources: list[Any] = [page.obj["/Resources"] for page in pdf.pages]
        return {
            str(font["/BaseFont"]).lstrip("/").split("+")[-1]
            for each in resources
            for font in each["/Font"].values()
        }


def drawn() -> bytes:
    """A page with one line in a font that every reader has and no file brings."""
    made = BytesIO()
    canvas = Canvas(made)
    canvas.drawString(100, 100, "abc")
    canvas.save()
    return made.getvalue()


@pytest.mark.parametrize("form", ["bien-ban-thuong-ky", "nghi-quyet-thuong-ky"])
def test_the_fonts_drawn_with_are_those_the_file_lists(form: str) -> None:
    assert set(fonts_of(printed(form))) == listed_fonts(printed(form))


def test_a_font_whose_file_is_not_inside_is_told() -> None:
    assert fonts_of(drawn()) == {"Helvetica": False}


def test_what_the_file_does_not_state_is_empty() -> None:
    assert metadata_of(drawn())["language"] == ""


def test_what_it_states_is_read_with_all_marks() -> None:
    made = BytesIO()
    with pikepdf.open(BytesIO(drawn())) as pdf:
        pdf.docinfo["/Title"], pdf.docinfo["/Author"] = "Biên bản “tháng chín”", "Chi bộ bản Nà Hừ"
        pdf.Root["/Lang"] = pikepdf.String("vi-VN")
        pdf.save(made)
    assert metadata_of(made.getvalue()) == {
        "title": "Biên bản “tháng chín”",
        "author": "Chi bộ bản Nà Hừ",
        "language": "vi-VN",
    }
