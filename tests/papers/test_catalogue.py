"""Tests of papers/catalogue.py: which forms there are, and which is in force on a day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.catalogue import form_in_force, list_forms, read_form
from papers.samples import form_named


def copy_form(target: Path, *, replacing: tuple[str, str] = ("", "")) -> Path:
    shutil.copytree(form_named("bien-ban-thuong-ky").folder, target)
    card = target / "form.toml"
    card.write_text(
        card.read_text(encoding="utf-8").replace(*replacing) if replacing[0] else card.read_text("utf-8"),
        "utf-8",
    )
    return target


def test_the_forms_of_the_program_are_all_found_and_say_their_source() -> None:
    forms = list_forms()
    assert {"bien-ban-thuong-ky", "nghi-quyet-thuong-ky", "phieu-khoi-phuc"} <= {form.code for form in forms}
    assert all(form.source and form.record and form.title for form in forms)


def test_the_folder_of_a_form_carries_its_code() -> None:
    assert all(form.folder.name.split("@")[0] == form.code for form in list_forms())


def test_a_paper_of_a_day_takes_the_form_valid_on_that_day(tmp_path: Path) -> None:
    copy_form(tmp_path / "bien-ban-thuong-ky", replacing=("record =", "valid_until = 2026-12-31\nrecord ="))
    copy_form(
        tmp_path / "bien-ban-thuong-ky@2027", replacing=("valid_from = 2025-10-28", "valid_from = 2027-01-01")
    )
    before = form_in_force("bien-ban-thuong-ky", date(2026, 12, 31), tmp_path)
    after = form_in_force("bien-ban-thuong-ky", date(2027, 1, 1), tmp_path)
    assert (before.folder.name, after.folder.name) == ("bien-ban-thuong-ky", "bien-ban-thuong-ky@2027")
    assert before.version != after.version


def test_a_day_before_any_form_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refusal, match="01/01/1999"):
        form_in_force("bien-ban-thuong-ky", date(1999, 1, 1))


def test_the_version_changes_with_the_body_and_not_with_the_line_ends(tmp_path: Path) -> None:
    folder = copy_form(tmp_path / "bien-ban-thuong-ky")
    body = folder / "body.html.j2"
    first = read_form(folder).version
    body.write_bytes(body.read_bytes().replace(b"\n", b"\r\n"))
    assert read_form(folder).version == first
    body.write_bytes(body.read_bytes() + b"<p>m</p>")
    assert read_form(folder).version != first


@pytest.mark.parametrize(
    ("replacing", "complaint"),
    [
        (('title = "', 'name = "'), "title"),
        (("valid_from = 2025-10-28", 'valid_from = "hôm qua"'), "valid_from"),
        (("code = ", "code : "), "viết sai"),
    ],
)
def test_a_card_written_wrongly_is_refused_with_its_entry(
    tmp_path: Path, replacing: tuple[str, str], complaint: str
) -> None:
    with pytest.raises(Refusal, match=complaint):
        read_form(copy_form(tmp_path / "x", replacing=replacing))


def test_a_folder_without_a_body_is_refused(tmp_path: Path) -> None:
    folder = copy_form(tmp_path / "x")
    (folder / "body.html.j2").unlink()
    with pytest.raises(Refusal, match=r"body\.html\.j2"):
        read_form(folder)
