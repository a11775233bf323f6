"""The parts several forms share: they are of the version of each form that takes them, and nothing else is reached."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.papers.blocks import texts
from chibo_desktop.papers.catalogue import PARTS, list_forms, read_form
from chibo_desktop.papers.render import fill, render
from papers.samples import form_named, sample_of


def copied(target: Path, body: str, **parts: str) -> Path:
    """A form of its own with parts of its own beside it."""
    folder = target / "bien-ban-thuong-ky"
    shutil.copytree(form_named("bien-ban-thuong-ky").folder, folder)
    (folder / "body.html.j2").write_text(body, "utf-8")
    (target / PARTS).mkdir()
    for name, text in parts.items():
        (target / PARTS / f"{name}.j2").write_text(text, "utf-8")
    return folder


def test_a_change_in_a_part_makes_another_version_of_the_forms_that_take_it(tmp_path: Path) -> None:
    folder = copied(tmp_path, '{% include "one.j2" %}', one='{% include "two.j2" %}', two="<p>Hai.</p>")
    first = read_form(folder).version
    inner = tmp_path / PARTS / "two.j2"
    inner.write_bytes(inner.read_bytes() + b"\r\n")
    with_windows_ends = read_form(folder).version
    inner.write_bytes(inner.read_bytes().replace(b"\r\n", b"\n"))
    assert with_windows_ends == read_form(folder).version != first


def test_a_form_takes_only_the_parts_it_names() -> None:
    forms = {form.code: {name for name, _ in form.parts} for form in list_forms()}
    assert {"roll.j2", "absent.j2", "words.j2"} <= forms["bien-ban-thuong-ky"]
    assert "elections.j2" not in forms["bien-ban-thuong-ky"]
    assert forms["phieu-khoi-phuc"] == set()


def test_every_part_is_taken_by_some_form() -> None:
    taken = {name for form in list_forms() for name, _ in form.parts}
    folder = form_named("bien-ban-thuong-ky").folder.parent / PARTS
    assert {place.name for place in folder.iterdir()} == taken


def test_a_part_that_is_not_there_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"“nowhere\.j2”"):
        read_form(copied(tmp_path, '{% include "nowhere.j2" %}'))


@pytest.mark.parametrize("name", ["../sample.json", "/etc/passwd", "../bien-ban-thuong-ky/form.toml"])
def test_a_form_takes_no_file_that_is_not_a_part(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal, match="không có trong thư mục"):
        read_form(copied(tmp_path, f'{{% include "{name}" %}}'))


def test_a_part_that_takes_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="lấy lại chính nó"):
        read_form(copied(tmp_path, '{% include "one.j2" %}', one='{% include "one.j2" %}'))


def test_a_part_whose_name_is_made_up_while_printing_is_refused() -> None:
    form = replace(form_named("bien-ban-thuong-ky"), body="{% include x %}", parts=())
    with pytest.raises(Refusal, match="ghi thẳng tên"):
        fill(form, {"x": "roll.j2"})


def test_a_part_written_wrongly_is_refused_with_its_name_and_line(tmp_path: Path) -> None:
    form = read_form(copied(tmp_path, '<p>a</p>\n{% include "one.j2" %}', one="<p>b</p>\n{% if %}"))
    with pytest.raises(Refusal, match=r"one\.j2, dòng 2"):
        fill(form, {})


def test_the_parts_words_follow_the_organisations_way_of_placing_marks() -> None:
    values = sample_of("ket-luan")
    said = " ".join(texts(render(form_named("ket-luan"), values, tone_style="old")))
    assert "Sau khi thảo luận, chi uỷ" in said
    assert "Chi uỷ phân công nhiệm vụ như sau" in said
