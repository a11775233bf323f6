"""Long work: on its own thread and connection, told to the pages, refused in words, stopped between steps."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.settings import Settings
from chibo_desktop.store import Changes
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from ui.hands import make_desk, press, words_on


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    made = Session(make_desk(tmp_path).desk, Settings(tmp_path))
    yield made
    made.close()


def test_the_pages_hear_what_the_worker_changed(qtbot: QtBot, session: Session) -> None:
    heard: list[Changes] = []
    threads: list[bool] = []
    session.changed.connect(heard.append)

    def job(desk: Desk, say: Say) -> Changes:
        threads.append(threading.current_thread() is threading.main_thread())
        assert desk.store.connection is not session.store.connection
        changes, _ = add_member(desk, full_name="Vàng A Chứ")
        return changes

    task = Task(session, job)
    with qtbot.waitSignals([task.done, task.ended]):
        task.start()
    assert threads == [False]
    assert any(changes.touches("member") for changes in heard)
    assert session.store.value("SELECT full_name FROM member") == "Vàng A Chứ"


def test_a_refusal_comes_back_as_its_sentence(qtbot: QtBot, session: Session) -> None:
    def job(_desk: Desk, _say: Say) -> None:
        raise Refusal("Không có gì để làm. Chọn việc khác.")

    task = Task(session, job)
    with qtbot.waitSignal(task.refused) as said:
        task.start()
    assert said.args == ["Không có gì để làm. Chọn việc khác."]


def test_work_stops_at_the_next_step_and_keeps_what_was_finished(qtbot: QtBot, session: Session) -> None:
    go_on = threading.Event()

    def job(desk: Desk, say: Say) -> None:
        add_member(desk, full_name="Vàng A Chứ")
        say(1, 2)
        assert go_on.wait(10)
        say(2, 2)
        add_member(desk, full_name="Pờ Go Hừ")

    task = Task(session, job)
    with qtbot.waitSignal(task.advanced) as step:
        task.start()
    assert step.args == [1, 2]
    task.stop()
    with qtbot.waitSignal(task.stopped):
        go_on.set()
    assert session.store.value("SELECT count(*) FROM member") == 1


def test_the_line_of_long_work_counts_its_steps_stops_it_and_goes_with_it(
    qtbot: QtBot, session: Session
) -> None:
    line, box, go_on = LongWork(session), QWidget(), threading.Event()
    QVBoxLayout(box).addWidget(line)
    qtbot.addWidget(box)
    box.show()
    assert not line.isVisible()

    def job(_desk: Desk, say: Say) -> None:
        say(1, 3)
        assert go_on.wait(10)
        say(2, 3)

    line.run("Đang ghi vào sổ", job, on_step=line.reach)
    qtbot.waitUntil(lambda: "1 trên 3" in words_on(box))
    assert line.isVisible()
    press(box, "Dừng")
    with qtbot.waitSignals([line.stopped, line.ended]):
        go_on.set()
    assert not line.is_busy
    assert not line.isVisible()
