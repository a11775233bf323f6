"""What every test gets: an empty home, no screen, a fixed clock, and failure on any warning in the log."""

from __future__ import annotations

import gc
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from chibo_desktop.base.clock import FixedClock

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ["TZ"] = "Asia/Ho_Chi_Minh"
for _name in ("QT_SCALE_FACTOR", "QT_IM_MODULE", "CHIBO_PASSWORD", "CHIBO_DATA_DIR"):
    os.environ.pop(_name, None)

# The gate runs on two shared cores: how long an example took says nothing about the code.
settings.register_profile("gate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gate")

HOME_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_STATE_HOME": "home/.local/state",
    "APPDATA": "home/AppData/Roaming",
    "LOCALAPPDATA": "home/AppData/Local",
}

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--accept`, the one way a golden file is rewritten."""
    parser.addoption(
        "--accept", action="store_true", help="rewrite the golden files these tests compare with"
    )


def pytest_collection_finish() -> None:
    """The modules and tests stay to the end: what collects garbage need not go through them each time."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A long test names the tools it needs; check.py --long says first which ones are not there."""
    for mark in item.iter_markers("needs"):
        missing = [tool for tool in mark.args if shutil.which(tool) is None]
        if missing:
            pytest.skip(f"needs {', '.join(missing)}")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with `tests/golden/<name>`; with `--accept` writes it there instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"golden/{name} is not there; look at the text, then run again with --accept"
        assert text == path.read_text(encoding="utf-8"), f"golden/{name} differs; --accept if it is meant"

    return compare


@pytest.fixture(autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder of this test's own; nothing a test does can reach the real one."""
    root = tmp_path_factory.mktemp("person")
    for variable, folder in HOME_FOLDERS.items():
        path = root / folder
        path.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(path))
    runtime = root / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    return root / "home"


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def said_in_log(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Warnings of the log while this test ran; one that is still in the list at the end fails the test.

    A test that expects a warning asserts on the list and clears it.
    """
    handler = _Warnings()
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler.lines
    root.removeHandler(handler)
    if handler.lines:
        pytest.fail("the log holds warnings nobody expected:\n" + "\n".join(handler.lines), pytrace=False)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at 19:30 on Monday 5 October 2026, +07:00; `.set()` moves it."""
    from chibo_desktop.base.clock import FixedClock
    from chibo_desktop.base.dates import VIETNAM

    return FixedClock(datetime(2026, 10, 5, 19, 30, tzinfo=VIETNAM))
