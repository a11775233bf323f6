"""Promises about programs started from the frozen one on Linux: they load the machine's libraries and not ours."""

from __future__ import annotations

import subprocess
import sys

import pytest

from chibo_desktop.base.system import without_own_libraries

SHOWN = ["sh", "-c", "echo ${LD_LIBRARY_PATH-none}"]


def searched() -> str:
    """Where a program started now looks first."""
    return subprocess.run(SHOWN, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="Windows has its own way: test_windows")
@pytest.mark.parametrize("former", [None, "/opt/nha-truong/lib"])
def test_a_program_started_from_the_frozen_one_looks_for_libraries_where_it_did_before(
    monkeypatch: pytest.MonkeyPatch, former: str | None
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", "/opt/chibo/_internal", raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/chibo/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if former:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", former)
    with without_own_libraries():
        assert searched() == (former or "none")
    assert searched() == "/opt/chibo/_internal"


@pytest.mark.skipif(sys.platform != "linux", reason="Windows has no such path")
def test_from_its_sources_the_path_of_the_person_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/nha-truong/lib")
    with without_own_libraries():
        assert searched() == "/opt/nha-truong/lib"
