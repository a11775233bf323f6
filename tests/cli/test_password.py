"""The password typed at a terminal: asked for on stderr, never shown, twice when it is new."""

from __future__ import annotations

import os
import subprocess
import sys
from codecs import getincrementaldecoder
from pathlib import Path

import pytest

from cli.calling import PASSWORD, Said, make_desk, outside
from structure import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal made by pty")


def typed(folder: Path, answers: list[tuple[str, str]], *words: str) -> tuple[Said, str]:
    """Runs the words at a terminal; each answer is typed once its prompt stands. Gives what the terminal showed too."""
    master, slave = os.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "chibo_desktop", "--data-dir", "cell", *words],
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT / "src")},
        start_new_session=True,
    )
    assert program.stderr is not None
    said, decoder = "", getincrementaldecoder("utf-8")()
    for prompt, answer in answers:
        while not said.endswith(prompt):
            letter = program.stderr.read(1)
            assert letter, said
            said += decoder.decode(letter)
        os.write(master, f"{answer}\n".encode())
    out, err = program.communicate()
    os.set_blocking(master, False)
    os.close(slave)
    try:
        echoed = os.read(master, 4096).decode()
    except (BlockingIOError, OSError):
        echoed = ""
    os.close(master)
    return Said(program.returncode, out.decode(), said + err.decode()), echoed


def test_a_password_is_asked_for_and_not_shown(tmp_path: Path) -> None:
    make_desk(tmp_path / "cell")
    said, echoed = typed(tmp_path, [("Mật khẩu: ", PASSWORD)], "records", "list", "organisation", "--json")
    assert said.code == 0, said.err
    assert said.json["records"][0]["kind"] == "cell"
    assert PASSWORD not in said.out + said.err + echoed


@pytest.mark.parametrize(("second", "code"), [(PASSWORD, 0), ("hoa ban tim", 1)])
def test_a_new_password_is_asked_for_twice(tmp_path: Path, second: str, code: int) -> None:
    (tmp_path / "unit.json").write_text(outside(tmp_path, "setup", "--example").out, encoding="utf-8")
    answers = [("Mật khẩu mới: ", PASSWORD), ("Gõ lại mật khẩu: ", second)]
    said, _ = typed(tmp_path, answers, "setup", "--unit", "unit.json")
    assert said.code == code, said.err
    assert (tmp_path / "cell").exists() == (code == 0)
