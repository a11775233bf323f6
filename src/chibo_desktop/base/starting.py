"""Starting another program that outlives this one, and where this one is installed; what is started is not known here."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from chibo_desktop.base.disks import shown
from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.system import on_windows, without_own_libraries

DETACHED, NEW_GROUP = 0x00000008, 0x00000200
"""Flags of Windows' CreateProcess (DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP): no console, no share in our Ctrl+C."""
OF_ITS_OWN = {"PYINSTALLER_RESET_ENVIRONMENT": "1"}
"""To PyInstaller's loader, should the other program start this one anew: that is no helper of the one that ends now."""

_STARTED: list[subprocess.Popen[bytes]] = []
"""Held while we run: Python complains of a child that is let go of before its end."""


def own_folder() -> Path | None:
    """The folder the frozen program is installed in; None for one that runs from its sources or a wheel."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def start_apart(program: Path, words: Sequence[str] = ()) -> None:
    """Starts a program of its own life; it holds none of our files or folders. Trouble when the system refuses."""
    is_windows, nowhere = on_windows(), subprocess.DEVNULL
    try:
        with without_own_libraries():
            started = subprocess.Popen(
                [str(program), *words],
                cwd=Path.home(),
                env={**os.environ, **OF_ITS_OWN},
                stdin=nowhere,
                stdout=nowhere,
                stderr=nowhere,
                creationflags=DETACHED | NEW_GROUP if is_windows else 0,
                start_new_session=not is_windows,
            )
    except OSError as error:
        raise Trouble(
            f"Không chạy được “{program.name}”. Mở thư mục “{shown(program.parent)}”, nháy đúp tệp ấy để chạy."
        ) from error
    _STARTED.append(started)
