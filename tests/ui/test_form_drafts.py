"""Promises of every form for a new record: what is chosen is kept like what is typed, and never comes back where it is not meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from chibo_desktop.store.drafts import list_drafts
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.segments_field import SegmentsField
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, NumberField
from ui.hands import editor, make_desk, open_window, press, words_on, write

PLACES = (("a", "Chi bộ bản Nà Hừ"), ("b", "Chi bộ bản Suối Lanh"), ("c", "Chi bộ bản Huổi Lóng"))
LEVELS = (("cell", "Chi bộ"), ("commune", "Cấp xã"))


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    window, frame = open_window(make_desk(tmp_path / "cell").desk)
    qtbot.addWidget(window)
    yield frame.session
    window.close()


def form_at(
    qtbot: QtBot, session: Session, place: str = "a", places: tuple[tuple[str, str], ...] = PLACES
) -> EntryForm:
    """A form that begins with one place, as if a person had opened it there."""
    fields = {
        "place": ChoiceField("Nơi", places, place),
        "level": SegmentsField("Cấp", LEVELS, ""),
        "words": LineField("Việc"),
        "on": DayField("Ngày", date(2026, 11, 3)),
        "count": NumberField("Số", 1),
    }
    rows = (("place", "level"), ("words",), ("on", "count"))
    made = EntryForm(session, ("proposal_step", "new"), fields, rows, button="Ghi", write=lambda _given: "x")
    qtbot.addWidget(made)
    made.show()
    return made


def values(form: EntryForm) -> list[str]:
    return [form.field(name).value() for name in ("place", "level", "words", "on", "count")]


def fill(form: EntryForm) -> None:
    write(form, "Nơi", "Chi bộ bản Suối Lanh")
    press(form, "Cấp: Cấp xã")
    write(form, "Việc", "Sửa đường nước")
    write(form, "Ngày", "1/11/2026")
    write(form, "Số", "12")
    form.leave()


def test_choices_numbers_and_days_come_back_as_they_were_left(qtbot: QtBot, session: Session) -> None:
    fill(form_at(qtbot, session))
    again = form_at(qtbot, session)
    assert values(again) == ["b", "commune", "Sửa đường nước", "01/11/2026", "12"]
    assert "Chủ Nhật" in words_on(again)


def test_a_choice_made_for_another_place_does_not_come_back_but_words_do(
    qtbot: QtBot, session: Session
) -> None:
    fill(form_at(qtbot, session, "a"))
    again = form_at(qtbot, session, "c")
    assert values(again)[:3] == ["c", "commune", "Sửa đường nước"]


def test_what_is_offered_no_more_is_not_chosen_unseen(qtbot: QtBot, session: Session) -> None:
    fill(form_at(qtbot, session))
    again = form_at(qtbot, session, places=PLACES[:1])
    assert values(again)[0] == "a"
    box = editor(again, "Nơi")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Chi bộ bản Nà Hừ"


def test_nothing_is_kept_of_what_stands_again_as_it_stood(qtbot: QtBot, session: Session) -> None:
    form = form_at(qtbot, session)
    fill(form)
    write(form, "Nơi", "Chi bộ bản Nà Hừ")
    write(form, "Việc", "")
    write(form, "Ngày", "03/11/2026")
    form.leave()
    assert {draft.field for draft in list_drafts(session.store)} == {"level", "count"}


def test_once_written_nothing_is_left_and_the_form_is_as_at_first(qtbot: QtBot, session: Session) -> None:
    form = form_at(qtbot, session)
    fill(form)
    press(form, "Ghi")
    assert list_drafts(session.store) == []
    assert values(form) == ["a", "", "", "03/11/2026", "1"]
