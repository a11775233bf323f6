"""Promises about one window for one folder when a program was killed, hangs, or just ends: a start always leads to something."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from chibo_desktop.base.errors import Trouble
from chibo_desktop.store.alone import take
from chibo_desktop.ui.one_window import CALL, HEARD, LOCK, OneWindow, first_window

DEAF = (
    "import sys; from pathlib import Path; from chibo_desktop.ui.one_window import OneWindow\n"
    "one = OneWindow(Path(sys.argv[1])); print(one.is_first, flush=True); sys.stdin.readline()"
)


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the folder and never looks at what it is called with."""
    command = [sys.executable, "-c", DEAF, str(tmp_path)]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "True\n"
    yield other
    other.kill()
    other.communicate()


def test_a_folder_whose_program_was_killed_is_free_whoever_has_its_number_now(
    deaf: subprocess.Popen[str], tmp_path: Path
) -> None:
    lock, alive = tmp_path / "other" / LOCK, deaf.pid
    lock.parent.mkdir()
    program = Path(f"/proc/{alive}/exe").readlink().name
    # as earlier versions of this program wrote it, through Qt
    lock.write_text(f"{alive}\n{program}\n{os.uname().nodename}\n", encoding="utf-8")
    one = OneWindow(lock.parent)
    assert one.is_first
    one.let_go()


def test_a_program_that_is_killed_lets_go_at_once(
    qtbot: QtBot, deaf: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert not OneWindow(tmp_path).is_first
    deaf.kill()
    deaf.wait()
    one = OneWindow(tmp_path)
    assert one.is_first
    one.let_go()


def test_a_window_that_does_not_answer_is_said_and_not_waited_for_for_ever(
    qtbot: QtBot, deaf: subprocess.Popen[str], tmp_path: Path
) -> None:
    with pytest.raises(Trouble, match=r"không trả lời.*Chữ đã gõ vẫn còn"):
        first_window(tmp_path, [tmp_path / "gói.cbb"], patience=0.3)


def test_whoever_calls_a_window_that_is_just_ending_opens_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    """And takes on what others called who were not heard either, each once."""
    ending = take(tmp_path / LOCK)
    assert ending is not None
    OneWindow(tmp_path).call_first([tmp_path / "của người khác.cbb"])
    QTimer.singleShot(250, lambda: os.close(ending))
    one = first_window(tmp_path, [tmp_path / "của mình.cbb"])
    assert one is not None
    with qtbot.waitSignal(one.called, timeout=5_000) as heard:
        pass
    assert heard.args == [[tmp_path / "của người khác.cbb"]]
    one.let_go()
    assert not (tmp_path / HEARD).exists()


def test_what_is_called_while_a_window_ends_is_there_for_the_next(qtbot: QtBot, tmp_path: Path) -> None:
    first = OneWindow(tmp_path)
    OneWindow(tmp_path).call_first([tmp_path / "gói.cbb"])
    first.let_go()  # before it came to look
    assert "cbb" in (tmp_path / CALL).read_text(encoding="ascii")


def test_a_window_that_is_open_takes_the_call_and_nothing_else_opens(qtbot: QtBot, tmp_path: Path) -> None:
    first = OneWindow(tmp_path)
    with qtbot.waitSignal(first.called, timeout=5_000) as heard:
        assert first_window(tmp_path, [tmp_path / "gói.cbb"]) is None
    assert heard.args == [[tmp_path / "gói.cbb"]]
    first.let_go()
    assert not (tmp_path / CALL).exists()


def test_a_disk_that_does_not_lock_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()
    with pytest.raises(Trouble, match="Không ghi được vào thư mục dữ liệu"):
        first_window(tmp_path, [])
