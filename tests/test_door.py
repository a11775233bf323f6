"""The door of the frozen program where there is nothing to speak to, as for a program of Windows without a console."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from structure import ROOT

DOOR = """
import sys
sys.frozen, sys.stdin, sys.stdout, sys.stderr = True, None, None, None
sys.argv = ["chibo-desktop", *{words!r}]
from chibo_desktop.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["records", "schema", "member"], 0),
        (["bundle", "look", "x.cbb"], 1),
        (["setup", "--unit", "unit.json"], 1),  # asks for a password, and there is nobody to ask
    ],
)
def test_without_streams_words_do_their_work_and_end_with_their_code(
    tmp_path: Path, words: list[str], code: int
) -> None:
    unit = {"kind": "cell", "name": "Chi bộ bản Suối Lanh", "parent_name": "Đảng bộ xã Mường Sáy"}
    (tmp_path / "unit.json").write_text(json.dumps(unit), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path)}
    command = [sys.executable, "-c", DOOR.format(words=words)]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")
