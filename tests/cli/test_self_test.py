"""The self-test from outside: every part is tried where nobody's book lies, and one that is broken is named alone."""

from __future__ import annotations

from pathlib import Path

from chibo_desktop.cli.self_test import PARTS
from cli.calling import outside
from structure import ROOT


def test_every_part_is_tried_and_nothing_is_left_behind(tmp_path: Path) -> None:
    home, spare = tmp_path / "home", tmp_path / "spare"
    for folder in (home, spare):
        folder.mkdir()
    env = {"HOME": str(home), "XDG_DATA_HOME": str(home / "share"), "TMPDIR": str(spare), "LC_ALL": "C.UTF-8"}
    said = outside(tmp_path, "self-test", "--json", env=env)
    assert (said.code, said.err) == (0, "")
    assert [part["part"] for part in said.json["parts"]] == [part for part, _, _ in PARTS]
    assert said.json["works"]
    assert said.json["parts"][-1]["sentence"] == "mở được, không có màn hình"
    assert list(spare.iterdir()) == []
    assert not (home / "share").exists()


def test_a_broken_part_is_named_and_stops_none_of_the_others(tmp_path: Path) -> None:
    broken = tmp_path / "ban" / "docx" / "__init__.py"
    broken.parent.mkdir(parents=True)
    broken.write_text("raise ImportError('gone')", encoding="utf-8")
    env = {"PYTHONPATH": f"{tmp_path / 'ban'}:{ROOT / 'src'}"}
    said = outside(tmp_path, "self-test", "--no-window", "--json", env=env)
    assert said.code == 3
    assert [part["part"] for part in said.json["parts"] if not part["works"]] == ["word"]
    assert said.err.startswith("Máy này còn 1 phần chưa chạy được: Văn bản Word.")
