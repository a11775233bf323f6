"""Promises of the roll call: without the mouse, with UniKey, readable by a screen reader."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.key_buttons import ATTENDANCE_KEYS, KeyButtons
from chibo_desktop.ui.widgets.roster import Roster, RosterRow
from ui.keys import click, press, type_letters

NAMES = (
    "Vàng A Chứ",
    "Giàng Thị Dua",
    "Lò Văn Hặc",
    "Đèo Văn Đức",
    "Quàng Văn Kiêm",
    "Lù Thị Lả",
    "Sùng A Chớ",
)


def make_roster() -> Roster:
    roster = Roster()
    roster.set_rows([RosterRow(f"m{place}", place + 1, name) for place, name in enumerate(NAMES)])
    return roster


def test_the_digits_give_the_four_states_to_the_current_member(
    shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    roster = make_roster()
    shown(roster)
    said: list[tuple[str, str]] = []
    roster.state_chosen.connect(lambda member, state: said.append((member, state)))
    for digit in ("1", "2", "3", "4"):
        press(roster, Qt.Key.Key_unknown, digit)
        press(roster, Qt.Key.Key_Down)
    assert said == [("m0", "present"), ("m1", "excused"), ("m2", "absent"), ("m3", "late")]


def test_up_and_down_stop_at_the_ends(shown: Callable[[QWidget], QWidget]) -> None:
    roster = make_roster()
    shown(roster)
    press(roster, Qt.Key.Key_Up)
    assert roster.current_id() == "m0"
    for _ in range(10):
        press(roster, Qt.Key.Key_Down)
    assert roster.current_id() == "m6"


def test_letters_jump_to_the_given_name_with_or_without_marks(shown: Callable[[QWidget], QWidget]) -> None:
    roster = make_roster()
    shown(roster)
    type_letters(roster, "du")
    assert roster.current_id() == "m1"
    type_letters(roster, "c")
    assert roster.current_id() == "m3"  # đ folds to d: duc is Đức
    roster.set_current("m4")
    type_letters(roster, "lả")
    assert roster.current_id() == "m5"


def test_the_same_letter_again_goes_to_the_next_name(shown: Callable[[QWidget], QWidget]) -> None:
    roster = make_roster()
    shown(roster)
    type_letters(roster, "c")
    assert roster.current_id() == "m6"
    type_letters(roster, "c")
    assert roster.current_id() == "m0"


def test_unikey_writing_a_letter_anew_still_finds_the_name(shown: Callable[[QWidget], QWidget]) -> None:
    roster = make_roster()
    shown(roster)
    type_letters(roster, "kie")
    press(roster, Qt.Key.Key_Backspace)
    type_letters(roster, "ê")
    assert roster.current_id() == "m4"


def test_backspace_goes_nowhere(shown: Callable[[QWidget], QWidget], qtbot: QtBot) -> None:
    roster = make_roster()
    shown(roster)
    with qtbot.assertNotEmitted(roster.current_changed), qtbot.assertNotEmitted(roster.state_chosen):
        press(roster, Qt.Key.Key_Backspace)


def test_enter_goes_on_from_the_current_member(shown: Callable[[QWidget], QWidget], qtbot: QtBot) -> None:
    roster = make_roster()
    shown(roster)
    with qtbot.waitSignal(roster.going_on) as gone:
        press(roster, Qt.Key.Key_Return)
    assert gone.args == ["m0"]


def test_a_key_pressed_with_the_mouse_acts_on_the_current_member(
    shown: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    roster, keys = make_roster(), KeyButtons()
    keys.state_chosen.connect(roster.choose)
    shown(roster)
    roster.set_current("m2")
    late = next(button for button in keys.children() if "Muộn" in getattr(button, "accessibleName", str)())
    with qtbot.waitSignal(roster.state_chosen) as chosen:
        assert isinstance(late, QWidget)
        click(late)
    assert chosen.args == ["m2", "late"]


def test_a_row_is_read_out_with_its_state() -> None:
    roster = make_roster()
    roster.change("m4", "excused", "Vắng có lý do: con nằm viện")
    first, fifth = roster.model().index(0, 0), roster.model().index(4, 0)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert first.data(role) == "1, Vàng A Chứ, chưa ghi"
    assert fifth.data(role) == "5, Quàng Văn Kiêm, Vắng có lý do: con nằm viện"


def test_the_current_member_stays_current_when_the_list_is_read_again() -> None:
    roster = make_roster()
    roster.set_current("m3")
    roster.set_rows(roster.rows()[1:])
    assert roster.current_id() == "m3"


def test_an_empty_roster_takes_keys_without_harm(shown: Callable[[QWidget], QWidget], qtbot: QtBot) -> None:
    roster = Roster()
    shown(roster)
    with qtbot.assertNotEmitted(roster.state_chosen):
        press(roster, Qt.Key.Key_unknown, "1")
        type_letters(roster, "a")
        press(roster, Qt.Key.Key_Down)
    assert roster.current_id() == ""


def test_rows_grow_with_the_zoom(qtbot: QtBot) -> None:
    roster = make_roster()
    qtbot.addWidget(roster)
    for percent, height in ((100, 48), (150, 72)):
        look.set_zoom(percent)
        assert roster.sizeHintForIndex(roster.model().index(0, 0)).height() == height


def test_key_buttons_say_word_count_and_key(qtbot: QtBot) -> None:
    keys = KeyButtons()
    qtbot.addWidget(keys)
    keys.set_counts({"present": 17, "excused": 2})
    buttons = keys.findChildren(QWidget)
    names = [QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) for button in buttons]
    assert names[:2] == ["Có mặt, 17 người, phím 1", "Vắng có lý do, 2 người, phím 2"]
    assert len(names) == len(ATTENDANCE_KEYS)


def test_key_buttons_stand_in_one_row_when_there_is_room(qtbot: QtBot) -> None:
    keys = KeyButtons()
    qtbot.addWidget(keys)
    keys.resize(534, 104)
    keys.show()
    assert keys.minimumSizeHint().height() == 104
    keys.resize(1300, 104)
    qtbot.waitUntil(lambda: keys.minimumSizeHint().height() == 48)
