"""The page of proposals: a body above answers in its own words, and the cell notes when it was read out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.proposal_steps import classify_proposal
from chibo_desktop.actions.proposals import add_proposal, answer_proposal
from chibo_desktop.lists.proposals import list_proposals
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.rows import RowList
from ui.hands import (
    button,
    editor,
    error_of,
    join,
    make_desk,
    open_window,
    press,
    shown,
    words_on,
    write,
)
from ui.step_host import focused, key

WORDS = "Xã cấp một bộ loa, giao trước ngày 20/11/2026."


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    """A cell and its commune, which holds the cell's proposal."""
    cell, commune = make_desk(tmp_path / "cell").desk, make_desk(tmp_path / "commune", "commune").desk
    join(commune, cell)
    add_proposal(cell, content="Cấp một bộ loa cho nhà văn hóa bản", competence="commune")
    carry(cell, commune, tmp_path)
    return cell, commune


def carry(giver: Desk, taker: Desk, folder: Path) -> None:
    read_bundle(taker, make_bundle(giver, taker.organisation_id, folder).path)


def test_the_answer_of_the_commune_comes_home_and_is_noted_as_read(
    qtbot: QtBot, tmp_path: Path, desks: tuple[Desk, Desk]
) -> None:
    cell, commune = desks
    (row,) = list_proposals(commune.store)
    above, frame = open_window(commune, "proposals")
    qtbot.addWidget(above)
    frame.page("proposals").open(row.id)
    write(above, "Nội dung trả lời", WORDS)
    write(above, "Kết quả giải quyết", "Đã giải quyết")
    press(above, "Ghi trả lời")
    assert WORDS in words_on(above)
    carry(commune, cell, tmp_path)
    below, frame = open_window(cell, "proposals")
    qtbot.addWidget(below)
    frame.page("proposals").open(row.id)
    assert WORDS in words_on(below)
    write(below, "Đã đọc tại buổi sinh hoạt ngày", "03/11/2026")
    press(below, "Ghi đã đọc")
    assert "Đã đọc tại chi bộ ngày 03/11/2026" in words_on(below)
    above.close()
    below.close()


def test_that_work_goes_on_is_no_answer_on_offer_and_an_old_one_is_not_called_an_answer(
    qtbot: QtBot, desks: tuple[Desk, Desk]
) -> None:
    _, commune = desks
    (row,) = list_proposals(commune.store)
    answer_proposal(commune, row.id, content="Đang khảo sát.", outcome="under_way")
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    frame.page("proposals").open(row.id)
    outcomes = editor(window, "Kết quả giải quyết")
    assert isinstance(outcomes, QComboBox)
    offered = [outcomes.itemText(place) for place in range(outcomes.count())]
    assert "Đã giải quyết" in offered
    assert "Đang giải quyết" not in offered
    titles_shown = {card.accessibleName() for card in shown(window, Card)}
    assert "Báo đang giải quyết" in titles_shown
    assert "Trả lời" not in titles_shown
    window.close()


def test_an_answer_without_an_outcome_is_refused_beside_the_field(
    qtbot: QtBot, desks: tuple[Desk, Desk]
) -> None:
    _, commune = desks
    (row,) = list_proposals(commune.store)
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    frame.page("proposals").open(row.id)
    write(window, "Nội dung trả lời", WORDS)
    press(window, "Ghi trả lời")
    assert error_of(window, "Kết quả giải quyết") == "Chọn kết quả giải quyết."
    assert not list_proposals(commune.store)[0].answers
    window.close()


def test_a_cell_cannot_answer_what_its_commune_has_to_answer(qtbot: QtBot, desks: tuple[Desk, Desk]) -> None:
    cell, _ = desks
    (row,) = list_proposals(cell.store)
    window, frame = open_window(cell, "proposals")
    qtbot.addWidget(window)
    frame.page("proposals").open(row.id)
    assert "Ghi trả lời" not in words_on(window)
    assert "Trả lời của cấp trên sẽ về cùng gói" in words_on(window)
    window.close()


@pytest.fixture
def several(tmp_path: Path) -> tuple[Desk, list[str]]:
    """A commune that holds three proposals nobody has classified, the oldest first in the list of what is to do."""
    cell, commune = make_desk(tmp_path / "cell").desk, make_desk(tmp_path / "commune", "commune").desk
    join(commune, cell)
    for day, words in ((1, "Sửa bể nước"), (2, "Cấp loa"), (3, "Mở lớp tại cụm xã")):
        add_proposal(cell, content=words, raised_on=date(2026, 10, day), party_matter="party")
    carry(cell, commune, tmp_path)
    return commune, ["Sửa bể nước", "Cấp loa", "Mở lớp tại cụm xã"]


