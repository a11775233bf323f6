"""Promises about opening a desk: not on a disk that another machine shares."""

from __future__ import annotations

import sys

import pytest

from actions.desks import PASSWORD
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.base import disks
from chibo_desktop.base.errors import Refusal


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are read from Linux")
def test_a_desk_that_lies_on_a_share_is_not_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disks, "read_mounts", lambda: "//may-chu/chung / cifs rw 0 0")
    with pytest.raises(Refusal, match="ổ mạng"):
        open_desk(desk.folder, PASSWORD)
