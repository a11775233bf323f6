"""The doors the tests of the command line go through: a cell's desk and a commune's."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import PASSWORD, Door, make_desk


@pytest.fixture
def cell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Door:
    """A cell's desk, its password in the environment."""
    monkeypatch.setenv("CHIBO_PASSWORD", PASSWORD)
    make_desk(tmp_path / "cell")
    return Door(tmp_path / "cell", capsys)


@pytest.fixture
def commune(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Door:
    """A commune's desk with the same password."""
    monkeypatch.setenv("CHIBO_PASSWORD", PASSWORD)
    make_desk(tmp_path / "commune", "commune", "Đảng bộ xã Mường Sáy")
    return Door(tmp_path / "commune", capsys)
