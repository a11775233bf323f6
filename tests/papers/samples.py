"""Papers for the tests: the samples of the forms, and a plain official paper around any body."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from chibo_desktop.papers.blocks import Block
from chibo_desktop.papers.catalogue import SAMPLE, Form, list_forms
from chibo_desktop.papers.pdf import write_pdf
from chibo_desktop.papers.reader import read_blocks
from chibo_desktop.papers.render import render
from chibo_desktop.papers.setting import Layout

MM = 72 / 25.4
LETTERHEAD = (
    "<letterhead><superior>ĐẢNG BỘ XÃ MƯỜNG SÁY</superior><issuer>CHI BỘ BẢN NÀ HỪ</issuer>"
    "<number>Số 05-NQ/CB</number><place>Mường Sáy, ngày 05 tháng 02 năm 2026</place></letterhead>"
)
TITLE = "<paper-title><kind>NGHỊ QUYẾT</kind><subject>về giữ rừng đầu nguồn</subject></paper-title>"
SIGNATURES = (
    "<signatures><recipients><li>Đảng ủy xã (báo cáo)</li><li>Lưu Chi bộ</li></recipients>"
    "<signer><authority>T/M CHI BỘ</authority><office>BÍ THƯ</office><person>Lò Văn Hặc</person></signer></signatures>"
)
SENTENCE = (
    "Chi bộ giao từng đảng viên xuống từng nhà, nghe ý kiến Nhân dân và báo cáo lại tại kỳ sinh hoạt sau. "
)


@cache
def form_named(code: str) -> Form:
    """Read once a run: no test writes into the program's own forms."""
    return next(form for form in list_forms() if form.code == code)


def sample_of(code: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads((form_named(code).folder / SAMPLE).read_text(encoding="utf-8"))
    return values


def printed(code: str, values: dict[str, Any] | None = None, layout: Layout | None = None) -> bytes:
    form = form_named(code)
    blocks = render(form, sample_of(code) if values is None else values)
    return as_pdf(blocks, layout or Layout(landscape=form.landscape))


@cache
def printed_sample(code: str) -> bytes:
    """The sample printed once for all the tests that read it back."""
    return printed(code)


def as_pdf(blocks: Sequence[Block], layout: Layout | None = None) -> bytes:
    return write_pdf(blocks, title="Văn bản thử", author="Chi bộ bản Nà Hừ", layout=layout)


def paper_with(
    body: str,
    *,
    letterhead: str = LETTERHEAD,
    title: str = TITLE,
    signatures: str = SIGNATURES,
    layout: Layout | None = None,
) -> bytes:
    """A whole official paper around the body."""
    return as_pdf(read_blocks(letterhead + title + body + signatures), layout)
