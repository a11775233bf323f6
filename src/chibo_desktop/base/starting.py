"""Starting another program that outlives this one, and where this one is installed; what is started is not known here."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from chibo_desktop.base.errors import Trouble

DETACHED, NEW_GROUP = 0x00000008, 0x00000200
"""Flags of Windows' CreateProcess (DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP): no console, no share in our Ctrl+C."""

_STARTED: list[subprocess.Popen[bytes]] = []
"""Held while we run: Python complains of a child that is let go of before its end."""


def own_folder() -> Path | None:
    """The folder the frozen program is installed in; None for one that runs from its sources or a wheel."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def start_apart(program: Path, words: Sequence[str] = ()) -> None:
    """Starts a program of its own life; it holds none of our files open. Trouble when the system refuses."""
    is_windows, nowhere = sys.platform == "win32", subprocess.DEVNULL
    try:
        started = subprocess.Popen(
            [str(program), *words],
            cwd=program.parent,
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            creationflags=DETACHED | NEW_GROUP if is_windows else 0,
            start_new_session=not is_windows,
        )
    except OSError as error:
        raise Trouble(
            f"Không chạy được “{program.name}”. Mở thư mục “{program.parent.name}” trong thư mục dữ liệu, "
            "nháy đúp tệp ấy để chạy."
        ) from error
    _STARTED.append(started)
