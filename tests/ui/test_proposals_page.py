"""The page of proposals: a body above answers in its own words, and the cell notes when it was read out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.actions.proposals import add_proposal
from chibo_desktop.lists.proposals import list_proposals
from ui.hands import error_of, join, make_desk, open_window, press, words_on, write

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
