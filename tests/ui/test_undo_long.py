"""Promises of taking back what wrote hundreds of records: the window goes on meanwhile, and says what is being done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.proposal_numbers import number_proposals
from chibo_desktop.actions.proposals import change_proposal
from chibo_desktop.base.settings import Settings
from chibo_desktop.store import Changes
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.undo_list import MANY, UndoList
from ui.hands import make_desk, open_window, words_on


def propose_many(desk: Desk) -> Changes:
    """As many proposals as the worker takes back, in one entry."""
    with desk.store.writing(desk.organisation_id, desk.user) as writer:
        for place in range(MANY):
            writer.put(
                "proposal",
                writer.new_id(),
                cell_id=desk.organisation_id,
                source="people",
                content=f"Sửa đường số {place}",
                raised_on=date(2026, 1, 1),
            )
    return writer.changes


def numbered(desk: Desk) -> int:
    return int(desk.store.value("SELECT count(number) FROM proposal"))


def test_what_wrote_hundreds_is_taken_back_beside_the_window_which_says_so_and_takes_further_writing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path).desk
    propose_many(desk)
    window, frame = open_window(desk)
    qtbot.addWidget(window)
    steps = UndoList.of(frame.session)
    frame.session.do(number_proposals)
    words = steps.words()
    with qtbot.waitSignal(steps.undone):
        steps.take_back()
        assert f"Đang hoàn tác “{words}”" in words_on(window)
        frame.session.do(add_member, full_name="Lò Văn Hặc")
        steps.take_back()
    assert numbered(desk) == 0
    assert f"Đã hoàn tác “{words}”" in words_on(window)
    assert steps.words() == "Đảng viên, 1 người"
    window.close()


def test_what_cannot_be_taken_back_beside_the_window_says_why_and_writes_nothing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path).desk
    first = propose_many(desk).items[0].id
    session = Session(desk, Settings(tmp_path))
    steps = UndoList.of(session)
    session.do(number_proposals)
    change_proposal(desk, first, number=MANY + 5)
    with qtbot.waitSignal(steps.refused, check_params_cb=bool) as why:
        steps.take_back()
    assert "đã được ghi lại sau đó" in why.args[0]
    assert numbered(desk) == MANY
    session.close()