def titles(window: QWidget) -> list[str]:
    """What the rows on the screen ask for, from above, without their numbers."""
    (rows,) = [one for one in shown(window, RowList) if one.accessibleName() == "Các kiến nghị"]
    return [row.title.partition(" · ")[2] or row.title for row in rows.rows()]


def test_a_digit_classifies_and_goes_on_to_the_next(qtbot: QtBot, several: tuple[Desk, list[str]]) -> None:
    commune, words = several
    window, _ = open_window(commune, "proposals")
    qtbot.addWidget(window)
    assert titles(window) == words
    button(window, f"Số 01, bản Suối Lanh · {words[0]}, nêu 01/10/2026 · chưa phân loại, Mới").setFocus()
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        key(digit)
    levels = {row.content: row.competence for row in list_proposals(commune.store)}
    assert [levels[each] for each in words] == ["cell", "commune", "upper"]
    assert "Chi bộ 0 · " not in words_on(window)
    assert titles(window) == words[1:]
    window.close()


def test_a_step_without_what_it_needs_is_refused_beside_its_field_and_its_note_is_kept(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    (asked,) = [row.id for row in list_proposals(commune.store) if row.content == "Cấp loa"]
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    frame.page("proposals").open(asked)
    press(window, "Báo đang giải quyết")
    press(window, "Ghi: báo đang giải quyết")
    assert error_of(window, "Ghi chú, lý do") == "Ghi lý do chưa trả lời được, để chi bộ biết."
    write(window, "Ghi chú, lý do", "Chờ tỉnh phân bổ.")
    press(window, "Giao cơ quan")
    write(window, "Hạn giải quyết", "32/10/2026")
    write(window, "Cơ quan được giao", "Ủy ban nhân dân xã")
    press(window, "Ghi: giao cơ quan")
    assert error_of(window, "Hạn giải quyết")
    write(window, "Hạn giải quyết", "01/12/2026")
    press(window, "Ghi: giao cơ quan")
    assert "Giao cơ quan giải quyết (Ủy ban nhân dân xã)" in words_on(window).replace("<b>", "").replace(
        "</b>", ""
    )
    press(window, "Báo đang giải quyết")
    assert editor(window, "Ghi chú, lý do").toPlainText() == "Chờ tỉnh phân bổ."  # type: ignore[union-attr]
    window.close()


def test_all_that_is_typed_of_a_step_is_kept_when_it_is_left(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    (asked,) = [row.id for row in list_proposals(commune.store) if row.content == "Cấp loa"]
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    frame.page("proposals").open(asked)
    press(window, "Giao cơ quan")
    write(window, "Cơ quan được giao", "Ủy ban nhân dân xã")
    write(window, "Hạn giải quyết", "01/12/2026")
    press(window, "Thôi")
    assert focused().text() == "Giao cơ quan"  # type: ignore[attr-defined]
    press(window, "Giao cơ quan")
    assert editor(window, "Cơ quan được giao").text() == "Ủy ban nhân dân xã"  # type: ignore[union-attr]
    assert editor(window, "Hạn giải quyết").text() == "01/12/2026"  # type: ignore[union-attr]
    assert "Ghi chú riêng của cấp mình, không gửi về chi bộ." in words_on(window)
    window.close()


def test_what_the_machine_cannot_write_is_said_in_the_form_of_a_step(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    (asked,) = [row.id for row in list_proposals(commune.store) if row.content == "Cấp loa"]
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    frame.page("proposals").open(asked)
    press(window, "Đôn đốc")
    write(window, "Ghi chú, lý do", "Nhắc lần hai.")
    commune.store.connection.execute("PRAGMA query_only = 1")
    press(window, "Ghi: đôn đốc")
    commune.store.connection.execute("PRAGMA query_only = 0")
    assert "Thư mục dữ liệu chỉ cho đọc." in words_on(window)
    assert editor(window, "Ghi chú, lý do").toPlainText() == "Nhắc lần hai."  # type: ignore[union-attr]
    (row,) = [row for row in list_proposals(commune.store) if row.id == asked]
    assert row.steps == ()
    press(window, "Ghi: đôn đốc")
    assert "<b>Đôn đốc</b>" in words_on(window)
    window.close()


def test_a_proposal_joined_by_mistake_is_parted_at_the_page(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    (asked,) = [row.id for row in list_proposals(commune.store) if row.content == "Cấp loa"]
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    frame.page("proposals").open(asked)
    press(window, "Nhập cùng việc")
    press(window, "Ghi: nhập cùng việc")
    assert error_of(window, "Cùng việc với kiến nghị") == "Chọn kiến nghị cùng việc ấy trong danh sách."
    write(window, "Cùng việc với kiến nghị", "Sửa bể nước (Chi bộ bản Suối Lanh)")
    press(window, "Ghi: nhập cùng việc")
    assert "Đã nhập vào kiến nghị cùng việc" in words_on(window)
    assert "Giao cơ quan" not in words_on(window)
    press(window, "Tách ra")
    press(window, "Ghi: tách ra")
    assert "Giao cơ quan" in words_on(window)
    assert "Đã nhập vào kiến nghị cùng việc" not in words_on(window)
    window.close()


def test_what_comes_next_is_the_red_button_of_each_state(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    asked = list_proposals(commune.store)[0].id
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    page = frame.page("proposals")
    page.open(asked)
    press(window, "Phân loại")
    press(window, "Thẩm quyền: Cấp tỉnh")
    press(window, "Ghi: phân loại")
    assert button(window, "Chuyển lên tỉnh").isVisible()
    classify_proposal(commune, asked, "commune")
    page.refresh()
    press(window, "Trả lời")
    assert focused().accessibleName() == "Nội dung trả lời"
    window.close()


def test_a_step_of_last_month_is_written_with_its_day_and_paper(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    (asked,) = [row.id for row in list_proposals(commune.store) if row.content == "Cấp loa"]
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    frame.page("proposals").open(asked)
    for act, day, field in (
        ("Nhận", "02/10/2026", "Ngày nhận (dấu đến)"),
        ("Phân loại", "02/10/2026", "Ngày phân loại"),
        ("Chuyển cấp trên", "03/10/2026", "Ngày chuyển"),
        ("Báo đang giải quyết", "04/10/2026", "Ngày báo"),
        ("Đôn đốc", "05/10/2026", "Ngày đôn đốc"),
    ):
        press(window, act)
        write(window, field, day)
        if act != "Phân loại":
            write(window, "Ngày văn bản", "02/10/2026")
        if act == "Báo đang giải quyết":
            write(window, "Ghi chú, lý do", "Chờ vốn.")
        if act == "Phân loại":
            press(window, "Thẩm quyền: Cấp tỉnh")
        press(window, f"Ghi: {act.lower()}")
    (row,) = [row for row in list_proposals(commune.store) if row.id == asked]
    days = [(step.sort, step.taken_on.day, bool(step.paper_on)) for step in row.steps if step.taken_on]
    assert days == [
        ("received", 2, True),
        ("classified", 2, False),
        ("handed_up", 3, True),
        ("interim", 4, True),
        ("urged", 5, True),
    ]
    press(window, "Đôn đốc")
    write(window, "Ngày đôn đốc", "06/11/2027")
    press(window, "Ghi: đôn đốc")
    assert "ngày chưa đến" in error_of(window, "Ngày đôn đốc")
    window.close()


def test_a_cell_says_which_older_proposal_it_raises_again(qtbot: QtBot, tmp_path: Path) -> None:
    cell = make_desk(tmp_path / "cell").desk
    first, second = (add_proposal(cell, content=words)[1] for words in ("Sửa bể nước", "Sửa bể nước đầu bản"))
    window, frame = open_window(cell, "proposals")
    qtbot.addWidget(window)
    frame.page("proposals").open(second)
    write(window, "Nhắc lại kiến nghị trước", "Sửa bể nước")
    assert "Cùng việc với: Sửa bể nước (Chi bộ bản Suối Lanh)" in words_on(window)
    assert cell.store.value("SELECT repeats_id FROM proposal WHERE id = ?", (second,)) == first
    write(window, "Nhắc lại kiến nghị trước", "Không")
    assert "Cùng việc với" not in words_on(window)
    window.close()


def test_receiving_asks_for_the_stamp_and_a_classification_as_it_is_says_so(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    (asked,) = [row.id for row in list_proposals(commune.store) if row.content == "Cấp loa"]
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    frame.page("proposals").open(asked)
    press(window, "Nhận")
    write(window, "Ngày nhận (dấu đến)", "")
    press(window, "Ghi: nhận")
    assert "dấu đến" in error_of(window, "Ngày nhận (dấu đến)")
    press(window, "Thôi")
    classify_proposal(commune, asked, "upper", taken_on=date(2026, 10, 3))
    frame.page("proposals").refresh()
    press(window, "Phân loại")
    press(window, "Ghi: phân loại")
    assert "đã phân loại như vậy từ ngày 03/10/2026" in words_on(window)
    window.close()
