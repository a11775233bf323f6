"""Nothing of the sheet is lost or out of reach: composing in every sort of field, two users, two windows, and every control named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.cases import add_case
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_guest, add_meeting, record_attendance
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.store.drafts import list_drafts, write_draft
from chibo_desktop.ui.editors.meeting_sheet import SheetEditor
from chibo_desktop.ui.session import LAST_STEP, Session
from ui.hands import editor, press, shown, words_on
from ui.keys import compose, finish_composing
from ui.step_host import Cell, make_cell

WALKS = (
    ("regular", None),
    ("thematic", ("prepare",)),
    ("community", ("prepare", "roll_call")),
    ("admission", ("content", "cases", "decisions")),
    ("discipline", ("cases",)),
    ("review", ("cases",)),
    ("congress", ("prepare", "elections")),
)
"""Kinds and which of their steps look otherwise than those of a regular meeting; None is every step."""
BEGIN = "Thêm "
COMPOSED = (
    ("prepare", "", ("Địa điểm", "Ngày sinh hoạt", "Chủ trì", "Tài liệu sinh hoạt", "Thêm nội dung")),
    (
        "content",
        "",
        ("Người trình bày", "Tóm tắt trình bày", "Người phát biểu", "Ý kiến", "Kết luận của chủ trì"),
    ),
    ("decisions", "Thêm nhiệm vụ", ("Nhiệm vụ", "Người chủ trì", "Hạn hoàn thành")),
)
"""Step, the button that brings its fields, their labels: lines, prose, days, names, and records not there yet."""
TAKEN_UP = ("Thêm nội dung", "Ý kiến", "Người phát biểu")
"""Written or cleared when the step is left, as what was typed became a record."""


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    made = make_cell(tmp_path / "cell")
    add_guest(made[0], made[1], full_name="Hà Văn Thắng", level="commune")
    return made


@pytest.fixture
def opened(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[str, str], SheetEditor]]:
    """Shows the sheet of a meeting at a step, in an active window."""
    session = Session(cell[0], Settings(cell[0].folder))
    sheet = SheetEditor(session)
    sheet.resize(1366, 700)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)

    def show(meeting: str, step: str) -> SheetEditor:
        session.settings.put(LAST_STEP, f"{meeting}/{step}")
        assert sheet.open_meeting(meeting)
        return sheet

    yield show
    sheet.leave()
    sheet.close()
    sheet.deleteLater()
    QApplication.processEvents()
    session.close()


def steps_of(desk: Desk, meeting: str) -> list[str]:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    return [step.key for step in sheet.steps]


def meeting_of(cell: Cell, kind: str) -> str:
    """The meeting of that kind, with somebody to be considered where that is what it is for."""
    desk, november, people = cell
    if kind == "regular":
        return november
    _, made = add_meeting(desk, kind=kind, period="2026-11", held_on=date(2026, 11, 5))
    if kind == "admission":
        add_case(desk, made, full_name="Mùa A Páo")
    elif kind == "discipline":
        add_case(desk, made, member_id=people[3])
    return made


def nameless(root: QWidget) -> list[str]:
    """What takes the keyboard and tells a screen reader nothing."""
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in shown(root, QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isEnabled() and not is_named(one)
    ]


def is_named(one: QWidget) -> bool:
    """By a name of its own, or by the words that stand on it."""
    said = one.text() if isinstance(one, QAbstractButton | QLabel) else ""
    return bool((one.accessibleName() or said).strip())


@pytest.mark.parametrize(("kind", "steps"), WALKS)
def test_every_control_of_every_step_has_a_name(
    cell: Cell, opened: Callable[[str, str], SheetEditor], kind: str, steps: tuple[str, ...] | None
) -> None:
    meeting, found = meeting_of(cell, kind), []
    for step in steps or steps_of(cell[0], meeting):
        sheet = opened(meeting, step)
        found += [f"{step}: {each}" for each in nameless(sheet)]
        adding = [one for one in shown(sheet, QAbstractButton) if one.accessibleName().startswith(BEGIN)]
        for button in adding[:2]:
            if button.isVisibleTo(sheet):
                button.click()
                found += [f"{step}, {button.accessibleName()}: {each}" for each in nameless(sheet)]
    assert found == []


@pytest.mark.parametrize("sort", COMPOSED, ids=[step for step, _, _ in COMPOSED])
def test_a_word_being_composed_is_kept_as_one_word_in_every_sort_of_field(
    cell: Cell,
    opened: Callable[[str, str], SheetEditor],
    qtbot: QtBot,
    sort: tuple[str, str, tuple[str, ...]],
) -> None:
    step, begin, labels = sort
    sheet = opened(cell[1], step)
    if begin:
        press(sheet, begin)
    fields = [editor(sheet, label) for label in labels]
    for field in fields:
        field.clear()
    for preedit in ("hoa", "hóa"):
        for field in fields:
            compose(field, preedit)
        qtbot.waitUntil(partial(is_kept, cell[0], preedit, len(labels)), timeout=4_000)
    for field in fields:
        finish_composing(field, "hóa")
    assert [text_of(field) for field in fields] == ["hóa"] * len(labels)
    opened(cell[1], "read_back")
    again = opened(cell[1], step)
    said = [text_of(editor(again, label)) for label in labels if label not in TAKEN_UP]
    assert said == ["hóa"] * len(said)


def is_kept(desk: Desk, words: str, times: int) -> bool:
    return [draft.text for draft in list_drafts(desk.store)].count(words) == times


def text_of(field: QWidget) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()  # type: ignore[attr-defined]


def test_words_another_user_left_unwritten_are_shown_with_whose_they_are(
    cell: Cell, opened: Callable[[str, str], SheetEditor]
) -> None:
    desk, meeting, _ = cell
    place = ("meeting", meeting, "place")
    write_draft(desk.store, place, "Nhà ông Pâng", base=desk.store.field_head(*place), user="vangachu")
    sheet = opened(meeting, "prepare")
    assert text_of(editor(sheet, "Địa điểm")) == "Nhà ông Pâng"
    assert "vangachu gõ, giữ lúc" in words_on(sheet)


@pytest.mark.parametrize(
    "waiting",
    [
        ("guest", "roll_call", "full_name", "Họ và tên đại biểu"),
        ("meeting", "roll_call", "dues_note", "Thông báo nộp đảng phí"),
        ("ballot", "votes", "matter", "Việc biểu quyết"),
        ("assignment", "decisions", "title", "Nhiệm vụ"),
        ("proposal", "proposals", "content", "Nội dung kiến nghị"),
    ],
)
def test_what_was_being_typed_stands_on_the_screen_when_the_sheet_opens(
    cell: Cell, opened: Callable[[str, str], SheetEditor], waiting: tuple[str, str, str, str]
) -> None:
    (desk, meeting, _), (kind, step, field, label) = cell, waiting
    record_id = meeting if kind == "meeting" else f"{meeting}/new"
    base = desk.store.field_head(kind, record_id, field)
    write_draft(desk.store, (kind, record_id, field), "gõ dở khi mất điện", base=base, user=desk.user)
    assert text_of(editor(opened(meeting, step), label)) == "gõ dở khi mất điện"


def test_a_reason_being_typed_is_found_at_its_member_when_the_sheet_opens(
    cell: Cell, opened: Callable[[str, str], SheetEditor]
) -> None:
    desk, meeting, people = cell
    record_attendance(desk, meeting, people[4], "excused", "ốm")
    place = ("attendance", f"{meeting}/{people[4]}", "reason")
    write_draft(desk.store, place, "con nằm viện", base=desk.store.field_head(*place), user=desk.user)
    sheet = opened(meeting, "roll_call")
    assert "con nằm viện" in [one.text() for one in shown(sheet, QLineEdit)]
