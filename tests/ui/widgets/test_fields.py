"""Promises of the fields: nothing typed is lost, autosave commits nothing, errors stand beside the field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from chibo_desktop.base.errors import Refusal
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, NumberField, ProseField
from chibo_desktop.ui.widgets.name_picker import NamePicker, Person
from ui.keys import compose, finish_composing, press, type_letters

Shown = Callable[[QWidget], QWidget]
PEOPLE = [
    Person("m1", "Vàng A Chứ"),
    Person("m2", "Giàng Thị Dua", "Phó Bí thư"),
    Person("m3", "Đèo Văn Đức"),
    Person("m4", "Hừ Go Pờ"),
]


def editor_of(field: QWidget) -> QWidget:
    editor = field.focusProxy()
    assert editor is not None
    return editor


def test_the_draft_holds_what_the_input_method_still_composes(shown: Shown) -> None:
    field = LineField("Họ và tên")
    shown(field)
    drafts: list[str] = []
    field.edited.connect(drafts.append)
    type_letters(editor_of(field), "Vàng A ")
    compose(editor_of(field), "Chứ")
    assert drafts[-1] == "Vàng A Chứ"
    assert field.value() == "Vàng A"  # autosave has committed nothing
    finish_composing(editor_of(field), "Chứ")
    assert field.value() == "Vàng A Chứ"
    assert field.draft() == "Vàng A Chứ"


def test_prose_keeps_what_is_composed_at_its_place(shown: Shown) -> None:
    field = ProseField("Nội dung", "Sửa nước")
    shown(field)
    editor = editor_of(field)
    assert isinstance(editor, QPlainTextEdit)
    cursor = editor.textCursor()
    cursor.setPosition(4)
    editor.setTextCursor(cursor)
    compose(editor, "đường ")
    assert field.draft() == "Sửa đường nước"
    assert field.value() == "Sửa nước"


def test_decomposed_letters_become_composed_ones(shown: Shown) -> None:
    field = LineField("Họ và tên")
    shown(field)
    type_letters(editor_of(field), "Chu\u031b\u0301")
    assert field.value() == "Chứ"
    assert field.draft() == "Chứ"


def test_leaving_a_field_sends_its_value(shown: Shown, qtbot: QtBot) -> None:
    field = LineField("Nơi họp", "Nhà văn hóa  bản Suối Lanh")
    shown(field)
    with qtbot.waitSignal(field.left) as left:
        press(editor_of(field), Qt.Key.Key_Return)
    assert left.args == ["Nhà văn hóa bản Suối Lanh"]
    with qtbot.waitSignal(field.left):
        editor_of(field).clearFocus()


def test_showing_a_stored_value_sends_nothing(shown: Shown, qtbot: QtBot) -> None:
    field = LineField("Nơi họp")
    shown(field)
    with qtbot.assertNotEmitted(field.edited), qtbot.assertNotEmitted(field.left):
        field.set_value("bản Nà Hừ")


def test_an_error_stands_beneath_and_is_read_with_the_field_until_one_types(shown: Shown) -> None:
    field = LineField("Họ và tên", "Chứ")
    shown(field)
    field.show_error("Gõ cả họ và tên, ví dụ Vàng A Chứ.")
    visible = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert any("Gõ cả họ và tên, ví dụ Vàng A Chứ." in words for words in visible)
    face = QAccessible.queryAccessibleInterface(editor_of(field))
    assert face.text(QAccessible.Text.Name) == "Họ và tên"
    assert face.text(QAccessible.Text.Description) == "Gõ cả họ và tên, ví dụ Vàng A Chứ."
    assert field.value() == "Chứ"
    type_letters(editor_of(field), "a")
    assert field.error() == ""


def test_an_error_does_not_change_the_height_of_its_box(shown: Shown) -> None:
    field = LineField("Họ và tên")
    window = shown(field)
    before = editor_of(field).height()
    field.show_error("Gõ cả họ và tên.")
    window.grab()
    assert editor_of(field).height() == before == 40


def test_the_link_of_an_error_names_where_to_go(shown: Shown, qtbot: QtBot) -> None:
    field = NumberField("Không tán thành", 3)
    shown(field)
    field.show_error("14 + 3 là 17 phiếu.", 'Sửa số phiếu, hoặc <a href="attendance">xem lại điểm danh</a>.')
    label = next(label for label in field.findChildren(QLabel) if "attendance" in label.text())
    with qtbot.waitSignal(field.link_chosen) as chosen:
        label.setFocus()
        press(label, Qt.Key.Key_Tab)
        label.linkActivated.emit("attendance")
    assert chosen.args == ["attendance"]


@pytest.mark.parametrize(("typed", "number"), [("", None), ("14", 14), ("1.200", 1200)])
def test_whole_numbers_are_read(typed: str, number: int | None, qtbot: QtBot) -> None:
    field = NumberField("Tán thành")
    qtbot.addWidget(field)
    field.set_value(typed)
    assert field.number() == number


@pytest.mark.parametrize("typed", ["mười", "-1", "1,5", "200"])
def test_what_is_no_number_of_votes_is_refused_and_not_sent(typed: str, shown: Shown, qtbot: QtBot) -> None:
    field = NumberField("Tán thành", most=100)
    shown(field)
    type_letters(editor_of(field), typed)
    with pytest.raises(Refusal):
        field.number()
    with qtbot.assertNotEmitted(field.left):
        press(editor_of(field), Qt.Key.Key_Return)
    assert "Tán thành" in field.error()
    assert field.draft() == typed


def test_arrows_step_a_number_within_its_limits(shown: Shown) -> None:
    field = NumberField("Tán thành", 1, most=2)
    shown(field)
    for _ in range(3):
        press(editor_of(field), Qt.Key.Key_Up)
    assert field.number() == 2


def test_a_day_is_read_as_people_write_it_and_says_its_weekday(shown: Shown, qtbot: QtBot) -> None:
    field = DayField("Ngày sinh hoạt")
    shown(field)
    type_letters(editor_of(field), "5/10/2026")
    with qtbot.waitSignal(field.left) as left:
        press(editor_of(field), Qt.Key.Key_Return)
    assert left.args == ["05/10/2026"]
    assert field.day() == date(2026, 10, 5)
    assert "Thứ Hai" in [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    press(editor_of(field), Qt.Key.Key_Up)
    assert field.day() == date(2026, 10, 6)


def test_an_impossible_day_is_said_in_place_and_kept(shown: Shown, qtbot: QtBot) -> None:
    field = DayField("Ngày sinh hoạt")
    shown(field)
    type_letters(editor_of(field), "31/02/2026")
    with qtbot.assertNotEmitted(field.left):
        press(editor_of(field), Qt.Key.Key_Return)
    assert field.error()
    assert field.draft() == "31/02/2026"


def test_a_choice_is_sent_by_its_key(shown: Shown, qtbot: QtBot) -> None:
    field = ChoiceField("Loại kỳ", [("regular", "Thường kỳ"), ("thematic", "Chuyên đề")], "regular")
    shown(field)
    box = editor_of(field)
    assert isinstance(box, QComboBox)
    with qtbot.waitSignal(field.left) as left:
        press(box, Qt.Key.Key_Down)
    assert left.args == ["thematic"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("chu", ["Vàng A Chứ"]), ("CHỨ", ["Vàng A Chứ"]), ("duc", ["Đèo Văn Đức"]), ("vac", ["Vàng A Chứ"])],
)
def test_a_name_is_found_by_any_part_with_or_without_marks(
    typed: str, found: list[str], shown: Shown
) -> None:
    picker = NamePicker("Ai phát biểu", PEOPLE)
    shown(picker)
    line = editor_of(picker)
    assert isinstance(line, QLineEdit)
    type_letters(line, typed)
    completer = line.completer()
    assert completer is not None
    model = completer.completionModel()
    assert [model.index(place, 0).data() for place in range(model.rowCount())] == found


def test_whom_the_letters_mean_most_likely_is_marked_and_enter_takes_them(shown: Shown, qtbot: QtBot) -> None:
    """Given name before initials before family name; who is away comes after everybody else."""
    picker = NamePicker("Ai phát biểu", [*PEOPLE, Person("m5", "Lò Văn Đua", is_last=True)])
    shown(picker)
    line = editor_of(picker)
    assert isinstance(line, QLineEdit)
    type_letters(line, "d")
    completer = line.completer()
    assert completer is not None
    offered = [completer.completionModel().index(place, 0).data() for place in range(3)]
    assert offered == ["Giàng Thị Dua, Phó Bí thư", "Đèo Văn Đức", "Lò Văn Đua"]
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(lambda: popup.currentIndex().row() == 0)
    assert line.text() == "d"
    press(popup, Qt.Key.Key_Return, "\r")
    assert (picker.value(), picker.key()) == ("Giàng Thị Dua", "m2")


def test_a_digit_takes_the_offered_name_of_that_number(shown: Shown) -> None:
    picker = NamePicker("Ai phát biểu", PEOPLE)
    shown(picker)
    line = editor_of(picker)
    assert isinstance(line, QLineEdit)
    entered: list[str] = []
    picker.left.connect(entered.append)
    type_letters(line, "d")
    completer = line.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    press(popup, Qt.Key.Key_9, "9")
    assert line.text() == "d9", "there is no ninth name: the digit is a letter like any other"
    press(popup, Qt.Key.Key_Backspace)
    press(popup, Qt.Key.Key_2, "2")
    assert (picker.value(), picker.key(), entered[-1]) == ("Đèo Văn Đức", "m3", "Đèo Văn Đức")


def test_the_picker_never_completes_inside_the_line(shown: Shown) -> None:
    """UniKey sends Backspace and the letter anew; inline completion would make Huư of Hư."""
    picker = NamePicker("Ai phát biểu", PEOPLE)
    shown(picker)
    line = editor_of(picker)
    assert isinstance(line, QLineEdit)
    type_letters(line, "Hu")
    press(line, Qt.Key.Key_Backspace)
    type_letters(line, "ừ")
    assert line.text() == "Hừ"
    completer = line.completer()
    assert completer is not None
    assert completer.completionMode() == QCompleter.CompletionMode.PopupCompletion


def test_taking_a_name_with_enter_gives_its_person(shown: Shown, qtbot: QtBot) -> None:
    picker = NamePicker("Ai phát biểu", PEOPLE)
    shown(picker)
    line = editor_of(picker)
    assert isinstance(line, QLineEdit)
    type_letters(line, "dua")
    completer = line.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    with qtbot.waitSignal(picker.person_chosen) as chosen:
        press(popup, Qt.Key.Key_Down)
        press(popup, Qt.Key.Key_Return)
    assert chosen.args == ["m2"]
    assert picker.value() == "Giàng Thị Dua"
    assert picker.key() == "m2"


def test_a_free_name_stays_possible_and_has_no_person(qtbot: QtBot) -> None:
    picker = NamePicker("Ai phát biểu", PEOPLE)
    qtbot.addWidget(picker)
    picker.set_value("Hà Thị Xuân")
    assert picker.key() == ""
    assert picker.value() == "Hà Thị Xuân"


def test_a_note_beside_the_label_never_makes_a_field_wider() -> None:
    field = LineField("Kết thúc lúc")
    before = field.minimumSizeHint().width()
    field.set_note("giữ lúc 20:14:32")
    assert field.minimumSizeHint().width() <= before + 12, "a gap, no words"


def test_an_impossible_day_shows_no_weekday(shown: Shown) -> None:
    field = DayField("Ngày sinh hoạt", date(2026, 10, 5))
    shown(field)
    assert "Thứ Hai" in words_of(field)
    editor_of(field).setText("31/02/2026")  # type: ignore[attr-defined]
    field.finish()
    assert field.error()
    assert "Thứ Hai" not in words_of(field)


def words_of(field: QWidget) -> list[str]:
    return [each.text() for each in field.findChildren(QLabel) if each.isVisible()]


def test_prose_is_seen_whole_however_narrow_it_gets_and_scrolls_only_beyond_its_most(shown: Shown) -> None:
    field = ProseField("Nội dung", "Sửa đường nước bản, chống rét cho gia súc. " * 4, lines=1, most=6)
    window = shown(field)
    prose = editor_of(field)
    assert isinstance(prose, QPlainTextEdit)
    heights = []
    for width in (900, 400, 150):
        window.resize(width, 400)
        QApplication.processEvents()
        heights.append(prose.height())
    assert heights[0] < heights[1] < heights[2]
    policy = prose.verticalScrollBarPolicy()
    assert policy == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    window.resize(400, 400)
    QApplication.processEvents()
    assert prose.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert prose.height() == heights[1]


def test_a_field_that_is_gone_is_not_asked_by_its_editor_for_its_height(shown: Shown, qtbot: QtBot) -> None:
    field = ProseField("Nội dung", "Sửa đường nước bản. " * 8, lines=1)
    prose = editor_of(field)
    window = shown(prose)  # taken out of the field
    delete(field)
    height = prose.height()
    with qtbot.capture_exceptions() as faults:
        window.resize(300, 400)
        QApplication.processEvents()
    assert faults == []
    assert prose.height() == height
