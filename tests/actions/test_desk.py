"""Promises about opening a desk: not on a disk that another machine shares."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.desks import PASSWORD
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.base import paths
from chibo_desktop.base.errors import Refusal


@pytest.mark.skipif(not Path("/proc/mounts").exists(), reason="mounts are read from Linux")
def test_a_desk_that_lies_on_a_share_is_not_opened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mount = paths.mount_of(tmp_path.resolve(), Path("/proc/mounts").read_text(encoding="utf-8"))
    assert mount is not None
    monkeypatch.setattr(paths, "NETWORK_FILE_SYSTEMS", frozenset({mount.kind}))
    with pytest.raises(Refusal, match="ổ mạng"):
        open_desk(desk.folder, PASSWORD)
